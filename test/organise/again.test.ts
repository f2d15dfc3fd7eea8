import { beforeEach, describe, expect, test } from 'vitest'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example']
const correct = (id: string, from: string, to: string, at: string) =>
  world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at })
const add = (id: string, participants: readonly string[], at: string) =>
  world.call(`POST /api/surveys/${id}/participants`, { body: { participants }, at })

describe('an address that somebody’s invitation was corrected away from', () => {
  test('can be invited: it gets its mail, its row and a link of its own', async () => {
    ses.set({ bounce: ['dee@c.example'] })
    const id = await world.open(people)
    await correct(id, 'dee@c.example', 'dee@right.example', hours(1))
    ses.set({ bounce: [] })
    await world.minute(hours(1.1))
    const old = world.linkTo('dee@c.example')
    expect((await add(id, ['dee@c.example'], hours(1.2))).json).toEqual({ invited: 5, added: 1 })
    await world.minute(hours(1.2))
    await world.call(`POST /api/surveys/${id}/delivery/again`, { body: { address: 'dee@c.example' }, at: hours(1.25) })
    await world.minute(hours(1.3))
    const { rows } = await world.delivery(id, hours(2))
    expect(rows.map(({ address, state }) => `${address} ${state}`).toSorted()).toEqual(
      [...people, 'dee@right.example'].map(address => `${address} sent`).toSorted(),
    )
    expect(await world.follow(old)).toBe('unknown_link')
    expect(await world.follow(world.linkTo('dee@c.example'))).toBe('issued')
    expect(await world.follow(world.linkTo('dee@right.example'))).toBe('issued')
  })

  test('no two invitations of a survey ever share an id, whatever was corrected to what', async () => {
    ses.set({ bounce: ['cas@c.example', 'dee@c.example'] })
    const id = await world.open(people)
    const steps: (() => Promise<unknown>)[] = [
      () => correct(id, 'dee@c.example', 'x@c.example', hours(1)),
      () => add(id, ['dee@c.example'], hours(1.1)),
      () => correct(id, 'dee@c.example', 'y@c.example', hours(1.2)),
      () => correct(id, 'cas@c.example', 'dee@c.example', hours(1.3)),
      () => correct(id, 'dee@c.example', 'cas@c.example', hours(1.4)),
      () => add(id, ['dee@c.example'], hours(1.5)),
    ]
    for (const step of steps) expect(await step()).toMatchObject({ status: 200 })
    const chunks = (await itemsOf(database.client, 'people')).filter(({ pk }) => pk === `invitation#${id}`)
    const ids = chunks.flatMap(({ people: some }) =>
      Array.isArray(some) ? some.map((one: { invitationId: string }) => one.invitationId) : [],
    )
    expect(new Set(ids).size).toBe(ids.length)
    await world.minute(hours(2))
    const { rows } = await world.delivery(id, hours(2.1))
    expect(rows.map(({ address }) => address).toSorted()).toEqual([...people, 'x@c.example', 'y@c.example'].toSorted())
  })
})

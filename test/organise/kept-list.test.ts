import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { holdAt } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours, idIn, organise, plantReview, setRow } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example', 'eve@c.example', 'fay@c.example']
const items = async (pk: string) => (await itemsOf(database.client, 'people')).filter(item => item['pk'] === pk)
const day = 24

describe('the list of those invited, once its time is over', () => {
  test.each([
    ['is still there', 401, false],
    ['is gone', 401, true],
    ['went early, because the close moved later', 400.5, true],
  ])('is not known any more, and the survey answers all the same: it %s', async (_title, days, removed) => {
    const id = await world.open(people)
    await setRow(database.client, id, { status: 'harvested', ...(days < 401 ? { closesAt: hours(10 * day) } : {}) })
    for (const { pk, sk } of removed ? await items(`invitation#${id}`) : [])
      await database.client.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
    const at = hours((days + 2) * day)
    expect(await world.survey(id, at)).toMatchObject({ invited: 6, notReached: null })
    expect(await world.delivery(id, at)).toMatchObject({ rows: [], others: 0 })
  })

  test('is missed before that', async () => {
    const id = await world.open(people)
    for (const { pk, sk } of await items(`invitation#${id}`))
      await database.client.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
    expect((await world.call(`GET /api/surveys/${id}`, { at: hours(day) })).status).toBe(500)
  })
})

test('once no mail is kept any more, nobody is said to get one, and nobody not to have got one', async () => {
  const id = await world.open(people)
  await setRow(database.client, id, { status: 'harvested' })
  for (const { pk, sk } of await items(`mail#${id}`))
    await database.client.send(new DeleteCommand({ TableName: 'people', Key: { pk, sk } }))
  const at = hours(80 * day)
  expect((await world.delivery(id, at)).rows.map(({ state, remedy }) => [state, remedy])).toEqual(
    people.map(() => ['unknown', null]),
  )
  expect((await world.survey(id, at)).notReached).toMatchObject({ bounced: 0, left: 0 })
})

describe('what was withdrawn', () => {
  const spoil = (id: string, withdrawn: unknown) =>
    database.client.send(
      new UpdateCommand({
        TableName: 'people',
        Key: { pk: `changes#${id}`, sk: 'list' },
        UpdateExpression: 'SET withdrawn = :withdrawn',
        ExpressionAttributeValues: { ':withdrawn': withdrawn },
      }),
    )
  const withdraw = (id: string, participants: readonly string[]) =>
    world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants }, at: hours(1) })

  test('stays so beside an entry that nobody can read', async () => {
    const id = await world.open(people)
    await withdraw(id, ['fay@c.example'])
    const [changes] = await items(`changes#${id}`)
    const stored: unknown = changes?.['withdrawn']
    await spoil(id, [null, { invitationId: 7 }, ...(Array.isArray(stored) ? stored : [])])
    await world.minute(hours(day))
    expect(people.map(world.mailsTo)).toEqual([2, 2, 2, 2, 2, 1])
    expect((await world.delivery(id)).withdrawn).toBe(1)
  })

  test('is not taken for nothing where nobody can read any of it', async () => {
    const id = await world.open(people)
    await withdraw(id, ['fay@c.example'])
    await spoil(id, 'rubbish')
    await world.clock(hours(day)).catch(() => {})
    expect((await world.mailer(hours(day)).catch(() => null))?.settled.sent ?? 0).toBe(0)
    expect(world.mailsTo('fay@c.example')).toBe(1)
    expect((await world.call(`GET /api/surveys/${id}`, { at: hours(day) })).status).toBe(500)
  })
})

test('two withdrawals at once before the opening both hold', async () => {
  const review = await plantReview(database.client)
  const body = { kind: 'pre-meeting', reviewId: review.id, participants: people, opensAt: hours(2) }
  const id = idIn((await world.call('POST /api/surveys', { body })).json)
  const path = `DELETE /api/surveys/${id}/participants`
  const slow = holdAt(
    database.client,
    command => command instanceof PutCommand && /participants#/.test(JSON.stringify(command.input)),
  )
  const first = organise(slow.client).call(path, { body: { participants: ['eve@c.example'] } })
  await slow.reached
  expect((await world.call(path, { body: { participants: ['fay@c.example'] } })).json).toEqual({
    invited: 5,
    dropped: 1,
  })
  slow.release()
  expect((await first).json).toEqual({ invited: 4, dropped: 1 })
  expect((await items(`participants#${id}`)).flatMap(({ emails }) => emails)).toEqual(people.slice(0, 4))
})

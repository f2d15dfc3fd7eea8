/**
 * Who has answered, by a correction: a facilitator sends a colleague's invitation to an address of their own, follows the
 * link, which says whether the one before it was used, and sends the invitation back.
 */
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { organiseApi } from '../../functions/organise/api.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { caller, facilitator, keeper, reviewer, tokenRules } from '../caller.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { delivered } from '../organise/delivered.ts'
import { hours } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example', 'eve@c.example']
const gone = 'dee@c.example'
const correct = (id: string, from: string, to: string, at = hours(1)) =>
  world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at })

const unprotectedBy = async (protection: Parameters<typeof switchedOff>[1]) => {
  const entry = 'functions/organise/api.ts'
  const { organiseApi: api } = await switchedOff<{ organiseApi: typeof organiseApi }>(entry, protection)
  const store = organiseStore({ ...testTables, documents: withinGrants(database.client, 'organise') })
  const settings = { ...tokenRules, siteUrl: '', inviteDomains: ['.example'], report: () => undefined }
  return caller(api({ store, settings, random: randomBytes }))
}

describe('a facilitator', () => {
  test('learned who has answered, while an invitation that arrived could be sent to another address', async () => {
    const unprotected = await unprotectedBy({
      file: 'functions/organise/delivery.ts',
      text: 'if (!row || !didNotArrive(row)) throw',
      instead: 'if (!row) throw',
    })
    const learned: string[] = []
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      const body = { from: gone, to: 'mine@c.example' }
      expect((await unprotected(`POST /api/surveys/${id}/delivery/correct`, { body, at: hours(1) })).status).toBe(200)
      await world.minute(hours(1.1))
      learned.push(await world.follow(world.linkTo('mine@c.example')))
    }
    expect(learned).toEqual(['issued', 'pass_already_issued'])
  })

  test('sends no invitation that arrived to another address, used or not', async () => {
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      expect((await correct(id, gone, 'mine@c.example')).code).toBe('mail_not_returned')
      await world.minute(hours(1.1))
      expect(world.mailsTo('mine@c.example')).toBe(0)
    }
  })

  test('sends none that waits, was withdrawn, or may have arrived', async () => {
    const id = await world.open(people)
    await world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
    expect((await correct(id, gone, 'mine@c.example')).code).toBe('mail_not_returned')
    await world.call(`POST /api/surveys/${id}/participants`, {
      body: { participants: ['fin@c.example'] },
      at: hours(1),
    })
    expect((await correct(id, 'fin@c.example', 'mine@c.example')).code).toBe('mail_not_returned')
  })

  test('sends one that came back to nobody who leads the review, however they are spelt', async () => {
    ses.set({ bounce: [gone] })
    const leaders = [facilitator, reviewer].map(({ email }) => ({ email, name: '' }))
    const id = await world.open(people, { facilitators: leaders })
    for (const { email } of leaders)
      for (const to of [email, email.replace('@', '+x@'), email.toUpperCase()])
        expect((await correct(id, gone, to)).code).toBe('corrected_to_reader')
    expect((await correct(id, gone, 'dee@right.example')).status).toBe(200)
  })

  test('who withdraws it and invites an address of their own learns nothing: the new link is a new person’s', async () => {
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      await world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
      const added = await world.call(`POST /api/surveys/${id}/participants`, {
        body: { participants: ['mine@c.example'] },
        at: hours(1),
      })
      expect(added.json).toEqual({ invited: 6, added: 1 })
      await world.minute(hours(1.1))
      expect(await world.follow(world.linkTo('mine@c.example'))).toBe('issued')
    }
  })
})

/** One who keeps the roster as well joins a colleague's address with one of their own, and has the invitation sent anew. */
describe('a facilitator who is a keeper too', () => {
  const mine = 'mine@d.example'
  const take = async (call: typeof world.call): Promise<string[]> => {
    const learned: string[] = []
    for (const used of [false, true]) {
      await world.reset()
      const roster = [...people, mine].map(email => ({
        email,
        name: email === mine || email === gone ? 'Dee Lee' : '',
      }))
      await world.call('PUT /api/people', { body: roster, as: keeper, at: hours(-48) })
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      const joined = await call('POST /api/people/join', {
        body: { keep: mine, leave: gone },
        as: keeper,
        at: hours(1),
      })
      expect(joined.status).toBe(200)
      await call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
      await call(`POST /api/surveys/${id}/participants`, { body: { participants: [mine] }, at: hours(1) })
      await world.minute(hours(1.1))
      learned.push(await world.follow(world.linkTo(mine)))
    }
    return learned
  }

  test('learned who has answered, while what was joined stood in for what was withdrawn', async () => {
    const learned = await take(
      await unprotectedBy({
        file: 'functions/organise/participants.ts',
        text: '({ email }: Invitee): Invitation | undefined => withdrawn.get(mailboxOf(email))',
        instead:
          '({ email, also }: Invitee) => [email, ...also].flatMap(address => withdrawn.get(mailboxOf(address)) ?? [])[0]',
      }),
    )
    expect(learned).toEqual(['issued', 'pass_already_issued'])
  })

  test('learns nothing: the new link gives a pass of its own, and one writer more is needed', async () => {
    expect(await take(world.call)).toEqual(['issued', 'issued'])
    for (const at of [47.1, 47.2]) await world.clock(hours(at))
    const [survey] = (await itemsOf(database.client, 'surveys')).filter(({ pk }) => pk === 'survey')
    expect(surveySchema.parse(survey).minimumBallots).toBe(4)
  })
})

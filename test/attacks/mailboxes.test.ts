/**
 * Several addresses, one mailbox (privacy-2): somebody answers for all of a group but one, with addresses of their own,
 * and takes their own answers away from what is published.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { pulse2 } from '../../functions/domain/instrument/pulse.ts'
import { onePerMailbox } from '../../functions/domain/people/mailbox.ts'
import { publishPulse } from '../../functions/domain/suppression/publish.ts'
import { tallyBallots } from '../../functions/domain/suppression/tally.ts'
import { freezeCohorts } from '../../functions/domain/survey/pulse-cohorts.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { noon } from '../caller.ts'
import { idIn, items, organise, plantReview, row, setRow } from '../organise/setup.ts'
import { clockOnce } from './clock.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const runClockOnce = (now: string) => clockOnce(database.client, now)

interface Row {
  readonly email: string
  readonly group: string
}

const victim: Row = { email: 'victim@corp.example', group: 'Payments' }
const own = Array.from({ length: 9 }, (_, index): Row => ({ email: `me+p${index}@example.com`, group: 'Payments' }))
const others = Array.from({ length: 40 }, (_, index): Row => ({ email: `o${index}@corp.example`, group: 'Search' }))
const roster = [...own, victim, ...others]

/** What a person answers to each item: the attacker's answers are theirs to choose. */
const answersOf = (steps: number) =>
  Object.fromEntries(
    pulse2.items.flatMap((item, index) =>
      item.kind === 'scale' ? [[item.id, item.min + ((index + steps) % (item.max - item.min + 1))]] : [],
    ),
  )

/** Each item of the victim's that follows from what is published of their group; `fold` is what is switched off. */
const recovered = (fold: (people: readonly Row[]) => Row[]) => {
  const invited = fold(roster)
  const { cohorts, cohortOf } = freezeCohorts(invited.map(({ group }) => group))
  const said = new Map(
    roster.map(({ email }, index) => [email, answersOf(email.startsWith('me+') ? index % 5 : index)]),
  )
  const ballots = invited.map(({ email, group }) => ({ cohort: cohortOf(group), answers: said.get(email) ?? {} }))
  const counts = { invited: ballots.length, issued: ballots.length, cast: ballots.length, counted: ballots.length }
  const tally = tallyBallots(pulse2, ballots)
  const material = { quarter: '2026-Q4', instrument: pulse2, groupMinimum: 5, open: false, cohorts, tally }
  const release = publishPulse(counts, material, [])
  const cohort = cohorts.find(({ label }) => label === 'Payments')?.id
  return release.figures.flatMap(({ id, kind, cohorts: cells }) => {
    const mean = cohort === undefined || kind !== 'item' ? null : cells[cohort]?.mean
    if (mean?.kind !== 'exact') return []
    const item = pulse2.items.find(one => one.id === id)
    if (item?.kind !== 'scale') return []
    const mine = own.reduce((sum, { email }) => sum + (said.get(email)?.[id] ?? 0), 0)
    const scored = item.reversed ? 10 * (item.min + item.max) - mean.value * 10 : mean.value * 10
    return Math.round(scored - mine) === said.get(victim.email)?.[id] ? [id] : []
  })
}

test('nine spellings beside a colleague give back their pulse; as one person they give no group', () => {
  expect(recovered(people => [...people]).length).toBeGreaterThanOrEqual(7)
  expect(recovered(onePerMailbox)).toStrictEqual([])
})

test('a pulse asks each mailbox once, and counts it once', async () => {
  for (const { email, group } of roster) {
    const person = { email, group, name: '', seniority: null, zone: 'UTC', language: 'en', unsubscribeId: 'u' }
    await database.client.send(new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: email, ...person } }))
  }
  const made = await organise(database.client).call('POST /api/surveys', {
    body: { kind: 'pulse', quarter: '2026-Q4', closesAt: plus(noon, 7 * 86_400_000) },
  })
  const survey = idIn(made.json)
  expect((await row(database.client, survey)).invited).toBe(42)
  await runClockOnce(noon)
  const opened = await row(database.client, survey)
  expect([opened.status, opened.invited]).toStrictEqual(['open', 42])
  expect(opened.cohorts.map(({ label }) => label)).not.toContain('Payments')
})

const spellings = ['me+a@example.com', 'me+b@example.com', 'me@example.com']

test('a review takes no two spellings of one mailbox, and says which two', async () => {
  const review = await plantReview(database.client)
  const { call } = organise(database.client)
  const participants = ['victim@corp.example', ...spellings]
  const refused = await call('POST /api/surveys', { body: { kind: 'pre-meeting', reviewId: review.id, participants } })
  expect([refused.status, refused.code]).toStrictEqual([409, 'one_mailbox'])
  expect(refused.json).toMatchObject({
    detail: expect.stringContaining('me+a@example.com and me+b@example.com reach one mailbox'),
  })
  expect(await items(database.client, 'people', 'participants')).toStrictEqual([])
})

/** Invited, and open, with the invitations that `clock` freezes. */
const opened = async () => {
  const review = await plantReview(database.client)
  const { call } = organise(database.client)
  const participants = ['me@example.com', 'victim@corp.example', 'bo@example.com', 'cy@example.com']
  const made = await call('POST /api/surveys', { body: { kind: 'pre-meeting', reviewId: review.id, participants } })
  return { call, survey: idIn(made.json) }
}

test('nobody comes later under another spelling, before the opening or after it', async () => {
  const { call, survey } = await opened()
  const add = (participants: string[]) => call(`POST /api/surveys/${survey}/participants`, { body: { participants } })
  // The roster knows this mailbox: it is the person who is invited already.
  expect((await add(['me+late@example.com'])).json).toStrictEqual({ invited: 4, added: 0 })
  expect((await add(['new@example.com', 'new+late@example.com'])).code).toBe('one_mailbox')
  expect((await row(database.client, survey)).invited).toBe(4)
})

test('an address is corrected to no other person’s mailbox, but to another spelling of its own', async () => {
  const { call, survey } = await opened()
  await runClockOnce(noon)
  expect((await row(database.client, survey)).status).toBe('open')
  const bounced = { pk: 'stop', sk: 'bo@example.com', reason: 'bounced', at: noon }
  await database.client.send(new PutCommand({ TableName: 'people', Item: bounced }))
  const correct = (from: string, to: string) =>
    call(`POST /api/surveys/${survey}/delivery/correct`, { body: { from, to } })
  expect((await correct('bo@example.com', 'me+x@example.com')).code).toBe('one_mailbox')
  expect((await correct('bo@example.com', 'bo+office@example.com')).status).toBe(200)
  await setRow(database.client, survey, { status: 'cancelled' })
})

test('whoever was withdrawn gets one pass with their next invitation, however it is spelt', async () => {
  const { call, survey } = await opened()
  await runClockOnce(noon)
  const path = `/api/surveys/${survey}/participants`
  expect((await call(`DELETE ${path}`, { body: { participants: ['ME+x@example.com'] } })).json).toStrictEqual({
    invited: 4,
    withdrawn: 1,
  })
  expect((await call(`POST ${path}`, { body: { participants: ['me+y@example.com'] } })).json).toStrictEqual({
    invited: 4,
    added: 1,
  })
  await setRow(database.client, survey, { status: 'cancelled' })
})

test('two spellings on the roster are joined, or counted as one: no word makes two people of them', async () => {
  const { call } = organise(database.client)
  await call('PUT /api/people', { body: [{ email: 'kim@example.com' }, { email: 'kim+x@example.com' }] })
  const emails = ['kim@example.com', 'kim+x@example.com']
  expect((await call('POST /api/people/apart', { body: { emails } })).code).toBe('one_mailbox')
})

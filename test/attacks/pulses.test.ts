/**
 * Two pulses within days (privacy-3): between them one person moves to another group, everybody else answers the same,
 * and the difference of what is published is that person's answers.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { pulse2 } from '../../functions/domain/instrument/pulse.ts'
import { publishPulse } from '../../functions/domain/suppression/publish.ts'
import type { PulseRelease } from '../../functions/domain/suppression/release.ts'
import { tallyBallots } from '../../functions/domain/suppression/tally.ts'
import { tooClose } from '../../functions/domain/survey/pulse-distance.ts'
import { dayMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { noon } from '../caller.ts'
import { idIn, organise, row } from '../organise/setup.ts'
import { clockOnce } from './clock.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, personRow, putSurvey, surveyRow } from '../survey.ts'

const days = (count: number): string => plus(noon, count * dayMilliseconds)

const answersOf = (person: number) =>
  Object.fromEntries(
    pulse2.items.flatMap((item, index) => {
      if (item.kind !== 'scale') return []
      return [[item.id, item.min + ((person * 3 + index) % (item.max - item.min + 1))]]
    }),
  )

/** Twelve in each of two teams; the thirteenth is the one who moves. */
const groupOf = (person: number, isMoved: boolean): string => (person < 12 || (person === 24 && !isMoved) ? 'c0' : 'c1')

const published = (quarter: string, isMoved: boolean, before: readonly PulseRelease[]): PulseRelease => {
  const ballots = Array.from({ length: 25 }, (_, person) => ({
    cohort: groupOf(person, isMoved),
    answers: answersOf(person),
  }))
  const invitedIn = (cohort: string) => ballots.filter(ballot => ballot.cohort === cohort).length
  const cohorts = ['c0', 'c1'].map(id => ({ id, label: `Team ${id}`, invited: invitedIn(id) }))
  const counts = { invited: 25, issued: 25, cast: 25, counted: 25 }
  const tally = tallyBallots(pulse2, ballots)
  return publishPulse(counts, { quarter, instrument: pulse2, groupMinimum: 5, open: false, cohorts, tally }, before)
}

/** What follows of the one who moved from two releases of their first team. */
const recovered = (first: PulseRelease, second: PulseRelease): string[] =>
  pulse2.items.flatMap(item => {
    if (item.kind !== 'scale') return []
    const sumOf = (release: PulseRelease, people: number): number => {
      const cell = release.figures.find(({ id }) => id === item.id)?.cohorts['c0']
      return cell?.mean?.kind === 'exact' && cell.n === people ? cell.mean.value * people : NaN
    }
    const difference = Math.round(sumOf(first, 13) - sumOf(second, 12))
    const said = item.reversed ? item.min + item.max - difference : difference
    return said === answersOf(24)[item.id] ? [item.id] : []
  })

test('two that are near give the answers of whoever moved between them; they cannot both be', () => {
  const first = published('2021-Q1', false, [])
  const second = published('2021-Q2', true, [first])
  // Switched off: both are published, whatever the rules of each.
  expect(recovered(first, second).length).toBeGreaterThanOrEqual(7)
  const near = { quarter: '2021-Q2', opensAt: days(5), closesAt: days(8) }
  expect(tooClose({ quarter: '2021-Q1', opensAt: days(0), closesAt: days(3) }, near)).toBe('pulses_too_close')
})

const database = ownDatabase()
const call = (...given: Parameters<ReturnType<typeof organise>['call']>) => organise(database.client).call(...given)
const parameters = new Map<string, string>()
const clock = (now: string) => clockOnce(database.client, now, parameters)

beforeEach(async () => {
  await emptyTables(database.client, 'surveys', 'people')
  for (let index = 0; index < 12; index += 1) {
    const person = personRow(index)
    await database.client.send(
      new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }),
    )
  }
})

const open = (quarter: string, opensAt: string, closesAt: string, at = noon) =>
  call('POST /api/surveys', { body: { kind: 'pulse', quarter, opensAt, closesAt }, at })

describe('no way leads to two of them', () => {
  test('by hand: of another quarter, twice in one, two at once, or within 45 days', async () => {
    for (const quarter of ['2021-Q1', '2026-Q3', '2027-Q2'])
      expect((await open(quarter, noon, days(3))).code).toBe('quarter_out_of_reach')
    expect((await open('2026-Q4', noon, days(3))).status).toBe(201)
    expect((await open('2026-Q4', days(4), days(6))).code).toBe('quarter_has_pulse')
    expect((await open('2027-Q1', noon, days(6))).code).toBe('quarter_not_begun')
    const near = await open('2027-Q1', days(40), days(50))
    expect([near.status, near.code]).toStrictEqual([409, 'pulses_too_close'])
    expect(near.json).toMatchObject({ detail: expect.stringContaining('The pulse of 2026-Q4') })
    expect((await open('2027-Q1', days(48), days(55))).status).toBe(201)
  })

  test('by closing later than the next one allows', async () => {
    const first = idIn((await open('2026-Q4', noon, days(3))).json)
    await open('2027-Q1', days(48), days(55))
    const later = (closesAt: string) => call(`PATCH /api/surveys/${first}`, { body: { closesAt } })
    expect((await later(days(4))).code).toBe('pulses_too_close')
    expect((await later(days(49))).code).toBe('two_pulses_open')
    expect((await later(days(3))).status).toBe(200)
  })

  test('by the plan: it is neither set so, nor carried out so', async () => {
    const plan = {
      zone: 'UTC',
      opens: { month: 1, week: 2, weekday: 2, time: '09:00' },
      openDays: 7,
      version: 0,
    }
    // The second Tuesday of January is less than 45 days after a close on 10 December.
    await call('PUT /api/pulse-plan', { body: plan })
    expect((await open('2026-Q4', noon, '2026-12-10T12:00:00.000Z')).status).toBe(201)
    const moved = [{ quarter: '2027-Q1', date: '2027-01-05', time: '09:00' }]
    expect((await call('PUT /api/pulse-plan', { body: { ...plan, moved, version: 1 } })).code).toBe('pulses_too_close')
    await clock(noon)
    await clock('2026-12-10T12:00:00.000Z')
    for (const minute of [0, 1, 2]) await clock(plus('2027-01-12T09:00:00.000Z', minute * minuteMilliseconds))
    const held = (await call('GET /api/surveys', { at: '2027-01-12T10:00:00.000Z' })).json
    expect(held).toMatchObject([{ quarter: '2026-Q4' }])
  })

  test('by two that were written at the same moment: the later one never opens, and nobody is asked', async () => {
    const pulse = {
      kind: 'pulse',
      instrument: 'pulse-2',
      reviewId: null,
      reviewVersion: null,
      meetingAt: null,
      startedAt: null,
      invited: 12,
    }
    const one = surveyRow({
      ...pulse,
      surveyId: `srv_${'b'.repeat(16)}`,
      quarter: '2026-Q4',
      opensAt: noon,
      closesAt: days(3),
    })
    const two = surveyRow({
      ...pulse,
      surveyId: `srv_${'c'.repeat(16)}`,
      quarter: '2027-Q1',
      opensAt: days(5),
      closesAt: days(9),
    })
    await putSurvey(database.client, two)
    await putSurvey(database.client, one)
    for (const minute of [0, 1, 2]) await clock(plus(noon, minute * minuteMilliseconds))
    expect((await row(database.client, one.surveyId)).status).toBe('open')
    await clock(days(5))
    await clock(plus(days(5), minuteMilliseconds))
    expect((await row(database.client, two.surveyId)).status).toBe('cancelled')
    expect((await row(database.client, two.surveyId)).roster).toBeNull()
  })

  test('by cancelling: what was cancelled is destroyed, and the quarter may have one that is counted', async () => {
    const first = idIn((await open('2026-Q4', noon, days(3))).json)
    await clock(noon)
    expect((await call(`POST /api/surveys/${first}/cancel`, { at: days(1) })).status).toBe(200)
    // Until it has ended nothing else comes in its place.
    expect((await open('2026-Q4', days(1), days(4), days(1))).code).toBe('quarter_has_pulse')
    await clock(days(2))
    const second = idIn((await open('2026-Q4', days(2), days(4), days(2))).json)
    await clock(days(2))
    expect((await row(database.client, first)).status).toBe('cancelled')
    expect((await row(database.client, second)).status).toBe('open')
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Action, isSystemic } from '../../../../functions/domain/action/action.ts'
import { isLeveragePoint } from '../../../../functions/domain/condition/condition.ts'
import { failureModeKey } from '../../../../functions/domain/incident/failure-mode.ts'
import { quarterBounds, quarterOf, usualCalendar } from '../../../../functions/domain/time/calendar.ts'
import { previousQuarter } from '../../../../functions/domain/time/instants.ts'
import { learningReviewSchema } from '../../../../functions/domain/learning-review/schema.ts'
import { listedSurveySchema } from '../../../../functions/domain/survey/survey.ts'
import { trendsSchema } from '../../../../functions/domain/trends/schema.ts'
import { vendorViewSchema } from '../../../../functions/domain/incident/vendor.ts'
import { timesOutOfOrder } from '../../../../functions/domain/incident/incident.ts'
import { actionsOf } from '../../../../infra/local/sample/actions.ts'
import { personas } from '../../../../infra/local/emulators/personas.ts'
import { drawing } from '../../../../infra/local/sample/draw.ts'
import { sampleConditions, sampleDebts, sampleIncidents, sampleLessons } from '../../../../infra/local/sample/data.ts'
import { happenedIn, roundSince } from '../../../../infra/local/sample/happened.ts'
import { loadHistory } from '../../../../infra/local/sample/history.ts'
import { everybody, everybodyElse } from '../../../../infra/local/sample/people.ts'
import { director } from '../../../caller.ts'
import { learning } from '../../../learning/setup.ts'
import { organise } from '../../../organise/setup.ts'
import { ownDatabase } from '../../../own.ts'

const database = ownDatabase()
const now = '2026-11-20T10:00:00.000Z'
const quarters = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']
const pool = 'connection pool exhausted'

beforeAll(async () => {
  const groups = Map.groupBy(everybodyElse('UTC'), ({ group }) => group)
  const sizes = new Map([...groups].map(([group, people]) => [group, people.length]))
  await loadHistory(database.client, quarters, sizes, now, usualCalendar)
})

const stores = () => learning(database.client).stores
const sections = async (quarter: string) => {
  const { call } = learning(database.client)
  return learningReviewSchema.parse((await call(`GET /api/learning-reviews/${quarter}`, { at: now })).json).sections
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
/** More than there are of anything. */
const whole = { limit: 200, after: null }
const everyIncident = async () =>
  (await Promise.all(quarters.map(quarter => stores().incidents.listIncidents(quarter, whole)))).flatMap(
    ({ items }) => items,
  )
const everyAction = async (): Promise<Action[]> =>
  (
    await Promise.all(
      quarters.concat('2026-Q4').map(quarter => stores().actions.listActions({ quarter, status: undefined }, whole)),
    )
  ).flatMap(({ items }) => items)

test('whoever leads reviews stands on the roster, which has each address once', () => {
  const addresses = everybody('UTC').map(({ email }) => email)
  const leading = personas.filter(({ groups }) => groups.includes('facilitator')).map(({ email }) => email)
  expect(leading.length).toBeGreaterThan(1)
  expect(addresses).toEqual(expect.arrayContaining(leading))
  expect(new Set(addresses).size).toBe(addresses.length)
})

describe('what happened', () => {
  test('40 incidents and 120 actions, no text of an action repeated, and a unique name for everybody', async () => {
    expect(await everyIncident()).toHaveLength(40)
    const actions = await everyAction()
    expect(actions).toHaveLength(120)
    expect(new Set(actions.map(({ text }) => text)).size).toBe(120)
    expect(new Set(everybodyElse('UTC').map(({ name }) => name)).size).toBe(286)
  })

  test('a quarter to a half of a quarter’s incidents recur, and the reviews count every one of them', async () => {
    const all = await Promise.all(quarters.map(sections))
    for (const { patterns, inventory } of all) {
      const { rate, total } = patterns.figures.recurrence
      expect(total).toBe(inventory.figures.total)
      expect(rate).toBeGreaterThanOrEqual(0.25)
      expect(rate).toBeLessThanOrEqual(0.45)
    }
    expect(sum(all.map(({ inventory }) => inventory.figures.total))).toBe(40)
  })

  test('agreed actions are mostly done, and mostly about the system; old ones remain', async () => {
    const actions = await everyAction()
    const share = (is: (action: Action) => boolean) => actions.filter(is).length / actions.length
    expect(share(({ status }) => status === 'completed')).toBeGreaterThan(0.55)
    expect(share(({ status }) => status === 'completed')).toBeLessThan(0.8)
    expect(share(({ text }) => isSystemic(text))).toBeGreaterThan(0.8)
    expect(share(({ text }) => isSystemic(text))).toBeLessThan(1)
    const { ages } = (await sections('2026-Q3')).actions.figures
    expect(ages.still.count).toBeGreaterThan(5)
    for (const { status, reason, closedAt } of actions) {
      expect(reason !== null).toBe(status === 'deprioritised')
      expect(closedAt === null || closedAt <= now).toBe(true)
    }
  })
})

describe('how it fits together', () => {
  test('the alert set aside after the first empty pool: the pool runs empty six more times', async () => {
    const [, text, , reason] = sampleIncidents[0]?.[0]?.actions[0] ?? []
    const found = (await everyAction()).find(action => action.text === text)
    expect(found).toMatchObject({ status: 'deprioritised', reason, failureMode: failureModeKey(pool) })
    const since = (await everyIncident()).filter(
      ({ failureModes, startedAt }) => failureModes[0] === pool && startedAt > (found?.openedAt ?? ''),
    )
    expect(since).toHaveLength(6)
    const { actions, patterns } = await sections('2026-Q3')
    const line = actions.figures.implicated.lines.find(one => one.text === text)
    expect(line).toMatchObject({ reason, mode: pool })
    expect(line?.incidents).toHaveLength(3)
    expect(patterns.figures.modes.lines[0]).toMatchObject({ name: pool, count: 3 })
    expect(patterns.figures.unseen.map(({ factor }) => factor)).toContain('communication')
  })

  test('each outage of the vendor has a complete section, one with a decision and two with an existing action', async () => {
    const { call } = learning(database.client)
    const outages = (await everyIncident()).filter(({ vendor }) => vendor)
    expect(outages).toHaveLength(3)
    const ids = new Set((await everyAction()).map(({ id }) => id))
    const outcomes: string[] = []
    for (const { id } of outages) {
      const { json } = await call(`GET /api/incidents/${id}/vendor`, { at: now })
      const { outcome, complete, usersSaw, minutesFromStart, breakers } = vendorViewSchema.parse(json)
      expect([complete, usersSaw !== '', (minutesFromStart ?? 0) > 0, breakers !== null]).toStrictEqual(
        Array.from({ length: 4 }, () => true),
      )
      outcomes.push(outcome?.kind ?? 'none')
      if (outcome?.kind === 'action') expect(ids.has(outcome.actionId)).toBe(true)
    }
    expect(outcomes.toSorted()).toStrictEqual(['action', 'action', 'decision'])
    expect((await sections('2026-Q2')).inventory.figures.vendors).toStrictEqual([
      { name: 'the payment provider', count: 3 },
    ])
  })

  test('the opening round raises participation, and the review says by how much', async () => {
    const { call } = learning(database.client)
    const body = { text: 'A round at the start', since: roundSince(quarters, usualCalendar) }
    await call('POST /api/learning-reviews/2026-Q2/format-changes', { at: now, body })
    const [change] = (await sections('2026-Q2')).pulse.figures.formatChanges
    expect(change?.change.lo).toBeGreaterThan(0)
    expect(change?.after.gini).toBeLessThan(change?.before.gini ?? 0)
  })

  test('conditions recur, lessons are cited, and what changed is in the review', async () => {
    const portfolio = await stores().counterfactuals.portfolio()
    expect(portfolio).toHaveLength(sampleConditions.length)
    expect(portfolio.filter(({ sightings }) => sightings.length > 1).length).toBeGreaterThan(5)
    expect(portfolio.filter(isLeveragePoint).length).toBeGreaterThan(2)
    expect(portfolio.filter(condition => !isLeveragePoint(condition)).length).toBeGreaterThan(2)
    const linked = (await everyAction()).flatMap(({ counterfactualId }) => counterfactualId ?? [])
    expect(new Set(linked)).toStrictEqual(
      new Set(
        portfolio
          .filter(({ text }) => sampleConditions.some(one => one.text === text && one.action))
          .map(({ id }) => id),
      ),
    )
    expect((await stores().lessons.listLessons(whole)).items).toHaveLength(sampleLessons.length)
    const { citations } = (await sections('2026-Q3')).actions.figures
    expect(citations.fourQuarters).toBe(sum(sampleLessons.map(({ citations: cited }) => cited.length)))
    expect(citations.changes.lines.length).toBeGreaterThan(4)
  })

  test('every meeting has its counts, and records with decisions and trade-offs can be read back', async () => {
    const own = personas.slice(0, 2).map(({ email }) => stores().reviews.listReviews(email, whole))
    const reviews = (await Promise.all(own)).flatMap(({ items }) => items)
    expect(reviews).toHaveLength(36)
    for (const { id } of reviews) {
      const meeting = await stores().reviews.readMeeting(id)
      expect(meeting?.turns).toHaveLength(meeting?.speakers ?? -1)
      expect(meeting?.endedAt).not.toBeNull()
    }
    const { items: records } = await stores().lessons.listRecords(async record => record, whole)
    expect(records.length).toBeGreaterThan(4)
    for (const { decisions, factors } of records) expect([decisions[0]?.tradeOffs, factors[0]]).not.toContain('')
    expect(sampleDebts.length).toBeGreaterThan(0)
  })
})

test('four pulses were published by group, each beside the one before; desk and trends agree on them', async () => {
  const { pulse } = await sections('2026-Q3')
  expect(pulse.figures.release?.withheld).toBeNull()
  const safe = pulse.figures.release?.figures.find(({ id }) => id === 'review-safety')
  expect((safe?.mean ?? 0) > 1 && safe?.before !== null).toBe(true)
  const { json } = await learning(database.client).call('GET /api/trends', { as: director, at: now })
  const trends = trendsSchema.parse(json)
  expect(trends.groups).toContain('Platform')
  const surveys = z
    .array(listedSurveySchema)
    .parse((await organise(database.client).call('GET /api/surveys', { at: now })).json)
  const held = surveys.filter(({ kind }) => kind === 'pulse')
  const told = (quarter: string | null) => trends.quarters.find(one => one.quarter === quarter)
  expect(held.map(({ quarter }) => String(quarter)).toSorted()).toStrictEqual(quarters)
  const written = await learning(database.client).call('GET /api/trends/comments', { as: director, at: now })
  expect(written.text).toContain('I speak in reviews now.')
  for (const { quarter, status, takenPart, invited } of held) {
    expect([status, takenPart, invited]).toStrictEqual(['harvested', told(quarter)?.answered, told(quarter)?.invited])
  }
})

test('whenever it begins, everything lies within its quarters, and nothing is in the future', () => {
  let last = '2029-Q4'
  for (let steps = 0; steps < 12; steps += 1) {
    const four = [last]
    while (four.length < 4) four.unshift(previousQuarter(four[0] ?? ''))
    const end = quarterBounds(last, usualCalendar).to
    const draw = drawing(steps)
    const happened = happenedIn(four, draw, usualCalendar)
    for (const { incident, review } of happened) {
      expect(four).toContain(quarterOf(incident.startedAt, usualCalendar))
      expect(timesOutOfOrder(incident)).toBeNull()
      expect([0, 6]).not.toContain(review ? new Date(review.meetingAt).getUTCDay() : 1)
      expect(review === null || (review.meetingAt > (incident.resolvedAt ?? '') && review.meetingAt < end)).toBe(true)
    }
    for (const { openedAt, progressAt, closedAt } of actionsOf(happened, end, draw)) {
      expect(openedAt <= progressAt && progressAt <= (closedAt ?? end) && (closedAt ?? end) <= end).toBe(true)
    }
    last = previousQuarter(last)
  }
})

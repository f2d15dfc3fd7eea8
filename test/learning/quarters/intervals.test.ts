/** Every interval and p value of the learning review against a second formula, from the planted records. */
import { inventoryBlocks } from '../../../functions/domain/learning-review/words/en/inventory.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type LearningReview, learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { newcombe, wilson } from '../../simulation/statistics.ts'
import { learning } from '../setup.ts'
import { plantQuarters, type Planted } from './quarters.ts'
import {
  count,
  holmOf,
  inside,
  isQ2,
  isQ3,
  isWorking,
  local,
  ofDaysBefore,
  ofThirdQuarter,
  total,
  twoSidedTail,
  upperTail,
} from './recount.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
let raw: Planted
let review: LearningReview
const later = '2026-10-05T09:00:00.000Z'

beforeAll(async () => {
  raw = await plantQuarters(database.client)
  const { call } = learning(database.client)
  const body = { text: 'The least senior first', since: '2026-08-01' }
  await call('POST /api/learning-reviews/2026-Q3/format-changes', { at: later, body })
  review = learningReviewSchema.parse((await call('GET /api/learning-reviews/2026-Q3', { at: later })).json)
})

const close = (told: readonly (number | null)[], computed: readonly number[]): void => {
  expect(told).toHaveLength(computed.length)
  for (const [index, value] of told.entries()) expect(value).toBeCloseTo(computed[index] ?? Number.NaN, 9)
}
const bounds = (of: { readonly lo: number | null; readonly hi: number | null }) => [of.lo, of.hi]

describe('when it happens', () => {
  test('working hours against 50 of the 168 hours of a week, two-sided and exact', () => {
    const { working } = review.sections.patterns.figures.time
    const [k, n] = [count(ofThirdQuarter(raw), isWorking), ofThirdQuarter(raw).length]
    close([working.share, working.expected, working.p], [k / n, 50 / 168, twoSidedTail(k, n, 50 / 168)])
  })

  test('each weekday and each four hours against an equal share, corrected for seven and for six', () => {
    const { weekdays, blocks } = review.sections.patterns.figures.time
    const at = ofThirdQuarter(raw).map(({ startedAt, zone }) => local(startedAt, zone))
    const adjusted = (parts: number, partOf: (at: Date) => number): number[] =>
      holmOf(
        Array.from({ length: parts }, (_, part) =>
          upperTail(
            count(at, one => partOf(one) === part),
            at.length,
            1 / parts,
          ),
        ),
      )
    close(
      weekdays.map(line => line.adjusted),
      adjusted(7, one => (one.getDay() + 6) % 7),
    )
    close(
      blocks.map(line => line.adjusted),
      adjusted(6, one => Math.floor(one.getHours() / 4)),
    )
    expect([...weekdays, ...blocks].some(line => (line.adjusted ?? 1) < 1)).toBe(true)
  })

  test('deployments beside the 90 days before, and in working hours beside the others', () => {
    const { deployments } = review.sections.patterns.figures.time
    const isDeployed = (one: { deploymentRelated: boolean }): boolean => one.deploymentRelated
    const [now, before] = [ofThirdQuarter(raw), ofDaysBefore(raw)]
    const deployed = now.filter(isDeployed)
    const others = now.filter(one => !isDeployed(one))
    expect(deployments.of).toBe(now.length)
    close(
      bounds(deployments.change),
      newcombe([deployed.length, now.length], [count(before, isDeployed), before.length]),
    )
    close(
      bounds(deployments.workingHours),
      newcombe([count(deployed, isWorking), deployed.length], [count(others, isWorking), others.length]),
    )
  })

  test('each service beside its share of the 90 days before', () => {
    const mentioned = ofDaysBefore(raw).flatMap(({ services }) => [...new Set(services)])
    for (const { name, before } of review.sections.patterns.figures.services.lines) {
      expect(before).toBeCloseTo(count(mentioned, other => other === name) / mentioned.length, 12)
    }
  })
})

test('the share of actions that change the system, with its interval', () => {
  const { systemic, opened, share, lo, hi } = review.sections.actions.figures.systemic
  expect(opened).toBe(count(raw.actions, ({ openedAt }) => isQ3(openedAt)))
  close([share, lo, hi], [systemic / opened, ...wilson(systemic / opened, opened)])
})

test('the oldest open action, in days up to the end of the quarter', () => {
  const open = raw.actions.filter(({ closedAt }) => closedAt === null || closedAt >= '2026-10-01')
  const days = open.map(({ openedAt }) => (Date.parse('2026-09-30') - Date.parse(openedAt.slice(0, 10))) / 86_400_000)
  expect(review.sections.actions.figures.ages.oldest).toBe(Math.max(...days))
})

describe('who spoke', () => {
  const spoke = (holds: (at: string) => boolean): [speakers: number, attendees: number] => {
    const meetings = raw.meetings.filter(({ meetingAt }) => holds(meetingAt))
    return [total(meetings.map(({ speakers }) => speakers)), total(meetings.map(({ attendees }) => attendees))]
  }

  test('participation of both quarters with its intervals', () => {
    const { participation, participationBefore } = review.sections.pulse.figures
    for (const [told, holds] of [
      [participation, isQ3],
      [participationBefore, isQ2],
    ] as const) {
      const [speakers, attendees] = spoke(holds)
      close(bounds(told), wilson(speakers / attendees, attendees))
    }
  })

  test('what followed a change of format, with the interval of the difference', () => {
    const [told] = review.sections.pulse.figures.formatChanges
    const after = spoke(at => inside(at, '2026-08-01', '2026-10-01'))
    const before = spoke(at => inside(at, '2026-05-03', '2026-08-01'))
    close(told ? bounds(told.change) : [], newcombe(after, before))
  })
})

test('a review is finished once its meeting was counted or ended, planned until then, and elsewhere if only that is known', async () => {
  const { figures } = review.sections.inventory
  const cancelled = new Set(raw.reviews.filter(({ status }) => status === 'cancelled').map(({ id }) => id))
  const addresses = new Map(raw.incidents.map(one => [one.id as string, one.reviewedElsewhere]))
  const stateOf = (incidentId: string): 'finished' | 'elsewhere' | 'planned' | 'none' => {
    const reviews = raw.reviews.filter(one => one.incidentId === incidentId && !cancelled.has(one.id))
    if (reviews.length === 0) return addresses.get(incidentId) ? 'elsewhere' : 'none'
    return reviews.some(({ id }) => raw.meetings.some(({ reviewId }) => reviewId === id)) ? 'finished' : 'planned'
  }
  const states = ofThirdQuarter(raw).map(({ id }) => stateOf(id))
  const { finished, elsewhere, planned, none } = figures.reviews
  expect({ finished, elsewhere, planned, none }).toStrictEqual({
    finished: count(states, state => state === 'finished'),
    elsewhere: count(states, state => state === 'elsewhere'),
    planned: count(states, state => state === 'planned'),
    none: count(states, state => state === 'none'),
  })
  expect(Math.min(finished, elsewhere, planned, none)).toBeGreaterThan(0)
  expect(finished + elsewhere + planned + none).toBe(figures.total)
  expect(JSON.stringify(inventoryBlocks(figures))).toContain(`, ${elsewhere} reviewed elsewhere, `)
  for (const { id, review: told } of figures.unfinished.lines) expect(told).toBe(stateOf(id))
})

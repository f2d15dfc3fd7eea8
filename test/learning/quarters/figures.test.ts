/** Every figure of the learning review against a second computation from the planted records. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type LearningReview, learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { learning } from '../setup.ts'
import { plantQuarters, type Planted } from './quarters.ts'
import { count, inside, isQ2, isQ3, isWorking, local, ofDaysBefore, ofThirdQuarter, upperTail } from './recount.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
let raw: Planted
let review: LearningReview
/** After the last of the three quarters. */
const later = '2026-10-05T09:00:00.000Z'

beforeAll(async () => {
  raw = await plantQuarters(database.client)
  const { call } = learning(database.client)
  await call('POST /api/learning-reviews/2026-Q2/format-changes', {
    at: later,
    body: { text: 'A round robin at the start', since: '2026-04-05' },
  })
  await call('POST /api/learning-reviews/2026-Q3/format-changes', {
    at: later,
    body: { text: 'The least senior first', since: '2026-08-01' },
  })
  review = learningReviewSchema.parse((await call('GET /api/learning-reviews/2026-Q3', { at: later })).json)
})

const own = () => ofThirdQuarter(raw)
const earlier = () => ofDaysBefore(raw)

/** Wilson's bounds as the two roots of (p - x)² = z² x (1 - x) / n. */
const wilson = (k: number, n: number): [number, number] => {
  const z = 1.959963984540054
  const [a, b, c] = [n + z * z, -(2 * k + z * z), (k * k) / n]
  const root = Math.sqrt(b * b - 4 * a * c)
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
}

test('has five sections of 15, 20, 20, 15 and 20 minutes', () => {
  expect(Object.values(review.sections).map(({ minutes }) => minutes)).toStrictEqual([15, 20, 20, 15, 20])
})

test('the records leave nothing uncounted', () => {
  expect(own().length).toBeGreaterThan(20)
  expect(earlier().length).toBeGreaterThan(20)
  expect(raw.meetings.filter(({ meetingAt }) => isQ3(meetingAt)).length).toBeGreaterThan(3)
})

describe('inventory', () => {
  test('counts by severity, service, domain, deployment and vendor, beside the 90 days before', () => {
    const { figures } = review.sections.inventory
    expect(figures.total).toBe(own().length)
    expect(figures.before).toBe(earlier().length)
    for (const severity of ['P1', 'P2', 'P3'] as const) {
      expect(figures.severities[severity]).toBe(count(own(), one => one.severity === severity))
    }
    const byName = (names: string[][]) =>
      Object.fromEntries([...new Set(names.flat())].map(name => [name, count(names, of => of.includes(name))]))
    const told = (names: readonly { name: string; count: number }[]) =>
      Object.fromEntries(names.map(one => [one.name, one.count]))
    expect(told(figures.services.names)).toStrictEqual(byName(own().map(({ services }) => services)))
    expect(told(figures.domains.names)).toStrictEqual(byName(own().map(({ domains }) => domains)))
    expect(figures.deploymentRelated).toBe(count(own(), one => one.deploymentRelated))
    expect(told(figures.vendors)['Example Pay'] ?? 0).toBe(count(own(), one => one.vendor === 'Example Pay'))
  })
})

describe('patterns', () => {
  test('recurrence over the last 90 days of the quarter, of those whose failure mode is known', () => {
    const { recurrence } = review.sections.patterns.figures
    const within = raw.incidents.filter(({ startedAt }) => inside(startedAt, '2026-07-03', '2026-10-01'))
    const recurring = count(within, one =>
      raw.incidents.some(
        other =>
          one.failureModes[0] !== undefined &&
          other.failureModes[0] === one.failureModes[0] &&
          Date.parse(one.startedAt) - Date.parse(other.startedAt) <= 365 * 86_400_000 &&
          (other.startedAt < one.startedAt || (other.startedAt === one.startedAt && other.id < one.id)),
      ),
    )
    const classified = count(within, ({ failureModes }) => failureModes.length > 0)
    expect(recurrence).toMatchObject({
      from: '2026-07-03',
      to: '2026-09-30',
      total: within.length,
      recurring,
      classified,
    })
    expect(recurrence.rate).toBe(recurring / classified)
    expect([classified < within.length, recurrence.lookBackMonths]).toStrictEqual([true, 12])
    const [lo, hi] = wilson(recurring, classified)
    expect(recurrence.lo).toBeCloseTo(lo, 10)
    expect(recurrence.hi).toBeCloseTo(hi, 10)
  })

  test('failure modes that occur twice or more, each with its first time ever and its open actions', () => {
    const { modes } = review.sections.patterns.figures
    const names = new Set(own().flatMap(({ failureModes }) => failureModes.slice(0, 1)))
    const twice = [...names].filter(name => count(own(), one => one.failureModes[0] === name) >= 2)
    expect(modes.lines.map(({ name }) => name).toSorted()).toStrictEqual(twice.toSorted())
    for (const line of modes.lines) {
      const all = raw.incidents.filter(one => one.failureModes[0] === line.name)
      const here = all.filter(({ startedAt }) => isQ3(startedAt))
      expect(line.count).toBe(here.length)
      expect(line.firstAt).toBe(all.map(({ startedAt }) => startedAt).toSorted()[0])
      const open = raw.actions.filter(({ status }) => status === 'open' || status === 'in_progress')
      const against = open.filter(
        ({ failureMode, incidentId }) =>
          failureMode === line.name.replaceAll(' ', '-') || here.some(({ id }) => id === incidentId),
      )
      expect(line.openActions).toBe(against.length)
    }
  })

  test('each service against an equal share, exact and corrected', () => {
    const { services } = review.sections.patterns.figures
    const mentions = own().flatMap(one => [...new Set(one.services)])
    const known = new Set([...mentions, ...earlier().flatMap(one => one.services)])
    const tails = new Map(
      [...known].map(name => [
        name,
        upperTail(
          count(mentions, other => other === name),
          mentions.length,
          1 / known.size,
        ),
      ]),
    )
    const sorted = [...tails].toSorted(([, a], [, b]) => a - b)
    for (const line of services.lines) {
      expect(line.incidents).toBe(count(mentions, name => name === line.name))
      expect(line.share).toBeCloseTo(line.incidents / mentions.length, 12)
      expect(line.even).toBeCloseTo(1 / known.size, 12)
      expect(line.p).toBeCloseTo(tails.get(line.name) ?? Number.NaN, 9)
      const upTo = sorted.findIndex(([name]) => name === line.name)
      const adjusted = Math.max(
        ...sorted.slice(0, upTo + 1).map(([, p], rank) => Math.min(1, p * (sorted.length - rank))),
      )
      expect(line.adjusted).toBeCloseTo(adjusted, 9)
    }
    expect(services.lines[0]).toMatchObject({ name: 'checkout' })
    expect(services.lines[0]?.adjusted).toBeLessThan(0.05)
  })

  test('working hours, weekdays, times of day and deployments, in the zone of each incident', () => {
    const { time } = review.sections.patterns.figures
    expect(time.working).toMatchObject({ count: count(own(), isWorking), of: own().length })
    for (const [weekday, line] of time.weekdays.entries()) {
      expect(line.count).toBe(count(own(), one => (local(one.startedAt, one.zone).getDay() + 6) % 7 === weekday))
    }
    for (const [block, line] of time.blocks.entries()) {
      expect(line.count).toBe(count(own(), one => Math.floor(local(one.startedAt, one.zone).getHours() / 4) === block))
    }
    const deployed = own().filter(one => one.deploymentRelated)
    const [lo, hi] = wilson(deployed.length, own().length)
    expect(time.deployments).toMatchObject({ count: deployed.length, share: deployed.length / own().length })
    expect([time.deployments.lo, time.deployments.hi].map(bound => bound?.toFixed(9))).toStrictEqual([
      lo.toFixed(9),
      hi.toFixed(9),
    ])
    const before = count(earlier(), one => one.deploymentRelated) / earlier().length
    expect(time.deployments.before).toBeCloseTo(before, 12)
    expect(time.deployments.change.diff).toBeCloseTo(deployed.length / own().length - before, 12)
    const others = own().filter(one => !one.deploymentRelated)
    expect(time.deployments.workingHours.diff).toBeCloseTo(
      count(deployed, isWorking) / deployed.length - count(others, isWorking) / others.length,
      12,
    )
  })

  test('a factor named in two incidents without any other evidence is reported, with its voices', () => {
    const { unseen } = review.sections.patterns.figures
    const ids = new Set<string>(own().map(({ id }) => id))
    const named = [...raw.ticks].filter(([id]) => ids.has(id))
    const line = unseen.find(({ factor }) => factor === 'communication')
    expect(line?.incidents).toHaveLength(named.length)
    const all = named.flatMap(([, ticks]) => ticks).filter(({ factor }) => factor === 'communication')
    expect(line?.voices).toBe(all.reduce((total, tick) => total + tick.count, 0))
    for (const { factor } of unseen) {
      const incidents = named.filter(([, ticks]) => ticks.some(tick => tick.factor === factor))
      expect(incidents.length).toBeGreaterThanOrEqual(2)
    }
  })
})

describe('action audit', () => {
  test('what became of the actions of the quarter before', () => {
    const { statuses, audited, unfinished } = review.sections.actions.figures
    const last = raw.actions.filter(({ openedAt }) => isQ2(openedAt))
    expect(audited).toBe('2026-Q2')
    for (const status of ['open', 'in_progress', 'completed', 'deprioritised'] as const) {
      expect(statuses[status]).toBe(count(last, one => one.status === status))
    }
    expect(unfinished.lines.length + unfinished.further).toBe(statuses.open + statuses.in_progress)
  })

  test('velocity of this quarter and the one before, share of systemic actions', () => {
    const { closure, closureBefore, systemic } = review.sections.actions.figures
    for (const [figures, isIn] of [
      [closure, isQ3],
      [closureBefore, isQ2],
    ] as const) {
      const opened = count(raw.actions, ({ openedAt }) => isIn(openedAt))
      const closed = raw.actions.filter(({ closedAt }) => isIn(closedAt))
      const completed = count(closed, ({ status }) => status === 'completed')
      expect(figures).toStrictEqual({
        opened,
        completed,
        deprioritised: closed.length - completed,
        velocity: completed / opened,
        net: completed - opened,
      })
    }
    const asking = /Remind the team|Train all/
    const opened = raw.actions.filter(({ openedAt }) => isQ3(openedAt))
    expect(systemic).toMatchObject({ systemic: count(opened, ({ text }) => !asking.test(text)), opened: opened.length })
  })

  test('ages of what was open at the end of the quarter', () => {
    const { ages } = review.sections.actions.figures
    const open = raw.actions.filter(({ closedAt }) => closedAt === null || closedAt >= '2026-10-01')
    const daysTo = (at: string): number => (Date.parse('2026-09-30') - Date.parse(at.slice(0, 10))) / 86_400_000
    const sorted = open.map(({ openedAt }) => daysTo(openedAt)).toSorted((a, b) => a - b)
    const quantile = (share: number): number => {
      const at = share * (sorted.length - 1)
      const [low = 0, high = low] = sorted.slice(Math.floor(at), Math.floor(at) + 2)
      return low + (at % 1) * (high - low)
    }
    expect(ages.open).toBe(open.length)
    expect(ages.p50).toBeCloseTo(quantile(0.5), 10)
    expect(ages.p75).toBeCloseTo(quantile(0.75), 10)
    expect(ages.p90).toBeCloseTo(quantile(0.9), 10)
    const still = count(open, ({ progressAt }) => daysTo(progressAt) > 90)
    expect(ages.still).toStrictEqual({ count: still, share: still / open.length })
    expect(still).toBeGreaterThan(0)
  })

  test('a deprioritised action whose failure mode came back is listed beside the incidents since', () => {
    const { implicated } = review.sections.actions.figures
    const expected = raw.actions.flatMap(({ id, status, failureMode, closedAt }) => {
      const since = own().filter(
        ({ failureModes, startedAt }) =>
          failureModes[0]?.replaceAll(' ', '-') === failureMode && startedAt > (closedAt ?? ''),
      )
      return status === 'deprioritised' && failureMode !== null && since.length > 0
        ? [[id, Math.min(10, since.length)]]
        : []
    })
    expect(expected.length).toBeGreaterThan(0)
    const told = implicated.lines.map(({ id, incidents }) => [id, incidents.length])
    expect(Object.fromEntries(told)).toStrictEqual(Object.fromEntries(expected))
  })

  test('citations of the quarter and of the last four, and what changed because of a review', () => {
    const { citations } = review.sections.actions.figures
    expect(citations.count).toBe(count(raw.citations, ({ at }) => isQ3(at)))
    expect(citations.fourQuarters).toBe(raw.citations.length)
    const changed = raw.citations.filter(citation => citation.changed !== null)
    expect(citations.changes.lines.map(({ url }) => url).toSorted()).toStrictEqual(
      changed.map(({ url }) => url).toSorted(),
    )
    expect(citations.changes.lines.every(({ lesson }) => lesson === 'Pools need an alert')).toBe(true)
  })
})

describe('pulse', () => {
  const counted = (holds: (at: string) => boolean) => {
    const meetings = raw.meetings.filter(({ meetingAt }) => holds(meetingAt))
    const attendees = meetings.reduce((total, one) => total + one.attendees, 0)
    const speakers = meetings.reduce((total, one) => total + one.speakers, 0)
    return { meetings: meetings.length, attendees, speakers, ratio: attendees ? speakers / attendees : null }
  }
  test('participation of this quarter and the one before', () => {
    const { participation, participationBefore } = review.sections.pulse.figures
    expect(participation).toMatchObject(counted(isQ3))
    expect(participationBefore).toMatchObject(counted(isQ2))
    // Gini's mean absolute difference over all pairs, including the silent.
    const each = raw.meetings
      .filter(({ meetingAt }) => isQ3(meetingAt))
      .map(({ attendees, turns }) => {
        const all = [...turns, ...Array.from({ length: attendees - turns.length }, () => 0)]
        const pairs = all.flatMap(a => all.map(b => Math.abs(a - b)))
        const mean = all.reduce((total, turn) => total + turn, 0) / all.length
        return pairs.reduce((total, gap) => total + gap, 0) / (2 * all.length * (all.length - 1) * mean)
      })
      .toSorted((a, b) => a - b)
    const middle = (each.length - 1) / 2
    expect(participation.gini).toBeCloseTo(((each[Math.floor(middle)] ?? 0) + (each[Math.ceil(middle)] ?? 0)) / 2, 10)
  })

  test('a format change is between the 90 days before it and the meetings since', () => {
    const { formatChanges } = review.sections.pulse.figures
    expect(formatChanges.map(({ since }) => since)).toStrictEqual(['2026-04-05', '2026-08-01'])
    expect(formatChanges[0]?.before).toMatchObject(counted(at => inside(at, '2026-01-05', '2026-04-05')))
    expect(formatChanges[0]?.after).toMatchObject(counted(at => inside(at, '2026-04-05', '2026-10-01')))
    expect(formatChanges[1]?.before).toMatchObject(counted(at => inside(at, '2026-05-03', '2026-08-01')))
    expect(formatChanges[1]?.after).toMatchObject(counted(at => inside(at, '2026-08-01', '2026-10-01')))
    const { before, after, change } = formatChanges[1] ?? {}
    expect(change?.diff).toBeCloseTo((after?.ratio ?? 0) - (before?.ratio ?? 0), 12)
  })
})

test('forward risks: what recurs without an action, and leverage points that no action has taken up', () => {
  const { unaddressed, investments } = review.sections.forward.figures
  const open = raw.actions.filter(({ status }) => status === 'open' || status === 'in_progress')
  const names = [...new Set(own().flatMap(({ failureModes }) => failureModes.slice(0, 1)))]
  const left = names.filter(name => {
    const here = own().filter(one => one.failureModes[0] === name)
    const seen = raw.incidents.filter(one => one.failureModes[0] === name).length
    const against = open.some(
      ({ failureMode, incidentId }) =>
        failureMode === name.replaceAll(' ', '-') || here.some(({ id }) => id === incidentId),
    )
    return seen > 1 && !against
  })
  expect(unaddressed.lines.map(({ name }) => name).toSorted()).toStrictEqual(left.toSorted())
  const begun = new Set(
    raw.actions.filter(({ status }) => status !== 'deprioritised').map(({ counterfactualId }) => counterfactualId),
  )
  const expected = raw.conditions.filter(
    ({ id, changeable, generalisability, cost }) =>
      changeable === true && (generalisability ?? 0) >= 4 && (cost ?? 9) <= 3 && !begun.has(id),
  )
  expect(investments.lines.map(({ text }) => text).toSorted()).toStrictEqual(
    expected.map(({ text }) => text).toSorted(),
  )
})

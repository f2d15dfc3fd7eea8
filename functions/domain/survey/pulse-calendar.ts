/** When the pulse of each quarter opens and closes, in the organisation's own zone. The clock carries it out. */
import { Temporal } from 'temporal-polyfill'
import { usableZone } from '../time/zone.ts'
import type * as z from 'zod'
import type { surveyStatusSchema } from '../ballot/bulletin.ts'
import type { surveyIdSchema } from '../ids.ts'
import { quarterDays, quarterOf } from '../time/calendar.ts'
import { hourMilliseconds, isTooFarAhead, nextQuarter, previousQuarter } from '../time/instants.ts'
import { findInstrument } from '../instrument/registry.ts'
import type { OpeningRule, PlannedQuarter, PulsePlan, PulsePlanInput } from './pulse-plan.ts'
import { type HeldPulse, refusalFor, tooClose } from './pulse-distance.ts'
import { Refusal } from '../refusal.ts'

/** The month in which a year begins where nobody says another. */
const january = 1

export interface PulseWindow {
  readonly quarter: string
  readonly opensAt: string
  readonly closesAt: string
}

/**
 * The quarter of an instant, as the days of a pulse plan have it: its own zone is where they begin, and the organisation's
 * year says of which quarter they are. Everywhere below, `yearStartsIn` is the organisation's.
 */
export const quarterIn = (instant: string, zone: string, yearStartsIn = january): string =>
  quarterOf(instant, { zone: usableZone(zone), yearStartsIn })

const dayOf = (rule: OpeningRule, quarter: string, yearStartsIn: number): Temporal.PlainDate => {
  const { first: begins } = quarterDays(quarter, { zone: 'UTC', yearStartsIn })
  const month = Temporal.PlainYearMonth.from(begins.slice(0, 7)).add({ months: rule.month - 1 })
  const first = month.toPlainDate({ day: 1 })
  const day = 1 + ((rule.weekday - first.dayOfWeek + 7) % 7) + (rule.week - 1) * 7
  // A fifth one means the last, which in most months is the fourth.
  return month.toPlainDate({ day: day > month.daysInMonth ? day - 7 : day })
}

/**
 * The instant of a time of day in a zone. A time that is skipped when clocks are set forward moves later by as much; of
 * a time that occurs twice, the first is meant.
 */
const instantAt = (date: Temporal.PlainDate, time: string, zone: string): string => {
  const zoned = date.toZonedDateTime({
    timeZone: usableZone(zone),
    plainTime: Temporal.PlainTime.from(time),
  })
  return new Date(zoned.epochMilliseconds).toISOString()
}

type Rules = Pick<PulsePlan, 'zone' | 'opens' | 'openDays' | 'moved'>

/** When a quarter's pulse opens and closes, whether it is skipped or not. */
export const pulseWindow = (
  { zone, opens, openDays, moved }: Rules,
  quarter: string,
  yearStartsIn = january,
): PulseWindow => {
  const other = moved.find(entry => entry.quarter === quarter)
  const day = other ? Temporal.PlainDate.from(other.date) : dayOf(opens, quarter, yearStartsIn)
  const time = other?.time ?? opens.time
  const opensAt = instantAt(day, time, zone)
  return { quarter, opensAt, closesAt: instantAt(day.add({ days: openDays }), time, zone) }
}

/** If less time than this is left, a missed opening is not made up for: nobody would have the time to answer. */
export const leastOpenMilliseconds = 24 * hourMilliseconds

/** The pulse that should be open at `now`, if there is one. A window may extend into the next quarter. */
export const duePulse = (plan: PulsePlan, now: string, yearStartsIn = january): PulseWindow | null => {
  if (plan.paused) return null
  const current = quarterIn(now, plan.zone, yearStartsIn)
  const candidates = [previousQuarter(current), current].filter(quarter => !plan.skipped.includes(quarter))
  const due = candidates
    .map(quarter => pulseWindow(plan, quarter, yearStartsIn))
    .filter(({ opensAt, closesAt }) => {
      const left = Date.parse(closesAt) - Date.parse(now)
      const begun = Date.parse(opensAt) <= Date.parse(now)
      return begun && left >= leastOpenMilliseconds && Date.parse(opensAt) >= Date.parse(plan.activeFrom)
    })
  return due.at(-1) ?? null
}

const knownPulse = (instrument: string): boolean => findInstrument(instrument)?.kind === 'pulse'

/**
 * The plan to store at `now` in place of `before`. Refuses `unknown_instrument`, `outside_its_quarter` (moved out of
 * its quarter, by the zone's calendar), `closing_too_far_ahead` (moved to more than a year ahead) and
 * `opening_in_the_past` (moved to a time at which it could no longer be opened).
 */
export const planFrom = (
  input: PulsePlanInput,
  before: PulsePlan | null,
  now: string,
  yearStartsIn = january,
): PulsePlan => {
  if (!knownPulse(input.instrument)) throw new Refusal('unknown_instrument')
  const unmoved = (quarter: string): boolean =>
    before !== null &&
    pulseWindow(before, quarter, yearStartsIn).opensAt === pulseWindow(input, quarter, yearStartsIn).opensAt
  for (const { quarter } of input.moved) {
    const { opensAt, closesAt } = pulseWindow(input, quarter, yearStartsIn)
    if (quarterIn(opensAt, input.zone, yearStartsIn) !== quarter)
      throw new Refusal('outside_its_quarter', `${quarter} was moved.`)
    if (isTooFarAhead(closesAt, now) && !unmoved(quarter)) {
      throw new Refusal('closing_too_far_ahead', `${quarter} would close more than a year from now.`)
    }
    if (Date.parse(opensAt) <= Date.parse(now) && !unmoved(quarter)) {
      throw new Refusal('opening_in_the_past', `${quarter} would have opened already.`)
    }
  }
  // Whatever was due before the change and is due in the same way after it stays due; nothing else becomes due by it.
  const current = quarterIn(now, input.zone, yearStartsIn)
  const skips = (plan: PulsePlanInput, quarter: string): boolean => plan.skipped.includes(quarter)
  const same =
    before !== null &&
    !before.paused &&
    [previousQuarter(current), current].every(
      quarter => unmoved(quarter) && skips(before, quarter) === skips(input, quarter),
    )
  return { ...input, version: input.version + 1, activeFrom: same ? before.activeFrom : now }
}

const quartersFrom = (first: string, count: number): string[] => {
  const quarters = [first]
  while (quarters.length < count) quarters.push(nextQuarter(quarters.at(-1) ?? first))
  return quarters
}

/** The quarter that runs and the next four, as far as the plan opens something in them by itself. */
const comingWindows = (plan: PulsePlan, now: string, yearStartsIn: number): PulseWindow[] => {
  if (plan.paused) return []
  return quartersFrom(quarterIn(now, plan.zone, yearStartsIn), 5)
    .filter(quarter => !plan.skipped.includes(quarter))
    .map(quarter => pulseWindow(plan, quarter, yearStartsIn))
    .filter(({ closesAt }) => Date.parse(closesAt) > Date.parse(now))
}

/**
 * Refuses `two_pulses_open` and `pulses_too_close`: a window that `before` did not have lies too near to another one of
 * the plan, or to a pulse that was made. What stood before is carried out, or not, by the same rule when its time comes.
 */
export const requirePlannedDistance = (
  plan: PulsePlan,
  before: PulsePlan | null,
  pulses: readonly HeldPulse[],
  now: string,
  yearStartsIn = january,
): void => {
  const made = pulses.filter(({ kind, status }) => kind === 'pulse' && status !== 'cancelled')
  const hasPulse = new Set(made.map(({ quarter }) => quarter))
  const coming = comingWindows(plan, now, yearStartsIn).filter(({ quarter }) => !hasPulse.has(quarter))
  const stood = before ? comingWindows(before, now, yearStartsIn) : []
  const isNew = (window: PulseWindow): boolean =>
    !stood.some(one => one.opensAt === window.opensAt && one.closesAt === window.closesAt)
  for (const window of coming.filter(isNew)) {
    for (const other of [...made, ...coming]) {
      if (other.quarter === window.quarter) continue
      const why = tooClose(window, other)
      if (why) throw refusalFor(why, other)
    }
  }
}

interface MadePulse {
  readonly quarter: string
  readonly surveyId: z.infer<typeof surveyIdSchema>
  readonly status: z.infer<typeof surveyStatusSchema>
  readonly opensAt: string
  readonly closesAt: string
}

/** The quarter of `now` and those after it, `count` in all, each with its survey if it has one. */
export const plannedQuarters = (
  plan: PulsePlan,
  made: readonly MadePulse[],
  now: string,
  count = 5,
  yearStartsIn = january,
): PlannedQuarter[] => {
  return quartersFrom(quarterIn(now, plan.zone, yearStartsIn), count).map((quarter): PlannedQuarter => {
    const window = pulseWindow(plan, quarter, yearStartsIn)
    const survey = made.find(own => own.quarter === quarter)
    if (survey) {
      const { surveyId, status, opensAt, closesAt } = survey
      return { quarter, opensAt, closesAt, state: 'made', surveyId, status }
    }
    const skipped = plan.skipped.includes(quarter)
    const missed =
      Date.parse(window.opensAt) <= Date.parse(now) && duePulse(plan, now, yearStartsIn)?.quarter !== quarter
    const moved = plan.moved.some(entry => entry.quarter === quarter)
    const isNear = made.some(other => other.status !== 'cancelled' && tooClose(window, other) !== null)
    const state = skipped ? 'skipped' : missed ? 'past' : isNear ? 'too-close' : moved ? 'moved' : 'planned'
    return { ...window, state, surveyId: null, status: null }
  })
}

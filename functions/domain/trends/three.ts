/**
 * The quarter in three sentences: is it safer to speak, is the organisation learning, what is asked of whoever leads it.
 * Each answers yes or no only as far as an interval carries it; what is not known is said to be not known.
 */
import { leastClassified } from '../learning-review/first-page.ts'
import { newcombe, newcombeDiff } from '../statistics/shares.ts'
import { byCodePoint } from '../suppression/parameters.ts'
import { quarterBounds } from '../time/instants.ts'
import type { Comparison, LearningQuarter, Point, Trends } from './schema.ts'

/** `yes`: better, and not by chance. `open`: the figures carry neither. `first`: nothing to compare with. */
export type Verdict = 'yes' | 'no' | 'open' | 'first'

/** A share with what is left open of it. */
export interface Dot {
  readonly quarter: string
  /** `atLeast`, `atMost`: nearly all are at one end, and how many is not told. */
  readonly kind: 'exact' | 'atLeast' | 'atMost'
  readonly value: number
  readonly lo: number | null
  readonly hi: number | null
  /** Of how many. */
  readonly of: number
  readonly among: number
}

interface Since {
  readonly quarter: string
  readonly before: number | null
  /** Later minus earlier, as shares, with its 95 % interval. */
  readonly change: number
  readonly lo: number
  readonly hi: number
}

/** Null: `why` says what kept it from being told. */
export interface Told {
  readonly verdict: Verdict | null
  readonly why: 'no-pulse' | 'too-few' | 'no-incident' | 'not-classified' | null
  readonly now: Dot | null
  /** The year before; else the earliest within a year. */
  readonly since: Since | null
  /** The quarters up to this one that have a figure, the earliest first. */
  readonly dots: readonly Dot[]
}

export interface Safety extends Told {
  /** Since the pulse before, where that is another one. */
  readonly lately: Since | null
  /** The question as it was asked. */
  readonly question: string
  /** The share if everybody who kept silent were at the worst end. */
  readonly silent: number | null
}

export interface Learning extends Told {
  readonly incidents: number
  readonly classified: number
}

export interface Asked {
  readonly open: number
  /** Without a step for more than 90 days. */
  readonly still: number
}

export interface Three {
  readonly quarter: string
  readonly invited: number | null
  readonly answered: number | null
  readonly safety: Safety
  readonly learning: Learning
  /** Null where nothing was ever recorded of actions. */
  readonly asked: Asked | null
}

const dotOf = ({ quarter, share, n, invited }: Point): Dot[] =>
  share === null || n === null
    ? []
    : [{ quarter, kind: share.kind, value: share.value, lo: share.lo, hi: share.hi, of: n, among: invited ?? n }]

const yearBefore = (quarter: string): string => `${Number(quarter.slice(0, 4)) - 1}${quarter.slice(4)}`

const none = { verdict: null, now: null, since: null, dots: [] } as const

const sinceOf = (comparison: Comparison | null, dots: readonly Dot[]): Since | null => {
  if (comparison === null) return null
  const { quarter, change, lo, hi } = comparison
  return { quarter, before: dots.find(dot => dot.quarter === quarter)?.value ?? null, change, lo, hi }
}

const safetyOf = ({ series: [first] }: Trends, quarter: string): Safety => {
  const question = first?.lines.at(-1)?.question ?? first?.name ?? ''
  const point = first?.points.find(each => each.quarter === quarter)
  if (!first || !point || point.state === 'none')
    return { ...none, why: 'no-pulse', question, silent: null, lately: null }
  // Points of another wording are another line, and are never compared.
  const own = first.points.filter(each => each.line === point.line && each.quarter <= quarter)
  const [now] = dotOf(point)
  if (!now) return { ...none, why: 'too-few', question, silent: null, lately: null }
  const dots = own.flatMap(dotOf)
  // A first pulse that is older than a year is another time.
  const early = point.sinceFirst && point.sinceFirst.quarter >= yearBefore(quarter) ? point.sinceFirst : null
  const compared = point.sinceYear ?? early ?? point.sincePrevious
  return {
    verdict: compared === null ? 'first' : ({ rise: 'yes', fall: 'no', none: 'open' } as const)[compared.direction],
    why: null,
    question,
    now,
    since: sinceOf(compared, dots),
    lately: compared === point.sincePrevious ? null : sinceOf(point.sincePrevious, dots),
    dots,
    silent: point.silent?.favLo ?? null,
  }
}

const isKnown = ({ recurrence: { total, classified } }: LearningQuarter): boolean =>
  total > 0 && classified >= total * leastClassified

const recurrenceDot = (one: LearningQuarter): Dot[] => {
  const { quarter, recurrence } = one
  if (!isKnown(one) || recurrence.rate === null) return []
  const { rate: value, lo, hi, recurring: of, total: among } = recurrence
  return [{ quarter, kind: 'exact', value, lo, hi, of, among }]
}

/**
 * The upper end of the change from `then` to `now` if all of whose kind nothing is known came back now, and none did then:
 * what is below 0 even so was not made by what nobody wrote down.
 */
const worstOf = (now: LearningQuarter | undefined, then: LearningQuarter | undefined): number => {
  if (!now || !then) return 0
  const { total, recurring, classified } = now.recurrence
  const { total: n2, recurring: k2 } = then.recurrence
  return newcombeDiff({ k1: recurring + total - classified, n1: total, k2, n2 }).hi ?? 0
}

const learningOf = ({ learning }: Trends, quarter: string): Learning => {
  const upTo = learning.filter(each => each.quarter <= quarter)
  const own = upTo.find(each => each.quarter === quarter)
  const [incidents, classified] = [own?.recurrence.total ?? 0, own?.recurrence.classified ?? 0]
  if (!own || incidents === 0) return { ...none, why: 'no-incident', incidents, classified }
  const [now] = recurrenceDot(own)
  if (!now) return { ...none, why: 'not-classified', incidents, classified }
  // Two windows that share a day would be compared with themselves.
  const earlier = upTo.filter(each => each.to < own.recurrence.from && each.quarter >= yearBefore(quarter))
  const [than] = earlier.flatMap(recurrenceDot)
  const share = ({ value: p, lo, hi }: Dot) => ({ p, lo, hi })
  const before = upTo.find(each => each.quarter === than?.quarter)
  const change = than ? newcombe(share(now), share(than)) : null
  const dots = upTo.flatMap(recurrenceDot)
  if (!than || !change || change.diff === null) {
    return { verdict: 'first', why: null, now, since: null, dots, incidents, classified }
  }
  const { diff, lo, hi } = change
  return {
    // Fewer that come back are the better.
    verdict: hi < 0 && worstOf(own, before) < 0 ? 'yes' : lo > 0 && worstOf(before, own) < 0 ? 'no' : 'open',
    why: null,
    now,
    since: { quarter: than.quarter, before: than.value, change: diff, lo, hi },
    dots,
    incidents,
    classified,
  }
}

export const threeOf = (trends: Trends, quarter: string): Three => {
  const view = trends.quarters.find(each => each.quarter === quarter)
  const ages = trends.learning.find(each => each.quarter === quarter)?.ages
  return {
    quarter,
    invited: view?.invited ?? null,
    answered: view?.answered ?? null,
    safety: safetyOf(trends, quarter),
    learning: learningOf(trends, quarter),
    asked: ages ? { open: ages.open, still: ages.still } : null,
  }
}

/** Those that have something to say, the latest first. One that has hardly begun is no result, unless its pulse is out. */
export const quartersTold = ({ quarters, learning }: Trends, now: string): string[] => {
  const asked = quarters.filter(({ state }) => state !== 'none').map(({ quarter }) => quarter)
  const over = learning
    .map(({ quarter }) => quarter)
    .filter(quarter => Date.parse(quarterBounds(quarter).to) <= Date.parse(now))
  return [...new Set([...asked, ...over])].toSorted(byCodePoint).toReversed()
}

/**
 * What may leave the harvest. `Published<T>` is made here and nowhere else; the learning store takes survey material in
 * no other form.
 */
import { rounded } from '../rounding.ts'
import { draftPulse, type PulseMaterial, withoutBreakdown } from './draft.ts'
import { inspect } from './inspection.ts'
import { allOrNone, profileOf } from './measures.ts'
import { byCodePoint, detailMinimum, groupMinimum, primary } from './parameters.ts'
import type { PulseComments, PulseRelease } from './release.ts'
import type { Tally } from './tally.ts'
import type { Factor, Synthesis } from '../synthesis/schema.ts'

export { detailMinimum, groupMinimum, statementMinimum } from './parameters.ts'

declare const published: unique symbol
/** A figure or text that went through suppression. */
export type Published<T> = T & { readonly [published]: true }

const pass = <T>(value: T): Published<T> => value as Published<T>

export interface WithheldStatements {
  readonly reason: 'too_few_ballots' | 'counts_do_not_add_up'
  readonly count: number
}

export interface Counts {
  readonly invited: number
  readonly issued: number
  readonly cast: number
  readonly counted: number
}

/** Guarantee 8: counted <= issued <= invited; where that does not hold, somebody forged a ballot or a slot. */
export const countsAddUp = (counts: Counts): boolean =>
  counts.counted <= counts.issued && counts.issued <= counts.invited && counts.counted <= counts.cast

export interface StatementRelease {
  readonly synthesis: Synthesis | null
  readonly withheld: WithheldStatements | null
  readonly rating: { readonly n: number; readonly mean: number } | null
  readonly factorTicks: readonly { readonly factor: Factor; readonly count: number }[]
}

/**
 * Rule P1 for the statements of a pre-meeting survey, R1, R4 and R5 for its figures. `minimum` is the survey's own, frozen at
 * its opening: no later setting raises or lowers it.
 */
export const publishStatements = (
  counts: Counts,
  minimum: number,
  material: {
    /** Made only when it may be used. */
    readonly synthesize: () => Synthesis
    /** One number for each ballot that answered the 1-5 item. */
    readonly ratings: readonly number[]
    /** One list for each ballot that ticked factors. */
    readonly ticks: readonly (readonly Factor[])[]
  },
): Published<StatementRelease> => {
  const nothing = { synthesis: null, rating: null, factorTicks: [] }
  if (!countsAddUp(counts)) {
    return pass({ ...nothing, withheld: { reason: 'counts_do_not_add_up', count: counts.counted } })
  }
  if (counts.counted < minimum) {
    return pass({ ...nothing, withheld: { reason: 'too_few_ballots', count: counts.counted } })
  }
  return pass({
    synthesis: material.synthesize(),
    withheld: null,
    rating: ratingOf(material.ratings),
    factorTicks: ticksOf(material.ticks),
  })
}

/** R1 and R4: hidden under `groupMinimum` answers, and where all stand in one band (1-2, 3, 4-5). Mean to one decimal. */
const ratingOf = (ratings: readonly number[]): StatementRelease['rating'] => {
  const profile = profileOf(ratings)
  const { n, sum } = profile
  return primary(n, groupMinimum) || allOrNone.mean(profile) ? null : { n, mean: rounded(sum / n, 1) }
}

/** R5, R1 and R4: detail needs `detailMinimum` ballots; a factor ticked by fewer than `groupMinimum`, or by all, is hidden. */
const ticksOf = (ticks: readonly (readonly Factor[])[]): StatementRelease['factorTicks'] => {
  if (ticks.length < detailMinimum) return []
  const counts = new Map<Factor, number>()
  for (const ballot of ticks) for (const factor of new Set(ballot)) counts.set(factor, (counts.get(factor) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= groupMinimum && ticks.length - count >= groupMinimum)
    .map(([factor, count]) => ({ factor, count }))
    .toSorted((a, b) => b.count - a.count || (a.factor < b.factor ? -1 : 1))
}

export interface Receipts extends Counts {
  /** Sorted, of counted ballots alone. */
  readonly serials: readonly string[]
}

/** Serials are random and name nobody; in sorted order they say nothing of when. */
export const publishReceipts = (counts: Counts, serials: readonly string[]): Published<Receipts> =>
  pass({ ...counts, serials: serials.toSorted() })

const withheldPulse = (
  { quarter, instrument, groupMinimum: minimum, cohorts }: PulseMaterial,
  withheld: NonNullable<PulseRelease['withheld']>,
): PulseRelease => ({
  quarter,
  instrument: instrument.id,
  groupMinimum: minimum,
  withheld,
  invited: cohorts.reduce((total, { invited }) => total + invited, 0),
  answered: null,
  cohorts: [],
  figures: [],
  comments: [],
})

/** Guarantee 8 for a pulse: no cohort has more ballots than invitations, none came from elsewhere. */
const tallyAddsUp = (counts: Counts, { cohorts, tally }: PulseMaterial): boolean => {
  const asked = new Map(cohorts.map(({ id, invited }) => [id, invited]))
  const tallied = Object.entries(tally.cohorts)
  const ballots = tallied.reduce((total, [, own]) => total + own.ballots, 0)
  const invited = cohorts.reduce((total, cohort) => total + cohort.invited, 0)
  return (
    countsAddUp(counts) &&
    ballots === counts.counted &&
    invited === counts.invited &&
    tallied.every(([id, own]) => own.ballots <= (asked.get(id) ?? 0))
  )
}

/**
 * Refuses (RangeError) a pulse that is still open (R7).
 *
 * Rules R1-R10 over a pulse, then the auditor against everything published before. Where that still finds something to
 * compute, the release goes out without its breakdown; where even the whole could be used against somebody, not at all.
 */
export const publishPulse = (
  counts: Counts,
  material: PulseMaterial,
  before: readonly PulseRelease[],
): Published<PulseRelease> => {
  if (material.open) throw new RangeError(`${material.quarter} is open: results appear once, after the close`)
  if (!tallyAddsUp(counts, material)) return pass(withheldPulse(material, 'counts_do_not_add_up'))
  if (counts.counted < Math.max(groupMinimum, material.groupMinimum)) {
    return pass(withheldPulse(material, 'too_few_ballots'))
  }
  for (const attempt of [material, withoutBreakdown(material)]) {
    const draft = draftPulse(attempt)
    if (inspect(draft, before).length === 0) return pass(draft.release)
  }
  return pass(withheldPulse(material, 'failed_audit'))
}

/**
 * Comments that the release counts as quoted, and no others (R5). They come shuffled; put in order by what they say, so
 * that nothing is left of where they stood.
 */
export const publishComments = (release: Published<PulseRelease>, tally: Tally): Published<PulseComments> =>
  pass(
    release.comments
      .filter(({ quoted }) => quoted !== null)
      .map(({ item }) => ({ item, texts: (tally.comments[item]?.texts ?? []).toSorted(byCodePoint) })),
  )

/** What may leave the harvest. Only this file makes `Published<T>`, the form the learning store accepts. */
import type { SetAside } from '../ballot/ballot.ts'
import { rounded } from '../rounding.ts'
import { draftPulse, type PulseMaterial, withoutBreakdown } from './draft.ts'
import { inspect } from './inspection.ts'
import { allOrNone, profileOf } from './measures.ts'
import { byCodePoint, groupMinimum, knownBy, primary } from './parameters.ts'
import type { PulseComments, PulseRelease } from './release.ts'
import type { Tally } from './tally.ts'
import { draftTicks, inspectTicks, ruleP2For, type TickedFactor } from './ticks.ts'
import type { Factor, Synthesis } from '../synthesis/schema.ts'

export { detailMinimum, groupMinimum, minimumBeside, statementMinimum } from './parameters.ts'

declare const published: unique symbol
/** A figure or text that went through suppression. */
export type Published<T> = T & { readonly [published]: true }

const asPublished = <T>(value: T): Published<T> => value as Published<T>

interface WithheldStatements {
  /** `could_not_be_read` counts texts, the others ballots. */
  readonly reason: 'too_few_ballots' | 'too_few_writers' | 'counts_do_not_add_up' | 'could_not_be_read'
  readonly count: number
}

export interface Counts {
  readonly invited: number
  readonly issued: number
  readonly cast: number
  readonly counted: number
  /** Of the issued: links that were tried again, and that were contested. Absent where an older version counted neither. */
  readonly tried?: number
  readonly contested?: number
}

/** Guarantee 8: counted <= issued <= invited. Otherwise somebody has forged a ballot or a slot. */
export const countsAddUp = (counts: Counts): boolean =>
  counts.counted <= counts.issued && counts.issued <= counts.invited && counts.counted <= counts.cast

/** Rule P1: whether anything of what was written may be looked at. `writers` are those whose words say something. */
export const mayPublish = (counts: Counts, minimum: number, writers: number): boolean =>
  countsAddUp(counts) && counts.counted >= minimum && writers >= minimum

export interface StatementRelease {
  readonly synthesis: Synthesis | null
  readonly withheld: WithheldStatements | null
  readonly rating: { readonly n: number; readonly mean: number } | null
  readonly factorTicks: readonly TickedFactor[]
}

const nothing = { synthesis: null, rating: null, factorTicks: [] }

/** Why nothing may be derived from what was written; null where something may. */
const withheldFor = (counts: Counts, minimum: number, writers: number): WithheldStatements | null => {
  if (!countsAddUp(counts)) return { reason: 'counts_do_not_add_up', count: counts.counted }
  if (counts.counted < minimum) return { reason: 'too_few_ballots', count: counts.counted }
  // How many did write is told to nobody: of three invited, one of them knows enough.
  return writers < minimum ? { reason: 'too_few_writers', count: counts.counted } : null
}

interface Figures {
  /** One number for each ballot that answered the 1-5 item. */
  readonly ratings: readonly number[]
  /** One list for each ballot that ticked factors. */
  readonly ticks: readonly (readonly Factor[])[]
}
const figuresOf = (counts: Counts, minimum: number, { ratings, ticks }: Figures) => ({
  rating: ratingOf(ratings, minimum),
  factorTicks: ticksOf(ticks, counts.counted, minimum),
})

/**
 * Rule P1 for the statements of a pre-meeting survey, P2 for the factors that were ticked, R1, R4 and R5 for figures. `minimum` is the survey's own,
 * frozen at its opening, so no later setting raises or lowers it.
 */
export const publishStatements = (
  counts: Counts,
  minimum: number,
  material: Figures & {
    /** How many wrote something that says something: who only rates, or writes "n/a", hides nobody's words. */
    readonly writers: number
    /** Called only if its result may be used. */
    readonly synthesize: () => Synthesis
  },
): Published<StatementRelease> => {
  const withheld = withheldFor(counts, minimum, material.writers)
  if (withheld) return asPublished({ ...nothing, withheld })
  return asPublished({ synthesis: material.synthesize(), withheld, ...figuresOf(counts, minimum, material) })
}

/** The plainest form: figures under the same rules, and of what was written no more than how many texts there were. */
export const publishUnread = (
  counts: Counts,
  minimum: number,
  material: Figures & { readonly writers: number; readonly texts: number },
): Published<StatementRelease> => {
  const withheld = withheldFor(counts, minimum, material.writers)
  if (withheld) return asPublished({ ...nothing, withheld })
  const unread = { reason: 'could_not_be_read', count: material.texts } as const
  return asPublished({ synthesis: null, withheld: unread, ...figuresOf(counts, minimum, material) })
}

/**
 * R1, R4: hidden under `groupMinimum` answers beside those that its readers may know, or if all are in one band (1-2, 3,
 * 4-5). Mean to one decimal.
 */
const ratingOf = (ratings: readonly number[], minimum: number): StatementRelease['rating'] => {
  const profile = profileOf(ratings)
  const { n, sum } = profile
  return primary(n, groupMinimum + knownBy(minimum)) || allOrNone.mean(profile)
    ? null
    : { n, mean: rounded(sum / n, 1) }
}

/** P2, R1, R4, R5; nothing at all if the auditor finds that the list would tell of somebody. */
const ticksOf = (
  ticks: readonly (readonly Factor[])[],
  writers: number,
  minimum: number,
): StatementRelease['factorTicks'] => {
  const drafted = draftTicks(ticks, writers, ruleP2For(minimum))
  return inspectTicks(drafted, ticks, writers, minimum).length > 0 ? [] : drafted
}

interface Receipt {
  readonly serial: string
  readonly digest: string
}

export interface Receipts extends Counts {
  /** Sorted, and only those of counted ballots. */
  readonly serials: readonly string[]
  /** In the order of the serials. */
  readonly digests: readonly string[]
  readonly root: string
  /** Of those cast and not counted, how many for which reason; only where there are any. */
  readonly setAside?: SetAside
}

/**
 * Serials and digests are random to whoever did not send them, and identify nobody; sorted, they do not reveal when they
 * were cast. `rootOf` makes the root over them.
 */
export const publishReceipts = (
  counts: Counts,
  receipts: readonly Receipt[],
  rootOf: (counts: Counts, receipts: readonly Receipt[]) => string,
  setAside: SetAside = {},
): Published<Receipts> => {
  const sorted = receipts.toSorted((a, b) => byCodePoint(a.serial, b.serial))
  return asPublished({
    ...counts,
    serials: sorted.map(({ serial }) => serial),
    digests: sorted.map(({ digest }) => digest),
    root: rootOf(counts, sorted),
    ...(Object.keys(setAside).length > 0 ? { setAside } : {}),
  })
}

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

/** For a pulse whose figures could not be brought to an end. */
export const publishNothing = (material: PulseMaterial): Published<PulseRelease> =>
  asPublished(withheldPulse(material, 'failed_audit'))

/** Guarantee 8 for a pulse: no cohort has more ballots than invitations, and none has come from elsewhere. */
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
 * Applies rules R1-R10 to a pulse, then checks it with the auditor against everything published before. If that still
 * finds something that could be computed, the release goes out without its breakdown; if even the whole could be used
 * against somebody, not at all. Refuses (RangeError) a pulse that is still open (R7).
 */
export const publishPulse = (
  counts: Counts,
  material: PulseMaterial,
  before: readonly PulseRelease[],
): Published<PulseRelease> => {
  if (material.open) throw new RangeError(`${material.quarter} is open: results appear once, after the close`)
  if (!tallyAddsUp(counts, material)) return asPublished(withheldPulse(material, 'counts_do_not_add_up'))
  if (counts.counted < Math.max(groupMinimum, material.groupMinimum)) {
    return asPublished(withheldPulse(material, 'too_few_ballots'))
  }
  for (const attempt of [material, withoutBreakdown(material)]) {
    const draft = draftPulse(attempt)
    if (inspect(draft, before).length === 0) return asPublished(draft.release)
  }
  return asPublished(withheldPulse(material, 'failed_audit'))
}

/** Only comments that the release counts as quoted (R5), sorted by text so that nothing of their order is left. */
export const publishComments = (release: Published<PulseRelease>, tally: Tally): Published<PulseComments> =>
  asPublished(
    release.comments
      .filter(({ quoted }) => quoted !== null)
      .map(({ item }) => ({ item, texts: (tally.comments[item]?.texts ?? []).toSorted(byCodePoint) })),
  )

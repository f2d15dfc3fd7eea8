/**
 * The factors that people ticked before a meeting: which are listed, which are counted, and whether that could tell
 * anybody what another person ticked.
 *
 * P2: a factor is listed, without a count, where at least three writers ticked it and at least two did not. A count
 * takes R1, R4 and R5 besides. Whoever reads the list knows how many wrote, and at most their own ticks. Where r of those
 * invited read the agenda they may compare notes: the three are then 3 + r, and r + 1 did not tick it.
 */
import { type Factor, factorSchema } from '../synthesis/schema.ts'
import type { BrokenRule } from './inspection.ts'
import { detailMinimum, groupMinimum, knownBy, statementMinimum, untickedMinimum } from './parameters.ts'

export interface TickedFactor {
  readonly factor: Factor
  /** Null where it may be listed and not counted. */
  readonly count: number | null
}

interface Ballots {
  /** Counted ballots, with ticks or without. */
  readonly writers: number
  /** Those of them that ticked anything. */
  readonly ticking: number
}

/** What is told of a factor that this many ticked: its count, that it is listed, or nothing. */
type Told = number | 'listed' | 'nothing'
export type TickRule = (ticked: number, ballots: Ballots) => Told

/** By the minimum that was frozen for the survey. */
export const ruleP2For = (minimum: number): TickRule => {
  const known = knownBy(minimum)
  const unticked = untickedMinimum + Math.max(0, known - 1)
  const group = groupMinimum + known
  return (ticked, { writers, ticking }) => {
    if (ticked < statementMinimum + known || writers - ticked < unticked) return 'nothing'
    const isCounted = ticking >= detailMinimum && ticked >= group && ticking - ticked >= group
    return isCounted ? ticked : 'listed'
  }
}

/** Where nobody who was invited reads it. */
export const ruleP2 = ruleP2For(statementMinimum)

type Ticks = readonly (readonly Factor[])[]

const tickedIn = (ticks: Ticks, factor: Factor): number => ticks.filter(ballot => ballot.includes(factor)).length

const ballotsOf = (ticks: Ticks, writers: number): Ballots => ({
  writers,
  ticking: ticks.filter(ballot => ballot.length > 0).length,
})

/** Counted ones first, the highest count first; the others in the questionnaire's order, which tells nothing of them. */
export const draftTicks = (ticks: Ticks, writers: number, rule: TickRule = ruleP2): TickedFactor[] => {
  const ballots = ballotsOf(ticks, writers)
  return factorSchema.options
    .flatMap((factor): TickedFactor[] => {
      const told = rule(tickedIn(ticks, factor), ballots)
      return told === 'nothing' ? [] : [{ factor, count: told === 'listed' ? null : told }]
    })
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0))
}

export interface Isolated {
  readonly kind: 'isolated'
  readonly factor: Factor
}

/**
 * Whether `together` people who wrote, and know their own ticks, could tell of another that they ticked the factor, or did
 * not: the others must all have, or none of them may have, in every case that looks the same from outside. How many
 * ticked anything at all is told to nobody.
 */
const isolates = (told: Told, writers: number, together: number, rule: TickRule): boolean => {
  const others = writers - together
  if (others < 1) return false
  const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, number) => number)
  const possible = upTo(writers).filter(ticked =>
    upTo(writers - ticked).some(more => rule(ticked, { writers, ticking: ticked + more }) === told),
  )
  return upTo(together).some(own => {
    const theirs = possible.map(ticked => ticked - own).filter(ticked => ticked >= 0 && ticked <= others)
    return theirs.length > 0 && (theirs.every(ticked => ticked === 0) || theirs.every(ticked => ticked === others))
  })
}

/** Everything that forbids the list; `rule` is the one that it was drafted by, which a reader knows. */
export const inspectTicks = (
  drafted: readonly TickedFactor[],
  ticks: Ticks,
  writers: number,
  minimum: number = statementMinimum,
  rule: TickRule = ruleP2For(minimum),
): (BrokenRule | Isolated)[] => {
  const ballots = ballotsOf(ticks, writers)
  const known = knownBy(minimum)
  const mostTogether = Math.max(1, known)
  return factorSchema.options.flatMap((factor): (BrokenRule | Isolated)[] => {
    const ticked = tickedIn(ticks, factor)
    const shown = drafted.find(one => one.factor === factor)
    const told = shown ? (shown.count ?? 'listed') : 'nothing'
    const broken: BrokenRule[] = []
    if (shown && (ticked < 3 + known || writers - ticked < 1 + mostTogether))
      broken.push({ kind: 'rule', rule: 'P2', where: factor })
    if (shown && shown.count !== null) {
      const { count } = shown
      if (count !== ticked || count < 5 + known || ballots.ticking - count < 5 + known)
        broken.push({ kind: 'rule', rule: 'R1', where: factor })
      if (ballots.ticking < 10) broken.push({ kind: 'rule', rule: 'R5', where: factor })
    }
    const knows = Array.from({ length: mostTogether }, (_, others) => others + 1)
    const isolated = knows.some(together => isolates(told, writers, together, rule))
    return [...broken, ...(isolated ? [{ kind: 'isolated', factor } as const] : [])]
  })
}

/** The answers to one item or score by cohort, scored and in steps, as the rules and the auditor see them. */
import { bandsOf, lineOf, scaleItems } from './lines.ts'
import type { Instrument, InstrumentScore, ScaleItem } from '../instrument/schema.ts'
import { type CohortTally, scoreUnits, type Tally } from './tally.ts'
import { emptyProfile, joinProfiles, type Profile } from './measures.ts'
import type { Scale } from './parameters.ts'

export interface Counted {
  /** The worst first: every step of an item, or the steps of a score that occur. */
  readonly steps: readonly { readonly value: number; readonly count: number }[]
  readonly profile: Profile
}

export interface CountedFigure {
  readonly id: string
  readonly kind: 'item' | 'score'
  readonly line: string | null
  readonly reversed: boolean
  readonly scale: Scale
  readonly items: readonly string[]
  readonly cohorts: ReadonlyMap<string, Counted>
}

const stepProfile = (value: number, count: number, scale: Scale): Profile => ({
  n: count,
  sum: value * count,
  unfavourable: value <= scale.unfavourableTo ? count : 0,
  favourable: value >= scale.favourableFrom ? count : 0,
})

const itemSteps = (item: ScaleItem, tally: CohortTally | undefined): Counted => {
  const scale = bandsOf(item)
  const given = Array.from({ length: item.max - item.min + 1 }, (_, step) => tally?.items[item.id]?.[step] ?? 0)
  const counts = item.reversed ? given.toReversed() : given
  const steps = counts.map((count, step) => ({ value: item.min + step, count }))
  return { steps, profile: joinProfiles(steps.map(({ value, count }) => stepProfile(value, count, scale))) }
}

const scoreSteps = (score: InstrumentScore, scale: Scale, tally: CohortTally | undefined): Counted => {
  const units = scoreUnits(score)
  const keyed = Object.entries(tally?.scores[score.id] ?? {})
    .map(([key, count]) => ({ key: Number(key), count }))
    .toSorted((a, b) => a.key - b.key)
  const steps = keyed.map(({ key, count }) => ({ value: key / units, count }))
  const profile = joinProfiles(steps.map(({ value, count }) => stepProfile(value, count, scale)))
  // Summed in whole units, so that it equals the end of the scale exactly.
  return { steps, profile: { ...profile, sum: keyed.reduce((sum, { key, count }) => sum + key * count, 0) / units } }
}

export const joinCounted = (parts: readonly Counted[]): Counted => {
  const counts = new Map<number, number>()
  for (const { steps } of parts) {
    for (const { value, count } of steps) counts.set(value, (counts.get(value) ?? 0) + count)
  }
  const steps = Array.from(counts, ([value, count]) => ({ value, count })).toSorted((a, b) => a.value - b.value)
  return { steps, profile: parts.length > 0 ? joinProfiles(parts.map(({ profile }) => profile)) : emptyProfile }
}

/** Every answer as a separate number, for the statistics. */
export const valuesOf = ({ steps }: Counted): number[] =>
  steps.flatMap(({ value, count }) => Array.from({ length: count }, () => value))

/** A cohort without ballots is included, with nothing in it. */
export const countedFigures = (instrument: Instrument, tally: Tally, cohorts: readonly string[]): CountedFigure[] => {
  const each = (count: (own: CohortTally | undefined) => Counted) =>
    new Map(cohorts.map(cohort => [cohort, count(tally.cohorts[cohort])] as const))
  const items = scaleItems(instrument)
  const figures = items.map(
    (item): CountedFigure => ({
      id: item.id,
      kind: 'item',
      line: lineOf({ instrument, item: item.id }),
      reversed: item.reversed,
      scale: bandsOf(item),
      items: [],
      cohorts: each(own => itemSteps(item, own)),
    }),
  )
  const scores = (instrument.scores ?? []).flatMap((score): CountedFigure[] => {
    const first = items.find(({ id }) => id === score.items[0])
    if (!first) return []
    const scale = bandsOf(first)
    const line = lineOf({ instrument, item: score.id })
    const own = each(tallied => scoreSteps(score, scale, tallied))
    return [{ id: score.id, kind: 'score', line, reversed: false, scale, items: score.items, cohorts: own }]
  })
  return [...figures, ...scores]
}

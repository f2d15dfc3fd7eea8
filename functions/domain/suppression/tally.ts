/**
 * Counts opened pulse ballots: histograms for each cohort and item, with comments kept apart. A tally is plain JSON,
 * contains no row of a single person, and can be added to another in any grouping, so a checkpoint is a tally.
 */
import * as z from 'zod'
import type { ReadContent } from '../ballot/content.ts'
import { scaleItems, scored } from './lines.ts'
import type { Instrument, InstrumentScore } from '../instrument/schema.ts'

const count = z.int().min(0)

const cohortTallySchema = z.object({
  ballots: count,
  /** Answers by item: one count for each step of its scale, the lowest first, as they were given. */
  items: z.record(z.string(), z.array(count)),
  /** Persons by score. The key is their mean times `scoreUnits`, a whole number, as text. */
  scores: z.record(z.string(), z.record(z.string(), count)),
})
export type CohortTally = z.infer<typeof cohortTallySchema>

export const tallySchema = z.object({
  instrument: z.string(),
  cohorts: z.record(z.string(), cohortTallySchema),
  /** By item; `unquoted` counts those given for themes only, whose text goes no further. */
  comments: z.record(z.string(), z.object({ texts: z.array(z.string()), unquoted: count })),
})
export type Tally = z.infer<typeof tallySchema>

export interface PulseBallot {
  readonly cohort: string
  readonly answers: ReadContent['answers']
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** The least number that makes every person's mean of `minAnswered` or more items a whole number: 210 for 5 to 7. */
export const scoreUnits = ({ items, minAnswered }: Pick<InstrumentScore, 'items' | 'minAnswered'>): number => {
  let units = 1
  for (let answered = Math.max(1, minAnswered); answered <= items.length; answered += 1) {
    units *= answered / commonDivisor(units, answered)
  }
  return units
}

export const emptyTally = (instrument: Instrument): Tally => ({ instrument: instrument.id, cohorts: {}, comments: {} })

const emptyCohort = (instrument: Instrument): CohortTally => ({
  ballots: 0,
  items: Object.fromEntries(
    scaleItems(instrument).map(({ id, min, max }) => [id, Array.from({ length: max - min + 1 }, () => 0)]),
  ),
  scores: Object.fromEntries((instrument.scores ?? []).map(({ id }) => [id, {}])),
})

const countScores = (tally: CohortTally, instrument: Instrument, answered: ReadonlyMap<string, number>): void => {
  for (const score of instrument.scores ?? []) {
    const values = score.items.flatMap(id => answered.get(id) ?? [])
    const counts = tally.scores[score.id]
    if (!counts || values.length < Math.max(1, score.minAnswered)) continue
    const total = values.reduce((sum, value) => sum + value, 0)
    const key = String((total * scoreUnits(score)) / values.length)
    counts[key] = (counts[key] ?? 0) + 1
  }
}

/** Ignores answers off their scale, but not the ballot. Only the order of comments depends on that of ballots. */
export const tallyBallots = (instrument: Instrument, ballots: Iterable<PulseBallot>): Tally => {
  const cohorts = new Map<string, CohortTally>()
  const comments = new Map<string, { texts: string[]; unquoted: number }>()
  for (const { cohort, answers } of ballots) {
    const tally = cohorts.get(cohort) ?? emptyCohort(instrument)
    cohorts.set(cohort, tally)
    tally.ballots += 1
    const answered = new Map<string, number>()
    for (const item of scaleItems(instrument)) {
      const answer = answers[item.id]
      if (typeof answer !== 'number' || !Number.isInteger(answer) || answer < item.min || answer > item.max) continue
      const counts = tally.items[item.id]
      if (counts) counts[answer - item.min] = (counts[answer - item.min] ?? 0) + 1
      answered.set(item.id, scored(item, answer))
    }
    countScores(tally, instrument, answered)
    for (const item of instrument.items) {
      const answer = answers[item.id]
      if (item.kind !== 'text' || typeof answer !== 'object' || Array.isArray(answer) || !answer.text.trim()) continue
      const given = comments.get(item.id) ?? { texts: [], unquoted: 0 }
      if (answer.choice === 'themes-only' || answer.choice === 'facilitator') given.unquoted += 1
      else given.texts.push(answer.text.trim())
      comments.set(item.id, given)
    }
  }
  return {
    instrument: instrument.id,
    cohorts: Object.fromEntries(cohorts),
    comments: Object.fromEntries(comments),
  }
}

const joinRecords = <T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (one: T, other: T) => T,
): Record<string, T> => {
  const joined = new Map(Object.entries(a))
  for (const [key, value] of Object.entries(b)) {
    const known = joined.get(key)
    joined.set(key, known === undefined ? value : join(known, value))
  }
  return Object.fromEntries(joined)
}

const plus = (one: number, other: number): number => one + other
const addSteps = (one: readonly number[], other: readonly number[]): number[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, step) => (one[step] ?? 0) + (other[step] ?? 0))

/** Associative, with `emptyTally` as the neutral element. Refuses (RangeError) tallies of two instruments. */
export const mergeTallies = (a: Tally, b: Tally): Tally => {
  if (a.instrument !== b.instrument) throw new RangeError(`${a.instrument} and ${b.instrument} do not add up`)
  return {
    instrument: a.instrument,
    cohorts: joinRecords(a.cohorts, b.cohorts, (one, other) => ({
      ballots: one.ballots + other.ballots,
      items: joinRecords(one.items, other.items, addSteps),
      scores: joinRecords(one.scores, other.scores, (x, y) => joinRecords(x, y, plus)),
    })),
    comments: joinRecords(a.comments, b.comments, (one, other) => ({
      texts: [...one.texts, ...other.texts],
      unquoted: one.unquoted + other.unquoted,
    })),
  }
}

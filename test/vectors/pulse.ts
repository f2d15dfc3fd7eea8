/** A pulse with one question, drafted the way the harvest does: what its release shows of each group. */
import type { Instrument } from '../../functions/domain/instrument/schema.ts'
import { type Draft, draftPulse, type PulseRules, pulseRules } from '../../functions/domain/suppression/draft.ts'
import { groupMinimum } from '../../functions/domain/suppression/parameters.ts'
import type { Cell } from '../../functions/domain/suppression/release.ts'
import { whole } from '../../functions/domain/suppression/tree.ts'

const instrument: Instrument = {
  id: 'vectors-1',
  kind: 'pulse',
  version: 1,
  items: [
    { id: 'rating', kind: 'scale', purpose: 'team', min: 1, max: 5, reversed: false, open: false },
    { id: 'comment', kind: 'text', purpose: 'anything', apart: true, open: false },
  ],
  source: 'none',
  licence: 'none',
  sealedBytes: 0,
}

/** So many answers that only the rules for sizes have anything to hide. */
export const mixed = (n: number): number[] => Array.from({ length: n }, (_, at) => [1, 5, 3, 4, 2][at % 5] ?? 3)

export interface AskedGroup {
  readonly answers: readonly number[]
  /** Counted ballots; by default enough more than answers that the response hides nothing. */
  readonly ballots?: number
  readonly invited?: number
}

export interface Asked {
  readonly k?: number
  readonly open?: boolean
  readonly comments?: number
  readonly rules?: Partial<PulseRules>
}

/** Teams of any size, unless the case is about it. */
const anySize = { invitedMinimum: 0 }

export const draftOf = (groups: ReadonlyMap<string, AskedGroup>, asked: Asked): Draft['release'] => {
  const k = asked.k ?? groupMinimum
  const cohorts = Array.from(groups, ([name, { answers, ballots = answers.length + k, invited }]) => ({
    id: name,
    label: name,
    invited: invited ?? ballots + 1,
    ballots,
    steps: [1, 2, 3, 4, 5].map(step => answers.filter(answer => answer === step).length),
  }))
  const texts = Array.from({ length: asked.comments ?? 0 }, (_, at) => `comment ${at}`)
  const material = {
    quarter: '2026-Q1',
    instrument,
    groupMinimum: k,
    open: asked.open ?? false,
    cohorts: cohorts.map(({ id, label, invited }) => ({ id, label, invited })),
    tally: {
      instrument: instrument.id,
      cohorts: Object.fromEntries(
        cohorts.map(({ id, ballots, steps }) => [id, { ballots, items: { rating: steps }, scores: {} }]),
      ),
      comments: { comment: { texts, unquoted: 0 } },
    },
  }
  return draftPulse(material, { ...pulseRules, ...anySize, ...asked.rules }).release
}

/** The cells of the whole and of each group, by name. */
export const cellsOf = ({ figures }: Draft['release']): ReadonlyMap<string, Cell> =>
  new Map(figures.flatMap(({ organisation, cohorts }) => [[whole, organisation], ...Object.entries(cohorts)]))

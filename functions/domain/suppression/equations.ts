/**
 * A release as equations over its cells (cohort x quarter x figure), with one system for each thing measured. Derived
 * from the release itself, not from what the rules meant to publish.
 */
import type { AuditedCell, AuditedSystem, Equation } from './auditor.ts'
import type { CountedFigure } from './counted.ts'
import type { Draft } from './draft.ts'
import { detailMinimum } from './parameters.ts'
import type { Cell, Figure, PulseRelease } from './release.ts'

export const hasInterval = ({ mean }: Cell): boolean => mean?.kind === 'exact' && mean.lo !== null

/** What else has to be known about a cell's equation. */
interface Place {
  readonly kind: Figure['kind']
  readonly invited: number
}

/**
 * The bars, or the interval, which reveals as much. If everybody answered and they are ten or more, a score has no
 * interval to draw; then nothing is revealed and nothing hidden.
 */
const spreadOf = (cell: Cell, { kind, invited }: Place): 'exact' | 'undrawn' | null => {
  if (cell.distribution !== null || hasInterval(cell)) return 'exact'
  const complete = cell.n === invited && invited >= detailMinimum
  return kind === 'score' && cell.mean?.kind === 'exact' && complete ? 'undrawn' : null
}

/** For each measure, whether a cell gives it exactly; null if it is hidden. */
const told = {
  count: (cell: Cell) => (cell.n === null ? null : 'exact'),
  mean: (cell: Cell) => cell.mean?.kind ?? (cell.distribution ? 'exact' : null),
  favourable: (cell: Cell) => cell.favourable?.kind ?? (cell.distribution ? 'exact' : null),
  spread: spreadOf,
} as const
type Told = keyof typeof told
const everyTold = Object.keys(told) as Told[]

const tells = (release: PulseRelease, figure: Figure, measure: Told) => {
  const { kind } = figure
  return {
    whole: told[measure](figure.organisation, { kind, invited: release.invited }),
    cohorts: new Map(
      release.cohorts.flatMap(({ id, invited }) => {
        const cell = figure.cohorts[id]
        return cell ? [[id, told[measure](cell, { kind, invited })] as const] : []
      }),
    ),
  }
}

/** A cell of one quarter. Without a breakdown the whole is the only cell. */
const cellKey = (quarter: string, figure: string, cohort: string): string => JSON.stringify([quarter, figure, cohort])

const everybody = 'all'

const cohortsOf = ({ cohorts }: PulseRelease): string[] =>
  cohorts.length > 0 ? cohorts.map(({ id }) => id) : [everybody]

const equationsOf = (release: PulseRelease, figure: Figure, measure: Told): Equation[] => {
  const ids = cohortsOf(release)
  const key = (cohort: string) => cellKey(release.quarter, figure.id, cohort)
  const { whole: top, cohorts } = tells(release, figure, measure)
  const single = [...cohorts].flatMap(([id, how]): Equation[] =>
    how === null || how === 'undrawn' ? [] : [{ cells: [key(id)], people: figure.cohorts[id]?.n ?? 0 }],
  )
  // To somebody who can subtract published parts a bound is as good as the figure; otherwise it says no more.
  if (top === null || top === 'undrawn' || (top !== 'exact' && single.length === 0)) return single
  return [...single, { cells: ids.map(key), people: figure.organisation.n ?? 0 }]
}

/** The least, actual and greatest value of the sum over this many answers. */
const totalOf = (measure: Told, figure: CountedFigure, cohort: string): Pick<AuditedCell, 'total'> => {
  const profile = figure.cohorts.get(cohort)?.profile
  if (!profile) return {}
  const { n, sum, favourable } = profile
  const { min, max } = figure.scale
  if (measure === 'mean') return { total: { least: min * n, value: sum, most: max * n } }
  if (measure === 'favourable') return { total: { least: 0, value: favourable, most: n } }
  return {}
}

const figureSystem = (
  draft: Draft,
  figure: Figure,
  counted: CountedFigure,
  measure: Told,
  before: readonly PulseRelease[],
): AuditedSystem => {
  const { release } = draft
  const ids = cohortsOf(release)
  const key = (cohort: string) => cellKey(release.quarter, figure.id, cohort)
  const people = (id: string) => counted.cohorts.get(id)?.profile.n ?? 0
  const everyAnswer = ids.reduce((total, id) => total + people(id), 0)
  const { whole, cohorts } = tells(release, figure, measure)
  // If only one cohort answered, it is the whole, which has rules of its own.
  const hidden = [...cohorts].filter(([id, how]) => how === null && people(id) < everyAnswer)
  return {
    measure: `${measure} of ${figure.id}`,
    cells: new Map(ids.map(id => [key(id), { people: people(id), ...totalOf(measure, counted, id) }])),
    published: equationsOf(release, figure, measure),
    earlier: before.flatMap(past => {
      const same = past.figures.find(({ id }) => id === figure.id)
      return same ? equationsOf(past, same, measure) : []
    }),
    hidden: [...hidden.map(([id]) => [key(id)]), ...(whole === null ? [ids.map(key)] : [])],
  }
}

/** How many took part. That is nobody's answer, but it reveals the size of a hidden group. */
const responseSystem = ({ release, ballots }: Draft): AuditedSystem => {
  const ids = cohortsOf(release)
  const key = (cohort: string) => cellKey(release.quarter, 'ballots', cohort)
  const single = release.cohorts.flatMap(({ id, answered }): Equation[] =>
    answered === null ? [] : [{ cells: [key(id)], people: answered }],
  )
  const all = release.answered === null ? [] : [{ cells: ids.map(key), people: release.answered }]
  return {
    measure: 'ballots',
    cells: new Map(ids.map(id => [key(id), { people: ballots.get(id) ?? 0 }])),
    published: [...single, ...all],
    hidden: release.cohorts.filter(({ answered }) => answered === null).map(({ id }) => [key(id)]),
  }
}

export const systemsOf = (draft: Draft, before: readonly PulseRelease[]): AuditedSystem[] => [
  responseSystem(draft),
  ...draft.release.figures.flatMap(figure => {
    const counted = draft.figures.find(({ id }) => id === figure.id)
    if (!counted) return []
    const measures = figure.kind === 'score' ? (['count', 'mean', 'spread'] as const) : everyTold
    return measures.map(measure => figureSystem(draft, figure, counted, measure, before))
  }),
]

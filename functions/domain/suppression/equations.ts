/**
 * A release as equations over its cells (cohort x quarter x figure), one system for each thing measured. Read from the
 * release itself, not from what the rules meant to publish.
 */
import type { AuditedCell, AuditedSystem, Equation } from './auditor.ts'
import type { CountedFigure } from './counted.ts'
import type { Draft } from './draft.ts'
import { detailMinimum } from './parameters.ts'
import type { Cell, Figure, PulseRelease } from './release.ts'

export const hasInterval = ({ mean }: Cell): boolean => mean?.kind === 'exact' && mean.lo !== null

/** What a cell's equation is about, beside its answers. */
interface Place {
  readonly kind: Figure['kind']
  readonly invited: number
}

/**
 * The bars, or the interval, which is as good. Where everybody of ten or more answered, a score has no interval to draw:
 * nothing is told by it, and nothing hidden.
 */
const spreadOf = (cell: Cell, { kind, invited }: Place): 'exact' | 'undrawn' | null => {
  if (cell.distribution !== null || hasInterval(cell)) return 'exact'
  const complete = cell.n === invited && invited >= detailMinimum
  return kind === 'score' && cell.mean?.kind === 'exact' && complete ? 'undrawn' : null
}

/** What a figure in a cell tells, and whether the cell tells it exactly; null where it is hidden. */
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

/** A cell of one quarter. Where there is no breakdown the whole is the one cell. */
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
  // A bound is as good as the figure to whoever can take published parts from it, and says no more where none is.
  if (top === null || top === 'undrawn' || (top !== 'exact' && single.length === 0)) return single
  return [...single, { cells: ids.map(key), people: figure.organisation.n ?? 0 }]
}

/** Least, value and most of what is summed over so many answers. */
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
  // Whoever alone answered is the whole, which has rules of its own.
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

/** How many took part, which is no answer of anybody but tells the size of a group that is hidden. */
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

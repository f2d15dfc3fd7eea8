/** Which releases' figures stand in one chart, and which of their points on one line. */
import { bandsOf, lineOf, scaleItems } from '../suppression/lines.ts'
import { findInstrument } from '../instrument/registry.ts'
import { pooledGroup } from '../suppression/rollup.ts'
import type { Cell, Figure, PulseRelease } from '../suppression/release.ts'
import { instruments as wordings } from '../words/en.ts'
import { trendWords } from './words/en.ts'

/** Same id and same scale: one chart. Same wording too: one line. */
export type ChartFigure = Pick<Figure, 'id' | 'kind' | 'reversed' | 'scale'>

export const chartKey = ({ id, scale }: Pick<Figure, 'id' | 'scale'>): string => `${id} ${scale.min}-${scale.max}`

/** What an instrument asks, told by the instrument itself: of a release that tells nothing. */
export const askedBy = (instrumentId: string): (ChartFigure & { line: string | null })[] => {
  const instrument = findInstrument(instrumentId)
  if (!instrument) return []
  const items = scaleItems(instrument)
  const asked = items.map(item => ({ ...item, kind: 'item' as const, scale: bandsOf(item) }))
  const scores = (instrument.scores ?? []).flatMap(({ id, items: [first] }) => {
    const scale = asked.find(item => item.id === first)?.scale
    return scale ? [{ id, kind: 'score' as const, reversed: false, scale }] : []
  })
  return [...asked, ...scores].map(({ id, kind, reversed, scale }) => ({
    id,
    kind,
    reversed,
    scale: { ...scale },
    line: lineOf({ instrument, item: id }),
  }))
}

export const figuresOf = (release: PulseRelease): (ChartFigure & { line: string | null })[] =>
  release.withheld ? askedBy(release.instrument) : release.figures

/** Review safety where it was asked, else the first score, else what there is. */
export const headlineFigure = (release: PulseRelease): ChartFigure | undefined => {
  const figures = figuresOf(release)
  const safety = figures.find(({ id }) => id === 'review-safety')
  return safety ?? figures.find(({ kind }) => kind === 'score') ?? figures[0]
}

/** Stays the same while the very same thing is asked of the same people; a pool of small teams is new each quarter. */
export const lineKey = (release: PulseRelease, line: string | null, group: string | null): string =>
  line === null || group === pooledGroup ? `${release.quarter} ${release.instrument}` : line

export const questionOf = (instrument: string, figure: ChartFigure): string =>
  wordings[instrument]?.[figure.id]?.question ?? trendWords.scoreQuestion(nameOf(figure, instrument))

export const nameOf = ({ id }: ChartFigure, instrument: string): string =>
  trendWords.figures[id] ?? wordings[instrument]?.[id]?.question ?? id

/** Of the whole, or of the cohort of that name; null where there is none. Ids of cohorts change from pulse to pulse. */
export const cellOfGroup = (
  release: PulseRelease,
  figure: Figure,
  group: string | null,
): { cell: Cell; invited: number } | null => {
  if (group === null) return { cell: figure.organisation, invited: release.invited }
  const cohort = release.cohorts.find(({ label }) => label === group)
  const cell = cohort ? figure.cohorts[cohort.id] : undefined
  return cohort && cell ? { cell, invited: cohort.invited } : null
}

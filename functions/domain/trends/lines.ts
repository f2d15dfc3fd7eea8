/** Which figures of releases belong to one chart, and which of their points to one line. */
import { groupKey } from '../normal-form.ts'
import { bandsOf, lineOf, scaleItems } from '../suppression/lines.ts'
import { findInstrument } from '../instrument/registry.ts'
import type { ScalePurpose, ScorePurpose } from '../instrument/schema.ts'
import { pooledGroup } from '../suppression/rollup.ts'
import type { Cell, Figure, PulseRelease } from '../suppression/release.ts'
import type { Language } from '../language/language.ts'
import { wordingsIn } from '../instrument/words/languages.ts'
import { trendWords } from './words/languages.ts'

/** The same subject on the same scale is one chart; the same wording is also one line. */
export interface ChartFigure extends Pick<Figure, 'id' | 'kind' | 'reversed' | 'scale'> {
  /** Null if the instrument is unknown. */
  readonly purpose: ScalePurpose | ScorePurpose | null
  /** The same in every instrument that asks for it, under any id. */
  readonly chart: string
}

/** The wordings about speaking up are lines of one chart. Other items are identified by their wording. */
const subjectOf = (asked: string, id: string): Pick<ChartFigure, 'purpose'> & { readonly subject: string } => {
  const instrument = findInstrument(asked)
  const item = instrument && scaleItems(instrument).find(scale => scale.id === id)
  if (item) return { purpose: item.purpose, subject: item.purpose === 'comfort' ? item.purpose : (item.wording ?? id) }
  const purpose = instrument?.scores?.find(score => score.id === id)?.purpose ?? null
  return { purpose, subject: purpose ?? id }
}

const charted = <T extends Pick<Figure, 'id' | 'scale'>>(
  figure: T,
  instrument: string,
): T & Pick<ChartFigure, 'purpose' | 'chart'> => {
  const { purpose, subject } = subjectOf(instrument, figure.id)
  return { ...figure, purpose, chart: `${subject} ${figure.scale.min}-${figure.scale.max}` }
}

/** The release's own figure for this chart. */
export const figureIn = ({ figures, instrument }: PulseRelease, { chart }: ChartFigure): Figure | undefined =>
  figures.find(figure => charted(figure, instrument).chart === chart)

/** What an instrument asks, taken from the instrument itself, for a release that shows nothing. */
const askedBy = (instrumentId: string): (ChartFigure & { line: string | null })[] => {
  const instrument = findInstrument(instrumentId)
  if (!instrument) return []
  const items = scaleItems(instrument)
  const asked = items.map(item => ({ ...item, kind: 'item' as const, scale: bandsOf(item) }))
  const scores = (instrument.scores ?? []).flatMap(({ id, items: [first] }) => {
    const scale = asked.find(item => item.id === first)?.scale
    return scale ? [{ id, kind: 'score' as const, reversed: false, scale }] : []
  })
  return [...asked, ...scores].map(({ id, kind, reversed, scale }) =>
    charted({ id, kind, reversed, scale: { ...scale }, line: lineOf({ instrument, item: id }) }, instrumentId),
  )
}

export const figuresOf = (release: PulseRelease): (ChartFigure & { line: string | null })[] =>
  release.withheld ? askedBy(release.instrument) : release.figures.map(figure => charted(figure, release.instrument))

/** How safe it is to speak up if that was asked, otherwise the first score, otherwise the first figure. */
export const headlineFigure = (release: PulseRelease): ChartFigure | undefined => {
  const figures = figuresOf(release)
  const comfort = figures.find(({ purpose }) => purpose === 'comfort')
  return comfort ?? figures.find(({ kind }) => kind === 'score') ?? figures[0]
}

/** The same as long as the same thing is asked of the same people; a pool of small teams is new each quarter. */
export const lineKey = (release: PulseRelease, line: string | null, group: string | null): string =>
  line === null || group === pooledGroup ? `${release.quarter} ${release.instrument}` : line

export const questionOf = (instrument: string, figure: ChartFigure, language: Language): string =>
  wordingsIn(language)[instrument]?.[figure.id]?.question ??
  trendWords[language].scoreQuestion(nameOf(figure, instrument, language))

/** Null if its name is the sentence that was asked. */
export const nameOf = ({ id, purpose }: ChartFigure, instrument: string, language: Language): string =>
  (purpose && purpose !== 'team' ? trendWords[language].figures[purpose] : null) ??
  wordingsIn(language)[instrument]?.[id]?.question ??
  id

/**
 * The cohort of a group, however it was spelt then. From before spellings were one group a release may hold two of them:
 * neither is the group, so it has none in that quarter.
 */
export const cohortOf = ({ cohorts }: PulseRelease, group: string): PulseRelease['cohorts'][number] | undefined => {
  const [own, other] = cohorts.filter(({ label }) => groupKey(label) === groupKey(group))
  return other ? undefined : own
}

/** For the whole, or for the cohort of that group; null if there is none. Cohort ids change from pulse to pulse. */
export const cellOfGroup = (
  release: PulseRelease,
  figure: Figure,
  group: string | null,
): { cell: Cell; invited: number } | null => {
  if (group === null) return { cell: figure.organisation, invited: release.invited }
  const cohort = cohortOf(release, group)
  const cell = cohort ? figure.cohorts[cohort.id] : undefined
  return cohort && cell ? { cell, invited: cohort.invited } : null
}

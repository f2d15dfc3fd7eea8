/** Releases as the trend page shows them. Everything in it is published, or computed only from what is. */
import { groupKey } from '../normal-form.ts'
import { type Calendar, usualCalendar } from '../time/calendar.ts'
import { quartersBetween } from '../time/instants.ts'
import { findInstrument } from '../instrument/registry.ts'
import { byCodePoint } from '../suppression/parameters.ts'
import type { PulseRelease } from '../suppression/release.ts'
import type { Language } from '../language/language.ts'
import { trendWords } from './words/languages.ts'
import { levelOf } from './comparison.ts'
import { type ChartFigure, cohortOf, figureIn, figuresOf, headlineFigure } from './lines.ts'
import { movedOf } from './moved.ts'
import type { LearningQuarter, Marker, QuarterView, Series, Trends } from './schema.ts'
import { groupsSentence, noPulseSentence, type Response, responseSentence, withheldSentence } from './sentences.ts'
import { seriesOf } from './series.ts'

export interface FormatChange {
  /** The quarter it began in. */
  readonly quarter: string
  readonly text: string
}

interface TrendsInput {
  /** One for each quarter, in any order. */
  readonly releases: readonly PulseRelease[]
  readonly formatChanges: readonly FormatChange[]
  readonly learning: readonly LearningQuarter[]
  /** The group's name; null is the whole organisation. */
  readonly group: string | null
  /** Null is every instrument. */
  readonly instrument: string | null
  readonly language: Language
  /** By which quarters are counted; the usual one if left out. */
  readonly calendar?: Calendar
}

/** Each group once, however it was spelt from pulse to pulse: as the latest that has it spells it. */
export const groupsIn = (releases: readonly PulseRelease[]): string[] => {
  const earliestFirst = releases.toSorted((a, b) => byCodePoint(a.quarter, b.quarter))
  const labels = new Map(earliestFirst.flatMap(({ cohorts }) => cohorts.map(({ label }) => [groupKey(label), label])))
  return [...labels.values()].toSorted(byCodePoint)
}

/** The name by which the trends know a group; null if none of the releases has it. */
export const knownGroup = (releases: readonly PulseRelease[], asked: string): string | null =>
  groupsIn(releases).find(label => groupKey(label) === groupKey(asked)) ?? null

const versionOf = (instrument: string): number => findInstrument(instrument)?.version ?? 1

const instrumentsIn = (releases: readonly PulseRelease[]): Trends['instruments'] =>
  [...new Set(releases.map(({ instrument }) => instrument))]
    .toSorted(byCodePoint)
    .map(id => ({ id, version: versionOf(id) }))

/** The latest release's figures in its own order, the headline's first; then those that only earlier ones asked for. */
const chartsOf = (releases: readonly PulseRelease[]): ChartFigure[] => {
  const latestFirst = releases.toReversed()
  const headlines = latestFirst.flatMap(release => headlineFigure(release) ?? [])
  const charts = new Map<string, ChartFigure>()
  for (const figure of [...headlines.slice(0, 1), ...latestFirst.flatMap(figuresOf)]) {
    if (!charts.has(figure.chart)) charts.set(figure.chart, figure)
  }
  return [...charts.values()]
}

const groupsShown = (release: PulseRelease, language: Language): string => {
  const figure = headlineFigure(release)
  const cells = (figure && figureIn(release, figure)?.cohorts) ?? {}
  const shown = release.cohorts.filter(({ id }) => {
    const cell = cells[id]
    return cell && (figure?.kind === 'score' ? cell.mean : cell.favourable) !== null
  })
  return groupsSentence(shown.length, release.cohorts.length, language)
}

const responseOf = (quarter: string, release: PulseRelease | undefined, group: string | null): Response => {
  const told = group === null ? release : release && cohortOf(release, group)
  return { quarter, invited: told?.invited ?? null, answered: told?.answered ?? null }
}

const quarterView = (
  quarter: string,
  release: PulseRelease | undefined,
  series: ReadonlyMap<string, Series>,
  { group, language }: Pick<TrendsInput, 'group' | 'language'>,
): Omit<QuarterView, 'response'> => {
  const { invited, answered } = responseOf(quarter, release, group)
  if (!release) {
    const none = { instrument: null, version: null, invited, answered, groups: null }
    return { quarter, state: 'none', headline: noPulseSentence(language), ...none }
  }
  const figure = headlineFigure(release)
  const own = series.get(figure?.chart ?? '')
  const sentence = own?.points.find(point => point.quarter === quarter)?.sentence
  return {
    quarter,
    state: release.withheld ? 'withheld' : 'published',
    instrument: release.instrument,
    version: versionOf(release.instrument),
    invited,
    answered,
    headline: sentence ?? withheldSentence(release, language),
    groups: group === null && !release.withheld ? groupsShown(release, language) : null,
  }
}

const withResponses = (
  quarters: readonly Omit<QuarterView, 'response'>[],
  { language, calendar }: Pick<TrendsInput, 'language' | 'calendar'>,
): QuarterView[] =>
  quarters.map((quarter, index) => {
    const before = quarters.slice(0, index).findLast(({ answered }) => answered !== null)
    return { ...quarter, response: responseSentence(quarter, before, language, calendar) }
  })

const markersOf = (
  releases: readonly PulseRelease[],
  changes: readonly FormatChange[],
  quarters: readonly string[],
  language: Language,
) => {
  const instruments = releases.flatMap((release, index): Marker[] => {
    const before = releases[index - 1]?.instrument
    if (before === undefined || before === release.instrument) return []
    const text = trendWords[language].instrumentChange(before, release.instrument)
    return [{ quarter: release.quarter, kind: 'instrument', text }]
  })
  const formats = changes.map(({ quarter, text }): Marker => ({ quarter, kind: 'format', text }))
  return [...instruments, ...formats]
    .filter(({ quarter }) => quarters.includes(quarter))
    .toSorted((a, b) => byCodePoint(a.quarter, b.quarter) || byCodePoint(a.kind, b.kind) || byCodePoint(a.text, b.text))
}

/** The whole answer. A group or an instrument that nothing is known about gives quarters without figures. */
export const trendsOf = (input: TrendsInput): Trends => {
  const { group, instrument, formatChanges, learning, language, calendar } = input
  const all = input.releases.toSorted((a, b) => byCodePoint(a.quarter, b.quarter))
  const [first, last] = [all[0], all.at(-1)]
  const quarters = first && last ? quartersBetween(first.quarter, last.quarter) : []
  const chosen = instrument === null ? all : all.filter(release => release.instrument === instrument)
  const releases = new Map(chosen.map(release => [release.quarter, release]))
  const charts = chartsOf(chosen)
  const [headline] = charts
  const groups = groupsIn(chosen)
  // What is read side by side in a quarter: the questions beside the headline's, and the groups. What later quarters ask
  // changes nothing of it.
  const together = (quarter: string): number => {
    const release = releases.get(quarter)
    if (!release) return levelOf(1)
    const questions = figuresOf(release).filter(({ kind }) => kind === 'item').length - 1
    return levelOf(questions + release.cohorts.length)
  }
  const levelFor = (chart: ChartFigure) => (chart === headline && group === null ? () => levelOf(1) : together)
  const series = new Map(
    charts.map(chart => [
      chart.chart,
      seriesOf(chart, { quarters, releases, group, language, calendar, level: levelFor(chart) }),
    ]),
  )
  const byGroup =
    group === null && headline
      ? groups.map(label => ({
          label,
          points: seriesOf(headline, { quarters, releases, group: label, language, calendar, level: together }).points,
          responses: quarters.map(quarter => responseOf(quarter, releases.get(quarter), label)),
        }))
      : []
  const shown = {
    quarters: withResponses(
      quarters.map(quarter => quarterView(quarter, releases.get(quarter), series, input)),
      input,
    ),
    series: [...series.values()],
    byGroup,
  }
  return {
    group,
    instrument,
    groups: groupsIn(all),
    instruments: instrumentsIn(all),
    ...shown,
    moved: movedOf(shown, language, calendar),
    markers: markersOf(chosen, formatChanges, quarters, language),
    learning: [...learning],
  }
}

/** What a mail says about a quarter: the page's sentences. Null if it has no pulse. */
export const quarterSentences = (
  releases: readonly PulseRelease[],
  quarter: string,
  language: Language,
  calendar: Calendar = usualCalendar,
): QuarterView | null => {
  const upTo = releases.filter(release => release.quarter <= quarter)
  const all = { formatChanges: [], learning: [], group: null, instrument: null }
  const view = trendsOf({ ...all, releases: upTo, language, calendar })
  return view.quarters.find(each => each.quarter === quarter && each.state !== 'none') ?? null
}

/** One figure over the quarters, for the whole organisation or for one group. */
import type { Language } from '../language/language.ts'
import { byCodePoint } from '../suppression/parameters.ts'
import type { PulseRelease } from '../suppression/release.ts'
import type { Calendar } from '../time/calendar.ts'
import { compare } from './comparison.ts'
import { limitsOf, trendOf } from './fits.ts'
import { cellOfGroup, type ChartFigure, figureIn, figuresOf, lineKey, nameOf, questionOf } from './lines.ts'
import type { Point, Series } from './schema.ts'
import { pointSentence, previousYear } from './sentences.ts'

interface SeriesInput {
  /** Without gaps, the earliest first. */
  readonly quarters: readonly string[]
  readonly releases: ReadonlyMap<string, PulseRelease>
  readonly group: string | null
  readonly language: Language
  readonly calendar: Calendar | undefined
  /** Of a quarter's comparisons: `levelOf` those that are read side by side. */
  readonly level: (quarter: string) => number
}

const nothing = { n: null, mean: null, share: null, distribution: null, silent: null }

type Bare = Omit<Point, 'sentence' | 'sincePrevious' | 'sinceYear' | 'sinceFirst'>

const measure = (
  figure: { kind: 'exact'; lo: number | null; hi: number | null } | { kind: 'atLeast' | 'atMost' } | null,
  value: number,
): Point['mean'] =>
  figure && {
    kind: figure.kind,
    value,
    lo: figure.kind === 'exact' ? figure.lo : null,
    hi: figure.kind === 'exact' ? figure.hi : null,
  }

/** What is published, and nothing more. */
const bareOf = (release: PulseRelease, chart: ChartFigure, line: number, group: string | null): Bare => {
  const { quarter } = release
  const unknown = { quarter, line, ...nothing }
  if (release.withheld) {
    return { ...unknown, state: 'hidden', invited: group === null ? release.invited : null }
  }
  const figure = figureIn(release, chart)
  const found = figure ? cellOfGroup(release, figure, group) : null
  if (!found) return { ...unknown, line: null, state: 'none', invited: null }
  const { cell, invited } = found
  if (cell.n === null) return { ...unknown, state: 'hidden', invited }
  const { n, mean, favourable, distribution, silent } = cell
  return {
    quarter,
    line,
    state: 'shown',
    invited,
    n,
    mean: measure(mean, mean?.value ?? 0),
    share: measure(favourable, favourable?.kind === 'exact' ? favourable.share : (favourable?.value ?? 0)),
    distribution,
    silent,
  }
}

const finished = (bare: readonly Bare[], index: number, chart: ChartFigure, input: SeriesInput): Point => {
  const own = bare[index]
  if (!own) throw new RangeError('no such quarter')
  const earlier = bare.slice(0, index).filter(({ line }) => line !== null)
  const same = earlier.filter(({ line }) => line === own.line)
  const against = (point: Bare | undefined) =>
    point ? compare(own, point, chart.scale, input.level(own.quarter)) : null
  const previous = same.findLast(({ distribution }) => distribution !== null)
  const ofYear = same.find(({ quarter }) => quarter === previousYear(own.quarter))
  const first = same.find(({ distribution }) => distribution !== null)
  const point = {
    ...own,
    sincePrevious: against(previous),
    sinceYear: against(ofYear),
    sinceFirst: first === previous || first === ofYear ? null : against(first),
  }
  const asked = { same: same.length > 0, other: earlier.length > same.length }
  const release = input.releases.get(own.quarter) ?? null
  const sentence = pointSentence(point, {
    figure: chart,
    group: input.group,
    release,
    earlier: asked,
    firstPulse: [...input.releases.keys()].toSorted(byCodePoint)[0] ?? null,
    language: input.language,
    calendar: input.calendar,
  })
  return { ...point, sentence }
}

const askedIn = (release: PulseRelease, { chart }: ChartFigure) =>
  figuresOf(release).find(figure => figure.chart === chart)

export const seriesOf = (chart: ChartFigure, input: SeriesInput): Series => {
  const keys: string[] = []
  const lines: Series['lines'] = []
  const bare = input.quarters.map((quarter): Bare => {
    const release = input.releases.get(quarter)
    const asked = release && askedIn(release, chart)
    if (!release || !asked) return { quarter, state: 'none', line: null, invited: null, ...nothing }
    const point = bareOf(release, chart, 0, input.group)
    if (point.line === null) return point
    const key = lineKey(release, asked.line, input.group)
    const { instrument } = release
    if (!keys.includes(key)) {
      keys.push(key)
      lines.push({
        question: questionOf(instrument, asked, input.language),
        instruments: [],
        from: quarter,
        to: quarter,
      })
    }
    const line = keys.indexOf(key)
    const described = lines[line]
    if (described) {
      described.to = quarter
      if (!described.instruments.includes(instrument)) described.instruments.push(instrument)
    }
    return { ...point, line }
  })
  const points = bare.map((_, index) => finished(bare, index, chart, input))
  const names = [...input.releases.values()].flatMap(release => {
    const asked = askedIn(release, chart)
    return asked ? [nameOf(asked, release.instrument, input.language)] : []
  })
  const { id, kind, reversed, scale } = chart
  return {
    id,
    kind,
    name: names.at(-1) ?? id,
    reversed,
    scale: { ...scale },
    lines,
    points,
    trends: lines.map((_, line) => trendOf(points, line, chart, input.language)),
    limits: lines.flatMap((_, line) => limitsOf(points, line, chart) ?? []),
  }
}

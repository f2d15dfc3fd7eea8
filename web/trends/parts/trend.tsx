/** One figure along the quarters: the chart that the page is about. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Measure, Point, Series, Trends } from './shown.ts'
import { Chart } from '../charts/chart.tsx'
import { type Plotted, Points, type Scale } from '../charts/points.tsx'
import { Choice } from './choice.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { words } from '../words/en.ts'
import { shareScale } from './scales.ts'

const text = words.trend

export const measureOf = (point: Point, kind: Series['kind']): Measure | null =>
  point.state === 'shown' ? (kind === 'item' ? point.share : point.mean) : null

export const scaleOf = ({ kind, scale }: Pick<Series, 'kind' | 'scale'>): Scale =>
  kind === 'item'
    ? shareScale
    : {
        from: scale.min,
        to: scale.max,
        ticks: Array.from({ length: scale.max - scale.min + 1 }, (_, step) => scale.min + step),
        format: value => String(Math.round(value * 10) / 10),
        unit: '',
      }

const gapWords = ({ state }: Point, quarter: Trends['quarters'][number] | undefined): string => {
  if (quarter?.state === 'none') return words.chart.noPulse
  return state === 'none' ? words.chart.noFigure : words.chart.notShown
}

export const plotted = (points: readonly Point[], kind: Series['kind'], quarters: Trends['quarters']): Plotted[] =>
  points.map((point, index) => {
    const measure = measureOf(point, kind)
    return {
      quarter: point.quarter,
      value: measure?.value ?? null,
      lo: measure?.lo ?? null,
      hi: measure?.hi ?? null,
      line: point.line ?? 0,
      bound: measure?.kind ?? 'exact',
      gap: gapWords(point, quarters[index]),
      label: `${quarterLabel(point.quarter)}: ${point.sentence}`,
    }
  })

const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** Of each quarter with a change, one letter; two changes of a quarter share it. */
export const lettersOf = (markers: Trends['markers']): { quarter: string; letter: string }[] =>
  [...new Set(markers.map(({ quarter }) => quarter))].map((quarter, index) => ({ quarter, letter: letterOf(index) }))

const told = (measure: Measure | null): string | number | null =>
  measure ? (measure.kind === 'exact' ? measure.value : `${text.is[measure.kind]}${measure.value}`) : null

const tableOf = (series: Series) => ({
  columns: text.columns,
  rows: series.points.map(point => [
    quarterLabel(point.quarter),
    point.n,
    point.invited,
    told(point.share),
    point.share?.lo ?? null,
    point.share?.hi ?? null,
    told(point.mean),
    point.mean?.lo ?? null,
    point.mean?.hi ?? null,
    point.silent?.favLo ?? null,
    point.silent?.favHi ?? null,
    point.line === null ? null : (series.lines[point.line]?.question ?? null),
    point.sentence,
  ]),
})

const legendOf = (series: Series, markers: Trends['markers']): string[] => {
  const legend = words.chart.legend
  const letters = new Map(lettersOf(markers).map(({ quarter, letter }) => [quarter, letter]))
  const measures = series.points.map(point => measureOf(point, series.kind))
  return [
    ...(measures.some(measure => measure?.lo != null) ? [legend.interval] : []),
    ...(measures.includes(null) ? [legend.gap] : []),
    ...(measures.some(measure => measure && measure.kind !== 'exact') ? [legend.bound] : []),
    ...(series.trends.some(({ fit }) => fit) ? [legend.trend] : []),
    ...(series.limits.length > 0
      ? [`${legend.limits}${series.limits.some(({ provisional }) => provisional) ? legend.provisional : ''}`]
      : []),
    ...(series.lines.length > 1 || series.kind === 'item'
      ? series.lines.map(({ question, from, to }, line) =>
          text.line(text.shapes[line % text.shapes.length] ?? '', question, quarterLabel(from), quarterLabel(to)),
        )
      : []),
    ...markers.map(marker => `${letters.get(marker.quarter) ?? ''}, ${quarterLabel(marker.quarter)}: ${marker.text}`),
  ]
}

interface TrendChartProps {
  readonly trends: Trends
  readonly width: number
  readonly more: () => void
}

export const TrendChart = ({ trends, width, more }: TrendChartProps): JSX.Element | null => {
  const [chosen, choose] = useState(0)
  // At first only the headline's figure is there along the quarters.
  const drawn = trends.earlier === undefined ? chosen : 0
  const series = trends.series[drawn] ?? trends.series[0]
  if (!series) return null
  const trend = series.trends.at(-1)
  const tools = (
    <Choice
      label={words.filter.figure}
      value={String(drawn)}
      loads={drawn !== chosen}
      options={trends.series.map(({ name }, index) => [String(index), name])}
      choose={value => {
        choose(Number(value))
        more()
      }}
    />
  )
  return (
    <Chart
      title={text.title(series.name)}
      description={`${series.kind === 'item' ? text.share : text.mean(series.scale.max)} ${trend?.sentence ?? ''}`}
      name="murmur-trend"
      table={tableOf(series)}
      meaning={text.meaning}
      hint
      legend={legendOf(series, trends.markers)}
      tools={trends.series.length > 1 ? tools : undefined}
    >
      {drawing => (
        <Points
          key={`${series.id} ${series.scale.max}`}
          drawing={drawing}
          name={text.title(series.name)}
          points={plotted(series.points, series.kind, trends.quarters)}
          scale={scaleOf(series)}
          width={width}
          height={300}
          markers={lettersOf(trends.markers)}
          fit={trend?.fit ?? null}
          limits={series.limits.flatMap(({ line, lo, hi }) => {
            const own = series.lines[line]
            return own ? [{ from: own.from, to: own.to, lo, hi }] : []
          })}
        />
      )}
    </Chart>
  )
}

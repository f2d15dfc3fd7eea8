/** The same small chart for each group, by name. */
import type { JSX } from 'preact'
import type { Series, Trends } from './shown.ts'
import { Chart } from '../charts/chart.tsx'
import { Points } from '../charts/points.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { words } from '../words/en.ts'
import { measureOf, plotted, scaleOf } from './trend.tsx'

const text = words.groups
const narrowest = 190
const gap = 20

const tableOf = (groups: Trends['byGroup'], { kind }: Series) => ({
  columns: text.columns,
  rows: groups.flatMap(({ label, points }) =>
    points.map(point => {
      const measure = measureOf(point, kind)
      const value = measure
        ? measure.kind === 'exact'
          ? measure.value
          : `${words.trend.is[measure.kind]}${measure.value}`
        : null
      return [
        label,
        quarterLabel(point.quarter),
        point.n,
        point.invited,
        value,
        measure?.lo ?? null,
        measure?.hi ?? null,
      ]
    }),
  ),
})

const latestOf = (points: Trends['byGroup'][number]['points'], { kind }: Series): string => {
  const last = points.at(-1)
  const measure = last ? measureOf(last, kind) : null
  if (!measure) return words.chart.notShown
  const value = kind === 'item' ? words.percent(measure.value) : String(Math.round(measure.value * 10) / 10)
  return text.latest(`${words.trend.is[measure.kind]}${value}`)
}

export const GroupCharts = ({ trends, width }: { trends: Trends; width: number }): JSX.Element | null => {
  const [series] = trends.series
  if (!series || trends.byGroup.length === 0) return null
  const columns = Math.max(1, Math.floor((width + gap) / (narrowest + gap)))
  const own = Math.floor((width - gap * (columns - 1)) / columns)
  return (
    <Chart
      title={text.title}
      description={text.describe(series.name)}
      name="murmur-groups"
      table={tableOf(trends.byGroup, series)}
      meaning={text.meaning}
    >
      {drawing => (
        <ul class="multiples">
          {trends.byGroup.map(({ label, points }) => (
            <li key={label}>
              <h4>{label}</h4>
              <p class="quiet">{latestOf(points, series)}</p>
              <Points
                drawing={drawing}
                name={text.multiple(label)}
                points={plotted(points, series.kind, trends.quarters)}
                scale={scaleOf(series)}
                width={own}
                height={130}
                small
              />
            </li>
          ))}
        </ul>
      )}
    </Chart>
  )
}

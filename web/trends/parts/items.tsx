/** How each question of a quarter was answered. */
import type { JSX } from 'preact'
import type { Series } from './shown.ts'
import { Chart } from '../charts/chart.tsx'
import { Diverging, type Row } from '../charts/diverging.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { words } from '../words/en.ts'

const text = words.items

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const bandsOf = ({ scale }: Series) => ({
  unfavourable: scale.unfavourableTo - scale.min + 1,
  favourable: scale.max - scale.favourableFrom + 1,
})

const splitOf = (steps: readonly number[], { unfavourable, favourable }: ReturnType<typeof bandsOf>) => {
  const [low, high] = [sum(steps.slice(0, unfavourable)), sum(steps.slice(steps.length - favourable))]
  return { low, middle: sum(steps) - low - high, high }
}

const rowOf = (series: Series, quarter: string): { row: Row; cells: (string | number | null)[] } | null => {
  const point = series.points.find(each => each.quarter === quarter)
  if (!point || point.line === null || series.kind === 'score') return null
  const wording = series.lines[point.line]?.question ?? series.name
  const question = `${wording}${series.reversed ? text.reversed : ''}`
  const bands = bandsOf(series)
  const { distribution: steps, n, share } = point
  const turned = series.reversed ? text.yes : text.no
  if (steps === null) {
    const known = share
      ? `${words.trend.is[share.kind]}${words.percent(share.value)}, ${text.hiddenBars}`
      : words.chart.notShown
    return {
      row: { key: series.id, question, label: `${question}: ${known}.`, steps, ...bands, instead: known },
      cells: [wording, turned, n, null, null, share ? known : null, null],
    }
  }
  const { low, middle, high } = splitOf(steps, bands)
  const all = Math.max(1, sum(steps))
  const label = text.reads(question, low / all, middle / all, high / all, all)
  return {
    row: { key: series.id, question, label, steps, ...bands, instead: words.chart.notShown },
    cells: [wording, turned, n, low, middle, high, steps.join(' / ')],
  }
}

interface ItemChartProps {
  readonly series: readonly Series[]
  readonly quarter: string
  readonly width: number
  readonly tools: JSX.Element
}

export const ItemChart = ({ series, quarter, width, tools }: ItemChartProps): JSX.Element => {
  const rows = series.flatMap(each => rowOf(each, quarter) ?? [])
  const title = text.title(quarterLabel(quarter))
  return (
    <Chart
      title={title}
      description={rows.length === 0 ? text.none : text.describe}
      name={`murmur-answers-${quarter}`}
      table={{ columns: text.columns, rows: rows.map(({ cells }) => cells) }}
      meaning={text.meaning}
      legend={text.legend}
      tools={tools}
      nothing={rows.length === 0}
    >
      {drawing => <Diverging drawing={drawing} name={title} rows={rows.map(({ row }) => row)} width={width} />}
    </Chart>
  )
}

/** Bars that are counted: side by side along an axis, or one under another with their names. */
import { scaleBand } from 'd3-scale'
import type { JSX } from 'preact'
import type { Drawing } from './chart.tsx'
import { useMarks } from './rove.ts'

export interface Bar {
  readonly key: string
  readonly count: number
  readonly label: string
}

interface ColumnsProps {
  readonly drawing: Drawing
  readonly name: string
  readonly bars: readonly Bar[]
  readonly width: number
  readonly axis: string
  /** Between the bars before and from this index on. */
  readonly divider?: { readonly before: number; readonly label: string }
}

const height = 220
const margin = { top: 30, right: 8, bottom: 42, left: 8 }

export const Columns = ({ drawing, name, bars, width, axis, divider }: ColumnsProps): JSX.Element => {
  const mark = useMarks(bars.length, drawing.read)
  const x = scaleBand(
    bars.map(({ key }) => key),
    [margin.left, width - margin.right],
  ).padding(0.18)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const floor = height - margin.bottom
  const tall = (count: number): number => (count / most) * (floor - margin.top)
  const every = Math.max(1, Math.ceil(20 / x.step()))
  const divided = divider ? (x(bars[divider.before]?.key ?? '') ?? 0) - (x.step() - x.bandwidth()) / 2 : 0
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-labelledby={drawing.labelledBy}
      aria-describedby={drawing.describedBy}
      data-name={name}
    >
      <line class="axis" x1={margin.left} x2={width - margin.right} y1={floor} y2={floor} />
      {bars.map(({ key, count, label }, index) => {
        const left = x(key) ?? 0
        const centre = left + x.bandwidth() / 2
        return (
          <g key={key} class="mark" data-mark {...mark(index, label)}>
            <rect data-hit class="hit" x={left} y={margin.top} width={x.bandwidth()} height={floor - margin.top} />
            <rect class="bar" x={left} y={floor - tall(count)} width={x.bandwidth()} height={tall(count)} />
            {count > 0 ? (
              <text class="value middle" x={centre} y={floor - tall(count) - 5}>
                {count}
              </text>
            ) : null}
            {index % every === 0 ? (
              <text class="tick middle" x={centre} y={floor + 15}>
                {key}
              </text>
            ) : null}
          </g>
        )
      })}
      {divider ? (
        <g>
          <line class="reference" x1={divided} x2={divided} y1={margin.top - 14} y2={floor} />
          <text class="tick start halo strong" x={divided + 4} y={margin.top - 16}>
            {divider.label}
          </text>
        </g>
      ) : null}
      <text class="tick middle" x={width / 2} y={height - 6}>
        {axis}
      </text>
    </svg>
  )
}

interface RowsProps {
  readonly drawing: Drawing
  readonly name: string
  readonly bars: readonly Bar[]
  readonly width: number
}

const rowHeight = 40

export const Rows = ({ drawing, name, bars, width }: RowsProps): JSX.Element => {
  const mark = useMarks(bars.length, drawing.read)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const long = (count: number): number => (count / most) * (width - 48)
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${Math.max(1, bars.length) * rowHeight}`}
      role="group"
      aria-labelledby={drawing.labelledBy}
      aria-describedby={drawing.describedBy}
      data-name={name}
    >
      {bars.map(({ key, count, label }, index) => (
        <g key={key} class="mark" data-mark {...mark(index, label)}>
          <rect data-hit class="hit" x="0" y={index * rowHeight} width={width} height={rowHeight} />
          <text class="row-name" x="0" y={index * rowHeight + 14}>
            {key}
          </text>
          <rect class="bar" x="0" y={index * rowHeight + 19} width={long(count)} height="13" />
          <text class="value" x={long(count) + 6} y={index * rowHeight + 30}>
            {count}
          </text>
        </g>
      ))}
    </svg>
  )
}

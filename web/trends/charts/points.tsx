/** Points along the quarters, with intervals, gaps that keep their place, lines that never cross one, and markers. */
import { scalePoint } from 'd3-scale'
import { area, line, symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { quarterLabel } from '../../kit/own-quarter.ts'
import type { Drawing } from './chart.tsx'
import { fillOf, GapPattern } from './patterns.tsx'
import { useMarks } from './rove.ts'

export interface Plotted {
  readonly quarter: string
  /** Null is a gap. */
  readonly value: number | null
  readonly lo: number | null
  readonly hi: number | null
  /** Points of different lines have different shapes and are never joined. */
  readonly line: number
  readonly bound: 'exact' | 'atLeast' | 'atMost'
  /** Stands in the gap. */
  readonly gap: string
  readonly label: string
}

export interface Scale {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
  readonly format: (value: number) => string
  /** Behind the numbers of the axis. */
  readonly unit: string
}

export interface PointsProps {
  readonly drawing: Drawing
  readonly name: string
  readonly points: readonly Plotted[]
  readonly scale: Scale
  readonly width: number
  readonly height: number
  /** A small one among several: fewer words in it. */
  readonly small?: boolean
  readonly markers?: readonly { readonly quarter: string; readonly letter: string }[]
  readonly fit?: {
    readonly from: string
    readonly fromValue: number
    readonly to: string
    readonly toValue: number
  } | null
  readonly limits?: readonly { readonly from: string; readonly to: string; readonly lo: number; readonly hi: number }[]
  readonly reference?: { readonly value: number; readonly label: string } | null
}

const shapes = [symbolCircle, symbolSquare, symbolDiamond, symbolCross] as const

const shapeOf = ({ line: own, bound }: Plotted, size: number): string => {
  const shape = bound === 'exact' ? (shapes[own % shapes.length] ?? symbolCircle) : symbolTriangle
  return symbol(shape, size)() ?? ''
}

/** Neighbours that may be joined: of one line, with nothing missing between them. */
const runsOf = (points: readonly Plotted[]): (readonly Plotted[])[] => {
  const runs: Plotted[][] = []
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    const run = runs.at(-1)
    if (point.value === null) continue
    if (run && before && before.value !== null && before.line === point.line) run.push(point)
    else runs.push([point])
  }
  return runs
}

/** In a small chart the first and the last quarter say where the others are. */
const Ends = ({ points, left, right, y }: { points: readonly Plotted[]; left: number; right: number; y: number }) => {
  const [first, last] = [points[0], points.at(-1)]
  return (
    <>
      {first ? (
        <text class="tick" x={left} y={y}>
          {quarterLabel(first.quarter)}
        </text>
      ) : null}
      {last && last !== first ? (
        <text class="tick end" x={right} y={y}>
          {quarterLabel(last.quarter)}
        </text>
      ) : null}
    </>
  )
}

/** At the first quarter and at each year's own; narrow ones would run into each other. */
const namesYear = (points: readonly Plotted[], index: number, step: number): boolean => {
  const begins = (at: number): boolean => points[at]?.quarter.endsWith('Q1') ?? false
  return begins(index) || (index === 0 && (step >= 52 || !begins(1)))
}

export const Points = (props: PointsProps): JSX.Element => {
  const { drawing, name, points, scale, width, height, small = false } = props
  const { markers = [], fit = null, limits = [], reference = null } = props
  const id = useId()
  const mark = useMarks(points.length, drawing.read)
  const margin = small ? { top: 14, right: 8, bottom: 20, left: 42 } : { top: 26, right: 14, bottom: 38, left: 52 }
  const x = scalePoint(
    points.map(({ quarter }) => quarter),
    [margin.left, width - margin.right],
  ).padding(0.5)
  const step = x.step()
  // What began before the first quarter comes in from the edge.
  const at = (quarter: string): number => x(quarter) ?? margin.left
  const floor = height - margin.bottom
  const y = (value: number): number => floor - ((value - scale.from) / (scale.to - scale.from)) * (floor - margin.top)
  const band = area<Plotted>()
    .x(({ quarter }) => at(quarter))
    .y0(({ lo, value }) => y(lo ?? value ?? 0))
    .y1(({ hi, value }) => y(hi ?? value ?? 0))
  const path = line<Plotted>()
    .x(({ quarter }) => at(quarter))
    .y(({ value }) => y(value ?? 0))
  const runs = runsOf(points)
  const every = Math.max(1, Math.ceil(30 / step))
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={small ? name : undefined}
      aria-labelledby={small ? undefined : drawing.labelledBy}
      aria-describedby={drawing.describedBy}
      data-name={name}
    >
      {points.some(({ value }) => value === null) ? <GapPattern id={id} /> : null}
      <path class="grid" d={scale.ticks.map(tick => `M${margin.left},${y(tick)}H${width - margin.right}`).join('')} />
      {scale.ticks.map(tick => (
        <text key={tick} class="tick end" x={margin.left - 6} y={y(tick) + 4}>
          {`${scale.format(tick)}${scale.unit}`}
        </text>
      ))}
      {reference ? (
        <g>
          <line
            class="reference"
            x1={margin.left}
            x2={width - margin.right}
            y1={y(reference.value)}
            y2={y(reference.value)}
          />
          <text class="tick start halo" x={margin.left + 4} y={y(reference.value) - 5}>
            {reference.label}
          </text>
        </g>
      ) : null}
      {limits.map(({ from, to, lo, hi }) => (
        <g key={from}>
          {[lo, hi].map(value => (
            <line
              key={value}
              class="limit"
              x1={at(from) - step / 2}
              x2={at(to) + step / 2}
              y1={y(value)}
              y2={y(value)}
            />
          ))}
        </g>
      ))}
      {runs.map(run => (
        <g key={run[0]?.quarter}>
          <path class="band" d={band(run.filter(({ lo, hi }) => lo !== null && hi !== null)) ?? ''} />
          <path class="line" d={path(run) ?? ''} />
        </g>
      ))}
      {fit ? <line class="fit" x1={at(fit.from)} y1={y(fit.fromValue)} x2={at(fit.to)} y2={y(fit.toValue)} /> : null}
      {markers.map(({ quarter, letter }) => (
        <g key={letter}>
          <line class="marker" x1={at(quarter) - step / 2} x2={at(quarter) - step / 2} y1={margin.top - 6} y2={floor} />
          <text class="marker-letter" x={at(quarter) - step / 2} y={margin.top - 10}>
            {letter}
          </text>
        </g>
      ))}
      {small ? <Ends points={points} left={margin.left} right={width - margin.right} y={floor + 15} /> : null}
      {points.map((point, index) => {
        const { quarter, value, lo, hi } = point
        const centre = at(quarter)
        return (
          <g key={quarter} class="mark" data-mark {...mark(index, point.label)}>
            <rect data-hit class="hit" x={centre - step / 2} y={margin.top} width={step} height={floor - margin.top} />
            {value === null ? (
              <>
                <rect
                  class="gap"
                  x={centre - step * 0.3}
                  y={margin.top}
                  width={step * 0.6}
                  height={floor - margin.top}
                  fill={fillOf(id, 'gap')}
                />
                {small ? null : (
                  <text
                    class="gap-word halo"
                    transform={`translate(${centre + 4} ${(margin.top + floor) / 2}) rotate(-90)`}
                  >
                    {point.gap}
                  </text>
                )}
              </>
            ) : (
              <>
                {lo === null || hi === null ? null : (
                  <line class="whisker" x1={centre} x2={centre} y1={y(lo)} y2={y(hi)} />
                )}
                <path
                  class="dot-mark"
                  d={shapeOf(point, small ? 30 : 64)}
                  transform={`translate(${centre} ${y(value)})`}
                />
                {small || step < 34 ? null : (
                  <text
                    class={`value halo${centre > width - 44 ? ' end' : ''}`}
                    x={centre > width - 44 ? centre + 8 : centre + 9}
                    y={centre > width - 44 ? y(hi ?? value) - 9 : y(value) - 7}
                  >
                    {scale.format(value)}
                  </text>
                )}
              </>
            )}
            {!small && index % every === 0 ? (
              <text class="tick middle" x={centre} y={floor + 15}>
                {quarter.slice(5)}
              </text>
            ) : null}
            {small || !namesYear(points, index, step) ? null : (
              <text class="tick middle strong" x={centre} y={floor + 31}>
                {quarterLabel(quarter).slice(3)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

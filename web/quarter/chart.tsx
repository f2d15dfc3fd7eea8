/** A share over the quarters with its interval, small enough for a card; its figures stand in a table under it. */
import type { JSX } from 'preact'
import type { Dot } from '../../functions/domain/trends/three.ts'
import { quarterLabel } from '../kit/own-quarter.ts'
import { words } from './words/en.ts'

const [width, height] = [300, 150]
const [left, right, top, bottom] = [26, 274, 26, 118]
const edge = 22

/** The band needs an interval, and a line two figures. */
export const Spark = ({ dots, label }: { readonly dots: readonly Dot[]; readonly label: string }): JSX.Element => {
  const x = (index: number): number =>
    dots.length < 2 ? (left + right) / 2 : left + ((right - left) * index) / (dots.length - 1)
  const y = (share: number): number => bottom - (bottom - top) * share
  const at = (index: number, share: number): string => `${x(index).toFixed(1)},${y(share).toFixed(1)}`
  const upper = dots.map(({ hi, value }, index) => at(index, hi ?? value))
  const lower = dots.map(({ lo, value }, index) => at(index, lo ?? value)).toReversed()
  // The names of quarters are wider than what lies beside the first and the last dot.
  const [ends, anchors] = dots.length === 1 ? [[x(0)], ['middle']] : [[left - edge], ['start']]
  const isNamed = (index: number): boolean => index === 0 || index === dots.length - 1
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line class="axis" x1="4" x2={width - 4} y1={bottom} y2={bottom} />
      {dots.length > 1 ? <polygon class="band" points={[...upper, ...lower].join(' ')} /> : null}
      {dots.length > 1 ? (
        <polyline class="line" points={dots.map(({ value }, index) => at(index, value)).join(' ')} />
      ) : null}
      {dots.map(({ quarter, value, lo, hi }, index) => (
        <g key={quarter}>
          {dots.length === 1 && lo !== null && hi !== null ? (
            <line class="line" x1={x(index)} x2={x(index)} y1={y(lo)} y2={y(hi)} />
          ) : null}
          <circle class="dot" cx={x(index)} cy={y(value)} r="5" />
          {isNamed(index) ? (
            <>
              <text class="strong" x={x(index)} y={Math.max(14, y(hi ?? value) - 8)} text-anchor="middle">
                {words.percent(value)}
              </text>
              <text x={ends[index] ?? right + edge} y={bottom + 22} text-anchor={anchors[index] ?? 'end'}>
                {quarterLabel(quarter)}
              </text>
            </>
          ) : null}
        </g>
      ))}
    </svg>
  )
}

interface FiguresProps {
  readonly dots: readonly Dot[]
  readonly label: string
  readonly share: string
  readonly of: string
}

export const FiguresTable = ({ dots, label, share, of }: FiguresProps): JSX.Element => (
  <details class="figures">
    <summary>{words.figures}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
    <div class="wide" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.quarter}</th>
            <th scope="col">{share}</th>
            <th scope="col">{words.columns.interval}</th>
            <th scope="col">{of}</th>
          </tr>
        </thead>
        <tbody>
          {dots.map(dot => (
            <tr key={dot.quarter}>
              <th scope="row">{quarterLabel(dot.quarter)}</th>
              <td>{words.percent(dot.value)}</td>
              <td>{dot.lo === null || dot.hi === null ? '–' : words.interval(dot.lo, dot.hi)}</td>
              <td>{words.of(dot.of, dot.among)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)

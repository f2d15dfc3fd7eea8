/** Generalisability against cost: upper left is where little effort spares most. */
import { scaleLinear } from 'd3-scale'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import {
  type Counterfactual,
  isLeveragePoint,
  leastGeneralisability,
  mostCost,
} from '../../../functions/domain/counterfactual.ts'
import { words } from '../words/en.ts'

const text = words.portfolio

const width = 480
const height = 400
const edge = { left: 56, right: 16, top: 16, bottom: 48 } as const
const grades = [1, 2, 3, 4, 5] as const
const x = scaleLinear([0.5, 5.5], [edge.left, width - edge.right])
const y = scaleLinear([0.5, 5.5], [height - edge.bottom, edge.top])

interface Placed {
  readonly condition: Counterfactual
  readonly generalisability: number
  readonly cost: number
  /** Those of the same ratings stand beside each other. */
  readonly at: { readonly x: number; readonly y: number }
}

const perRow = 4
const step = 34

/** In the order of the keyboard: generalisable first, then cheap. */
export const placed = (conditions: readonly Counterfactual[]): Placed[] => {
  const rated = conditions.flatMap(condition => {
    const { generalisability, cost } = condition
    return generalisability === null || cost === null ? [] : [{ condition, generalisability, cost }]
  })
  const cells = Map.groupBy(rated, ({ generalisability, cost }) => `${generalisability} ${cost}`)
  return [...cells.values()]
    .flatMap(cell =>
      cell.map((one, index) => {
        const row = Math.floor(index / perRow)
        const inRow = Math.min(perRow, cell.length - row * perRow)
        const dx = ((index % perRow) - (inRow - 1) / 2) * step
        const dy = (row - (Math.ceil(cell.length / perRow) - 1) / 2) * step
        return { ...one, at: { x: x(one.cost) + dx, y: y(one.generalisability) + dy } }
      }),
    )
    .toSorted((a, b) => b.generalisability - a.generalisability || a.cost - b.cost)
}

interface Props {
  readonly conditions: readonly Counterfactual[]
  readonly chosen: string | null
  readonly choose: (id: string) => void
}

/** Shapes tell leverage points from others, numbers tell one from the next: nothing hangs on colour. */
export const Plot = ({ conditions, chosen, choose }: Props): JSX.Element => {
  const points = placed(conditions)
  const group = useRef<SVGGElement>(null)
  const focusAt = (index: number): void => {
    const all = group.current?.querySelectorAll<SVGGElement>('[role="button"]') ?? []
    all[(index + all.length) % all.length]?.focus()
  }
  const keys = (event: KeyboardEvent, index: number, id: string): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
    const moved = steps[event.key]
    if (moved !== undefined) focusAt(index + moved)
    else if (event.key === 'Enter' || event.key === ' ') choose(id)
    else return
    event.preventDefault()
  }
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={text.plot}>
      <rect
        class="leverage-area"
        x={x(0.5)}
        y={y(5.5)}
        width={x(mostCost + 0.5) - x(0.5)}
        height={y(leastGeneralisability - 0.5) - y(5.5)}
      />
      <text class="area-name" x={x(0.5) + 10} y={y(leastGeneralisability - 0.5) - 8}>
        {text.area}
      </text>
      <g aria-hidden="true">
        {grades.map(grade => (
          <g key={grade}>
            <line class="grid" x1={x(grade)} x2={x(grade)} y1={y(0.5)} y2={y(5.5)} />
            <line class="grid" x1={x(0.5)} x2={x(5.5)} y1={y(grade)} y2={y(grade)} />
            <text class="tick" x={x(grade)} y={y(0.5) + 18} text-anchor="middle">
              {grade}
            </text>
            <text class="tick" x={x(0.5) - 10} y={y(grade) + 4} text-anchor="end">
              {grade}
            </text>
          </g>
        ))}
        <text class="axis" x={(x(0.5) + x(5.5)) / 2} y={height - 8} text-anchor="middle">
          {text.cost} →
        </text>
        <text class="axis" transform={`translate(14 ${(y(0.5) + y(5.5)) / 2}) rotate(-90)`} text-anchor="middle">
          {text.generalisability} →
        </text>
      </g>
      <g ref={group}>
        {points.map(({ condition, generalisability, cost, at }, index) => {
          const leverage = isLeveragePoint(condition)
          return (
            // biome-ignore lint/a11y/useSemanticElements: an SVG has no button of its own.
            <g
              key={condition.id}
              class={`point ${leverage ? 'leverage' : ''} ${chosen === condition.id ? 'chosen' : ''}`}
              role="button"
              tabindex={index === 0 ? 0 : -1}
              aria-pressed={chosen === condition.id}
              aria-label={text.point(index + 1, condition.text, generalisability, cost, leverage)}
              transform={`translate(${at.x} ${at.y})`}
              onClick={() => choose(condition.id)}
              onKeyDown={event => keys(event, index, condition.id)}
            >
              <title>{condition.text}</title>
              {leverage ? <rect x={-12} y={-12} width={24} height={24} transform="rotate(45)" /> : <circle r={14} />}
              <text y={5} text-anchor="middle" aria-hidden="true">
                {index + 1}
              </text>
            </g>
          )
        })}
      </g>
    </svg>
  )
}

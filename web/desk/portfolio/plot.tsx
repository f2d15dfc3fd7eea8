/** Generalisability against cost: upper left is where little effort spares most. */
import { scaleLinear } from 'd3-scale'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { leastGeneralisability, mostCost } from '../../../functions/domain/condition/condition.ts'
import { words } from '../words/en.ts'
import type { Mark } from './marks.ts'

const text = words.portfolio

const width = 480
const height = 420
const edge = { left: 62, right: 16, top: 36, bottom: 48 } as const
const grades = [1, 2, 3, 4, 5] as const
const x = scaleLinear([0.5, 5.5], [edge.left, width - edge.right])
const y = scaleLinear([0.5, 5.5], [height - edge.bottom, edge.top])

/** Between the middles of two marks of one cell; a diamond is 31 wide. */
const step = 33

interface Props {
  readonly marks: readonly Mark[]
  /** Conditions that were chosen last. */
  readonly chosen: readonly string[]
  readonly choose: (ids: readonly string[]) => void
}

const labelOf = ({ conditions, number, generalisability, cost, leverage }: Mark): string => {
  const [first, second] = conditions
  const where = text.ratings(generalisability, cost, leverage)
  return first && !second
    ? text.point(number, first.text, where)
    : text.points(number, number + conditions.length - 1, where)
}

/** Shapes tell leverage points from others, numbers tell one from the next: nothing hangs on colour. */
export const Plot = ({ marks, chosen, choose }: Props): JSX.Element => {
  const group = useRef<SVGGElement>(null)
  const focusAt = (index: number): void => {
    const all = group.current?.querySelectorAll<SVGGElement>('[role="button"]') ?? []
    all[(index + all.length) % all.length]?.focus()
  }
  const keys = (event: KeyboardEvent, index: number, ids: readonly string[]): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
    const moved = steps[event.key]
    if (moved !== undefined) focusAt(index + moved)
    else if (event.key === 'Enter' || event.key === ' ') choose(ids)
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
      <text class="area-name" x={x(0.5)} y={y(5.5) - 10}>
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
        <text class="axis" transform={`translate(19 ${(y(0.5) + y(5.5)) / 2}) rotate(-90)`} text-anchor="middle">
          {text.generalisability} →
        </text>
      </g>
      <g ref={group}>
        {marks.map((mark, index) => {
          const ids = mark.conditions.map(({ id }) => id)
          const several = ids.length > 1
          const isChosen = ids.some(id => chosen.includes(id))
          const [at, half] = [
            `translate(${x(mark.cost) + mark.column * step} ${y(mark.generalisability) + mark.row * step})`,
            several ? 14 : 11,
          ]
          return (
            // biome-ignore lint/a11y/useSemanticElements: an SVG has no button of its own.
            <g
              key={ids[0]}
              class={`point ${mark.leverage ? 'leverage' : ''} ${isChosen ? 'chosen' : ''}`}
              role="button"
              tabindex={index === 0 ? 0 : -1}
              aria-pressed={isChosen}
              aria-label={labelOf(mark)}
              transform={at}
              onClick={() => choose(ids)}
              onKeyDown={event => keys(event, index, ids)}
            >
              <title>{mark.conditions.map(condition => condition.text).join('\n')}</title>
              {mark.leverage ? (
                <rect x={-half} y={-half} width={half * 2} height={half * 2} transform="rotate(45)" />
              ) : (
                <circle r={half + 3} />
              )}
              <text y={5} text-anchor="middle" aria-hidden="true">
                {several ? `×${ids.length}` : mark.number}
              </text>
            </g>
          )
        })}
      </g>
    </svg>
  )
}

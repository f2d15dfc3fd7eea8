/** Answers to each question: unfavourable to the left of the middle, favourable to the right, neutral across it. */
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import type { Drawing } from './chart.tsx'
import { fillOf, Patterns } from './patterns.tsx'
import { useMarks } from './rove.ts'

export interface Row {
  readonly key: string
  readonly question: string
  readonly label: string
  /** Answers for each step, worst first; null where they are not shown. */
  readonly steps: readonly number[] | null
  /** How many steps at the lower end are unfavourable, and at the upper favourable. */
  readonly unfavourable: number
  readonly favourable: number
  /** Stands in place of bars that are not shown. */
  readonly instead: string
}

const lineHeight = 17
const barHeight = 22
const gap = 18
/** About, of the page's font at 13 pixels. */
const letter = 6.5
const side = 46

/** Lines of at most so many letters, broken between words. */
export const wrapped = (text: string, letters: number): string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

interface Segment {
  readonly left: number
  readonly share: number
  readonly kind: 'low' | 'middle' | 'high'
  /** Of the outermost step. */
  readonly end: boolean
}

const segmentsOf = ({ steps, unfavourable, favourable }: Row & { steps: readonly number[] }): Segment[] => {
  const n = total(steps)
  const middle = steps.slice(unfavourable, steps.length - favourable)
  let left = -(total(steps.slice(0, unfavourable)) + total(middle) / 2) / n
  return steps.map((count, step) => {
    const share = count / n
    const kind = step < unfavourable ? 'low' : step >= steps.length - favourable ? 'high' : 'middle'
    const segment = { left, share, kind, end: step === 0 || step === steps.length - 1 } as const
    left += share
    return segment
  })
}

const isShown = (row: Row): row is Row & { steps: readonly number[] } => row.steps !== null && total(row.steps) > 0

/** Where the middle lies, and how long a bar is, so that the longest on either side just fit. */
const measured = (rows: readonly Row[], width: number): { centre: number; unit: number } => {
  const ends = rows.filter(isShown).map(row => {
    const { left = 0 } = segmentsOf(row)[0] ?? {}
    return { left: -left, right: 1 + left }
  })
  const [left, right] = [Math.max(0.1, ...ends.map(end => end.left)), Math.max(0.1, ...ends.map(end => end.right))]
  const unit = (width - 2 * side) / (left + right)
  return { centre: side + left * unit, unit }
}

export interface DivergingProps {
  readonly drawing: Drawing
  readonly name: string
  readonly rows: readonly Row[]
  readonly width: number
}

export const Diverging = ({ drawing, name, rows, width }: DivergingProps): JSX.Element => {
  const id = useId()
  const mark = useMarks(rows.length, drawing.read)
  const { centre, unit } = measured(rows, width)
  const placed: { row: Row; lines: string[]; top: number }[] = []
  let height = 0
  for (const row of rows) {
    const lines = wrapped(row.question, Math.floor(width / letter))
    placed.push({ row, lines, top: height })
    height += lines.length * lineHeight + barHeight + gap
  }
  const fill = ({ kind, end }: Segment): string | undefined => {
    if (kind === 'low') return fillOf(id, end ? 'dense' : 'stripes')
    return kind === 'middle' ? fillOf(id, 'dots') : undefined
  }
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${width} ${Math.max(1, height)}`}
      role="group"
      aria-labelledby={drawing.labelledBy}
      aria-describedby={drawing.describedBy}
      data-name={name}
    >
      <Patterns id={id} />
      {placed.map(({ row, lines, top }, index) => {
        const barTop = top + lines.length * lineHeight + 2
        return (
          <g key={row.key} class="mark" data-mark {...mark(index, row.label)}>
            <rect data-hit class="hit" x="0" y={top} width={width} height={barTop + barHeight - top} />
            {lines.map((words, line) => (
              <text key={words} class="row-name" x="0" y={top + 13 + line * lineHeight}>
                {words}
              </text>
            ))}
            {!isShown(row) ? (
              <>
                <rect
                  class="gap"
                  x={side}
                  y={barTop}
                  width={width - 2 * side}
                  height={barHeight}
                  fill={fillOf(id, 'gap')}
                />
                <text class="gap-word halo middle" x={width / 2} y={barTop + 15}>
                  {row.instead}
                </text>
              </>
            ) : (
              <Segments row={row} centre={centre} unit={unit} top={barTop} fill={fill} />
            )}
          </g>
        )
      })}
    </svg>
  )
}

interface SegmentsProps {
  readonly row: Row & { readonly steps: readonly number[] }
  readonly centre: number
  /** Pixels that all answers take. */
  readonly unit: number
  readonly top: number
  readonly fill: (segment: Segment) => string | undefined
}

const Segments = ({ row, centre, unit, top, fill }: SegmentsProps): JSX.Element => {
  const segments = segmentsOf(row)
  const n = total(row.steps)
  const [first, last] = [segments[0], segments.at(-1)]
  return (
    <>
      {segments.map((segment, step) =>
        segment.share > 0 ? (
          <rect
            key={step}
            class={`segment ${segment.kind}${segment.end ? ' outer' : ''}`}
            x={centre + segment.left * unit}
            y={top}
            width={segment.share * unit}
            height={barHeight}
            fill={fill(segment)}
          />
        ) : null,
      )}
      <line class="middle-line" x1={centre} x2={centre} y1={top - 3} y2={top + barHeight + 3} />
      <text class="value end" x={centre + (first?.left ?? 0) * unit - 6} y={top + 15}>
        {percent(total(row.steps.slice(0, row.unfavourable)), n)}
      </text>
      <text class="value" x={centre + ((last?.left ?? 0) + (last?.share ?? 0)) * unit + 6} y={top + 15}>
        {percent(total(row.steps.slice(row.steps.length - row.favourable)), n)}
      </text>
    </>
  )
}

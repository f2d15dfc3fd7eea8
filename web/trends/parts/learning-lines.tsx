/** What moves from quarter to quarter: recurrence, closure, who speaks. */
import type { JSX } from 'preact'
import type { LearningQuarter } from '../../../functions/domain/trends/schema.ts'
import { Chart } from '../charts/chart.tsx'
import { type Plotted, Points } from '../charts/points.tsx'
import { quarterLabel } from '../quarter.ts'
import { words } from '../words/en.ts'
import { shareScale, upTo } from './scales.ts'

interface LinesProps {
  readonly quarters: readonly LearningQuarter[]
  readonly width: number
}

const height = 230

const plot = (quarter: string, value: number | null, lo: number | null, hi: number | null, reads: string): Plotted => ({
  quarter,
  value,
  lo,
  hi,
  line: 0,
  bound: 'exact',
  gap: words.chart.noFigure,
  label: `${quarterLabel(quarter)}: ${reads}.`,
})

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 1000)

export const RecurrenceChart = ({ quarters, width }: LinesProps): JSX.Element => {
  const text = words.recurrence
  return (
    <Chart
      title={text.title}
      description={text.describe}
      name="murmur-recurrence"
      table={{
        columns: text.columns,
        rows: quarters.map(({ quarter, to, recurrence: own }) => [
          quarterLabel(quarter),
          own.from,
          to,
          own.recurring,
          own.total,
          rounded(own.rate),
          rounded(own.lo),
          rounded(own.hi),
          own.classified,
          rounded(own.amongClassified),
        ]),
      }}
      meaning={text.meaning}
    >
      {drawing => (
        <Points
          drawing={drawing}
          name={text.title}
          points={quarters.map(({ quarter, recurrence: { rate, lo, hi, recurring, total } }) =>
            plot(quarter, rate, lo, hi, text.reads(recurring, total, rate, lo, hi)),
          )}
          scale={shareScale}
          width={width}
          height={height}
        />
      )}
    </Chart>
  )
}

export const ClosureChart = ({ quarters, width }: LinesProps): JSX.Element => {
  const text = words.closure
  return (
    <Chart
      title={text.title}
      description={text.describe}
      name="murmur-closure"
      table={{
        columns: text.columns,
        rows: quarters.map(({ quarter, closure: own, systemic }) => [
          quarterLabel(quarter),
          own.completed,
          own.opened,
          rounded(own.velocity),
          own.deprioritised,
          systemic.systemic,
        ]),
      }}
      meaning={text.meaning}
    >
      {drawing => (
        <Points
          drawing={drawing}
          name={text.title}
          points={quarters.map(({ quarter, closure: { velocity, completed, opened } }) =>
            plot(quarter, velocity, null, null, text.reads(completed, opened, velocity)),
          )}
          scale={upTo(Math.max(...quarters.map(({ closure }) => closure.velocity ?? 0)))}
          reference={{ value: 1, label: text.even }}
          width={width}
          height={height}
        />
      )}
    </Chart>
  )
}

export const SpeakingChart = ({ quarters, width }: LinesProps): JSX.Element => {
  const text = words.speaking
  return (
    <Chart
      title={text.title}
      description={text.describe}
      name="murmur-participation"
      table={{
        columns: text.columns,
        rows: quarters.map(({ quarter, participation: own }) => [
          quarterLabel(quarter),
          own.meetings,
          own.attendees,
          own.speakers,
          rounded(own.ratio),
          rounded(own.lo),
          rounded(own.hi),
          rounded(own.gini),
        ]),
      }}
      meaning={text.meaning}
    >
      {drawing => (
        <Points
          drawing={drawing}
          name={text.title}
          points={quarters.map(({ quarter, participation: { ratio, lo, hi, speakers, attendees, meetings } }) =>
            plot(quarter, ratio, lo, hi, text.reads(speakers, attendees, meetings, ratio, lo, hi)),
          )}
          scale={shareScale}
          width={width}
          height={height}
        />
      )}
    </Chart>
  )
}

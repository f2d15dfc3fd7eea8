/** What moves from quarter to quarter: recurrence, closure, who speaks. */
import type { ComponentProps, JSX } from 'preact'
import type { LearningQuarter } from './shown.ts'
import { Chart } from '../charts/chart.tsx'
import { type Plotted, Points } from '../charts/points.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
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
  label: `${quarterLabel(quarter)}: ${reads}`,
})

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 1000)

interface Words {
  readonly title: string
  readonly describe: string
  readonly columns: readonly string[]
  readonly meaning: readonly string[]
}

interface LineProps extends Pick<ComponentProps<typeof Points>, 'points' | 'scale' | 'reference'> {
  readonly text: Words
  readonly name: string
  readonly rows: ComponentProps<typeof Chart>['table']['rows']
  readonly width: number
}

const LineChart = ({ text, name, rows, width, ...points }: LineProps): JSX.Element => (
  <Chart
    title={text.title}
    description={text.describe}
    name={name}
    table={{ columns: text.columns, rows }}
    meaning={text.meaning}
  >
    {drawing => <Points drawing={drawing} name={text.title} width={width} height={height} {...points} />}
  </Chart>
)

export const RecurrenceChart = ({
  quarters,
  latest,
  width,
}: LinesProps & { readonly latest: LearningQuarter['recurrence'] }): JSX.Element => (
  <LineChart
    text={{
      ...words.recurrence,
      describe: latest.sentence,
      meaning: words.recurrence.meaning(latest),
    }}
    name="murmur-recurrence"
    width={width}
    scale={shareScale}
    points={quarters.map(({ quarter, recurrence: own }) => plot(quarter, own.rate, own.lo, own.hi, own.sentence))}
    rows={quarters.map(({ quarter, to, recurrence: own }) => [
      quarterLabel(quarter),
      own.from,
      to,
      own.recurring,
      own.classified,
      own.total,
      rounded(own.rate),
      rounded(own.lo),
      rounded(own.hi),
    ])}
  />
)

export const ClosureChart = ({ quarters, width }: LinesProps): JSX.Element => (
  <LineChart
    text={words.closure}
    name="murmur-closure"
    width={width}
    scale={upTo(Math.max(...quarters.map(({ closure }) => closure.velocity ?? 0)))}
    reference={{ value: 1, label: words.closure.even }}
    points={quarters.map(({ quarter, closure: { velocity, completed, opened } }) =>
      plot(quarter, velocity, null, null, `${words.closure.reads(completed, opened, velocity)}.`),
    )}
    rows={quarters.map(({ quarter, closure: own, systemic }) => [
      quarterLabel(quarter),
      own.completed,
      own.opened,
      rounded(own.velocity),
      own.deprioritised,
      systemic.systemic,
    ])}
  />
)

export const SpeakingChart = ({ quarters, width }: LinesProps): JSX.Element => (
  <LineChart
    text={words.speaking}
    name="murmur-participation"
    width={width}
    scale={shareScale}
    points={quarters.map(({ quarter, participation: { ratio, lo, hi, speakers, attendees, meetings } }) =>
      plot(quarter, ratio, lo, hi, `${words.speaking.reads(speakers, attendees, meetings, ratio, lo, hi)}.`),
    )}
    rows={quarters.map(({ quarter, participation: own }) => [
      quarterLabel(quarter),
      own.meetings,
      own.attendees,
      own.speakers,
      rounded(own.ratio),
      rounded(own.lo),
      rounded(own.hi),
      rounded(own.gini),
    ])}
  />
)

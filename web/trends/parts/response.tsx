/** How many of those invited answered. */
import type { JSX } from 'preact'
import type { Trends } from './shown.ts'
import { Chart } from '../charts/chart.tsx'
import { Points } from '../charts/points.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { words } from '../words/en.ts'
import { shareScale } from './scales.ts'

const text = words.response

export const ResponseChart = ({ quarters, width }: { quarters: Trends['quarters']; width: number }): JSX.Element => {
  const shares = quarters.map(({ invited, answered }) => (invited && answered !== null ? answered / invited : null))
  return (
    <Chart
      title={text.title}
      description={text.describe}
      name="murmur-response"
      table={{
        columns: text.columns,
        rows: quarters.map(({ quarter, answered, invited }, index) => {
          const share = shares[index] ?? null
          return [quarterLabel(quarter), answered, invited, share === null ? null : words.percent(share)]
        }),
      }}
      meaning={text.meaning}
    >
      {drawing => (
        <Points
          drawing={drawing}
          name={text.title}
          points={quarters.map(({ quarter, state, response }, index) => ({
            quarter,
            value: shares[index] ?? null,
            lo: null,
            hi: null,
            line: 0,
            bound: 'exact',
            gap: state === 'none' ? words.chart.noPulse : words.chart.notShown,
            label: `${quarterLabel(quarter)}: ${response}`,
          }))}
          scale={shareScale}
          width={width}
          height={230}
        />
      )}
    </Chart>
  )
}

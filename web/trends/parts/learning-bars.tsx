/** What stands in one quarter: ages of open actions, incidents by service and by hour. */
import type { JSX } from 'preact'
import type { LearningQuarter } from './shown.ts'
import { Columns, Rows } from '../charts/bars.tsx'
import { Chart } from '../charts/chart.tsx'
import { quarterLabel } from '../../kit/own-quarter.ts'
import { words } from '../words/en.ts'

interface BarsProps {
  readonly quarter: LearningQuarter
  readonly width: number
}

export const AgesChart = ({ quarter: { quarter, ages }, width }: BarsProps): JSX.Element => {
  const text = words.ages
  const title = text.title(quarterLabel(quarter))
  const bars = ages.bands.map(({ from, to, count }) => {
    const band = text.band(from, to)
    return { key: band, count, label: `${text.reads(count, band)}.` }
  })
  const { p50, p75, p90, still } = ages
  const percentiles = p50 === null || p75 === null || p90 === null ? '' : text.percentiles(p50, p75, p90, still)
  return (
    <Chart
      title={title}
      description={`${text.describe(ages.over, ages.open)} ${percentiles}`}
      name={`murmur-action-ages-${quarter}`}
      table={{ columns: text.columns, rows: bars.map(({ key, count }) => [key, count]) }}
      meaning={text.meaning}
      nothing={ages.open === 0}
    >
      {drawing => (
        <Columns
          drawing={drawing}
          name={title}
          bars={bars}
          width={width}
          axis={text.axis}
          divider={{ before: ages.bands.findIndex(({ from }) => from > 90), label: text.line }}
        />
      )}
    </Chart>
  )
}

export const ServicesChart = ({ quarter: { quarter, incidents }, width }: BarsProps): JSX.Element => {
  const text = words.services
  const { names } = incidents.services
  const title = text.title(quarterLabel(quarter))
  const bars = names.map(({ name, count }) => ({ key: name, count, label: `${text.reads(name, count)}.` }))
  return (
    <Chart
      title={title}
      description={incidents.servicesSentence}
      name={`murmur-services-${quarter}`}
      table={{ columns: text.columns, rows: names.map(({ name, count }) => [name, count]) }}
      meaning={text.meaning}
      nothing={names.length === 0}
    >
      {drawing => <Rows drawing={drawing} name={title} bars={bars.slice(0, 20)} width={width} />}
    </Chart>
  )
}

export const HoursChart = ({ quarter: { quarter, incidents }, width }: BarsProps): JSX.Element => {
  const text = words.hours
  const title = text.title(quarterLabel(quarter))
  return (
    <Chart
      title={title}
      description={incidents.hoursSentence}
      name={`murmur-hours-${quarter}`}
      table={{
        columns: text.columns,
        rows: incidents.hours.map((count, hour) => [`${String(hour).padStart(2, '0')}:00`, count]),
      }}
      meaning={text.meaning}
      nothing={!incidents.hoursTold}
    >
      {drawing => (
        <Columns
          drawing={drawing}
          name={title}
          bars={incidents.hours.map((count, hour) => ({
            key: String(hour),
            count,
            label: `${text.reads(hour, count)}.`,
          }))}
          width={width}
          axis={text.axis}
        />
      )}
    </Chart>
  )
}

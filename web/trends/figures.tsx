/** Everything there is to see: headlines, charts of the pulse, charts of the learning loop. */
import type { ComponentProps, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { signedIn, isFacilitator } from '../kit/session/session.ts'
import type { LearningQuarter, Trends } from './parts/shown.ts'
import { Choice } from './parts/choice.tsx'
import { useColumnWidth } from './charts/width.ts'
import { GroupCharts } from './parts/groups.tsx'
import { ItemChart } from './parts/items.tsx'
import { AgesChart, HoursChart, ServicesChart } from './parts/learning-bars.tsx'
import { ClosureChart, RecurrenceChart, SpeakingChart } from './parts/learning-lines.tsx'
import { ResponseChart } from './parts/response.tsx'
import { TrendChart } from './parts/trend.tsx'
import { kept } from '../kit/kept.ts'
import { quarterLabel } from '../kit/own-quarter.ts'
import { words } from './words/en.ts'

const Headlines = ({
  quarters,
  trend,
}: {
  quarters: Trends['quarters']
  trend: string | undefined
}): JSX.Element | null => {
  const latest = quarters.at(-1)
  if (!latest) return null
  return (
    <section class="card headline" aria-labelledby="latest">
      <h2 id="latest">{words.headline.latest(quarterLabel(latest.quarter))}</h2>
      <p class="headline-sentence">{kept(latest.headline)}</p>
      {trend ? <p>{kept(trend)}</p> : null}
      {latest.groups ? <p>{latest.groups}</p> : null}
      {quarters.length > 1 ? (
        <details class="earlier">
          <summary>{words.headline.earlier}</summary>
          <dl>
            {quarters
              .slice(0, -1)
              .toReversed()
              .map(({ quarter, headline }) => (
                <div key={quarter}>
                  <dt>{quarterLabel(quarter)}</dt>
                  <dd>{kept(headline)}</dd>
                </div>
              ))}
          </dl>
        </details>
      ) : null}
    </section>
  )
}

const Moved = ({ moved }: Pick<Trends, 'moved'>): JSX.Element | null =>
  moved.length === 0 ? null : (
    <section class="card" aria-labelledby="moved">
      <h2 id="moved">{words.moved}</h2>
      <ul>
        {moved.map(sentence => (
          <li key={sentence}>{kept(sentence)}</li>
        ))}
      </ul>
    </section>
  )

type QuartersProps = Omit<ComponentProps<typeof Choice>, 'label' | 'options'> & { readonly quarters: readonly string[] }

const Quarters = ({ quarters, ...choice }: QuartersProps): JSX.Element | null =>
  quarters.length < 2 ? null : (
    <Choice
      label={words.filter.quarter}
      options={quarters.toReversed().map(quarter => [quarter, quarterLabel(quarter)])}
      {...choice}
    />
  )

interface PulseChartsProps {
  readonly trends: Trends
  readonly width: number
  readonly more: () => void
}

const PulseCharts = ({ trends, width, more }: PulseChartsProps): JSX.Element => {
  const held = trends.quarters.filter(({ state }) => state !== 'none').map(({ quarter }) => quarter)
  const [chosen, choose] = useState<string | null>(null)
  const [latest = ''] = held.slice(-1)
  const value = held.find(each => each === chosen) ?? latest
  // The answers of an earlier one may be on their way.
  const quarter = trends.earlier === undefined ? value : latest
  return (
    <section class="charts" aria-labelledby="pulse">
      <h2 id="pulse">{words.sections.pulse}</h2>
      <TrendChart trends={trends} width={width} more={more} />
      <ItemChart
        series={trends.series}
        quarter={quarter}
        width={width}
        tools={
          <Quarters
            quarters={held}
            value={quarter}
            loads={quarter !== value}
            choose={each => {
              choose(each)
              more()
            }}
          />
        }
      />
      <GroupCharts trends={trends} width={width} />
      <ResponseChart quarters={trends.quarters} width={width} />
    </section>
  )
}

const LearningCharts = ({ learning, third }: { learning: readonly LearningQuarter[]; third: number }): JSX.Element => {
  const [chosen, choose] = useState<string | null>(null)
  const latest = learning.at(-1)
  const quarter = learning.find(each => each.quarter === chosen) ?? latest
  return (
    <section class="charts" aria-labelledby="learning">
      <h2 id="learning">{words.sections.learning}</h2>
      <p class="quiet">{quarter ? words.sections.learningLead : words.sections.noLearning}</p>
      {quarter && latest ? (
        <>
          <div class="thirds">
            <RecurrenceChart quarters={learning} latest={latest.recurrence} width={third} />
            <ClosureChart quarters={learning} width={third} />
            <SpeakingChart quarters={learning} width={third} />
          </div>
          {learning.map(({ edition }) => edition && <p key={edition}>{edition}</p>)}
          <Quarters quarters={learning.map(each => each.quarter)} value={quarter.quarter} choose={choose} />
          <div class="thirds">
            <AgesChart quarter={quarter} width={third} />
            <ServicesChart quarter={quarter} width={third} />
            <HoursChart quarter={quarter} width={third} />
          </div>
        </>
      ) : null}
    </section>
  )
}

const mayOpenDesk = (): boolean => {
  const who = signedIn()
  return who.state !== 'signed-out' && isFacilitator(who.session)
}

const Empty = (): JSX.Element => (
  <section class="teaching card">
    <h2>{words.empty.title}</h2>
    <p>{words.empty.lead}</p>
    <ol class="steps">
      {words.empty.steps.map(step => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    {mayOpenDesk() ? (
      <p>
        <a class="button" href="/desk/">
          {words.empty.desk}
        </a>
      </p>
    ) : (
      <p>{words.empty.ask}</p>
    )}
  </section>
)

export const Figures = ({ trends, more }: { trends: Trends; more: () => void }): JSX.Element => {
  const { width, third } = useColumnWidth()
  const trend = trends.series[0]?.trends.at(-1)?.sentence
  return (
    <>
      {trends.quarters.length === 0 ? (
        <Empty />
      ) : (
        <>
          <Headlines quarters={trends.quarters} trend={trend} />
          <Moved moved={trends.moved} />
          <PulseCharts trends={trends} width={width} more={more} />
        </>
      )}
      <LearningCharts learning={trends.learning} third={third} />
    </>
  )
}

/** The course of an incident by its recorded times: a bar at true scale, with the words below it. */
import type { JSX } from 'preact'
import { type IncidentTime, incidentTimes, type IncidentView } from '../../../functions/domain/incident/incident.ts'
import { isDayAlone } from '../../../functions/domain/incident/known.ts'
import { minuteMilliseconds } from '../../../functions/domain/time/instants.ts'
import { span } from '../../kit/time.ts'
import { courseWords } from '../words/en-course.ts'
import { momentOf } from './started.tsx'

const text = courseWords.strip

interface Step {
  readonly name: IncidentTime
  readonly at: string
  /** Whole minutes until the next; none where the start is known by its day alone. */
  readonly minutes: number
}

/** In the order of the clock, whatever the order in which they are recorded; those missing are passed over. */
export const stepsOf = (incident: Pick<IncidentView, IncidentTime | 'unknown'>): Step[] => {
  const known = incidentTimes
    .flatMap(name => {
      const at = incident[name]
      return at ? [{ name, at }] : []
    })
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return known.map((step, index) => {
    const next = known[index + 1]
    const until = next && !isDayAlone(incident) ? Date.parse(next.at) : Date.parse(step.at)
    return { ...step, minutes: Math.round((until - Date.parse(step.at)) / minuteMilliseconds) }
  })
}

export const Strip = ({ incident, correct }: { incident: IncidentView; correct?: JSX.Element }): JSX.Element => {
  const steps = stepsOf(incident)
  const total = steps.reduce((sum, { minutes }) => sum + minutes, 0)
  const missing = (['detectedAt', 'resolvedAt'] as const).filter(name => !incident[name])
  return (
    <figure class="strip">
      {total > 0 ? (
        <>
          <figcaption class="visually-hidden">{text.label(span(total))}</figcaption>
          <div class="strip-bar" aria-hidden="true">
            {steps
              .filter(({ minutes }) => minutes > 0)
              .map(({ name, minutes }) => (
                <span key={name} class={name} style={{ flexGrow: minutes }} />
              ))}
          </div>
        </>
      ) : null}
      <ol class="strip-list">
        {steps.map(({ name, at, minutes }) => (
          <li key={name} class={name}>
            <time dateTime={at}>{momentOf(incident, at)}</time>
            <span>
              {text.times[name]}
              {minutes > 0 ? <span class="quiet"> · {span(minutes)}</span> : null}
            </span>
          </li>
        ))}
      </ol>
      {missing.length > 0 ? (
        <p class="quiet">
          {text.missing(missing.map(name => text.missingNames[name]).join(', '))} {correct}
        </p>
      ) : null}
    </figure>
  )
}

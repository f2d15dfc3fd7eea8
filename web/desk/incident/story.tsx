/** What is known of an incident, to be read: its facts, its course, and what its meetings made of it. */
import type { JSX } from 'preact'
import type { Around } from '../../../functions/domain/course/around.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { isDayAlone } from '../../../functions/domain/incident/known.ts'
import { minuteMilliseconds } from '../../../functions/domain/time/instants.ts'
import { href } from '../../kit/address.ts'
import { dayOnly, span } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { courseWords } from '../words/en-course.ts'
import type { Begun } from './started.tsx'

const text = words.incident

/** How long after its start; where only the day of that is known, nobody knows. */
export const sinceStart = (incident: Begun, at: string | null | undefined): string =>
  at && !isDayAlone(incident)
    ? span(Math.round((Date.parse(at) - Date.parse(incident.startedAt)) / minuteMilliseconds))
    : text.facts.unknown

/** Without a failure mode nobody has said what it is like, so that nobody knows whether it was seen before. */
export const seenOf = ({ failureModes, seenBefore }: Pick<IncidentView, 'failureModes' | 'seenBefore'>): string => {
  if (seenBefore) return text.facts.times(seenBefore.times)
  return failureModes.length === 0 ? text.facts.unknown : text.facts.never
}

export const Facts = ({ incident }: { incident: IncidentView }): JSX.Element => {
  const { detectedAt, resolvedAt, mitigatedAt, services } = incident
  const facts = [
    [text.facts.lasted, sinceStart(incident, resolvedAt ?? mitigatedAt)],
    [text.facts.noticed, sinceStart(incident, detectedAt)],
    ...(services.length > 0 ? [[text.facts.services, services.join(', ')]] : []),
    [text.facts.seen, seenOf(incident)],
  ] as const
  return (
    <dl class="key-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export const Named = ({ around }: { around: Around }): JSX.Element | null => {
  const { factors, decisions } = around
  if (factors.length + decisions.length === 0) return null
  return (
    <section>
      <h2>{text.named}</h2>
      <ul class="quotes">
        {factors.map(factor => (
          <li key={factor}>{factor}</li>
        ))}
      </ul>
      {decisions.length > 0 ? (
        <>
          <h3>{text.decided}</h3>
          <ul class="quotes">
            {decisions.map(decision => (
              <li key={decision}>{decision}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="quiet">{text.namedFrom}</p>
    </section>
  )
}

export const Kind = ({ incident, around }: { incident: IncidentView; around: Around }): JSX.Element => {
  const [mode] = incident.failureModes
  if (mode === undefined) return <p class="quiet">{text.noKind}</p>
  return (
    <section>
      <h2>{text.ofKind(mode)}</h2>
      {around.earlier.length === 0 ? <p class="quiet">{text.onlyOne}</p> : null}
      <ol class="kin">
        {around.earlier.map(({ id, title, severity, startedAt, zone, agreed }) => (
          <li key={id}>
            <time dateTime={startedAt}>{dayOnly(startedAt, zone)}</time>
            <div>
              <a href={href('/incidents/{incident}', { incident: id })}>{title}</a>
              <p class="quiet">
                {agreed.length === 0
                  ? text.nothingAgreed
                  : text.agreedThen(
                      agreed.map(one => `${one.text} (${words.actions.statuses[one.status].toLowerCase()})`).join('; '),
                    )}
              </p>
            </div>
            <span class={`tag ${severity ?? ''}`}>{severity ?? words.incident.severityUnknown}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface BesideProps {
  readonly around: Around
  readonly prepare: () => void
}

export const Beside = ({ around, prepare }: BesideProps): JSX.Element => (
  <>
    <section class="card">
      <h2>{text.review}</h2>
      {around.reviews.length === 0 ? (
        <>
          <p class="quiet">{text.noReview}</p>
          <p>
            <button type="button" class="button" onClick={prepare}>
              {text.prepare}
            </button>
          </p>
        </>
      ) : null}
      {around.reviews.map(({ id, meetingAt, zone, stage, cancelled }) => (
        <p key={id}>
          <a href={href('/reviews/{review}', { review: id })}>
            {text.openReview}, {dayOnly(meetingAt, zone)}
          </a>{' '}
          <span class="tag">{cancelled ? words.home.groups.cancelled : courseWords.stages[stage]}</span>
        </p>
      ))}
    </section>
    {around.conditions.length > 0 ? (
      <section class="card">
        <h2>{text.conditions}</h2>
        <ul class="plain">
          {around.conditions.map(one => (
            <li key={one.id}>
              {one.text}
              {one.incidents > 1 ? <span class="quiet"> · {text.inIncidents(one.incidents)}</span> : null}
            </li>
          ))}
        </ul>
        <p>
          <a href={href('/portfolio')}>{text.allConditions}</a>
        </p>
      </section>
    ) : null}
    {around.lessons.length > 0 ? (
      <section class="card">
        <h2>{text.lessons}</h2>
        <ul class="plain">
          {around.lessons.map(one => (
            <li key={one.id}>
              <a href={href('/lessons/{lesson}', { lesson: one.id })}>{one.text}</a>
            </li>
          ))}
        </ul>
      </section>
    ) : null}
  </>
)

/** The third of three screens: what is mailed to whom and when, and the one press that does it. */
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { reminderFor } from '../../../functions/domain/survey/reminding.ts'
import { api } from '../calls/calls.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { comfortableParticipants, isBegun, readInviting, useInviting } from './draft.ts'
import { queueInvitations } from './flow.ts'
import { isShortWindow } from './schedule.ts'
import { instantNow, timeNow } from '../../kit/session/clock.ts'

const text = words.confirm

export const title = text.title

export const Page = ({ session }: { session: Session }): JSX.Element | null => {
  const draft = useInviting()
  const roster = useLoad('people', api.people)
  const task = useTask()
  const finished = useRef(false)
  const { value } = draft
  const known = new Map((roster.value ?? []).map(one => [one.email, one]))
  const self = { email: session.email, name: session.name }
  const reading = readInviting(value, self, new Set(known.keys()), timeNow())

  useEffect(() => {
    if (!reading.ok && !finished.current)
      go(value.picked || value.incident.title ? href('/prepare/review') : href('/prepare'))
  }, [reading.ok])
  if (!reading.ok) return null

  const { plan } = reading
  const now = instantNow()
  const skipped = value.participants.filter(one => known.get(one.email)?.stopped)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    task.run(async () => {
      const made = await queueInvitations(api, plan, value.made, next => draft.change({ made: next }))
      finished.current = true
      draft.clear()
      if (made.reviewId) go(href('/reviews/{review}', { review: made.reviewId }))
    })
  }
  const done = [
    ...(value.made.incidentSent && value.made.incidentId ? [text.done.incident] : []),
    ...(value.made.reviewId ? [text.done.review] : []),
  ]

  return (
    <form class="narrow" onSubmit={submit}>
      <p class="step">{words.inviting.step(3)}</p>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="about">
        <strong>{value.picked ?? value.incident.title}</strong>
        <br />
        <span class="quiet">
          {words.inviting.meeting}: <Moment at={plan.meetingAt} zone={plan.zone} /> ·{' '}
          {words.inviting.minutes(plan.durationMinutes)}
        </span>
      </p>

      <section class="card">
        <h2>{text.whatTitle}</h2>
        <dl class="timeline">
          <dt>{text.invitation}</dt>
          <dd>
            {text.invitationTo(plan.participants.length)}{' '}
            {skipped.length > 0 ? <strong>{text.skipped(skipped.length)}</strong> : null}
            <span class="quiet">
              {isShortWindow(plan.closesAt, timeNow()) ? text.invitationNow : text.invitationWhen}
            </span>
          </dd>
          <dt>{text.reminder}</dt>
          <dd>
            <Moment at={reminderFor({ opensAt: now, closesAt: plan.closesAt }, plan.zone)} zone={plan.zone} />
            <span class="quiet">{text.reminderTo}</span>
          </dd>
          <dt>{text.close}</dt>
          <dd>
            <Moment at={plan.closesAt} zone={plan.zone} />
          </dd>
          <dt>{text.agenda}</dt>
          <dd>
            {text.agendaWhen}
            <span class="quiet">{text.agendaTo(plan.facilitators.length)}</span>
          </dd>
        </dl>
        <p class="quiet">{text.names}</p>
      </section>

      <section class="card">
        <h2>{text.recipients}</h2>
        <p class="quiet">{words.inviting.chosen(plan.participants.length)}</p>
        <ul class="recipients">
          {value.participants.map(one => {
            const entry = known.get(one.email)
            return (
              <li key={one.email}>
                {one.name || entry?.name || ''} <span class="quiet">{one.email}</span>{' '}
                {entry?.stopped ? <span class="tag warn">{words.inviting.stopped[entry.stopped]}</span> : null}
              </li>
            )
          })}
        </ul>
        {plan.participants.length < comfortableParticipants ? (
          <Notice tone="warn">
            <p>{words.inviting.few}</p>
          </Notice>
        ) : null}
        <h2>{words.survey.reader}</h2>
        <ul class="recipients">
          {plan.facilitators.map(one => (
            <li key={one.email}>
              {one.name} <span class="quiet">{one.email}</span>
            </li>
          ))}
        </ul>
      </section>

      <p class="quiet">{text.fixed}</p>
      {isBegun(value.made) && !task.busy && done.length > 0 ? (
        <Notice tone="info" live="status">
          <ul class="done">
            {done.map(one => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <p>{text.begun}</p>
        </Notice>
      ) : null}
      {task.error === undefined ? null : <ProblemNotice error={task.error} />}
      <div class="actions end">
        <a class="button quiet" href={href('/prepare/review')}>
          {words.form.back}
        </a>
        <button class="button primary" type="submit" aria-disabled={task.busy}>
          {task.busy ? text.sending : task.error === undefined ? text.send : text.resume}
        </button>
      </div>
    </form>
  )
}

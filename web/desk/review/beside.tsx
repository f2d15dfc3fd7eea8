/** Beside a review: what is still to do, its key times, and who reads its agenda. */
import type { JSX } from 'preact'
import type { Course } from '../../../functions/domain/course/needs.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import type { Facilitator } from '../../../functions/domain/review/review.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import { agendaMilliseconds } from '../../../functions/domain/survey/open.ts'
import { reminderFor } from '../../../functions/domain/survey/reminding.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { dayAndTime } from '../../kit/time.ts'
import { addressOf, Due, isOverdue, wordsOf } from '../course/needs.tsx'
import { words } from '../words/en.ts'
import { courseWords as text } from '../words/en-course.ts'
import { leadingWords } from '../words/en-leading.ts'
import { timeNow } from '../../kit/session/clock.ts'

export const ToDo = ({ review, course }: { review: ReviewView; course: Course }): JSX.Element => {
  const now = timeNow()
  return (
    <section class="card">
      <h2>{text.toDo}</h2>
      {course.needs.length === 0 ? <p class="quiet">{text.toDoNone}</p> : null}
      <ul class="todo">
        {course.needs.map(need => {
          const { title, why } = wordsOf(need)
          return (
            <li key={need.what} class={isOverdue(need, now) ? 'urgent' : ''}>
              <a href={addressOf(need, { review: review.id, incident: review.incidentId })}>{title}</a>
              <p>
                {why} <Due need={need} zone={review.zone} />
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface Time {
  readonly name: string
  readonly at: string | null
}

/** What has happened and what will, in order; what nobody knows yet stands last. */
export const KeyTimes = ({
  review,
  survey,
  course,
}: {
  review: ReviewView
  survey: SurveyView | null
  course: Course
}): JSX.Element => {
  const now = timeNow()
  const mailed = course.stages.find(({ stage }) => stage === 'followed-up')?.at ?? null
  const times: readonly Time[] = [
    ...(survey && survey.status !== 'cancelled'
      ? [
          { name: text.times.sent, at: survey.opensAt },
          { name: text.times.reminder, at: reminderFor(survey, review.zone) },
          { name: text.times.closes, at: survey.closesAt },
          { name: text.times.agenda, at: plus(survey.closesAt, agendaMilliseconds) },
        ]
      : []),
    { name: text.times.meeting, at: review.meetingAt },
    ...(mailed === null ? [] : [{ name: text.times.mailed, at: mailed }]),
  ]
  const isDone = ({ at }: Time): boolean => at !== null && Date.parse(at) <= now
  const next = times.find(time => !isDone(time))
  return (
    <section class="card">
      <h2>{text.keyTimes}</h2>
      <ol class="thread">
        {times.map(time => (
          <li key={time.name} class={isDone(time) ? 'done' : time === next ? 'next' : ''}>
            <b>{time.name}</b>
            <p>{time.at === null ? null : <Moment at={time.at} zone={review.zone} />}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

export const Readers = ({ review, survey }: { review: ReviewView; survey: SurveyView }): JSX.Element => {
  const who = review.facilitators.map(one => one.name || one.email).join(', ')
  const sealed = isLive(survey.status)
  const { terms } = survey
  return (
    <section class="card">
      <h2>{words.survey.reader}</h2>
      <p>{sealed ? text.sealed(dayAndTime(survey.closesAt, survey.zone), who) : text.readBy(who)}</p>
      {terms ? (
        <details class="terms">
          <summary>{words.review.terms}</summary>
          <p class="pre">{terms.text}</p>
          <p class="quiet">
            <code>{words.review.termsHash(terms.hash)}</code>
          </p>
        </details>
      ) : null}
    </section>
  )
}

const nameOf = ({ name, email }: Facilitator): string => name || email
const namesOf = (people: readonly Facilitator[]): string => people.map(nameOf).join(', ')

/** Only where it was handed over: whoever leads, and how each of them came to. */
export const Leading = ({ review }: { review: ReviewView }): JSX.Element | null => {
  const { facilitators, successors, history, zone } = review
  const leading = leadingWords.history
  if (history.length === 0) return null
  return (
    <section class="card" aria-labelledby="leading">
      <h2 id="leading">{leading.title}</h2>
      <p>{leading.facilitators(namesOf(facilitators))}</p>
      <p>{leading.successors(namesOf(successors))}</p>
      <ol class="thread">
        {history.map(({ at, by, as, to }) => (
          <li key={`${at} ${to.email}`} class="done">
            <b>{(as === 'leader' ? leading.handed : leading.taken)(nameOf(by), nameOf(to))}</b>
            <p>
              <Moment at={at} zone={zone} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How the survey stands: how many, until when, who will read; never who took part. */
import type { JSX } from 'preact'
import { reminderAt, isLive } from '../../../functions/domain/survey/life.ts'
import type { Review } from '../../../functions/domain/review/review.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { harvestDelayMilliseconds } from '../../../functions/domain/survey/open.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { Progress } from '../home/progress.tsx'
import { away } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.survey

export const SurveyStatus = ({ review, survey }: { review: Review; survey: SurveyView }): JSX.Element => {
  const open = isLive(survey.status) && Date.parse(survey.closesAt) > Date.now()
  const terms = survey.terms
  return (
    <section class="card">
      <div class="card-head">
        <h2>{words.review.answers}</h2>
        <span class={`tag ${survey.status}`}>
          {text.status[open || !isLive(survey.status) ? survey.status : 'closed']}
        </span>
      </div>
      {survey.status === 'scheduled' && open ? (
        <p>
          {words.review.invited(survey.invited)}. {words.review.queued}
        </p>
      ) : (
        <Progress survey={survey} />
      )}
      <dl class="facts">
        <div>
          <dt>{open ? text.closes : text.closed}</dt>
          <dd>
            <Moment at={survey.closesAt} zone={survey.zone} />
            {open ? <span class="quiet"> · {away(survey.closesAt, Date.now())}</span> : null}
          </dd>
        </div>
        <div>
          <dt>{text.reader}</dt>
          <dd>{review.facilitators.map(one => one.name || one.email).join(', ')}</dd>
        </div>
      </dl>
      <p class="quiet">{text.never}</p>
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

/** What is still to come of it, and what is over. */
export const NextSteps = ({ review, survey }: { review: Review; survey: SurveyView }): JSX.Element => {
  const steps = [
    {
      name: words.review.nextReminder,
      at: reminderAt(survey.opensAt, survey.closesAt),
      note: words.confirm.reminderTo,
    },
    { name: words.confirm.close, at: survey.closesAt, note: '' },
    {
      name: words.review.nextAgenda,
      at: plus(survey.closesAt, harvestDelayMilliseconds),
      note: words.confirm.agendaTo(review.facilitators.length),
    },
    { name: words.review.nextMeeting, at: review.meetingAt, note: words.inviting.minutes(review.durationMinutes) },
  ]
  return (
    <section class="card">
      <h2>{words.review.next}</h2>
      <dl class="timeline">
        {steps.map(step => (
          <>
            <dt class={Date.parse(step.at) < Date.now() ? 'over' : ''}>{step.name}</dt>
            <dd class={Date.parse(step.at) < Date.now() ? 'over' : ''}>
              <Moment at={step.at} zone={review.zone} />
              {step.note ? <span class="quiet">{step.note}</span> : null}
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}

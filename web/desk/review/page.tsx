/** One review: its meeting, how its survey stands, and its agenda once there is one. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import { api } from '../calls/calls.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { standingOf } from '../home/attention.ts'
import { Invitations } from '../delivery/invitations.tsx'
import { pickReview, useInviting } from '../inviting/draft.ts'
import { useLoad, useMinuteByMinute } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { AddDialog } from './add.tsx'
import { CancelDialog } from './cancel.tsx'
import { LaterDialog } from './later.tsx'
import { MoveDialog } from './move.tsx'
import { NextSteps, SurveyStatus } from './status.tsx'

const text = words.review

export const title = words.agenda.review

export const Page = ({ review: id, session }: { review: ReviewId; session: Session }): JSX.Element => {
  const load = useLoad(id, async () => {
    const review = await api.review(id)
    return { review, survey: review.surveyId ? await api.survey(review.surveyId) : null }
  })
  const inviting = useInviting()
  const [dialog, setDialog] = useState<'move' | 'cancel' | 'later' | 'add' | null>(null)
  const [news, setNews] = useState('')
  const { review, survey } = load.value ?? { review: null, survey: null }
  useMinuteByMinute(load.again, survey !== null && survey.status !== 'harvested' && survey.status !== 'cancelled')

  if (!review) {
    return load.error === undefined ? (
      <>
        <h1 tabIndex={-1} class="visually-hidden">
          {words.loading}
        </h1>
        <Loading rows={4} />
      </>
    ) : (
      <>
        <h1 tabIndex={-1}>{words.home.title}</h1>
        <ProblemNotice error={load.error} again={load.again} />
      </>
    )
  }

  const now = Date.now()
  const standing = standingOf(review, survey, now)
  const open = survey !== null && isLive(survey.status) && Date.parse(survey.closesAt) > now
  const upcoming = standing !== 'past' && standing !== 'cancelled'
  const close = (): void => setDialog(null)
  const done = (said: string): void => {
    setNews(said)
    setDialog(null)
    load.again()
  }
  const noSurvey = survey === null || (survey.status === 'cancelled' && standing === 'not-asked')

  return (
    <>
      <header class="page-head hero">
        <div>
          <p class="crumb">
            <a href={href('/reviews')}>{words.home.title}</a>
          </p>
          <h1 tabIndex={-1}>{review.title}</h1>
          <p class="quiet">
            {text.meeting} <Moment at={review.meetingAt} zone={review.zone} /> ·{' '}
            {words.inviting.minutes(review.durationMinutes)} ·{' '}
            <a href={href('/incidents/{incident}', { incident: review.incidentId })}>{text.incident}</a>
          </p>
        </div>
        <div class="toolbar">
          {open ? (
            <>
              <button class="button small" type="button" onClick={() => setDialog('add')}>
                {text.add}
              </button>
              <button class="button small" type="button" onClick={() => setDialog('later')}>
                {text.later}
              </button>
            </>
          ) : null}
          {upcoming ? (
            <button class="button small" type="button" onClick={() => setDialog('move')}>
              {text.move}
            </button>
          ) : null}
          {standing === 'cancelled' ? null : (
            <a class="button small" href={href('/reviews/{review}/meeting', { review: id })}>
              {text.openMeeting}
            </a>
          )}
          <a class="button small" href={href('/reviews/{review}/record', { review: id })}>
            {words.record.open}
          </a>
          <CopyLink say={setNews} />
          {upcoming ? (
            <button class="button small quiet danger-text" type="button" onClick={() => setDialog('cancel')}>
              {text.cancel}
            </button>
          ) : null}
        </div>
      </header>
      <p class="news" role="status">
        {news}
      </p>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {standing === 'cancelled' ? (
        <Notice tone="warn" title={text.cancelledTitle}>
          {survey ? <p>{text.cancelled}</p> : null}
        </Notice>
      ) : null}
      {noSurvey && standing === 'not-asked' ? (
        <Notice tone="info" title={text.noSurveyTitle}>
          <p>{text.noSurvey}</p>
          <p>
            <button
              class="button primary"
              type="button"
              onClick={() => {
                inviting.clear()
                inviting.change(pickReview(review, session.email))
                go(href('/prepare/review'))
              }}
            >
              {text.invite}
            </button>
          </p>
        </Notice>
      ) : null}
      {survey && standing !== 'cancelled' && !noSurvey && survey.status !== 'harvested' ? (
        <div class="pair">
          <SurveyStatus review={review} survey={survey} />
          <NextSteps review={review} survey={survey} />
        </div>
      ) : null}
      {survey && standing !== 'cancelled' && !noSurvey && survey.status !== 'harvested' ? (
        <Invitations survey={survey} say={setNews} changed={load.again} />
      ) : null}
      {standing === 'sorting' ? (
        <Notice tone="info">
          <p>{words.survey.sorting}</p>
        </Notice>
      ) : null}
      {survey?.status === 'harvested' || noSurvey ? <LaterAgenda id={review.id} /> : null}

      {dialog === 'move' ? <MoveDialog review={review} survey={survey} close={close} done={done} /> : null}
      {dialog === 'cancel' ? <CancelDialog review={review} survey={survey} close={close} done={done} /> : null}
      {dialog === 'later' && survey ? <LaterDialog survey={survey} close={close} done={done} /> : null}
      {dialog === 'add' && survey ? <AddDialog survey={survey} close={close} done={done} /> : null}
    </>
  )
}

/** Most visits are to look how many have answered: the agenda's code comes when there is an agenda. */
const LaterAgenda = ({ id }: { id: ReviewId }): JSX.Element => {
  const code = useLoad('agenda code', () => import('../agenda/section.tsx'))
  if (code.error !== undefined) return <ProblemNotice error={code.error} again={code.again} />
  return code.value ? <code.value.AgendaSection id={id} /> : <Loading rows={6} />
}

const CopyLink = ({ say }: { say: (news: string) => void }): JSX.Element => (
  <button
    class="button small"
    type="button"
    onClick={() => {
      navigator.clipboard.writeText(location.href).then(
        () => say(text.linkCopied),
        () => say(location.href),
      )
    }}
  >
    {text.link}
  </button>
)

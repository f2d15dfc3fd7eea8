/** One review as a living thing: where it is, what it needs, and its agenda once there is one. */
import type { FunctionComponent, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { isBehind, type ReviewView } from '../../../functions/domain/course/stage.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import { api } from '../calls/calls.ts'
import { Menu } from '../../kit/controls/menu.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Rail } from '../course/rail.tsx'
import { standingOf } from '../home/attention.ts'
import { Invitations } from '../delivery/invitations.tsx'
import { Strip } from '../incident/strip.tsx'
import { pickReview, useInviting } from '../inviting/draft.ts'
import { useLoad, useMinuteByMinute } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { courseWords } from '../words/en-course.ts'
import { AddDialog } from './add.tsx'
import { leadingWords } from '../words/en-leading.ts'
import { KeyTimes, Leading, Readers, ToDo } from './beside.tsx'
import { CancelDialog } from './cancel.tsx'
import { HandOver } from './hand-over.tsx'
import { LaterDialog } from './later.tsx'
import { MoveDialog } from './move.tsx'
import { Now } from './now.tsx'
import { ReadersDialog } from './readers.tsx'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.review

export const title = words.agenda.review

const readAll = async (id: ReviewId) => {
  const [review, course] = await Promise.all([api.review(id), api.course(id)])
  const [survey, incident] = await Promise.all([
    review.surveyId ? api.survey(review.surveyId) : null,
    // The page is whole without it.
    api.incident(review.incidentId).catch(() => null),
  ])
  return { review, course, survey, incident }
}

export const Page = ({ review: id, session }: { review: ReviewId; session: Session }): JSX.Element => {
  const load = useLoad(id, () => readAll(id))
  const inviting = useInviting()
  const [dialog, setDialog] = useState<'move' | 'cancel' | 'later' | 'add' | 'hand-over' | 'readers' | null>(null)
  const [news, setNews] = useState('')
  const survey = load.value?.survey ?? null
  useMinuteByMinute(load.again, survey !== null && survey.status !== 'harvested' && survey.status !== 'cancelled')

  if (!load.value) {
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

  const { review, course, incident } = load.value
  const now = timeNow()
  const standing = standingOf({ ...review, survey }, now)
  const cancelled = standing === 'cancelled'
  const open = survey !== null && isLive(survey.status) && Date.parse(survey.closesAt) > now
  // Nobody was told yet who reads: the facilitators themselves can change.
  const untold = ['not-asked', 'invited'].includes(standing) && (survey === null || survey.status === 'scheduled')
  const upcoming = !cancelled && ['not-asked', 'invited', 'collecting', 'sorting', 'agenda'].includes(standing)
  const asked = survey !== null && (survey.status !== 'cancelled' || cancelled)
  const close = (): void => setDialog(null)
  const done = (said: string): void => {
    setNews(said)
    setDialog(null)
    load.again()
  }
  const invite = (): void => {
    inviting.clear()
    inviting.change(pickReview(review, session.email))
    go(href('/prepare/review'))
  }

  return (
    <>
      <p class="crumb">
        <a href={href('/reviews')}>{words.home.title}</a>
      </p>
      <header class="page-head hero">
        <div>
          <h1 tabIndex={-1}>{review.title}</h1>
          <p class="quiet">
            {text.meeting} <Moment at={review.meetingAt} zone={review.zone} /> ·{' '}
            {words.inviting.minutes(review.durationMinutes)} ·{' '}
            <a href={href('/incidents/{incident}', { incident: review.incidentId })}>{text.incident}</a>
          </p>
        </div>
        <div class="toolbar">
          {cancelled ? null : (
            <a class="button small" href={href('/reviews/{review}/meeting', { review: id })}>
              {ofMeeting(review)}
            </a>
          )}
          <a class="button small" href={href('/reviews/{review}/record', { review: id })}>
            {words.record.open}
          </a>
          <Menu label={courseWords.menu}>
            {open ? (
              <>
                <MenuButton press={() => setDialog('add')}>{text.add}</MenuButton>
                <MenuButton press={() => setDialog('later')}>{text.later}</MenuButton>
              </>
            ) : null}
            {upcoming ? <MenuButton press={() => setDialog('move')}>{text.move}</MenuButton> : null}
            {cancelled ? null : untold && review.reads ? (
              <MenuButton press={() => setDialog('readers')}>{leadingWords.changeReaders}</MenuButton>
            ) : (
              <MenuButton press={() => setDialog('hand-over')}>{leadingWords.handOver}</MenuButton>
            )}
            <MenuButton press={() => copyLink(setNews)}>{text.link}</MenuButton>
            {upcoming ? (
              <MenuButton press={() => setDialog('cancel')} danger>
                {text.cancel}
              </MenuButton>
            ) : null}
          </Menu>
        </div>
        <Rail course={course} zone={review.zone} cancelled={cancelled} />
      </header>
      <p class="news" role="status">
        {news}
      </p>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      <Now review={review} survey={survey} course={course} invite={invite} add={() => setDialog('add')} />
      <div class="review-grid">
        <div>
          {asked && !cancelled && survey.status !== 'harvested' ? (
            <Invitations survey={survey} say={setNews} changed={load.again} />
          ) : null}
          {asked && survey.status !== 'harvested' ? <Readers review={review} survey={survey} /> : null}
          {incident ? (
            <section class="card">
              <div class="card-head">
                <h2>{courseWords.happened}</h2>
                <a href={href('/incidents/{incident}', { incident: incident.id })}>{courseWords.readIncident}</a>
              </div>
              {incident.summary ? <p class="pre">{incident.summary}</p> : null}
              <Strip incident={incident} />
            </section>
          ) : null}
        </div>
        <div>
          {cancelled ? null : <ToDo review={review} course={course} />}
          <KeyTimes review={review} survey={survey} course={course} />
          <Leading review={review} />
        </div>
      </div>
      {survey?.status === 'harvested' || !asked ? <LaterAgenda review={review} /> : null}

      {dialog === 'move' ? <MoveDialog review={review} survey={survey} close={close} done={done} /> : null}
      {dialog === 'cancel' ? <CancelDialog review={review} survey={survey} close={close} done={done} /> : null}
      {dialog === 'later' && survey ? <LaterDialog survey={survey} close={close} done={done} /> : null}
      {dialog === 'hand-over' ? <HandOver review={review} tells={asked && !untold} close={close} done={done} /> : null}
      {dialog === 'readers' ? <ReadersDialog review={review} self={session.email} close={close} done={done} /> : null}
      {dialog === 'add' && survey ? <AddDialog survey={survey} close={close} done={done} /> : null}
    </>
  )
}

/** It is still to come, or on; over and not ended; or held. */
const ofMeeting = ({ status, stage }: ReviewView): string =>
  status === 'held' ? text.meetingHeld : isBehind(stage) ? courseWords.needs['end-meeting']().title : text.openMeeting

interface MenuButtonProps {
  readonly press: () => void
  readonly danger?: boolean
  readonly children: string
}

const MenuButton = ({ press, danger = false, children }: MenuButtonProps): JSX.Element => (
  <li>
    <button type="button" class={danger ? 'danger-text' : ''} onClick={press}>
      {children}
    </button>
  </li>
)

type Shown = FunctionComponent<{ readonly review: ReviewView }>

/** Most visits are to look how many have answered: the agenda's code comes when there is an agenda. */
const LaterAgenda = ({ review }: { review: ReviewView }): JSX.Element => {
  const { reads } = review
  const code = useLoad(`agenda code ${reads}`, async (): Promise<Shown> => {
    if (reads) return (await import('../agenda/section.tsx')).AgendaSection
    return (await import('../agenda/room-plan.tsx')).RoomPlan
  })
  if (code.error !== undefined) return <ProblemNotice error={code.error} again={code.again} />
  return code.value ? <code.value review={review} /> : <Loading rows={6} />
}

/** The address itself is said where the browser keeps its clipboard closed. */
const copyLink = (say: (news: string) => void): void => {
  navigator.clipboard.writeText(location.href).then(
    () => say(text.linkCopied),
    () => say(location.href),
  )
}

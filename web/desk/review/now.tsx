/** What is so of a review, and the one thing that it needs. */
import type { ComponentChildren, JSX } from 'preact'
import type { Course, Need } from '../../../functions/domain/course/needs.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import type { SurveyDetail } from '../../../functions/domain/mail/delivery.ts'
import { href } from '../../kit/address.ts'
import { invitationsId } from '../delivery/invitations.tsx'
import { addressOf, Due, wordsOf } from '../course/needs.tsx'
import { Progress } from '../home/progress.tsx'
import { type Standing, standingOf } from '../home/attention.ts'
import { words } from '../words/en.ts'
import { courseWords as text } from '../words/en-course.ts'
import { timeNow } from '../../kit/session/clock.ts'

interface Props {
  readonly review: ReviewView
  readonly survey: SurveyDetail | null
  readonly course: Course
  readonly invite: () => void
  /** Of people who are asked beside those who are. */
  readonly add: () => void
}

export const Now = ({ review, survey, course, invite, add }: Props): JSX.Element => {
  const standing = standingOf({ ...review, survey }, timeNow())
  return (
    <section class="card now" aria-labelledby="now">
      <div class="stack">
        <p class="eyebrow">{text.now}</p>
        <Said standing={standing} survey={survey} course={course} />
      </div>
      {standing === 'cancelled' ? null : (
        <div class="stack need">
          <Needed review={review} survey={survey} standing={standing} course={course} invite={invite} add={add} />
        </div>
      )}
    </section>
  )
}

type SaidProps = Pick<Props, 'survey' | 'course'> & { readonly standing: Standing }

const Said = ({ standing, survey, course }: SaidProps): JSX.Element => {
  const { open, completed, deprioritised } = course.actions
  const heading = (said: string): JSX.Element => <h2 id="now">{said}</h2>
  if (standing === 'cancelled') {
    return (
      <>
        {heading(text.said.cancelled)}
        {survey ? <p>{words.review.cancelled}</p> : null}
      </>
    )
  }
  if (survey && (standing === 'collecting' || standing === 'invited')) {
    return (
      <>
        {heading(
          standing === 'invited'
            ? text.said.invited(survey.invited)
            : survey.takenPartAt === null
              ? text.said.collecting(survey.invited)
              : words.survey.tookPart(survey, survey.invited),
        )}
        {standing === 'collecting' ? <Progress survey={survey} titled /> : <p>{words.review.queued}</p>}
        <p class="quiet">{words.survey.never}</p>
      </>
    )
  }
  if (standing === 'not-asked') return heading(text.said['not-asked'])
  if (standing === 'sorting') {
    return (
      <>
        {heading(text.said.sorting)}
        <p>{words.survey.sorting}</p>
      </>
    )
  }
  if (standing === 'agenda' && survey) return heading(text.said.agendaOf(survey.takenPart ?? 0, survey.invited))
  return (
    <>
      {heading(standing === 'invited' || standing === 'collecting' ? text.nothing : text.said[standing])}
      {standing === 'followed-up' ? <p>{text.actions(open, completed, deprioritised)}</p> : null}
      {standing !== 'followed-up' && survey?.status === 'harvested' ? (
        <p class="quiet">{words.survey.tookPart(survey, survey.invited)}</p>
      ) : null}
    </>
  )
}

/** What belongs to the stage comes before what can be done at any time. */
const ofStage: Readonly<Record<Standing, readonly Need['what'][]>> = {
  meeting: ['hold-meeting'],
  record: ['write-record', 'mail-record'],
  agenda: ['go-through-agenda'],
  'not-asked': ['invite'],
  invited: ['ask-more'],
  collecting: [],
  sorting: [],
  'followed-up': ['late-action', 'unmoved-action', 'vendor-section', 'rate-conditions', 'unreminded-action'],
  cancelled: [],
}

/** Whose mail can be mended: what a person stopped, or reported, nobody but they can change. */
const mendable = (survey: SurveyDetail | null): number => {
  const { bounced, refused, left } = survey?.notReached ?? { bounced: 0, refused: 0, left: 0 }
  return bounced + refused + left
}

/** On the same page: each of them stands there with their reason and remedy, first of all. */
const goToInvitations = (): void => {
  const heading = document.getElementById(invitationsId)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

const Needed = ({
  review,
  survey,
  standing,
  course,
  invite,
  add,
}: Pick<Props, 'review' | 'survey' | 'course' | 'invite' | 'add'> & { readonly standing: Standing }): JSX.Element => {
  const unreached = standing === 'collecting' || standing === 'invited' ? mendable(survey) : 0
  if (unreached > 0) {
    return (
      <One title={text.unreached.title(unreached)} why={text.unreached.why}>
        <button class="button primary" type="button" onClick={goToInvitations}>
          {text.unreached.mend}
        </button>
      </One>
    )
  }
  const need = course.needs.find(({ what }) => ofStage[standing].includes(what))
  if (need?.what === 'invite') {
    return (
      <One title={wordsOf(need).title} why={words.review.noSurvey}>
        <button class="button primary" type="button" onClick={invite}>
          {words.review.invite}
        </button>
      </One>
    )
  }
  if (need?.what === 'ask-more') {
    const { title, why } = wordsOf(need)
    return (
      <One title={title} why={why}>
        <button class="button primary" type="button" onClick={add}>
          {words.review.add}
        </button>
      </One>
    )
  }
  if (need) {
    const { title, why } = wordsOf(need)
    return (
      <One title={title} why={why}>
        <a class="button primary" href={addressOf(need, { review: review.id, incident: review.incidentId })}>
          {title}
        </a>
        <span class="quiet">
          <Due need={need} zone={review.zone} />
        </span>
      </One>
    )
  }
  const later = {
    invited: text.nothingInvited,
    collecting: text.nothingCollecting,
    sorting: text.nothingCollecting,
    'followed-up': text.nothingDone,
  }
  return (
    <>
      <h2>{text.nothing}</h2>
      <p class="quiet">{standing in later ? later[standing as keyof typeof later] : text.nothingLater}</p>
      {standing === 'agenda' ? (
        <p>
          <a class="button primary" href={href('/reviews/{review}/meeting', { review: review.id })}>
            {words.review.openMeeting}
          </a>
        </p>
      ) : null}
    </>
  )
}

const One = ({ title, why, children }: { title: string; why: string; children: ComponentChildren }): JSX.Element => (
  <>
    <p class="eyebrow">{text.needsYou}</p>
    <h2>{title}</h2>
    <p>{why}</p>
    <p class="toolbar">{children}</p>
  </>
)

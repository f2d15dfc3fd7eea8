/** After the meeting: conditions, record, lessons, actions, and the mail to all invited. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { candidatesOf, type ProposedAction } from '../../../functions/domain/agenda/candidates.ts'
import { readLedAgenda } from '../calls/agenda.ts'
import { api } from '../calls/calls.ts'
import { ActionDialog } from '../actions/form.tsx'
import { ActionRow } from '../actions/row.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { readMeeting } from '../meeting/calls.ts'
import { following } from '../calls/following.ts'
import { useLoad } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { Conditions } from './conditions.tsx'
import { RecordEditor } from './editor.tsx'
import { ReviewLessons } from './lessons.tsx'
import { MailRecord } from './mail.tsx'
import { MeetingNotes } from './notes.tsx'
import { Offered } from './offered.tsx'
import { VendorLink } from './vendor.tsx'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.record

/** What the agenda offers and the meeting noted; without an agenda the notes alone. */
const readCandidates = async (review: ReviewView) => {
  const [agenda, meeting] = await Promise.all([readLedAgenda(review).catch(() => null), readMeeting(review.id)])
  return candidatesOf(agenda, meeting)
}

export const title = text.title

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const [agreed, setAgreed] = useState(0)
  const load = useLoad(id, async () => {
    const [review, record] = await Promise.all([api.review(id), following.record(id)])
    const [survey, incident, candidates] = await Promise.all([
      review.surveyId ? api.survey(review.surveyId) : null,
      api.incident(review.incidentId),
      readCandidates(review),
    ])
    return { review, record, survey, incident, candidates }
  })
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.title}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  const { review, record, survey, incident, candidates } = load.value
  return (
    <div class="narrow record">
      <header>
        <p class="crumb">
          <a href={href('/reviews/{review}', { review: id })}>{review.title}</a>
        </p>
        <h1 tabIndex={-1}>{text.of(review.title)}</h1>
        <p class="quiet">
          <Moment at={review.meetingAt} zone={review.zone} /> · {text.lead}
        </p>
      </header>
      <RecordEditor key={record.version} id={id} record={record} candidates={candidates} />
      <Conditions id={id} notes={candidates.notes.conditions} agreed={() => setAgreed(agreed + 1)} />
      <ReviewActions key={agreed} id={id} notes={candidates.notes.actions} offers={candidates.actions} />
      {incident.vendor ? <VendorLink incident={incident} notes={candidates.notes.vendor} /> : null}
      <ReviewLessons id={id} />
      <MailRecord id={id} survey={survey} letters={record.letters} />
    </div>
  )
}

interface ActionsProps {
  readonly id: ReviewId
  readonly notes: readonly string[]
  readonly offers: readonly ProposedAction[]
}

const nothing = { text: '', owner: '', dueOn: '' }

const ReviewActions = ({ id, notes, offers }: ActionsProps): JSX.Element => {
  const load = useLoad(id, () => following.actionsOfReview(id))
  /** The words that the new one begins with; null while none is made. */
  const [adding, setAdding] = useState<Pick<ProposedAction, 'text' | 'owner' | 'dueOn'> | null>(null)
  // Read when the dialog opens: some may have been named since the page came up.
  const conditions = useLoad(`${id} ${adding === null}`, async () =>
    adding === null ? null : following.conditionsOf(id),
  )
  const now = instantNow()
  const left = offers
    .map(offer => ({ ...offer, text: text.withSign(offer.text, offer.sign).slice(0, 1000) }))
    .filter(offer => !load.value?.some(action => action.text === offer.text))
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.actions}</h2>
        <button type="button" class="button small" onClick={() => setAdding(nothing)}>
          {words.actions.add}
        </button>
      </div>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      <p class="quiet">{text.actionsLead}</p>
      <MeetingNotes notes={notes} />
      {load.value?.length === 0 ? <p class="quiet">{text.noActions}</p> : null}
      <ul class="rows">
        {(load.value ?? []).map(action => (
          <ActionRow key={action.id} action={action} now={now} />
        ))}
      </ul>
      <Offered
        offers={left.map(({ text: value, quotes, statements, owner, dueOn }) => ({
          text: value,
          more: [owner, dueOn].filter(Boolean).join(' · '),
          quotes,
          why: statements === 0 ? text.fromNotes : text.fromAgenda(statements, null),
        }))}
        take={text.makeAction}
        taken={offer => setAdding(left.find(one => one.text === offer.text) ?? nothing)}
      />
      {adding === null ? null : (
        <ActionDialog
          initial={{ text: adding.text, owner: adding.owner, dueOn: adding.dueOn }}
          conditions={conditions.value?.counterfactuals ?? []}
          close={() => setAdding(null)}
          send={async input => {
            await following.addReviewAction(id, input)
            setAdding(null)
            load.again()
          }}
        />
      )}
    </section>
  )
}

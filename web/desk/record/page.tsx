/** After the meeting: conditions, record, lessons, actions, and the mail to all invited. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { draftRecord } from '../../../functions/domain/agenda/record-draft.ts'
import { api } from '../calls/calls.ts'
import { ActionDialog } from '../actions/form.tsx'
import { ActionRow } from '../actions/page.tsx'
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
import { VendorLink } from './vendor.tsx'

const text = words.record

/** What the agenda knows and the meeting noted; without an agenda the notes alone. */
const readDraft = async (id: ReviewId) => {
  const [agenda, meeting] = await Promise.all([following.agenda(id).catch(() => null), readMeeting(id)])
  return draftRecord(agendaSchema.safeParse(agenda).data ?? null, meeting.notes)
}

export const title = text.title

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const [agreed, setAgreed] = useState(0)
  const load = useLoad(id, async () => {
    const [review, record] = await Promise.all([api.review(id), following.record(id)])
    const [survey, incident, draft] = await Promise.all([
      review.surveyId ? api.survey(review.surveyId) : null,
      api.incident(review.incidentId),
      readDraft(id),
    ])
    return { review, record, survey, incident, draft }
  })
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.title}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  const { review, record, survey, incident, draft } = load.value
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
      <RecordEditor
        key={record.version}
        id={id}
        record={record}
        draft={record.version === 0 ? draft.content : null}
        again={load.again}
      />
      <Conditions id={id} notes={draft.beside.conditions} agreed={() => setAgreed(agreed + 1)} />
      <ReviewActions key={agreed} id={id} notes={draft.beside.actions} />
      {incident.vendor ? <VendorLink incident={incident} notes={draft.beside.vendor} /> : null}
      <ReviewLessons id={id} />
      <MailRecord id={id} survey={survey} letters={record.letters} />
    </div>
  )
}

const ReviewActions = ({ id, notes }: { id: ReviewId; notes: readonly string[] }): JSX.Element => {
  const load = useLoad(id, () => following.actionsOfReview(id))
  const [adding, setAdding] = useState(false)
  // Read when the dialog opens: some may have been named since the page came up.
  const conditions = useLoad(`${id} ${adding}`, async () => (adding ? following.conditionsOf(id) : null))
  const now = new Date().toISOString()
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.actions}</h2>
        <button type="button" class="button small" onClick={() => setAdding(true)}>
          {words.actions.add}
        </button>
      </div>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      <MeetingNotes notes={notes} />
      {load.value?.length === 0 ? <p class="quiet">{text.noActions}</p> : null}
      <ul class="rows">
        {(load.value ?? []).map(action => (
          <ActionRow key={action.id} action={action} now={now} />
        ))}
      </ul>
      {adding ? (
        <ActionDialog
          conditions={conditions.value?.counterfactuals ?? []}
          close={() => setAdding(false)}
          send={async (input, key) => {
            await following.addReviewAction(id, input, key)
            setAdding(false)
            load.again()
          }}
        />
      ) : null}
    </section>
  )
}

/** The end: what is counted, what happens, and where to go on. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { participationOf } from '../../../functions/domain/review/meeting.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { href } from '../../kit/address.ts'
import { meetingWords } from '../words/en-meeting.ts'
import type { Counts } from '../../../functions/domain/review/running.ts'

const text = meetingWords

/** Participation in sentences; the same before the end and after it. */
export const Figures = ({ counts }: { counts: Counts }): JSX.Element => {
  const { attendees, speakers, ratio, lo, hi, gini } = participationOf(counts)
  if (ratio === null || lo === null || hi === null) return <p>{text.figures.none}</p>
  return (
    <>
      <p class="participation">
        {speakers === attendees
          ? text.figures.everyone(attendees)
          : text.figures.sentence(speakers, attendees, ratio, lo, hi)}
      </p>
      {gini === null ? null : <p>{text.figures.gini(gini)}</p>}
      <p class="quiet">{text.figures.note}</p>
    </>
  )
}

interface EndProps {
  readonly counts: Counts
  readonly close: () => void
  readonly end: () => void
}

export const EndDialog = ({ counts, close, end }: EndProps): JSX.Element => (
  <Dialog title={text.end.title} close={close}>
    {counts.attendees > 0 ? <Figures counts={counts} /> : <p>{text.end.nobody}</p>}
    {counts.speakers > 0 && counts.turns.length === 0 ? <p class="quiet">{text.end.unknown}</p> : null}
    <ul class="points">
      {text.end.what.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
    <div class="actions end">
      <button class="button quiet" type="button" onClick={close}>
        {text.end.keep}
      </button>
      <button class="button primary" type="button" onClick={end}>
        {text.end.button}
      </button>
    </div>
  </Dialog>
)

interface EndedProps {
  readonly id: ReviewId
  readonly counts: Counts
  readonly sent: boolean
  /** For the line to come back, or for a sign-in. */
  readonly waits: boolean
  /** Null unless the server refused the end, or what was written down last. */
  readonly refused: { readonly error: unknown; readonly retry: () => void } | null
  /** What was being written and never put down. */
  readonly draft: string
  /** By item, in the agenda's order. */
  readonly notes: readonly { readonly title: string; readonly text: string }[]
  readonly filed: { readonly filed: number; readonly hidden: number } | null
}

export const Ended = ({ id, counts, sent, waits, refused, notes, draft, filed }: EndedProps): JSX.Element => (
  <section class="ended card" aria-labelledby="ended">
    <h2 id="ended" tabIndex={-1}>
      {text.end.done}
    </h2>
    {refused ? (
      <Notice tone="bad">
        <p>{text.end.refused}</p>
        <ProblemNotice error={refused.error} again={refused.retry} />
      </Notice>
    ) : waits ? (
      <Notice tone="warn" live="status">
        <p>{text.end.sending}</p>
      </Notice>
    ) : sent ? null : (
      <p class="quiet">{text.saving.saving}</p>
    )}
    <h3>{text.figures.title}</h3>
    <Figures counts={counts} />
    {filed && filed.filed + filed.hidden > 0 ? <p>{text.live.closed(filed.filed, filed.hidden)}</p> : null}
    <p class="quiet">{text.end.names}</p>
    {notes.length > 0 ? (
      <>
        <h3>{text.end.notes}</h3>
        <dl class="own-notes">
          {notes.map(note => (
            <div key={note.title}>
              <dt>{note.title}</dt>
              <dd>{note.text}</dd>
            </div>
          ))}
        </dl>
      </>
    ) : null}
    {draft.trim() === '' ? null : (
      <>
        <h3>{text.end.draft}</h3>
        <blockquote>{draft}</blockquote>
      </>
    )}
    <p>{text.end.recordWhy}</p>
    <p class="actions">
      <a class="button primary" href={href('/reviews/{review}/record', { review: id })}>
        {text.end.record}
      </a>
      <a class="button" href={href('/reviews/{review}', { review: id })}>
        {text.end.agenda}
      </a>
    </p>
  </section>
)

/** The record to everybody invited, alike: read first as it will be sent, frozen as it was read. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { isProblem } from '../../kit/api/problem.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { following } from '../calls/following.ts'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly survey: SurveyView | null
  readonly letters: readonly { readonly letter: string; readonly at: string }[]
}

export const MailRecord = ({ id, survey, letters }: Props): JSX.Element => {
  const [reading, setReading] = useState(false)
  const [news, setNews] = useState('')
  if (!survey || survey.status === 'scheduled') {
    return (
      <section class="card">
        <h2>{text.mail}</h2>
        <p class="quiet">{text.mailNone}</p>
      </section>
    )
  }
  const last = letters.at(-1)
  return (
    <section class="card">
      <h2>{text.mail}</h2>
      <p>{text.mailLead(survey.invited)}</p>
      {last && !news ? <p class="quiet">{text.mailedAt(dayAndTime(last.at, browserZone()))}</p> : null}
      <p class="news" role="status">
        {news}
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={() => setReading(true)}>
          {text.mailPreview}
        </button>
      </div>
      {reading ? (
        <Preview
          id={id}
          survey={survey}
          close={() => setReading(false)}
          mailed={number => {
            setReading(false)
            setNews(text.mailed(number))
          }}
        />
      ) : null}
    </section>
  )
}

interface PreviewProps {
  readonly id: ReviewId
  readonly survey: SurveyView
  readonly close: () => void
  readonly mailed: (number: number) => void
}

const Preview = ({ id, survey, close, mailed }: PreviewProps): JSX.Element => {
  const load = useLoad(`letter ${id}`, () => following.previewLetter(id))
  const [changed, setChanged] = useState(false)
  const task = useTask()
  const letter = load.value
  /** Cut off between two calls and pressed again, nobody is mailed twice; other words than were read are not mailed. */
  const mailAll = (seen: string): void =>
    task.run(async () => {
      try {
        await following.makeLetter(id, seen)
      } catch (error) {
        if (!isProblem(error, 'changed_meanwhile')) throw error
        setChanged(true)
        load.again()
        return
      }
      let number = 0
      for (let from: number | null = 0; from !== null; ) {
        const answer: { mailed: number; next: number | null } = await following.mailRecord(survey.id, seen, from)
        number += answer.mailed
        from = answer.next
      }
      mailed(number)
    })
  return (
    <Dialog title={text.mailTitle} close={close} wide>
      {changed ? (
        <Notice tone="warn" live="alert">
          <p>{text.mailChanged}</p>
        </Notice>
      ) : null}
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {letter ? (
        <div class="letter">
          <p>
            <span class="quiet">{text.mailSubject}</span> <strong>{letter.subject}</strong>
          </p>
          <pre tabIndex={0}>{letter.text}</pre>
          <p class="quiet">{text.mailEach}</p>
        </div>
      ) : load.error === undefined ? (
        <Loading rows={6} />
      ) : null}
      <ProblemNotice error={task.error} />
      <div class="actions end">
        <button type="button" class="button quiet" onClick={close}>
          {words.form.cancel}
        </button>
        <button
          type="button"
          class="button primary"
          aria-disabled={task.busy}
          disabled={!letter}
          onClick={() => letter && mailAll(letter.letter)}
        >
          {task.busy ? text.mailing : text.mailDo(survey.invited)}
        </button>
      </div>
    </Dialog>
  )
}

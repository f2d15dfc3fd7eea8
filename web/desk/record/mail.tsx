/** The record to everybody invited, alike; frozen as it stands when the button is pressed. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { following } from '../calls/following.ts'
import { useTask } from '../../kit/load/load.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.record

interface Props {
  readonly id: ReviewId
  readonly survey: SurveyView | null
  readonly letters: readonly { readonly letter: string; readonly at: string }[]
}

export const MailRecord = ({ id, survey, letters }: Props): JSX.Element => {
  const [asking, setAsking] = useState(false)
  const [news, setNews] = useState('')
  const task = useTask()
  if (!survey || survey.status === 'scheduled') {
    return (
      <section class="card">
        <h2>{text.mail}</h2>
        <p class="quiet">{text.mailNone}</p>
      </section>
    )
  }
  /** Cut off between two calls and pressed again, nobody is mailed twice. */
  const mailAll = (): void =>
    task.run(async () => {
      const { letter } = await following.makeLetter(id)
      let mailed = 0
      for (let from: number | null = 0; from !== null; ) {
        const answer: { mailed: number; next: number | null } = await following.mailRecord(survey.id, letter, from)
        mailed += answer.mailed
        from = answer.next
      }
      setAsking(false)
      setNews(text.mailed(mailed))
    })
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
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {text.mailDo}
        </button>
      </div>
      {asking ? (
        <Dialog title={text.mailConfirm} close={() => setAsking(false)}>
          <p>{text.mailLead(survey.invited)}</p>
          <ProblemNotice error={task.error} />
          <div class="actions end">
            <button type="button" class="button quiet" onClick={() => setAsking(false)}>
              {words.form.cancel}
            </button>
            <button type="button" class="button primary" disabled={task.busy} onClick={mailAll}>
              {task.busy ? text.mailing : text.mailDo}
            </button>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}

/** Publishing a quarter's learning review, its next edition, and taking one back. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { standingOf } from '../../../functions/domain/learning-review/edition.ts'
import type { LearningReview } from '../../../functions/domain/learning-review/schema.ts'
import { ConfirmDialog } from '../../kit/controls/confirm.tsx'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { quarterWords as text } from '../../kit/learning-review/words-en.ts'
import { quarterName } from '../../kit/own-quarter.ts'
import { useTask } from '../../kit/load/load.ts'
import { quarterApi } from '../calls/quarter.ts'
import { words } from '../words/en.ts'

interface ReasonProps {
  readonly title: string
  readonly consequences: readonly string[]
  readonly label: string
  readonly hint: string
  readonly confirm: string
  readonly tone: 'danger' | 'primary'
  readonly close: () => void
  readonly work: (reason: string) => Promise<void>
}

const ReasonDialog = (props: ReasonProps): JSX.Element => {
  const { title, consequences, label, hint, confirm, tone, close, work } = props
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const task = useTask()
  return (
    <Dialog title={title} close={close}>
      <form
        onSubmit={event => {
          event.preventDefault()
          setMissing(reason.trim() === '')
          if (reason.trim() !== '') task.run(() => work(reason))
        }}
      >
        <ul class="consequences">
          {consequences.map(what => (
            <li key={what}>{what}</li>
          ))}
        </ul>
        <TextField
          label={label}
          value={reason}
          change={setReason}
          hint={hint}
          rows={3}
          maxLength={500}
          error={missing ? words.form.required : undefined}
        />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {text.publishNot}
          </button>
          <button class={`button ${tone}`} type="submit" aria-disabled={task.busy}>
            {confirm}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface Props {
  readonly review: LearningReview
  /** The review has to be read again. */
  readonly done: () => void
}

/** What can be done with the review as it stands: at most one button publishes, and one takes back. */
export const Publishing = ({ review, done }: Props): JSX.Element => {
  const { quarter, over, editions, since, edition } = review
  const [open, setOpen] = useState<'first' | 'next' | 'back' | null>(null)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const standing = standingOf(editions)
  const isFirst = editions.length === 0
  const close = (): void => setOpen(null)
  const finish = (): void => {
    close()
    setKey(crypto.randomUUID())
    done()
  }
  const mayPublish = edition === null || since !== null
  return (
    <>
      {mayPublish ? (
        <button type="button" class="button primary" onClick={() => setOpen(isFirst ? 'first' : 'next')}>
          {isFirst ? text.publish : text.next}
        </button>
      ) : null}
      {standing ? (
        <button type="button" class="button" onClick={() => setOpen('back')}>
          {text.takeBackEdition}
        </button>
      ) : null}
      {open === 'first' ? (
        <ConfirmDialog
          title={text.publishTitle(quarterName(quarter))}
          consequences={[...(over ? [] : [text.publishRunning]), ...text.publishWhat]}
          tone="primary"
          keep={text.publishNot}
          confirm={text.publishDo}
          close={close}
          work={async () => {
            await quarterApi.publish(quarter)
            finish()
          }}
        />
      ) : null}
      {open === 'next' ? (
        <ReasonDialog
          title={text.nextTitle(quarterName(quarter))}
          consequences={[...(over ? [] : [text.publishRunning]), ...text.nextWhat]}
          label={text.nextReason}
          hint={text.nextReasonHint}
          confirm={text.nextDo}
          tone="primary"
          close={close}
          work={async reason => {
            await quarterApi.publishNext(quarter, reason, key)
            finish()
          }}
        />
      ) : null}
      {open === 'back' && standing ? (
        <ReasonDialog
          title={text.takeBackTitle(standing.number, quarterName(quarter))}
          consequences={text.takeBackWhat}
          label={text.takeBackReason}
          hint={text.takeBackReasonHint}
          confirm={text.takeBackDo}
          tone="danger"
          close={close}
          work={async reason => {
            await quarterApi.takeBack(quarter, standing.number, reason)
            finish()
          }}
        />
      ) : null}
    </>
  )
}

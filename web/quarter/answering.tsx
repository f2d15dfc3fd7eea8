/** The two dialogs of leadership's answers: writing or changing one, and taking one back. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Reply } from '../../functions/domain/reply/reply.ts'
import { Dialog } from '../kit/controls/dialog.tsx'
import { focusFirstError, SelectField, TextField } from '../kit/controls/field.tsx'
import { ProblemNotice } from '../kit/controls/notice.tsx'
import { unreadable } from '../kit/api/problem.ts'
import { NamesPointedOut } from '../kit/form/named.tsx'
import { Overtaken } from '../kit/form/overtaken.tsx'
import { behindIn } from '../kit/learning-review/said.tsx'
import { saidWords } from '../kit/learning-review/words-en-said.ts'
import { useTask } from '../kit/load/load.ts'
import { useNewest } from '../kit/load/newest.ts'
import { repliesApi } from './calls.ts'

const text = saidWords.form
const states = ['done', 'promised'] as const
const places = ['pulse', 'learning-review'] as const

interface Props {
  readonly quarter: string
  /** The one that is changed; null for another one. */
  readonly reply: Reply | null
  readonly close: () => void
  readonly done: () => void
}

/** As it stands in the form; version 0 where it is another one. */
const saidIn = (reply: Reply | null) => ({
  heard: reply?.heard ?? '',
  heardIn: reply?.heardIn ?? places[0],
  done: reply?.done ?? '',
  state: reply?.state ?? states[0],
  behind: reply?.behind ?? '',
  version: reply?.version ?? 0,
})
type Draft = Omit<ReturnType<typeof saidIn>, 'version'>

const shown = (said: Draft): Record<string, string> => ({
  [text.where]: saidWords.heardIn[said.heardIn],
  [text.heard]: said.heard,
  [text.state]: saidWords.states[said.state],
  [text.done]: said.done,
  [text.behind]: said.behind,
})

const readAgain = async (reply: Reply | null) => {
  const there = (await repliesApi.every()).find(one => one.id === reply?.id)
  if (!there) throw unreadable()
  return saidIn(there)
}

export const AnswerDialog = ({ quarter, reply, close, done }: Props): JSX.Element => {
  const [draft, setDraft] = useState<Draft>(() => saidIn(reply))
  const newest = useNewest(
    saidIn(reply),
    () => readAgain(reply),
    (before, theirs) =>
      setDraft(typed => ({
        heard: typed.heard === before.heard ? theirs.heard : typed.heard,
        heardIn: typed.heardIn === before.heardIn ? theirs.heardIn : typed.heardIn,
        done: typed.done === before.done ? theirs.done : typed.done,
        state: typed.state === before.state ? theirs.state : typed.state,
        behind: typed.behind === before.behind ? theirs.behind : typed.behind,
      })),
  )
  const [key] = useState(() => crypto.randomUUID())
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const change = (more: Partial<typeof draft>): void => setDraft({ ...draft, ...more })
  const behind = behindIn(draft.behind)
  const isWrong = draft.behind.trim() !== '' && behind === null
  const missing = (value: string): string | undefined => (tried && value.trim() === '' ? text.required : undefined)
  const save = (): Promise<void> =>
    newest.over(async version => {
      const { heard, heardIn, done: carriedOut, state } = draft
      const said = { heard, heardIn, done: carriedOut, state, behind }
      await (reply ? repliesApi.change(reply.quarter, reply.id, said, version) : repliesApi.add(quarter, said, key))
      done()
    })
  return (
    <Dialog title={reply ? text.change : text.add(quarter)} close={close} wide>
      <form
        ref={form}
        class="stack"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (draft.heard.trim() === '' || draft.done.trim() === '' || isWrong) focusFirstError(form.current)
          else task.run(save)
        }}
      >
        <SelectField
          label={text.where}
          value={draft.heardIn}
          change={value => change({ heardIn: places.find(one => one === value) ?? places[0] })}
          options={places.map(value => ({ value, text: saidWords.heardIn[value] }))}
        />
        <TextField
          label={text.heard}
          hint={text.heardHint}
          value={draft.heard}
          change={heard => change({ heard })}
          rows={2}
          maxLength={500}
          error={missing(draft.heard)}
        />
        <SelectField
          label={text.state}
          value={draft.state}
          change={value => change({ state: states.find(one => one === value) ?? states[0] })}
          options={states.map(value => ({ value, text: saidWords.states[value] }))}
        />
        <TextField
          label={text.done}
          hint={text.doneHint}
          value={draft.done}
          change={said => change({ done: said })}
          rows={2}
          maxLength={500}
          error={missing(draft.done)}
        />
        <NamesPointedOut text={`${draft.heard}\n${draft.done}`} />
        <TextField
          label={text.behind}
          hint={text.behindHint}
          value={draft.behind}
          change={value => change({ behind: value })}
          optional
          maxLength={500}
          error={tried && isWrong ? text.notOne : undefined}
        />
        <Overtaken newest={newest} shown={shown} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {text.cancel}
          </button>
          <button class="button primary" type="submit" aria-disabled={task.busy}>
            {text.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface TakingProps {
  readonly reply: Reply
  readonly close: () => void
  readonly done: () => void
}

export const TakeBackDialog = ({ reply, close, done }: TakingProps): JSX.Element => {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const task = useTask()
  const words = saidWords.takingBack
  const takeBack = async (): Promise<void> => {
    await repliesApi.takeBack(reply.quarter, reply.id, reason)
    done()
  }
  return (
    <Dialog title={words.title} close={close}>
      <form
        class="stack"
        onSubmit={event => {
          event.preventDefault()
          setTried(true)
          if (reason.trim() !== '') task.run(takeBack)
        }}
      >
        <blockquote>{reply.heard}</blockquote>
        <p>{words.what}</p>
        <TextField
          label={words.reason}
          value={reason}
          change={setReason}
          rows={2}
          maxLength={500}
          error={tried && reason.trim() === '' ? text.required : undefined}
        />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button class="button quiet" type="button" onClick={close}>
            {text.cancel}
          </button>
          <button class="button danger" type="submit" aria-disabled={task.busy}>
            {words.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

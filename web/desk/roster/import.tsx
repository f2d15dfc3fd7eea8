/** Many people at once: a file or pasted rows, looked at before anything is written. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import type { RosterAnswer } from '../../../functions/domain/roster/answer.ts'
import type { RosterMapping } from '../../../functions/domain/roster/columns.ts'
import { api } from '../calls/calls.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { RosterFile } from './file.tsx'
import { Looked } from './looked.tsx'

const text = words.roster

interface Props {
  readonly done: (news: string) => void
}

const contentSchema = z.object({ content: z.string() })
/** Longer text slows the box down, nobody reads it there, and a tab keeps no more. */
const shownInBox = 100_000

const nothingAsked: RosterMapping = { columns: {}, zones: {} }

export const queryOf = (mapping: RosterMapping): { mapping?: string } =>
  Object.keys(mapping.columns).length + Object.keys(mapping.zones).length === 0
    ? {}
    : { mapping: JSON.stringify(mapping) }

export const ImportPeople = ({ done }: Props): JSX.Element => {
  const draft = useDraft('roster', contentSchema, () => ({ content: '' }))
  const [file, setFile] = useState<string | null>(null)
  const [mapping, setMapping] = useState(nothingAsked)
  const [answer, setAnswer] = useState<RosterAnswer | null>(null)
  const task = useTask()
  const content = file ?? draft.value.content

  const look = (given: string, asked: RosterMapping): void =>
    task.run(async () => setAnswer(await api.importPeople(given, { dryRun: 'true', ...queryOf(asked) })))
  const forget = (): void => {
    setAnswer(null)
    setMapping(nothingAsked)
    task.reset()
  }
  const open = (read: string): void => {
    forget()
    draft.clear()
    setFile(read)
    look(read, nothingAsked)
  }
  const paste = (next: string): void => {
    forget()
    setFile(null)
    draft.change({ content: next })
  }
  const choose = (next: RosterMapping): void => {
    setMapping(next)
    look(content, next)
  }
  const take = (query: { take?: 'good'; replace?: 'true' }): void =>
    task.run(async () => {
      const {
        added,
        changed,
        removed,
        refused = 0,
      } = await api.importPeople(content, { ...query, ...queryOf(mapping) })
      done(text.result(added, changed, removed))
      // What could not be taken stays here, to be mended.
      if (refused > 0) setAnswer(await api.importPeople(content, { dryRun: 'true', ...queryOf(mapping) }))
      else {
        draft.clear()
        setFile(null)
        forget()
      }
    })

  return (
    <section class="card bring">
      <h2 tabIndex={-1}>{text.importTitle}</h2>
      <p class="hint">{text.importHint}</p>
      <RosterFile open={open} busy={task.busy} />
      {content.length > shownInBox ? null : (
        <>
          <TextField label={text.paste} rows={4} value={content} change={paste} disabled={task.busy} />
          <div class="actions">
            <button
              type="button"
              class={answer ? 'button' : 'button primary'}
              aria-disabled={task.busy}
              disabled={!content.trim()}
              onClick={() => look(content, mapping)}
            >
              {task.busy && !answer ? text.looking : text.look}
            </button>
          </div>
        </>
      )}
      <ProblemNotice error={task.error} />
      {answer ? (
        <Looked answer={answer} content={content} mapping={mapping} choose={choose} busy={task.busy} take={take} />
      ) : null}
    </section>
  )
}

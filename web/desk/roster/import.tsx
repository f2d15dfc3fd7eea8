/** Many people at once: a CSV file or pasted rows, looked at before they are sent. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { api } from '../calls/calls.ts'
import { ApiProblem } from '../../kit/api/problem.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Field, TextField } from '../../kit/controls/field.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { missingFrom, type Preview, previewOf } from './preview.ts'

const text = words.roster
const shownRows = 8

interface Props {
  readonly roster: readonly RosterEntry[]
  readonly done: (news: string) => void
}

const contentSchema = z.object({ content: z.string() })

export const ImportPeople = ({ roster, done }: Props): JSX.Element => {
  const draft = useDraft('roster', contentSchema, () => ({ content: '' }))
  const { content } = draft.value
  const [replacing, setReplacing] = useState(false)
  const task = useTask()
  const preview = previewOf(content)
  const change = (next: string): void => {
    draft.change({ content: next })
    task.reset()
  }
  const send = (replace: boolean): void =>
    task.run(async () => {
      try {
        const { added, changed, removed } = await api.putCsv(content, replace)
        draft.clear()
        done(text.result(added, changed, removed))
      } finally {
        setReplacing(false)
      }
    })
  const gone = preview ? missingFrom(roster, preview.emails) : 0
  const issues = task.error instanceof ApiProblem ? task.error.problem.issues : []
  const badLines = new Set(issues.flatMap(issue => issue.line ?? []))

  return (
    <section class="card">
      <h2>{text.importTitle}</h2>
      <p class="hint">{text.importHint}</p>
      <Field label={text.file}>
        {wiring => (
          <input
            {...wiring}
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={event => {
              const file = event.currentTarget.files?.[0]
              if (file) void file.text().then(change)
            }}
          />
        )}
      </Field>
      <TextField label={text.paste} rows={4} value={content} change={change} placeholder="email,name,group,zone" />
      {preview?.problem ? (
        <Notice tone="warn" live="status">
          <p>{preview.problem === 'no_rows' ? text.noRows : text.noEmail}</p>
        </Notice>
      ) : null}
      <ProblemNotice error={task.error} />
      {preview && !preview.problem ? (
        <>
          <PreviewTable preview={preview} badLines={badLines} />
          <div class="actions">
            <button type="button" class="button primary" disabled={task.busy} onClick={() => send(false)}>
              {text.merge(preview.rows.length)}
            </button>
            <button type="button" class="button" disabled={task.busy} onClick={() => setReplacing(true)}>
              {text.replace}
            </button>
          </div>
        </>
      ) : null}
      {replacing ? (
        <Dialog title={text.replaceTitle} close={() => setReplacing(false)}>
          <p>{text.replaceWhat(gone)}</p>
          <div class="actions end">
            <button type="button" class="button quiet" onClick={() => setReplacing(false)}>
              {words.form.cancel}
            </button>
            <button type="button" class="button danger" disabled={task.busy} onClick={() => send(true)}>
              {text.replaceDo(gone)}
            </button>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}

const PreviewTable = ({ preview, badLines }: { preview: Preview; badLines: ReadonlySet<number> }): JSX.Element => {
  const bad = preview.rows.filter(row => badLines.has(row.line))
  const rows = bad.length > 0 ? bad.slice(0, 50) : preview.rows.slice(0, shownRows)
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={text.preview}>
      <table>
        <caption>
          {bad.length > 0 ? text.badRows(bad.length) : text.previewRows(rows.length, preview.rows.length)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{text.line}</th>
            {preview.heading.map(title => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.line} class={badLines.has(row.line) ? 'bad' : ''}>
              <td class="quiet">{row.line}</td>
              {preview.heading.map((title, index) => (
                <td key={title}>{row.cells[index] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

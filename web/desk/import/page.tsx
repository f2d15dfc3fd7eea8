/** Incidents of another system: looked at first, then taken part by part. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'
import { api } from '../api/calls.ts'
import { Field, TextField } from '../controls/field.tsx'
import { Notice, ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load.ts'
import { paths } from '../routes.ts'
import { browserZone } from '../time.ts'
import { words } from '../words/en.ts'
import { Mapping } from './mapping.tsx'
import { PreviewTable, ProblemTable } from './tables.tsx'
import { type Choice, type Counts, lookQuery, noCounts, sumOf, takeAll, takeQuery } from './steps.ts'

const text = words.import

const freshChoice = (): Choice => ({ columns: {}, zone: browserZone(), severity: '', source: '' })

export const ImportPage = (): JSX.Element => {
  const [content, setContent] = useState('')
  const [choice, setChoice] = useState<Choice>(freshChoice)
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [counts, setCounts] = useState<Counts | null>(null)
  const [done, setDone] = useState(false)
  const task = useTask()

  const look = (given: string, chosen: Choice): void =>
    task.run(async () => {
      setCounts(null)
      setDone(false)
      setAnswer(await api.importIncidents(given, lookQuery(chosen)))
    })
  const change = (next: string): void => {
    setContent(next)
    setAnswer(null)
    setCounts(null)
    setDone(false)
    task.reset()
  }
  const open = async (file: File): Promise<void> => {
    const read = await file.text()
    change(read)
    look(read, choice)
  }
  const choose = (patch: Partial<Choice>): void => {
    const next = { ...choice, ...patch }
    setChoice(next)
    look(content, next)
  }
  const take = (onlyGood: boolean): void =>
    task.run(async () => {
      setDone(false)
      setCounts(noCounts)
      await takeAll(from => api.importIncidents(content, takeQuery(choice, onlyGood, from)), setCounts)
      setDone(true)
    })

  return (
    <div class="stack">
      <p class="crumb">
        <a href={paths.incidents}>{words.incident.listTitle}</a>
      </p>
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      <section class="card">
        <Field label={text.file}>
          {wiring => (
            <input
              {...wiring}
              type="file"
              accept=".json,.csv,application/json,text/csv,text/plain"
              onChange={event => {
                const file = event.currentTarget.files?.[0]
                if (!file) return
                void open(file)
              }}
            />
          )}
        </Field>
        <TextField label={text.paste} rows={5} value={content} change={change} />
        <div class="actions">
          <button
            type="button"
            class="button primary"
            disabled={task.busy || !content.trim()}
            onClick={() => look(content, choice)}
          >
            {task.busy && !answer ? text.looking : text.look}
          </button>
        </div>
      </section>
      {answer && !done ? (
        <>
          <Mapping answer={answer} choice={choice} choose={choose} busy={task.busy} />
          {answer.problemCount > 0 ? <ProblemTable answer={answer} /> : null}
          {answer.passedOver > 0 ? <p class="quiet">{text.passedOver(answer.passedOver)}</p> : null}
          {answer.rows > 0 ? <PreviewTable answer={answer} /> : <p>{text.nothing}</p>}
          {answer.rows > 0 ? (
            <div class="actions">
              {answer.problemCount === 0 ? (
                <button type="button" class="button primary" disabled={task.busy} onClick={() => take(false)}>
                  {text.takeAll(answer.rows)}
                </button>
              ) : (
                <button type="button" class="button" disabled={task.busy} onClick={() => take(true)}>
                  {text.takeGood(answer.rows)}
                </button>
              )}
            </div>
          ) : null}
        </>
      ) : null}
      {answer && counts && !done ? (
        <div role="status">
          <progress value={sumOf(counts)} max={answer.rows} aria-label={text.progress(sumOf(counts), answer.rows)} />
          <p>{text.progress(sumOf(counts), answer.rows)}</p>
        </div>
      ) : null}
      {task.error !== undefined && counts && sumOf(counts) > 0 ? (
        <Notice tone="warn">
          <p>{text.cut(sumOf(counts))}</p>
        </Notice>
      ) : null}
      <ProblemNotice error={task.error} />
      {done && counts ? (
        <Notice tone="good" title={text.done(counts.added, counts.changed, counts.unchanged)} live="status">
          <p>{text.again}</p>
          <p>
            <a href={paths.incidents}>{text.toList}</a>
          </p>
        </Notice>
      ) : null}
    </div>
  )
}

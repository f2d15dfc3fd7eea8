/** What a tracker says of actions since: looked at first, then taken. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { TrackedAnswer } from '../../../functions/domain/action/tracked.ts'
import { actionStatusSchema } from '../../../functions/domain/action/action.ts'
import { type DateOrder, dateOrders } from '../../../functions/domain/time/wall-time.ts'
import { Field, SelectField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'

const text = words.actions.tracked

const statusName = (status: string): string => {
  const known = actionStatusSchema.safeParse(status)
  return known.success ? words.actions.statuses[known.data] : status
}

const Looked = ({ answer }: { answer: TrackedAnswer }): JSX.Element => (
  <>
    <p role="status">{text.would(answer.changed, answer.unchanged, answer.unknown.length)}</p>
    <ul class="citations">
      {answer.changes.map(({ id, text: said, before, after }) => (
        <li key={id}>
          {said}{' '}
          <span class="quiet">
            {text.move(statusName(before.status), before.dueOn, statusName(after.status), after.dueOn)}
          </span>
        </li>
      ))}
      {answer.problems.map(({ line, code, column }) => (
        <li key={`${line} ${column}`}>{text.problem(line, text.problems[code])}</li>
      ))}
    </ul>
  </>
)

export const TrackedImport = ({ done }: { done: (news: string) => void }): JSX.Element => {
  const [file, setFile] = useState('')
  const [order, setOrder] = useState<DateOrder | null>(null)
  const [looked, setLooked] = useState<TrackedAnswer | null>(null)
  const task = useTask()
  const look = (content: string, first: DateOrder | null): void => {
    setFile(content)
    setOrder(first)
    setLooked(null)
    task.run(async () => setLooked(await following.importTracked(content, true, 0, first)))
  }
  const take = (): void =>
    task.run(async () => {
      let changed = 0
      for (let from: number | null = 0; from !== null; ) {
        const answer: TrackedAnswer = await following.importTracked(file, false, from, order)
        changed += answer.changed
        from = answer.next
      }
      setLooked(null)
      done(text.done(changed))
    })
  return (
    <details class="card">
      <summary>{text.title}</summary>
      <p class="quiet">{text.lead}</p>
      <Field label={text.file}>
        {wiring => (
          <input
            {...wiring}
            type="file"
            accept=".csv,.json,.txt,text/csv,application/json"
            disabled={task.busy}
            // The same file, mended, can be chosen again.
            onClick={event => {
              event.currentTarget.value = ''
            }}
            onChange={event => {
              const chosen = event.currentTarget.files?.[0]
              if (chosen) void chosen.text().then(content => look(content, null))
            }}
          />
        )}
      </Field>
      <ProblemNotice error={task.error} />
      {order || looked?.problems.some(({ code }) => code === 'ambiguous_day') ? (
        <SelectField
          label={text.dateOrder}
          value={order ?? ''}
          disabled={task.busy}
          change={given => look(file, dateOrders.find(one => one === given) ?? null)}
          options={[
            { value: '', text: text.orderUnsaid },
            ...(['dmy', 'mdy'] as const).map(value => ({ value, text: text.dateOrders[value] })),
          ]}
        />
      ) : null}
      {looked ? <Looked answer={looked} /> : null}
      {looked && looked.changed > 0 ? (
        <p class="actions end">
          <button type="button" class="button primary" aria-disabled={task.busy} onClick={take}>
            {text.take(looked.changed)}
          </button>
        </p>
      ) : null}
    </details>
  )
}

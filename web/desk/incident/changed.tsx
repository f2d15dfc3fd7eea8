/** Somebody else saved the incident first: what they changed, and both ways on. */
import type { JSX } from 'preact'
import { incidentTimes, type IncidentView } from '../../../functions/domain/incident/incident.ts'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { dropDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { differing, type ShownField } from '../incident-form/changes.ts'

const text = words.incident

const shown = (incident: IncidentView, field: ShownField): string => {
  const value = incident[field]
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return value ? '✓' : ''
  return incidentTimes.some(time => time === field) ? dayAndTime(value, incident.zone) : value
}

interface Props {
  readonly mine: IncidentView
  readonly theirs: IncidentView
  /** Null while the form can't be read. */
  readonly save: (() => Promise<void>) | null
  readonly drop: () => void
}

export const ChangedMeanwhile = ({ mine, theirs, save, drop }: Props): JSX.Element => {
  const task = useTask()
  const fields = differing(mine, theirs)
  const nameOf = (field: ShownField): string => (field === 'zone' ? words.form.zone : text[field])
  return (
    <Notice tone="warn" title={text.changedTitle} live="alert">
      <p>{fields.length > 0 ? text.changedDetail : text.changedNothing}</p>
      <ul>
        {fields.map(field => (
          <li key={field}>{text.changedTo(nameOf(field), shown(mine, field), shown(theirs, field))}</li>
        ))}
      </ul>
      <ProblemNotice error={task.error} />
      <div class="actions">
        <button
          type="button"
          class="button small primary"
          disabled={task.busy || save === null}
          onClick={() =>
            task.run(async () => {
              await save?.()
              dropDraft(`${mine.id} ${mine.version}`)
              go(href('/incidents'))
            })
          }
        >
          {text.mineOnTop}
        </button>
        <button type="button" class="button small" disabled={task.busy} onClick={drop}>
          {text.takeTheirs}
        </button>
      </div>
    </Notice>
  )
}

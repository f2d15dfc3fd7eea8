/** Deleting an incident that was recorded by mistake. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { keptReasons } from '../../../functions/domain/import/undo.ts'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { ApiProblem, isProblem } from '../../kit/api/problem.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { importWords } from '../words/en-import.ts'

const text = words.incident.deletion
const reasonsSchema = z.array(z.enum(keptReasons)).catch([])

const Referred = ({ error }: { error: ApiProblem }): JSX.Element => (
  <Notice tone="warn" title={text.has} live="alert">
    <ul>
      {reasonsSchema.parse(error.problem.reasons).map(reason => (
        <li key={reason}>{importWords.import.reasons[reason]}</li>
      ))}
    </ul>
  </Notice>
)

export const DeleteIncident = ({ incident }: { incident: IncidentView }): JSX.Element => {
  const [asking, setAsking] = useState(false)
  const task = useTask()
  const remove = (): void =>
    task.run(async () => {
      try {
        await api.deleteIncident(incident.id, incident.version)
      } catch (error) {
        // It was deleted, and the reply was lost.
        if (!isProblem(error, 'unknown_incident')) throw error
      }
      go(href('/incidents'))
    })
  const { error } = task
  return (
    <>
      <p role="group" aria-label={text.title}>
        <button type="button" class="button danger-text" onClick={() => setAsking(true)}>
          {text.open}
        </button>
      </p>
      {asking ? (
        <Dialog title={text.title} close={() => setAsking(false)}>
          <p>{text.detail}</p>
          {error instanceof ApiProblem && error.code === 'incident_referred' ? (
            <Referred error={error} />
          ) : (
            <ProblemNotice error={error} />
          )}
          <div class="actions end">
            <button type="button" class="button quiet" onClick={() => setAsking(false)}>
              {words.form.cancel}
            </button>
            <button type="button" class="button danger" aria-disabled={task.busy} onClick={remove}>
              {text.confirm}
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

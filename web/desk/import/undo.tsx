/** Undoing an import, straight after it or later; and the list of earlier ones. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ImportId } from '../../../functions/domain/ids.ts'
import type { KeptIncident } from '../../../functions/domain/import/undo.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { importWords } from '../words/en-import.ts'
import { insistently, type Undone, undoAll, wait } from './steps.ts'

const text = importWords.import
const keptShown = 50

const Kept = ({ kept }: { kept: readonly KeptIncident[] }): JSX.Element => (
  <>
    <p>{text.undo.kept(kept.length)}</p>
    <ul>
      {kept.slice(0, keptShown).map(({ id, title, reasons, fields }) => (
        <li key={id}>
          <a href={href('/incidents/{incident}', { incident: id })}>{title}</a>
          {': '}
          {reasons.map(reason => text.reasons[reason]).join(', ')}
          {fields ? text.undo.fields(fields.map(field => text.fields[field])) : null}
        </li>
      ))}
    </ul>
    {kept.length > keptShown ? <p>{text.undo.further(kept.length - keptShown)}</p> : null}
  </>
)

export const UndoImport = ({ id }: { id: ImportId }): JSX.Element => {
  const [asking, setAsking] = useState(false)
  const [state, setState] = useState<Undone | null>(null)
  const task = useTask()
  const undo = (): void => {
    setAsking(false)
    task.run(async () => {
      const begun = state?.next ? state : { removed: 0, restored: 0, kept: [], next: 0 }
      setState(begun)
      await undoAll(begun, from => insistently(() => api.undoImport(id, from), wait), setState)
    })
  }
  if (state && state.next === null) {
    return (
      <Notice
        tone={state.kept.length > 0 ? 'warn' : 'good'}
        title={text.undo.done(state.removed, state.restored)}
        live="status"
      >
        {state.kept.length > 0 ? <Kept kept={state.kept} /> : null}
      </Notice>
    )
  }
  return (
    <>
      {state && task.busy ? <p role="status">{text.undo.working(state.removed)}</p> : null}
      <ProblemNotice error={task.error} />
      <p>
        <button type="button" class="button" aria-disabled={task.busy} onClick={() => setAsking(true)}>
          {text.undo.button}
        </button>
      </p>
      {asking ? (
        <Dialog title={text.undo.title} close={() => setAsking(false)}>
          <p>{text.undo.detail}</p>
          <div class="actions end">
            <button type="button" class="button quiet" onClick={() => setAsking(false)}>
              {words.form.cancel}
            </button>
            <button type="button" class="button danger" onClick={undo}>
              {text.undo.confirm}
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

interface EarlierProps {
  /** Read again when it changes. */
  readonly state: string
  /** The one that the page itself shows. */
  readonly except: ImportId | null
}

/** Beside the point where it can't be read: then the page is without it. */
export const EarlierImports = ({ state, except }: EarlierProps): JSX.Element | null => {
  const load = useLoad(`imports ${state}`, api.imports)
  const zone = browserZone()
  const runs = load.value?.filter(({ id }) => id !== except) ?? []
  if (runs.length === 0) return null
  return (
    <details class="more">
      <summary>{text.earlier}</summary>
      <p class="hint">{text.earlierHint}</p>
      <ul class="rows">
        {runs.map(({ id, at, system, rows, undoneAt }) => (
          <li class="row" key={id}>
            <div class="row-main">
              <p>{text.earlierRow(text.systems[system] ?? system, rows)}</p>
              <p class="quiet">{dayAndTime(at, zone)}</p>
            </div>
            {undoneAt ? <p class="quiet">{text.undoneOn(dayAndTime(undoneAt, zone))}</p> : <UndoImport id={id} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

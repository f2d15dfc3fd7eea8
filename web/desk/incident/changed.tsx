/** Somebody else saved the incident first: what they changed, and both ways on. */
import type { JSX } from 'preact'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { differences } from '../../kit/form/fields.ts'
import { TheirChanges } from '../../kit/form/overtaken.tsx'
import { overtakenWords } from '../../kit/form/words-en-overtaken.ts'
import { dropDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { formOf, incidentForm } from '../incident-form/fields.ts'

const text = words.incident

interface Props {
  readonly mine: IncidentView
  readonly theirs: IncidentView
  /** Null while the form can't be read. */
  readonly save: (() => Promise<void>) | null
  readonly drop: () => void
  /** Mine were saved on top. */
  readonly done: () => void
}

export const ChangedMeanwhile = ({ mine, theirs, save, drop, done }: Props): JSX.Element => {
  const task = useTask()
  const found = differences(incidentForm(mine.zone), formOf(mine), formOf(theirs))
  return (
    <Notice tone="warn" title={text.changedTitle} live="alert">
      <p>{found.length > 0 ? text.changedDetail : overtakenWords.nothing}</p>
      <TheirChanges found={found} />
      <ProblemNotice error={task.error} />
      <div class="actions">
        <button
          type="button"
          class="button small primary"
          aria-disabled={task.busy}
          disabled={save === null}
          onClick={() =>
            task.run(async () => {
              await save?.()
              dropDraft(`${mine.id} ${mine.version}`)
              done()
            })
          }
        >
          {text.mineOnTop}
        </button>
        <button type="button" class="button small" aria-disabled={task.busy} onClick={drop}>
          {text.takeTheirs}
        </button>
      </div>
    </Notice>
  )
}

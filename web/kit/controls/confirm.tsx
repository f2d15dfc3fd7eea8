/** Before something that cannot be taken back: what it comes to, and two buttons that say what they do. */
import type { JSX } from 'preact'
import { useTask } from '../load/load.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNotice } from './notice.tsx'

interface Props {
  readonly title: string
  /** A sentence each. */
  readonly consequences: readonly string[]
  readonly tone: 'danger' | 'primary'
  readonly keep: string
  readonly confirm: string
  readonly close: () => void
  /** A refusal is shown, and the dialog stays. */
  readonly work: () => Promise<void>
}

export const ConfirmDialog = ({ title, consequences, tone, keep, confirm, close, work }: Props): JSX.Element => {
  const task = useTask()
  return (
    <Dialog title={title} close={close}>
      <ul class="consequences">
        {consequences.map(what => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <ProblemNotice error={task.error} />
      <div class="actions end">
        <button class="button quiet" type="button" onClick={close}>
          {keep}
        </button>
        <button class={`button ${tone}`} type="button" aria-disabled={task.busy} onClick={() => task.run(work)}>
          {confirm}
        </button>
      </div>
    </Dialog>
  )
}

/** That the roster was replaced, and the one press that undoes it. */
import type { JSX } from 'preact'
import { Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { api } from '../calls/calls.ts'
import { words } from '../words/en.ts'

const text = words.roster.replaced

interface Props {
  /** Changes whenever the roster may have. */
  readonly state: string
  readonly done: (news: string) => void
}

export const Replaced = ({ state, done }: Props): JSX.Element | null => {
  const load = useLoad(`replaced ${state}`, api.replaced)
  const task = useTask()
  const found = load.value
  if (!found) return <ProblemNotice error={load.error} />
  const undo = (): void =>
    task.run(async () => {
      const { restored, left } = await api.undoReplaced(found.id)
      done(text.undone(restored, left))
    })
  const when = (instant: string): string => dayAndTime(instant, browserZone())
  return (
    <Notice tone="info" title={text.title}>
      <p>{text.what(when(found.at), found.by, found.added, found.changed, found.removed)}</p>
      <p>{text.until(when(found.until))}</p>
      <p>
        <button type="button" class="button small" aria-disabled={task.busy} onClick={undo}>
          {text.undo}
        </button>
      </p>
      <ProblemNotice error={task.error} />
    </Notice>
  )
}

/** Undoing what was changed of several actions at once: each is as it was, unless it was changed since. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ActionChange } from '../../../functions/domain/action/action.ts'
import { inParallel } from '../../../functions/domain/in-parallel.ts'
import { isProblem } from '../../kit/api/problem.ts'
import { useTask } from '../../kit/load/load.ts'
import { following } from '../calls/following.ts'
import { words } from '../words/en.ts'
import type { Changed } from './bulk.tsx'

const text = words.actions.bulk.undo

const atOnce = 4

type Told = 'undone' | 'changedSince' | 'failed'

/** Only what the change left otherwise. */
const backOf = ({ before, after }: Changed): ActionChange => ({
  ...(before.owner === after.owner ? {} : { owner: before.owner }),
  ...(before.ownerEmail === after.ownerEmail ? {} : { ownerEmail: before.ownerEmail }),
  ...(before.dueOn === after.dueOn ? {} : { dueOn: before.dueOn }),
  ...(before.status === after.status ? {} : { status: before.status, takesBack: true as const }),
  ...(before.reason === after.reason ? {} : { reason: before.reason }),
  version: after.version,
})

interface Props {
  readonly changed: readonly Changed[]
  readonly done: () => void
}

export const BulkUndo = ({ changed, done }: Props): JSX.Element => {
  const [told, setTold] = useState<ReadonlyMap<string, Told>>(new Map())
  const task = useTask()
  const left = changed.filter(({ after }) => (told.get(after.id) ?? 'failed') === 'failed')
  const undo = (): void =>
    task.run(async () => {
      const results = await inParallel(left, atOnce, async (one): Promise<[string, Told]> => {
        try {
          await following.changeAction(one.after.id, backOf(one))
          return [one.after.id, 'undone']
        } catch (error) {
          return [one.after.id, isProblem(error, 'changed_meanwhile') ? 'changedSince' : 'failed']
        }
      })
      setTold(before => new Map([...before, ...results]))
      done()
    })
  return (
    <section class="card" aria-label={text.title}>
      <h2>{text.title}</h2>
      {left.length > 0 ? (
        <>
          <p class="quiet">{text.lead}</p>
          <p class="actions">
            <button type="button" class="button" aria-disabled={task.busy} onClick={undo}>
              {text.button(left.length)}
            </button>
          </p>
        </>
      ) : null}
      <div role="status">
        {told.size > 0 ? (
          <ul class="citations">
            {changed.flatMap(({ after }) => {
              const what = told.get(after.id)
              return what ? (
                <li key={after.id}>
                  {after.text} <strong>{text.told[what]}</strong>
                </li>
              ) : (
                []
              )
            })}
          </ul>
        ) : null}
      </div>
    </section>
  )
}

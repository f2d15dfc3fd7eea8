/** One failure mode under another name, or counted as another one. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { FailureModeView } from '../../../functions/domain/incident/failure-mode.ts'
import { unreadable } from '../../kit/api/problem.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { Overtaken } from '../../kit/form/overtaken.tsx'
import { useTask } from '../../kit/load/load.ts'
import { useNewest } from '../../kit/load/newest.ts'
import { words } from '../words/en.ts'
import type { Listed } from './listed.ts'

const text = words.failureMode

/** `mergedInto` is a key, which mostly reads like the name. */
const shown = ({ name, mergedInto }: FailureModeView): Record<string, string> => ({
  [text.name]: name,
  [text.mergeInto]: mergedInto ?? '',
})

const readAgain = async (key: string): Promise<FailureModeView> => {
  const found = (await api.failureModes()).find(one => one.key === key)
  if (!found) throw unreadable()
  return found
}

interface RenameProps {
  readonly mode: Listed
  readonly close: () => void
  readonly done: (name: string) => void
}

export const RenameDialog = ({ mode, close, done }: RenameProps): JSX.Element => {
  const [name, setName] = useState(mode.name)
  const [missing, setMissing] = useState(false)
  const newest = useNewest<FailureModeView>(
    mode,
    () => readAgain(mode.key),
    (before, theirs) => setName(typed => (typed === before.name ? theirs.name : typed)),
  )
  const task = useTask()
  return (
    <Dialog title={text.renameOf(mode.name)} close={close}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setMissing(!name.trim())
          if (!name.trim()) return
          task.run(() =>
            newest.over(async version => {
              const changed = await api.changeFailureMode(mode.key, { name: name.trim(), version })
              done(changed.name)
            }),
          )
        }}
      >
        <TextField
          label={text.name}
          value={name}
          change={setName}
          maxLength={200}
          error={missing ? words.form.required : undefined}
        />
        <Overtaken newest={newest} shown={shown} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={task.busy}>
            {text.rename}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface MergeProps {
  readonly mode: Listed
  readonly others: readonly Listed[]
  readonly close: () => void
  readonly done: (into: string, version: number) => void
}

export const MergeDialog = ({ mode, others, close, done }: MergeProps): JSX.Element => {
  const [into, setInto] = useState('')
  const [missing, setMissing] = useState(false)
  const newest = useNewest<FailureModeView>(
    mode,
    () => readAgain(mode.key),
    () => {},
  )
  const task = useTask()
  const target = others.find(({ key }) => key === into)
  return (
    <Dialog title={text.mergeOf(mode.name)} close={close}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setMissing(!target)
          if (!target) return
          task.run(() =>
            newest.over(async before => {
              const { version } = await api.changeFailureMode(mode.key, { mergedInto: target.key, version: before })
              done(target.name, version)
            }),
          )
        }}
      >
        <SelectField
          label={text.mergeInto}
          value={into}
          change={setInto}
          hint={text.mergeHint}
          error={missing ? words.form.required : undefined}
          options={[
            { value: '', text: text.choose },
            ...others.map(({ key, name, total }) => ({ value: key, text: `${name} (${total})` })),
          ]}
        />
        <Overtaken newest={newest} shown={shown} />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={task.busy}>
            {text.mergeDo}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

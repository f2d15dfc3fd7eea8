/** One person, added or changed. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { emailSchema, type RosterEntry, senioritySchema } from '../../../functions/domain/person.ts'
import { api } from '../api/calls.ts'
import { Dialog } from '../controls/dialog.tsx'
import { focusFirstError, SelectField, TextField, ZoneField } from '../controls/field.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load.ts'
import { browserZone, isZone } from '../time.ts'
import { words } from '../words/en.ts'

const text = words.roster

interface Props {
  /** Null for somebody new. */
  readonly entry: RosterEntry | null
  readonly close: () => void
  readonly done: (news: string) => void
}

export const PersonDialog = ({ entry, close, done }: Props): JSX.Element => {
  const [email, setEmail] = useState(entry?.email ?? '')
  const [name, setName] = useState(entry?.name ?? '')
  const [group, setGroup] = useState(entry?.group ?? '')
  const [seniority, setSeniority] = useState(entry?.seniority ?? '')
  const [zone, setZone] = useState(entry?.zone ?? browserZone())
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const address = emailSchema.safeParse(email)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!address.success || !isZone(zone)) {
      focusFirstError(form.current)
      return
    }
    task.run(async () => {
      const known = senioritySchema.safeParse(seniority)
      await api.putPeople([{ email: address.data, name, group, seniority: known.success ? known.data : null, zone }])
      done(text.added(name || address.data))
    })
  }
  return (
    <Dialog title={entry ? text.editTitle : text.addTitle} close={close}>
      <form ref={form} onSubmit={submit} noValidate>
        <TextField
          label={text.columns.email}
          type="email"
          value={email}
          change={setEmail}
          disabled={entry !== null}
          error={tried && !address.success ? text.badEmail : undefined}
        />
        <TextField label={text.columns.name} value={name} change={setName} maxLength={200} optional />
        <div class="fields">
          <TextField label={text.columns.group} value={group} change={setGroup} maxLength={100} optional />
          <SelectField
            label={text.columns.seniority}
            value={seniority}
            change={setSeniority}
            options={[
              { value: '', text: text.unknown },
              ...senioritySchema.options.map(value => ({ value, text: text.seniorities[value] })),
            ]}
          />
        </div>
        <ZoneField
          label={text.columns.zone}
          value={zone}
          change={setZone}
          error={isZone(zone) ? undefined : words.form.noZone}
        />
        <ProblemNotice error={task.error} />
        <div class="actions end">
          <button type="button" class="button quiet" onClick={close}>
            {words.form.cancel}
          </button>
          <button type="submit" class="button primary" disabled={task.busy}>
            {entry ? words.form.save : text.add}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

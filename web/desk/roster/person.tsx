/** One person, added or changed. */
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import * as z from 'zod'
import { emailSchema, type RosterEntry, senioritySchema } from '../../../functions/domain/people/person.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { focusFirstError, SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useDraft } from '../../kit/load/draft.ts'
import { useTask } from '../../kit/load/load.ts'
import { browserZone, isZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.roster

interface Props {
  /** Null for somebody new. */
  readonly entry: RosterEntry | null
  readonly close: () => void
  readonly done: (news: string) => void
}

const personFormSchema = z.object({
  email: z.string(),
  name: z.string(),
  group: z.string(),
  seniority: z.string(),
  zone: z.string(),
})

export const PersonDialog = ({ entry, close: closeDialog, done }: Props): JSX.Element => {
  const draft = useDraft(`person ${entry?.email ?? 'new'}`, personFormSchema, () => ({
    email: entry?.email ?? '',
    name: entry?.name ?? '',
    group: entry?.group ?? '',
    seniority: entry?.seniority ?? '',
    zone: entry?.zone ?? browserZone(),
  }))
  const { email, name, group, seniority, zone } = draft.value
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const task = useTask()
  const address = emailSchema.safeParse(email)

  const close = (): void => {
    draft.clear()
    closeDialog()
  }

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
      draft.clear()
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
          change={value => draft.change({ email: value })}
          disabled={entry !== null}
          error={tried && !address.success ? text.badEmail : undefined}
        />
        <TextField
          label={text.columns.name}
          value={name}
          change={value => draft.change({ name: value })}
          maxLength={200}
          optional
        />
        <div class="fields">
          <TextField
            label={text.columns.group}
            value={group}
            change={value => draft.change({ group: value })}
            maxLength={100}
            optional
          />
          <SelectField
            label={text.columns.seniority}
            value={seniority}
            change={value => draft.change({ seniority: value })}
            options={[
              { value: '', text: text.unknown },
              ...senioritySchema.options.map(value => ({ value, text: text.seniorities[value] })),
            ]}
          />
        </div>
        <ZoneField
          label={text.columns.zone}
          value={zone}
          change={value => draft.change({ zone: value })}
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

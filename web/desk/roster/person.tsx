/** One person, added or changed. */
import type { JSX } from 'preact'
import { emailSchema } from '../../../functions/domain/people/address.ts'
import { type RosterEntry, senioritySchema } from '../../../functions/domain/people/person.ts'
import { api } from '../calls/calls.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { Form, useForm } from '../../kit/form/form.tsx'
import { Input } from '../../kit/form/input.tsx'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.roster

interface Props {
  /** Null for somebody new. */
  readonly entry: RosterEntry | null
  readonly close: () => void
  readonly done: (news: string) => void
}

const fields = {
  email: { kind: 'email', label: text.columns.email, missing: text.badEmail },
  name: { kind: 'text', label: text.columns.name, longest: 200, optional: true },
  group: { kind: 'text', label: text.columns.group, longest: 100, optional: true },
  seniority: {
    kind: 'choice',
    label: text.columns.seniority,
    options: [
      { value: '', text: text.unknown },
      ...senioritySchema.options.map(value => ({ value, text: text.seniorities[value] })),
    ],
  },
  zone: { kind: 'zone', label: text.columns.zone },
} as const

export const PersonDialog = ({ entry, close, done }: Props): JSX.Element => {
  const form = useForm({
    fields: { ...fields, email: { ...fields.email, disabled: entry !== null } },
    draft: `person ${entry?.email ?? 'new'}`,
    initial: {
      email: entry?.email ?? '',
      name: entry?.name ?? '',
      group: entry?.group ?? '',
      seniority: entry?.seniority ?? '',
      zone: entry?.zone ?? browserZone(),
    },
    check: ({ email }) => (emailSchema.safeParse(email).success ? {} : { email: text.badEmail }),
  })
  const leave = (): void => {
    form.clear()
    close()
  }
  return (
    <Dialog title={entry ? text.editTitle : text.addTitle} close={leave}>
      <Form
        form={form}
        cancel={close}
        save={entry ? words.form.save : text.add}
        shows={entry ? 'differences' : undefined}
        send={async ({ email, seniority, ...person }) => {
          const address = emailSchema.parse(email)
          const known = senioritySchema.safeParse(seniority)
          await api.putPeople([{ ...person, email: address, seniority: known.success ? known.data : null }])
          done(text.added(person.name || address))
        }}
      >
        <Input {...form.input('email')} />
        <Input {...form.input('name')} />
        <div class="fields">
          <Input {...form.input('group')} />
          <Input {...form.input('seniority')} />
        </div>
        <Input {...form.input('zone')} />
      </Form>
    </Dialog>
  )
}

/** The outbox. */
import { mailSchema } from '../domain/mail/mail.ts'
import { toldMailSchema } from '../domain/mail/told.ts'
import { kind, keyOf } from './kind.ts'

/** In the index `queue` stand mails that wait: the attribute of this name is of the mail, and goes once it is settled. */
export const waitingMail = 'mail'

const outbox = { table: 'people', partition: 'mail#{about}', sort: '{kind}#{version}#{to}' } as const

export const mail = kind({
  ...outbox,
  name: 'mail',
  schema: mailSchema,
  kept: {
    row: 'mail',
    holds: 'which mail goes to whom and when; what leadership’s mail says',
    retentionDays: 30,
    until: 'the survey closes',
  },
})

export const toldMail = kind({
  ...outbox,
  name: 'reminderMail',
  schema: toldMailSchema,
  kept: {
    row: 'reminderMail',
    holds: 'which action its owner’s address is reminded of, and when; who is mailed the record of a meeting',
    retentionDays: 30,
    until: 'it is queued',
  },
})

/** As its sender finds it, by what its key is. */
export const anyMail = kind({
  table: outbox.table,
  name: 'mail',
  partition: '{pk}',
  sort: '{sk}',
  schema: mailSchema.or(toldMailSchema),
  kept: mail.kept,
})

/** As a mail carries it; `version` keeps mails of one kind to one address apart. */
export const mailKey = (about: string, kindOfMail: string, version: string, to: string): { pk: string; sk: string } => {
  const { pk = '', sk = '' } = keyOf(mail, { about, kind: kindOfMail, version, to })
  return { pk, sk }
}

/** The outbox. */
import { deliveredMailSchema } from '../domain/mail/delivery.ts'
import { mailSchema } from '../domain/mail/mail.ts'
import { toldMailSchema } from '../domain/mail/told.ts'
import { kind, keyOf, part, partitionOf } from './kind.ts'

/** The `queue` attribute of a mail that waits, in the index of that name; removed when it has an outcome. */
export const waitingMail = 'mail'

const outbox = { table: 'people', partition: 'mail#{about}', sort: '{kind}#{version}#{to}' } as const

export const mail = kind({
  ...outbox,
  name: 'mail',
  schema: mailSchema,
  kept: {
    row: 'mail',
    holds: 'which mail goes to whom and when, what became of it, and who asks; the content of leadership’s mail',
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
    holds:
      'which action its owner’s address is reminded of, and when; who is mailed the record of a meeting, or who leads it now',
    retentionDays: 30,
    until: 'it is queued',
  },
})

/** A mail as its sender finds it, by its key. */
export const anyMail = kind({
  table: outbox.table,
  name: 'mail',
  partition: '{pk}',
  sort: '{sk}',
  schema: mailSchema.or(toldMailSchema),
  kept: mail.kept,
})

/** A survey's mails as their delivery is told from them. */
export const deliveredMail = part(mail, deliveredMailSchema)

/** Where all mail about a survey stands. */
export const mailPartition = (about: string): string => partitionOf(mail, { about })

/** The key as the mail itself carries it. `version` tells apart mails of one kind to the same address. */
export const mailKey = (about: string, kindOfMail: string, version: string, to: string): { pk: string; sk: string } => {
  const { pk = '', sk = '' } = keyOf(mail, { about, kind: kindOfMail, version, to })
  return { pk, sk }
}

/** SES's reports through SNS about mails, from event publishing (`eventType`) or the older notifications. */
import * as z from 'zod'
import type { ReturnReason } from '../domain/mail/delivery.ts'
import { plainAddress } from '../domain/people/address.ts'
import { instantSchema } from '../domain/time/instants.ts'

/** The part of an SNS event that is used. */
export const snsEventSchema = z.object({
  Records: z.array(
    z.object({ Sns: z.object({ Message: z.string(), Timestamp: instantSchema.optional().catch(undefined) }) }),
  ),
})

const said = z.string().optional().catch(undefined)
/** One that nobody can read is an address of nobody: it takes nobody else's report with it. */
const recipients = z.array(
  z.object({ emailAddress: z.string().catch(''), status: said, diagnosticCode: said }).catch({ emailAddress: '' }),
)
const mailEventSchema = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: said,
      bouncedRecipients: recipients,
      timestamp: instantSchema.optional().catch(undefined),
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: recipients,
      complaintFeedbackType: z.string().nullish().catch(undefined),
      timestamp: instantSchema.optional().catch(undefined),
    })
    .optional(),
})
type MailEvent = z.infer<typeof mailEventSchema>

/** 'returned' stops nothing: the mail came back for now. */
export interface Stop {
  readonly email: string
  readonly reason: 'bounced' | 'complained' | 'returned'
  readonly why?: ReturnReason
  /** When SES says that it happened. */
  readonly at?: string | undefined
}

/** SES may report an address with a display name around it, as in the mail's header. Every address of a roster is one here. */
const addressSchema = z
  .string()
  .transform(mailbox => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase())
  .pipe(z.string().max(254).regex(plainAddress))

const whyByStatus: readonly (readonly [RegExp, ReturnReason])[] = [
  // RFC 3463: no such mailbox, no such system, a mailbox that moved or is switched off.
  [/^5\.1\.[1236]|^5\.2\.1|^5\.1\.10/, 'no-mailbox'],
  [/^[45]\.2\.[23]|^4\.3\.1/, 'mailbox-full'],
  [/^[45]\.7\./, 'refused'],
  [/^[45]\.4\./, 'unreachable'],
]

const whyBySubType: Readonly<Record<string, ReturnReason>> = {
  NoEmail: 'no-mailbox',
  Suppressed: 'known-bad',
  OnAccountSuppressionList: 'known-bad',
  MailboxFull: 'mailbox-full',
  ContentRejected: 'refused',
  AttachmentRejected: 'refused',
  MessageTooLarge: 'refused',
}

/** What was said, as one of a closed list: a server's own words may quote anything. */
const whyOf = (subType: string | undefined, status: string | undefined, said: string | undefined): ReturnReason => {
  const known = whyBySubType[subType ?? '']
  if (known) return known
  const code = status ?? /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(said ?? '')?.[0] ?? ''
  return whyByStatus.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'
}

/** Addresses that can be read. One that cannot keeps nobody else's report from being noted. */
const readable = (addresses: z.infer<typeof recipients>) =>
  addresses.flatMap(({ emailAddress, ...said }) => {
    const parsed = addressSchema.safeParse(emailAddress)
    return parsed.success ? [{ email: parsed.data, ...said }] : []
  })

const bouncedIn = (bounce: NonNullable<MailEvent['bounce']>): Stop[] => {
  // Transient bounces (a full mailbox, an absence note) and undetermined ones say nothing about the address.
  const reason = bounce.bounceType === 'Permanent' ? 'bounced' : 'returned'
  const at = bounce.timestamp === undefined ? {} : { at: bounce.timestamp }
  return readable(bounce.bouncedRecipients).map(({ email, status, diagnosticCode }) => ({
    email,
    reason,
    why: whyOf(bounce.bounceSubType, status, diagnosticCode),
    ...at,
  }))
}

const complainedIn = ({ complainedRecipients, timestamp }: NonNullable<MailEvent['complaint']>): Stop[] =>
  readable(complainedRecipients).map(({ email }) => ({
    email,
    reason: 'complained',
    ...(timestamp === undefined ? {} : { at: timestamp }),
  }))

const allRead = (stops: readonly Stop[], addresses: z.infer<typeof recipients>): Reported => ({
  stops,
  unread: addresses.length - stops.length,
})

export interface Reported {
  readonly stops: readonly Stop[]
  /** Addresses in it that nobody can read. */
  readonly unread: number
}

const nothing: Reported = { stops: [], unread: 0 }

const stopsIn = (event: MailEvent): Reported | null => {
  const type = event.eventType ?? event.notificationType
  if (type === 'Bounce') {
    return event.bounce ? allRead(bouncedIn(event.bounce), event.bounce.bouncedRecipients) : null
  }
  if (type === 'Complaint') {
    if (!event.complaint) return null
    // RFC 5965: this type withdraws an earlier complaint or says that there is none.
    if (event.complaint.complaintFeedbackType === 'not-spam') return nothing
    return allRead(complainedIn(event.complaint), event.complaint.complainedRecipients)
  }
  return type === undefined ? null : nothing
}

/** The addresses that a message is about; null if it is not something SES sends. */
export const stopsOf = (message: string): Reported | null => {
  try {
    const parsed = mailEventSchema.safeParse(JSON.parse(message))
    return parsed.success ? stopsIn(parsed.data) : null
  } catch {
    return null
  }
}

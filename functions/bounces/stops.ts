/** SES's reports through SNS about mails, from event publishing (`eventType`) or the older notifications. */
import * as z from 'zod'

/** The part of an SNS event that is used. */
export const snsEventSchema = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string() }) })),
})

const recipients = z.array(z.object({ emailAddress: z.string() }))
const mailEventSchema = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  bounce: z.object({ bounceType: z.string(), bouncedRecipients: recipients }).optional(),
  complaint: z.object({ complainedRecipients: recipients, complaintFeedbackType: z.string().nullish() }).optional(),
})
type MailEvent = z.infer<typeof mailEventSchema>

export interface Stop {
  readonly email: string
  readonly reason: 'bounced' | 'complained'
}

/** SES may report an address with a display name around it, as in the mail's header. */
const addressSchema = z
  .string()
  .transform(mailbox => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase())
  .pipe(z.email().max(254))

const stopsFor = (reason: Stop['reason'], addresses: z.infer<typeof recipients>): Stop[] | null => {
  const parsed = z.array(addressSchema).safeParse(addresses.map(({ emailAddress }) => emailAddress))
  return parsed.success ? parsed.data.map(email => ({ email, reason })) : null
}

const stopsIn = (event: MailEvent): Stop[] | null => {
  const type = event.eventType ?? event.notificationType
  if (type === 'Bounce') {
    if (!event.bounce) return null
    // Transient bounces (a full mailbox, an absence note) and undetermined ones say nothing about the address.
    return event.bounce.bounceType === 'Permanent' ? stopsFor('bounced', event.bounce.bouncedRecipients) : []
  }
  if (type === 'Complaint') {
    if (!event.complaint) return null
    // RFC 5965: this type withdraws an earlier complaint or says that there is none.
    const meant = event.complaint.complaintFeedbackType !== 'not-spam'
    return meant ? stopsFor('complained', event.complaint.complainedRecipients) : []
  }
  return type === undefined ? null : []
}

/** The addresses that a message says to stop; null if it is not something SES sends. */
export const stopsOf = (message: string): Stop[] | null => {
  try {
    const parsed = mailEventSchema.safeParse(JSON.parse(message))
    return parsed.success ? stopsIn(parsed.data) : null
  } catch {
    return null
  }
}

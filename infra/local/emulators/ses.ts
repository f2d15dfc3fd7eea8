/** Amazon SES on this machine: the calls of its v1 query protocol that a sender uses, with quota, rate and refusals. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Mailbox } from './mailbox.ts'

const addresses = z.array(z.string()).transform(list => list.map(address => address.toLowerCase()))

/** What `POST /local/ses` takes: each field given replaces what stood; `sandbox` puts its limits over the others. */
export const sesSettingsSchema = z.strictObject({
  perSecond: z.number().positive().optional(),
  perDay: z.number().nonnegative().optional(),
  sandbox: z.boolean().optional(),
  /** Sending is stopped for the whole account. */
  paused: z.boolean().optional(),
  reject: addresses.optional(),
  bounce: addresses.optional(),
  /** Their mailbox is full: the mail comes back for now. */
  full: addresses.optional(),
  complain: addresses.optional(),
})

export interface SesSettings {
  readonly perSecond: number
  readonly perDay: number
  readonly sandbox: boolean
  readonly paused: boolean
  readonly reject: readonly string[]
  readonly bounce: readonly string[]
  readonly full: readonly string[]
  readonly complain: readonly string[]
}

export interface MailEvent {
  readonly eventType: 'Bounce' | 'Complaint'
  readonly address: string
  /** Of a bounce: whether it may pass. */
  readonly passing?: boolean
  readonly messageId: string
  readonly at: string
}

export interface Ses {
  readonly settings: () => SesSettings
  /** Throws a ZodError on what is no setting. */
  readonly set: (change: unknown) => SesSettings
  /** A form-encoded request in, XML out. */
  readonly answer: (form: URLSearchParams) => Promise<{ status: number; body: string }>
}

export interface SesWorld {
  readonly mailbox: Mailbox
  /** The local clock, which the daily quota follows; the rate follows the real one. */
  readonly now: () => Date
  /** Told after the answer is made, for mails that name a configuration set: SES publishes nothing without one. */
  readonly publish: (event: MailEvent) => void
}

const dayMilliseconds = 24 * 60 * 60 * 1000

const initial: SesSettings = {
  perSecond: 14,
  perDay: 50_000,
  sandbox: false,
  paused: false,
  reject: [],
  bounce: [],
  full: [],
  complain: [],
}
const sandboxLimits = { perSecond: 1, perDay: 200 }

const namespace = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"'

const done = (action: string, result: string) => ({
  status: 200,
  body: `<${action}Response ${namespace}><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
})

const refused = (code: string, message: string) => ({
  status: 400,
  body: `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
})

const addressOf = (mailbox: string): string => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase()

const members = (form: URLSearchParams, prefix: string): string[] =>
  [...form].filter(([name]) => name.startsWith(`${prefix}.member.`)).map(([, value]) => value)

/** Folded header lines joined; the last of a name is not looked for: recipients stand in the first. */
const header = (mime: Buffer, name: string): string => {
  const head = mime.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const line = lines.find(candidate => candidate.toLowerCase().startsWith(`${name}:`))
  return line ? line.slice(name.length + 1).trim() : ''
}

/** `SendEmail` has parts rather than MIME: this is the message they make. */
const mimeOf = (form: URLSearchParams, to: readonly string[]): Buffer => {
  const part = (type: string, text: string) =>
    `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}\r\n`
  const boundary = `=_${randomUUID()}`
  const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const parts = [
    ['plain', form.get('Message.Body.Text.Data')],
    ['html', form.get('Message.Body.Html.Data')],
  ].flatMap(([type, text]) => (type && text ? [`--${boundary}\r\n${part(type, text)}`] : []))
  return Buffer.from(
    `From: ${form.get('Source') ?? ''}\r\nTo: ${to.join(', ')}\r\nSubject: ${encoded(form.get('Message.Subject.Data') ?? '')}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${parts.join('')}--${boundary}--\r\n`,
  )
}

export const createSes = (world: SesWorld): Ses => {
  let settings = initial
  let lastSecond: number[] = []
  let lastDay: number[] = []
  const limits = () => (settings.sandbox ? { ...settings, ...sandboxLimits } : settings)
  const sentLastDay = () => {
    const since = world.now().getTime() - dayMilliseconds
    lastDay = lastDay.filter(at => at > since)
    return lastDay.length
  }

  const send = async (action: string, to: string[], mime: Buffer, configurationSet: string) => {
    const recipients = to.map(addressOf).filter(Boolean)
    if (recipients.length === 0) return refused('InvalidParameterValue', 'Missing final recipient.')
    if (settings.paused) return refused('AccountSendingPausedException', 'Email sending is disabled for your account.')
    const realNow = performance.now()
    lastSecond = lastSecond.filter(at => at > realNow - 1000)
    // SES counts recipients, not messages, against both limits.
    if (lastSecond.length + recipients.length > limits().perSecond) {
      return refused('Throttling', 'Maximum sending rate exceeded.')
    }
    if (sentLastDay() + recipients.length > limits().perDay) {
      return refused('Throttling', 'Daily message quota exceeded.')
    }
    const rejected = recipients.find(address => settings.reject.includes(address))
    if (rejected) return refused('MessageRejected', 'Email address is not verified.')
    lastSecond.push(...recipients.map(() => realNow))
    lastDay.push(...recipients.map(() => world.now().getTime()))
    const at = world.now().toISOString()
    const messageId = await world.mailbox.add(recipients, mime, at)
    for (const address of configurationSet ? recipients : []) {
      if (settings.bounce.includes(address)) world.publish({ eventType: 'Bounce', address, messageId, at })
      if (settings.full.includes(address)) {
        world.publish({ eventType: 'Bounce', passing: true, address, messageId, at })
      }
      if (settings.complain.includes(address)) world.publish({ eventType: 'Complaint', address, messageId, at })
    }
    return done(action, `<MessageId>${messageId}</MessageId>`)
  }

  return {
    settings: () => settings,
    set: change => {
      const given = Object.entries(sesSettingsSchema.parse(change)).filter(([, value]) => value !== undefined)
      settings = { ...settings, ...Object.fromEntries(given) }
      return settings
    },
    answer: async form => {
      const action = form.get('Action') ?? ''
      if (action === 'GetSendQuota') {
        const { perDay, perSecond } = limits()
        return done(
          action,
          `<Max24HourSend>${perDay}</Max24HourSend><MaxSendRate>${perSecond}</MaxSendRate><SentLast24Hours>${sentLastDay()}</SentLast24Hours>`,
        )
      }
      if (action === 'SendRawEmail') {
        const mime = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
        const named = members(form, 'Destinations')
        const inHeader = ['to', 'cc', 'bcc'].flatMap(name => header(mime, name).split(',')).filter(Boolean)
        const set = form.get('ConfigurationSetName') ?? header(mime, 'x-ses-configuration-set')
        return send(action, named.length > 0 ? named : inHeader.map(addressOf), mime, set)
      }
      if (action === 'SendEmail') {
        const to = ['To', 'Cc', 'Bcc'].flatMap(kind => members(form, `Destination.${kind}Addresses`))
        return send(action, to, mimeOf(form, to), form.get('ConfigurationSetName') ?? '')
      }
      return refused('InvalidAction', `${action} is not part of the local world.`)
    },
  }
}

/** The Lambda event of an SNS topic that SES event publishing feeds. */
export const snsEvent = (event: MailEvent): unknown => {
  const mail = {
    timestamp: event.at,
    source: 'murmur@example.org',
    messageId: event.messageId,
    destination: [event.address],
  }
  const recipients = [{ emailAddress: event.address }]
  const detail =
    event.eventType === 'Bounce'
      ? {
          bounce: {
            bounceType: event.passing ? 'Transient' : 'Permanent',
            bounceSubType: event.passing ? 'MailboxFull' : 'General',
            bouncedRecipients: recipients.map(recipient => ({
              ...recipient,
              action: 'failed',
              status: event.passing ? '4.2.2' : '5.1.1',
            })),
            timestamp: event.at,
            feedbackId: randomUUID(),
          },
        }
      : {
          complaint: {
            complainedRecipients: recipients,
            complaintFeedbackType: 'abuse',
            timestamp: event.at,
            feedbackId: randomUUID(),
          },
        }
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: 'arn:aws:sns:eu-central-1:000000000000:murmur-mail-events:local',
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: 'arn:aws:sns:eu-central-1:000000000000:murmur-mail-events',
          Subject: 'Amazon SES Email Event Notification',
          Message: JSON.stringify({ eventType: event.eventType, ...detail, mail }),
          Timestamp: event.at,
          MessageAttributes: {},
        },
      },
    ],
  }
}

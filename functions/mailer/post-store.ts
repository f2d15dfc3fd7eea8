/** Amazon SES as the mailer sees it: a quota, and one mail at a time with a named outcome. */
import type { SesCall } from '../aws/ses-service.ts'

export interface Quota {
  readonly perSecond: number
  /** Mails that may still be sent in these 24 hours. */
  readonly remaining: number
  /** The account may send to verified addresses alone: participants would get nothing. */
  readonly sandbox: boolean
}

/**
 * 'rejected': this mail will never go. 'throttled': too fast. 'quota-spent': nothing more in these 24 hours.
 * 'sender-refused': nothing at all goes until somebody mends the account or its settings.
 */
export type Outcome = 'sent' | 'rejected' | 'throttled' | 'quota-spent' | 'sender-refused'

export interface Post {
  readonly quota: () => Promise<Quota>
  /** Throws what it can't name, such as a lost connection: the mail may then have gone or not. */
  readonly send: (to: string, message: Buffer) => Promise<Outcome>
}

const senderTrouble = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetSendingPausedException',
  'MailFromDomainNotVerifiedException',
])

/** `sender` is the domain mail is sent from: an account that never verified it rejects every mail, naming it. */
const outcomeOf = (error: Error, sender: string): Outcome | null => {
  if (/^Throttling(Exception)?$/.test(error.name)) return /daily/i.test(error.message) ? 'quota-spent' : 'throttled'
  if (senderTrouble.has(error.name)) return 'sender-refused'
  if (error.name === 'MessageRejected') {
    const ours = /not verified/i.test(error.message) && error.message.toLowerCase().includes(sender)
    return ours || /sending (paused|suspended)/i.test(error.message) ? 'sender-refused' : 'rejected'
  }
  return error.name === 'InvalidParameterValue' ? 'rejected' : null
}

/** The sandbox's own limits: 200 mails a day at one a second. */
const sandboxPerDay = 200
const sandboxPerSecond = 1

export const sesPost = (
  ses: SesCall,
  settings: { readonly mailFrom: string; readonly configurationSet: string },
): Post => {
  const sender = /@([^\s<>@]+)>?\s*$/.exec(settings.mailFrom)?.[1]?.toLowerCase() ?? settings.mailFrom
  return {
    quota: async () => {
      const told = await ses('GetSendQuota', {}, ['Max24HourSend', 'MaxSendRate', 'SentLast24Hours'])
      const perDay = Number(told['Max24HourSend'] ?? 0)
      const perSecond = Number(told['MaxSendRate'] ?? 0)
      return {
        perSecond,
        // SES says -1 where there is no daily quota.
        remaining: perDay < 0 ? Infinity : Math.max(0, Math.floor(perDay - Number(told['SentLast24Hours'] ?? 0))),
        sandbox: perDay >= 0 && perDay <= sandboxPerDay && perSecond <= sandboxPerSecond,
      }
    },
    send: async (to, message) => {
      try {
        const mail = {
          'Destinations.member.1': to,
          'RawMessage.Data': message.toString('base64'),
          ConfigurationSetName: settings.configurationSet,
        }
        await ses('SendRawEmail', mail, [])
        return 'sent'
      } catch (error) {
        const outcome = error instanceof Error ? outcomeOf(error, sender) : null
        if (outcome === null) throw error
        return outcome
      }
    },
  }
}

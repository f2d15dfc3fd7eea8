/** Amazon SES as the mailer sees it: a quota, and one mail at a time with a named outcome. */
import type { SesCall } from '../aws/ses-service.ts'
import { ServiceError } from '../aws/signed-requests.ts'

export interface Quota {
  readonly perSecond: number
  /** Mails that may still be sent in the current 24 hours. */
  readonly remaining: number
  /** The account may send only to verified addresses, so participants would get nothing. */
  readonly sandbox: boolean
}

/**
 * 'rejected': this mail can never be sent. 'throttled': too fast. 'quota-spent': no more in the current 24 hours.
 * 'sender-refused': nothing can be sent until somebody fixes the account or its settings. 'unknown': it was handed over
 * and no answer came, so that it may or may not have gone out.
 */
export type Outcome = 'sent' | 'rejected' | 'throttled' | 'quota-spent' | 'sender-refused' | 'unknown'

export interface Post {
  readonly quota: () => Promise<Quota>
  /** Throws on anything that has no name here; the mail has then not gone out. */
  readonly send: (to: string, message: Buffer) => Promise<Outcome>
}

const senderTrouble = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetSendingPausedException',
  'MailFromDomainNotVerifiedException',
])

/**
 * `sender` is the domain that mail is sent from. If the account never verified it, SES rejects every mail and names it.
 */
const outcomeOf = (error: Error, sender: string): Outcome | null => {
  if (/^Throttling(Exception)?$/.test(error.name)) return /daily/i.test(error.message) ? 'quota-spent' : 'throttled'
  if (senderTrouble.has(error.name)) return 'sender-refused'
  if (error.name === 'MessageRejected') {
    const ours = /not verified/i.test(error.message) && error.message.toLowerCase().includes(sender)
    return ours || /sending (paused|suspended)/i.test(error.message) ? 'sender-refused' : 'rejected'
  }
  return error.name === 'InvalidParameterValue' ? 'rejected' : null
}

/** No connection came about, so that nothing was handed over. The second is how the transport says that it waited for one. */
const neverConnected = (error: Error & { readonly code?: unknown }): boolean =>
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS_|CERT_)/.test(String(error.code)) ||
  /did not establish a connection/.test(error.message)

/** The limits of SES's sandbox: 200 mails a day, one per second. */
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
        // SES reports -1 when there is no daily quota.
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
        if (!(error instanceof Error)) throw error
        const outcome = outcomeOf(error, sender)
        if (outcome !== null) return outcome
        // What SES answers with an error, its own included, it has not taken.
        const refused = error instanceof ServiceError && error.name !== 'UnreadableAnswer'
        if (refused || neverConnected(error)) throw error
        return 'unknown'
      }
    },
  }
}

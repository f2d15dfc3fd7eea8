/** Which quotas of an account a launch would run into, by how many people are on the roster. */
import type { ConcurrencyState, LaunchState, MailState } from './state.ts'

/** What a new account may be given; everything that Murmur runs at once in a quiet minute takes as many. */
const leastConcurrency = 50
/** Parameters of the standard tier, which cost nothing. */
const mostParameters = 10_000
/** A pulse has a key for each group, and old ones are gone by then. */
const roomForKeys = 500
/** What Cognito's own address sends in a day. */
const sharedPoolMails = 50
/** Invitations go out within an office day, or the first are answered long before the last. */
const secondsForInvitations = 8 * 3_600

export const quotasLacking = (
  { roster, parameters, poolMail }: LaunchState,
  { perDay, perSecond }: Pick<MailState, 'perDay' | 'perSecond'>,
  { limit }: Pick<ConcurrencyState, 'limit'>,
  participantsSignIn: boolean,
): string[] => [
  // SES says -1 where a day has no limit.
  ...(perDay >= 0 && perDay < roster
    ? [
        `SES sends ${perDay} mails a day, and ${roster} would be asked: raise "Sending quota" (Service Quotas, Amazon SES)`,
      ]
    : []),
  ...(perSecond * secondsForInvitations < roster
    ? [`SES sends ${perSecond} a second, so inviting ${roster} takes more than a day of work: raise "Sending rate"`]
    : []),
  ...(limit < leastConcurrency
    ? [
        `the account runs ${limit} functions at a time: raise "Concurrent executions" (Service Quotas, AWS Lambda) to 1,000`,
      ]
    : []),
  ...(parameters + roomForKeys > mostParameters
    ? [`the account has ${parameters} parameters of ${mostParameters}: delete some, or no survey can open`]
    : []),
  ...(participantsSignIn && poolMail === 'shared' && roster > sharedPoolMails
    ? [
        `Cognito sends ${sharedPoolMails} mails a day from its own address, and ${roster} would need a first password: have the pool send by SES`,
      ]
    : []),
]

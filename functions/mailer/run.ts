/**
 * One run of the mailer: claims due mails under a lease, sends them at SES's pace and takes them off the queue. Mails
 * claimed by a run that is cut off wait until their lease ends; such a mail may go out twice, never three times, and is
 * never forgotten: what SES confirmed neither time is set aside with its reason.
 */
import { hourMilliseconds, plus, stored } from '../domain/time/instants.ts'
import { leaseMilliseconds, type Mail } from '../domain/mail/mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { type MessageSettings, messageWriter } from './message.ts'
import { addressFits } from './mime.ts'
import { type Due, openOutbox, type Page } from './outbox.ts'
import type { Pacer } from './pacer.ts'
import type { Post } from './post-store.ts'
import { closeWithdrawn } from './slots.ts'
import { type DueMail, type MailerStore, toldInvitation } from './store.ts'

export interface MailerDependencies extends MessageSettings {
  readonly store: MailerStore
  readonly post: Post
  readonly pacer: Pacer
  /** Milliseconds of real time since this run began. */
  readonly elapsed: () => number
  /** Codes and counts only, no address, token or slot. */
  readonly report: (code: string, count: number) => void
}

const firstRetryMilliseconds = 90_000
const longestWaitMilliseconds = hourMilliseconds / 4
/**
 * After each failure a mail waits twice as long as before, up to a quarter of an hour, and never longer than a quarter of the
 * time that is left: it is tried until its survey closes, and takes nobody else's turn meanwhile.
 */
export const retryMilliseconds = (attempts: number, leftMilliseconds: number): number =>
  Math.max(
    firstRetryMilliseconds,
    Math.min(
      longestWaitMilliseconds,
      Math.floor(leftMilliseconds / 4),
      firstRetryMilliseconds * 2 ** Math.max(0, attempts - 1),
    ),
  )
/** Whoever was perhaps mailed twice is not mailed a third time: somebody has to look. */
const mostDepartures = 2
const stopClaimingMilliseconds = 50_000
const stopSendingMilliseconds = 55_000
/** About as many as are sent in a second. */
const pageOf = (perSecond: number): number => Math.min(100, Math.max(10, Math.ceil(perSecond)))
/** Enough mails in progress to keep up the rate when each spends a third of a second in its calls. */
const underWayOf = (perSecond: number): number => Math.min(64, Math.max(2, Math.ceil(perSecond / 3)))
/**
 * This many failures in a row are the fault of the store or SES, not of a mail, so the rest is left to the next minute.
 */
const failuresInRow = 30

/** Whoever is off the roster by now gets none of them. Who leads a review, or owns an action, need not be on it. */
const goesToInvited = ({ told }: ToldMail): boolean =>
  told.kind === 'record' || (told.kind === 'handed-over' && told.reader === 'invited')

type Outcomes = Record<NonNullable<Mail['outcome']>, number>

const codeOf = (error: unknown): string =>
  error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'mail_failed'

/** How many mails ended with each outcome. Rejects if any failed, after everything else is done. */
export const runMailer = async (dependencies: MailerDependencies, scheduledAt: string): Promise<Outcomes> => {
  const now = stored(scheduledAt)
  const { store, post, pacer, elapsed, report } = dependencies
  const outcomes: Outcomes = { sent: 0, stopped: 0, expired: 0, rejected: 0 }
  const closing = await closeWithdrawn(store, now)
  if (closing.done > 0) report('withdrawn', closing.done)
  const quota = await post.quota()
  const outbox = await openOutbox(store, now, pageOf(quota.perSecond))
  if (quota.sandbox && outbox.waiting > 0) {
    report('ses_sandbox', outbox.waiting)
    return outcomes
  }
  pacer.setRate(quota.perSecond)

  const messages = messageWriter(dependencies)
  const messageOf = async (mail: Mail | ToldMail, page: Page, at: string): Promise<Buffer | null> => {
    if ('told' in mail) {
      const { told } = mail
      const letter = told.kind === 'record' ? await page.letter(`${told.surveyId}#${told.letter}`) : null
      return messages.tell(mail, letter, at)
    }
    const survey = await page.survey(mail.surveyId)
    return survey ? messages.ask(mail, survey, at, page.linkKey) : null
  }
  const codes = new Map<string, number>()
  const count = (code: string): void => void codes.set(code, (codes.get(code) ?? 0) + 1)
  let budget = quota.remaining
  let halted = false
  let failed = 0
  let failedInRow = 0

  const finish = async (due: DueMail, outcome: keyof Outcomes, reason?: string): Promise<void> => {
    // The minute of the run: nobody's row says more than anybody else's.
    await store.finishMail(due, { outcome, endedAt: now, reason })
    outcomes[outcome] += 1
    // A mail that was not sent used up none of the quota.
    if (outcome !== 'sent') budget += 1
  }

  /** Why a mail that could be sent must not be; null if it may go out. */
  const unwanted = async (mail: Mail | ToldMail, page: Page): Promise<string | null> => {
    if (page.stopped.has(mail.to)) return 'address_stopped'
    if ('told' in mail ? !goesToInvited(mail) : mail.invitationId === null) return null
    const { about, to } = 'told' in mail ? toldInvitation(mail) : { about: mail.surveyId, to: mail.invitationId ?? '' }
    if ((await page.withdrawn(about)).has(to)) return 'withdrawn'
    const kept = await page.keptFor(mail.to)
    if (kept === null) return 'off_roster'
    return kept !== mail.to && (await page.isStopped(kept)) ? 'address_stopped' : null
  }

  /** What follows the close, or is of no survey that can be read, has until the row expires. */
  const leftFor = async (mail: Mail | ToldMail, page: Page, at: string): Promise<number> => {
    const survey = 'told' in mail ? null : await page.survey(mail.surveyId).catch(() => null)
    const untilClose = survey ? Date.parse(survey.closesAt) - Date.parse(at) : 0
    return untilClose > 0 ? untilClose : mail.expiresAtSeconds * 1000 - Date.parse(at)
  }

  const deliver = async ({ due, page }: Due): Promise<void> => {
    const at = plus(now, elapsed())
    const leaseUntil = plus(at, leaseMilliseconds)
    const mail = await store.claimMail(due, leaseUntil)
    if (mail === null) {
      budget += 1
      return
    }
    if (mail === 'malformed') {
      count('mail_malformed')
      return finish(due, 'rejected', 'cannot_be_read')
    }
    // A run that was cut off says nothing of what it did, so each claim is taken for a departure unless it was not one.
    if (mail.attempts - 1 - (mail.unsent ?? 0) >= mostDepartures) {
      count('mail_unsure')
      return finish(due, 'rejected', 'reply_lost')
    }
    if (!addressFits(mail.to)) {
      count('mail_malformed')
      return finish(due, 'rejected', 'address_unusable')
    }
    const departed = { maybe: false }
    try {
      await send({ due, page }, mail, at, leaseUntil, departed)
    } catch (error) {
      // What the store or SES could not do now is noted if it can be, and then told like any other failure.
      const next = {
        at: plus(at, retryMilliseconds(mail.attempts, await leftFor(mail, page, at))),
        reason: codeOf(error),
        departed: departed.maybe,
      }
      await store.postponeMail(due, leaseUntil, next).catch(() => {})
      throw error
    }
  }

  const send = async (
    { due, page }: Due,
    mail: Mail | ToldMail,
    at: string,
    leaseUntil: string,
    departed: { maybe: boolean },
  ): Promise<void> => {
    const reason = await unwanted(mail, page)
    if (reason !== null) return finish(due, 'stopped', reason)
    const expired = mail.expiresAtSeconds * 1000 <= Date.parse(at)
    const message = expired ? null : await messageOf(mail, page, at)
    if (message === null) return finish(due, 'expired', 'closed_first')
    const answered = await pacer.turn()
    if (elapsed() >= stopSendingMilliseconds) {
      answered()
      return store.releaseMail(due, leaseUntil)
    }
    const outcome = await post.send(mail.to, message).finally(answered)
    departed.maybe = outcome === 'sent' || outcome === 'unknown'
    if (outcome === 'unknown') throw new Error('mail_unanswered')
    if (outcome === 'sent') return finish(due, outcome)
    if (outcome === 'rejected') return finish(due, outcome, 'ses_rejected')
    count(`ses_${outcome}`)
    if (outcome === 'throttled') pacer.slowDown()
    else halted = true
    await store.releaseMail(due, leaseUntil)
  }

  /** Null when this run takes no more. */
  const take = async (): Promise<Due | null> => {
    if (halted || elapsed() >= stopClaimingMilliseconds) return null
    const next = await outbox.take()
    if (!next || halted) return null
    if (budget < 1) {
      halted = true
      count('daily_quota_spent')
      return null
    }
    budget -= 1
    return next
  }

  const worker = async (): Promise<void> => {
    for (;;) {
      try {
        const next = await take()
        if (!next) return
        await deliver(next)
        failedInRow = 0
      } catch (error) {
        failed += 1
        failedInRow += 1
        count(codeOf(error))
        if (failedInRow >= failuresInRow) halted = true
      }
    }
  }
  await Promise.all(Array.from({ length: underWayOf(quota.perSecond) }, worker))

  for (const [outcome, mails] of Object.entries(outcomes)) if (mails > 0) report(`mail_${outcome}`, mails)
  for (const [code, mails] of codes) report(code, mails)
  if (failed > 0) throw new Error(`${failed} mails failed`)
  if (closing.failed > 0) throw new Error(`${closing.failed} withdrawals failed`)
  return outcomes
}

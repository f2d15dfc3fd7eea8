/**
 * One run of the mailer: claims what is due under a lease, sends it at SES's pace, settles it. A run that is cut off
 * leaves its claimed mails to the end of their lease; a mail may then go out twice, and is never forgotten.
 */
import { plus } from '../domain/time/instants.ts'
import type { Mail } from '../domain/mail/mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { type MessageSettings, messageWriter } from './message.ts'
import { addressFits } from './mime.ts'
import { type Due, openOutbox, type Page } from './outbox.ts'
import type { Pacer } from './pacer.ts'
import type { Post } from './post-store.ts'
import type { DueMail, MailerStore } from './store.ts'

export interface MailerDependencies extends MessageSettings {
  readonly store: MailerStore
  readonly post: Post
  readonly pacer: Pacer
  /** Milliseconds of real time since this run began. */
  readonly elapsed: () => number
  /** Codes and counts alone: no address, token or slot. */
  readonly report: (code: string, count: number) => void
}

/** Longer than the function's timeout of 60 s, so that no other run takes a mail from one that may still send it. */
export const leaseMilliseconds = 90_000
const stopClaimingMilliseconds = 50_000
const stopSendingMilliseconds = 55_000
/** About a second's sending. */
const pageOf = (perSecond: number): number => Math.min(100, Math.max(10, Math.ceil(perSecond)))
/** So many mails under way keep the rate up while each takes a third of a second through its calls. */
const underWayOf = (perSecond: number): number => Math.min(64, Math.max(2, Math.ceil(perSecond / 3)))
/** As many failures in a row are the store's or SES's trouble, not a mail's: the rest is left for the next minute. */
const failuresInRow = 30

type Settled = Record<NonNullable<Mail['outcome']>, number>

const codeOf = (error: unknown): string =>
  error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'mail_failed'

/** How many mails were settled with each outcome. Rejects, after all else is done, where any failed. */
export const runMailer = async (dependencies: MailerDependencies, now: string): Promise<Settled> => {
  const { store, post, pacer, elapsed, report } = dependencies
  const settled: Settled = { sent: 0, stopped: 0, expired: 0, rejected: 0 }
  const quota = await post.quota()
  const outbox = await openOutbox(store, now, pageOf(quota.perSecond))
  if (quota.sandbox && outbox.waiting > 0) {
    report('ses_sandbox', outbox.waiting)
    return settled
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

  const settle = async (due: DueMail, outcome: keyof Settled): Promise<void> => {
    await store.settleMail(due, outcome)
    settled[outcome] += 1
    // What was not sent did not cost any of the quota.
    if (outcome !== 'sent') budget += 1
  }

  const deliver = async ({ due, page }: Due): Promise<void> => {
    const at = plus(now, elapsed())
    const leaseUntil = plus(at, leaseMilliseconds)
    const mail = await store.claimMail(due, leaseUntil)
    if (mail === null) {
      budget += 1
      return
    }
    if (mail === 'malformed' || !addressFits(mail.to)) {
      count('mail_malformed')
      return settle(due, 'rejected')
    }
    if (page.stopped.has(mail.to)) return settle(due, 'stopped')
    const expired = mail.expiresAtSeconds * 1000 <= Date.parse(at)
    const message = expired ? null : await messageOf(mail, page, at)
    if (message === null) return settle(due, 'expired')
    const answered = await pacer.turn()
    const outcome = elapsed() < stopSendingMilliseconds ? await post.send(mail.to, message).finally(answered) : null
    if (outcome === null) return answered()
    if (outcome === 'sent' || outcome === 'rejected') return settle(due, outcome)
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

  for (const [outcome, mails] of Object.entries(settled)) if (mails > 0) report(`mail_${outcome}`, mails)
  for (const [code, mails] of codes) report(code, mails)
  if (failed > 0) throw new Error(`${failed} mails failed`)
  return settled
}

/**
 * One run of the mailer: claims what is due under a lease, sends it at SES's pace, settles it. A run that is cut off
 * leaves its claimed mails to the end of their lease; a mail may then go out twice, and is never forgotten.
 */
import { linkUrl } from '../domain/link.ts'
import type { Mail } from '../domain/mail.ts'
import { invitationToken, namesKey, slotOf } from '../protocol/token.ts'
import { plus } from '../domain/instants.ts'
import { renderHtml, renderText } from './layout.ts'
import { letterWriter, type MailedSurvey } from './letter.ts'
import { addressFits, composeMessage } from './mime.ts'
import type { Pacer } from './pacer.ts'
import type { Post } from './post-store.ts'
import type { DueMail, MailerStore } from './store.ts'

export interface MailerDependencies {
  readonly store: MailerStore
  readonly post: Post
  readonly pacer: Pacer
  readonly siteUrl: string
  readonly mailFrom: string
  /** Random, so that nothing that people wrote can end a part of a mail. */
  readonly boundary: string
  /** Milliseconds of real time since this run began. */
  readonly elapsed: () => number
  /** Codes and counts alone: no address, token or slot. */
  readonly report: (code: string, count: number) => void
}

/** Longer than the function's timeout of 60 s, so that no other run takes a mail from one that may still send it. */
export const leaseMilliseconds = 90_000
const stopClaimingMilliseconds = 50_000
const stopSendingMilliseconds = 55_000
/** What a page of due mails is read with (stops, surveys, keys) is no older than about a second's sending. */
const pageOf = (perSecond: number): number => Math.min(100, Math.max(10, Math.ceil(perSecond)))
/** So many mails under way keep the rate up while each takes a third of a second through its five calls. */
const underWayOf = (perSecond: number): number => Math.min(64, Math.max(2, Math.ceil(perSecond / 3)))
/** As many failures in a row are the store's or SES's trouble, not a mail's: the rest is left for the next minute. */
const failuresInRow = 30

type Outcome = NonNullable<Mail['outcome']>
interface Page {
  readonly stopped: ReadonlySet<string>
  readonly survey: (surveyId: string) => Promise<MailedSurvey | null>
  readonly linkKey: (keyId: string) => Promise<Buffer | null>
}
interface Due {
  readonly due: DueMail
  readonly page: Page
}

const once = <Value>(read: (key: string) => Promise<Value>): ((key: string) => Promise<Value>) => {
  const known = new Map<string, Promise<Value>>()
  return key => {
    const value = known.get(key) ?? read(key)
    known.set(key, value)
    return value
  }
}

/** How many mails were settled with each outcome. Rejects, after all else is done, where any failed. */
export const runMailer = async (dependencies: MailerDependencies, now: string): Promise<Record<Outcome, number>> => {
  const { store, post, pacer, elapsed, report } = dependencies
  const settled: Record<Outcome, number> = { sent: 0, stopped: 0, expired: 0, rejected: 0 }
  const reports = new Map<string, number>()
  const count = (code: string): void => void reports.set(code, (reports.get(code) ?? 0) + 1)
  const write = letterWriter()
  const at = (): string => plus(now, elapsed())

  const quota = await post.quota()
  let budget = quota.remaining
  let halted = false
  let failed = 0
  let inRow = 0
  pacer.setRate(quota.perSecond)

  const settle = async (due: DueMail, outcome: Outcome): Promise<void> => {
    await store.settleMail(due, outcome)
    settled[outcome] += 1
    // What was not sent did not cost any of the quota.
    if (outcome !== 'sent') budget += 1
  }

  /** The participant's own link, its slot in place before anybody can follow it; null where the survey takes no more. */
  const ownLink = async (mail: Mail, survey: MailedSurvey, page: Page): Promise<string | null> => {
    const { keys, keysHash } = survey
    if (!keys || keysHash === null) throw new Error('survey_without_keys')
    const key = await page.linkKey(keys.link)
    if (!key) return null
    if (mail.invitationId === null || mail.cohort === null) throw new Error('mail_without_invitation')
    const token = invitationToken(key, survey.surveyId, mail.invitationId)
    await store.placeSlot(survey.surveyId, slotOf(token), mail.cohort)
    return linkUrl(dependencies.siteUrl, survey.instrument, {
      surveyId: survey.surveyId,
      cohort: mail.cohort,
      token,
      keysHash,
      namesKey: survey.pageNames === null ? null : namesKey(key, survey.surveyId),
    })
  }

  /** Where the mail's button leads: undefined where the mail has come too late. */
  const linkOf = async (mail: Mail, survey: MailedSurvey, page: Page): Promise<string | null | undefined> => {
    if (mail.kind === 'cancelled') return null
    if (mail.kind === 'agenda-ready') {
      if (!survey.filed) throw new Error('survey_not_filed')
      return `${dependencies.siteUrl}/desk/#/reviews/${survey.reviewId ?? ''}`
    }
    if (survey.status === 'cancelled' || Date.parse(at()) >= Date.parse(survey.closesAt)) return undefined
    return (await ownLink(mail, survey, page)) ?? undefined
  }

  const compose = (mail: Mail, survey: MailedSurvey, link: string | null): Buffer => {
    const unsubscribe =
      mail.unsubscribeId === null ? null : `${dependencies.siteUrl}/api/unsubscribe/${mail.unsubscribeId}`
    const letter = write(mail, survey, { link, unsubscribe })
    return composeMessage(
      {
        from: dependencies.mailFrom,
        to: mail.to,
        subject: letter.subject,
        sentAt: at(),
        unsubscribeUrl: unsubscribe,
        text: renderText(letter),
        html: renderHtml(letter),
      },
      dependencies.boundary,
    )
  }

  const deliver = async ({ due, page }: Due): Promise<void> => {
    const leaseUntil = plus(now, elapsed() + leaseMilliseconds)
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
    const survey = await page.survey(mail.surveyId)
    if (!survey || mail.expiresAtSeconds * 1000 <= Date.parse(at())) return settle(due, 'expired')
    const link = await linkOf(mail, survey, page)
    if (link === undefined) return settle(due, 'expired')
    const message = compose(mail, survey, link)
    await pacer.turn()
    if (elapsed() >= stopSendingMilliseconds) return
    const outcome = await post.send(mail.to, message)
    if (outcome === 'sent' || outcome === 'rejected') return settle(due, outcome)
    count(`ses_${outcome}`)
    if (outcome === 'throttled') pacer.slowDown()
    else halted = true
    await store.releaseMail(due, leaseUntil)
  }

  const openPage = async (mails: readonly DueMail[]): Promise<Due[]> => {
    if (mails.length === 0) return []
    const page: Page = {
      stopped: await store.stoppedAmong(mails.map(({ to }) => to)),
      survey: once(store.readSurvey),
      linkKey: once(store.readLinkKey),
    }
    return mails.map(due => ({ due, page }))
  }

  const pageSize = pageOf(quota.perSecond)
  let read = await store.dueMails(now, pageSize)
  if (quota.sandbox && read.mails.length > 0) {
    report('ses_sandbox', read.mails.length)
    return settled
  }
  let waiting = await openPage(read.mails)
  let turningPage: Promise<void> | null = null
  const turnPage = async (): Promise<void> => {
    try {
      read = await store.dueMails(now, pageSize, read.next)
      waiting = await openPage(read.mails)
    } catch {
      halted = true
      failed += 1
      count('page_failed')
    }
    turningPage = null
  }

  /** The next mail to take on, or null when this run takes no more. */
  const take = async (): Promise<Due | null> => {
    for (;;) {
      if (halted || elapsed() >= stopClaimingMilliseconds) return null
      if (budget < 1) {
        halted = true
        count('daily_quota_spent')
        return null
      }
      const [first, ...rest] = waiting
      if (first) {
        waiting = rest
        budget -= 1
        return first
      }
      if (!read.next) return null
      turningPage ??= turnPage()
      await turningPage
    }
  }

  const worker = async (): Promise<void> => {
    for (let next = await take(); next; next = await take()) {
      try {
        await deliver(next)
        inRow = 0
      } catch (error) {
        failed += 1
        inRow += 1
        count(error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'mail_failed')
        if (inRow >= failuresInRow) halted = true
      }
    }
  }
  await Promise.all(Array.from({ length: underWayOf(quota.perSecond) }, worker))
  for (const [outcome, mails] of Object.entries(settled)) if (mails > 0) report(`mail_${outcome}`, mails)
  for (const [code, mails] of reports) report(code, mails)
  if (failed > 0) throw new Error(`${failed} mails failed`)
  return settled
}

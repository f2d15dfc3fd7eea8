/** From the close to the announcement: destroys the keys of links and passes, counts passes, tells people. */
import { quarterPageOf } from '../domain/trends/quarter-page.ts'
import { deliveryOf } from '../domain/mail/standing.ts'
import { isFacilitator, leadersOf } from '../domain/review/review.ts'
import { minimumOfPeople } from '../domain/survey/minimum.ts'
import { withoutNames } from '../domain/survey/life.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import type { Survey } from '../domain/survey/survey.ts'
import type { ClockKeys } from './keys.ts'
import { manners, noticeTo, queueMailing, unhurried } from './mailings.ts'
import type { ClockStore } from './store.ts'

/**
 * Destroys the link and sign keys: afterwards nobody at all can make a link's token again. What links open goes with them,
 * since a link may lie in a mailbox for years. Repeated until it succeeds.
 */
export const destroyParticipantKeys = async (store: ClockStore, keys: ClockKeys, survey: Survey): Promise<void> => {
  await store.removeLists(survey.surveyId)
  if (survey.discardedKeys) await keys.destroy(survey.discardedKeys)
  if (!survey.keys) return
  const sign = Object.entries(survey.keys.sign).map(([cohort, id]) => [`sign:${cohort}`, id] as const)
  await keys.destroy({ link: survey.keys.link, ...Object.fromEntries(sign) })
}

/**
 * Where the trace stands, kept with the first mail that says so: everybody's has the same, whenever it is sent. Before any
 * of them nothing is queued.
 */
export const keepHeads = async (store: ClockStore, { surveyId, status, traceHeads }: Survey): Promise<void> => {
  if (traceHeads) return
  await store.updateSurvey(surveyId, { status, untold: true }, { traceHeads: await store.readHeads(surveyId) })
}

/**
 * How many have to have written now that it is known which addresses are one person's. Nothing changes of a pulse, whose
 * least numbers are those of its rules, nor of a try, all of whose addresses are one person's.
 */
const minimumKnownNow = async (store: ClockStore, survey: Survey, now: string): Promise<number> => {
  if (survey.kind === 'pulse' || survey.synthetic !== undefined) return survey.minimumBallots
  const asked = await store.readAsked(survey, now)
  if (!asked) return survey.minimumBallots
  const addresses = asked.map(({ email }) => email)
  const readers = survey.reviewId ? await store.readReaders(survey.reviewId) : null
  return minimumOfPeople(survey.minimumBallots, addresses, readers, await store.readJoined())
}

/** The final count, one minute after the close, when every pass requested in time has been written. */
export const closeSurvey = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const issued = await store.countIssued(survey.surveyId)
  const tried = await store.countTried(survey.surveyId)
  const contested = await store.countContested(survey.surveyId)
  const minimumBallots = await minimumKnownNow(store, survey, now)
  await store.updateSurvey(
    survey.surveyId,
    { status: 'closed', issued: null },
    { issued, tried, contested, minimumBallots, takenPart: issued, takenPartAt: now },
  )
}

/**
 * The promised time is over and nothing was filed. The row says so first, so that no harvest can still commit; then the
 * seal key goes, which takes none of the harvest's code, and everybody invited is told. What is left sealed nobody can
 * open; the harvest sweeps it when it runs again, and only then is the clock done with the survey.
 */
export const endUnread = async (store: ClockStore, keys: ClockKeys, survey: Survey, now: string): Promise<void> => {
  const { surveyId } = survey
  if (!survey.unreadAt) {
    const ended = await store.stepSurvey(
      surveyId,
      { status: 'closed', unfiled: true },
      { unreadAt: now, ...withoutNames },
    )
    if (ended === 'unknown') throw new Error('nobody knows whether the survey was ended')
    if (ended === 'refused') return
  }
  if (survey.keys) await keys.destroy({ seal: survey.keys.seal })
  await keepHeads(store, survey)
  if (!(await queueMailing(store, survey, 'unread', { once: true, now }))) return
  await store.updateSurvey(surveyId, { status: 'harvested' }, { announcedAt: now }, { done: true })
}

/** How many were never reached, by reason; those of whom there are none are left out. */
const notReachedBy = async (store: ClockStore, survey: Survey, now: string): Promise<Record<string, number>> => {
  const facts = await store.readDelivery(survey, now)
  if (!facts) return {}
  const { notReached } = deliveryOf({ ...survey, open: false }, facts, now, () => '')
  return Object.fromEntries(Object.entries(notReached).filter(([, count]) => count > 0))
}

/**
 * One mail to each of those who lead the review, and one to everybody invited, with the root of the record: nobody can be
 * shown another than their colleagues. False if some of it is left for the next run.
 */
const announceAgenda = async (store: ClockStore, survey: Survey, now: string): Promise<boolean> => {
  const review = survey.reviewId ? await store.readReaders(survey.reviewId) : null
  const leaders = !review || review.status === 'cancelled' ? [] : leadersOf(review)
  const notReached = leaders.length > 0 ? await notReachedBy(store, survey, now) : {}
  for (const leader of leaders) {
    const reader = { ...leader, ...(await manners(store, survey, leader.email)) }
    const dueAt = sendAt(now, reader.zone, survey.meetingAt ?? survey.closesAt)
    const notice = noticeTo(survey, 'agenda-ready', reader, dueAt)
    const forRoom = review && isFacilitator(review, leader.email) ? {} : ({ forRoom: true } as const)
    await store.queueMail({ ...notice, notReached, ...forRoom })
  }
  return survey.filed?.root === undefined || queueMailing(store, survey, 'counted', { once: true, now })
}

/**
 * Sends the same mail to everybody who was invited, and the quarter's page to each leader in the plan as it stands now.
 * False if some of it is left for the next run. Mails are put only if absent and are kept for longer than the
 * announcing takes, so none is queued twice.
 */
const announceResults = async (
  store: ClockStore,
  survey: Survey,
  now: string,
  calendar?: Calendar,
): Promise<boolean> => {
  if (!(await queueMailing(store, survey, 'results', { once: true, now }))) return false
  const leaders = (await store.readPulsePlan())?.leaders ?? []
  const releases = leaders.length > 0 ? await store.listReleases() : []
  for (const email of leaders) {
    const reader = { email, name: '', ...(await manners(store, survey, email)) }
    const page = quarterPageOf(releases, survey.quarter ?? '', reader.language, calendar)
    const dueAt = sendAt(now, reader.zone, unhurried(now))
    if (page) await store.queueMail({ ...noticeTo(survey, 'quarter', reader, dueAt), page })
  }
  return true
}

/** Tells the people concerned; after that the clock is done with the survey, unless its review is being handed over. */
export const announce = async (store: ClockStore, survey: Survey, now: string, calendar?: Calendar): Promise<void> => {
  await keepHeads(store, survey)
  const tell = survey.kind === 'pre-meeting' ? announceAgenda : announceResults
  if (!(await tell(store, survey, now, calendar))) return
  const { listensUntil } = survey
  const was = { status: 'harvested', listensUntil } as const
  await store.updateSurvey(survey.surveyId, was, { announcedAt: now }, { done: listensUntil === null })
}

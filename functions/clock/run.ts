/**
 * One run of the clock: moves every active survey one step further, depending on its row and the time. Overlapping runs
 * are safe: each step ends in a write that holds only if nobody else has taken it.
 */
import {
  cancelledDelayMilliseconds,
  finalCountMilliseconds,
  harvestDelayMilliseconds,
  lateMilliseconds,
  promisedUntil,
} from '../domain/survey/open.ts'
import type { NamedReader } from '../domain/ballot/bulletin.ts'
import { countsAfter, followReview, withoutNames } from '../domain/survey/life.ts'
import { atLeast } from '../domain/survey/participation.ts'
import { remindersFrom } from '../domain/survey/reminding.ts'
import { hourMilliseconds, plus, stored } from '../domain/time/instants.ts'
import type { Survey } from '../domain/survey/survey.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import { announce, closeSurvey, destroyParticipantKeys, endUnread, keepHeads } from './closing.ts'
import { endCancelling, tellCancelling } from './cancelling.ts'
import { listSurvey, seeToDesk } from './desk.ts'
import type { ClockKeys } from './keys.ts'
import { tellHandings } from './handings.ts'
import { mailingDone, queueMailing } from './mailings.ts'
import { endUnopened, freezeRoster, openSurvey } from './opening.ts'
import { followPlan } from './planning.ts'
import type { ClockStore } from './store.ts'

interface ClockDependencies {
  readonly store: ClockStore
  readonly keys: ClockKeys
  /** The model that may read what is written in surveys opened from now on. */
  readonly reader?: NamedReader | null
  /** Whether whoever answers surveys opened from now on signs in. */
  readonly signIn?: boolean
  /** Which quarters the organisation has; the usual ones if left out. */
  readonly calendar?: Calendar
  readonly startHarvest: (surveyId: string, now: string) => Promise<void>
  /** Reminders of actions. They come after the surveys, whose deadlines are closer. */
  readonly remind?: (now: string, remaining: () => number) => Promise<unknown>
  /** Editions of learning reviews that leadership is told of. */
  readonly tellEditions?: (now: string) => Promise<unknown>
  /** Milliseconds this run may still take; the rest is left to the next minute. */
  readonly remaining: () => number
  readonly report: (surveyId: string, error: Error) => void
}

/** A survey that closed a day ago or more is not filed yet. An alarm looks for the name (infra/alarms.ts). */
class HarvestLate extends Error {
  override name = 'HarvestLate'
}

/** A step seldom takes longer; no survey is begun with less time left. */
const stepMilliseconds = 10_000

const after = (now: string, instant: string, milliseconds = 0): boolean =>
  Date.parse(now) >= Date.parse(instant) + milliseconds

/**
 * How many surveys were looked at. One that fails is reported and does not hold up the others. The plan comes first, so
 * that a pulse that is due opens in the same minute.
 */
export const runClock = async (dependencies: ClockDependencies, at: string): Promise<number> => {
  const now = stored(at)
  let failures = 0
  const attempt = async (subject: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      failures += 1
      dependencies.report(subject, error instanceof Error ? error : new Error('unknown'))
    }
  }
  await attempt('pulse-plan', () => followPlan(dependencies.store, now, dependencies.calendar?.yearStartsIn))
  const surveys = await dependencies.store.activeSurveys()
  let looked = 0
  for (const surveyId of surveys) {
    if (dependencies.remaining() < stepMilliseconds) break
    looked += 1
    await attempt(surveyId, () => advance(dependencies, surveyId, now))
  }
  await attempt('reminders', async () => {
    await dependencies.remind?.(now, dependencies.remaining)
  })
  await attempt('editions', async () => {
    await dependencies.tellEditions?.(now)
  })
  await attempt('desk', () => seeToDesk(dependencies.store, now, dependencies.remaining))
  if (failures > 0)
    throw new Error(
      `the plan, some of ${looked} surveys, the reminders, the mails about editions or the desk failed: ${failures}`,
    )
  return looked
}

/** Continues while a step changes the status, so that a survey that opens has its mail queued in the same minute. */
const advance = async (dependencies: ClockDependencies, surveyId: string, now: string): Promise<void> => {
  for (let steps = 0; steps < 6; steps += 1) {
    const survey = await dependencies.store.readSurvey(surveyId)
    if (!survey) return
    // First: a step may be the last one that is taken here.
    const isListed = await list(dependencies, survey)
    const followed = await follow(dependencies.store, survey, now)
    if (!followed) await step(dependencies, survey, now)
    const next = await dependencies.store.readSurvey(surveyId)
    if (!followed && next?.status === survey.status) {
      if (!isListed) await dependencies.store.updateSurvey(surveyId, {}, {}, { again: true })
      else if (next) await list(dependencies, next)
      return
    }
  }
}

/** False if it could not be: nothing else waits for that, and the next minute tries again. */
const list = async ({ store, report }: ClockDependencies, survey: Survey): Promise<boolean> => {
  try {
    await listSurvey(store, survey)
    return true
  } catch (error) {
    report(survey.surveyId, error instanceof Error ? error : new Error('unknown'))
    return false
  }
}

/** A survey follows its review when that moves or is cancelled. True if the row was changed. */
const follow = async (store: ClockStore, survey: Survey, now: string): Promise<boolean> => {
  if (!survey.reviewId || !['scheduled', 'opening', 'open'].includes(survey.status)) return false
  const review = await store.readReview(survey.reviewId)
  if (!review || review.version === survey.reviewVersion) return false
  const { cancelled, ...times } = followReview(survey, review)
  const changes = { ...times, meetingMinutes: review.durationMinutes }
  const { surveyId, status, closesAt, reviewVersion } = survey
  const was = { status, closesAt, reviewVersion }
  if (cancelled)
    return store.updateSurvey(surveyId, was, { ...changes, ...withoutNames, status: 'cancelled', cancelledAt: now })
  // If nothing that participants were told has changed, and they know of all earlier changes, no mail is needed.
  const unmoved = changes.meetingAt === survey.meetingAt && changes.zone === survey.zone
  const told = movedSinceOpening(survey) === null || survey.mailings[`moved#${reviewVersion}`] === mailingDone
  const mailing = unmoved && told ? { mailing: { name: toldVersion, next: review.version } } : {}
  return store.updateSurvey(surveyId, was, changes, mailing)
}

/**
 * `mailings` keeps the last version of the review that participants know of without a mail about it under this name.
 */
const toldVersion = 'moved'

/** The version of the review that participants still have to be told of, or null. */
const movedSinceOpening = (survey: Survey): number | null => {
  const told = survey.mailings[toldVersion] ?? 0
  return survey.reviewVersion !== null && survey.reviewVersion > told ? survey.reviewVersion : null
}

const step = async (dependencies: ClockDependencies, survey: Survey, now: string): Promise<void> => {
  const { store, keys } = dependencies
  switch (survey.status) {
    case 'scheduled':
      if (after(now, survey.opensAt)) await freezeRoster(store, survey, now)
      return
    case 'opening':
      if (after(now, survey.closesAt)) await endUnopened(store, survey, now)
      else await openSurvey(store, keys, survey, dependencies.reader, dependencies.signIn)
      return
    case 'open':
      await whileOpen(dependencies, survey, now)
      return
    case 'closed':
      await each([() => afterClose(dependencies, survey, now), () => tellHandings(store, survey, now)])
      return
    case 'cancelled':
      await afterCancellation(dependencies, survey, now)
      return
    case 'harvested':
      if (survey.announcedAt !== null) await each([() => tellHandings(store, survey, now), () => leave(store, survey)])
      else
        await (survey.unreadAt
          ? endUnread(store, keys, survey, now)
          : announce(store, survey, now, dependencies.calendar))
  }
}

const whileOpen = async ({ store }: ClockDependencies, survey: Survey, now: string): Promise<void> => {
  if (await endCancelling(store, survey, now)) return
  if (after(now, survey.closesAt)) {
    await store.updateSurvey(survey.surveyId, { status: 'open', closesAt: survey.closesAt }, { status: 'closed' })
    return
  }
  const moved = movedSinceOpening(survey)
  const steps: (() => Promise<unknown>)[] = [
    () => queueMailing(store, survey, 'invitation', { once: false, now }),
    async () => {
      if (moved !== null) await queueMailing(store, survey, 'moved', { version: String(moved), once: true, now })
    },
    async () => {
      const version = String(survey.closings)
      if (survey.closings > 0) await queueMailing(store, survey, 'later', { version, once: true, now })
    },
    async () => {
      if (after(now, remindersFrom(survey))) {
        await queueMailing(store, survey, 'reminder', { once: true, now })
      }
    },
    () => tellCancelling(store, survey, now),
    () => tellHandings(store, survey, now),
    () => countTakenPart(store, survey, now),
  ]
  await each(steps)
}

/** Only its entry was waited for. */
const leave = async (store: ClockStore, { surveyId, status, listensUntil }: Survey): Promise<void> => {
  if (listensUntil === null) await store.updateSurvey(surveyId, { status, listensUntil }, {}, { done: true })
}

/** One that fails holds up none behind it. Rejects with the first failure when all were tried. */
const each = async (steps: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const failures: unknown[] = []
  for (const take of steps) await take().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/**
 * On the first run of each hour, in steps of three, and exactly at the close: a count that followed each answer would be
 * a log of times. If fewer
 * than three people came since the last count, none is made until more have come or the survey closes: two counts with
 * one named person between them would tell whether that one has answered. What came is forgotten before it is counted,
 * so that a run that is cut off counts too seldom and never too soon.
 */
const countTakenPart = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const hour = (instant: string) => Math.floor(Date.parse(instant) / hourMilliseconds)
  if (survey.takenPartAt && hour(survey.takenPartAt) >= hour(now)) return
  // Nothing is said of so few, and what nobody is told is not stored.
  if (atLeast(0, survey.invited) === null) return
  const changes = await store.readListChanges(survey.surveyId)
  const came = changes?.since.length ?? 0
  if (!countsAfter(came) && survey.takenPartAt !== null) return
  if (changes && came > 0 && !(await store.countFromHere(changes))) return
  const { surveyId, invited, listVersion } = survey
  const takenPart = atLeast(await store.countIssued(surveyId), invited) ?? 0
  await store.updateSurvey(surveyId, { status: 'open', invited, listVersion }, { takenPart, takenPartAt: now })
}

/** Unless a run of the harvest already holds the survey. */
const harvestAfter = async ({ startHarvest }: ClockDependencies, survey: Survey, due: string, now: string) => {
  const leased = survey.harvestLeaseUntil !== null && !after(now, survey.harvestLeaseUntil)
  if (after(now, due) && !leased) await startHarvest(survey.surveyId, now)
}

const afterClose = async (dependencies: ClockDependencies, survey: Survey, now: string): Promise<void> => {
  const { store, keys } = dependencies
  if (survey.issued === null) {
    await destroyParticipantKeys(store, keys, survey)
    if (after(now, survey.closesAt, finalCountMilliseconds)) await closeSurvey(store, survey, now)
    return
  }
  if (survey.cancelling) {
    await tellCancelling(store, survey, now)
    await endCancelling(store, survey, now)
    return
  }
  const promised = promisedUntil(survey)
  const harvest = () => harvestAfter(dependencies, survey, plus(survey.closesAt, harvestDelayMilliseconds), now)
  if (survey.unreadAt || (survey.filed === null && promised !== null && after(now, promised))) {
    // What is swept waits for nobody's mail.
    await each([() => endUnread(store, keys, survey, now), harvest])
    return
  }
  if (survey.filed === null && after(now, survey.closesAt, lateMilliseconds))
    dependencies.report(survey.surveyId, new HarvestLate())
  await harvest()
}

const afterCancellation = async (dependencies: ClockDependencies, survey: Survey, now: string): Promise<void> => {
  const { store, keys } = dependencies
  const { pendingKeys, destroyedAt, cancelledAt } = survey
  let told = survey.keys === null
  await each([
    async () => {
      if (pendingKeys) await keys.destroy(pendingKeys)
    },
    () => destroyParticipantKeys(store, keys, survey),
    async () => {
      if (survey.keys) await keys.destroy({ seal: survey.keys.seal })
    },
    // Before the mail, which nothing that is destroyed waits for.
    async () => {
      if (!destroyedAt)
        await harvestAfter(dependencies, survey, plus(cancelledAt ?? now, cancelledDelayMilliseconds), now)
    },
    // People who were never invited need not be told that it is cancelled.
    async () => {
      if (told) return
      await keepHeads(store, survey)
      told = await queueMailing(store, survey, 'cancelled', { once: true, now })
    },
  ])
  if (told && destroyedAt) await store.updateSurvey(survey.surveyId, { status: 'cancelled' }, {}, { done: true })
}

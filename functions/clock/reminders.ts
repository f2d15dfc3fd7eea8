/**
 * Once a day, reminders of actions to their owners' addresses: so many actions a run, the rest in the next minute. A day
 * that is cut off goes on where it was; its mail has ids of its own, so that a page gone through twice is mailed once.
 */
import { randomBytes } from 'node:crypto'
import { dayMilliseconds, plus } from '../domain/instants.ts'
import { morningOf, sendAt } from '../domain/quiet-hours.ts'
import { actionDue, lastDayLookedAt, type RemindedAction, reminderStage, type ToldMail } from '../domain/told-mail.ts'
import { retentionDays } from '../tables.ts'
import type { Marker, RemindersStore } from './reminders-store.ts'

const pagesPerRun = 5
const atOnce = 20
/** A page is seldom longer than this; none is begun with less left. */
const pageMilliseconds = 10_000
/** A reminder is not worth the night: it never goes out before its reader's morning. */
const patientDays = 30

/** In the morning of that day where its reader is, or now where that is past. */
const notBeforeMorning = (today: string, zone: string, now: string): string => {
  const morning = morningOf(today, zone)
  return Date.parse(morning) > Date.parse(now) ? morning : now
}

const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

const remind = async (store: RemindersStore, action: RemindedAction, today: string, now: string): Promise<void> => {
  const stage = reminderStage(action, today)
  const to = action.ownerEmail
  if (stage === null || to === null) return
  const key = { pk: `mail#${action.id}`, sk: `action-due#${action.dueOn}#${stage}#${to}` }
  if (await store.isQueued(key)) return
  const person = await store.readPerson(to)
  const expiresAtSeconds = epochSeconds(plus(now, retentionDays('people', 'reminderMail') * dayMilliseconds))
  const unsubscribeId = person?.unsubscribeId ?? randomBytes(18).toString('base64url')
  if (!person)
    await store.saveUnsubscribe(
      unsubscribeId,
      to,
      epochSeconds(plus(now, retentionDays('people', 'unsubscribe') * dayMilliseconds)),
    )
  const zone = person?.zone ?? 'UTC'
  const mail: ToldMail = {
    ...key,
    to,
    name: person?.name ?? '',
    zone,
    language: person?.language ?? 'en',
    unsubscribeId,
    queue: 'mail',
    dueAt: sendAt(notBeforeMorning(today, zone, now), zone, plus(now, patientDays * dayMilliseconds)),
    attempts: 0,
    outcome: null,
    expiresAtSeconds,
    told: actionDue(action, today),
  }
  await store.queueMail(mail)
}

/** How many actions were looked at; `remaining`: milliseconds this run may still take. */
export const remindOwners =
  (store: RemindersStore) =>
  async (now: string, remaining: () => number): Promise<number> => {
    const today = now.slice(0, 10)
    let looked = 0
    let before = await store.readMarker()
    for (let pages = 0; pages < pagesPerRun && remaining() > pageMilliseconds; pages += 1) {
      const begun = before?.day === today
      if (begun && before?.done) break
      const { actions, next } = await store.dueActions(lastDayLookedAt(today), begun ? (before?.from ?? null) : null)
      for (let index = 0; index < actions.length; index += atOnce) {
        await Promise.all(actions.slice(index, index + atOnce).map(action => remind(store, action, today, now)))
      }
      looked += actions.length
      const after: Marker = { day: today, from: next, done: next === null, version: (before?.version ?? 0) + 1 }
      if (!(await store.moveMarker(after, before))) break
      before = after
    }
    return looked
  }

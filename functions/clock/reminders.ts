/**
 * Once an hour, reminds owners of their actions if it is their working day. A run takes a limited number of actions and
 * leaves the rest to the next minute. No reminder waits in the outbox until morning, because its action might be
 * completed by then. What falls due of one owner at once, of the actions that are read together, is one letter. An hour
 * that is cut off resumes where it stopped; reminders have fixed ids, so that a page gone through twice is mailed once,
 * and at worst some actions of a letter stand in a second one.
 */
import { randomBytes } from 'node:crypto'
import { Refusal } from '../domain/refusal.ts'
import { usualLanguage } from '../domain/language/language.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import type { Addressee } from '../domain/people/addressee.ts'
import { workingDay } from '../domain/time/quiet-hours.ts'
import { usableZone } from '../domain/time/zone.ts'
import { actionDue, lastDayLookedAt, type RemindedAction, reminderStage, type ToldMail } from '../domain/mail/told.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mailKey, toldMail, waitingMail } from '../records/mail.ts'
import { unsubscribe } from '../records/people.ts'
import type { Marker, RemindersStore } from './reminders-store.ts'

const pagesPerRun = 5
const atOnce = 20
/** A page seldom takes longer; none is begun with less time left. */
const pageMilliseconds = 10_000

interface Hour {
  readonly now: string
  /** The organisation's zone, for owners who have none. */
  readonly organisation: string
}

type ReadPerson = (email: string) => Promise<Addressee | null>

/** A reminder that an action has reached and that was not given yet. */
interface Due {
  readonly action: RemindedAction
  readonly to: string
  readonly person: Addressee | null
  readonly zone: string
  readonly today: string
  readonly key: Pick<ToldMail, 'pk' | 'sk'>
}

const dueOf = async (
  store: RemindersStore,
  readPerson: ReadPerson,
  action: RemindedAction,
  { now, organisation }: Hour,
): Promise<Due | null> => {
  const to = action.ownerEmail
  if (to === null) return null
  const person = await readPerson(to)
  const zone = usableZone(person?.zone ?? '', organisation)
  const today = workingDay(now, zone)
  const stage = today === null ? null : reminderStage(action, today)
  if (today === null || stage === null) return null
  const key = mailKey(action.id, 'action-due', `${action.dueOn}#${stage}`, to)
  return (await store.isQueued(key)) ? null : { action, to, person, zone, today, key }
}

/** One letter for all that is due of an owner at once: it is that of the first, and the others are kept as told by it. */
const remindOwner = async (store: RemindersStore, all: readonly Due[], now: string): Promise<void> => {
  const [first, ...others] = all
  if (!first) return
  const { to, person, zone, today } = first
  const unsubscribeId = person?.unsubscribeId || randomBytes(18).toString('base64url')
  if (!person?.unsubscribeId) await store.saveUnsubscribe(unsubscribeId, to, expiresAtSeconds(unsubscribe, now))
  const mailOf = ({ action, key }: Due, also: readonly Due[]) => ({
    ...key,
    to,
    name: person?.name ?? '',
    zone,
    language: person?.language ?? usualLanguage,
    unsubscribeId,
    dueAt: now,
    attempts: 0,
    expiresAtSeconds: expiresAtSeconds(toldMail, now),
    told: actionDue(
      action,
      also.map(one => one.action),
      today,
    ),
  })
  await store.queueMail({ ...mailOf(first, others), queue: waitingMail, outcome: null })
  for (const other of others) await store.queueMail({ ...mailOf(other, []), outcome: 'sent', endedAt: now })
}

/** One owner may have many actions, so each person is read once per run. */
const readOnce = (store: RemindersStore): ReadPerson => {
  const people = new Map<string, Promise<Addressee | null>>()
  return email => {
    const known = people.get(email) ?? store.readPerson(email)
    people.set(email, known)
    return known
  }
}

const errorOf = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('reminder_failed'))
const isPassingRefusal = (error: Error): boolean => error instanceof Refusal && error.code === 'try_again'

/** How many actions were looked at. `remaining` gives the milliseconds this run may still take. */
export const remindOwners =
  (store: RemindersStore) =>
  async (now: string, remaining: () => number): Promise<number> => {
    const hour = now.slice(0, 13)
    // The earliest time zones are already in tomorrow.
    const lastDay = lastDayLookedAt(plus(now, dayMilliseconds).slice(0, 10))
    const readPerson = readOnce(store)
    const at = { now, organisation: await store.readZone() }
    const failures: Error[] = []
    let looked = 0
    let before = await store.readMarker()
    for (let pages = 0; pages < pagesPerRun && remaining() > pageMilliseconds; pages += 1) {
      const begun = before?.hour === hour
      if (begun && before?.done) break
      const { actions, next } = await store.dueActions(lastDay, begun ? (before?.from ?? null) : null)
      const due: Due[] = []
      for (let index = 0; index < actions.length; index += atOnce) {
        const some = actions.slice(index, index + atOnce)
        const results = await Promise.allSettled(some.map(action => dueOf(store, readPerson, action, at)))
        for (const result of results)
          if (result.status === 'rejected') failures.push(errorOf(result.reason))
          else if (result.value) due.push(result.value)
      }
      const letters = [...Map.groupBy(due, ({ to }) => to).values()]
      for (let index = 0; index < letters.length; index += atOnce) {
        const some = letters.slice(index, index + atOnce)
        const results = await Promise.allSettled(some.map(all => remindOwner(store, all, now)))
        for (const result of results) if (result.status === 'rejected') failures.push(errorOf(result.reason))
      }
      looked += actions.length
      // What is out of reach for all is tried again in the next minute; what fails for one goes on without it.
      if (failures.some(isPassingRefusal)) break
      const after: Marker = { hour, from: next, done: next === null, version: (before?.version ?? 0) + 1 }
      if (!(await store.moveMarker(after, before))) break
      before = after
    }
    if (failures.length > 0) throw failures[0]
    return looked
  }

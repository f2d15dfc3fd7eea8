/**
 * Tells leadership once of each published edition of a learning review: those whom the pulse plan names as leaders then.
 * Mails have fixed ids and come before what is written down, so that a run that is cut off in between tells nobody twice
 * and forgets nobody; where one cannot be queued, the others are, and the next run tries that one again.
 */
import { preferred } from '../domain/language/language.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import { quarterOf, usualCalendar } from '../domain/time/calendar.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import { usableZone } from '../domain/time/zone.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mailKey, toldMail, waitingMail } from '../records/mail.ts'
import { type ToldEditionsStore, toldEditionsStore } from './editions-store.ts'
import { unhurried } from './mailings.ts'

/** One that is older is no news: it was published before this was mailed, or nothing ran for so long. Mails are kept for longer. */
const newsDays = 7

interface Edition {
  readonly quarter: string
  readonly yearStartsIn: number
  readonly number: number
  readonly publishedAt: string
  readonly reason: string | null
}

const nameOf = ({ quarter, number }: Edition): string => `${quarter}#${number}`

const mailTo = async (store: ToldEditionsStore, to: string, edition: Edition, zone: string, now: string) => {
  const person = await store.readPerson(to)
  const mail: ToldMail = {
    ...mailKey('editions', 'edition', nameOf(edition), to),
    to,
    name: person?.name ?? '',
    zone,
    language: preferred([person?.language ?? '']),
    unsubscribeId: null,
    queue: waitingMail,
    dueAt: sendAt(now, zone, unhurried(now)),
    attempts: 0,
    outcome: null,
    expiresAtSeconds: expiresAtSeconds(toldMail, now),
    told: { kind: 'edition', ...edition },
  }
  await store.queueMail(mail)
}

/** How many editions were told. */
export const tellEditions = async (store: ToldEditionsStore, now: string): Promise<number> => {
  const since = plus(now, -newsDays * dayMilliseconds)
  const recent = (await store.everyEdition()).filter(({ publishedAt, takenBack }) => publishedAt >= since && !takenBack)
  if (recent.length === 0) return 0
  const before = await store.readTold()
  const news = recent
    .map(
      ({ at, calendar = usualCalendar, number, publishedAt, reason }): Edition => ({
        quarter: quarterOf(at, calendar),
        yearStartsIn: calendar.yearStartsIn,
        number,
        publishedAt,
        reason: reason ?? null,
      }),
    )
    .filter(edition => !before?.told.some(({ name }) => name === nameOf(edition)))
  if (news.length === 0) return 0
  const plan = await store.readPlan()
  const zone = usableZone(plan?.zone ?? 'UTC')
  const failures: unknown[] = []
  const told = (before?.told ?? []).filter(({ at }) => at >= since)
  for (const edition of news) {
    const sent = await Promise.allSettled((plan?.leaders ?? []).map(to => mailTo(store, to, edition, zone, now)))
    const failed = sent.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
    if (failed.length === 0) told.push({ name: nameOf(edition), at: edition.publishedAt })
    failures.push(...failed)
  }
  await store.saveTold({ told, version: (before?.version ?? 0) + 1 }, before)
  if (failures.length > 0) throw failures[0]
  return news.length
}

export const seeToEditions = (tables: Parameters<typeof toldEditionsStore>[0]) => {
  const store = toldEditionsStore(tables)
  return (now: string): Promise<number> => tellEditions(store, now)
}

/** The figures of each quarter, recomputed after every write that affects them, so that no chart reads raw records. */
import { type QuarterFigures, quarterFiguresSchema } from '../../domain/figures/figures.ts'
import { type QuarterRecords, quarterFigures } from '../../domain/figures/count.ts'
import { entered, isSameLedger } from '../../domain/figures/ledger.ts'
import { metricEvents } from '../../domain/figures/metric-events.ts'
import {
  type Calendar,
  isSameCalendar,
  isUsual,
  quarterBounds,
  quarterOf,
  usualCalendar,
} from '../../domain/time/calendar.ts'
import { plus, quartersBetween } from '../../domain/time/instants.ts'
import { type Begun, quarterOfIncident } from '../../domain/incident/quarter.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action } from '../../records/action.ts'
import { incident } from '../../records/incidents.ts'
import { keyOf } from '../../records/kind.ts'
import { figures as figuresKind, ledger } from '../../records/learned.ts'
import { meeting } from '../../records/meetings.ts'
import { shelvesBetween } from '../../records/shelves.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'
import { type IncidentInHand, quarterRecords, type WrittenItem } from './records.store.ts'

/** What a write has changed: each item as it was and as it is, in any order. */
export interface Written {
  readonly incidents?: readonly (Begun & { readonly id: string })[]
  readonly actions?: readonly { readonly id: string; readonly openedAt: string; readonly closedAt: string | null }[]
  readonly meetings?: readonly { readonly reviewId: string; readonly meetingAt: string }[]
  /** Of many incidents, each as its writer has it: these need not be read once more. */
  readonly inHand?: readonly IncidentInHand[]
  /** Keys of failure modes that were renamed or merged, or added to or removed from one of the incidents. */
  readonly modes?: readonly string[]
}

/** An index follows its table within a second; anything written in the last minute is read from the table itself. */
const indexLagMilliseconds = 60_000
const writtenAtMost = 50

/** When several write at once, each round lets one through. */
const attempts = 12

export type FiguresStore = ReturnType<typeof figuresStore>

/** What this writer has changed of a quarter. */
interface JustWritten {
  readonly items: readonly WrittenItem[]
  readonly inHand: readonly IncidentInHand[]
}

type Lately = WrittenItem & { readonly at: string; readonly many?: true | undefined }

const writtenItem = ({ pk = '', sk = '' }: Readonly<Record<string, string>>): WrittenItem => ({ pk, sk })

/** What the indexes may not show yet, each once. */
const unseen = (stored: readonly Lately[], justWritten: readonly WrittenItem[], now: string): Lately[] => {
  const since = plus(now, -indexLagMilliseconds)
  const lately = stored.filter(({ at }) => at > since)
  const written = [...justWritten.map(item => ({ ...item, at: now })), ...lately]
  return [...new Map(written.toReversed().map(item => [nameOf(item), item])).values()]
}

const incidentItem = ({ id }: { readonly id: string }): WrittenItem => writtenItem(keyOf(incident, { incident: id }))
const nameOf = ({ pk, sk }: WrittenItem): string => `${pk} ${sk}`

/**
 * What has to be read from the table, and what need not be because its writer has it in hand. What others wrote in the
 * last minute is read all the same. Where as many as are kept were written one by one some may not be named, so all of it
 * is read; one that was written among many is pushed out before any of those, so they are all named where it still is.
 */
const readAnew = (
  stored: readonly Lately[],
  distinct: readonly Lately[],
  { inHand = [], now }: { readonly inHand?: Written['inHand']; readonly now: string },
): { written: readonly Lately[]; inHand: readonly IncidentInHand[] } => {
  const since = plus(now, -indexLagMilliseconds)
  const lately = stored.filter(({ at }) => at > since)
  const others = new Set(lately.map(nameOf))
  if (others.size >= writtenAtMost && !lately.some(({ many }) => many)) return { written: distinct, inHand: [] }
  const held = inHand.filter(one => !others.has(nameOf(incidentItem(one))))
  const names = new Set(held.map(one => nameOf(incidentItem(one))))
  return { written: distinct.filter(one => !names.has(nameOf(one))), inHand: held }
}

/** The latest of those that were written one by one, and with what room is left those among many. */
const kept = (distinct: readonly Lately[], inHand: readonly IncidentInHand[]): Lately[] => {
  const names = new Set(inHand.map(one => nameOf(incidentItem(one))))
  return distinct
    .map((one): Lately => (names.has(nameOf(one)) ? { ...one, many: true } : one))
    .toSorted((a, b) => Number(b.many ?? false) - Number(a.many ?? false) || a.at.localeCompare(b.at))
    .slice(-writtenAtMost)
}

export const figuresStore = (settings: LearningTable) => {
  const { calendar } = settings
  const { get, put } = recordsIn(settings)
  const records = quarterRecords(settings)

  /** For the metrics, whose ledgers are kept by the quarters of UTC. False if another writer entered something in between. */
  const enter = async (read: QuarterRecords, now: string): Promise<boolean> => {
    const { quarter } = read
    const before = await get(ledger, { quarter })
    const next = entered(before, metricEvents(read), { at: quarterBounds(quarter, usualCalendar).from, now })
    if (before && isSameLedger(before, next)) return true
    return held(put(ledger, { quarter }, { ...next, version: (before?.version ?? 0) + 1 }, before?.version ?? null))
  }

  /**
   * The version is read before the records. If another writer stores figures in between, it may have read more records,
   * so this one has to start again. False if that happened.
   */
  const makeAnew = async (quarter: string, now: string, { items, inHand }: JustWritten): Promise<boolean> => {
    const before = await get(figuresKind, { quarter })
    const stored = before?.written ?? []
    const distinct = unseen(stored, items, now)
    const anew = readAnew(stored, distinct, { inHand, now })
    const read = await records.read(quarter, now, anew.written, { inHand: anew.inHand })
    if (isUsual(calendar) && !(await enter(read, now))) return false
    const figures = quarterFigures(read, (before?.version ?? 0) + 1)
    const value = { ...figures, written: kept(distinct, inHand) }
    return held(put(figuresKind, { quarter }, value, before?.version ?? null))
  }

  /** The ledger of a quarter of UTC, where the organisation's are others: they have what was written lately. */
  const enterAnew = async (quarter: string, now: string, { items }: JustWritten): Promise<boolean> => {
    const { from, to } = quarterBounds(quarter, usualCalendar)
    const own = quartersBetween(quarterOf(from, calendar), quarterOf(to, calendar))
    const stored = await Promise.all(own.map(name => get(figuresKind, { quarter: name })))
    const distinct = unseen(
      stored.flatMap(each => each?.written ?? []),
      items,
      now,
    )
    return enter(await records.read(quarter, now, distinct, { calendar: usualCalendar }), now)
  }

  const affected = async (written: Written, now: string, by: Calendar): Promise<Set<string>> => {
    const { incidents = [], actions = [], meetings = [], modes = [] } = written
    const others = await records.turning(modes, incidents)
    return new Set([
      ...[...incidents, ...others].map(one => quarterOfIncident(one, by)),
      ...actions.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt ?? now, now].map(at => quarterOf(at, by))),
      ...meetings.map(({ meetingAt }) => quarterOf(meetingAt, by)),
    ])
  }

  /** As they were stored at the last write; null if there was none, or they were counted by another calendar. */
  const readFigures = async (quarter: string): Promise<QuarterFigures | null> => {
    const stored = await get(figuresKind, { quarter })
    return stored && isSameCalendar(stored.calendar ?? usualCalendar, calendar)
      ? quarterFiguresSchema.parse(stored)
      : null
  }

  /** Whether anything was ever recorded in the quarters of UTC that it has days of: their ledgers say so. */
  const wasBegun = async (quarter: string): Promise<boolean> => {
    const shelves = shelvesBetween(quarterBounds(quarter, calendar))
    return (await Promise.all(shelves.map(({ shelf }) => get(ledger, { quarter: shelf })))).some(each => each !== null)
  }

  return {
    readFigures,

    /** Null if nothing was ever recorded in that quarter. What was counted by another calendar is counted anew. */
    figuresOf: async (quarter: string, now: string): Promise<QuarterFigures | null> => {
      const stored = await readFigures(quarter)
      if (stored || !(await wasBegun(quarter))) return stored
      return quarterFigures(await records.read(quarter, now, []), 1)
    },

    /**
     * Call this after each write of an incident, an action, a meeting's numbers or a failure mode, even if the write
     * turns out to have been made before, because the request that made it may have been cut off. Pass what was there
     * before as well as what is there now. Refuses `try_again` if too many write at once; the write itself stands.
     */
    refreshFigures: async (written: Written, now: string): Promise<void> => {
      const incidents = written.incidents ?? []
      const many = incidents.length > writtenAtMost
      const others: WrittenItem[] = [
        ...(written.actions ?? []).map(({ id }) => writtenItem(keyOf(action, { action: id }))),
        ...(written.meetings ?? []).map(({ reviewId }) => writtenItem(keyOf(meeting, { review: reviewId }))),
      ]
      const each = async (by: Calendar, make: typeof makeAnew): Promise<void> => {
        for (const quarter of await affected(written, now, by)) {
          // Of a large import, each quarter reads only its own incidents again.
          const own = many ? incidents.filter(one => quarterOfIncident(one, by) === quarter) : incidents
          const items = [...others, ...own.map(incidentItem)]
          const ids = new Set(own.map(({ id }) => id))
          const inHand = many ? (written.inHand ?? []).filter(({ id }) => ids.has(id)) : []
          let done = false
          for (let attempt = 0; attempt < attempts && !done; attempt += 1)
            done = await make(quarter, now, { items, inHand })
          if (!done) throw new Refusal('try_again')
        }
      }
      await each(calendar, makeAnew)
      if (!isUsual(calendar)) await each(usualCalendar, enterAnew)
    },
  }
}

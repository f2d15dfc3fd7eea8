/** The figures of each quarter, recomputed after every write that affects them, so that no chart reads raw records. */
import { type QuarterFigures, quarterFiguresSchema } from '../../domain/figures/figures.ts'
import { type QuarterRecords, quarterFigures } from '../../domain/figures/count.ts'
import { entered, isSameLedger } from '../../domain/figures/ledger.ts'
import { metricEvents } from '../../domain/figures/metric-events.ts'
import { plus, quarterBounds, quarterOf } from '../../domain/time/instants.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action } from '../../records/action.ts'
import { incident } from '../../records/incidents.ts'
import { keyOf } from '../../records/kind.ts'
import { figures as figuresKind, ledger } from '../../records/learned.ts'
import { meeting } from '../../records/meetings.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'
import { quarterRecords, type WrittenItem } from './records.store.ts'

/** What a write has changed: each item as it was and as it is, in any order. */
export interface Written {
  readonly incidents?: readonly { readonly id: string; readonly startedAt: string }[]
  readonly actions?: readonly { readonly id: string; readonly openedAt: string; readonly closedAt: string | null }[]
  readonly meetings?: readonly { readonly reviewId: string; readonly meetingAt: string }[]
  /** Keys of failure modes that were renamed or merged, or added to or removed from one of the incidents. */
  readonly modes?: readonly string[]
}

/** An index follows its table within a second; anything written in the last minute is read from the table itself. */
const indexLagMilliseconds = 60_000
const writtenAtMost = 50

/** When several write at once, each round lets one through. */
const attempts = 12

export type FiguresStore = ReturnType<typeof figuresStore>

const writtenItem = ({ pk = '', sk = '' }: Readonly<Record<string, string>>): WrittenItem => ({ pk, sk })

export const figuresStore = (settings: LearningTable) => {
  const { get, put } = recordsIn(settings)
  const records = quarterRecords(settings)

  /** For the metrics. False if another writer entered something in between. */
  const enter = async (read: QuarterRecords, now: string): Promise<boolean> => {
    const { quarter } = read
    const before = await get(ledger, { quarter })
    const next = entered(before, metricEvents(read), { at: quarterBounds(quarter).from, now })
    if (before && isSameLedger(before, next)) return true
    return held(put(ledger, { quarter }, { ...next, version: (before?.version ?? 0) + 1 }, before?.version ?? null))
  }

  /**
   * The version is read before the records. If another writer stores figures in between, it may have read more records,
   * so this one has to start again. False if that happened.
   */
  const makeAnew = async (quarter: string, now: string, justWritten: readonly WrittenItem[]): Promise<boolean> => {
    const before = await get(figuresKind, { quarter })
    const since = plus(now, -indexLagMilliseconds)
    const lately = (before?.written ?? []).filter(({ at }) => at > since)
    const written = [...justWritten.map(item => ({ ...item, at: now })), ...lately]
    const distinct = [...new Map(written.toReversed().map(item => [`${item.pk} ${item.sk}`, item])).values()]
    const read = await records.read(quarter, now, distinct)
    if (!(await enter(read, now))) return false
    const figures = quarterFigures(read, (before?.version ?? 0) + 1)
    const value = { ...figures, written: distinct.slice(-writtenAtMost) }
    return held(put(figuresKind, { quarter }, value, before?.version ?? null))
  }

  const affected = async (written: Written, now: string): Promise<Set<string>> => {
    const { incidents = [], actions = [], meetings = [], modes = [] } = written
    const others = await records.turning(modes, incidents)
    return new Set([
      ...[...incidents, ...others].map(({ startedAt }) => quarterOf(startedAt)),
      ...actions.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt ?? now, now].map(quarterOf)),
      ...meetings.map(({ meetingAt }) => quarterOf(meetingAt)),
    ])
  }

  return {
    /** Null if nothing was ever recorded in that quarter. */
    readFigures: async (quarter: string): Promise<QuarterFigures | null> => {
      const stored = await get(figuresKind, { quarter })
      return stored ? quarterFiguresSchema.parse(stored) : null
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
      for (const quarter of await affected(written, now)) {
        // Of a large import, each quarter reads only its own incidents again.
        const own = many ? incidents.filter(({ startedAt }) => quarterOf(startedAt) === quarter) : incidents
        const items = [...others, ...own.map(({ id }) => writtenItem(keyOf(incident, { incident: id })))]
        let done = false
        for (let attempt = 0; attempt < attempts && !done; attempt += 1) done = await makeAnew(quarter, now, items)
        if (!done) throw new Refusal('try_again')
      }
    },
  }
}

/** The figures of each quarter, made anew after every write they depend on, so that no chart reads raw records. */
import { type QuarterFigures, quarterFiguresSchema } from '../../domain/figures/figures.ts'
import { quarterFigures } from '../../domain/figures/count.ts'
import { plus, quarterOf } from '../../domain/time/instants.ts'
import { Refusal } from '../../domain/refusal.ts'
import { action } from '../../records/action.ts'
import { incident } from '../../records/incidents.ts'
import { keyOf } from '../../records/kind.ts'
import { figures as figuresKind } from '../../records/learned.ts'
import { meeting } from '../../records/meetings.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'
import { quarterRecords, type WrittenItem } from './records.store.ts'

/** What a write has changed: as it was and as it is, of each, in any order. */
export interface Written {
  readonly incidents?: readonly { readonly id: string; readonly startedAt: string }[]
  readonly actions?: readonly { readonly id: string; readonly openedAt: string; readonly closedAt: string | null }[]
  readonly meetings?: readonly { readonly reviewId: string; readonly meetingAt: string }[]
  /** Keys of failure modes: renamed, merged, or taken from or given to one of the incidents. */
  readonly modes?: readonly string[]
}

/** An index follows its table within a second; what was written in the last minute is read from the table itself. */
const indexLagMilliseconds = 60_000
const writtenAtMost = 50

/** Each round of writers at once lets one through. */
const attempts = 12

export type FiguresStore = ReturnType<typeof figuresStore>

const writtenItem = ({ pk = '', sk = '' }: Readonly<Record<string, string>>): WrittenItem => ({ pk, sk })

export const figuresStore = (settings: LearningTable) => {
  const { get, put } = recordsIn(settings)
  const records = quarterRecords(settings)

  /**
   * The version is read before the records: whoever put another one in between may have read more of them, so this one
   * then begins again. False: that happened.
   */
  const makeAnew = async (quarter: string, now: string, justWritten: readonly WrittenItem[]): Promise<boolean> => {
    const before = await get(figuresKind, { quarter })
    const since = plus(now, -indexLagMilliseconds)
    const lately = (before?.written ?? []).filter(({ at }) => at > since)
    const written = [...justWritten.map(item => ({ ...item, at: now })), ...lately]
    const distinct = [...new Map(written.toReversed().map(item => [`${item.pk} ${item.sk}`, item])).values()]
    const figures = quarterFigures(await records.read(quarter, now, distinct), (before?.version ?? 0) + 1)
    const value = { ...figures, written: distinct.slice(-writtenAtMost) }
    return held(put(figuresKind, { quarter }, value, before?.version ?? null))
  }

  const affected = async (written: Written, now: string): Promise<Set<string>> => {
    const { incidents = [], actions = [], meetings = [], modes = [] } = written
    const firsts = await records.earliest(modes)
    return new Set([
      ...[...incidents, ...firsts].map(({ startedAt }) => quarterOf(startedAt)),
      ...actions.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt ?? now, now].map(quarterOf)),
      ...meetings.map(({ meetingAt }) => quarterOf(meetingAt)),
    ])
  }

  return {
    /** Null: nothing was ever recorded in that quarter. */
    readFigures: async (quarter: string): Promise<QuarterFigures | null> => {
      const stored = await get(figuresKind, { quarter })
      return stored ? quarterFiguresSchema.parse(stored) : null
    },

    /**
     * To be called after each write of an incident, an action, a meeting's numbers or a failure mode, also where the
     * write turns out to have been made already: a request that was cut off is sent again. Give what was there before
     * as well as what is there now. Refuses `try_again` where too many write at once; what was written stands.
     */
    refreshFigures: async (written: Written, now: string): Promise<void> => {
      const incidents = written.incidents ?? []
      const many = incidents.length > writtenAtMost
      const others: WrittenItem[] = [
        ...(written.actions ?? []).map(({ id }) => writtenItem(keyOf(action, { action: id }))),
        ...(written.meetings ?? []).map(({ reviewId }) => writtenItem(keyOf(meeting, { review: reviewId }))),
      ]
      for (const quarter of await affected(written, now)) {
        // Of an import each quarter reads its own again, not all of them.
        const own = many ? incidents.filter(({ startedAt }) => quarterOf(startedAt) === quarter) : incidents
        const items = [...others, ...own.map(({ id }) => writtenItem(keyOf(incident, { incident: id })))]
        let done = false
        for (let attempt = 0; attempt < attempts && !done; attempt += 1) done = await makeAnew(quarter, now, items)
        if (!done) throw new Refusal('try_again')
      }
    },
  }
}

/** The desk's entries: what home and lists read, and what every change of a review writes anew. */
import { log } from '../../aws/log.ts'
import { type DeskEntry, openFrom } from '../../domain/course/desk.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import type { IncidentId, ReviewId } from '../../domain/ids.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { leadersOf } from '../../domain/review/review.ts'
import { termsReader } from '../../protocol/digest.ts'
import { deskEntry, everyOf, openOf } from '../../records/desk.ts'
import { deskRows } from '../../records/desk-rows.ts'
import { following } from '../../records/incidents.ts'
import { idsOf } from '../../records/reading.ts'
import { review as reviewKind } from '../../records/review.ts'
import { type LearningTable, recordsIn } from './tables.store.ts'

/** Home reads no more, however many are open: whoever leads more finds the others in the list of all. */
const openAtMost = 50
const atOnce = 8

export type DeskStore = ReturnType<typeof deskStore>

export const deskStore = (settings: LearningTable) => {
  const records = recordsIn(settings)
  const { get, list, page, slice } = records
  const desk = deskRows(records, termsReader)

  return {
    /** Everything that decides where a review stands and what it needs. */
    gather: desk.gather,

    /**
     * Carries out `work`, which changes something of these reviews, and writes their entries anew. Where it is cut off, or
     * nobody knows whether it was carried out, the mark stays, and `clock` does that.
     */
    changing: async <Result>(reviews: readonly ReviewId[], work: () => Promise<Result>): Promise<Result> => {
      const marks = await inParallel(reviews, atOnce, async review => {
        const before = await get(reviewKind, { review })
        return desk.begin(review, before ? leadersOf(before).map(({ email }) => email) : [])
      })
      const result = await work()
      try {
        await inParallel(marks, atOnce, async mark => {
          await desk.refresh(mark.review, mark.led)
          await desk.end(mark)
        })
      } catch (error) {
        log('desk_left_to_clock', { error: error instanceof Error ? error.name : 'unknown' })
      }
      return result
    },

    reviewsOfIncident: async (incident: IncidentId): Promise<ReviewId[]> =>
      (await list(following, { incident, what: 'review' })).flatMap(
        pointer => (idsOf(following, pointer)?.id as ReviewId | undefined) ?? [],
      ),

    /** Those of which something may still be to be done, the latest meeting first; and whether there are others. */
    listOpen: async (email: string, now: string): Promise<{ entries: DeskEntry[]; others: boolean }> => {
      const leader = email.toLowerCase()
      const open = { index: 'facet', value: openOf(leader), from: openFrom(now), newestFirst: true }
      // One more than is shown tells that there are others.
      const { values } = await slice(deskEntry, { ...open, limit: openAtMost + 1 })
      const entries = values.slice(0, openAtMost)
      if (values.length > openAtMost) return { entries, others: true }
      const every = await slice(deskEntry, { index: 'kind', value: everyOf(leader), limit: entries.length + 1 })
      return { entries, others: every.values.length > entries.length || every.next !== null }
    },

    /** All of them, the latest meeting first. */
    listEvery: <Shown>(email: string, show: (entry: DeskEntry) => Shown, asked: AskedPage): Promise<Page<Shown>> => {
      const place = { index: 'kind', value: everyOf(email.toLowerCase()), newestFirst: true }
      return page(deskEntry, { ...place, show: entries => entries.map(show) }, asked)
    },
  }
}

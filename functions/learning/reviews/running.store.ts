/** What is shown of a meeting under way, in a table that keeps no earlier state; and when it is to be cleared. */
import type { ReviewId } from '../../domain/ids.ts'
import type { Running } from '../../domain/review/running.ts'
import { running, runningDue, runningEnd } from '../../records/meetings.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type RunningStore = ReturnType<typeof runningStore>

export const runningStore = (settings: LearningTable & { readonly liveTable: string }) => {
  const { get, overwrite, remove, save, slice } = recordsIn(settings)
  return {
    readRunning: (review: ReviewId): Promise<Running | null> => get(running, { review }),

    /** False if another was faster. The first write says before it when it is to be cleared. */
    saveRunning: async (review: ReviewId, next: Running, clearedAt: string): Promise<boolean> => {
      if (next.version === 1) await held(overwrite(runningEnd, { review }, { reviewId: review, facetAt: clearedAt }))
      return held(save(running, { review }, next))
    },

    /** Names and all. Removing what is gone succeeds. */
    removeRunning: async (review: ReviewId): Promise<void> => {
      await held(remove(running, { review }))
      await held(remove(runningEnd, { review }))
    },

    /** Meetings that nobody has ended in time, the longest overdue first, at most `limit`. */
    runningDue: async (now: string, limit: number): Promise<ReviewId[]> => {
      const { values } = await slice(runningEnd, { index: 'facet', value: runningDue, limit })
      return values.filter(({ facetAt }) => Date.parse(facetAt) <= Date.parse(now)).map(({ reviewId }) => reviewId)
    },
  }
}

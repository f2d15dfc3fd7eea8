/**
 * Keeps count of the runs that failed at one place on what was written. The count goes up before the reading and is
 * taken back after it, so that a run that was cut off in between has counted; what fails outside, a table or a model that is away, has not. After
 * `mostTries` the harvest files in its plainest form, which reads no text.
 */
import type { Survey } from '../domain/survey/survey.ts'
import type { HarvestStore } from './store.ts'

export const mostTries = 3

export interface Trying {
  /** Whether texts are to be left unread. */
  readonly isPlain: boolean
  /** Reads what was written: nothing within may wait for anybody else. */
  readonly within: <Result>(place: string, work: () => Promise<Result> | Result) => Promise<Result>
  /** Takes back, before the lease goes, what could not be taken back at once. */
  readonly forgive: () => Promise<void>
}

export const tryingOf = (
  store: Pick<HarvestStore, 'markTry'>,
  { surveyId, harvestTried }: Survey,
  leaseUntil: string,
): Trying => {
  let tried = harvestTried ?? null
  const isPlain = (tried?.count ?? 0) >= mostTries
  /** Whether the row says that reading ended; a table that was away is asked again when the run fails of it. */
  let isEnded = true
  const mark = async (next: typeof tried): Promise<void> => {
    if (!(await store.markTry(surveyId, leaseUntil, next))) throw new Error('another run holds the lease')
  }
  return {
    isPlain,
    within: async (place, work) => {
      if (isPlain) return work()
      const next = { place, count: tried?.place === place ? tried.count + 1 : 1 }
      await mark(next)
      const result = await work()
      tried = null
      isEnded = await mark(null).then(
        () => true,
        () => false,
      )
      return result
    },
    forgive: async () => {
      if (!isEnded) await mark(null).catch(() => {})
    },
  }
}

/** What a meeting leaves that nobody ended: its channel is filed, and the names of those who were there are removed. */
import { closeOverdue } from './live-closing.ts'
import type { LiveStore } from './live.store.ts'
import type { RunningStore } from './running.store.ts'

/** At most this many in one run, and none begun with less time left; the rest is left to the next run. */
const clearingsPerRun = 50
const clearingMilliseconds = 2000

interface Stores {
  readonly live: LiveStore
  readonly running: RunningStore
}

/**
 * Both may be cut off and run twice. One that fails does not hold up the others and is tried again by the next run.
 * Returns how many were looked at.
 */
export const clearOverdue = async (
  { live, running }: Stores,
  now: string,
  remaining: () => number,
): Promise<number> => {
  const failures: unknown[] = []
  const tried = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await work()
    } catch (error) {
      failures.push(error)
      return null
    }
  }
  let looked = 0
  for (const reviewId of (await tried(() => running.runningDue(now, clearingsPerRun))) ?? []) {
    if (remaining() < clearingMilliseconds) break
    looked += 1
    await tried(() => running.removeRunning(reviewId))
  }
  looked += (await tried(() => closeOverdue(live, now, remaining))) ?? 0
  if (failures.length > 0) throw new AggregateError(failures, 'some meetings were not cleared')
  return looked
}

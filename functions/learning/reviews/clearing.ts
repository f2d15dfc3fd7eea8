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

/** Both may be cut off and run twice. Returns how many were looked at. */
export const clearOverdue = async (
  { live, running }: Stores,
  now: string,
  remaining: () => number,
): Promise<number> => {
  let cleared = 0
  for (const reviewId of await running.runningDue(now, clearingsPerRun)) {
    if (remaining() < clearingMilliseconds) break
    await running.removeRunning(reviewId)
    cleared += 1
  }
  return cleared + (await closeOverdue(live, now, remaining))
}

/** From a channel that has closed to the agenda's appendix: each observation once, however often this is cut off. */
import type { ReviewId } from '../../domain/ids.ts'
import { type FiledLive, filedWith, isClosed } from '../../domain/review/live.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { LiveStore } from './live.store.ts'

/** Two facilitators may end a meeting at once; a third attempt meets nobody. */
const filingAttempts = 3

const fileRemarks = async (store: LiveStore, reviewId: ReviewId): Promise<FiledLive> => {
  for (let attempt = 0; attempt < filingAttempts; attempt += 1) {
    const [remarks, before] = await Promise.all([store.readRemarks(reviewId), store.readFiled(reviewId)])
    const filed = filedWith(before, remarks)
    if (filed !== before && !(await store.file(reviewId, filed))) continue
    await store.removeRemarks(reviewId, remarks)
    return filed
  }
  throw new Refusal('try_again')
}

/** Ends the channel, files what is on it, then deletes its rows. Again, it files what came in between and nothing twice. */
export const closeChannel = async (store: LiveStore, reviewId: ReviewId): Promise<FiledLive> => {
  await store.endChannel(reviewId)
  const filed = await fileRemarks(store, reviewId)
  await store.removeChannel(reviewId)
  return filed
}

/** So many a run, and none begun with less left; the rest is the next run's. */
const closingsPerRun = 25
const closingMilliseconds = 5000

/**
 * Closes the channels that nobody ended and whose time has come; `remaining`: milliseconds this run may still take. One
 * that fails does not hold up the others, and is the next run's again. How many keys were looked at.
 */
export const closeOverdue = async (store: LiveStore, now: string, remaining: () => number): Promise<number> => {
  const failures: unknown[] = []
  let looked = 0
  for (const { keyHash, reviewId } of await store.keysDue(now, closingsPerRun)) {
    if (remaining() < closingMilliseconds) break
    looked += 1
    try {
      const channel = await store.readChannel(reviewId)
      const open = channel !== null && !isClosed(channel, now)
      // Opened for longer since then, under this key or another.
      if (open && channel.keyHash === keyHash) continue
      // Also where it cannot be read: what is on it may not stay.
      if (!open) await closeChannel(store, reviewId)
      await store.settleKey(keyHash)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some channels were not closed')
  return looked
}

/** What the agenda has of closed channels, those included that nobody has filed yet; of one that is open nothing. */
export const liveObservations = async (
  store: LiveStore,
  reviewId: ReviewId,
  now: string,
): Promise<FiledLive['observations']> => {
  const channel = await store.readChannel(reviewId)
  // Rows first: what is filed and deleted in between is then met twice, never not at all.
  const remarks = channel && !isClosed(channel, now) ? [] : await store.readRemarks(reviewId)
  return filedWith(await store.readFiled(reviewId), remarks).observations
}

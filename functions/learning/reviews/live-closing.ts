/** Moves what is on a closed channel to the agenda's appendix: each observation once, however often this is cut off. */
import type { ObservationId, ReviewId } from '../../domain/ids.ts'
import { type FiledLive, filedWith, isClosed } from '../../domain/review/live.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { LiveStore } from './live.store.ts'

/** Two facilitators may end a meeting at once; a third attempt has nobody to compete with. */
const filingAttempts = 3

const fileRemarks = async (
  store: LiveStore,
  reviewId: ReviewId,
  takenOff: ObservationId | null,
): Promise<FiledLive> => {
  for (let attempt = 0; attempt < filingAttempts; attempt += 1) {
    const [remarks, before] = await Promise.all([store.readRemarks(reviewId), store.readFiled(reviewId)])
    const filed = filedWith(before, remarks, takenOff)
    if (filed !== before && !(await store.file(reviewId, filed))) continue
    await store.removeRemarks(reviewId, remarks)
    return filed
  }
  throw new Refusal('try_again')
}

/**
 * Ends the channel, files its remarks, deletes its rows. A repeat files what arrived since, nothing twice. `takenOff` was
 * hidden while the channel may have been filed: its words do not stay.
 */
export const closeChannel = async (
  store: LiveStore,
  reviewId: ReviewId,
  takenOff: ObservationId | null = null,
): Promise<FiledLive> => {
  await store.endChannel(reviewId)
  const filed = await fileRemarks(store, reviewId, takenOff)
  await store.removeChannel(reviewId)
  return filed
}

/** At most this many in one run, and none begun with less time left; the rest is left to the next run. */
const closingsPerRun = 25
const closingMilliseconds = 5000

/**
 * Closes channels that nobody ended when their time is up. `remaining` gives the milliseconds this run may still take.
 * One that fails does not hold up the others and is tried again by the next run. Returns how many keys were looked at.
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
      // It was opened for longer since then, under this key or another.
      if (open && channel.keyHash === keyHash) continue
      // Also if the channel cannot be read: its remarks must not stay.
      if (!open) await closeChannel(store, reviewId)
      await store.clearKeyDue(keyHash)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some channels were not closed')
  return looked
}

/** What the agenda shows of closed channels, including unfiled remarks, and nothing of open ones. */
export const liveObservations = async (
  store: LiveStore,
  reviewId: ReviewId,
  now: string,
): Promise<FiledLive['observations']> => {
  const channel = await store.readChannel(reviewId)
  // Remarks are read first: what is filed and deleted in between is then seen twice, but never missed.
  const remarks = channel && !isClosed(channel, now) ? [] : await store.readRemarks(reviewId)
  return filedWith(await store.readFiled(reviewId), remarks).observations
}

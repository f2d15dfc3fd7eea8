/**
 * Slots, which this function alone can compute. A withdrawn invitation's slot is closed unless its pass was issued, and
 * an invitation that stands in for others gets an open slot only if theirs could all be closed, so that together they
 * get one pass. Nobody learns which it was: the same calls are made, the same mail goes out, and nothing that is
 * stored, logged or counted tells one from the other.
 */
import { invitationToken, ownerOf, slotOf } from '../protocol/token.ts'
import { closedCohort } from '../records/slots.ts'
import type { MailerStore } from './store.ts'

export type SlotStore = Pick<MailerStore, 'placeSlot' | 'closeSlot'>

interface Place {
  readonly invitationId: string
  readonly cohort: string
  readonly replaces: readonly string[]
  /** Whose mailbox alone gets the pass, in a survey that asks its people to sign in; null in any other. */
  readonly owner: string | null
}

/** May be repeated: a slot that is there stays as it is. Every predecessor is tried, whatever became of the first. */
export const openSlot = async (
  store: SlotStore,
  linkKey: Buffer,
  surveyId: string,
  { invitationId, cohort, replaces, owner }: Place,
): Promise<void> => {
  const token = (id: string): string => invitationToken(linkKey, surveyId, id)
  let used: string | null = null
  for (const earlier of replaces) {
    const slot = slotOf(token(earlier))
    if (!(await store.closeSlot(surveyId, slot))) used = slot
  }
  const own = token(invitationId)
  await store.placeSlot(surveyId, slotOf(own), {
    cohort: used === null ? cohort : closedCohort,
    ...(used === null ? {} : { instead: used }),
    // A closed one has its owner as well: to anybody else it must look like any other.
    ...(owner === null ? {} : { owner: ownerOf(own, owner) }),
  })
}

/** How many surveys one run closes slots of; far more than facilitators change in a minute. */
const surveysPerRun = 50

/**
 * Closes the slots of withdrawn invitations. It does not wait for SES or its quota. A survey that fails is tried again
 * in the next minute. How many surveys it dealt with, and how many failed.
 */
export const closeWithdrawn = async (
  store: MailerStore,
  now: string,
): Promise<{ readonly done: number; readonly failed: number }> => {
  let [done, failed] = [0, 0]
  for (const surveyId of await store.surveysWithSlotsToClose(now, surveysPerRun)) {
    try {
      await closeSlotsOf(store, surveyId)
      done += 1
    } catch {
      failed += 1
    }
  }
  return { done, failed }
}

const closeSlotsOf = async (store: MailerStore, surveyId: string): Promise<void> => {
  const [changes, survey] = await Promise.all([store.readChanges(surveyId), store.readSurvey(surveyId)])
  if (!changes) return
  // Without keys nobody was invited yet. At the close they are destroyed, and nobody can follow a link any more.
  const key = survey?.keys ? await store.readLinkKey(survey.keys.link) : null
  if (survey?.keys && survey.status === 'open' && !key) throw new Error('link_key_missing')
  if (key) {
    for (const { invitationId } of changes.withdrawn) {
      await store.closeSlot(surveyId, slotOf(invitationToken(key, surveyId, invitationId)))
    }
  }
  await store.slotsClosed(changes)
}

/**
 * `/api/handovers`: meeting, record and actions pass to somebody else. One conditional write of the review's row makes
 * it so; `clock`, which was told to look before it, tells everybody invited. Nobody comes to read a statement by it.
 */
import * as z from 'zod'
import { Refusal } from '../domain/refusal.ts'
import {
  handoverInputSchema,
  handoverOf,
  handoverSchema,
  type LeftAlone,
  leftAloneSchema,
  withSuccessor,
} from '../domain/review/handing.ts'
import { type Facilitator, type Handing, leadersOf, mayLead, type Review } from '../domain/review/review.ts'
import { dayMilliseconds, minuteMilliseconds, plus } from '../domain/time/instants.ts'
import type { Caller } from '../http/access.ts'
import { operation } from '../http/operation.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import type { OrganiseStore } from './store.ts'

/** Longer than a call can take, so that `clock` still looks after a write that came late or whose answer was lost. */
const listenMilliseconds = 10 * minuteMilliseconds
/** What became of older meetings is on the pages of the actions and of the quarter. */
const lookBackDays = 180

type Stored = Pick<OrganiseDependencies, 'store'>

/** Also the answer to a repeated call, whose first answer was lost. */
const hasHanded = ({ history }: Review, by: Caller, to: Facilitator): boolean =>
  history.some(one => one.by.email === by.email && one.to.email === to.email)

/**
 * In which capacity the caller may hand it over. Leadership may only where nobody who leads is on the roster, and names
 * somebody who is: a roster that nobody filled, or an address nobody knows, says nothing of who has left.
 */
const capacityOf = async (
  store: OrganiseStore,
  review: Review | null,
  caller: Caller,
  to: Facilitator,
): Promise<{ readonly as: Handing['as']; readonly review: Review }> => {
  if (review && caller.roles.includes('facilitator') && mayLead(review, caller.email)) return { as: 'leader', review }
  if (!review || !caller.roles.includes('leadership')) throw new Refusal('unknown_review')
  if (hasHanded(review, caller, to)) return { as: 'leadership', review }
  const leaders = leadersOf(review).map(({ email }) => email)
  const known = await store.readPeople([...leaders, to.email])
  if (leaders.some(email => known.has(email))) throw new Refusal('somebody_leads')
  if (!known.has(to.email)) throw new Refusal('unknown_person')
  return { as: 'leadership', review }
}

const handOver = operation({
  method: 'POST',
  path: '/api/handovers',
  who: 'leadership',
  tag: 'reviews',
  summary: 'Hands meeting, record and actions of a review to somebody else.',
  description:
    'By whoever leads it, or by leadership where nobody who leads it is on the roster any more. Whoever takes over sees ' +
    'of what people wrote what the room’s screen shows. Everybody invited is told by mail. Somebody who leads already ' +
    'stays, and nothing changes.',
  body: handoverInputSchema,
  trace: { act: 'meeting-handed-over', about: 'review-in-body' },
  answers: { 200: handoverSchema },
  refuses: [
    'unknown_review',
    'review_cancelled',
    'somebody_leads',
    'unknown_person',
    'too_many_leaders',
    'changed_meanwhile',
  ],
  example: {
    body: { reviewId: 'rev_aaaaaaaaaaaaaaaa', to: { email: 'bo@example.com', name: 'Bo Example' }, version: 1 },
    answer: {
      reviewId: 'rev_aaaaaaaaaaaaaaaa',
      leaders: [
        { email: 'ann@example.com', name: 'Ann Example' },
        { email: 'bo@example.com', name: 'Bo Example' },
      ],
      history: [
        {
          at: '2026-11-26T09:00:00.000Z',
          by: { email: 'ann@example.com', name: 'Ann Example' },
          as: 'leader',
          to: { email: 'bo@example.com', name: 'Bo Example' },
        },
      ],
      version: 2,
    },
  },
}).handledBy(({ store }: Stored) => async ({ body, caller, now }) => {
  const { to, version } = body
  const found = await store.readReview(body.reviewId)
  const { as, review } = await capacityOf(store, found, caller, to)
  if (mayLead(review, to.email)) return { status: 200, json: handoverOf(review) }
  if (review.status === 'cancelled') throw new Refusal('review_cancelled')
  if (version !== undefined && version !== review.version) throw new Refusal('changed_meanwhile')
  const told = await withName(store, { email: caller.email, name: '' })
  const by = { ...told, name: told.name || caller.name }
  const after = withSuccessor(review, { to: await withName(store, to), by, as, at: now })
  await store.listenFor(review.id, plus(now, listenMilliseconds))
  if (!(await store.changeLeaders(after, review.version))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: handoverOf(after) }
})

const withName = async (store: OrganiseStore, to: Facilitator): Promise<Facilitator> =>
  to.name ? to : { ...to, name: (await store.readPeople([to.email])).get(to.email)?.name ?? '' }

const isLeftAlone =
  (roster: ReadonlySet<string>) =>
  (review: Parameters<typeof leadersOf>[0]): boolean =>
    leadersOf(review).every(({ email }) => !roster.has(email))

const listLeftAlone = operation({
  method: 'GET',
  path: '/api/handovers',
  who: 'leadership',
  tag: 'reviews',
  summary: 'For leadership: reviews of the last half year that nobody on the roster leads any more.',
  description: 'None where the roster is empty: then nobody knows who has left.',
  answers: { 200: z.array(leftAloneSchema) },
  refuses: [],
}).handledBy(({ store }: Stored) => async ({ caller, now }) => {
  if (!caller.roles.includes('leadership')) throw new Refusal('not_allowed')
  const roster = new Set((await store.readRoster()).map(({ email }) => email))
  if (roster.size === 0) return { status: 200, json: [] }
  const recent = await store.reviewsSince(plus(now, -lookBackDays * dayMilliseconds))
  const alone = recent.filter(({ status }) => status !== 'cancelled').filter(isLeftAlone(roster))
  return {
    status: 200,
    json: alone.map(
      (review): LeftAlone => ({
        reviewId: review.id,
        title: review.title,
        meetingAt: review.meetingAt,
        zone: review.zone,
        leaders: leadersOf(review),
        version: review.version,
      }),
    ),
  }
})

export const handoverOperations = [handOver, listLeftAlone] as const

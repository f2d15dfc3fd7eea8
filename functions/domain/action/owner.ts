/**
 * Whether the owner of an action can still be reached: an address that bounced, or that left the roster, gets no reminder
 * that anybody reads, and the action has to be handed over. Learnt by the clock, which alone sees stops and the roster.
 */
import * as z from 'zod'
import { actionIdSchema } from '../ids.ts'
import { actionSchema } from './action.ts'

/** `unsubscribed` and `complained` are the owner's own wish; `left`: they were on the roster and are no longer. */
export const unreachedSchema = z.enum(['bounced', 'complained', 'unsubscribed', 'left'])
export type Unreached = z.infer<typeof unreachedSchema>

const ownerSchema = z.object({
  email: z.string(),
  /** Whether they were ever seen on it: a team's mailbox need not be. */
  onRoster: z.boolean(),
  why: unreachedSchema.nullable(),
  /** When that was first seen. */
  since: z.string().nullable(),
  /** Open actions of theirs that a facilitator was told of, for this reason. */
  told: z.array(actionIdSchema),
})
export type Owner = z.infer<typeof ownerSchema>

export const ownersSchema = z.object({
  version: z.int(),
  /** The hour of the last look, and what was known then of stopped addresses. */
  hour: z.string(),
  stops: z.string(),
  /** One bad entry hides no other. */
  owners: z.array(z.unknown()).transform(list => list.flatMap(one => ownerSchema.safeParse(one).data ?? [])),
})

/** The parts of an action by which its owner is looked after. */
export const ownedActionSchema = actionSchema.pick({
  id: true,
  text: true,
  dueOn: true,
  ownerEmail: true,
  reviewId: true,
})
export type OwnedAction = z.infer<typeof ownedActionSchema>

/** How an action is answered. `ownerUnreached` is absent where the owner can be reached, or has no address. */
export const actionViewSchema = actionSchema.extend({
  ownerUnreached: z.object({ why: unreachedSchema, since: z.string() }).optional(),
})
export type ActionView = z.infer<typeof actionViewSchema>

/** What is known of reachability, put beside an action. */
export const withReach =
  (owners: readonly Owner[]) =>
  <One extends { readonly ownerEmail: string | null }>(action: One): One & Pick<ActionView, 'ownerUnreached'> => {
    const owner = owners.find(({ email, why }) => why !== null && email === action.ownerEmail)
    return owner?.why && owner.since ? { ...action, ownerUnreached: { why: owner.why, since: owner.since } } : action
  }

interface Seen {
  readonly stops: ReadonlyMap<string, Exclude<Unreached, 'left'>>
  readonly roster: ReadonlySet<string>
  /** Addresses that were taken off the roster of late. */
  readonly removed: ReadonlySet<string>
  readonly now: string
}

export interface Telling {
  readonly email: string
  readonly why: Unreached
  readonly actions: readonly OwnedAction[]
}

/** Nobody is asked to hand over what its owner only wants no mail about. */
const isTold = (why: Unreached): boolean => why === 'bounced' || why === 'left'

/**
 * The owners of open actions as they are now, and what facilitators have not been told of yet. Who has no open action any
 * more is forgotten.
 */
export const lookAt = (
  before: readonly Owner[],
  actions: readonly OwnedAction[],
  { stops, roster, removed, now }: Seen,
): { readonly owners: Owner[]; readonly tellings: Telling[] } => {
  const known = new Map(before.map(owner => [owner.email, owner]))
  const byOwner = Map.groupBy(actions, ({ ownerEmail }) => ownerEmail)
  const looked = [...byOwner].flatMap(([email, own]): { owner: Owner; telling: Telling[] }[] => {
    if (email === null) return []
    const last = known.get(email)
    const onRoster = roster.has(email) || last?.onRoster === true || removed.has(email)
    const why: Unreached | null = stops.get(email) ?? (onRoster && !roster.has(email) ? 'left' : null)
    const isSame = why !== null && last?.why === why
    const told = new Set(isSame ? last.told : [])
    const fresh = why !== null && isTold(why) ? own.filter(({ id }) => !told.has(id)) : []
    const owner: Owner = {
      email,
      onRoster,
      why,
      since: why === null ? null : isSame ? last.since : now,
      told: why === null ? [] : own.map(({ id }) => id),
    }
    return [{ owner, telling: why !== null && fresh.length > 0 ? [{ email, why, actions: fresh }] : [] }]
  })
  return { owners: looked.map(({ owner }) => owner), tellings: looked.flatMap(({ telling }) => telling) }
}

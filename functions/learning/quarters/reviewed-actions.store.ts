/**
 * The actions of a learning review: those agreed in the quarter and the one before, others against its failure modes,
 * and conditions that nobody has taken up. No other actions are read, however many there are.
 */
import { inParallel } from '../../domain/in-parallel.ts'
import { actionSchema, isOpen } from '../../domain/action/action.ts'
import type { Counterfactual } from '../../domain/condition/condition.ts'
import { quarterBounds } from '../../domain/time/calendar.ts'
import { plus, previousQuarter } from '../../domain/time/instants.ts'
import type { ReviewedAction } from '../../domain/learning-review/records.ts'
import { action as actionKind, actionsOf, againstMode, modeless } from '../../records/action.ts'
import type { Span } from '../../records/indexes.ts'
import { part } from '../../records/kind.ts'
import { counterfactual, leverageFacet } from '../../records/learned.ts'
import { followStore } from '../items/follow.store.ts'
import { sightingsStore } from '../items/sightings.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** There may be ten thousand, so attributes that are not used are not read. */
const reviewedAction = part(
  actionKind,
  actionSchema.pick({
    id: true,
    text: true,
    owner: true,
    category: true,
    incidentId: true,
    failureMode: true,
    status: true,
    reason: true,
    openedAt: true,
    closedAt: true,
    changes: true,
  }),
)
const taking = part(actionKind, actionSchema.pick({ counterfactualId: true, status: true, closedAt: true }))

/** Queries and reads of single items at the same time. */
const atOnce = 24
/** Actions against no failure mode only show whether anybody works on a factor; this many suffice. */
const modelessAtMost = 200

export const reviewedActionsStore = (settings: LearningTable) => {
  const { calendar } = settings
  const { everyBetween, everyOf, get, slice } = recordsIn(settings)
  const { actionIdsOfCondition } = followStore(settings)
  const { withCounted } = sightingsStore(settings)

  /** The time before the previous quarter, and the time after this one. */
  const besides = (quarter: string, now: string): Span[] => {
    const { to } = quarterBounds(quarter, calendar)
    const { from } = quarterBounds(previousQuarter(quarter), calendar)
    return [{ to: plus(from, -1) }, ...(now >= to ? [{ from: to }] : [])]
  }

  const isTakenUp = async (condition: Counterfactual, completedSince: string): Promise<boolean> => {
    const ids = await actionIdsOfCondition(condition.id)
    const actions = await inParallel(ids, atOnce, action => get(taking, { action }))
    return actions.some(action => {
      if (!action) return false
      const { counterfactualId, status, closedAt } = action
      const isDone = status === 'completed' && closedAt !== null && closedAt >= completedSince
      return counterfactualId === condition.id && (isOpen(status) || isDone)
    })
  }

  return {
    /** Each action once, as it stands now, with the failure mode key it was given. */
    reviewedActions: async (quarter: string, modeKeys: readonly string[], now: string): Promise<ReviewedAction[]> => {
      const spans = besides(quarter, now)
      const queries = modeKeys.flatMap(key => spans.map(span => ({ mode: againstMode(key), span })))
      const loose = { index: 'mode', value: modeless, newestFirst: true, limit: modelessAtMost }
      const found = await Promise.all([
        everyBetween(reviewedAction, 'kind', actionsOf, {
          from: quarterBounds(previousQuarter(quarter), calendar).from,
          to: quarterBounds(quarter, calendar).to,
        }),
        slice(reviewedAction, loose).then(({ values }) => values),
        inParallel(queries, atOnce, ({ mode, span }) => everyOf(reviewedAction, 'mode', mode, span)).then(all =>
          all.flat(),
        ),
      ])
      return [...new Map(found.flat().map(action => [action.id, action])).values()]
    },

    /**
     * Leverage points without an action that is under way or was completed since then, which an incident that counts
     * would have needed.
     */
    proposals: async (completedSince: string): Promise<Counterfactual[]> => {
      const conditions = await everyOf(counterfactual, 'facet', leverageFacet)
      const taken = await inParallel(conditions, atOnce, condition => isTakenUp(condition, completedSince))
      const open = conditions.filter((_, index) => taken[index] === false)
      return (await withCounted(open)).filter(({ sightings }) => sightings.length > 0)
    },
  }
}

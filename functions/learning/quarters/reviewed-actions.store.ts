/**
 * The actions of a learning review: those agreed in the quarter and in the one before, whatever works against its failure
 * modes besides, and which conditions nobody has taken up. Others are not read, however many there are.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { inParallel } from '../../aws/documents.ts'
import { actionSchema, isOpen } from '../../domain/action/action.ts'
import { type Counterfactual, counterfactualSchema } from '../../domain/condition/condition.ts'
import { plus, previousQuarter, quarterBounds } from '../../domain/time/instants.ts'
import type { ReviewedAction } from '../../domain/learning-review/records.ts'
import { againstMode, modeless } from '../actions/actions.store.ts'
import { leverageFacet } from '../conditions/conditions.store.ts'
import { followStore } from '../items/follow.store.ts'
import { learningItems, type Span } from '../items/items.store.ts'

/** Ten thousand of them: what is not told is not taken apart either. */
const actionItemSchema = actionSchema.pick({
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
})
const names = Object.keys(actionItemSchema.shape)
const takingSchema = actionSchema.pick({ counterfactualId: true, status: true, closedAt: true })

/** Queries and reads that go to the table one by one. */
const atOnce = 24
/** Against no failure mode: they tell whether anybody works on a factor, and of more than these nobody has an overview. */
const modelessAtMost = 200

export const reviewedActionsStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofKind, ofFacet, ofMode, latestOfMode } = learningItems(documents, learningTable)
  const { actionIdsOfCondition } = followStore(documents, learningTable)

  /** What is not in the quarter or the one before: opened earlier, or since. */
  const besides = (quarter: string, now: string): Span[] => {
    const { to } = quarterBounds(quarter)
    const { from } = quarterBounds(previousQuarter(quarter))
    return [{ to: plus(from, -1) }, ...(now >= to ? [{ from: to }] : [])]
  }

  const isTakenUp = async (condition: Counterfactual, completedSince: string): Promise<boolean> => {
    const ids = await actionIdsOfCondition(condition.id)
    const items = await inParallel(ids, atOnce, id => get(`action#${id}`, 'action', Object.keys(takingSchema.shape)))
    return items.some(item => {
      if (!item) return false
      const { counterfactualId, status, closedAt } = takingSchema.parse(item)
      const isDone = status === 'completed' && closedAt !== null && closedAt >= completedSince
      return counterfactualId === condition.id && (isOpen(status) || isDone)
    })
  }

  return {
    /** Each once, as it stands now, its failure mode under the key it was given. */
    reviewedActions: async (quarter: string, modeKeys: readonly string[], now: string): Promise<ReviewedAction[]> => {
      const spans = besides(quarter, now)
      const queries = modeKeys.flatMap(key => spans.map(span => ({ mode: againstMode(key), span })))
      const found = await Promise.all([
        ofKind(`action#${quarter}`, {}, names),
        ofKind(`action#${previousQuarter(quarter)}`, {}, names),
        latestOfMode(modeless, modelessAtMost, names),
        inParallel(queries, atOnce, ({ mode, span }) => ofMode(mode, span, names)).then(all => all.flat()),
      ])
      const items = new Map(found.flat().map(item => [item['id'], item]))
      return [...items.values()].map(item => actionItemSchema.parse(item))
    },

    /** Leverage points without an action that is under way or was completed since then. */
    proposals: async (completedSince: string): Promise<Counterfactual[]> => {
      const conditions = (await ofFacet(leverageFacet)).map(item => counterfactualSchema.parse(item))
      const taken = await inParallel(conditions, atOnce, condition => isTakenUp(condition, completedSince))
      return conditions.filter((_, index) => taken[index] === false)
    },
  }
}

/** Actions: found by their quarter, by how they stand, by the incident they follow. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { inParallel, type Item } from '../../aws/documents.ts'
import { type Action, actionSchema, type ActionStatus, isOpen } from '../../domain/action/action.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { plus, quarterBounds, quarterOf } from '../../domain/time/instants.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { followStore } from '../items/follow.store.ts'
import { learningItems, type Listed } from '../items/items.store.ts'

const atOnce = 20
/** An agenda, and the page of an incident, tell of no more. */
const latestAtMost = 200

/** `clock` asks for those of 'actions-open' by their day. */
const facetOf = (action: Action): { facet: string; facetAt: string } => {
  const closedAt = action.closedAt ?? action.openedAt
  switch (action.status) {
    case 'open':
    case 'in_progress':
      return { facet: 'actions-open', facetAt: action.dueOn }
    case 'completed':
      return { facet: `actions-completed#${quarterOf(closedAt)}`, facetAt: closedAt }
    case 'deprioritised':
      return { facet: 'actions-deprioritised', facetAt: closedAt }
    default:
      return action.status satisfies never
  }
}

/** What works against no failure mode in particular, while it is open. */
export const modeless = 'actions#'
export const againstMode = (key: string): string => `actions#${key}`

/** By when it was opened; whatever is completed stands in no learning review but those of its own quarters. */
const modeOf = ({ status, failureMode, openedAt }: Action): { mode?: string; modeAt?: string } => {
  if (status === 'completed') return {}
  if (failureMode !== null) return { mode: againstMode(failureMode), modeAt: openedAt }
  return isOpen(status) ? { mode: modeless, modeAt: openedAt } : {}
}

export const actionItem = (action: Action): Item => ({
  pk: `action#${action.id}`,
  sk: 'action',
  kind: `action#${quarterOf(action.openedAt)}`,
  at: action.openedAt,
  ...facetOf(action),
  ...modeOf(action),
  ...action,
})

/** Without either: what is under way. Of what was completed the quarter has to be named. */
export interface ActionList {
  readonly status: ActionStatus | undefined
  readonly quarter: string | undefined
}

const listOf = ({ status, quarter }: ActionList): Listed<Action> => {
  const show = (items: readonly Item[]): (Action | null)[] =>
    items.map(item => {
      const action = actionSchema.parse(item)
      return status === undefined || action.status === status ? action : null
    })
  const bounds = quarter === undefined ? undefined : quarterBounds(quarter)
  const span = bounds ? { from: bounds.from, to: plus(bounds.to, -1) } : {}
  if (status === 'completed') {
    return { index: 'facet', value: `actions-completed#${quarter}`, newestFirst: true, show }
  }
  if (status === 'deprioritised') {
    return { index: 'facet', value: 'actions-deprioritised', span, newestFirst: true, show }
  }
  if (quarter !== undefined) return { index: 'kind', value: `action#${quarter}`, newestFirst: false, show }
  return { index: 'facet', value: 'actions-open', newestFirst: false, show }
}

export type ActionStore = ReturnType<typeof actionStore>

export const actionStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, latestOfMode, page, put } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)
  const readAction = async (id: string): Promise<Action | null> => {
    const item = await get(`action#${id}`, 'action')
    return item ? actionSchema.parse(item) : null
  }

  const actionsOfIncident = (incidentId: IncidentId): Promise<Action[]> =>
    follow.followingIncident(incidentId, 'action', actionSchema)

  return {
    readAction,
    actionsOfIncident,

    /** False: an action of this id is there already. */
    addAction: async (action: Action): Promise<boolean> => {
      if (action.incidentId) await follow.pointFromIncident(action.incidentId, 'action', action.id)
      if (action.counterfactualId) await follow.pointFromCondition(action.counterfactualId, action.id)
      return put(actionItem(action), null)
    },

    /** False: it has been changed since. */
    changeAction: async (action: Action, before: Action): Promise<boolean> => {
      const { id, counterfactualId } = action
      if (counterfactualId && counterfactualId !== before.counterfactualId) {
        await follow.pointFromCondition(counterfactualId, id)
      }
      return put(actionItem(action), before.version)
    },

    /**
     * Those under way by the day they are due; those of a quarter, opened in it, the oldest first; what was completed in
     * a quarter, and what was deprioritised ever or in it, closed last first.
     */
    listActions: (of: ActionList, asked: AskedPage): Promise<Page<Action>> => page(listOf(of), asked),

    actionsOfIncidents: async (ids: readonly IncidentId[]): Promise<Action[]> =>
      (await inParallel(ids, atOnce, actionsOfIncident)).flat(),

    /** Not completed, and of no incident; among the latest so many of each failure mode. */
    actionsOfModes: async (keys: readonly string[]): Promise<Action[]> => {
      const found = await inParallel(keys, atOnce, key => latestOfMode(againstMode(key), latestAtMost))
      const actions = found.flat().map(item => actionSchema.parse(item))
      return actions.filter(({ incidentId }) => incidentId === null)
    },
  }
}

/** Actions: found by their quarter, by how they stand, by the incident they follow. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { inParallel, type Item } from '../aws/documents.ts'
import { type Action, actionSchema, isOpen } from '../domain/action.ts'
import type { IncidentId } from '../domain/ids.ts'
import { quarterOf } from '../domain/instants.ts'
import { followStore } from './follow-store.ts'
import { learningItems } from './items-store.ts'

const atOnce = 20

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

export type ActionStore = ReturnType<typeof actionStore>

export const actionStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofKind, ofFacet, put } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)
  const parsed = (items: readonly Item[]): Action[] => items.map(item => actionSchema.parse(item))

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
      else if (action.failureMode) await follow.pointFromMode(action.failureMode, action.id)
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

    openActions: async (): Promise<Action[]> => parsed(await ofFacet('actions-open')),
    actionsCompletedIn: async (quarter: string): Promise<Action[]> =>
      parsed(await ofFacet(`actions-completed#${quarter}`)),
    deprioritisedActions: async (): Promise<Action[]> => parsed(await ofFacet('actions-deprioritised')),
    actionsOpenedIn: async (quarter: string): Promise<Action[]> => parsed(await ofKind(`action#${quarter}`)),

    actionsOfIncidents: async (ids: readonly IncidentId[]): Promise<Action[]> =>
      (await inParallel(ids, atOnce, actionsOfIncident)).flat(),

    /** Those that follow no incident. */
    actionsOfModes: async (keys: readonly string[]): Promise<Action[]> => {
      const ids = (await Promise.all(keys.map(follow.actionIdsOfMode))).flat()
      return (await inParallel(ids, atOnce, readAction)).flatMap(action => (action ? [action] : []))
    },
  }
}

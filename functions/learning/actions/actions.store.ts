/** Actions: found by their quarter, by how they stand, by the incident they follow. */
import { inParallel } from '../../domain/in-parallel.ts'
import type { Action, ActionStatus } from '../../domain/action/action.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { plus, quarterBounds } from '../../domain/time/instants.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import {
  action as actionKind,
  actionsOf,
  againstMode,
  completedActions,
  deprioritisedActions,
  openActions,
} from '../../records/action.ts'
import type { Place } from '../../records/indexes.ts'
import { held } from '../../records/writing.ts'
import { followStore } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const atOnce = 20
/** An agenda, and the page of an incident, tell of no more. */
const latestAtMost = 200

/** Without either: what is under way. Of what was completed the quarter has to be named. */
export interface ActionList {
  readonly status: ActionStatus | undefined
  readonly quarter: string | undefined
}

const placeOf = ({ status, quarter = '' }: ActionList): Place => {
  const bounds = quarter === '' ? undefined : quarterBounds(quarter)
  if (status === 'completed') return { index: 'facet', value: completedActions(quarter), newestFirst: true }
  if (status === 'deprioritised') {
    const span = bounds ? { from: bounds.from, to: plus(bounds.to, -1) } : {}
    return { index: 'facet', value: deprioritisedActions, ...span, newestFirst: true }
  }
  return bounds ? { index: 'kind', value: actionsOf(quarter) } : { index: 'facet', value: openActions }
}

export type ActionStore = ReturnType<typeof actionStore>

export const actionStore = (settings: LearningTable) => {
  const { get, page, put, slice } = recordsIn(settings)
  const follow = followStore(settings)
  const readAction = (id: string): Promise<Action | null> => get(actionKind, { action: id })

  const save = (action: Action, before: number | null): Promise<boolean> =>
    held(put(actionKind, { action: action.id }, action, before))

  const actionsOfIncident = (incidentId: IncidentId): Promise<Action[]> =>
    follow.followingIncident(incidentId, 'action', readAction)

  return {
    readAction,
    actionsOfIncident,

    /** False: an action of this id is there already. */
    addAction: async (action: Action): Promise<boolean> => {
      if (action.incidentId) await follow.pointFromIncident(action.incidentId, 'action', action.id)
      if (action.counterfactualId) await follow.pointFromCondition(action.counterfactualId, action.id)
      return save(action, null)
    },

    /** False: it has been changed since. */
    changeAction: async (action: Action, before: Action): Promise<boolean> => {
      const { id, counterfactualId } = action
      if (counterfactualId && counterfactualId !== before.counterfactualId) {
        await follow.pointFromCondition(counterfactualId, id)
      }
      return save(action, before.version)
    },

    /**
     * Those under way by the day they are due; those of a quarter, opened in it, the oldest first; what was completed in
     * a quarter, and what was deprioritised ever or in it, closed last first.
     */
    listActions: (of: ActionList, asked: AskedPage): Promise<Page<Action>> => {
      const show = (actions: Action[]) =>
        actions.map(action => (of.status === undefined || action.status === of.status ? action : null))
      return page(actionKind, { ...placeOf(of), show }, asked)
    },

    actionsOfIncidents: async (ids: readonly IncidentId[]): Promise<Action[]> =>
      (await inParallel(ids, atOnce, actionsOfIncident)).flat(),

    /** Not completed, and of no incident; among the latest so many of each failure mode. */
    actionsOfModes: async (keys: readonly string[]): Promise<Action[]> => {
      const found = await inParallel(keys, atOnce, async key => {
        const place = { index: 'mode', value: againstMode(key), newestFirst: true, limit: latestAtMost }
        return (await slice(actionKind, place)).values
      })
      return found.flat().filter(({ incidentId }) => incidentId === null)
    },
  }
}

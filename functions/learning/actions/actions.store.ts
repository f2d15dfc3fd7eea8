/** Actions, found by quarter, by status, and by the incident they follow. */
import { inParallel } from '../../domain/in-parallel.ts'
import type { Action, ActionStatus } from '../../domain/action/action.ts'
import { withReach } from '../../domain/action/owner.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { type Calendar, quarterBounds } from '../../domain/time/calendar.ts'
import { lastQuarters, plus } from '../../domain/time/instants.ts'
import { placesBetween, shelfOf } from '../../records/shelves.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import {
  action as actionKind,
  actionsOf,
  againstMode,
  completedActions,
  deprioritisedActions,
  openActions,
  owners,
} from '../../records/action.ts'
import type { Place } from '../../records/indexes.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { followStore } from '../items/follow.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

const atOnce = 20
/** An agenda and the page of an incident show at most this many. */
const latestAtMost = 200
/** Ten years. */
const quartersBack = 40

/** With neither, actions under way. Completed actions need a quarter. */
export interface ActionList {
  readonly status: ActionStatus | undefined
  readonly quarter: string | undefined
}

const placeOf = ({ status, quarter = '' }: ActionList, calendar: Calendar): Place & { further?: readonly Place[] } => {
  const bounds = quarter === '' ? undefined : quarterBounds(quarter, calendar)
  if (status === 'completed' && bounds)
    return placesBetween(bounds, { index: 'facet', named: completedActions, newestFirst: true })
  if (status === 'deprioritised') {
    const span = bounds ? { from: bounds.from, to: plus(bounds.to, -1) } : {}
    return { index: 'facet', value: deprioritisedActions, ...span, newestFirst: true }
  }
  return bounds ? placesBetween(bounds, { index: 'kind', named: actionsOf }) : { index: 'facet', value: openActions }
}

export type ActionStore = ReturnType<typeof actionStore>

export const actionStore = (settings: LearningTable) => {
  const { everyOf, get, page, put, slice } = recordsIn(settings)
  const follow = followStore(settings)
  const desk = deskStore(settings)
  const readAction = (id: string): Promise<Action | null> => get(actionKind, { action: id })

  const save = (action: Action, before: number | null): Promise<boolean> =>
    desk.changing(action.reviewId ? [action.reviewId] : [], () =>
      held(put(actionKind, { action: action.id }, action, before)),
    )

  const actionsOfIncident = (incidentId: IncidentId): Promise<Action[]> =>
    follow.followingIncident(incidentId, 'action', readAction)

  return {
    readAction,
    actionsOfIncident,

    /** Puts beside an action whether its owner can be reached. */
    reach: async () => withReach((await get(owners, {}))?.owners ?? []),

    /** False if an action with this id exists. */
    addAction: async (action: Action): Promise<boolean> => {
      if (action.incidentId) await follow.pointFromIncident(action.incidentId, 'action', action.id)
      if (action.counterfactualId) await follow.pointFromCondition(action.counterfactualId, action.id)
      return save(action, null)
    },

    /** False if it has been changed since. */
    changeAction: async (action: Action, before: Action): Promise<boolean> => {
      const { id, counterfactualId } = action
      if (counterfactualId && counterfactualId !== before.counterfactualId) {
        await follow.pointFromCondition(counterfactualId, id)
      }
      return save(action, before.version)
    },

    /**
     * Actions under way by due date; those opened in a quarter, the oldest first; those completed in a quarter, or
     * deprioritised in it or at any time, the last closed first.
     */
    listActions: (of: ActionList, asked: AskedPage): Promise<Page<Action>> => {
      const show = (actions: Action[]) =>
        actions.map(action => (of.status === undefined || action.status === of.status ? action : null))
      return page(actionKind, { ...placeOf(of, settings.calendar), show }, asked)
    },

    /** All of the last ten years that are closed, and all others; the earliest opened first. An index lags behind. */
    everyAction: async (now: string): Promise<Action[]> => {
      const closed = lastQuarters(shelfOf(now), quartersBack).map(completedActions)
      const found = await inParallel([openActions, deprioritisedActions, ...closed], atOnce, value =>
        everyOf(actionKind, 'facet', value),
      )
      const byId = new Map(found.flat().map(action => [action.id, action]))
      return [...byId.values()].toSorted((a, b) => a.openedAt.localeCompare(b.openedAt) || a.id.localeCompare(b.id))
    },

    actionsOfIncidents: async (ids: readonly IncidentId[]): Promise<Action[]> =>
      (await inParallel(ids, atOnce, actionsOfIncident)).flat(),

    /** Actions without an incident that are not completed, from the latest of each failure mode. */
    actionsOfModes: async (keys: readonly string[]): Promise<Action[]> => {
      const found = await inParallel(keys, atOnce, async key => {
        const place = { index: 'mode', value: againstMode(key), newestFirst: true, limit: latestAtMost }
        return (await slice(actionKind, place)).values
      })
      return found.flat().filter(({ incidentId }) => incidentId === null)
    },
  }
}

/** What was agreed after earlier incidents with the same failure modes. */
import { type Action, isOpen } from '../../domain/action/action.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { firstThatFit } from '../../domain/page.ts'
import type { LikeIncidents } from '../incidents/like.ts'
import type { ActionStore } from './actions.store.ts'

/** Nobody weighs more of them than this. */
const actionsTold = 200

/** Deprioritised before the incident began: nobody worked on it, and what it was against came back. */
const cameBack = (action: Action, incident: Incident): boolean =>
  action.status === 'deprioritised' && action.closedAt !== null && action.closedAt <= incident.startedAt

/**
 * Actions of earlier incidents with this one's failure mode: first those whose failure came back, then those under way;
 * the oldest first, and only as many as an answer can hold.
 */
export const earlierActionsOf = async (
  actions: ActionStore,
  incident: Incident,
  { keys, incidentIds }: LikeIncidents,
): Promise<Action[]> => {
  const [ofIncidents, loose] = await Promise.all([
    actions.actionsOfIncidents(incidentIds),
    actions.actionsOfModes(keys),
  ])
  const told = [...ofIncidents, ...loose]
    .filter(action => isOpen(action.status) || cameBack(action, incident))
    .toSorted((a, b) => Number(isOpen(a.status)) - Number(isOpen(b.status)) || a.openedAt.localeCompare(b.openedAt))
  return firstThatFit(told, actionsTold)
}

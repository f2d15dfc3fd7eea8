/** Actions, and the index entries under which they are found: by quarter, by status, and by what they work against. */
import { type Action, actionSchema, isOpen } from '../domain/action/action.ts'
import { ownersSchema } from '../domain/action/owner.ts'
import { type Indexed, kind, untilDeleted } from './kind.ts'
import { shelfOf } from './shelves.ts'

/** In the index `kind`, ordered by when they were opened. */
export const actionsOf = (shelf: string): string => `action#${shelf}`

/** In the index `facet`, ordered by due date. */
export const openActions = 'actions-open'
export const deprioritisedActions = 'actions-deprioritised'
export const completedActions = (shelf: string): string => `actions-completed#${shelf}`

/** In the index `mode`: open actions that work against no failure mode in particular. */
export const modeless = 'actions#'
export const againstMode = (key: string): string => `${modeless}${key}`

const facetOf = ({ status, openedAt, closedAt, dueOn }: Action): readonly [string, string] => {
  switch (status) {
    case 'open':
    case 'in_progress':
      return [openActions, dueOn]
    case 'completed':
      return [completedActions(shelfOf(closedAt ?? openedAt)), closedAt ?? openedAt]
    case 'deprioritised':
      return [deprioritisedActions, closedAt ?? openedAt]
    default:
      return status satisfies never
  }
}

/** Ordered by when they were opened. Completed actions leave this index; learning reviews find those by quarter. */
const modeOf = ({ status, failureMode, openedAt }: Action): Indexed => {
  if (status === 'completed') return {}
  if (failureMode !== null) return { mode: [againstMode(failureMode), openedAt] }
  return isOpen(status) ? { mode: [modeless, openedAt] } : {}
}

export const action = kind({
  table: 'learning',
  name: 'action',
  partition: 'action#{action}',
  sort: 'action',
  schema: actionSchema,
  kept: {
    row: 'action',
    holds: 'what was agreed, the team that owns it, its age, and the address its reminders go to',
    ...untilDeleted,
  },
  indexed: it => ({ kind: [actionsOf(shelfOf(it.openedAt)), it.openedAt], facet: facetOf(it), ...modeOf(it) }),
})

/** All owners of open actions in one item: every list of actions reads it, and they are few. */
export const owners = kind({
  table: 'learning',
  name: 'owners',
  partition: 'owners',
  sort: 'owners',
  schema: ownersSchema,
  kept: {
    row: 'owners',
    holds: 'addresses that reminders of open actions go to, whether each can be reached, and since when not',
    retentionDays: null,
    until: 'none of their actions is open',
  },
})

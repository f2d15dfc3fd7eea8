/** Actions as a table: out of here with all that is known of them, and back with what their tracker says. */
import { csvText } from '../table/csv-text.ts'
import type { Action } from './action.ts'

const columns = [
  'id',
  'externalId',
  'url',
  'text',
  'owner',
  'ownerEmail',
  'status',
  'dueOn',
  'category',
  'incidentId',
  'reviewId',
  'failureMode',
  'reason',
  'openedAt',
  'progressAt',
  'closedAt',
  'version',
] as const satisfies readonly (keyof Action)[]

/** One row an action; the last note stands in the last column. What is read back are `id`, `externalId`, `status`, `dueOn`, and `version`. */
export const actionsTable = (actions: readonly Action[]): string =>
  csvText(
    [...columns, 'note'],
    actions.map(action => [...columns.map(name => action[name]), action.notes.at(-1)?.text ?? null]),
  )

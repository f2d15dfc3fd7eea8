/** Everything that `learning` answers. */
import { actionOperations } from './actions/actions.routes.ts'
import { agendaOperations } from './agenda/agenda.routes.ts'
import { counterfactualOperations } from './conditions/conditions.routes.ts'
import { failureModeOperations } from './incidents/failure-modes.routes.ts'
import { importIncidents } from './incidents/import.routes.ts'
import { importUndoOperations } from './incidents/import-undo.routes.ts'
import { incidentOperations } from './incidents/incidents.routes.ts'
import { vendorOperations } from './vendors/vendors.routes.ts'

export const learningOperations = [
  ...incidentOperations,
  importIncidents,
  ...importUndoOperations,
  ...failureModeOperations,
  ...vendorOperations,
  ...actionOperations,
  ...counterfactualOperations,
  ...agendaOperations,
] as const

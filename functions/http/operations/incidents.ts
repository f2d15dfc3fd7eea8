/** What `learning` answers about incidents from outside. */
import { vendorInputSchema, vendorViewSchema } from '../../domain/incident/vendor.ts'
import type { Operation } from './operation.ts'

export const incidentOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/incidents/{id}/vendor',
    who: 'facilitator',
    does: 'The vendor section of an incident; version 0 while nothing is written down.',
    status: 200,
    answer: vendorViewSchema,
    refuses: ['unknown_incident'],
  },
  {
    method: 'PUT',
    path: '/api/incidents/{id}/vendor',
    who: 'facilitator',
    does: 'Replaces the vendor section of the version that was read.',
    body: vendorInputSchema,
    status: 200,
    answer: vendorViewSchema,
    refuses: [
      'invalid_body',
      'unknown_incident',
      'unknown_action',
      'times_out_of_order',
      'vendor_missing',
      'vendor_outcome_missing',
      'changed_meanwhile',
    ],
  },
]

/** What `learning` answers about incidents and the words for them. */
import * as z from 'zod'
import {
  failureModeChangeSchema,
  failureModeSchema,
  failureModeViewSchema,
} from '../../domain/incident/failure-mode.ts'
import { importAnswerSchema } from '../../domain/import/answer.ts'
import { importMappingSchema } from '../../domain/import/fields.ts'
import { importPartMaximum } from '../../domain/import/limits.ts'
import { importRunSchema, undoAnswerSchema } from '../../domain/import/undo.ts'
import { incidentIdSchema } from '../../domain/ids.ts'
import {
  incidentChangeSchema,
  incidentInputSchema,
  incidentViewSchema,
  vocabularySchema,
} from '../../domain/incident/incident.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import { vendorInputSchema, vendorViewSchema } from '../../domain/incident/vendor.ts'
import type { Operation } from './operation.ts'

export const incidentOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/api/incidents',
    who: 'facilitator',
    does: 'Incidents that started in a quarter, this one if none is named; the latest first.',
    query: { quarter: quarterSchema },
    paged: true,
    status: 200,
    answer: z.array(incidentViewSchema),
    refuses: ['invalid_body'],
  },
  {
    method: 'POST',
    path: '/api/incidents',
    who: 'facilitator',
    does: 'Records an incident.',
    body: incidentInputSchema,
    repeatable: true,
    status: 201,
    answer: z.object({ id: incidentIdSchema }),
    refuses: ['invalid_body', 'body_too_large', 'unknown_severity', 'times_out_of_order'],
  },
  {
    method: 'GET',
    path: '/api/incidents/{id}',
    who: 'facilitator',
    does: 'One incident.',
    status: 200,
    answer: incidentViewSchema,
    refuses: ['unknown_incident'],
  },
  {
    method: 'PATCH',
    path: '/api/incidents/{id}',
    who: 'facilitator',
    does: 'Changes the fields that are given.',
    body: incidentChangeSchema,
    status: 200,
    answer: incidentViewSchema,
    refuses: ['invalid_body', 'unknown_incident', 'unknown_severity', 'times_out_of_order', 'changed_meanwhile'],
  },
  {
    method: 'DELETE',
    path: '/api/incidents/{id}',
    who: 'facilitator',
    does: 'Deletes an incident that was recorded by mistake: nothing else may refer to it.',
    query: { version: z.int() },
    status: 200,
    answer: z.object({ removed: z.literal(1) }),
    refuses: ['invalid_body', 'unknown_incident', 'incident_referred', 'changed_meanwhile'],
  },
  {
    method: 'GET',
    path: '/api/incidents/vocabulary',
    who: 'facilitator',
    does: 'The organisation’s own names for failure modes, services and domains, as the last two years used them.',
    status: 200,
    answer: vocabularySchema,
    refuses: [],
  },
  {
    method: 'POST',
    path: '/api/incidents/import',
    who: 'facilitator',
    does:
      'Takes incidents of an export (PagerDuty, incident.io, Jira, GitHub issues, or any table or array) in. The same ' +
      'record again changes what its system has changed since, and adds nothing. With `dryRun=true` it is only looked at. ' +
      `A request writes ${importPartMaximum} rows at most: where its answer has \`next\`, send the same again \`from\` there.`,
    query: {
      mapping: importMappingSchema,
      dryRun: z.enum(['true', 'false']),
      take: z.enum(['all', 'good']),
      from: z.int(),
      limit: z.int(),
    },
    body: z.array(z.looseObject({})),
    alsoTakes: ['text/csv'],
    repeatable: true,
    status: 200,
    answer: importAnswerSchema,
    refuses: [
      'invalid_body',
      'file_unreadable',
      'invalid_csv',
      'body_too_large',
      'too_many_rows',
      'rows_unreadable',
      'changed_meanwhile',
    ],
  },
  {
    method: 'GET',
    path: '/api/incidents/imports',
    who: 'facilitator',
    does: 'The last imports that added something, the latest first.',
    status: 200,
    answer: z.array(importRunSchema),
    refuses: [],
  },
  {
    method: 'DELETE',
    path: '/api/incidents/imports/{id}',
    who: 'facilitator',
    does:
      'Undoes an import: the incidents that it added are deleted, save those that something refers to or that were ' +
      'changed since. What it changed stays changed. Where the answer has `next`, send it again `from` there.',
    query: { from: z.int() },
    status: 200,
    answer: undoAnswerSchema,
    refuses: ['invalid_body', 'unknown_import'],
  },
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
  {
    method: 'GET',
    path: '/api/failure-modes',
    who: 'facilitator',
    does: 'The vocabulary of failure modes, merged ones too; with `counts=true` how many incidents each has.',
    query: { counts: z.enum(['true', 'false']) },
    status: 200,
    answer: z.array(failureModeViewSchema),
    refuses: ['invalid_body'],
  },
  {
    method: 'PATCH',
    path: '/api/failure-modes/{id}',
    who: 'facilitator',
    does: 'Renames a failure mode, counts it as another one, or with `mergedInto: null` as itself again.',
    body: failureModeChangeSchema,
    status: 200,
    answer: failureModeSchema,
    refuses: [
      'invalid_body',
      'unknown_failure_mode',
      'failure_mode_exists',
      'failure_mode_circle',
      'changed_meanwhile',
    ],
  },
]

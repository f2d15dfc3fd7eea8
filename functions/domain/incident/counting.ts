/**
 * What counts as an incident. Whatever turned out to be none, or the same as another one, is kept for the record and stands
 * in no figure, no recurrence and no metric.
 */
import * as z from 'zod'
import { incidentIdSchema } from '../ids.ts'

export const incidentStatuses = ['counted', 'retracted', 'drill', 'maintenance'] as const
export type IncidentStatus = (typeof incidentStatuses)[number]

export const countingShape = {
  /** `retracted`: it was none. A drill and a maintenance were meant to happen. Counted where nothing is said. */
  status: z.enum(incidentStatuses).nullish(),
  /** The incident that it is the same as; that one counts. */
  duplicateOf: incidentIdSchema.nullish(),
  /** In a few words, for whoever looks for it later. */
  statusReason: z.string().trim().max(500).nullish(),
}

interface Counting {
  readonly status?: IncidentStatus | null | undefined
  readonly duplicateOf?: string | null | undefined
}

/** Whether a change by hand says that it counts or that it does not, be it what stands there already. */
export const isDecision = (patch: Counting, before: Counting): boolean =>
  (['status', 'duplicateOf'] as const).some(
    field => patch[field] !== undefined && (patch[field] !== null || Boolean(before[field])),
  )

export const isCounted = ({ status, duplicateOf }: Counting): boolean =>
  (status ?? 'counted') === 'counted' && !duplicateOf

/** What of an incident was changed: here, or by somebody else meanwhile. */
import type { Incident, IncidentInput, IncidentPatch } from '../../../functions/domain/incident/incident.ts'
import { formOf, readIncident } from './fields.ts'

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * The fields that the form says otherwise than it did at first. Seconds, which the form does not show, are no change;
 * an incident that the form can't read as it was is sent whole.
 */
export const changesOf = (incident: Incident, input: IncidentInput): IncidentPatch => {
  const reading = readIncident(formOf(incident), Infinity)
  if (!reading.ok) return input
  const before = new Map<string, unknown>(Object.entries(reading.input))
  return Object.fromEntries(Object.entries(input).filter(([field, value]) => !same(value, before.get(field))))
}

export const shownFields = [
  'title',
  'severity',
  'zone',
  'startedAt',
  'suspectedAt',
  'actedAt',
  'detectedAt',
  'mitigatedAt',
  'resolvedAt',
  'services',
  'domains',
  'failureModes',
  'vendor',
  'deploymentRelated',
  'summary',
] as const
export type ShownField = (typeof shownFields)[number]

/** The fields in which two versions differ. */
export const differing = (one: Incident, other: Incident): ShownField[] =>
  shownFields.filter(field => !same(one[field], other[field]))

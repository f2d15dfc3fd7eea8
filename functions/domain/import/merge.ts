/** Importing a record again: takes over what the export has changed since, and keeps what was corrected by hand. */
import { type Incident, incidentSchema, incidentTimes, staying, timesOutOfOrder } from '../incident/incident.ts'
import type { ImportId, IncidentId } from '../ids.ts'
import { withoutMark } from './mark.ts'
import type { ImportRow } from './row.ts'

export const importedIncident = (id: IncidentId, { source, fields }: ImportRow, importId: ImportId | null): Incident =>
  incidentSchema.parse({ ...fields, id, source, imported: fields, ...(importId ? { importId } : {}), version: 1 })

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * The incident with those fields that differ from the last import, or the same object if nothing is new. If the times
 * would then be out of order, they stay as they are.
 */
export const mergeImported = (before: Incident, { source, fields }: ImportRow): Incident => {
  const last = new Map<string, unknown>(Object.entries(before.imported ?? {}))
  const news = Object.fromEntries(Object.entries(fields).filter(([field, value]) => !same(value, last.get(field))))
  const merged = { ...withoutMark(staying(before)), ...news }
  const kept = timesOutOfOrder(merged) ? Object.fromEntries(incidentTimes.map(time => [time, before[time]])) : {}
  const after = incidentSchema.parse({
    ...merged,
    ...kept,
    source: before.source ?? source,
    imported: fields,
    version: before.version + 1,
  })
  return same(incidentSchema.parse({ ...after, version: before.version }), before) ? before : after
}

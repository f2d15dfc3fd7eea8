/** Importing a record again: takes over what the export has changed since, and keeps what was corrected by hand. */
import { type Incident, incidentSchema, incidentTimes, staying, timesOutOfOrder } from '../incident/incident.ts'
import type { ImportId, IncidentId } from '../ids.ts'
import type { Unknown } from '../incident/known.ts'
import { withoutMark } from './mark.ts'
import type { ImportRow } from './row.ts'

export const importedIncident = (id: IncidentId, { source, fields }: ImportRow, importId: ImportId | null): Incident =>
  incidentSchema.parse({ ...fields, id, source, imported: fields, ...(importId ? { importId } : {}), version: 1 })

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const fieldOf = { timeOfDay: 'startedAt', zone: 'zone', deployment: 'deploymentRelated' } as const
const unsaid: Partial<Incident> = { zone: 'UTC', deploymentRelated: false }

/**
 * What is still unknown after the import: never what somebody has said here since. An incident that was imported when
 * nothing of this was kept learns it now, where nobody has changed the field.
 */
const unknownAfter = (
  before: Incident,
  last: ReadonlyMap<string, unknown>,
  { unknown }: ImportRow['fields'],
): Unknown[] =>
  (unknown ?? []).filter(what => {
    if (before.unknown) return before.unknown.includes(what)
    const field = fieldOf[what]
    return before.imported && same(before[field], last.get(field) ?? unsaid[field])
  })

/**
 * The incident with those fields that differ from the last import, or the same object if nothing is new. If the times
 * would then be out of order, they stay as they are.
 */
export const mergeImported = (before: Incident, { source, fields }: ImportRow): Incident => {
  const last = new Map<string, unknown>(Object.entries(before.imported ?? {}))
  const news = Object.fromEntries(Object.entries(fields).filter(([field, value]) => !same(value, last.get(field))))
  const merged = { ...withoutMark(staying(before)), ...news }
  const kept = timesOutOfOrder(merged) ? Object.fromEntries(incidentTimes.map(time => [time, before[time]])) : {}
  const unknown = unknownAfter(before, last, fields)
  const after = incidentSchema.parse({
    ...merged,
    ...kept,
    ...(before.unknown || unknown.length > 0 ? { unknown } : {}),
    source: before.source ?? source,
    imported: fields,
    version: before.version + 1,
  })
  return same(incidentSchema.parse({ ...after, version: before.version }), before) ? before : after
}

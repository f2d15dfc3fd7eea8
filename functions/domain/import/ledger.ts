/**
 * The ledger of an imported incident: what its source says of each field, and which of them a person has corrected. An
 * import brings the first up to date, takes back what the source no longer says, and leaves the second as it is.
 */
import * as z from 'zod'
import { correctedAfter, correctedFields, fieldOfUnknown, openIn, sameValue, unsaid } from '../incident/corrections.ts'
import { everyIncidentField, fieldValueSchema, type IncidentField } from '../incident/fields.ts'
import {
  type Incident,
  incidentSchema,
  incidentStateSchema,
  incidentTimes,
  staying,
  timesOutOfOrder,
} from '../incident/incident.ts'
import { type ImportId, type IncidentId, incidentIdSchema } from '../ids.ts'
import { type Unknown, unknowns } from '../incident/known.ts'
import { idAfter } from './identity.ts'
import { withoutMark } from './mark.ts'
import { withoutSkew } from '../incident/skew.ts'
import type { ImportRow } from './record-cells.ts'

export const importedIncident = (id: IncidentId, { source, fields }: ImportRow, run: ImportId | null): Incident =>
  incidentSchema.parse({ ...fields, id, source, imported: fields, ...(run ? { importId: run } : {}), version: 1 })

/** Nothing said of a field leaves what was said of it before. */
const sourceAfter = ({ imported }: Incident, { fields, empty }: ImportRow): Record<string, unknown> => {
  const kept = Object.entries(imported ?? {}).filter(([field]) => !empty.some(none => none === field))
  return { ...Object.fromEntries(kept), ...fields, unknown: fields.unknown }
}

const unknownAfter = (before: Incident, { fields }: ImportRow, isSaid: (field: IncidentField) => boolean): Unknown[] =>
  unknowns.filter(what => {
    const field = fieldOfUnknown[what]
    const corrected = correctedFields(before).includes(field)
    // One that was imported when nothing of this was kept learns it now.
    const learns = !corrected && (isSaid(field) || !before.unknown)
    return Boolean((learns ? fields : before).unknown?.includes(what))
  })

/** An export of our own is a person's work, unless the incident itself came by one. */
const isOwnWord = (before: Incident, { source }: ImportRow): boolean =>
  source.system === 'murmur' && source.id === before.id && before.source?.id !== before.id

/**
 * The incident after an import of this record; the same object if nothing is new. Times that would then be out of order
 * all stay as they are. `run` is null for a preview.
 */
export const mergeImported = (before: Incident, row: ImportRow, run: ImportId | null = null): Incident => {
  const { source, fields, empty } = row
  const own = isOwnWord(before, row)
  const corrected = own ? [] : correctedFields(before)
  const isSaid = (field: IncidentField): boolean => fields[field] !== undefined || empty.includes(field)
  const news = everyIncidentField
    .filter(field => isSaid(field) && !corrected.includes(field))
    .map(field => [field, fields[field] ?? unsaid(field)] as const)
    // Nothing over nothing is no change.
    .filter(([field, value]) => !sameValue(value, before[field]))
  const { incident: merged } = withoutSkew({ ...withoutMark(staying(before)), ...Object.fromEntries(news) })
  const kept = timesOutOfOrder(merged) ? Object.fromEntries(incidentTimes.map(time => [time, before[time]])) : {}
  const unknown = unknownAfter(before, row, isSaid)
  const next = { ...merged, ...kept, ...(before.unknown || unknown.length > 0 ? { unknown } : {}) }
  const url = source.url ?? before.source?.url ?? null
  const ledger = own
    ? {}
    : {
        source: { ...before.source, ...source, id: idAfter(before.source, source), url },
        imported: sourceAfter(before, row),
      }
  const after = incidentSchema.parse({ ...next, ...ledger })
  if (sameValue(after, incidentSchema.parse(before))) return before
  const said = own && before.imported ? correctedAfter(before, after) : corrected
  return {
    ...after,
    ...(after.imported ? { corrected: [...said] } : {}),
    ...(run ? { changedBy: run } : {}),
    version: before.version + 1,
  }
}

/** Whether an export of our own was made before the incident was changed, and taking it would change it once more. */
export const isOutdated = (before: Incident, row: ImportRow): boolean =>
  row.version !== null &&
  row.source.id === before.id &&
  row.version !== before.version &&
  !before.removing &&
  mergeImported(before, row) !== before

export const differenceSchema = z.object({
  field: z.enum(everyIncidentField),
  before: fieldValueSchema,
  after: fieldValueSchema,
})
type Difference = z.infer<typeof differenceSchema>

/** What stands in a field that nobody has said is not shown as said; of a start without its hour the day is. */
const told = (incident: Incident, field: IncidentField): Difference['before'] =>
  field !== 'startedAt' && openIn(incident.unknown, field) ? null : (incident[field] ?? null)

export const differences = (before: Incident, after: Incident): Difference[] =>
  everyIncidentField
    .map(field => ({ field, before: told(before, field), after: told(after, field) }))
    .filter(one => !sameValue(one.before, one.after))

/** Corrected fields of which the source says something else now: as they stand, and what it says. */
export const standing = (before: Incident, { fields, empty }: ImportRow): Difference[] =>
  correctedFields(before).flatMap(field => {
    const said = fields[field] ?? (empty.includes(field) ? null : undefined)
    if (said === undefined || sameValue(said, before.imported?.[field]) || sameValue(said, before[field])) return []
    return [{ field, before: before[field] ?? null, after: said }]
  })

/** What one import changed of an incident: all that differs, as it was and as it left it. */
export const importChangeSchema = z.object({
  incidentId: incidentIdSchema,
  before: incidentStateSchema,
  after: incidentStateSchema,
})
export type ImportChange = z.infer<typeof importChangeSchema>

const stateKeys = incidentStateSchema.keyof().options
type StateKey = (typeof stateKeys)[number]

export const changeOf = (before: Incident, after: Incident): ImportChange => {
  const changed = stateKeys.filter(key => !sameValue(before[key], after[key]))
  const of = (incident: Incident) => Object.fromEntries(changed.map(key => [key, incident[key] ?? null]))
  return importChangeSchema.parse({ incidentId: before.id, before: of(before), after: of(after) })
}

/** They say one thing together. */
const counting: readonly StateKey[] = ['status', 'duplicateOf', 'statusReason', 'markedBy']

export interface Undone {
  readonly incident: Incident
  /** Fields that stay because somebody, or a later import, has said otherwise since. */
  readonly changedSince: readonly IncidentField[]
  /** For each later import what it is to bring back from now on, where that is something else than before. */
  readonly handedOn: readonly (ImportChange | null)[]
}

/**
 * The incident with what it was before the import, field by field, save those that were changed since, which are named.
 * The same object where nothing of the import stands any more. `later`: what imports that still stand have changed after
 * it, the earliest first. What such a one has changed again stays, and undoing that one then brings back what this one
 * found, so that any order of undoing ends where it began.
 */
export const undoChange = (
  incident: Incident,
  { before, after }: ImportChange,
  later: readonly ImportChange[],
): Undone => {
  const keys = stateKeys.filter(key => key in before)
  const next = (key: StateKey): ImportChange | undefined => later.find(one => key in one.before)
  const holds = (key: StateKey): boolean => !next(key) && sameValue(incident[key], after[key])
  const back = keys.filter(key =>
    counting.includes(key) ? counting.every(one => !keys.includes(one) || holds(one)) : holds(key),
  )
  const withBack = (some: readonly StateKey[]): Record<string, unknown> => ({
    ...staying(incident),
    ...Object.fromEntries(some.map(key => [key, before[key]])),
  })
  const times: readonly StateKey[] = incidentTimes
  const inOrder = timesOutOfOrder(incidentSchema.parse(withBack(back)))
    ? back.filter(key => !times.includes(key))
    : back
  const changedSince = everyIncidentField.filter(
    field => keys.includes(field) && !inOrder.includes(field) && !sameValue(incident[field], before[field]),
  )
  const handedOn = later.map(one => {
    // By the names of imports one finds the way from each to the one before it.
    const own = keys.filter(key => key !== 'changedBy' && next(key) === one && sameValue(one.before[key], after[key]))
    const found = Object.fromEntries(own.map(key => [key, before[key] ?? null]))
    return own.length > 0 ? importChangeSchema.parse({ ...one, before: { ...one.before, ...found } }) : null
  })
  if (inOrder.length === 0) return { incident, changedSince, handedOn }
  const restored = incidentSchema.parse({ ...withBack(inOrder), version: incident.version + 1 })
  return { incident: restored, changedSince, handedOn }
}

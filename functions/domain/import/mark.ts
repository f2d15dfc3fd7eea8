/**
 * An incident whose source says later that it was none is marked: kept for the record, counted nowhere. The mark goes
 * when its source says otherwise, or when the import that made it is undone. What a person decided stays in any case.
 */
import { type Incident, incidentSchema } from '../incident/incident.ts'
import type { ImportId, IncidentId } from '../ids.ts'
import type { NotCounted } from './not-counted.ts'

export interface Mark {
  readonly status: NotCounted['status']
  readonly reason: string
  /** The incident that it is the same as, if its source names it and it counts here. */
  readonly duplicateOf: IncidentId | null
}

const isMarkedByImport = ({ markedBy }: Incident): boolean => Boolean(markedBy) && markedBy !== 'person'

/** Whether somebody has said here whether it counts, or an import did so before that was told apart. */
const isDecided = (incident: Incident): boolean =>
  !isMarkedByImport(incident) && Boolean(incident.markedBy ?? incident.status ?? incident.duplicateOf)

const bare = ({ status: _status, duplicateOf: _of, statusReason: _reason, markedBy: _by, ...rest }: Incident) => rest

/**
 * The same object if nothing is new, or if a person has decided. It stays the mark of the import that made it first.
 * `run` is null for a preview.
 */
export const marked = (before: Incident, { status, reason, duplicateOf }: Mark, run: ImportId | null): Incident => {
  if (before.removing || isDecided(before)) return before
  const standing = duplicateOf ? { duplicateOf } : { status }
  const after = incidentSchema.parse({
    ...bare(before),
    ...standing,
    statusReason: reason,
    markedBy: before.markedBy ?? run,
    version: before.version + 1,
  })
  const same =
    (after.status ?? null) === (before.status ?? null) &&
    (after.duplicateOf ?? null) === (before.duplicateOf ?? null) &&
    after.statusReason === before.statusReason
  return same ? before : after
}

/** As it was before an import marked it, in the same version. */
export const withoutMark = (incident: Incident): Incident =>
  isMarkedByImport(incident) ? incidentSchema.parse(bare(incident)) : incident

/** As it was before this import marked it; null if another one did, or a person decided since. */
export const markUndone = (incident: Incident, run: ImportId): Incident | null =>
  incident.markedBy === run ? { ...withoutMark(incident), version: incident.version + 1 } : null

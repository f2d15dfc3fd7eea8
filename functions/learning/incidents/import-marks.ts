/**
 * Incidents that were taken before and come as none: which of them an import marks, and the marking. They follow the
 * file's incidents, so that one that is the same as another of the file finds it here.
 */
import { inParallel } from '../../domain/in-parallel.ts'
import type { ImportId, IncidentId } from '../../domain/ids.ts'
import type { ImportHeld, ImportMark } from '../../domain/import/answer.ts'
import { type Mark, marked } from '../../domain/import/mark.ts'
import type { ImportReading, Withdrawn } from '../../domain/import/read.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { findRecord, idOfSource, idsOf, type PlaceStores } from './import-places.ts'
import type { IncidentStore } from './incidents.store.ts'

interface Stores extends PlaceStores {
  readonly incidents: IncidentStore
}

const atOnce = 16
/** Others may save the same incident in between. */
const attempts = 5
/** Of incidents that are each the same as the next. */
const hops = 5

/** The id that the last of a file's records has of which each names the next as the same; null in a circle. */
const lastNamed = (one: Withdrawn, all: ReadonlyMap<string, Withdrawn>): string | null => {
  const seen = new Set([one.source.id])
  let named = one.original
  while (named !== null && !seen.has(named)) {
    seen.add(named)
    const next = all.get(named)
    if (!next) return named
    named = next.original
  }
  return null
}

/** What counts in place of the record; null if its source names nothing that is here. `arriving`: not written yet. */
const originalOf = async (
  stores: Stores,
  one: Withdrawn,
  own: IncidentId,
  all: ReadonlyMap<string, Withdrawn>,
  arriving: ReadonlySet<IncidentId>,
): Promise<IncidentId | null> => {
  const named = lastNamed(one, all)
  if (named === null) return null
  const { system, url } = one.source
  let { id }: { id: IncidentId | null } = await findRecord(stores, { system, id: named, url }, null)
  for (let hop = 0; id !== null && id !== own && hop < hops; hop += 1) {
    const found: Incident | null = await stores.incidents.readIncident(id)
    if (!found) return arriving.has(id) ? id : null
    if (found.removing) return null
    if (isCounted(found)) return id
    id = found.duplicateOf ?? null
  }
  return null
}

/** An incident that is here, as it is and as it would be. */
export interface Marking {
  readonly withdrawn: Withdrawn
  readonly before: Incident
  readonly after: Incident
  /** Null if it is marked already, or if a person decided. */
  readonly told: ImportMark | null
  /** Others count by it, so it stays and counts until somebody has said by which they count. */
  readonly held: ImportHeld | null
}

const markingOf = (
  withdrawn: Withdrawn,
  duplicateOf: IncidentId | null,
  before: Incident,
  run: ImportId | null,
): Marking => {
  const { line, status, reason } = withdrawn
  const mark: Mark = { status, reason, duplicateOf }
  const after = marked(before, mark, run)
  // One of this import is told again: the part was sent before, and its reply was lost.
  if (after === before && (run === null || before.markedBy !== run))
    return { withdrawn, before, after, told: null, held: null }
  const as = duplicateOf ? ('duplicate' as const) : status
  const told = { line, incidentId: before.id, title: before.title, status: as, reason }
  return { withdrawn, before, after, told, held: null }
}

const heldMarking = (withdrawn: Withdrawn, before: Incident): Marking => ({
  withdrawn,
  before,
  after: before,
  told: null,
  held: {
    line: withdrawn.line,
    record: withdrawn.record,
    id: withdrawn.source.id,
    title: withdrawn.title,
    startedAt: before.startedAt,
    fields: [],
    why: 'original',
    incidentId: before.id,
    there: { title: before.title, severity: before.severity, startedAt: before.startedAt },
  },
})

/** Incidents of the same file that come as none too count by nothing any more. */
const isCountedBy = async (store: IncidentStore, { id }: Incident, leaving: ReadonlySet<IncidentId>) =>
  (await store.duplicatesOf(id)).some(one => !leaving.has(one.id))

interface Part {
  readonly reading: Pick<ImportReading, 'withdrawn' | 'rows'>
  readonly part: readonly Withdrawn[]
  /** Null for a preview. */
  readonly run: ImportId | null
}

/** What would be marked; nothing is written. */
export const marksAhead = async (stores: Stores, { reading, part, run }: Part): Promise<Marking[]> => {
  const all = new Map(reading.withdrawn.map(one => [one.source.id, one]))
  const arriving = new Set(run === null ? reading.rows.map(({ source }) => idOfSource(source)) : [])
  const leaving = new Set(reading.withdrawn.flatMap(({ source }) => idsOf(source)))
  const found = await inParallel(part, atOnce, async one => {
    const { incident: before } = await findRecord(stores, one.source, null)
    if (!before || before.removing) return null
    const marking = markingOf(one, await originalOf(stores, one, before.id, all, arriving), before, run)
    if (!marking.told || !isCounted(before) || marking.after === before) return marking
    return (await isCountedBy(stores.incidents, before, leaving)) ? heldMarking(one, before) : marking
  })
  return found.flatMap(one => one ?? [])
}

/** Writes one that was found ahead, on top of what others saved in between. */
export const writeMark = async (store: IncidentStore, ahead: Marking, run: ImportId): Promise<Marking> => {
  const { withdrawn, after } = ahead
  let next = ahead
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (next.after === next.before || (await store.changeIncident(next.after, next.before.version))) return next
    const before = await store.readIncident(ahead.before.id)
    // Deleted in between.
    if (!before) return { ...ahead, after: ahead.before, told: null, held: null }
    next = markingOf(withdrawn, after.duplicateOf ?? null, before, run)
  }
  throw new Refusal('changed_meanwhile')
}

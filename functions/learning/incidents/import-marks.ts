/**
 * Incidents that were taken before and come as none: which of them an import marks, and the marking. They follow the
 * file's incidents, so that one that is the same as another of the file finds it here.
 */
import { inParallel } from '../../domain/in-parallel.ts'
import { incidentId, type ImportId, type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import type { ImportMark } from '../../domain/import/answer.ts'
import { type Mark, marked } from '../../domain/import/mark.ts'
import type { ImportReading, Withdrawn } from '../../domain/import/read.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import type { Incident, IncidentSource } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { sha256 } from '../../protocol/digest.ts'
import type { IncidentStore } from './incidents.store.ts'

const atOnce = 16
/** Others may save the same incident in between. */
const attempts = 5
/** Of incidents that are each the same as the next. */
const hops = 5

/** An incident that was exported from here keeps its id. */
export const idOfSource = ({ system, id }: Pick<IncidentSource, 'system' | 'id'>): IncidentId => {
  const own = incidentIdSchema.safeParse(id)
  if (system === 'murmur' && own.success) return own.data
  return incidentId(sha256(['import', system, id].join('|')))
}

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
  store: IncidentStore,
  one: Withdrawn,
  all: ReadonlyMap<string, Withdrawn>,
  arriving: ReadonlySet<IncidentId>,
): Promise<IncidentId | null> => {
  const named = lastNamed(one, all)
  let id = named === null ? null : idOfSource({ system: one.source.system, id: named })
  const own = idOfSource(one.source)
  for (let hop = 0; id !== null && id !== own && hop < hops; hop += 1) {
    const found: Incident | null = await store.readIncident(id)
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
  if (after === before && (run === null || before.markedBy !== run)) return { withdrawn, before, after, told: null }
  const as = duplicateOf ? ('duplicate' as const) : status
  return { withdrawn, before, after, told: { line, incidentId: before.id, title: before.title, status: as, reason } }
}

interface Part {
  readonly reading: Pick<ImportReading, 'withdrawn' | 'rows'>
  readonly part: readonly Withdrawn[]
  /** Null for a preview. */
  readonly run: ImportId | null
}

/** What would be marked; nothing is written. */
export const marksAhead = async (store: IncidentStore, { reading, part, run }: Part): Promise<Marking[]> => {
  const all = new Map(reading.withdrawn.map(one => [one.source.id, one]))
  const arriving = new Set(run === null ? reading.rows.map(({ source }) => idOfSource(source)) : [])
  const found = await inParallel(part, atOnce, async one => {
    const before = await store.readIncident(idOfSource(one.source))
    if (!before || before.removing) return null
    return markingOf(one, await originalOf(store, one, all, arriving), before, run)
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
    if (!before) return { ...ahead, after: ahead.before, told: null }
    next = markingOf(withdrawn, after.duplicateOf ?? null, before, run)
  }
  throw new Refusal('changed_meanwhile')
}

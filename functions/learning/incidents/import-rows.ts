/** Taking the rows of an import: each is added, brought up to date, or held up. */
import { inParallel } from '../../domain/in-parallel.ts'
import type { ImportId } from '../../domain/ids.ts'
import { heldOf, type ImportHeld } from '../../domain/import/answer.ts'
import type { ImportMapping } from '../../domain/import/fields.ts'
import { changeOf, importedIncident, mergeImported } from '../../domain/import/ledger.ts'
import type { ImportReading } from '../../domain/import/read.ts'
import type { ImportRow } from '../../domain/import/record-cells.ts'
import { type Incident, incidentSchema, primaryModeKey } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import { furtherNames, hasOneName, idOfSource, isHeldAsOutdated, type Place, placeRows } from './import-places.ts'
import type { IncidentStores } from './incidents.routes.ts'
import type { ImportStore } from './import.store.ts'

const writesAtOnce = 16
/** Others may save the same incident in between. */
const attempts = 5

export interface ImportStores extends IncidentStores {
  readonly imports: ImportStore
}

export interface Taken {
  /** Null if this import added it. */
  readonly before: Incident | null
  readonly after: Incident
}

/** As it was before this import changed it; the request that did so got no reply, and may have been cut off anywhere. */
const changedBefore = async ({ incidents, imports }: ImportStores, after: Incident, run: ImportId): Promise<Taken> => {
  const change = after.changedBy === run ? await imports.changeOf(run, after.id) : null
  if (!change) return { before: after, after }
  const before = incidentSchema.parse({ ...after, ...change.before })
  await incidents.retitleReviews(after.id, before, after)
  return { before, after }
}

/** A change is planned before it is written, so that whatever was written can be undone. */
const change = async (
  { incidents, imports }: ImportStores,
  before: Incident,
  after: Incident,
  run: ImportId,
): Promise<boolean> => {
  await imports.planChange(run, changeOf(before, after))
  if (!(await incidents.changeIncident(after, before.version))) return false
  const shown = before.title !== after.title || before.startedAt !== after.startedAt
  if (shown) await incidents.retitleReviews(after.id, before, after)
  return true
}

const takeRow = async (
  stores: ImportStores,
  { row, id, before: found }: Place,
  { held }: ImportMapping,
  run: ImportId,
): Promise<Taken | ImportHeld> => {
  const { incidents, imports } = stores
  for (const name of furtherNames(row.source, id, row.identified)) await imports.nameSource(name, id)
  const added = importedIncident(id, row, run)
  let before = found
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (!before && (await incidents.addIncident(added))) return { before: null, after: added }
    before ??= await incidents.readIncident(id)
    if (!before) continue
    const after = mergeImported(before, row, run)
    // This part was sent before, and its reply was lost.
    if (after === before && before.importId === run && !before.changedBy) return { before: null, after }
    if (after === before) return changedBefore(stores, after, run)
    if (await change(stores, before, after, run)) return { before, after }
    before = await incidents.readIncident(id)
    if (before && isHeldAsOutdated(before, row, held)) return heldOf({ row, before }, 'outdated')
  }
  throw new Refusal('changed_meanwhile')
}

interface Part {
  readonly reading: Pick<ImportReading, 'rows'>
  readonly rows: readonly ImportRow[]
  readonly asked: ImportMapping
}

/** Where each row goes; those that are held up are told apart. Nothing is written. */
export const rowsAhead = async (
  stores: ImportStores,
  { reading, rows, asked }: Part,
): Promise<{ places: Place[]; held: ImportHeld[] }> => {
  const all = await placeRows(stores, rows, { held: asked.held, rows: reading.rows })
  return {
    places: all.filter(({ held }) => held === null),
    held: all.flatMap(({ row, before, held }) => (held && before ? [heldOf({ row, before }, held)] : [])),
  }
}

/**
 * Rows that can stand under a single name are added without a look first where the first of them is new: an import is of
 * new incidents, or one again. A look that was needed after all costs a call more.
 */
const likelyNew = async ({ incidents }: ImportStores, rows: readonly ImportRow[]): Promise<readonly ImportRow[]> => {
  const direct = rows.filter(hasOneName)
  const [first] = direct
  return first && (await incidents.readIncident(idOfSource(first.source))) ? [] : direct
}

const addRow = async (
  { incidents }: ImportStores,
  row: ImportRow,
  run: ImportId,
): Promise<{ row: ImportRow; taken: Taken | null }> => {
  const after = importedIncident(idOfSource(row.source), row, run)
  return { row, taken: (await incidents.addIncident(after)) ? { before: null, after } : null }
}

export const takeRows = async (
  stores: ImportStores,
  { rows, ...part }: Part,
  run: ImportId,
  now: string,
): Promise<{ taken: Taken[]; held: ImportHeld[] }> => {
  const { failureModes, figures, imports } = stores
  const direct = await likelyNew(stores, rows)
  const looked = await rowsAhead(stores, { ...part, rows: rows.filter(row => !direct.includes(row)) })
  const ids = [...direct.map(({ source }) => idOfSource(source)), ...looked.places.map(({ id }) => id)]
  if (ids.length > 0) await imports.planPart(run, ids)
  const names = new Set(
    [...direct, ...looked.places.map(({ row }) => row)].flatMap(row => row.fields.failureModes ?? []),
  )
  await inParallel([...names], writesAtOnce, name => failureModes.addFailureMode(name))
  const tried = await inParallel(direct, writesAtOnce, row => addRow(stores, row, run))
  const there = await rowsAhead(stores, { ...part, rows: tried.flatMap(({ row, taken }) => (taken ? [] : [row])) })
  const places = [...looked.places, ...there.places]
  const placed = await inParallel(places, writesAtOnce, place => takeRow(stores, place, part.asked, run))
  const taken = [...tried.flatMap(one => one.taken ?? []), ...placed.flatMap(one => ('after' in one ? [one] : []))]
  const changedSince = placed.flatMap(one => ('why' in one ? [one] : []))
  const incidents = taken.flatMap(({ before, after }) => (before ? [before, after] : [after]))
  const modes = new Set(incidents.map(primaryModeKey).filter(key => key !== null))
  const inHand = taken.map(({ after }) => after)
  if (incidents.length > 0) await figures.refreshFigures({ incidents, inHand, modes: [...modes] }, now)
  return { taken, held: [...looked.held, ...there.held, ...changedSince] }
}

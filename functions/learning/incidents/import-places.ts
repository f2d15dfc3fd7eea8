/** Which incident a record of an import is: the one that stands under its names here, a new one, or nobody can tell. */
import { inParallel } from '../../domain/in-parallel.ts'
import { incidentId, type IncidentId, incidentIdSchema } from '../../domain/ids.ts'
import type { HeldReason } from '../../domain/import/answer.ts'
import type { ImportMapping } from '../../domain/import/fields.ts'
import { isOutdated } from '../../domain/import/ledger.ts'
import {
  isAnother,
  isLike,
  isOfSite,
  isRecognised,
  numberedAs,
  saysTheSame,
  sharesNumber,
  siteOf,
} from '../../domain/import/identity.ts'
import type { ImportRow } from '../../domain/import/record-cells.ts'
import type { Incident, IncidentSource } from '../../domain/incident/incident.ts'
import { sha256 } from '../../protocol/digest.ts'
import type { IncidentStore } from './incidents.store.ts'
import type { ImportStore } from './import.store.ts'

const readsAtOnce = 16

export interface PlaceStores {
  readonly incidents: Pick<IncidentStore, 'readIncident' | 'startedAt'>
  readonly imports: Pick<ImportStore, 'namedSource'>
}

type Named = Pick<IncidentSource, 'system' | 'id'>

/** An incident that was exported from here keeps its id. */
export const idOfSource = ({ system, id }: Named, site = ''): IncidentId => {
  const own = system === 'murmur' ? incidentIdSchema.safeParse(id) : null
  if (own?.success) return own.data
  return incidentId(sha256((site ? ['import', system, site, id] : ['import', system, id]).join('|')))
}

export const digestOfName = ({ system, id }: Named, site: string): string =>
  sha256(['source', system, site, id].join('|')).toString('hex', 0, 16)

/** Where it may stand, the narrowest first: two that number alike are told apart by site, or by the name that stays. */
export const idsOf = (source: IncidentSource): IncidentId[] => {
  const site = siteOf(source)
  const narrow = [site, source.lasting ?? ''].filter(Boolean).join('|')
  return [...new Set([...new Set([narrow, site, ''])].map(where => idOfSource(source, where)))]
}

/** The names that a record is known by besides its id: with its site, and without, for files that do not show it. */
export const furtherNames = (source: IncidentSource, id: IncidentId, identified: boolean): string[] => {
  const number = numberedAs(source)
  const names = [
    ...(source.lasting === undefined ? [] : [source.lasting]),
    ...(number === null ? [] : [number]),
    ...(idsOf(source).includes(id) ? [] : [source.id]),
  ]
  if (names.length === 0 && identified) return []
  return names.flatMap(name =>
    [...new Set([siteOf(source), ''])].map(site => digestOfName({ system: source.system, id: name }, site)),
  )
}

/** Whether it can stand in one place alone: a table's row with an id of its own. */
export const hasOneName = ({ source, identified }: ImportRow): boolean =>
  identified && source.lasting === undefined && siteOf(source) === '' && !isRecognised(source.system)

interface Found {
  readonly incident: Incident | null
  /** Where it goes if it is new. */
  readonly id: IncidentId
}

/**
 * By the name that never changes first, then by its id. The first of two sites that number alike has the id without a
 * site, which is where one stands that came before sites were told apart.
 */
export const findRecord = async (
  { incidents, imports }: PlaceStores,
  source: IncidentSource,
  row: Pick<ImportRow, 'fields' | 'identified'> | null,
): Promise<Found> => {
  const site = siteOf(source)
  const { system, lasting } = source
  const fits = (incident: Incident | null): incident is Incident =>
    incident !== null && isOfSite(incident, source, row) && !isOtherLasting(incident)
  const isOtherLasting = ({ source: known }: Incident): boolean =>
    lasting !== undefined && known?.lasting !== undefined && known.lasting !== lasting
  const pointed = async (name: string): Promise<Incident | null> => {
    for (const of of new Set([site, ''])) {
      const id = await imports.namedSource(digestOfName({ system, id: name }, of))
      const incident = id === null ? null : await incidents.readIncident(id)
      if (fits(incident)) return incident
    }
    return null
  }
  const byLasting = lasting === undefined ? null : await pointed(lasting)
  if (byLasting) return { incident: byLasting, id: byLasting.id }
  let free: IncidentId | null = null
  for (const id of idsOf(source)) {
    const found = await incidents.readIncident(id)
    if (fits(found)) return { incident: found, id }
    // The plainest that nobody has.
    if (!found) free = id
  }
  // Before its system was recognised it was read as a table.
  const asTable = isRecognised(system) ? await incidents.readIncident(idOfSource({ ...source, system: 'table' })) : null
  if (fits(asTable)) return { incident: asTable, id: asTable.id }
  // One export of a system names an id, and the next the address alone.
  const number = row === null ? null : numberedAs(source)
  if (number !== null && source.url) {
    const numbered =
      (await pointed(number)) ?? (await incidents.readIncident(idOfSource({ system, id: source.url }, site)))
    if (fits(numbered) && sharesNumber(numbered, source)) return { incident: numbered, id: numbered.id }
  }
  // Only keys move, and only rows without an id are given another title.
  const moved =
    lasting !== undefined || row?.identified === false || system === 'jira' ? await pointed(source.id) : null
  if (moved) return { incident: moved, id: moved.id }
  return { incident: null, id: free ?? idOfSource(source) }
}

export interface Place {
  readonly row: ImportRow
  readonly id: IncidentId
  /** Null for one that is new. */
  readonly before: Incident | null
  /** Why nobody can tell; nothing is written of it. */
  readonly held: HeldReason | null
}

type Said = ImportMapping['held']
const saidOf = (held: Said, { source }: ImportRow): Said[string] | undefined => held[source.id] ?? held['*']

/** What was changed here since is written over only by whoever says so. */
export const isHeldAsOutdated = (incident: Incident, row: ImportRow, held: Said): boolean =>
  saidOf(held, row) !== 'same' && isOutdated(incident, row)

interface Asked {
  readonly held: ImportMapping['held']
  /** All rows of the file: what one of them is, no other can be. */
  readonly rows: readonly ImportRow[]
}

/** Those of the same start and system that no other row of the file is. */
const likeOf = async (
  { incidents }: PlaceStores,
  row: ImportRow,
  taken: ReadonlySet<IncidentId>,
): Promise<Incident[]> => {
  const there = await incidents.startedAt(row.fields.startedAt)
  return there.filter(incident => isLike(incident, row) && !taken.has(incident.id))
}

/**
 * Which row of the file an incident is, of those that are like it, however the file is divided into parts: the one that
 * says what it says already, then the first that is said to be the same by its own name, then the first of all.
 */
const ownerOf = ({ held, rows }: Asked): ((incident: Incident) => ImportRow | undefined) => {
  const byStart = Map.groupBy(
    rows.filter(({ identified }) => !identified),
    ({ fields }) => fields.startedAt,
  )
  return incident => {
    const start = incident.imported?.startedAt ?? incident.startedAt
    const alike = (byStart.get(start) ?? []).filter(row => saidOf(held, row) !== 'other' && isLike(incident, row))
    return (
      alike.find(row => saysTheSame(incident, row)) ??
      alike.find(({ source }) => held[source.id] === 'same') ??
      alike[0]
    )
  }
}

export const placeRows = async (stores: PlaceStores, part: readonly ImportRow[], asked: Asked): Promise<Place[]> => {
  const { held, rows } = asked
  const found = await inParallel(part, readsAtOnce, row => findRecord(stores, row.source, row))
  const known = found.flatMap(({ incident }) => (incident ? [incident.id] : []))
  const isAsked = part.some((row, index) => !row.identified && !found[index]?.incident)
  const taken = new Set(isAsked ? [...rows.map(({ source }) => idOfSource(source)), ...known] : [])
  const owner = ownerOf(isAsked ? asked : { held, rows: [] })
  const pairs = part.flatMap((row, index) => {
    const place = found[index]
    return place ? [{ row, ...place }] : []
  })
  return inParallel(pairs, readsAtOnce, async ({ row, incident, id }): Promise<Place> => {
    const said = saidOf(held, row)
    if (incident) {
      // A table that was made of this very version says what it is.
      const isOwn = row.version === incident.version && row.source.id === incident.id
      const isDoubtful = !incident.removing && said !== 'same' && !isOwn && isAnother(incident, row)
      // Said to be another one, it is found again by its start.
      const apart = isDoubtful ? idOfSource({ ...row.source, id: `${row.source.id}|${row.fields.startedAt}` }) : null
      const there = apart === null ? null : await stores.incidents.readIncident(apart)
      if (apart !== null && (there || said === 'other')) return { row, id: apart, before: there, held: null }
      const held = isHeldAsOutdated(incident, row, asked.held) ? 'outdated' : null
      return { row, id: incident.id, before: incident, held: isDoubtful ? 'another' : held }
    }
    const alike = row.identified || said === 'other' ? [] : await likeOf(stores, row, taken)
    const own = said === 'same' ? alike.find(one => owner(one) === row) : undefined
    const like = own ?? alike[0]
    if (!like) return { row, id, before: null, held: null }
    return { row, id: like.id, before: like, held: own ? null : 'retitled' }
  })
}

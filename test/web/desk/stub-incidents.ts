/** Incidents of the API in memory: recorded, imported, named, and the vendor section of each. */
import type { Action } from '../../../functions/domain/action/action.ts'
import {
  type FailureMode,
  failureModeChangeSchema,
  failureModeKey,
  failureModes,
  namesNow,
} from '../../../functions/domain/incident/failure-mode.ts'
import { importId, incidentId } from '../../../functions/domain/ids.ts'
import { changesAhead, importAnswer, noChanges } from '../../../functions/domain/import/answer.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { importedIncident, mergeImported } from '../../../functions/domain/import/ledger.ts'
import { readImport } from '../../../functions/domain/import/read.ts'
import type { ImportRow } from '../../../functions/domain/import/record-cells.ts'
import {
  type Incident,
  incidentChangeSchema,
  incidentInputSchema,
  type IncidentView,
  primaryModeKey,
} from '../../../functions/domain/incident/incident.ts'
import type { ImportRun, UndoAnswer } from '../../../functions/domain/import/undo.ts'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { seenBefore } from '../../../functions/domain/incident/recurrence.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import {
  emptyVendorSection,
  vendorInputSchema,
  type VendorSection,
  vendorSectionSchema,
  vendorView,
} from '../../../functions/domain/incident/vendor.ts'

export interface StubIncidents {
  readonly incidents: Incident[]
  readonly imports: ImportRun[]
  readonly modes: FailureMode[]
  readonly vendors: Map<string, VendorSection>
  /** As they follow each incident; `earlier` are of others of its kind. */
  readonly actions: Map<string, { actions: Action[]; earlier: (Action & { cameBack: boolean })[] }>
}

export interface StubRequest {
  readonly method: string
  readonly url: URL
  readonly body: string
  readonly key: string
}

const bytes = (seed: string): Uint8Array => {
  const filled = new Uint8Array(16)
  for (let index = 0; index < seed.length; index += 1)
    filled[index % 16] = ((filled[index % 16] ?? 0) * 31 + seed.charCodeAt(index)) % 256
  return filled
}

const learn = (world: StubIncidents, names: readonly string[]): void => {
  for (const name of names) {
    const key = failureModeKey(name)
    if (!world.modes.some(mode => mode.key === key)) world.modes.push({ key, name, mergedInto: null, version: 1 })
  }
}

const viewOf = (world: StubIncidents, incident: Incident): IncidentView => {
  const modes = failureModes(world.modes)
  const modeOf = (one: Incident): string | null => {
    const key = primaryModeKey(one)
    return key === null ? null : modes.resolve(key)
  }
  const alike = world.incidents.filter(one => modeOf(one) !== null && modeOf(one) === modeOf(incident))
  const { imported: _imported, importId: _importId, removing: _removing, ...shown } = incident
  return {
    ...shown,
    failureModes: namesNow(incident.failureModes, modes),
    seenBefore: seenBefore(incident, alike),
  }
}

const importCall = (world: StubIncidents, request: StubRequest): unknown => {
  const { url, body } = request
  const mapping: unknown = JSON.parse(url.searchParams.get('mapping') ?? '{}')
  const reading = readImport(body, importMappingSchema.parse(mapping))
  const idOf = ({ source }: ImportRow) => incidentId(bytes(`${source.system} ${source.id}`))
  if (url.searchParams.get('dryRun') === 'true') {
    const places = reading.rows.map(row => ({
      row,
      before: world.incidents.find(({ id }) => id === idOf(row)) ?? null,
    }))
    return importAnswer(reading, { marks: [], held: [], changes: changesAhead(places) }, null)
  }
  const from = Number(url.searchParams.get('from') ?? 0)
  const part = reading.rows.slice(from, from + Number(url.searchParams.get('limit') ?? reading.rows.length))
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (const row of part) {
    const id = idOf(row)
    const index = world.incidents.findIndex(one => one.id === id)
    const before = world.incidents[index]
    const after = before
      ? mergeImported(before, row)
      : importedIncident(id, row, importId(bytes(request.key || 'import')))
    if (!before) world.incidents.push(after)
    else world.incidents[index] = after
    const own = after === before && before.importId === importId(bytes(request.key || 'import'))
    counts[!before || own ? 'added' : after === before ? 'unchanged' : 'changed'] += 1
    learn(world, row.fields.failureModes ?? [])
  }
  const next = from + part.length
  const run = importId(bytes(request.key || 'import'))
  if (counts.added > 0 && !world.imports.some(one => one.id === run)) {
    const { system, rows } = reading
    const at = new Date().toISOString()
    world.imports.unshift({ id: run, at, system, rows: rows.length, undoneAt: null, version: 1 })
  }
  const parts = { marks: [], held: [], changes: noChanges }
  return importAnswer(reading, parts, { counts, next: next < reading.rows.length ? next : null, importId: run })
}

/** A stub has no marks: what has a vendor section stays. */
const removalCall = (world: StubIncidents, ids: readonly string[]): UndoAnswer => {
  const kept = world.incidents.filter(one => ids.includes(one.id) && world.vendors.has(one.id))
  const removed = ids.length - kept.length
  const staying = world.incidents.filter(one => !ids.includes(one.id) || kept.includes(one))
  world.incidents.splice(0, world.incidents.length, ...staying)
  return { removed, restored: 0, kept: kept.map(({ id, title }) => ({ id, title, reasons: ['vendor'] })), next: null }
}

const importsCall = (world: StubIncidents, method: string, id: string): unknown => {
  if (method === 'GET') return world.imports
  const run = world.imports.find(one => one.id === id)
  if (!run) throw new Refusal('unknown_import')
  run.undoneAt = new Date().toISOString()
  return removalCall(
    world,
    world.incidents.filter(({ importId }) => importId === id).map(one => one.id),
  )
}

const vendorCall = (world: StubIncidents, { method, body }: StubRequest, incident: Incident): unknown => {
  const saved = world.vendors.get(incident.id) ?? emptyVendorSection(incident.id)
  if (method === 'GET') return vendorView(saved, incident)
  const { version, ...fields } = vendorInputSchema.parse(JSON.parse(body))
  if (version !== saved.version) throw new Refusal('changed_meanwhile')
  const next = vendorSectionSchema.parse({ ...fields, incidentId: incident.id, version: version + 1 })
  world.vendors.set(incident.id, next)
  return vendorView(next, incident)
}

const change = (world: StubIncidents, body: string, incident: Incident): unknown => {
  const { version, ...patch } = incidentChangeSchema.parse(JSON.parse(body))
  if (version !== undefined && version !== incident.version) throw new Refusal('changed_meanwhile')
  learn(world, patch.failureModes ?? [])
  Object.assign(incident, patch, { version: incident.version + 1 })
  return viewOf(world, incident)
}

/** The answer's body; a POST that makes one answers 201. */
export const incidentsCall = (world: StubIncidents, request: StubRequest, id: string, rest: string): unknown => {
  const { method, url, body, key } = request
  if (rest === '/import') return importCall(world, request)
  if (rest.startsWith('/imports')) return importsCall(world, method, rest.slice('/imports/'.length))
  if (rest === '/vocabulary') {
    return {
      failureModes: world.modes.filter(({ mergedInto }) => mergedInto === null).map(({ name }) => name),
      services: [...new Set(world.incidents.flatMap(({ services }) => services))],
      domains: [...new Set(world.incidents.flatMap(({ domains }) => domains))],
    }
  }
  if (!id && method === 'POST') {
    const input = incidentInputSchema.parse(JSON.parse(body))
    const made = incidentId(bytes(`incident ${key}`))
    learn(world, input.failureModes)
    if (!world.incidents.some(one => one.id === made)) world.incidents.push({ ...input, id: made, version: 1 })
    return { id: made }
  }
  if (!id) {
    const quarter = url.searchParams.get('quarter') ?? quarterOf(new Date().toISOString(), usualCalendar)
    const found = world.incidents.filter(one => quarterOf(one.startedAt, usualCalendar) === quarter)
    return found.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)).map(incident => viewOf(world, incident))
  }
  const incident = world.incidents.find(one => one.id === id)
  if (!incident) throw new Refusal('unknown_incident')
  if (rest === '/around') return { reviews: [], factors: [], decisions: [], conditions: [], lessons: [], earlier: [] }
  if (rest === '/vendor') return vendorCall(world, request, incident)
  if (rest === '/actions') return world.actions.get(id) ?? { actions: [], earlier: [] }
  if (method === 'DELETE') {
    const [kept] = removalCall(world, [incident.id]).kept
    if (kept) throw new Refusal('incident_referred', undefined, { reasons: kept.reasons })
    return { removed: 1 }
  }
  return method === 'PATCH' ? change(world, body, incident) : viewOf(world, incident)
}

export const failureModesCall = (world: StubIncidents, { method, url, body }: StubRequest): unknown => {
  if (method === 'GET') {
    return world.modes.map(mode => {
      const starts = world.incidents
        .filter(one => primaryModeKey(one) === mode.key)
        .map(({ startedAt }) => startedAt)
        .toSorted()
      return { ...mode, incidents: starts.length, firstAt: starts[0] ?? null, lastAt: starts.at(-1) ?? null }
    })
  }
  const { version, ...patch } = failureModeChangeSchema.parse(JSON.parse(body))
  const key = decodeURIComponent(url.pathname.split('/').at(-1) ?? '')
  const mode = world.modes.find(one => one.key === key)
  if (!mode) throw new Refusal('unknown_failure_mode')
  if (mode.version !== version) throw new Refusal('changed_meanwhile')
  Object.assign(mode, patch, { version: version + 1 })
  return mode
}

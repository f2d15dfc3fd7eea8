/** Incidents, failure modes, imports, and what points to an incident. */
import * as z from 'zod'
import { isCounted } from '../domain/incident/counting.ts'
import { failureModeSchema } from '../domain/incident/failure-mode.ts'
import { incidentIdSchema } from '../domain/ids.ts'
import { importChangeSchema } from '../domain/import/ledger.ts'
import { importRunSchema } from '../domain/import/undo.ts'
import { incidentSchema, primaryModeKey } from '../domain/incident/incident.ts'
import { vendorSectionSchema } from '../domain/incident/vendor.ts'
import { kind, untilDeleted } from './kind.ts'
import { shelfOf } from './shelves.ts'

/** In the index `kind`, ordered by when they started. */
export const incidentsOf = (shelf: string): string => `incident#${shelf}`
/** The same of what is kept for the record and is no incident: whoever counts never reads it. */
export const uncountedIn = (shelf: string): string => `uncounted#${shelf}`
/** In the index `facet`: incidents whose primary failure mode has this key. */
export const modeFacet = (key: string): string => `mode#${key}`

export const incident = kind({
  table: 'learning',
  name: 'incident',
  partition: 'incident#{incident}',
  sort: 'incident',
  schema: incidentSchema,
  kept: { row: 'incident', holds: 'what happened', ...untilDeleted },
  indexed: it => {
    const mode = primaryModeKey(it)
    // An incident that is being removed leaves the indexes.
    if (it.removing) return {}
    if (!isCounted(it)) return { kind: [uncountedIn(shelfOf(it.startedAt)), it.startedAt] }
    return {
      kind: [incidentsOf(shelfOf(it.startedAt)), it.startedAt],
      ...(mode === null ? {} : { facet: [modeFacet(mode), it.startedAt] as const }),
    }
  },
})

/** Points from an incident to what followed it, which may not exist yet. */
export const following = kind({
  table: 'learning',
  name: 'following',
  partition: incident.partition,
  sort: '{what}#{id}',
  schema: z.object({}),
  kept: incident.kept,
})

/** `what` of an incident that says it is the same as this one, or once said so. */
export const duplicatePointer = 'duplicate'

/** Everything in an incident's partition, by key alone. */
export const besideIncident = kind({
  table: 'learning',
  name: 'following',
  partition: incident.partition,
  sort: '{sk}',
  schema: z.object({ sk: z.string() }),
  kept: incident.kept,
  attributes: ['pk', 'sk'],
})

export const importRun = kind({
  table: 'learning',
  name: 'import',
  partition: 'import#{import}',
  sort: 'import',
  schema: importRunSchema,
  kept: {
    row: 'import',
    holds:
      'which incidents an import added, changed or marked as none, when, from which system, and what stood there before, so that it can be undone',
    ...untilDeleted,
  },
  indexed: ({ at }) => ({ kind: ['import', at] }),
})

export const importPart = kind({
  table: 'learning',
  name: 'importPart',
  partition: importRun.partition,
  sort: 'part#{digest}',
  schema: z.object({ incidentIds: z.array(incidentIdSchema) }),
  kept: importRun.kept,
})

/** What an import changed of an incident that was there before. */
export const importChange = kind({
  table: 'learning',
  name: 'importChange',
  partition: importRun.partition,
  sort: 'change#{incident}',
  schema: importChangeSchema,
  kept: importRun.kept,
})

/** A further name of a record that was imported: the one that never changes, or the one it moved to. */
export const sourceName = kind({
  table: 'learning',
  name: 'sourceName',
  partition: 'source#{digest}',
  sort: 'source',
  schema: z.object({ incidentId: incidentIdSchema }),
  kept: {
    row: 'sourceName',
    holds: 'under which further name an imported incident is known in its system, as a digest',
    ...untilDeleted,
  },
})

export const failureMode = kind({
  table: 'learning',
  name: 'failureMode',
  partition: 'failure-mode#{key}',
  sort: 'failure-mode',
  schema: failureModeSchema,
  kept: { row: 'failureMode', holds: 'a name for how things fail', ...untilDeleted },
  indexed: ({ key }) => ({ kind: ['failure-mode', key] }),
})

export const vendorSection = kind({
  table: 'learning',
  name: 'vendor',
  partition: incident.partition,
  sort: 'vendor',
  schema: vendorSectionSchema,
  kept: { row: 'vendor', holds: 'how an external incident went on our side', ...untilDeleted },
})

/** Incidents as a table, with the columns that an import of the same reads back. */
import { csvText, type CsvValue } from '../table/csv-text.ts'
import { listText } from '../table/lists.ts'
import { everyIncidentField } from '../incident/fields.ts'
import type { Incident } from '../incident/incident.ts'

const cellOf = (value: string | boolean | readonly string[] | null | undefined): CsvValue => {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? listText(value) : String(value)
}

export const incidentsTable = (incidents: readonly Incident[]): string =>
  csvText(
    ['id', ...everyIncidentField, 'status', 'duplicateOf', 'statusReason', 'unknown', 'url', 'version'],
    incidents.map(incident => [
      incident.id,
      ...everyIncidentField.map(field => cellOf(incident[field])),
      ...[incident.status, incident.duplicateOf, incident.statusReason, incident.unknown].map(cellOf),
      cellOf(incident.source?.url),
      incident.version,
    ]),
  )

/** One record as an incident, or everything that is wrong with it. */
import { incidentInputSchema, type IncidentSource, timesOutOfOrder } from '../incident/incident.ts'
import { everyIncidentField, fieldsOf, type IncidentField } from '../incident/fields.ts'
import { type Unknown, unknowns } from '../incident/known.ts'
import { importFields } from './fields.ts'
import {
  type Cells,
  cellsOf,
  type ImportProblem,
  type ImportRow,
  type LeftOut,
  titleIn,
  type Way,
  whichOf,
} from './record-cells.ts'
import { addressOf, nameOf, namesOf, severityOf, timesOf, yesOf, zoneOf } from './record-values.ts'
import type { SourceRecord } from '../table/source-records.ts'

type RecordReading =
  | { readonly row: ImportRow; readonly leftOut: readonly LeftOut[]; readonly levelled: readonly LeftOut[] }
  | { readonly problems: readonly ImportProblem[] }

const longestText = 10_000

/** Absent where everything is known. */
const unknownOf = (is: Readonly<Record<Unknown, boolean>>): Unknown[] | undefined => {
  const found = unknowns.filter(what => is[what])
  return found.length > 0 ? found : undefined
}

/** Longer titles and texts from other systems are cut. Names are not: that would make other names of them. */
const said = (cells: Cells, way: Way): Record<string, unknown> => {
  const { text, problem } = cells
  const zone = zoneOf(cells, way)
  const { times, isDay } = timesOf(cells, zone, way)
  const severity = severityOf(cells, way)
  const eachOf = <Field extends IncidentField>(
    names: readonly Field[],
    read: (field: Field) => unknown,
  ): Record<string, unknown> => Object.fromEntries(names.map(field => [field, read(field)]))
  const fields = {
    ...eachOf(fieldsOf('text'), field => nameOf(cells, field)),
    ...eachOf(fieldsOf('long'), field => text(field)?.slice(0, longestText)),
    ...eachOf(fieldsOf('names'), field => namesOf(cells, field, way)),
    ...Object.fromEntries(fieldsOf('yes').map(field => [field, yesOf(cells, field)])),
    ...Object.fromEntries(fieldsOf('url').map(field => [field, addressOf(cells, field)])),
    title: titleIn(text('title')),
    severity,
    zone: text('zone') === undefined && way.asked.zone === null ? undefined : zone,
    ...times,
    unknown: unknownOf({
      timeOfDay: isDay || cells.left.includes('timeOfDay'),
      // Times with an offset tell when it was, and not what the team's clocks said.
      zone: (text('zone') === undefined && way.asked.zone === null) || cells.left.includes('zone'),
      deployment: text('deploymentRelated') === undefined || cells.left.includes('deployment'),
    }),
  }
  if (!fields.title) problem('missing', 'title', 'the title is missing')
  if (!text('startedAt')) problem('missing', 'startedAt', 'the start is missing')
  const wrong = timesOutOfOrder(times)
  if (wrong) problem('times_out_of_order', wrong.later, `lies before “${cells.columnOf(wrong.earlier)}”`)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** 16 hex digits that tell texts apart as long as nobody tries to make two alike. */
const fingerprint = (text: string): string => {
  let one = 0xdeadbeef
  let other = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 2654435761)
    other = Math.imul(other ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return [one, other].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

const sourceBy = ({ text, lasting }: Cells, { system }: Way, title: string, startedAt: string): IncidentSource => {
  const id = text('id')?.slice(0, 200) ?? `row-${fingerprint(JSON.stringify([title, startedAt]))}`
  const url = text('url')
  return {
    system,
    id,
    url: url && /^https?:\/\//.test(url) ? url.slice(0, 2000) : null,
    ...(lasting !== undefined && lasting !== id ? { lasting: lasting.slice(0, 200) } : {}),
  }
}

/** States in which nothing has ended: an end that was told before is taken back. */
const openStates =
  /^(triggered|acknowledged|open|opened|re-?opened|active|ongoing|started|unstarted|new|backlog|detected|investigating|identified|mitigated|monitoring|fixing|unresolved|pending|(?:work )?in[ _-]?progress|to[ _-]?do)$/i

/** A title and a start have to be there. */
const emptied = ({ state }: Cells, { columns, present }: Way, said: object): IncidentField[] => {
  return everyIncidentField.filter(field => {
    if (field in said) return false
    const hasPlace = columns[field]?.some(column => present.has(column)) ?? false
    return hasPlace || (field === 'resolvedAt' && state !== undefined && openStates.test(state.trim()))
  })
}

/** Where a record comes from, whatever else is wrong with it; null if it can't be told from others. */
export const sourceOf = (record: SourceRecord, way: Way): IncidentSource | null => {
  const cells = cellsOf(record, way)
  if (cells.text('id') !== undefined) return sourceBy(cells, way, '', '')
  const { title, startedAt } = said(cells, way)
  return typeof title === 'string' && typeof startedAt === 'string' ? sourceBy(cells, way, title, startedAt) : null
}

const versionIn = ({ version = '' }: Cells): number | null => (/^\d{1,9}$/.test(version) ? Number(version) : null)

/** A record without an id is identified by its title and start. */
export const readRecord = (record: SourceRecord, way: Way): RecordReading => {
  const { broken } = record
  if (broken)
    return {
      problems: [{ ...whichOf(record, way), column: broken.column, message: broken.message, code: 'unreadable' }],
    }
  const cells = cellsOf(record, way)
  const { problems, problem } = cells
  const fields = said(cells, way)
  if (problems.length > 0) return { problems }
  const parsed = incidentInputSchema.safeParse(fields)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      problem('unreadable', importFields.find(field => field === path[0]) ?? 'title', message)
    }
    return { problems }
  }
  const { title, startedAt } = parsed.data
  const taken = Object.fromEntries(Object.entries(parsed.data).filter(([field]) => field in fields))
  const source = sourceBy(cells, way, title, startedAt)
  const row: ImportRow = {
    ...cells.which,
    source,
    fields: { ...taken, title, startedAt },
    empty: emptied(cells, way, fields),
    identified: cells.text('id') !== undefined,
    version: source.system === 'murmur' ? versionIn(cells) : null,
  }
  return { row, leftOut: cells.leftOut, levelled: cells.levelled }
}

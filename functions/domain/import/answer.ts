/** What an import answers, before and after it is carried out. */
import * as z from 'zod'
import { type ImportId, importIdSchema, incidentIdSchema } from '../ids.ts'
import { severitySchema } from '../incident/fields.ts'
import { importFields } from './fields.ts'
import { differences, differenceSchema, mergeImported, standing } from './ledger.ts'
import type { ImportReading } from './read.ts'
import { importProblemSchema, type ImportRow, leftOutSchema } from './record-cells.ts'
import type { Incident } from '../incident/incident.ts'

/** Listing more than this does not help anybody fix a file. */
const problemsTold = 200
const columnsTold = 400
const rowsShown = 5
const wordsTold = 20

const markSchema = z.object({
  line: z.int(),
  incidentId: incidentIdSchema,
  title: z.string(),
  status: z.enum(['retracted', 'drill', 'maintenance', 'duplicate']),
  reason: z.string(),
})
export type ImportMark = z.infer<typeof markSchema>

/**
 * Why a record is held up. `another`: under this id stood another start, with another title or far away from it. `retitled`: without an
 * id it may be one that was given another title. `original`: it comes as none, and others count by it. `outdated`: of our
 * own export, and changed here since that was made.
 */
const heldReasons = ['another', 'retitled', 'original', 'outdated'] as const
export type HeldReason = (typeof heldReasons)[number]

const heldSchema = z.object({
  line: z.int(),
  record: z.int(),
  /** As `held` of a mapping names it. */
  id: z.string(),
  title: z.string(),
  startedAt: z.string(),
  why: z.enum(heldReasons),
  /** The incident that stands there. */
  incidentId: incidentIdSchema,
  there: z.object({ title: z.string(), severity: severitySchema, startedAt: z.string() }),
  /** Where it is outdated, what taking it would change. */
  fields: z.array(differenceSchema),
})
export type ImportHeld = z.infer<typeof heldSchema>

const changeSchema = z.object({
  line: z.int(),
  incidentId: incidentIdSchema,
  title: z.string(),
  fields: z.array(differenceSchema),
  /** Corrected by hand, so they stay: as they are, and what the source says now. */
  standing: z.array(differenceSchema),
})

const countsSchema = z.object({ added: z.int(), changed: z.int(), unchanged: z.int() })

export const importAnswerSchema = z.object({
  /** The system the file was recognised as; 'table' if none. */
  system: z.string(),
  format: z.enum(['csv', 'json']),
  columns: z.array(z.string()),
  /** The columns that each field is read from; the first with a value counts. */
  mapping: z.partialRecord(z.enum(importFields), z.array(z.string())),
  /** How many records the file holds. */
  recordCount: z.int(),
  /** How many records can be imported. */
  rows: z.int(),
  /** The first few of them, as they would be imported. */
  preview: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      title: z.string(),
      severity: severitySchema,
      startedAt: z.string(),
      resolvedAt: z.string().nullable(),
      services: z.array(z.string()),
      failureModes: z.array(z.string()),
    }),
  ),
  /** How many records are not incidents, such as pull requests among issues; `passed` lists the first of them. */
  passedOver: z.int(),
  passed: z.array(z.object({ line: z.int(), title: z.string(), reason: z.string() })),
  /** How many of them for which reason, the most frequent first. */
  passedReasons: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** How many of them had been taken as incidents before and are marked as none; `marks` lists the first of them. */
  marked: z.int(),
  marks: z.array(markSchema),
  /** How many it would add, change and leave as they are; null once it is carried out. */
  ahead: countsSchema.nullable(),
  /** How many it changes, or would change but for corrections; `changes` lists the first of them, in a preview alone. */
  changeCount: z.int(),
  changes: z.array(changeSchema),
  /** How many are held up, and are not taken until the mapping says what they are; `held` lists the first of them. */
  heldCount: z.int(),
  held: z.array(heldSchema),
  /** How many records repeat another record of the file; each is imported once. */
  repeats: z.int(),
  /** How many of the records that can be imported name no severity: it is not known of them. */
  withoutSeverity: z.int(),
  /** Column names that occur several times although their field holds one value: the first with a value counts. */
  ambiguous: z.array(z.string()),
  /** Words in the place of a severity that are not known. */
  severityWords: z.array(z.string()),
  /** How many values were left out of records that are taken without them; `leftOut` lists the first of them. */
  leftOutCount: z.int(),
  leftOut: z.array(leftOutSchema),
  /** The lists of objects in a document; `list` is the one that was read. */
  lists: z.array(z.object({ path: z.string(), count: z.int() })),
  list: z.string(),
  /** Its system says that there is more than this file holds; `total` where it says how many. */
  more: z.object({ total: z.int().nullable() }).nullable(),
  /** How many times of clocks that disagree a little were taken as one moment; `levelled` lists the first of them. */
  levelledCount: z.int(),
  levelled: z.array(leftOutSchema),
  problems: z.array(importProblemSchema),
  /** How many there are in all, including those not listed. */
  problemCount: z.int(),
  /** Null if nothing was written because it was only a preview. */
  taken: countsSchema.nullable(),
  /** The row to continue `from`, in order of start; null if that was all. */
  next: z.int().nullable(),
  /** The id for undoing the import; the same for all requests with one `Idempotency-Key`. */
  importId: importIdSchema.nullable(),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

const counted = (words: readonly string[]): [string, number][] => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, wordsTold)
}
const mostFrequent = (words: readonly string[]): string[] => counted(words).map(([word]) => word)

const reasonsOf = ({ passedOver }: ImportReading): ImportAnswer['passedReasons'] =>
  counted(passedOver.map(one => one.reason)).map(([reason, count]) => ({ reason, count }))

/** A record beside the incident that stands there. */
interface Placed {
  readonly row: ImportRow
  /** Null for one that is new. */
  readonly before: Incident | null
}

/** What taking them would change; nothing is written. */
export const changesAhead = (places: readonly Placed[]): Pick<ImportAnswer, 'ahead' | 'changes' | 'changeCount'> => {
  const ahead = { added: 0, changed: 0, unchanged: 0 }
  const changes = places.flatMap(({ row, before }): ImportAnswer['changes'] => {
    const after = before && mergeImported(before, row)
    ahead[before ? (after === before ? 'unchanged' : 'changed') : 'added'] += 1
    if (!before || !after) return []
    const fields = differences(before, after)
    const stays = standing(before, row)
    if (fields.length + stays.length === 0) return []
    return [{ line: row.line, incidentId: before.id, title: before.title, fields, standing: stays }]
  })
  return { ahead, changes: changes.slice(0, problemsTold), changeCount: changes.length }
}

export const heldOf = ({ row, before }: { row: ImportRow; before: Incident }, why: HeldReason): ImportHeld => ({
  line: row.line,
  record: row.record,
  id: row.source.id,
  title: row.fields.title,
  startedAt: row.fields.startedAt,
  why,
  incidentId: before.id,
  there: { title: before.title, severity: before.severity, startedAt: before.startedAt },
  fields: why === 'outdated' ? differences(before, mergeImported(before, row)) : [],
})

export const noChanges: Pick<ImportAnswer, 'ahead' | 'changes' | 'changeCount'> = {
  ahead: null,
  changes: [],
  changeCount: 0,
}

/** `marks` and `held`: those of this part, or of the whole file in a preview. `part` is null for a preview. */
export const importAnswer = (
  reading: ImportReading,
  {
    marks,
    held,
    changes,
  }: {
    readonly marks: readonly ImportMark[]
    readonly held: readonly ImportHeld[]
    readonly changes: Pick<ImportAnswer, 'ahead' | 'changes' | 'changeCount'>
  },
  part: {
    readonly counts: NonNullable<ImportAnswer['taken']>
    readonly next: number | null
    readonly importId: ImportId
  } | null,
): ImportAnswer => {
  const waiting = new Set(held.map(({ record, id }) => `${record} ${id}`))
  const shown = reading.rows.filter(({ record, source }) => !waiting.has(`${record} ${source.id}`)).slice(0, rowsShown)
  return {
    system: reading.system,
    format: reading.format,
    columns: reading.columns.slice(0, columnsTold),
    mapping: Object.fromEntries(Object.entries(reading.mapping).map(([field, columns]) => [field, [...columns]])),
    recordCount: reading.recordCount,
    rows: reading.rows.length,
    preview: shown.map(({ line, source, fields }) => ({
      line,
      id: source.id,
      title: fields.title,
      severity: fields.severity ?? null,
      startedAt: fields.startedAt,
      resolvedAt: fields.resolvedAt ?? null,
      services: fields.services ?? [],
      failureModes: fields.failureModes ?? [],
    })),
    passedOver: reading.passedOver.length,
    passed: reading.passedOver.slice(0, problemsTold),
    passedReasons: reasonsOf(reading),
    marked: marks.length,
    marks: marks.slice(0, problemsTold),
    ...changes,
    heldCount: held.length,
    held: held.slice(0, problemsTold),
    repeats: reading.repeats,
    withoutSeverity: reading.rows.filter(({ fields }) => !fields.severity).length,
    ambiguous: [...reading.ambiguous],
    severityWords: mostFrequent(reading.problems.flatMap(({ value, words }) => words ?? value ?? [])),
    leftOutCount: reading.leftOut.length,
    leftOut: reading.leftOut.slice(0, problemsTold),
    lists: reading.lists.slice(0, wordsTold).map(list => ({ ...list })),
    list: reading.list,
    more: reading.more && { ...reading.more },
    levelledCount: reading.levelled.length,
    levelled: reading.levelled.slice(0, problemsTold),
    problems: reading.problems.slice(0, problemsTold),
    problemCount: reading.problems.length,
    taken: part?.counts ?? null,
    next: part?.next ?? null,
    importId: part?.importId ?? null,
  }
}

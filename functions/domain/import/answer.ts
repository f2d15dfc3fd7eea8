/** What an import answers, before and after it is carried out. */
import * as z from 'zod'
import { type ImportId, importIdSchema, incidentIdSchema } from '../ids.ts'
import { severities } from '../incident/fields.ts'
import { importFields } from './fields.ts'
import type { ImportReading } from './read.ts'
import { importProblemSchema, leftOutSchema } from './row.ts'

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

export const importAnswerSchema = z.object({
  /** The system the file was recognised as; 'table' if none. */
  system: z.string(),
  format: z.enum(['csv', 'json']),
  columns: z.array(z.string()),
  /** The columns that each field is read from; the first with a value counts. */
  mapping: z.partialRecord(z.enum(importFields), z.array(z.string())),
  /** How many records can be imported. */
  rows: z.int(),
  /** The first few of them, as they would be imported. */
  preview: z.array(
    z.object({
      line: z.int(),
      id: z.string(),
      title: z.string(),
      severity: z.enum(severities),
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
  /** How many records repeat another record of the file; each is imported once. */
  repeats: z.int(),
  /** Column names that occur several times although their field holds one value: the first with a value counts. */
  ambiguous: z.array(z.string()),
  /** Words in the place of a severity that are not known. */
  severityWords: z.array(z.string()),
  /** How many values were left out of records that are taken without them; `leftOut` lists the first of them. */
  leftOutCount: z.int(),
  leftOut: z.array(leftOutSchema),
  problems: z.array(importProblemSchema),
  /** How many there are in all, including those not listed. */
  problemCount: z.int(),
  /** Null if nothing was written because it was only a preview. */
  taken: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }).nullable(),
  /** The row to continue `from`, in order of start; null if that was all. */
  next: z.int().nullable(),
  /** The id for undoing the import; the same for all requests with one `Idempotency-Key`. */
  importId: importIdSchema.nullable(),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

const reasonsOf = ({ passedOver }: ImportReading): ImportAnswer['passedReasons'] => {
  const counts = new Map<string, number>()
  for (const { reason } of passedOver) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, wordsTold)
}

/** `marks`: those of this part, or of the whole file in a preview. `part` is null for a preview. */
export const importAnswer = (
  reading: ImportReading,
  marks: readonly ImportMark[],
  part: {
    readonly counts: NonNullable<ImportAnswer['taken']>
    readonly next: number | null
    readonly importId: ImportId
  } | null,
): ImportAnswer => ({
  system: reading.system,
  format: reading.format,
  columns: reading.columns.slice(0, columnsTold),
  mapping: Object.fromEntries(Object.entries(reading.mapping).map(([field, columns]) => [field, [...columns]])),
  rows: reading.rows.length,
  preview: reading.rows.slice(0, rowsShown).map(({ line, source, fields }) => ({
    line,
    id: source.id,
    title: fields.title,
    severity: fields.severity,
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
  repeats: reading.repeats,
  ambiguous: [...reading.ambiguous],
  severityWords: [...new Set(reading.problems.flatMap(({ value }) => value ?? []))].slice(0, wordsTold),
  leftOutCount: reading.leftOut.length,
  leftOut: reading.leftOut.slice(0, problemsTold),
  problems: reading.problems.slice(0, problemsTold),
  problemCount: reading.problems.length,
  taken: part?.counts ?? null,
  next: part?.next ?? null,
  importId: part?.importId ?? null,
})

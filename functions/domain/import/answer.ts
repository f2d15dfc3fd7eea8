/** What is told of an import, before it and after. */
import * as z from 'zod'
import { type ImportId, importIdSchema } from '../ids.ts'
import { severities } from '../incident/incident.ts'
import { importFields } from './fields.ts'
import type { ImportReading } from './read.ts'
import { importProblemSchema } from './row.ts'

/** More than these help nobody mend a file. */
const problemsTold = 200
const columnsTold = 400
const rowsShown = 5
const wordsTold = 20

export const importAnswerSchema = z.object({
  /** As which the file was recognised; 'table' where as none. */
  system: z.string(),
  format: z.enum(['csv', 'json']),
  columns: z.array(z.string()),
  /** The columns that each field is read from: of several the first with a value. */
  mapping: z.partialRecord(z.enum(importFields), z.array(z.string())),
  /** How many can be taken. */
  rows: z.int(),
  /** The first few of them, as they would be. */
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
  /** How many records are no incidents, such as pull requests among issues; the first of them by name. */
  passedOver: z.int(),
  passed: z.array(z.object({ line: z.int(), title: z.string(), reason: z.string() })),
  /** How many say again what another record of the file says: each is taken once. */
  repeats: z.int(),
  /** Columns whose name is there several times, of fields that hold one value: the first that is filled counts. */
  ambiguous: z.array(z.string()),
  /** What stands for a severity in the file and is none that is known. */
  severityWords: z.array(z.string()),
  problems: z.array(importProblemSchema),
  /** How many there are in all, those that are not told too. */
  problemCount: z.int(),
  /** Null: nothing was written, it was only looked at. */
  taken: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }).nullable(),
  /** The row to go on `from`, by start; null: that was all. */
  next: z.int().nullable(),
  /** By which it can be undone; the same for all requests with one `Idempotency-Key`. */
  importId: importIdSchema.nullable(),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

/** `part`: null, it was only looked at. */
export const importAnswer = (
  reading: ImportReading,
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
  repeats: reading.repeats,
  ambiguous: [...reading.ambiguous],
  severityWords: [...new Set(reading.problems.flatMap(({ value }) => value ?? []))].slice(0, wordsTold),
  problems: reading.problems.slice(0, problemsTold),
  problemCount: reading.problems.length,
  taken: part?.counts ?? null,
  next: part?.next ?? null,
  importId: part?.importId ?? null,
})

/** What an import of people answers, before and after it is carried out. */
import * as z from 'zod'
import { refuseCsv } from '../table/csv.ts'
import type { Person } from '../people/person.ts'
import { Refusal } from '../refusal.ts'
import { rosterFields } from './columns.ts'
import { type Change, changedFields } from './merge.ts'
import type { RosterReading } from './read.ts'
import { type RosterProblem, rosterProblemSchema } from './row.ts'

/** More than this is counted, and not listed. */
const peopleTold = 200
const problemsTold = 1000

const field = z.enum(rosterFields)
const listed = z.object({ email: z.string(), name: z.string(), group: z.string() })

const previewSchema = z.object({
  /** All columns of the file. */
  columns: z.array(z.string()),
  /** The columns that each field is read from. */
  mapping: z.partialRecord(field, z.array(z.string())),
  /** How many rows can be taken. */
  rows: z.int(),
  unchanged: z.int(),
  /** How many people would be removed if the file were the whole roster. */
  gone: z.int(),
  /** The first of each. */
  addedPeople: z.array(listed.extend({ seniority: z.string().nullable(), zone: z.string(), language: z.string() })),
  changedPeople: z.array(
    listed.extend({
      fields: z.array(z.object({ field, before: z.string().nullable(), after: z.string().nullable() })),
    }),
  ),
  gonePeople: z.array(listed),
})
export type RosterPreview = z.infer<typeof previewSchema>

export const rosterAnswerSchema = z.object({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** With `take=good` or `dryRun=true`: how many rows cannot be taken, and why. */
  refused: z.int().optional(),
  problems: z.array(rosterProblemSchema).optional(),
  /** How many there are in all, including those not listed. */
  problemCount: z.int().optional(),
  /** With `dryRun=true`, when nothing is written. */
  preview: previewSchema.optional(),
})
export type RosterAnswer = z.infer<typeof rosterAnswerSchema>

const listedOf = ({ email, name, group }: Person) => ({ email, name, group })

export const previewOf = (
  { columns, mapping, rows }: RosterReading,
  { added, changed }: { readonly added: readonly Person[]; readonly changed: readonly Change[] },
  gone: readonly Person[],
): RosterPreview => ({
  columns: [...columns],
  mapping: Object.fromEntries(Object.entries(mapping).map(([name, from]) => [name, [...from]])),
  rows: rows.length,
  unchanged: rows.length - added.length - changed.length,
  gone: gone.length,
  addedPeople: added.slice(0, peopleTold).map(({ unsubscribeId: _id, placed: _placed, ...person }) => person),
  changedPeople: changed.slice(0, peopleTold).map(change => ({
    ...listedOf(change.after),
    fields: changedFields(change).map(name => ({
      field: name,
      before: change.before[name],
      after: change.after[name],
    })),
  })),
  gonePeople: gone.slice(0, peopleTold).map(listedOf),
})

const problemsOf = ({ refused }: RosterReading): RosterProblem[] => refused.flatMap(({ problems }) => problems)

export const refusedIn = (reading: RosterReading) => {
  const problems = problemsOf(reading)
  return { refused: reading.refused.length, problems: problems.slice(0, problemsTold), problemCount: problems.length }
}

/** Refuses the whole file for its bad rows, each with its line and reason. */
export const refuseBadRows = (reading: RosterReading): void => {
  const problems = problemsOf(reading)
  const [first] = problems
  if (!first) return
  if (reading.format === 'csv') refuseCsv(problems)
  const told = problems.slice(0, problemsTold)
  const choices = problems.find(problem => problem.choices)?.choices
  const chosen = choices ? { choices } : {}
  if (reading.format === 'own') {
    const issues = told.map(({ line, column, ...rest }) => ({ ...rest, path: `${line - 1}.${column}` }))
    const detail = issues
      .slice(0, 50)
      .map(({ path, message }) => `${path}: ${message}`)
      .join('; ')
    throw new Refusal('invalid_body', detail, { issues, issueCount: problems.length, ...chosen })
  }
  const detail = `${problems.length} of them; the first on line ${first.line}, column ${first.column}: ${first.message}`
  const { line, column } = first
  throw new Refusal('rows_unreadable', detail, { line, column, issues: told, issueCount: problems.length, ...chosen })
}

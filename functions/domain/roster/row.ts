/** One row of a roster as it comes in, or what is wrong with it. */
import * as z from 'zod'
import { groupKey } from '../normal-form.ts'
import { personInputSchema } from '../people/person.ts'
import { type RosterField, rosterFields } from './columns.ts'

const { email, name, group, seniority, zone, language } = personInputSchema.shape

/** A field left out keeps its stored value. Fields that `GET /api/people` adds are passed over. */
export const rosterRowSchema = z.object({
  email,
  name: name.unwrap().optional(),
  group: group.unwrap().optional(),
  seniority: seniority.unwrap().optional(),
  zone: zone.unwrap().optional(),
  language: language.unwrap().optional(),
})
export type RosterRow = z.infer<typeof rosterRowSchema>

export const rosterProblemCodes = [
  'address_missing',
  'bad_address',
  'ambiguous_zone',
  'unknown_zone',
  'unreadable',
  'repeated',
] as const

export const rosterProblemSchema = z.object({
  /** The line of the file on which the row begins, or of a JSON list its place in it; counted from 1. */
  line: z.int(),
  /** As the file calls it. */
  column: z.string(),
  columnNumber: z.int(),
  code: z.enum(rosterProblemCodes),
  message: z.string(),
  /** The word that is no zone, where it may mean one. */
  value: z.string().optional(),
  /** What may have been meant: for an abbreviation, the zones that it stands for. */
  choices: z.array(z.string()).optional(),
})
export type RosterProblem = z.infer<typeof rosterProblemSchema>

type Fault = Pick<RosterProblem, 'code' | 'message' | 'value' | 'choices'> & { readonly field: RosterField }

const told = z.object({ code: z.enum(rosterProblemCodes), choices: z.array(z.string()) })

const faultOf = (issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): Fault => {
  const field = rosterFields.find(known => known === issue.path[0]) ?? 'email'
  const known = told.safeParse('params' in issue ? issue.params : undefined).data
  if (known) {
    const { code, choices } = known
    const word = given[field]
    const meant = choices.length > 0 && typeof word === 'string' ? { value: word, choices } : {}
    return { field, code, message: issue.message, ...meant }
  }
  if (field !== 'email') return { field, code: 'unreadable', message: issue.message }
  const blank = typeof given['email'] !== 'string' || given['email'].trim() === ''
  return blank
    ? { field, code: 'address_missing', message: 'the mail address is missing' }
    : { field, code: 'bad_address', message: issue.message }
}

/** Words that stand for one of the four, in exports and in people's own tables. */
const seniorityWords: Readonly<Record<string, string>> = {
  jr: 'junior',
  sr: 'senior',
  middle: 'mid',
  'mid-level': 'mid',
  intermediate: 'mid',
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Spreadsheets tend to capitalise a word that is alone in a cell. */
const prepared = (given: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const word = typeof given['seniority'] === 'string' ? given['seniority'].trim().toLowerCase() : undefined
  return { ...given, ...(word === undefined ? {} : { seniority: seniorityWords[word] ?? word }) }
}

export const readRow = (given: unknown): { readonly row: RosterRow } | { readonly faults: readonly Fault[] } => {
  if (!isRecord(given)) {
    return { faults: [{ field: 'email', code: 'address_missing', message: 'this is no row with a mail address' }] }
  }
  const parsed = rosterRowSchema.safeParse(prepared(given))
  return parsed.success ? { row: parsed.data } : { faults: parsed.error.issues.map(issue => faultOf(issue, given)) }
}

const alike = (field: RosterField, one: string, other: string): boolean =>
  field === 'name' || field === 'group' ? groupKey(one) === groupKey(other) : one === other

/** Fields that both rows give, each in another way. */
const contradictions = (one: RosterRow, other: RosterRow): RosterField[] =>
  rosterFields.filter(field => {
    const [before, after] = [one[field], other[field]]
    return before && after ? !alike(field, before, after) : false
  })

/** The same person on two rows: together they say what either says. */
const joined = (one: RosterRow, other: RosterRow): RosterRow => {
  const filled = Object.fromEntries(Object.entries(other).filter(([, value]) => value !== undefined))
  const kept = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== ''))
  return { ...filled, ...kept, email: one.email }
}

export interface PlacedRow {
  readonly line: number
  readonly row: RosterRow
}

/**
 * Each person once, where they first stand. A row that says something else of somebody is not taken, and named: nobody
 * can tell which of the two is right.
 */
export const oncePerPerson = (
  rows: readonly PlacedRow[],
): { readonly rows: readonly PlacedRow[]; readonly refused: readonly (PlacedRow & Fault)[] } => {
  const people = new Map<string, PlacedRow>()
  const refused: (PlacedRow & Fault)[] = []
  for (const placed of rows) {
    const { row } = placed
    const before = people.get(row.email)
    const [field] = before ? contradictions(before.row, row) : []
    if (!before) people.set(row.email, placed)
    else if (field === undefined) people.set(row.email, { line: before.line, row: joined(before.row, row) })
    else {
      const message = `the address is on line ${before.line} too, with another ${field}: “${before.row[field]}” there, “${row[field]}” here`
      refused.push({ ...placed, field, code: 'repeated', message })
    }
  }
  return { rows: [...people.values()], refused }
}

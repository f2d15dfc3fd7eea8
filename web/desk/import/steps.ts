/** What an import is asked for, and how it is taken part by part. */
import { type ImportField, type ImportMapping, importFields } from '../../../functions/domain/import/fields.ts'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'
import type { ImportId } from '../../../functions/domain/ids.ts'
import type { KeptIncident, UndoAnswer } from '../../../functions/domain/import/undo.ts'
import type { DateOrder } from '../../../functions/domain/time/wall-time.ts'
import { isProblem } from '../../kit/api/problem.ts'

/** Time for a connection to come back. */
export const wait = (milliseconds: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds)
  })

export type Severity = ImportMapping['severities'][string]

/** What was chosen on the page; a field that was left alone goes by what is known of the system. */
export interface Choice {
  readonly columns: ImportMapping['columns']
  /** '' is none: nobody has said it. */
  readonly zone: string
  /** '' is none. */
  readonly severity: string
  readonly source: string
  /** Words of the file, each with what it means. */
  readonly severities: Readonly<Record<string, Severity>>
  /** The column that says of a record that it was none, and the words that say so; null: as is known of the system. */
  readonly none: { readonly column: string; readonly words: string } | null
  /** '' is none: the longest. */
  readonly list: string
  readonly dateOrder: DateOrder | ''
  readonly anyTime: boolean
  /** What words for a month mean. */
  readonly months: Readonly<Record<string, number>>
  /** What was said of records that were held up, by their ids. */
  readonly held: Readonly<Record<string, 'same' | 'other'>>
}

/** So many are written before the page hears of it again. */
export const partSize = 250

/** Words between commas, as they are typed. */
const wordsIn = (typed: string): string[] =>
  [...new Set(typed.split(/[,;\n]/).map(word => word.trim()))].filter(Boolean)

export const mappingOf = ({ columns, zone, severity, source, severities, none, held, list, ...rest }: Choice): string =>
  JSON.stringify({
    columns,
    zone: zone || null,
    severity: severity || null,
    source: source.trim() || null,
    severities,
    held,
    list: list || null,
    dateOrder: rest.dateOrder || null,
    anyTime: rest.anyTime,
    months: rest.months,
    notCounted: none && { column: none.column, values: wordsIn(none.words) },
  })

export const lookQuery = (choice: Choice) => ({ mapping: mappingOf(choice), dryRun: 'true' }) as const

export const takeQuery = (choice: Choice, onlyGood: boolean, from: number) =>
  ({ mapping: mappingOf(choice), take: onlyGood ? 'good' : 'all', from, limit: partSize }) as const

/** The column that a field is read from, as the select shows it: the first of those known. */
export const columnOf = (answer: ImportAnswer, field: ImportField): string => answer.mapping[field]?.[0] ?? ''

/** Always asked for; of the others those that have a column, the rest unfold. */
const usual: readonly ImportField[] = ['title', 'severity', 'startedAt', 'resolvedAt', 'services', 'failureModes']

export const shownFields = (answer: ImportAnswer): { first: ImportField[]; further: ImportField[] } => ({
  first: importFields.filter(field => usual.includes(field) || columnOf(answer, field) !== ''),
  further: importFields.filter(field => !usual.includes(field) && columnOf(answer, field) === ''),
})

export interface Counts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

export const noCounts: Counts = { added: 0, changed: 0, unchanged: 0 }
export const sumOf = ({ added, changed, unchanged }: Counts): number => added + changed + unchanged

export type Part = Pick<ImportAnswer, 'taken' | 'next' | 'importId'>

/** How far an import is. */
export interface Progress {
  readonly counts: Counts
  /** The row to go on from; null: it is done. */
  readonly next: number | null
  readonly importId: ImportId | null
}

export const notBegun: Progress = { counts: noCounts, next: 0, importId: null }

/** Before each further attempt at a part that got no answer. */
const pauses = [1000, 3000, 9000] as const

/** A part may be sent again: its rows are there once. */
export const insistently = async <T>(send: () => Promise<T>, pause: (milliseconds: number) => Promise<void>) => {
  for (const milliseconds of pauses) {
    try {
      return await send()
    } catch (error) {
      if (!isProblem(error, 'unreachable') && !isProblem(error, 'try_again')) throw error
      await pause(milliseconds)
    }
  }
  return send()
}

/** Part by part from where it is, until there is no next one; `told` hears of each. What a failure throws, it throws. */
export const takeAll = async (
  begun: Progress,
  send: (from: number) => Promise<Part>,
  told: (progress: Progress) => void,
): Promise<void> => {
  let progress = begun
  while (progress.next !== null) {
    const { taken, next, importId }: Part = await send(progress.next)
    const part = taken ?? noCounts
    const { added, changed, unchanged } = progress.counts
    const counts = {
      added: added + part.added,
      changed: changed + part.changed,
      unchanged: unchanged + part.unchanged,
    }
    progress = { counts, next, importId }
    told(progress)
  }
}

export interface Undone {
  readonly removed: number
  /** Counted again. */
  readonly restored: number
  readonly kept: readonly KeptIncident[]
  readonly next: number | null
}

export const undoAll = async (
  begun: Undone,
  send: (from: number) => Promise<UndoAnswer>,
  told: (undone: Undone) => void,
): Promise<void> => {
  let undone = begun
  while (undone.next !== null) {
    const { removed, restored, kept, next }: UndoAnswer = await send(undone.next)
    undone = {
      removed: undone.removed + removed,
      restored: undone.restored + restored,
      kept: [...undone.kept, ...kept],
      next,
    }
    told(undone)
  }
}

/** What an import is asked for, and how it is taken part by part. */
import { type ImportField, type ImportMapping, importFields } from '../../../functions/domain/import/fields.ts'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'

/** What was chosen on the page; a field that was left alone goes by what is known of the system. */
export interface Choice {
  readonly columns: ImportMapping['columns']
  readonly zone: string
  /** '' is none. */
  readonly severity: string
  readonly source: string
}

/** So many are written before the page hears of it again. */
export const partSize = 250

export const mappingOf = ({ columns, zone, severity, source }: Choice): string =>
  JSON.stringify({ columns, zone, severity: severity || null, source: source.trim() || null })

export const lookQuery = (choice: Choice): string =>
  new URLSearchParams({ mapping: mappingOf(choice), dryRun: 'true' }).toString()

export const takeQuery = (choice: Choice, onlyGood: boolean, from: number): string =>
  new URLSearchParams({
    mapping: mappingOf(choice),
    take: onlyGood ? 'good' : 'all',
    from: String(from),
    limit: String(partSize),
  }).toString()

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

/** Part by part, until there is no next one; `told` hears of each. What the first failure throws, it throws. */
export const takeAll = async (
  send: (from: number) => Promise<Pick<ImportAnswer, 'taken' | 'next'>>,
  told: (counts: Counts) => void,
): Promise<Counts> => {
  let counts = noCounts
  for (let from: number | null = 0; from !== null; ) {
    const { taken, next }: Pick<ImportAnswer, 'taken' | 'next'> = await send(from)
    const part = taken ?? noCounts
    counts = {
      added: counts.added + part.added,
      changed: counts.changed + part.changed,
      unchanged: counts.unchanged + part.unchanged,
    }
    told(counts)
    from = next
  }
  return counts
}

/**
 * Keeps the list of edits on the server as it stands here: one write at a time, always the whole newest list over the
 * version last read. What the server has is never behind by more than the write under way.
 */
import type { AgendaEdit } from '../../../functions/domain/agenda/edits.ts'
import { ApiProblem, isProblem } from '../../kit/api/problem.ts'

export type SaveState =
  | { readonly state: 'saving' | 'changed-meanwhile' }
  /** `edits` is what the server has, which leaves out what no longer fits. */
  | { readonly state: 'saved'; readonly edits: readonly AgendaEdit[] }
  | { readonly state: 'failed'; readonly error: unknown }

export interface Saver {
  readonly save: (edits: readonly AgendaEdit[]) => void
  /** After a failure: the newest list again. */
  readonly retry: () => void
  /** The last one known to be on the server. */
  readonly version: () => number
}

/** Answers the version after it. */
type Put = (version: number, edits: readonly AgendaEdit[]) => Promise<number>

/** The list without the edits that a refusal names ('edits.3'); null where it names none. */
const fitting = (edits: readonly AgendaEdit[], error: unknown): readonly AgendaEdit[] | null => {
  if (!(error instanceof ApiProblem) || error.code !== 'edit_does_not_fit') return null
  const named = new Set(error.problem.issues.map(issue => issue.path))
  const rest = edits.filter((_, index) => !named.has(`edits.${index}`))
  return rest.length < edits.length ? rest : null
}

/**
 * Edits that the agenda has outgrown (the meeting was shortened) are dropped: they were passed over already. After
 * `changed-meanwhile` nothing more is written.
 */
export const createSaver = (version: number, put: Put, tell: (state: SaveState) => void): Saver => {
  let known = version
  let wanted: readonly AgendaEdit[] | null = null
  let busy = false
  let lost = false

  const write = async (): Promise<void> => {
    busy = true
    let last: readonly AgendaEdit[] = []
    while (wanted && !lost) {
      last = wanted
      tell({ state: 'saving' })
      try {
        known = await put(known, last)
        if (wanted === last) wanted = null
      } catch (error) {
        const rest = fitting(last, error)
        if (rest && wanted === last) wanted = rest
        if (rest) continue
        busy = false
        lost = isProblem(error, 'changed_meanwhile')
        tell(lost ? { state: 'changed-meanwhile' } : { state: 'failed', error })
        return
      }
    }
    busy = false
    tell({ state: 'saved', edits: last })
  }
  const start = (): void => {
    if (!busy && !lost && wanted) void write()
  }
  return {
    save: edits => {
      wanted = edits
      start()
    },
    retry: start,
    version: () => known,
  }
}

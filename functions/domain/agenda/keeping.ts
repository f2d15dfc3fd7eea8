/** The list of edits that several facilitators add to: nobody's is replaced, and one takes back their own alone. */
import { Refusal } from '../refusal.ts'
import type { KeptEdit, MoreEdits } from './edit.ts'

/** Of the list as JSON. A stored item holds 400 KB at most. */
const mostBytes = 350_000

const doesNotFit = (path: keyof MoreEdits, message: string): Refusal =>
  new Refusal('edit_does_not_fit', undefined, { issues: [{ path, message }] })

/** Whether the list already holds what was to be added and lacks what was to be taken back: sent again after a lost reply. */
export const isKept = (edits: readonly KeptEdit[], { add, undo }: MoreEdits): boolean => {
  const ids = new Set(edits.map(({ id }) => id))
  return add.every(({ id }) => ids.has(id)) && undo.every(id => !ids.has(id))
}

/** Refuses `edit_does_not_fit` for somebody else's change that is to be taken back, and where the list is full. */
export const withMore = (edits: readonly KeptEdit[], { add, undo }: MoreEdits, by: string): KeptEdit[] => {
  const gone = new Set(undo)
  if (edits.some(edit => gone.has(edit.id) && edit.by !== by && edit.by !== '')) {
    throw doesNotFit('undo', 'not_yours')
  }
  const known = new Set(edits.map(({ id }) => id))
  const next = [
    ...edits.filter(({ id }) => !gone.has(id)),
    ...add.filter(({ id }) => !known.has(id) && !gone.has(id)).map(one => ({ ...one, by })),
  ]
  if (add.length > 0 && new TextEncoder().encode(JSON.stringify(next)).length > mostBytes) {
    throw doesNotFit('add', 'list_is_full')
  }
  return next
}

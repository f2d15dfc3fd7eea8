/** What two facilitators wrote down at once: nothing of either is lost. */
import type { Captured, Meeting } from '../../../functions/domain/review/meeting.ts'

type Notes = Readonly<Record<string, string>>
export type Written = Pick<Meeting, 'notes' | 'captured'>

interface Merged {
  readonly written: Written
  /** Both had changed the same: both texts stand there now. */
  readonly both: boolean
}

/** `base` is what both began from. */
const mergedNotes = (base: Notes, mine: Notes, theirs: Notes): { notes: Record<string, string>; both: boolean } => {
  const notes: Record<string, string> = {}
  let both = false
  for (const id of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [before, here, there] = [base[id] ?? '', mine[id] ?? '', theirs[id] ?? '']
    if (here === there || there === before) notes[id] = here
    else if (here === before) notes[id] = there
    else {
      notes[id] = [there, here].filter(Boolean).join('\n\n')
      both = true
    }
  }
  return { notes, both }
}

const wordsOf = ({ kind, itemId, text, tradeOffs, owner, dueOn, sign }: Captured): string =>
  JSON.stringify([kind, itemId, text, tradeOffs, owner, dueOn, sign])

const same = (one: Captured | undefined, other: Captured | undefined): boolean =>
  one && other ? one.id === other.id && wordsOf(one) === wordsOf(other) : one === other

const byId = (list: readonly Captured[]): Map<string, Captured> => new Map(list.map(entry => [entry.id, entry]))

/** Entries in the order in which they came; one that one side changed and the other took away stays as it was changed. */
const mergedEntries = (
  base: readonly Captured[],
  mine: readonly Captured[],
  theirs: readonly Captured[],
  draw: () => string,
): { captured: Captured[]; both: boolean } => {
  const [before, here, there] = [byId(base), byId(mine), byId(theirs)]
  let both = false
  const captured = [...new Set([...there.keys(), ...here.keys()])].flatMap((id): Captured[] => {
    const [was, own, other] = [before.get(id), here.get(id), there.get(id)]
    if (same(own, other) || same(other, was)) return own ? [own] : []
    if (same(own, was) || !own) return other ? [other] : []
    if (!other) return [own]
    both = true
    return [other, { ...own, id: draw() }]
  })
  return { captured, both }
}

export const mergedWritten = (base: Written, mine: Written, theirs: Written, draw: () => string): Merged => {
  const { notes, both: bothNotes } = mergedNotes(base.notes, mine.notes, theirs.notes)
  const { captured, both } = mergedEntries(base.captured, mine.captured, theirs.captured, draw)
  return { written: { notes, captured }, both: both || bothNotes }
}

/** Without what is empty: an emptied note and one that never was are the same. */
export const sameWritten = (one: Written, other: Written): boolean =>
  [...Object.keys(one.notes), ...Object.keys(other.notes)].every(
    id => (one.notes[id] ?? '').trim() === (other.notes[id] ?? '').trim(),
  ) &&
  one.captured.length === other.captured.length &&
  one.captured.every((entry, index) => same(entry, other.captured[index]))

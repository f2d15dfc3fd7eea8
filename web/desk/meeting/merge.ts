/** Notes that two facilitators wrote at once: nothing of either is lost. */

export type Notes = Readonly<Record<string, string>>

export interface Merged {
  readonly notes: Record<string, string>
  /** Items that both had changed: both texts stand there now. */
  readonly both: readonly string[]
}

/** `base` is what both began from. */
export const mergedNotes = (base: Notes, mine: Notes, theirs: Notes): Merged => {
  const notes: Record<string, string> = {}
  const both: string[] = []
  for (const id of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [before, here, there] = [base[id] ?? '', mine[id] ?? '', theirs[id] ?? '']
    if (here === there || there === before) notes[id] = here
    else if (here === before) notes[id] = there
    else {
      notes[id] = [there, here].filter(Boolean).join('\n\n')
      both.push(id)
    }
  }
  return { notes, both }
}

/** Without what is empty: an emptied note and one that never was are the same. */
export const sameNotes = (one: Notes, other: Notes): boolean =>
  [...Object.keys(one), ...Object.keys(other)].every(id => (one[id] ?? '').trim() === (other[id] ?? '').trim())

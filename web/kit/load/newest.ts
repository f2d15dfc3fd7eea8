/** A change over the version that was read. Whoever was first stays unharmed: theirs is read, and the next press goes over it. */
import { useState } from 'preact/hooks'
import { isProblem } from '../api/problem.ts'

export interface Newest<One> {
  /** As it stands, as far as it is known here. */
  readonly now: One
  /** As it stood before somebody else changed it; null where nobody has. */
  readonly before: One | null
  /** `send` gets the version to go over. */
  readonly over: (send: (version: number) => Promise<void>) => Promise<void>
}

/** `overtaken`: what nobody typed into here is to show theirs. */
export const useNewest = <One extends { readonly version: number }>(
  given: One,
  read: () => Promise<One>,
  overtaken: (before: One, theirs: One) => void,
): Newest<One> => {
  const [{ now, before }, set] = useState<{ now: One; before: One | null }>({ now: given, before: null })
  const over = async (send: (version: number) => Promise<void>): Promise<void> => {
    try {
      await send(now.version)
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      const theirs = await read()
      set({ now: theirs, before: now })
      overtaken(now, theirs)
    }
  }
  return { now, before, over }
}

/** A roster that was replaced, and how that is undone: as it was for everybody whom nobody has changed since. */
import * as z from 'zod'
import { replacementIdSchema } from '../ids.ts'
import { type Person, personSchema } from '../people/person.ts'
import { changedFields, type Change } from './merge.ts'

/** For so long what was there is kept. */
export const undoneWithinDays = 30

/** One person as they were, and as the replacement left them; null where they were not on the roster. */
export const replacedEntrySchema = z.object({
  email: z.string(),
  before: personSchema.nullable(),
  after: personSchema.nullable(),
})
export type ReplacedEntry = z.infer<typeof replacedEntrySchema>

export const replacementSchema = z.object({
  id: replacementIdSchema,
  at: z.string(),
  /** Whoever replaced it. */
  by: z.string(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** How many pieces what was there is kept in. */
  pieces: z.int(),
  undoneAt: z.string().nullable(),
})
export type Replacement = z.infer<typeof replacementSchema>

export const replacementViewSchema = replacementSchema
  .pick({ id: true, at: true, by: true, added: true, changed: true, removed: true })
  .extend({ until: z.string() })

export const entriesOf = (
  added: readonly Person[],
  changed: readonly Change[],
  gone: readonly Person[],
): ReplacedEntry[] => [
  ...gone.map(before => ({ email: before.email, before, after: null })),
  ...changed.map(({ before, after }) => ({ email: after.email, before, after })),
  ...added.map(after => ({ email: after.email, before: null, after })),
]

const isSame = (one: Person | null, other: Person | null): boolean =>
  one === null || other === null ? one === other : changedFields({ before: one, after: other }).length === 0

interface Undoing {
  /** They come back. */
  readonly restored: readonly Person[]
  /** They are as they were. */
  readonly reset: readonly Person[]
  /** They came with the replacement, and go. */
  readonly removed: readonly Person[]
  /** Somebody changed them since: they stay as they are. */
  readonly left: number
}

/** Who had put somebody where they are no longer says nothing of where they are. */
const withoutPlace = ({ placed: _placed, ...person }: Person): Person => person

/** `current` holds those of them who are on the roster now. Done again it does what is left of it. */
export const undoingOf = (entries: readonly ReplacedEntry[], current: ReadonlyMap<string, Person>): Undoing => {
  const restored: Person[] = []
  const reset: Person[] = []
  const removed: Person[] = []
  let left = 0
  for (const { email, before, after } of entries) {
    const now = current.get(email) ?? null
    if (isSame(now, before)) continue
    if (!isSame(now, after)) left += 1
    else if (now === null && before) restored.push(before)
    else if (now && before) reset.push({ ...withoutPlace(now), ...before })
    else if (now) removed.push(now)
  }
  return { restored, reset, removed, left }
}

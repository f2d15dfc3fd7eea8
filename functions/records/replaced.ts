/** What was on the roster before it was replaced, so that it can be undone: in pieces, each of many people. */
import * as z from 'zod'
import { replacedEntrySchema, replacementSchema, undoneWithinDays } from '../domain/roster/replaced.ts'
import { kind } from './kind.ts'

const kept = {
  row: 'replaced',
  holds: 'the entries of a roster that a replacement took away or changed, and who replaced it; nobody who was erased',
  retentionDays: undoneWithinDays,
  until: 'the roster is replaced',
}

/** Written after its pieces, and before anything is changed. */
export const replacement = kind({
  table: 'people',
  name: 'replacement',
  partition: 'replaced',
  sort: '{replacement}',
  schema: replacementSchema,
  kept,
})

/** One bad entry is passed over without the others. */
export const replacedPiece = kind({
  table: 'people',
  name: 'replacedPiece',
  partition: 'replaced#{replacement}',
  sort: '{piece}',
  schema: z.object({
    people: z
      .array(z.unknown())
      .transform(entries => entries.flatMap(entry => replacedEntrySchema.safeParse(entry).data ?? [])),
  }),
  kept,
})

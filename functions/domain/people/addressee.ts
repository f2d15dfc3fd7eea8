/**
 * A roster row as mail reads it: an address is enough to be written to. Whatever else a row holds that nobody can use
 * any more (a zone that one library takes and another refuses, a language that was dropped) falls back to what is
 * usual, so that one person's row stops neither their own mail nor anybody else's.
 */
import * as z from 'zod'
import { withoutTurning } from '../normal-form.ts'
import { usualLanguage } from '../language/language.ts'
import { languageSchema, senioritySchema } from './person.ts'
import { placedSchema } from './placed.ts'

/** What a header, a page and a stored item can hold of a name or a group. */
const shortText = (most: number) =>
  z
    .string()
    .transform(text => withoutTurning(text).slice(0, most))
    .catch('')

/** '' where there is none: the reader's zone then is the review's or the organisation's. */
const zoneText = z.string().max(100).catch('')

export const addresseeSchema = z.object({
  email: z.string().max(254),
  name: shortText(200),
  group: shortText(100),
  seniority: senioritySchema.nullable().catch(null),
  zone: zoneText,
  language: languageSchema.catch(usualLanguage),
  /** '' where the row has none; the mail then goes out without an address that stops it. */
  unsubscribeId: z.string().max(64).catch(''),
  placed: placedSchema.optional().catch(undefined),
})
export type Addressee = z.infer<typeof addresseeSchema>

/** The row's key is the address, whatever its attributes say. */
export const addresseeRowSchema = z
  .looseObject({ sk: z.string() })
  .transform(({ sk, ...row }) => ({ ...row, email: sk }))
  .pipe(addresseeSchema)

/** Somebody who can be invited, as the roster stores them. */
import * as z from 'zod'
import { languages, usualLanguage } from '../language/language.ts'
import { languageTag } from '../language/tags.ts'
import { tidyName, withoutTurning } from '../normal-form.ts'
import { storedZoneSchema, zoneSchema } from '../time/zone.ts'
import { emailSchema } from './address.ts'
import { placedSchema } from './placed.ts'

export const senioritySchema = z.enum(['junior', 'mid', 'senior', 'lead'])

/** One that is spoken here, as mails and pages are written in it. */
export const languageSchema = z.enum(languages)

/** Any language: it is kept until it is spoken here, and until then mails are written in the usual one. */
const languageTagSchema = z
  .string()
  .max(100)
  .transform((text, context): string => {
    const tag = languageTag(text)
    if (tag) return tag
    context.addIssue({ code: 'custom', message: 'not a language; write it as en, de or fr-CA' })
    return z.NEVER
  })

/** A name that stands in mail headers and tables. */
const lineSchema = (most: number) =>
  z
    .string()
    .transform(tidyName)
    .pipe(
      z
        .string()
        .max(most, `longer than ${most} letters`)
        .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'a line break or another control character'),
    )

/** A row of `PUT /api/people`: everything but the address has a default. */
export const personInputSchema = z.object({
  email: emailSchema,
  name: lineSchema(200).default(''),
  group: lineSchema(100).default(''),
  seniority: senioritySchema.nullable().default(null),
  zone: zoneSchema.default('UTC'),
  language: languageTagSchema.default(usualLanguage),
})
export type PersonInput = z.infer<typeof personInputSchema>

/** As it was taken, by the rules of its day: what would be refused today is still read. */
const storedShape = {
  name: z.string().overwrite(withoutTurning),
  group: z.string(),
  zone: storedZoneSchema,
  language: z.string(),
}

/** Nobody has had more. */
export const alsoMaximum = 20

export const personSchema = personInputSchema.extend({
  email: z.string(),
  ...storedShape,
  /** Random; its address can only stop mail. */
  unsubscribeId: z.string(),
  /** Whoever invited them from outside the roster, by the address that they sign in with. */
  addedBy: z.string().optional(),
  /** Who put them on the roster, or into their group; absent in rows from before it was kept. */
  placed: placedSchema.optional().catch(undefined),
  /** Addresses that were joined with this one and are on the roster no more, the latest at the end. */
  also: z.array(z.string()).max(alsoMaximum).optional().catch(undefined),
})
export type Person = z.infer<typeof personSchema>

/**
 * A row of the roster: whatever one of its fields holds, whoever is written to can be seen, corrected and taken off. What
 * nobody can use reads as what is usual.
 */
export const storedPersonSchema = personSchema.extend({
  name: personSchema.shape.name.catch(''),
  group: personSchema.shape.group.catch(''),
  seniority: personSchema.shape.seniority.catch(null),
  zone: personSchema.shape.zone.catch('UTC'),
  language: personSchema.shape.language.catch(usualLanguage),
  unsubscribeId: personSchema.shape.unsubscribeId.catch(''),
  addedBy: personSchema.shape.addedBy.catch(undefined),
})

/** As `GET /api/people` shows it, with the reason why mail to it has stopped, if it has. */
export const rosterEntrySchema = personSchema.omit({ unsubscribeId: true, also: true }).extend({
  stopped: z.enum(['unsubscribed', 'bounced', 'complained']).nullable(),
})
export type RosterEntry = z.infer<typeof rosterEntrySchema>

/** Where a mail came back and the person stopped theirs as well, their wish is what nobody else lifts, and what is shown. */
export const stopReason = <Reason extends string>({
  reason,
  byPerson,
}: {
  readonly reason: Reason
  readonly byPerson?: true | undefined
}): Reason | 'unsubscribed' => (byPerson ? 'unsubscribed' : reason)

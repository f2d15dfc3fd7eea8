/** Somebody who can be invited, as the roster stores them. */
import * as z from 'zod'
import { languages, usualLanguage } from '../language/language.ts'
import { zoneSchema } from '../time/instants.ts'

export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform(address => address.toLowerCase())

export const senioritySchema = z.enum(['junior', 'mid', 'senior', 'lead'])

export const languageSchema = z.enum(languages)

/** A row of `PUT /api/people`: everything but the address has a default. */
export const personInputSchema = z.object({
  email: emailSchema,
  name: z.string().trim().max(200).default(''),
  group: z.string().trim().max(100).default(''),
  seniority: senioritySchema.nullable().default(null),
  zone: zoneSchema.default('UTC'),
  language: languageSchema.default(usualLanguage),
})
export type PersonInput = z.infer<typeof personInputSchema>

export const personSchema = personInputSchema.extend({
  /** Random; its address can only stop mail. */
  unsubscribeId: z.string(),
})
export type Person = z.infer<typeof personSchema>

/** As `GET /api/people` shows it, with the reason why mail to it has stopped, if it has. */
export const rosterEntrySchema = personInputSchema.extend({
  stopped: z.enum(['unsubscribed', 'bounced', 'complained']).nullable(),
})
export type RosterEntry = z.infer<typeof rosterEntrySchema>

/** A set of questions open for a while: what a facilitator sends, what the bulletin row holds, what callers see. */
import * as z from 'zod'
import { keyIdSchema, reviewIdSchema, runIdSchema, surveyIdSchema } from '../ids.ts'
import { instantSchema, quarterSchema } from '../time/instants.ts'
import { openSurveySchema, surveyKindSchema, surveyStatusSchema, termsSchema } from '../ballot/bulletin.ts'
import { emailSchema, personInputSchema } from '../people/person.ts'

/** An address alone, or a roster row: an address that is not on the roster is added to it. */
export const participantSchema = z.union([
  emailSchema.transform(email => personInputSchema.parse({ email })),
  personInputSchema,
])

export const preMeetingSurveyInputSchema = z.object({
  kind: z.literal('pre-meeting'),
  reviewId: reviewIdSchema,
  participants: z.array(participantSchema).max(1_000),
  instrument: z.string().optional(),
  /** Defaults to now. */
  opensAt: instantSchema.optional(),
  /** Defaults to an hour before the meeting. */
  closesAt: instantSchema.optional(),
})
export const pulseSurveyInputSchema = z.object({
  kind: z.literal('pulse'),
  quarter: quarterSchema,
  instrument: z.string().optional(),
  opensAt: instantSchema.optional(),
  closesAt: instantSchema,
})
export const surveyInputSchema = z.discriminatedUnion('kind', [preMeetingSurveyInputSchema, pulseSurveyInputSchema])

/** The row of the public bulletin. No name of a person stands in it in plain text. */
export const surveySchema = openSurveySchema.extend({
  reviewId: reviewIdSchema.nullable(),
  quarter: quarterSchema.nullable(),
  /** The version of the review this row follows. */
  reviewVersion: z.int().nullable(),
  opensAt: z.string(),
  /** Fixed when the survey is made: the least number of counted ballots before any text is filed. */
  minimumBallots: z.int(),
  /** The frozen list in `people`: `invitation#<run>` in so many chunks, and chunks added later by their own ids. */
  roster: z
    .object({
      run: runIdSchema,
      chunks: z.int(),
      /** Of a pulse: the cohorts that keys are made for. Without it everybody is in one. */
      cohorts: z.array(z.object({ id: z.string(), label: z.string(), invited: z.int() })).optional(),
    })
    .nullable(),
  addedChunks: z.array(z.string()),
  takenPart: z.int(),
  takenPartAt: z.string().nullable(),
  /** Final count of issued slots, made at the close. */
  issued: z.int().nullable(),
  /** Ids picked for the next attempt to make keys; they become `keys` in the write that publishes the public halves. */
  pendingKeys: z.record(z.string(), keyIdSchema).nullable(),
  /** Names to redact and people's names, HPKE-sealed to the seal key: for `harvest` alone. */
  sealedNames: z.array(z.string()),
  /**
   * How many chunks of the roster each mailing has queued ('invitation', 'reminder', 'moved#<reviewVersion>',
   * 'cancelled'); -1 when it is done with. Starts empty.
   */
  mailings: z.record(z.string(), z.int()),
  /** When its facilitators' mail was queued. */
  announcedAt: z.string().nullable(),
  /** Why and when it was cancelled. */
  cancelledAt: z.string().nullable(),
  harvestLeaseUntil: z.string().nullable(),
  /** When `harvest` had deleted its ballots, its slots and its seal key. */
  destroyedAt: z.string().nullable(),
  /** The one write that commits a harvest. */
  filed: z.object({ run: runIdSchema, cast: z.int(), counted: z.int(), at: z.string() }).nullable(),
})
export type Survey = z.infer<typeof surveySchema>

/** `GET /api/surveys/{id}` and the rows of `GET /api/surveys`. */
export const surveyViewSchema = z.object({
  id: surveyIdSchema,
  kind: surveyKindSchema,
  status: surveyStatusSchema,
  instrument: z.string(),
  reviewId: reviewIdSchema.nullable(),
  quarter: quarterSchema.nullable(),
  title: z.string(),
  meetingAt: z.string().nullable(),
  zone: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  invited: z.int(),
  takenPart: z.int(),
  takenPartAt: z.string().nullable(),
  /** In English; null until they are frozen. */
  terms: termsSchema.nullable(),
  termsByLanguage: z.record(z.string(), termsSchema),
})
export type SurveyView = z.infer<typeof surveyViewSchema>

/** A set of questions open for a while: what a facilitator sends, what the bulletin's row holds, what callers see. */
import * as z from 'zod'
import { keyIdSchema, reviewIdSchema, runIdSchema, surveyIdSchema } from '../ids.ts'
import { instantSchema, quarterSchema } from '../time/instants.ts'
import { openSurveySchema, surveyKindSchema, surveyStatusSchema, termsSchema } from '../ballot/bulletin.ts'
import { emailSchema } from '../people/address.ts'
import { personInputSchema } from '../people/person.ts'
import { cancellingSchema } from './cancelling.ts'

/** A bare address, or a roster row. Addresses that are not on the roster are added to it. */
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
export type SurveyInput = z.infer<typeof surveyInputSchema>

/** The row of the public bulletin. It contains no person's name in plain text. */
export const surveySchema = openSurveySchema.extend({
  reviewId: reviewIdSchema.nullable(),
  quarter: quarterSchema.nullable(),
  /** The version of the review that this row follows. */
  reviewVersion: z.int().nullable(),
  opensAt: z.string(),
  /**
   * Whoever operates the installation tries it out, and answers it alone: the mailbox that all of its addresses reach. It
   * belongs to no review or quarter, so nothing counts it.
   */
  synthetic: z.string().optional(),
  /**
   * The least number of writers for which text is filed: three, and each of those invited who read it. Frozen with the
   * terms at the opening; raised where somebody who reads it is invited after that, and never lowered.
   */
  minimumBallots: z.int(),
  /**
   * Who reads its statements, as digests of their addresses. Written once, with the terms: what is changed in the review
   * afterwards makes nobody a reader. Absent in surveys that opened before it was kept, and of a pulse.
   */
  termsReaders: z.array(z.string()).optional(),
  /** The frozen list in `people`: `invitation#<run>` in this many chunks. Chunks added later have ids of their own. */
  roster: z
    .object({
      run: runIdSchema,
      chunks: z.int(),
      /** For a pulse, the cohorts that get keys. If absent, everybody is in one. */
      cohorts: z.array(z.object({ id: z.string(), label: z.string(), invited: z.int() })).optional(),
    })
    .nullable(),
  addedChunks: z.array(z.string()),
  /** Increases with each change of the list while the survey is open, so that two changes do not lose each other. */
  listVersion: z.int().default(0),
  /** How often the close was moved by hand since the opening. Each time everybody is told. */
  closings: z.int().default(0),
  /**
   * By how many too few are asked for it to open: somebody who reads the agenda was added since it was scheduled. Absent,
   * or null, where nothing is missing.
   */
  shortBy: z.int().nullish(),
  /** The length of the meeting; absent for a pulse. */
  meetingMinutes: z.int().optional(),
  /** In steps of three until the final count (`participation.ts`). */
  takenPart: z.int(),
  takenPartAt: z.string().nullable(),
  /** The final count of issued slots, made at the close. */
  issued: z.int().nullable(),
  /**
   * Of the issued, how many links were tried again, and how many contested: counted with them; absent in surveys that
   * closed before it was counted.
   */
  tried: z.int().optional(),
  contested: z.int().optional(),
  /** Ids picked for the next attempt to make keys. They become `keys` in the write that publishes the public halves. */
  pendingKeys: z.record(z.string(), keyIdSchema).nullable(),
  /** Key ids of the previous attempt, which published nothing. Destroyed now, and once more at the close. */
  discardedKeys: z.record(z.string(), keyIdSchema).nullable().default(null),
  /** Names to redact and people's names, HPKE-sealed to the seal key, for `harvest` alone. */
  sealedNames: z.array(z.string()),
  /** How many chunks hold the names of everybody else on the roster, sealed likewise; absent in older rows, which have none. */
  rosterChunks: z.int().optional(),
  /** Where the harvest last began to read what was written without coming to its end, and how many runs in a row did. */
  harvestTried: z.object({ place: z.string(), count: z.int() }).nullish(),
  /** The days after the close that the terms promise; absent in surveys whose terms promise none. */
  promisedDays: z.int().optional(),
  /** When the promised time was over before anything was filed: nothing is read any more, and the seal key goes. */
  unreadAt: z.string().nullish(),
  /**
   * For each mailing ('invitation', 'reminder', 'moved#<reviewVersion>', 'later#<closings>', 'cancelled'), how many chunks of the roster
   * have been queued; -1 when it is finished. Initially empty.
   */
  mailings: z.record(z.string(), z.int()),
  /** Until then `clock` looks whether its review was handed over, however long it has been done with the survey. */
  listensUntil: z.string().nullable().default(null),
  /** What the desk's entries were last told of this row (`domain/course/desk.ts`); where it differs they are written anew. */
  listed: z.string().nullish(),
  /** When the mail about it was queued for its facilitators. */
  announcedAt: z.string().nullable(),
  /** Since when and until when it waits to be cancelled; it stays open meanwhile, and is not harvested. */
  cancelling: cancellingSchema.nullish(),
  /** When it was cancelled. */
  cancelledAt: z.string().nullable(),
  /** Cancelled by itself: the meeting of its review takes place all the same. */
  meetingStands: z.boolean().optional(),
  /**
   * Where the trace stood when the mail with the root was queued: of this survey, and of what no survey is about. Absent
   * before that, and in surveys that were announced before it was kept.
   */
  traceHeads: z.object({ survey: z.string(), rest: z.string() }).optional(),
  harvestLeaseUntil: z.string().nullable(),
  /** When `harvest` had deleted its ballots, its slots and its seal key. */
  destroyedAt: z.string().nullable(),
  /** The one write that commits a harvest. */
  filed: z
    .object({
      run: runIdSchema,
      cast: z.int(),
      counted: z.int(),
      at: z.string(),
      /** Of the published record; absent where an older version filed it. */
      root: z.string().optional(),
    })
    .nullable(),
})
export type Survey = z.infer<typeof surveySchema>

/** The part of the row that callers see. */
export const surveySummarySchema = surveySchema.pick({
  surveyId: true,
  kind: true,
  status: true,
  instrument: true,
  reviewId: true,
  quarter: true,
  title: true,
  meetingAt: true,
  zone: true,
  reviewVersion: true,
  opensAt: true,
  closesAt: true,
  invited: true,
  takenPart: true,
  takenPartAt: true,
  issued: true,
  cancelling: true,
  terms: true,
})
export type SurveySummary = z.infer<typeof surveySummarySchema>

/** Of a survey in a list: its terms would be most of it. */
export const listedSurveySchema = z.object({
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
  /** While it is open at least so many, in steps of three; null where that would tell too much, or nobody has counted. */
  takenPart: z.int().nullable(),
  takenPartAt: z.string().nullable(),
  /** Exact, and made at the close. */
  isFinal: z.boolean(),
  /** When it ends unread, unless a keeper or leadership stops that; absent where nobody asked for it. */
  cancelsAt: z.string().optional(),
})
export type ListedSurvey = z.infer<typeof listedSurveySchema>

/** `GET /api/surveys/{id}`. */
export const surveyViewSchema = listedSurveySchema.extend({
  /** The English terms; null until they are frozen. */
  terms: termsSchema.nullable(),
  termsByLanguage: z.record(z.string(), termsSchema),
})
export type SurveyView = z.infer<typeof surveyViewSchema>

/** The part of a survey's row that participants' functions read, apart from `survey.ts` for their cold start. */
import * as z from 'zod'
import { keyIdSchema, surveyIdSchema } from '../ids.ts'

export const surveyStatusSchema = z.enum(['scheduled', 'opening', 'open', 'closed', 'harvested', 'cancelled'])
export type SurveyStatus = z.infer<typeof surveyStatusSchema>

export const surveyKindSchema = z.enum(['pre-meeting', 'pulse'])
export type SurveyKind = z.infer<typeof surveyKindSchema>

export const termsSchema = z.object({ text: z.string(), hash: z.string() })
export type Terms = z.infer<typeof termsSchema>

/** The model that the terms name: none but this one is ever asked about the survey. */
export const namedReaderSchema = z.object({
  model: z.string().regex(/^[a-zA-Z0-9.:_-]{3,128}$/),
  /** Where it is called. */
  region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/),
  /** Every region in which it may run. */
  regions: z.array(z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)).min(1),
  /** Tokens that one survey may cost, read and written. */
  tokens: z.int().min(1),
})
export type NamedReader = z.infer<typeof namedReaderSchema>

/** Public keys by cohort, as base64url of the SPKI of RSA-2048. */
const cohortKeySchema = z.object({
  id: z.string(),
  publicKey: z.string(),
  /** For a pulse: the label its figures appear under, and how many were invited, as frozen at the opening. */
  label: z.string().optional(),
  invited: z.int().optional(),
  /**
   * The key that whom one is counted among is sealed to: a raw P-256 point, whose other half the cohort's links derive.
   * Absent in surveys that opened before there was a list.
   */
  listKey: z.string().optional(),
})

export const openSurveySchema = z.object({
  surveyId: surveyIdSchema,
  kind: surveyKindSchema,
  status: surveyStatusSchema,
  instrument: z.string(),
  /** How its ballots are made and counted (`texts.ts`): written at the opening, absent in surveys that opened before. */
  protocol: z.int().optional(),
  title: z.string(),
  /** When the incident started; null for a pulse. */
  startedAt: z.string().nullable(),
  /** The day of it where it happened, where its hour is not known; absent in surveys that were made before it was kept. */
  startedOn: z.iso.date().optional(),
  meetingAt: z.string().nullable(),
  zone: z.string(),
  closesAt: z.string(),
  /** As frozen at the opening, plus additions; before the opening, the number of people to be invited. */
  invited: z.int(),
  keys: z.object({ link: keyIdSchema, seal: keyIdSchema, sign: z.record(z.string(), keyIdSchema) }).nullable(),
  cohorts: z.array(cohortKeySchema),
  /** Fixed when the survey is made: the smallest number of answers for which a figure is shown. */
  groupMinimum: z.int(),
  sealKey: z.string().nullable(),
  keysHash: z.string().nullable(),
  sealedBytes: z.int(),
  terms: z.record(z.string(), termsSchema),
  /** As frozen with the terms; absent where no model reads. */
  reader: namedReaderSchema.optional(),
  /** As frozen with the terms: a pass is given to its owner alone, signed in. Absent where nobody has to. */
  signIn: z.boolean().optional(),
  /** Of a pulse: the latest quarter that leadership had answered when it opened. Absent where it had answered none. */
  replied: z.string().optional(),
  /** Names for the participant's page, AES-GCM under a key that travels in the link's fragment; null for a pulse. */
  pageNames: z.string().nullable(),
})

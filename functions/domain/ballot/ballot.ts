/** The shapes of the ballot protocol (docs/architecture.md, section 4), for the page, handlers and harvest. */
import * as z from 'zod'
import { cohortIdSchema, surveyIdSchema } from '../ids.ts'
import { choiceSchema } from '../synthesis/schema.ts'
import { surveyKindSchema, termsSchema } from './bulletin.ts'

/** Without the signs that part the keys in the text that a link stands for (`keysText`). */
const keySchema = z.string().regex(/^[^:|]*$/)

/** The answer of `GET /api/surveys/{id}/form`. */
export const formSchema = z.object({
  surveyId: surveyIdSchema,
  kind: surveyKindSchema,
  title: z.string(),
  startedAt: z.string().nullable(),
  /** Where no hour of it is known. */
  startedOn: z.iso.date().optional(),
  meetingAt: z.string().nullable(),
  zone: z.string(),
  closesAt: z.string(),
  invited: z.int(),
  instrument: z.string(),
  /** How its ballots are made; absent where they are not signed. */
  protocol: z.int().optional(),
  /** For a pulse, each has its figures' label and the number invited, so that everybody sees their group. */
  cohorts: z.array(
    z.object({
      id: cohortIdSchema,
      publicKey: keySchema,
      label: z.string().optional(),
      invited: z.int().optional(),
      /** There is a list of whom one is counted among, and the last part of the link is the cohort's secret. */
      listKey: keySchema.optional(),
    }),
  ),
  /** The smallest number of people that a figure may represent, as frozen. */
  groupMinimum: z.int().optional(),
  sealKey: keySchema,
  keysHash: z.string(),
  sealedBytes: z.int(),
  /** The English terms. */
  terms: termsSchema,
  termsByLanguage: z.record(z.string(), termsSchema),
  /** A `pageNamesSchema` as JSON, AES-256-GCM under namesKey (12 bytes iv | ciphertext); null for a pulse. */
  names: z.string().nullable(),
  /** A model is to read what its writers allow; the terms name it. */
  isRead: z.boolean().optional(),
  /** A pass needs a sign-in as whom the link was sent to. */
  signIn: z.boolean().optional(),
  /** The latest quarter that leadership has answered; absent where it has answered none. */
  replied: z.string().optional(),
})
export type Form = z.infer<typeof formSchema>

/** What only holders of a link can read: names to offer for redaction, and who will read the agenda. */
export const pageNamesSchema = z.object({
  people: z.array(z.object({ name: z.string(), email: z.string() })),
  readers: z.array(z.string()),
})
export type PageNames = z.infer<typeof pageNamesSchema>

const textAnswerSchema = z.object({ text: z.string(), choice: choiceSchema })
export const answerSchema = z.union([textAnswerSchema, z.number(), z.array(z.string())])
export type Answer = z.infer<typeof answerSchema>

/** What is sealed: JSON in UTF-8, padded with spaces to the survey's `sealedBytes`. */
export const ballotContentSchema = z.object({
  instrument: z.string(),
  language: z.string(),
  pseudonym: z.string().max(60),
  /** The name to sign with, for answers given as `signed`; not verified. */
  signature: z.string().max(200).nullable(),
  answers: z.record(z.string(), answerSchema),
  /** Whether the model that the terms name may read it. Left out, none may. */
  mayBeRead: z.boolean().optional(),
})
export type BallotContent = z.infer<typeof ballotContentSchema>

/**
 * Why a row of `ballots` is set aside unread: what it lacks, or what about it does not fit the rest of it. The first that
 * is found counts.
 */
export const faultSchema = z.enum([
  'cohort',
  'digest',
  'unsigned',
  'serial',
  'message',
  'pass',
  'proof',
  'sealed',
  'content',
])
export type Fault = z.infer<typeof faultSchema>

/** How many were set aside for each reason; only those that occurred. */
export const setAsideSchema = z.partialRecord(faultSchema, z.int())
export type SetAside = z.infer<typeof setAsideSchema>

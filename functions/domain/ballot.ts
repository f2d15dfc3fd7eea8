/** The ballot protocol's shapes (design section 4), shared by the page, the handlers and the harvest. */
import * as z from 'zod'
import { surveyIdSchema } from './ids.ts'
import { choiceSchema } from './synthesis/schema.ts'
import { surveyKindSchema, termsSchema } from './survey.ts'

export const base64urlPattern = /^[A-Za-z0-9_-]+$/
const base64url = (bytes: number) =>
  z
    .string()
    .length(Math.ceil((bytes * 4) / 3))
    .regex(base64urlPattern)

/** RSA-2048. */
export const modulusBytes = 256
/** HPKE: the encapsulated P-256 point in front, the AES-GCM tag behind. */
export const encapsulationBytes = 65
export const tagBytes = 16

export const cohortIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)
/** A pre-meeting survey's one cohort. */
export const wholeCohort = 'all'

export const passRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  /** T of the link. */
  token: base64url(32),
  blinded: base64url(modulusBytes),
})
export type PassRequest = z.infer<typeof passRequestSchema>

export const ballotRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  /** The prepared message: 32 random bytes | `survey|cohort` | 32 random bytes. */
  message: z.string().max(400).regex(base64urlPattern),
  signature: base64url(modulusBytes),
  sealed: z.string().regex(base64urlPattern),
  /** Digest (base64url SHA-256 of `sealed`'s bytes) of the ballot this one replaces, or null. */
  replaces: base64url(32).nullable(),
})
export type BallotRequest = z.infer<typeof ballotRequestSchema>

/** `GET /api/surveys/{id}/form` */
export const formSchema = z.object({
  surveyId: surveyIdSchema,
  kind: surveyKindSchema,
  title: z.string(),
  startedAt: z.string().nullable(),
  meetingAt: z.string().nullable(),
  zone: z.string(),
  closesAt: z.string(),
  invited: z.int(),
  instrument: z.string(),
  cohorts: z.array(z.object({ id: cohortIdSchema, publicKey: z.string() })),
  sealKey: z.string(),
  keysHash: z.string(),
  sealedBytes: z.int(),
  /** One for each language. */
  terms: z.record(z.string(), termsSchema),
  /** AES-256-GCM (12 bytes iv | ciphertext) under namesKey, of a `pageNamesSchema` as JSON; null for a pulse. */
  names: z.string().nullable(),
})
export type Form = z.infer<typeof formSchema>

/** What only holders of a link can read: names to offer for redaction, and who can read the agenda. */
export const pageNamesSchema = z.object({
  people: z.array(z.object({ name: z.string(), email: z.string() })),
  readers: z.array(z.string()),
})
export type PageNames = z.infer<typeof pageNamesSchema>

/** The text that keysHash is the SHA-256 of. */
export const keysText = (
  surveyId: string,
  sealKey: string,
  cohorts: readonly { id: string; publicKey: string }[],
): string =>
  [
    'keys',
    surveyId,
    sealKey,
    ...cohorts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(cohort => `${cohort.id}:${cohort.publicKey}`),
  ].join('|')

/** The part of the message between its two runs of random bytes: says what the pass is for. */
export const passContext = (surveyId: string, cohort: string): string => `${surveyId}|${cohort}`

/** HPKE info; the additional data is the serial. */
export const sealInfo = (surveyId: string, cohort: string): string => `murmur/v1|${surveyId}|${cohort}`

export const tokenText = (surveyId: string, invitationId: string): string => `v1|${surveyId}|${invitationId}`
export const slotText = (token: string): string => `slot|${token}`
export const namesKeyText = (surveyId: string): string => `names|${surveyId}`

const textAnswerSchema = z.object({ text: z.string(), choice: choiceSchema })
export const answerSchema = z.union([textAnswerSchema, z.number(), z.array(z.string())])
export type Answer = z.infer<typeof answerSchema>

/** What is sealed, as JSON in UTF-8, filled up with spaces to the survey's `sealedBytes`. */
export const ballotContentSchema = z.object({
  instrument: z.string(),
  language: z.string(),
  pseudonym: z.string().max(60),
  /** The name to sign with, for answers given as `signed`; not verified. */
  signature: z.string().max(200).nullable(),
  answers: z.record(z.string(), answerSchema),
})
export type BallotContent = z.infer<typeof ballotContentSchema>

/** UTF-8 bytes of length `sealedBytes`; refuses (RangeError) content that does not fit. */
export const padContent = (content: BallotContent, sealedBytes: number): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  if (bytes.length > sealedBytes) throw new RangeError(`${bytes.length} bytes do not fit into ${sealedBytes}`)
  const padded = new Uint8Array(sealedBytes).fill(0x20)
  padded.set(bytes)
  return padded
}

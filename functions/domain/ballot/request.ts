/** What participants send: the bodies of `POST /api/passes` and `PUT /api/ballots`. */
import * as z from 'zod'
import { modulusBytes } from './texts.ts'
import { cohortIdSchema, surveyIdSchema } from '../ids.ts'

const base64urlPattern = /^[A-Za-z0-9_-]+$/
const base64url = (bytes: number) =>
  z
    .string()
    .length(Math.ceil((bytes * 4) / 3))
    .regex(base64urlPattern)

export const passRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  /** T from the link. */
  token: base64url(32),
  blinded: base64url(modulusBytes),
})

export const ballotRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  /** The prepared message: 32 random bytes | `survey|cohort` | 32 random bytes. */
  message: z.string().max(400).regex(base64urlPattern),
  signature: base64url(modulusBytes),
  sealed: z.string().regex(base64urlPattern),
  /** The digest of the ballot that this one replaces (base64url SHA-256 of the bytes of `sealed`), or null. */
  replaces: base64url(32).nullable(),
})

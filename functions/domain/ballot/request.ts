/** What participants send: the bodies of `POST /api/passes`, `POST /api/owners` and `PUT /api/ballots`. */
import * as z from 'zod'
import { modulusBytes, ownSignatureBytes } from './texts.ts'
import { cohortIdSchema, surveyIdSchema } from '../ids.ts'

const base64urlPattern = /^[A-Za-z0-9_-]+$/
const base64url = (bytes: number) =>
  z
    .string()
    .length(Math.ceil((bytes * 4) / 3))
    .regex(base64urlPattern)

/** T from the link. */
const token = base64url(32)

/** In the body, since headers are what gateways log. */
const idToken = z
  .string()
  .max(16_000)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)

export const passRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  token,
  blinded: base64url(modulusBytes),
  /** That of the survey, as the page understands it: a page that knows only an older one must not use up the pass. */
  protocol: z.int().optional(),
  /** Said by whoever finds their link used: that was not me. */
  contested: z.literal(true).optional(),
  /** Where the survey asks its people to sign in: their ID token. */
  idToken: idToken.optional(),
})
export type PassRequest = z.infer<typeof passRequestSchema>

export const ownerRequestSchema = z.strictObject({ surveyId: surveyIdSchema, token, idToken })

export const ballotRequestSchema = z.strictObject({
  surveyId: surveyIdSchema,
  cohort: cohortIdSchema,
  /** The prepared message: 32 random bytes | `survey|cohort` | the browser's public key, a raw P-256 point. */
  message: z.string().max(400).regex(base64urlPattern),
  signature: base64url(modulusBytes),
  sealed: z.string().regex(base64urlPattern),
  /** The digest of the ballot that this one replaces (base64url SHA-256 of the bytes of `sealed`), or null. */
  replaces: base64url(32).nullable(),
  /** Rises with each ballot of this pass, from a random one on; absent in surveys whose ballots are not signed. */
  number: z.int().min(0).optional(),
  /** ECDSA over P-256 with SHA-256 (r | s) by the key in the message, of `ballotText`. */
  proof: base64url(ownSignatureBytes).optional(),
})

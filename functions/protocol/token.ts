/** Values derived from the link key. They exist in a participant's link and nowhere else. */
import { cohortSecretText, namesKeyText, slotText, tokenText } from '../domain/ballot/texts.ts'
import { hmacSha256, sha256, sha256Base64url } from './digest.ts'

/** T, 32 bytes in base64url: HMAC-SHA256(link, "v1|survey|invitation"). A reminder derives the same one again. */
export const invitationToken = (linkKey: Uint8Array, surveyId: string, invitationId: string): string =>
  hmacSha256(linkKey, tokenText(surveyId, invitationId)).toString('base64url')

/** 32 bytes in base64url: SHA-256("slot|" + T). A token cannot be computed from a slot. */
export const slotOf = (token: string): string => sha256Base64url(slotText(token))

/**
 * 32 bytes in base64url: HMAC-SHA256(T, address). Whoever has a slot alone can guess at no address, since T is stored
 * nowhere. The address counts as a whole but for its case: whoever makes accounts at an issuer may have one verified that
 * only reads like somebody's, or whose mail goes to their mailbox.
 */
export const ownerOf = (token: string, email: string): string =>
  hmacSha256(Buffer.from(token, 'base64url'), email.toLowerCase()).toString('base64url')

/** 32 bytes in base64url, in every link of the cohort: HMAC-SHA256(link, "cohort|survey|cohort"). */
export const cohortSecret = (linkKey: Uint8Array, surveyId: string, cohort: string): string =>
  hmacSha256(linkKey, cohortSecretText(surveyId, cohort)).toString('base64url')

/**
 * 32 bytes in base64url: HMAC-SHA256(key, "names|" + survey). `key` is the cohort's secret; in surveys that opened before
 * there was one, the link key.
 */
export const namesKey = (key: Uint8Array, surveyId: string): string =>
  hmacSha256(key, namesKeyText(surveyId)).toString('base64url')

/** Deterministic for survey and person, so that an invitation queued twice is the same invitation. */
export const invitationIdOf = (surveyId: string, email: string): string =>
  `inv_${sha256(`invitation|${surveyId}|${email.toLowerCase()}`).toString('hex').slice(0, 16)}`

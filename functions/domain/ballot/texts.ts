/**
 * The ballot protocol's sizes and texts (docs/architecture.md section 4): every byte that two sides must agree on,
 * without a schema, since the page and the participant functions start by them.
 */
import type { BallotContent } from './ballot.ts'

/** RSA-2048. */
export const modulusBytes = 256
/** HPKE: the encapsulated P-256 point in front, the AES-GCM tag behind. */
export const encapsulationBytes = 65
export const tagBytes = 16

/** A pre-meeting survey's one cohort. */
export const wholeCohort = 'all'

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

/** UTF-8 bytes of length `sealedBytes`; refuses (RangeError) content that does not fit. */
export const padContent = (content: BallotContent, sealedBytes: number): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  if (bytes.length > sealedBytes) throw new RangeError(`${bytes.length} bytes do not fit into ${sealedBytes}`)
  const padded = new Uint8Array(sealedBytes).fill(0x20)
  padded.set(bytes)
  return padded
}

/**
 * Texts of the protocol, as `functions/domain/ballot.ts` makes them, without the schemas beside them there: those
 * would bring 26 kB of validation library into a page that has 12. A test holds the two together.
 */
import type { BallotContent } from '../../functions/domain/ballot.ts'
import { type Bytes, utf8 } from '../shared/bytes.ts'

/** What its writer's other answers are never joined to, not even by a pseudonym (design section 4, step 8). */
export const apartItem = 'hesitate'

export const keysText = (
  surveyId: string,
  sealKey: string,
  cohorts: readonly { id: string; publicKey: string }[],
): string =>
  [
    'keys',
    surveyId,
    sealKey,
    ...[...cohorts].sort((a, b) => (a.id < b.id ? -1 : 1)).map(cohort => `${cohort.id}:${cohort.publicKey}`),
  ].join('|')

export const passContext = (surveyId: string, cohort: string): string => `${surveyId}|${cohort}`

export const sealInfo = (surveyId: string, cohort: string): string => `murmur/v1|${surveyId}|${cohort}`

/** How many bytes are left of `sealedBytes`; below zero it does not fit. */
export const bytesLeft = (content: BallotContent, sealedBytes: number): number =>
  sealedBytes - utf8(JSON.stringify(content)).length

/** UTF-8 filled up with spaces to `sealedBytes`; refuses (RangeError) content that does not fit. */
export const padContent = (content: BallotContent, sealedBytes: number): Bytes => {
  const bytes = utf8(JSON.stringify(content))
  if (bytes.length > sealedBytes) throw new RangeError(`${bytes.length} bytes do not fit into ${sealedBytes}`)
  const padded = new Uint8Array(sealedBytes).fill(0x20)
  padded.set(bytes)
  return padded
}

/** What of a ballot the page has to know before it is made. */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { utf8 } from '../kit/plain/bytes.ts'

/** How many bytes are left of `sealedBytes`; below zero it does not fit. */
export const bytesLeft = (content: BallotContent, sealedBytes: number): number =>
  sealedBytes - utf8(JSON.stringify(content)).length

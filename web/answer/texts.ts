/** What of a ballot the page has to know before it is made. */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { utf8 } from '../kit/plain/bytes.ts'

const bytesOf = (value: unknown): number => utf8(JSON.stringify(value)).length

/** How many bytes are left of `sealedBytes`; below zero it does not fit. */
export const bytesLeft = (content: BallotContent, sealedBytes: number): number => sealedBytes - bytesOf(content)

/** As a reader counts them: an emoji of many parts is one. */
const charactersOf = (text: string): string[] =>
  'Segmenter' in Intl ? Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment) : Array.from(text)

/** Of the letters that somebody is just typing. */
const sampled = 60

/**
 * Bytes as characters like those at the end of `typed`, never more than fit: a letter of Latin takes one byte, a kana
 * three, a flag eight.
 */
export const charactersIn = (bytes: number, typed: string): number => {
  const latest = charactersOf(typed.slice(-20 * sampled)).slice(-sampled)
  const each = latest.length > 0 ? (bytesOf(latest.join('')) - 2) / latest.length : 1
  return bytes < 0 ? Math.ceil(-bytes / each) : Math.floor(bytes / each)
}

/** Digests, and values of which only a digest is stored. */
import { createHash, createHmac } from 'node:crypto'
import { liveKey, type ObservationId, observationId } from '../domain/ids.ts'
import type { Channel } from '../domain/review/live.ts'

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
export const sha256Base64url = (data: string | Uint8Array): string => sha256(data).toString('base64url')
export const hmacSha256 = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * A meeting's key, from one half in the table of live channels and one in `learning`: so its link can be shown again, and
 * neither table alone, nor any earlier state of one, has a key that gives access.
 */
export const liveKeyFrom = ({ salt }: Pick<Channel, 'salt'>, half: string): string =>
  liveKey(sha256(`key|${salt}|${half}`))

/** The only form in which the table of live channels knows a meeting's key. */
export const liveKeyHash = (key: string): string => sha256Base64url(`live|${key}`)

/** How a survey's row names somebody whom its terms name: an address in no plain text, another in each survey. */
export const termsReader = (survey: string, email: string): string =>
  sha256Base64url(`reader|${survey}|${email.toLowerCase()}`)

/** The id a remark is stored under. The channel's salt makes it different from the id that its sender drew. */
export const remarkId = (channel: Pick<Channel, 'salt'>, sentId: string): ObservationId =>
  observationId(sha256(`${channel.salt}|${sentId}`))

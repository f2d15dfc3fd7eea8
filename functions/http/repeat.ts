/** A POST that is sent again, because its reply was lost or its button pressed twice, creates only one thing. */
import type { Caller } from './access.ts'
import { Refusal } from '../domain/refusal.ts'

export type Random = (bytes: number) => Uint8Array

const keyPattern = /^[\w-]{16,100}$/

interface RepeatableRequest {
  readonly header: (name: string) => string | undefined
  readonly caller: Caller | null
}

/**
 * 16 bytes for a new id. They are random, unless the header `Idempotency-Key` (16 to 100 letters, digits, - and _) is
 * given: then the same caller, kind and key always give the same bytes.
 */
export const repeatableBytes = async (
  { header, caller }: RepeatableRequest,
  kind: string,
  random: Random,
): Promise<Uint8Array> => {
  const key = header('idempotency-key')
  if (!key || !keyPattern.test(key)) return random(16)
  if (!caller) throw new Refusal('not_signed_in')
  const text = [kind, caller.email, key].join('|')
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

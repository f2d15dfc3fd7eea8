/**
 * The public keys of the issuer of sign-ins, as a process of `passes` holds them. They are fetched when the first is
 * needed and after an hour; and for one that is not known, since issuers change their keys, but no oftener than once a
 * minute, or ten seconds after it could not be reached, however many tokens somebody makes up.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import type { ReadDocument } from '../aws/public-document.ts'
import { discoveryAddress, isTrustworthy } from './issuer.ts'
import { Refusal } from '../domain/refusal.ts'

const staleMilliseconds = 60 * 60_000
/** While the issuer is away its keys are believed for as long: one that it took back meanwhile must not hold for ever. */
const trustedMilliseconds = 6 * 60 * 60_000
const pauseMilliseconds = 60_000
/** Somebody is waiting. */
const pauseAfterFailureMilliseconds = 10_000

/** As RFC 7518 asks for. */
const modulusBitsAtLeast = 2048

export interface IssuerSettings {
  readonly issuer: string
  readonly readDocument: ReadDocument
  /** Milliseconds since 1970, by the clock of this machine: that is what an issuer's times are made by. */
  readonly clock: () => number
}

/** Null for what is no public key of RSA for signatures. */
const keyIn = ({ kty, use, n, e }: Readonly<Record<string, unknown>>): KeyObject | null => {
  if (kty !== 'RSA' || (use !== undefined && use !== 'sig')) return null
  if (typeof n !== 'string' || typeof e !== 'string') return null
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= modulusBitsAtLeast ? key : null
  } catch {
    return null
  }
}

/** By their ids. What of the set is anything else is passed over. */
const keysIn = (text: string): Map<string, KeyObject> => {
  const { keys } = z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).parse(JSON.parse(text))
  const found = new Map<string, KeyObject>()
  for (const one of keys) {
    const key = keyIn(one)
    if (key && typeof one['kid'] === 'string') found.set(one['kid'], key)
  }
  return found
}

/**
 * Gives null for a key that the issuer does not name. Refuses `sign_in_unchecked` where nobody can tell: it cannot be
 * reached, or may not be asked again yet.
 */
export const issuerKeys = ({ issuer, readDocument, clock }: IssuerSettings) => {
  let known = new Map<string, KeyObject>()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let askAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<boolean> | null = null

  const fetchKeys = async (): Promise<void> => {
    const found = z
      .object({ issuer: z.literal(issuer), jwks_uri: z.string() })
      .parse(JSON.parse(await readDocument(discoveryAddress(issuer))))
    // What is not over https could come from anybody in between.
    if (!isTrustworthy(found.jwks_uri, issuer)) throw new Error('the keys of an issuer are read over https')
    known = keysIn(await readDocument(found.jwks_uri))
    fetchedAt = clock()
  }

  const attempt = async (): Promise<boolean> => {
    try {
      await fetchKeys()
      askAt = clock() + pauseMilliseconds
      return true
    } catch {
      askAt = clock() + pauseAfterFailureMilliseconds
      return false
    } finally {
      fetching = null
    }
  }

  /** False where it could not be done, or not yet. Everybody who comes meanwhile waits for the same one. */
  const refresh = (): Promise<boolean> => {
    if (fetching === null && clock() < askAt) return Promise.resolve(false)
    fetching ??= attempt()
    return fetching
  }

  return async (kid: string): Promise<KeyObject | null> => {
    const isYoungerThan = (milliseconds: number): boolean => clock() - fetchedAt < milliseconds
    const isDecided = (isYoungerThan(staleMilliseconds) && known.has(kid)) || (await refresh())
    const key = isYoungerThan(trustedMilliseconds) ? known.get(kid) : undefined
    if (key) return key
    if (isDecided) return null
    const retryAfterSeconds = Math.max(1, Math.ceil((askAt - clock()) / 1000))
    throw new Refusal('sign_in_unchecked', undefined, { retryAfterSeconds })
  }
}

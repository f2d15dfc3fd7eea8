/**
 * The public keys of the issuer of sign-ins, as a process of `passes` holds them. They are fetched when the first is
 * needed and after an hour; and for one that is not known, since issuers change their keys, but no oftener than once a
 * minute, however many tokens somebody makes up.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import type { ReadDocument } from '../aws/public-document.ts'
import { discoveryAddress, isTrustworthy } from './issuer.ts'
import { Refusal } from '../domain/refusal.ts'

const staleMilliseconds = 60 * 60_000
const pauseMilliseconds = 60_000

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

/** Gives null for a key that the issuer does not name. Refuses `try_again` where it cannot be asked. */
export const issuerKeys = ({ issuer, readDocument, clock }: IssuerSettings) => {
  let known = new Map<string, KeyObject>()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | null = null

  const fetchKeys = async (): Promise<void> => {
    triedAt = clock()
    const found = z
      .object({ issuer: z.literal(issuer), jwks_uri: z.string() })
      .parse(JSON.parse(await readDocument(discoveryAddress(issuer))))
    // What is not over https could come from anybody in between.
    if (!isTrustworthy(found.jwks_uri, issuer)) throw new Error('the keys of an issuer are read over https')
    known = keysIn(await readDocument(found.jwks_uri))
    fetchedAt = clock()
  }

  const refresh = (): Promise<void> => {
    fetching ??= fetchKeys().finally(() => {
      fetching = null
    })
    return fetching
  }

  return async (kid: string): Promise<KeyObject | null> => {
    const now = clock()
    const isStale = now - fetchedAt >= staleMilliseconds
    const isUnknown = !known.has(kid)
    if (isStale || isUnknown) {
      const mayAsk = fetching !== null || now - triedAt >= pauseMilliseconds || fetchedAt === Number.NEGATIVE_INFINITY
      if (mayAsk) {
        await refresh().catch(() => {
          // What was known an hour ago is better than nobody's answer.
          if (isUnknown) throw new Refusal('try_again')
        })
      }
    }
    return known.get(kid) ?? null
  }
}

/** An issuer of sign-ins in memory: what it publishes, and the tokens that it signs, by another implementation. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { addressOfSignedIn, type AddressOf } from '../functions/passes/sign-in.ts'
import { Refusal } from '../functions/domain/refusal.ts'

/** For surveys that ask nobody to sign in. */
export const nobodySignsIn: AddressOf = () => Promise.reject(new Refusal('sign_in_needed'))

export const issuer = 'https://sign-in.example.org/pool'
export const clientId = 'the-people'
const keysAddress = 'https://keys.example.org/set'

export const startIssuer = async () => {
  let at = Date.parse('2026-11-02T09:00:00.000Z')
  let isDown = false
  const read: string[] = []
  const make = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } }
  }
  const first = await make('one')
  const published: object[] = [first.jwk]
  const documents: Record<string, () => object> = {
    [`${issuer}/.well-known/openid-configuration`]: () => ({ issuer, jwks_uri: keysAddress }),
    [keysAddress]: () => ({ keys: published }),
  }
  const settings = {
    issuer,
    clientId,
    clock: () => at,
    readDocument: async (address: string) => {
      read.push(address)
      const document = documents[address]
      if (isDown || !document) throw new Error('no answer')
      return JSON.stringify(document())
    },
  }

  /** An ID token as the desk gets them; `claims` stand in the place of its own, undefined for one that is left out. */
  const token = async (email: string, claims: Readonly<Record<string, unknown>> = {}, by = first): Promise<string> => {
    const usual = { email, email_verified: true, token_use: 'id', iss: issuer, aud: clientId, exp: at / 1000 + 3600 }
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: by.kid }).sign(by.privateKey)
  }

  return {
    settings,
    addressOf: addressOfSignedIn(settings),
    token,
    make,
    read,
    documents,
    keysAddress,
    publish: (...keys: readonly object[]): void => void published.splice(0, published.length, ...keys),
    pass: (milliseconds: number): void => {
      at += milliseconds
    },
    goDown: (down = true): void => {
      isDown = down
    },
  }
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>

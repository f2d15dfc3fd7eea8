/**
 * Whose link it may be: the address in an ID token of the people's client, for the one comparison that it is needed for.
 * Nothing of it is kept or logged, and no error says anything of it.
 */
import { verify } from 'node:crypto'
import { Refusal } from '../domain/refusal.ts'
import { addressIn, handedOver, objectIn, personClaims } from '../http/claims.ts'
import { issuerKeys, type IssuerSettings } from './issuer-keys.ts'

/** Refuses `sign_in_needed` for whatever is no valid ID token, `address_not_verified`, and `sign_in_unchecked`. */
export type AddressOf = (idToken: string | undefined) => Promise<string>

interface SignInSettings extends IssuerSettings {
  /** The client that people sign in to. */
  readonly clientId: string
}

/** Those of RSA, as the gateway takes them from everybody who signs in. */
const hashes: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' }

const isInstant = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

export const addressOfSignedIn = ({ clientId, ...settings }: SignInSettings): AddressOf => {
  const keyOf = issuerKeys(settings)

  /** Signature, issuer and times (RFC 7519), as the gateway checks them for the calls of the desk. */
  const isVerified = async (idToken: string): Promise<boolean> => {
    const [head = '', payload = '', signature = ''] = idToken.split('.')
    const { alg, kid, crit } = objectIn(head)
    const hash = typeof alg === 'string' && Object.hasOwn(hashes, alg) ? hashes[alg] : undefined
    if (hash === undefined || typeof kid !== 'string' || crit !== undefined) return false
    const { iss, exp, nbf } = objectIn(payload)
    const seconds = settings.clock() / 1000
    if (iss !== settings.issuer || !isInstant(exp) || exp <= seconds) return false
    if (nbf !== undefined && !(isInstant(nbf) && nbf <= seconds)) return false
    const key = await keyOf(kid)
    const signed = Buffer.from(`${head}.${payload}`)
    return key !== null && verify(hash, signed, key, Buffer.from(signature, 'base64url'))
  }

  return async idToken => {
    if (idToken === undefined || !(await isVerified(idToken))) throw new Refusal('sign_in_needed')
    const claims = Object.entries(objectIn(idToken.split('.')[1] ?? ''))
    const verified = Object.fromEntries(claims.map(([name, value]) => [name, handedOver(value)]))
    // From here on the same rules as for the desk: an ID token, for the people's client, with an address vouched for.
    const address = addressIn(personClaims({ authorization: idToken, verified }, { clientId }))
    if (address === null) throw new Refusal('sign_in_needed')
    return address
  }
}

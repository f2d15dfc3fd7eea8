/**
 * The signer's half of RFC 9474, RSABSSA-SHA384-PSS-Randomized. A blind signature is the raw RSA operation; the pass it
 * becomes is an ordinary RSASSA-PSS signature (SHA-384, salt 48) of the prepared message.
 */
import { constants, createPublicKey, type KeyObject, privateEncrypt, publicDecrypt, verify } from 'node:crypto'
import type { Fault } from '../domain/ballot/ballot.ts'
import { ballotText, modulusBytes, ownKeyBytes, passContext } from '../domain/ballot/texts.ts'
import { sha256 } from './digest.ts'

/**
 * RFC 9474, section 4.3, BlindSign: s = m^d mod n. Then s^e = m is checked, because a faulty signature would give the
 * key away. Null if `blinded` is not `modulusBytes` long or not below the modulus.
 */
export const blindSign = (key: KeyObject, blinded: Uint8Array): Uint8Array | null => {
  if (blinded.length !== modulusBytes) return null
  try {
    const padding = constants.RSA_NO_PADDING
    const signature = privateEncrypt({ key, padding }, blinded)
    return publicDecrypt({ key: createPublicKey(key), padding }, signature).equals(blinded) ? signature : null
  } catch {
    return null
  }
}

/** Whether `blinded` can be signed at all: it is `modulusBytes` long and below the modulus. */
export const blindedFits = (publicKey: KeyObject, blinded: Uint8Array): boolean => {
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  return blinded.length === modulusBytes && modulus.compare(blinded) > 0
}

/** `publicKey` is the base64url SPKI of the cohort's key on the bulletin. */
export const passKey = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' })

/** RFC 9474, section 4.5, Verify. `message` is the prepared message, including the 32 random bytes in front. */
export const passIsValid = (key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha384', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }, signature)

/** What stands in a message behind 32 random bytes and `survey|cohort`; null where it was made for another. */
const behindContext = (message: Uint8Array, surveyId: string, cohort: string): Uint8Array | null => {
  const context = Buffer.from(passContext(surveyId, cohort), 'utf8')
  const end = 32 + context.length
  return context.equals(message.subarray(32, end)) ? message.subarray(end) : null
}

/** Whether a message of the first protocol, which ends in 32 random bytes, was made for this survey and cohort. */
export const messageIsFor = (message: Uint8Array, surveyId: string, cohort: string): boolean =>
  behindContext(message, surveyId, cohort)?.length === 32

/** The browser's public key in a message for this survey and cohort; null where there is none. */
const ownKeyIn = (message: Uint8Array, surveyId: string, cohort: string): KeyObject | null => {
  const point = behindContext(message, surveyId, cohort)
  if (point?.length !== ownKeyBytes || point[0] !== 4) return null
  const half = (from: number): string => Buffer.from(point.subarray(from, from + 32)).toString('base64url')
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) }, format: 'jwk' })
  } catch {
    // No point of the curve.
    return null
  }
}

/** The SHA-256 of the message in lower-case hex: the name its ballot is stored under, and its receipt. */
export const serialOf = (message: Uint8Array): string => sha256(message).toString('hex')

/** A ballot as it stands in a row, or as it is to stand there. */
export interface SignedBallot {
  readonly surveyId: string
  readonly cohort: string
  readonly serial: string
  /** Of its sealed bytes. */
  readonly digest: string
  readonly message?: Uint8Array | undefined
  readonly pass?: Uint8Array | undefined
  readonly number?: number | undefined
  readonly proof?: Uint8Array | undefined
}

/**
 * What keeps a signed ballot from being one; null where everything fits: its serial is the hash of its message, the
 * message is for this survey and cohort and carries a key, the pass is the cohort's signature of that message, and the key
 * signed number and digest. Whoever writes the table has no such key, and no pass for one of their own.
 */
export const faultOf = (key: KeyObject, ballot: SignedBallot): Fault | null => {
  const { surveyId, cohort, serial, digest, message, pass, number, proof } = ballot
  if (!message || !pass || number === undefined || !proof) return 'unsigned'
  if (serialOf(message) !== serial) return 'serial'
  const own = ownKeyIn(message, surveyId, cohort)
  if (!own) return 'message'
  if (!passIsValid(key, message, pass)) return 'pass'
  const said = Buffer.from(ballotText(surveyId, serial, number, digest))
  return verify('sha256', said, { key: own, dsaEncoding: 'ieee-p1363' }, proof) ? null : 'proof'
}

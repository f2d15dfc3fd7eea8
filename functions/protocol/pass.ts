/**
 * The signer's half of RFC 9474, RSABSSA-SHA384-PSS-Randomized. A blind signature is the raw RSA operation; the pass it
 * becomes is an ordinary RSASSA-PSS signature (SHA-384, salt 48) of the prepared message.
 */
import { constants, createPublicKey, type KeyObject, privateEncrypt, publicDecrypt, verify } from 'node:crypto'
import { modulusBytes, passContext } from '../domain/ballot/texts.ts'
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

/** Whether a message, 32 random bytes | `survey|cohort` | 32 random bytes, was made for this survey and cohort. */
export const messageIsFor = (message: Uint8Array, surveyId: string, cohort: string): boolean => {
  const context = Buffer.from(passContext(surveyId, cohort), 'utf8')
  return message.length === 64 + context.length && context.equals(message.subarray(32, 32 + context.length))
}

/** The SHA-256 of the message in lower-case hex: the name its ballot is stored under, and its receipt. */
export const serialOf = (message: Uint8Array): string => sha256(message).toString('hex')

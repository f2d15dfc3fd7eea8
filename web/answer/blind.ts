/**
 * The client of RFC 9474, RSABSSA-SHA384-PSS-Randomized: a message is blinded here, signed blindly by `passes`, and
 * the signature unblinded here, so that the signer can't recognise it. Functions carry the names of the RFC's section 4.
 * `random` is a parameter so that the RFC's test vectors can be run; it gives that many bytes.
 */
import { type Bytes, digest, fromBase64url, joined, randomBytes } from '../kit/plain/bytes.ts'

export interface PassKey {
  readonly key: CryptoKey
  readonly modulus: bigint
  readonly exponent: bigint
  readonly modulusBits: number
}

export interface Blinding {
  readonly blinded: Bytes
  readonly inverse: Bytes
}

/** The parameters that the name RSABSSA-SHA384-PSS-Randomized stands for (RFC 9474 section 5). */
const hash = 'SHA-384'
const hashBytes = 48
const saltLength = 48
const prefixBytes = 32

const toInteger = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')}`)

const toBytes = (integer: bigint, length: number): Bytes => {
  const hex = integer.toString(16).padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n
  for (let square = base % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Extended Euclid; null where the two share a factor. */
const inverseOf = (value: bigint, modulus: bigint): bigint | null => {
  let [remainder, next] = [modulus, value % modulus]
  let [coefficient, nextCoefficient] = [0n, 1n]
  while (next > 0n) {
    const quotient = remainder / next
    ;[remainder, next] = [next, remainder - quotient * next]
    ;[coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient]
  }
  return remainder === 1n ? (coefficient + modulus) % modulus : null
}

/** `publicKey` is the base64url SPKI of an RSA key, as the form carries it for each cohort. */
export const importPassKey = async (publicKey: string): Promise<PassKey> => {
  const key = await crypto.subtle.importKey('spki', fromBase64url(publicKey), { name: 'RSA-PSS', hash }, true, [
    'verify',
  ])
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', key)
  const modulus = toInteger(fromBase64url(n))
  return { key, modulus, exponent: toInteger(fromBase64url(e)), modulusBits: modulus.toString(2).length }
}

/** MGF1 with SHA-384, RFC 8017 appendix B.2.1. */
const mask = async (seed: Bytes, length: number): Promise<Bytes> => {
  const blocks: Bytes[] = []
  for (let counter = 0; counter * hashBytes < length; counter += 1) {
    blocks.push(await digest(hash, joined(seed, toBytes(BigInt(counter), 4))))
  }
  return joined(...blocks).slice(0, length)
}

/** EMSA-PSS-ENCODE, RFC 8017 section 9.1.1. */
const encode = async (message: Bytes, bits: number, salt: Bytes): Promise<Bytes> => {
  const length = Math.ceil(bits / 8)
  const digested = await digest(hash, joined(new Uint8Array(8), await digest(hash, message), salt))
  const block = joined(new Uint8Array(length - saltLength - hashBytes - 2), Uint8Array.of(1), salt)
  const masking = await mask(digested, block.length)
  const masked = block.map((byte, index) => byte ^ (masking[index] ?? 0))
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits))
  return joined(masked, digested, Uint8Array.of(0xbc))
}

export const prepare = (message: Bytes, random = randomBytes): Bytes => joined(random(prefixBytes), message)

/** Keep `inverse` where no one else reads it, and before `blinded` leaves: without it the signature is worth nothing. */
export const blind = async (passKey: PassKey, prepared: Bytes, random = randomBytes): Promise<Blinding> => {
  const { modulus, exponent, modulusBits } = passKey
  const length = Math.ceil(modulusBits / 8)
  const message = toInteger(await encode(prepared, modulusBits - 1, random(saltLength)))
  if (inverseOf(message, modulus) === null) throw new RangeError('message shares a factor with the modulus')
  for (;;) {
    const factor = toInteger(random(length))
    const inverse = factor > 0n && factor < modulus ? inverseOf(factor, modulus) : null
    if (inverse === null) continue
    const blinded = (message * power(factor, exponent, modulus)) % modulus
    return { blinded: toBytes(blinded, length), inverse: toBytes(inverse, length) }
  }
}

export const verify = (passKey: PassKey, prepared: Bytes, signature: Bytes): Promise<boolean> =>
  crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, passKey.key, signature, prepared)

/** The unblinded signature, or null where it is not one of `prepared` under the key. */
export const finalize = async (
  passKey: PassKey,
  prepared: Bytes,
  blindSignature: Bytes,
  inverse: Bytes,
): Promise<Bytes | null> => {
  const length = Math.ceil(passKey.modulusBits / 8)
  if (blindSignature.length !== length || inverse.length !== length) return null
  const signature = toBytes((toInteger(blindSignature) * toInteger(inverse)) % passKey.modulus, length)
  return (await verify(passKey, prepared, signature)) ? signature : null
}

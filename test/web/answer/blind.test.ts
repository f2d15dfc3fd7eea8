import { generateKeyPairSync, randomBytes as nodeRandomBytes } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { describe, expect, test } from 'vitest'
import { blindSign, passIsValid, passKey } from '../../../functions/protocol/pass.ts'
import { blind, finalize, importPassKey, prepare, verify } from '../../../web/answer/blind.ts'
import { type Bytes, toHex } from '../../../web/kit/plain/bytes.ts'
import vector from '../../vectors/rfc9474.json' with { type: 'json' }

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))
const base64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
const integer = (hex: string) => BigInt(`0x${hex}`)

const inverseOf = (value: bigint, modulus: bigint): bigint => {
  let [a, b, x, y] = [modulus, value, 0n, 1n]
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  return (x + modulus) % modulus
}

/** Returns the vector's values when the client asks for randomness, in the order of the RFC. */
const drawing = (...values: Bytes[]) => {
  const left = [...values]
  return (length: number): Bytes => {
    const next = left.shift()
    expect(next?.length).toBe(length)
    return next ?? new Uint8Array(length)
  }
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = (key: ReturnType<typeof pair>) =>
  key.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url')

describe('RFC 9474 Appendix A', () => {
  test('prepare, blind and finalize give the published values', async () => {
    const jwk = await crypto.subtle.importKey(
      'jwk',
      { kty: 'RSA', n: base64url(vector.n), e: base64url(vector.e) },
      { name: 'RSA-PSS', hash: 'SHA-384' },
      true,
      ['verify'],
    )
    const publicKey = Buffer.from(await crypto.subtle.exportKey('spki', jwk)).toString('base64url')
    const key = await importPassKey(publicKey)
    const factor = inverseOf(integer(vector.inv), integer(vector.n)).toString(16).padStart(vector.n.length, '0')

    const prepared = prepare(bytes(vector.msg), drawing(bytes(vector.msg_prefix)))
    expect(toHex(prepared)).toBe(vector.msg_prefix + vector.msg)
    const { blinded, inverse } = await blind(key, prepared, drawing(bytes(vector.salt), bytes(factor)))
    expect(toHex(blinded)).toBe(vector.blinded_msg)
    expect(toHex(inverse)).toBe(vector.inv)
    const signature = await finalize(key, prepared, bytes(vector.blind_sig), inverse)
    expect(toHex(signature ?? new Uint8Array())).toBe(vector.sig)
  })
})

describe('cross-checked', () => {
  test('with the deployed signer: its raw RSA makes a pass that it accepts later', async () => {
    const signer = pair()
    const key = await importPassKey(spki(signer))
    const prepared = prepare(new Uint8Array(nodeRandomBytes(50)))
    const { blinded, inverse } = await blind(key, prepared)
    const blindSignature = new Uint8Array(blindSign(signer.privateKey, blinded) ?? [])
    const signature = await finalize(key, prepared, blindSignature, inverse)
    expect(signature && passIsValid(passKey(spki(signer)), prepared, signature)).toBe(true)
  })

  test('with @cloudflare/blindrsa-ts in both directions', async () => {
    const suite = RSABSSA.SHA384.PSS.Randomized()
    const theirs = await suite.generateKey({ modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) })
    const publicKey = Buffer.from(await crypto.subtle.exportKey('spki', theirs.publicKey)).toString('base64url')
    const ours = await importPassKey(publicKey)
    const message = new Uint8Array(nodeRandomBytes(50))

    const prepared = prepare(message)
    const { blinded, inverse } = await blind(ours, prepared)
    const theirBlindSignature = await suite.blindSign(theirs.privateKey, blinded)
    const ourSignature = await finalize(ours, prepared, new Uint8Array(theirBlindSignature), inverse)
    expect(ourSignature && (await suite.verify(theirs.publicKey, ourSignature, prepared))).toBe(true)
    expect(
      await suite.finalize(theirs.publicKey, prepared, await suite.blindSign(theirs.privateKey, blinded), inverse),
    ).toEqual(ourSignature)

    const theirPrepared = new Uint8Array(suite.prepare(message))
    const { blindedMsg, inv } = await suite.blind(theirs.publicKey, theirPrepared)
    const sign = new Uint8Array(await suite.blindSign(theirs.privateKey, blindedMsg))
    const signature = await finalize(ours, theirPrepared, sign, new Uint8Array(inv))
    expect(signature && (await verify(ours, theirPrepared, signature))).toBe(true)
  })
})

describe('a signer cannot cheat or recognise', () => {
  test('a signature that does not verify is not a pass', async () => {
    const key = await importPassKey(spki(pair()))
    const prepared = prepare(new Uint8Array(50))
    const { blinded, inverse } = await blind(key, prepared)
    const byAnother = new Uint8Array(blindSign(pair().privateKey, blinded) ?? nodeRandomBytes(256))
    expect(await finalize(key, prepared, byAnother, inverse)).toBeNull()
    expect(await finalize(key, prepared, new Uint8Array(255), inverse)).toBeNull()
  })

  test('the same message is blinded differently every time', async () => {
    const key = await importPassKey(spki(pair()))
    const prepared = prepare(new Uint8Array(50))
    const [one, other] = [await blind(key, prepared), await blind(key, prepared)]
    expect(toHex(one.blinded)).not.toBe(toHex(other.blinded))
    expect(toHex(one.inverse)).not.toBe(toHex(other.inverse))
  })

  test('a factor outside the range of the modulus is drawn again', async () => {
    const key = await importPassKey(spki(pair()))
    const good = new Uint8Array(256)
    good[255] = 3
    const random = drawing(new Uint8Array(48), new Uint8Array(256), new Uint8Array(256).fill(0xff), good)
    const { inverse } = await blind(key, new Uint8Array(82), random)
    expect((integer(toHex(inverse)) * 3n) % key.modulus).toBe(1n)
  })
})

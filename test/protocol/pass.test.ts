import { generateKeyPairSync } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { describe, expect, test } from 'vitest'
import { blindedFits, blindSign, messageIsFor, passIsValid, passKey, serialOf } from '../../functions/protocol/pass.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
const suite = RSABSSA.SHA384.PSS.Randomized()
const webKey = await crypto.subtle.importKey(
  'spki',
  publicKey.export({ type: 'spki', format: 'der' }),
  { name: 'RSA-PSS', hash: 'SHA-384' },
  true,
  ['verify'],
)

describe('a pass', () => {
  test('made with another implementation of RFC 9474 on the client side verifies here', async () => {
    const message = suite.prepare(
      new TextEncoder().encode('srv_aaaaaaaaaaaaaaaa|all and 32 more bytes of randomness..'),
    )
    const { blindedMsg, inv } = await suite.blind(webKey, message)
    const signature = blindSign(privateKey, blindedMsg)
    expect(signature).not.toBeNull()
    const pass = await suite.finalize(webKey, message, signature ?? new Uint8Array(), inv)
    expect(passIsValid(passKey(spki), message, pass)).toBe(true)
    expect(passIsValid(passKey(spki), message.with(0, (message[0] ?? 0) ^ 1), pass)).toBe(false)
  })

  test('is the same again for the same blinded message', () => {
    const blinded = Buffer.alloc(256, 7)
    expect(blindSign(privateKey, blinded)).toEqual(blindSign(privateKey, blinded))
  })

  test('is refused for a value that is not below the modulus or not of its length', () => {
    expect(blindedFits(passKey(spki), Buffer.alloc(256, 0xff))).toBe(false)
    expect(blindedFits(passKey(spki), Buffer.alloc(255, 1))).toBe(false)
    expect(blindedFits(passKey(spki), Buffer.alloc(256, 1))).toBe(true)
    expect(blindSign(privateKey, Buffer.alloc(256, 0xff))).toBeNull()
  })

  test('is valid for a single survey and cohort', () => {
    const message = Buffer.concat([Buffer.alloc(32, 1), Buffer.from('srv_a|all'), Buffer.alloc(32, 2)])
    expect(messageIsFor(message, 'srv_a', 'all')).toBe(true)
    expect(messageIsFor(message, 'srv_b', 'all')).toBe(false)
    expect(messageIsFor(message, 'srv_a', 'ops')).toBe(false)
    expect(messageIsFor(Buffer.concat([message, Buffer.alloc(1)]), 'srv_a', 'all')).toBe(false)
  })

  test('gives its ballot a serial of 64 lower-case hex digits', () => {
    expect(serialOf(Buffer.from('x'))).toMatch(/^[0-9a-f]{64}$/)
  })
})

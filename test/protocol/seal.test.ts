import { toldReader } from '../../functions/domain/people/reader.ts'
import { describe, expect, test } from 'vitest'
import { encryptPageNames, openNames, sealNames } from '../../functions/protocol/names.ts'
import { makeSealKey, opener, seal } from '../../functions/protocol/seal.ts'
import { invitationIdOf, invitationToken, namesKey, slotOf } from '../../functions/protocol/token.ts'

const context = { info: 'murmur/v1|srv_a|all', about: 'serial' }
const plain = new TextEncoder().encode('what was said')

describe('a seal', () => {
  test('opens with its key and context, and with nothing else', async () => {
    const key = await makeSealKey()
    const other = await makeSealKey()
    const sealed = await seal(key.publicKey, context, plain)
    const open = await opener(key.privateKey)
    expect(Buffer.from((await open(context, sealed)) ?? []).toString()).toBe('what was said')
    expect(await open({ ...context, about: 'another serial' }, sealed)).toBeNull()
    expect(await open({ ...context, info: 'murmur/v1|srv_b|all' }, sealed)).toBeNull()
    expect(await open(context, sealed.with(80, (sealed[80] ?? 0) ^ 1))).toBeNull()
    expect(await open(context, sealed.subarray(0, 20))).toBeNull()
    expect(await (await opener(other.privateKey))(context, sealed)).toBeNull()
  })

  test('makes two different boxes of the same text', async () => {
    const key = await makeSealKey()
    expect(await seal(key.publicKey, context, plain)).not.toEqual(await seal(key.publicKey, context, plain))
  })
})

describe('names', () => {
  test('sealed for the harvest open only with the seal key', async () => {
    const key = await makeSealKey()
    const sealed = await sealNames(key.publicKey, 'srv_a', [{ name: 'Ada', email: 'ada@example.com' }])
    expect(await openNames(key.privateKey, 'srv_a', sealed)).toEqual([{ name: 'Ada', email: 'ada@example.com' }])
    expect(await openNames((await makeSealKey()).privateKey, 'srv_a', sealed)).toBeNull()
  })

  test('for the page open in a browser with the key from the link', async () => {
    const link = new Uint8Array(32).fill(3)
    const text = encryptPageNames(Buffer.from(link).toString('base64url'), 'srv_a', {
      people: [],
      readers: [toldReader('fay@example.com', 'Fay')],
    })
    const bytes = Buffer.from(text, 'base64url')
    const key = await crypto.subtle.importKey(
      'raw',
      Buffer.from(namesKey(link, 'srv_a'), 'base64url'),
      'AES-GCM',
      false,
      ['decrypt'],
    )
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, key, bytes.subarray(12))
    expect(JSON.parse(new TextDecoder().decode(opened))).toEqual({
      people: [],
      readers: ['Fay (fay@example.com)'],
    })
  })
})

describe('a token', () => {
  const link = new Uint8Array(32).fill(9)

  test('is the same for the reminder and different for every survey, invitation and key', () => {
    const token = invitationToken(link, 'srv_a', 'inv_1')
    expect(invitationToken(link, 'srv_a', 'inv_1')).toBe(token)
    expect(token).toMatch(/^[\w-]{43}$/)
    const others = [
      invitationToken(link, 'srv_a', 'inv_2'),
      invitationToken(link, 'srv_b', 'inv_1'),
      invitationToken(new Uint8Array(32), 'srv_a', 'inv_1'),
    ]
    expect(new Set([token, ...others]).size).toBe(4)
  })

  test('cannot be read from its slot, and an invitation is the same for one person however the address is written', () => {
    expect(slotOf('token')).not.toContain('token')
    expect(invitationIdOf('srv_a', 'Ada@Example.com')).toBe(invitationIdOf('srv_a', 'ada@example.com'))
    expect(invitationIdOf('srv_b', 'ada@example.com')).not.toBe(invitationIdOf('srv_a', 'ada@example.com'))
  })
})

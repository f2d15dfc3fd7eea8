import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkpoints } from '../../functions/protocol/checkpoint.ts'

const sealKey = () => randomBytes(32).toString('base64url')
const key = sealKey()
const own = checkpoints(key, 'srv_aaaaaaaaaaaaaaaa')

test('a checkpoint opens where it was stored, and nowhere else, and with no other key or survey', () => {
  const sealed = own.seal('harvest#a', '{"cast":4}')
  expect(own.open('harvest#a', sealed)).toBe('{"cast":4}')
  expect(own.open('harvest#b', sealed)).toBeNull()
  expect(checkpoints(sealKey(), 'srv_aaaaaaaaaaaaaaaa').open('harvest#a', sealed)).toBeNull()
  expect(checkpoints(key, 'srv_bbbbbbbbbbbbbbbb').open('harvest#a', sealed)).toBeNull()
})

test.each([0, 11, 12, 40, -1])('altered at byte %i it does not open, nor does it cut short', at => {
  const sealed = own.seal('harvest#a', 'what was counted')
  const altered = Buffer.from(sealed)
  const place = at < 0 ? altered.length + at : at
  altered.writeUInt8(altered.readUInt8(place) ^ 1, place)
  expect(own.open('harvest#a', altered)).toBeNull()
  expect(own.open('harvest#a', sealed.subarray(0, sealed.length - 1))).toBeNull()
  expect(own.open('harvest#a', sealed.subarray(0, 20))).toBeNull()
})

test('its length reveals only how often it fills 16 KiB, and the same state is never sealed the same', () => {
  const [one, other] = [own.seal('harvest#a', 'x'), own.seal('harvest#a', 'x'.repeat(16_000))]
  expect(one.length).toBe(other.length)
  expect(own.seal('harvest#a', 'x'.repeat(16_385)).length).toBe(one.length + 16_384)
  expect(Buffer.from(own.seal('harvest#a', 'x')).equals(Buffer.from(one))).toBe(false)
})

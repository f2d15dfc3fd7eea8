import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { ownerOf } from '../../functions/protocol/token.ts'

const token = Buffer.alloc(32, 7).toString('base64url')

test('an owner is HMAC-SHA256 of an address under T, whose 32 bytes are the key', () => {
  const expected = createHmac('sha256', Buffer.alloc(32, 7)).update('ada@example.com').digest('base64url')
  expect(ownerOf(token, 'ada@example.com')).toBe(expected)
})

test.each([['ADA@Example.COM', 'ada@example.com']])('%s and %s are one owner', (one, other) => {
  expect(ownerOf(token, one)).toBe(ownerOf(token, other))
})

test.each([
  ['ada@example.com', 'bo@example.com'],
  ['ada@example.com', 'ada@example.org'],
  ['a.da@example.com', 'ada@example.com'],
  // Whose account that is is up to whoever makes accounts, wherever its mail goes.
  ['ada+reviews@example.com', 'ada@example.com'],
  ['a.d.a@gmail.com', 'ada@gmail.com'],
  ['"mailto:ada@example.com?x"@evil.example', 'ada@example.com'],
  ['\uFF41da@example.com', 'ada@example.com'],
])('%s and %s are two', (one, other) => {
  expect(ownerOf(token, one)).not.toBe(ownerOf(token, other))
})

test('one person has another digest in every link', () => {
  const another = Buffer.alloc(32, 8).toString('base64url')
  expect(ownerOf(another, 'ada@example.com')).not.toBe(ownerOf(token, 'ada@example.com'))
})

import { expect, test } from 'vitest'
import { discoveryAddress, isTrustworthy } from '../../functions/passes/issuer.ts'

test.each([
  ['https://keys.example.org/set', 'https://sign-in.example.org', true],
  ['http://sign-in.example.org/keys', 'https://sign-in.example.org', false],
  ['http://keys.example.org/set', 'http://sign-in.example.org', false],
  ['http://sign-in.example.org/keys', 'http://sign-in.example.org/pool', true],
  ['file:///etc/keys', 'file:///etc', false],
  ['data:application/json,{}', 'data:x', false],
  ['keys', 'https://sign-in.example.org', false],
])('%s, named by %s, can be believed: %s', (address, issuer, expected) => {
  expect(isTrustworthy(address, issuer)).toBe(expected)
})

test('an issuer says what it signs by under its own address, whether that ends in a slash or not', () => {
  const said = 'https://sign-in.example.org/pool/.well-known/openid-configuration'
  expect(discoveryAddress('https://sign-in.example.org/pool')).toBe(said)
  expect(discoveryAddress('https://sign-in.example.org/pool/')).toBe(said)
})

import { expect, test } from 'vitest'
import { isLoopback } from '../../../../web/kit/session/oidc.ts'
import { isReturning } from '../../../../web/kit/session/returning.ts'

test.each([
  ['http://localhost:4100/oidc', true],
  ['http://127.0.0.1:9/oidc', true],
  ['http://[::1]/oidc', true],
  ['http://localhost.example.com/', false],
  ['http://10.0.0.1/', false],
  ['https://cognito-idp.eu-central-1.amazonaws.com/pool', false],
])('plain http is for this machine alone: %s', (issuer, expected) => {
  expect(isLoopback(new URL(issuer))).toBe(expected)
})

test.each([
  ['?code=a&state=b', true],
  ['?error=access_denied&state=b', true],
  ['?code=a', false],
  ['', false],
])('%s is an answer of the provider or is not', (search, expected) => {
  expect(isReturning(search)).toBe(expected)
})

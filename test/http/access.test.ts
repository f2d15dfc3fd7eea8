import { expect, test } from 'vitest'
import { callerOf } from '../../functions/http/access.ts'
import { personClaims, presented, tokenRules } from '../caller.ts'

const nameOf = (name: unknown): string | undefined => {
  const { headers, authorizer } = presented({
    ...personClaims({ email: 'ann@example.com', name: '', groups: '[leadership]' }),
    name,
  })
  return callerOf({ authorization: headers.authorization, verified: authorizer.jwt.claims }, tokenRules)?.name
}

test('a name that a sign-in claims is one line of at most 200 letters, and turns nothing that stands beside it', () => {
  expect(nameOf('Ann  Roe')).toBe('Ann Roe')
  expect(nameOf('\u202Eeor\n nna\u2066')).toBe('eor nna')
  expect(nameOf('😀'.repeat(300))).toBe('😀'.repeat(200))
  expect(nameOf(['Ann'])).toBe('')
})

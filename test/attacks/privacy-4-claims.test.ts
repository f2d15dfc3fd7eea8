/** Who somebody is and what they may do, from tokens made to say more than they do. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { admit } from '../../functions/http/access.ts'
import type { Who } from '../../functions/http/operation.ts'
import { type Authorizer, createAuthorizer } from '../../infra/local/emulators/authorizer.ts'
import { machineClaims, personClaims, presented, tokenRules } from '../caller.ts'
import { switchedOff } from './switched-off.ts'

type Admit = typeof admit
const issuer = 'https://sign-in.example.com'

let authorize: Authorizer
let sign: (claims: Readonly<Record<string, unknown>>, header?: object) => Promise<string>

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  sign = (claims, header = {}) =>
    new SignJWT({ iss: issuer, sub: 'somebody', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
      .setExpirationTime('1 h')
      .sign(privateKey)
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] }
  authorize = createAuthorizer({
    issuer,
    audience: [tokenRules.clientId, tokenRules.metricsAudience, tokenRules.citeAudience],
    keys,
  })
})

const robin = personClaims({ email: 'robin@example.com', name: 'Robin Example', groups: '[]' })

/** A code, or what the caller may do; through the gateway’s own check of the token. */
const outcome = async (
  claims: Readonly<Record<string, unknown>>,
  { header = {}, who = 'leadership', by = admit }: { header?: object; who?: Who; by?: Admit } = {},
) => {
  const authorization = `Bearer ${await sign(claims, header)}`
  const verdict = await authorize(authorization, null)
  if (!verdict.allowed) return verdict.status
  try {
    return by(who, { authorization, verified: verdict.claims }, tokenRules)?.roles ?? 'a machine'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const inGroups = (...groups: unknown[]) => ({ ...robin, 'cognito:groups': groups })

const almost = [
  'facilitator trainees',
  'Ex facilitator',
  'Engineering leadership',
  'facilitator leadership',
  'facilitator,leadership',
  'Facilitator',
  ' facilitator',
  'facilitator ',
  '[facilitator]',
  'facilitator\u00a0trainees',
  'facilitator\ttrainees',
]

describe('a group whose name holds the word of a role', () => {
  test('gave that role while the claim was read as a list parted by blanks', async () => {
    const by = (
      await switchedOff<{ admit: Admit }>('functions/http/access.ts', {
        file: 'functions/http/access.ts',
        text: 'textsOf(claims(rules.groupsClaim))',
        instead: "String(presented.verified?.[rules.groupsClaim]).replace(/^\\[|\\]$/g, '').split(/[\\s,]+/)",
      })
    ).admit
    expect(await outcome(inGroups('facilitator trainees'), { by })).toStrictEqual(['facilitator'])
    expect(await outcome(inGroups('Engineering leadership'), { by })).toStrictEqual(['leadership'])
  })

  test.each(almost)('gives none: %j', async group => {
    expect(await outcome(inGroups(group))).toBe('not_allowed')
    expect(await outcome({ ...robin, 'cognito:groups': group })).toBe('not_allowed')
  })

  test('takes none from whoever is in the group itself beside it', async () => {
    expect(await outcome(inGroups('facilitator trainees', 'leadership'))).toStrictEqual(['leadership'])
    expect(await outcome(inGroups('facilitator', 'leadership'))).toStrictEqual(['facilitator', 'leadership'])
    expect(await outcome({ ...robin, 'cognito:groups': 'facilitator' })).toStrictEqual(['facilitator'])
  })

  test('counts only as the gateway verified it', () => {
    const verified = presented(inGroups('Ex facilitator')).authorizer.jwt.claims
    const call = (authorization: string | undefined) => () =>
      admit('leadership', { authorization, verified }, tokenRules)
    const own = presented(inGroups('Ex facilitator')).headers.authorization
    const made = presented(inGroups('facilitator')).headers.authorization
    expect(call(own)).toThrow('not_allowed')
    expect(call(made)).toThrow('not_allowed')
    // Two headers arrive as one.
    for (const both of [`${own},${made}`, `${own}, ${made}`, `${made} ${own}`, '', undefined, 'Bearer a.b.c']) {
      expect(call(both)).toThrow('not_signed_in')
    }
  })
})

describe('an address that nobody verified', () => {
  const facilitator = inGroups('facilitator')

  test('was taken for its owner while nobody asked', async () => {
    const by = (
      await switchedOff<{ admit: Admit }>('functions/http/access.ts', {
        file: 'functions/http/claims.ts',
        text: "if (verified !== true && verified !== 'true') throw",
        instead: 'if (false) throw',
      })
    ).admit
    expect(await outcome({ ...facilitator, email_verified: false }, { by })).toStrictEqual(['facilitator'])
  })

  test.each([false, undefined, 'false', '', 'True', 1, null, ['true']])(
    'is refused with what to do: %j',
    async given => {
      expect(await outcome({ ...facilitator, email_verified: given })).toBe('address_not_verified')
    },
  )

  test.each([true, 'true'])('is one no more where the token says %j', async given => {
    expect(await outcome({ ...facilitator, email_verified: given })).toStrictEqual(['facilitator'])
  })
})

describe('a token for something else', () => {
  const { aud, token_use, ...bare } = inGroups('facilitator')

  test('named a person while nobody looked at its use', async () => {
    const by = (
      await switchedOff<{ admit: Admit }>('functions/http/access.ts', {
        file: 'functions/http/claims.ts',
        text: 'if (!token || isAccessToken(token)) return null',
        instead: 'if (!token) return null',
      })
    ).admit
    expect(await outcome({ ...bare, aud, token_use: 'access' }, { by })).toStrictEqual(['facilitator'])
  })

  test.each([
    ['an access token of Cognito', { client_id: aud, token_use: 'access', scope: 'openid email' }],
    ['an access token with an audience', { aud, token_use: 'access' }],
    ['a token of a use that is not known', { aud, token_use: 'refresh' }],
    ['one with a scope and no use', { aud, scope: 'openid' }],
    ['one with a scope under its other name', { aud, scp: ['openid'] }],
    ['one that calls itself a bearer’s', { aud, typ: 'Bearer' }],
    ['an ID token of a machine’s client', { aud: tokenRules.citeAudience, token_use: 'id' }],
    ['one for several, issued to another', { aud: [aud, 'elsewhere'], azp: 'elsewhere', token_use: 'id' }],
    ['one for several that does not say to whom', { aud: [aud, 'elsewhere'], token_use: 'id' }],
  ])('names nobody: %s', async (_name, claims) => {
    expect(await outcome({ ...bare, ...claims })).toBe('not_signed_in')
  })

  test('names nobody where only its header says what it is', async () => {
    expect(await outcome({ ...bare, aud }, { header: { typ: 'at+jwt' } })).toBe('not_signed_in')
    expect(await outcome({ ...bare, aud }, { header: { typ: 'JWT' } })).toStrictEqual(['facilitator'])
  })

  test('is one no more where several clients are meant and it was issued to ours', async () => {
    expect(await outcome({ ...bare, aud: [aud, 'elsewhere'], azp: aud, token_use })).toStrictEqual(['facilitator'])
  })

  const cite = (claims: Readonly<Record<string, unknown>>) => outcome(claims, { who: 'cite' })
  const metrics = (claims: Readonly<Record<string, unknown>>) => outcome(claims, { who: 'metrics' })

  test('opens no machine’s call: one of the people’s client, of another machine, or an ID token with a scope', async () => {
    const { clientId, citeAudience, metricsAudience } = tokenRules
    expect(await cite(machineClaims(citeAudience, 'murmur/cite'))).toBe('a machine')
    expect(await metrics(machineClaims(metricsAudience, 'murmur/metrics'))).toBe('a machine')
    expect(await metrics({ aud: metricsAudience, scope: 'x murmur/metrics' })).toBe('a machine')

    expect(await cite(machineClaims(metricsAudience, 'murmur/cite'))).toBe('not_signed_in')
    expect(await metrics(machineClaims(citeAudience, 'murmur/metrics'))).toBe('not_allowed')
    for (const claims of [
      machineClaims(clientId, 'murmur/cite murmur/metrics'),
      { ...inGroups(), scope: 'murmur/cite murmur/metrics' },
      { aud: citeAudience, token_use: 'id', scope: 'murmur/cite murmur/metrics' },
    ]) {
      expect([await cite(claims), await metrics(claims)]).not.toContain('a machine')
    }
  })

  test('opens nothing where no machine has a client, so that the people’s stands in its place', () => {
    const { headers, authorizer } = presented(machineClaims(tokenRules.clientId, 'murmur/cite murmur/metrics'))
    const nobody = { ...tokenRules, citeAudience: tokenRules.clientId, metricsAudience: tokenRules.clientId }
    const call = { ...headers, verified: authorizer.jwt.claims }
    expect(() => admit('cite', call, nobody)).toThrow('not_signed_in')
    expect(() => admit('metrics', call, nobody)).toThrow('not_allowed')
  })
})

/** Whose ID token it is: what makes one valid, and what is asked of its issuer. */
import { createHmac } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../functions/domain/refusal.ts'
import { clientId, type Issuer, issuer, startIssuer } from '../sign-in.ts'

let one: Issuer
let other: Awaited<ReturnType<Issuer['make']>>
beforeEach(async () => {
  one = await startIssuer()
})
beforeAll(async () => {
  other = await (await startIssuer()).make('two')
})

/** The address, or the code of the refusal. */
const said = async (idToken: string | undefined): Promise<string> => {
  try {
    return await one.addressOf(idToken)
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

test('an ID token for the people’s client gives the address that it vouches for', async () => {
  expect(await said(await one.token('Ada@Example.com'))).toBe('ada@example.com')
})

test.each([
  ['of an hour ago', { exp: 1 }],
  ['that never ends', { exp: undefined }],
  ['that is not valid yet', { nbf: 4_000_000_000 }],
  ['of another issuer', { iss: 'https://sign-in.example.com/pool' }],
  ['for another client', { aud: 'another' }],
  ['for several clients, without saying which', { aud: [clientId, 'another'] }],
  ['that is an access token', { token_use: 'access' }],
  ['that carries a scope, as access tokens do', { token_use: undefined, scope: 'openid' }],
  ['without an address', { email: undefined }],
  ['with a number for an address', { email: 7 }],
])('a token %s signs nobody in', async (_, claims) => {
  expect(await said(await one.token('ada@example.com', claims))).toBe('sign_in_needed')
})

test.each([false, 'false', undefined])(
  'an address that is not vouched for (%s) is refused by a code of its own',
  async email_verified => {
    expect(await said(await one.token('ada@example.com', { email_verified }))).toBe('address_not_verified')
  },
)

describe('a signature', () => {
  test('by another key is none, under its own name or a stolen one', async () => {
    expect(await said(await one.token('ada@example.com', {}, other))).toBe('sign_in_needed')
    expect(await said(await one.token('ada@example.com', {}, { ...other, kid: 'one' }))).toBe('sign_in_needed')
  })

  test('that is left out, or made with a public key as a secret, is none', async () => {
    const claims = { email: 'ada@example.com', email_verified: true, token_use: 'id' }
    const unsigned = new UnsecuredJWT(claims).setIssuer(issuer).setAudience(clientId).setExpirationTime(4_000_000_000)
    expect(await said(`${unsigned.encode()}AA`)).toBe('sign_in_needed')
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const all = { ...claims, iss: issuer, aud: clientId, exp: 4_000_000_000 }
    const signed = `${part({ alg: 'HS256', kid: 'one' })}.${part(all)}`
    const forged = createHmac('sha256', 'one').update(signed).digest('base64url')
    expect(await said(`${signed}.${forged}`)).toBe('sign_in_needed')
  })

  test('does not hold for another payload', async () => {
    const [head, , signature] = (await one.token('ada@example.com')).split('.')
    const [, payload] = (await one.token('bo@example.com')).split('.')
    expect(await said(`${head}.${payload}.${signature}`)).toBe('sign_in_needed')
  })
})

test.each([undefined, '', 'a.b.c', '..', 'e30.e30.e30', 'bnVsbA.bnVsbA.AA'])('%s is no token', async text => {
  expect(await said(text)).toBe('sign_in_needed')
  expect(one.read).toStrictEqual([])
})

describe('the issuer', () => {
  test('is asked once, at its own address and where that says its keys are', async () => {
    for (let times = 0; times < 3; times += 1) await said(await one.token('ada@example.com'))
    expect(one.read).toStrictEqual([`${issuer}/.well-known/openid-configuration`, one.keysAddress])
  })

  test('is asked again for a key that it has just begun to use, and at most once a minute for made-up ones', async () => {
    await said(await one.token('ada@example.com'))
    one.pass(60_000)
    one.publish(other.jwk)
    expect(await said(await one.token('ada@example.com', {}, other))).toBe('ada@example.com')
    expect(one.read.length).toBe(4)
    for (const kid of ['x', 'y', 'z']) await said(await one.token('ada@example.com', {}, { ...other, kid }))
    expect(one.read.length).toBe(4)
    one.pass(60_000)
    for (const kid of ['x', 'y', 'z']) await said(await one.token('ada@example.com', {}, { ...other, kid }))
    expect(one.read.length).toBe(6)
  })

  test('takes a key back within an hour', async () => {
    await said(await one.token('ada@example.com'))
    one.publish(other.jwk)
    one.pass(60 * 60_000)
    expect(await said(await one.token('ada@example.com'))).toBe('sign_in_needed')
  })

  test('that does not answer is nobody’s fault: to be tried again in seconds, and a known key still holds', async () => {
    one.goDown()
    expect(await said(await one.token('ada@example.com'))).toBe('sign_in_unchecked')
    one.goDown(false)
    one.pass(10_000)
    expect(await said(await one.token('ada@example.com'))).toBe('ada@example.com')
    one.goDown()
    one.pass(60 * 60_000)
    expect(await said(await one.token('ada@example.com'))).toBe('ada@example.com')
  })

  test('that has not answered since the start is asked once in ten seconds, however many keys are made up', async () => {
    one.goDown()
    for (const kid of ['x', 'y', 'z']) {
      expect(await said(await one.token('ada@example.com', {}, { ...other, kid }))).toBe('sign_in_unchecked')
    }
    expect(one.read.length).toBe(1)
    one.pass(10_000)
    for (const kid of ['x', 'y', 'z']) await said(await one.token('ada@example.com', {}, { ...other, kid }))
    expect(one.read.length).toBe(2)
  })

  test('that may not be asked again yet leaves a new key undecided, and says for how long', async () => {
    await said(await one.token('ada@example.com'))
    one.publish(other.jwk)
    one.pass(20_000)
    const token = await one.token('ada@example.com', {}, other)
    await expect(one.addressOf(token)).rejects.toMatchObject({
      code: 'sign_in_unchecked',
      fields: { retryAfterSeconds: 40 },
    })
    one.pass(40_000)
    expect(await said(token)).toBe('ada@example.com')
  })

  test('that is away for hours has its keys believed for six, and then no longer', async () => {
    await said(await one.token('ada@example.com'))
    one.goDown()
    one.pass(6 * 60 * 60_000 - 1)
    expect(await said(await one.token('ada@example.com'))).toBe('ada@example.com')
    one.pass(1)
    expect(await said(await one.token('ada@example.com'))).toBe('sign_in_unchecked')
    one.goDown(false)
    one.pass(10_000)
    expect(await said(await one.token('ada@example.com'))).toBe('ada@example.com')
  })

  test.each([
    ['names itself otherwise', { issuer: 'https://sign-in.example.com', jwks_uri: 'https://keys.example.org/set' }],
    ['sends for its keys over http', { issuer, jwks_uri: 'http://keys.example.org/set' }],
    ['answers something else', []],
  ])('that %s has no keys', async (_, document) => {
    one.documents[`${issuer}/.well-known/openid-configuration`] = () => document
    expect(await said(await one.token('ada@example.com'))).toBe('sign_in_unchecked')
  })

  test.each([
    ['no key at all', { kid: 'one' }],
    ['one for another use', { use: 'enc' }],
    ['one without its modulus', { n: undefined }],
    ['one that is no number', { n: '', e: '' }],
  ])('whose set holds %s gives none of it, and the others as they are', async (_, changes) => {
    const broken = 'kid' in changes ? changes : { ...(await one.make('one')).jwk, ...changes }
    one.publish(broken, other.jwk)
    expect(await said(await one.token('ada@example.com'))).toBe('sign_in_needed')
    expect(await said(await one.token('ada@example.com', {}, other))).toBe('ada@example.com')
  })
})

test('many at once ask the issuer once', async () => {
  const token = await one.token('ada@example.com')
  expect(await Promise.all(Array.from({ length: 5 }, () => said(token)))).toStrictEqual(
    Array(5).fill('ada@example.com'),
  )
  expect(one.read.length).toBe(2)
})

import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { type Authorizer, createAuthorizer } from '../../../../infra/local/emulators/authorizer.ts'

const issuer = 'https://issuer.example.com'
const hour = 3600
const now = () => Math.floor(Date.now() / 1000)

let authorize: Authorizer
/** A claim that is undefined is omitted. */
let sign: (claims: Readonly<Record<string, unknown>>) => Promise<string>
let signElsewhere: typeof sign

beforeAll(async () => {
  const signer = (key: CryptoKey) => (claims: Readonly<Record<string, unknown>>) =>
    new SignJWT({ iss: issuer, aud: 'desk', exp: now() + hour, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(key)
  const ours = await generateKeyPair('RS256')
  const theirs = await generateKeyPair('RS256')
  sign = signer(ours.privateKey)
  signElsewhere = signer(theirs.privateKey)
  const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'RS256' }] }
  authorize = createAuthorizer({ issuer, audience: ['desk', 'metrics-client'], keys })
})

const refused = { allowed: false, status: 401 }

test('a token of our issuer for our audience is accepted, with or without the word Bearer', async () => {
  const token = await sign({})
  expect(await authorize(`Bearer ${token}`, null)).toMatchObject({ allowed: true, scopes: null })
  expect(await authorize(token, null)).toMatchObject({ allowed: true })
})

test('claims become strings: a list in brackets without commas, numbers and flags as words', async () => {
  const token = await sign({ groups: ['a', 'b'], one: ['a'], email_verified: true, level: 3 })
  expect(await authorize(`Bearer ${token}`, null)).toMatchObject({
    claims: { groups: '[a b]', one: '[a]', email_verified: 'true', level: '3', iss: issuer },
  })
})

test.each([
  ['no token', async () => undefined],
  ['no JWT', async () => 'Bearer nonsense'],
  ['a key that is not the issuer’s', async () => `Bearer ${await signElsewhere({})}`],
  ['another issuer', async () => `Bearer ${await sign({ iss: 'https://other.example.com' })}`],
  ['another audience', async () => `Bearer ${await sign({ aud: 'other' })}`],
  ['no audience at all', async () => `Bearer ${await sign({ aud: undefined })}`],
  ['an expired token', async () => `Bearer ${await sign({ exp: now() - hour })}`],
  ['a token that never expires', async () => `Bearer ${await sign({ exp: undefined })}`],
  ['a token that is not valid yet', async () => `Bearer ${await sign({ nbf: now() + hour })}`],
])('%s is refused as unauthorized', async (_name, authorization) => {
  expect(await authorize(await authorization(), null)).toEqual(refused)
})

test('without an audience the client id is used, as in an access token of Cognito', async () => {
  const token = await sign({ aud: undefined, client_id: 'metrics-client', scope: 'x murmur/metrics' })
  expect(await authorize(`Bearer ${token}`, 'murmur/metrics')).toMatchObject({
    allowed: true,
    scopes: ['murmur/metrics'],
  })
})

test('a valid token without the required scope is forbidden', async () => {
  const token = await sign({ scope: 'murmur/metrics-of-others' })
  expect(await authorize(`Bearer ${token}`, 'murmur/metrics')).toEqual({ allowed: false, status: 403 })
})

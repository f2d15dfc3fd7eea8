/** A survey that opened with a sign-in: a pass is its owner's alone, and nobody else learns anything by asking. */
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { mailerStore } from '../../functions/mailer/store.ts'
import { passesApi } from '../../functions/passes/api.ts'
import { passStore } from '../../functions/passes/store.ts'
import { ownerOf, slotOf } from '../../functions/protocol/token.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { asDeployed, blindMessage, finalize, type OpenSurvey, openSurveyWith, tokenFor } from '../participation.ts'
import { type Issuer, startIssuer } from '../sign-in.ts'
import { closesAt, itemsOf } from '../survey.ts'

const world = ownDatabase()
let open: OpenSurvey
let signIn: Issuer

beforeAll(async () => {
  signIn = await startIssuer()
})

const emailOf = (index: number): string => `person${index}@example.com`
const token = (index: number): string => tokenFor(open.link, open.survey, index)
const setSlot = (index: number, changes: Record<string, unknown>) =>
  world.client.send(
    new UpdateCommand({
      TableName: 'slots',
      Key: { surveyId: open.survey.surveyId, slot: slotOf(token(index)) },
      UpdateExpression: `SET ${Object.keys(changes)
        .map(name => `#${name} = :${name}`)
        .join()}`,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(changes).map(name => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(changes).map(([name, value]) => [`:${name}`, value]),
      ),
    }),
  )
/** As the mailer closes the slot of an invitation that is withdrawn, or that another stands in for. */
const closeSlot = (index: number) => {
  const tables = documentCalls(withinGrants(world.client, 'mailer'))
  const store = mailerStore({
    ...testTables,
    keyPrefix: '/murmur',
    tables,
    parameters: testParameters(open.parameters).call,
  })
  return store.closeSlot(open.survey.surveyId, slotOf(token(index)))
}
const slot = async (index = 0) =>
  (await itemsOf(world.client, 'slots')).find(item => item['slot'] === slotOf(token(index)))

beforeEach(async () => {
  open = await openSurveyWith(world.client, 3, { signIn: true })
  for (const index of [0, 1, 2]) await setSlot(index, { owner: ownerOf(token(index), emailOf(index)) })
})

const api = (client = withinGrants(world.client, 'passes')) => {
  const parameters = testParameters(open.parameters).call
  const store = passStore({ ...testTables, keyPrefix: '/murmur', tables: documentCalls(client), parameters })
  return asDeployed(passesApi(store, signIn.addressOf))
}

const request = async (index: number, changes: Record<string, unknown> = {}) => {
  const blinded = await blindMessage(open.survey)
  const { surveyId, protocol } = open.survey
  return {
    blinded,
    body: { surveyId, cohort: 'all', token: token(index), blinded: blinded.blinded, protocol, ...changes },
  }
}
/** What comes of a link for somebody who has signed in as `email`. */
const ask = async (index: number, email: string, changes: Record<string, unknown> = {}) => {
  const { body } = await request(index, { idToken: await signIn.token(email), ...changes })
  return api().call('POST', body)
}
const codeFor = async (...asked: Parameters<typeof ask>) => {
  const { status, body } = await ask(...asked)
  return status === 200 ? 'issued' : body.code
}

test('its owner, signed in, gets a pass that verifies, and the same one again', async () => {
  const { blinded, body } = await request(0, { idToken: await signIn.token(emailOf(0)) })
  const first = await api().call('POST', body)
  expect(first.status).toBe(200)
  await finalize(open.survey, blinded, first.body.blindSignature)
  const later = { ...body, idToken: await signIn.token(emailOf(0), { jti: 'another' }) }
  expect((await api().call('POST', later)).body).toEqual(first.body)
})

test('the address counts whole but for its case: an account of whoever reads the mail, under a tag, is not its owner', async () => {
  expect(await codeFor(0, 'Person0+office@Example.com')).toBe('not_its_owner')
  expect(await codeFor(0, 'Person0@Example.com')).toBe('issued')
})

test.each([
  ['without a sign-in', {}, 401, 'sign_in_needed'],
  ['with something that is no token', { idToken: 'a.b.c' }, 401, 'sign_in_needed'],
  ['with two tokens in one', { idToken: 'a.b.c, a.b.c' }, 400, 'invalid_body'],
])('%s it gives none, and no slot is used up', async (_, changes, status, code) => {
  const answer = await api().call('POST', (await request(0, changes)).body)
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(await slot()).not.toHaveProperty('issued')
})

test('a sign-in that has run out gives none', async () => {
  const idToken = await signIn.token(emailOf(0), { exp: 1 })
  expect((await api().call('POST', (await request(0, { idToken })).body)).body.code).toBe('sign_in_needed')
  expect(await slot()).not.toHaveProperty('issued')
})

test('an address that the sign-in does not vouch for gives none', async () => {
  const idToken = await signIn.token(emailOf(0), { email_verified: false })
  const answer = await api().call('POST', (await request(0, { idToken })).body)
  expect([answer.status, answer.body.code]).toEqual([403, 'address_not_verified'])
})

const makes: Readonly<Record<string, () => Promise<unknown>>> = {
  'not used': async () => {},
  used: () => ask(0, emailOf(0)),
  'used, and tried again': async () => {
    await ask(0, emailOf(0))
    await ask(0, emailOf(0))
  },
  contested: async () => {
    await ask(0, emailOf(0))
    await ask(0, emailOf(0), { contested: true })
  },
  closed: () => closeSlot(0),
  'closed before it was ever mailed': async () => {
    const Key = { surveyId: open.survey.surveyId, slot: slotOf(token(0)) }
    await world.client.send(new DeleteCommand({ TableName: 'slots', Key }))
    await closeSlot(0)
  },
  'of another cohort': () => setSlot(0, { cohort: 'ops' }),
}

/** Whether a link is theirs who has signed in as `email`, asked before anything is written; with the calls it took. */
const askWhose = async (of: string, email: string, client = world.client) => {
  const counting = cutOff(client, 1_000, 'before')
  const body = { surveyId: open.survey.surveyId, token: of, idToken: await signIn.token(email) }
  const answer = await api(counting.client).call('POST /api/owners', body)
  return { ...answer, calls: counting.calls() }
}

describe('asked before the first box whose link it is', () => {
  test.each(Object.keys(makes).filter(name => !name.includes('ever mailed')))(
    'its owner gets the very answer of a link that was never used, by the same calls, where it is %s',
    async name => {
      const before = await askWhose(token(0), emailOf(0))
      expect([before.status, before.body]).toEqual([200, { isOwner: true }])
      await makes[name]?.()
      const made = await slot()
      expect(await askWhose(token(0), emailOf(0))).toEqual(before)
      expect(await slot()).toEqual(made)
    },
  )

  test.each(Object.keys(makes))('anybody else gets the answer of a link that never was, where it is %s', async name => {
    const never = await askWhose('A'.repeat(43), emailOf(1))
    expect([never.status, never.body.code]).toEqual([403, 'not_its_owner'])
    await makes[name]?.()
    expect(await askWhose(token(0), emailOf(1))).toEqual(never)
  })

  test('a sign-in that does not hold, or does not vouch for its address, is told to be that', async () => {
    const { surveyId } = open.survey
    const codeOf = async (idToken: string) =>
      (await api().call('POST /api/owners', { surveyId, token: token(0), idToken })).body.code
    expect(await codeOf('a.b.c')).toBe('sign_in_needed')
    expect(await codeOf(await signIn.token(emailOf(0), { email_verified: false }))).toBe('address_not_verified')
  })

  test('a survey that asks nobody to sign in has no owners to ask about, and a closed one none any more', async () => {
    const { surveyId } = open.survey
    const body = { surveyId, token: token(0), idToken: await signIn.token(emailOf(0)) }
    expect((await api().call('POST /api/owners', body, closesAt)).body.code).toBe('survey_closed')
    open = await openSurveyWith(world.client, 1)
    expect((await askWhose(token(0), emailOf(0))).body.code).toBe('invalid_body')
    expect((await api().call('POST /api/owners', { ...body, surveyId: 'srv_zzzzzzzzzzzzzzzz' })).body.code).toBe(
      'unknown_link',
    )
  })
})

describe('somebody else, signed in as themselves', () => {
  test.each(Object.keys(makes))(
    'by a link that is %s gets the same answer by the same calls, and leaves nothing',
    async name => {
      const seen = []
      for (const changes of [{}, { contested: true }]) {
        await makes[name]?.()
        const before = await slot()
        const counting = cutOff(world.client, 1_000, 'before')
        const { body } = await request(0, { idToken: await signIn.token(emailOf(1)), ...changes })
        const answer = await api(counting.client).call('POST', body)
        expect(await slot()).toEqual(before)
        seen.push({ ...answer, calls: counting.calls() })
      }
      const never = cutOff(world.client, 1_000, 'before')
      const unknown = await request(0, { idToken: await signIn.token(emailOf(1)), token: 'A'.repeat(43) })
      const nobodys = { ...(await api(never.client).call('POST', unknown.body)), calls: never.calls() }
      expect(nobodys.body).toMatchObject({ status: 403, code: 'not_its_owner' })
      expect(seen).toEqual([nobodys, nobodys])
    },
  )
})

describe('its owner', () => {
  test('learns that it is used, and contests it; nobody else does', async () => {
    await ask(0, emailOf(0))
    expect(await codeFor(0, emailOf(1), { contested: true })).toBe('not_its_owner')
    expect(await slot()).not.toHaveProperty('contested')
    expect(await codeFor(0, emailOf(0))).toBe('pass_already_issued')
    expect(await slot()).toMatchObject({ tried: true })
    expect(await codeFor(0, emailOf(0), { contested: true })).toBe('pass_already_issued')
    expect(await slot()).toMatchObject({ tried: true, contested: true })
  })

  test('is told of a closed link as of one that never was', async () => {
    expect(await closeSlot(0)).toBe(true)
    expect(await codeFor(0, emailOf(0))).toBe('unknown_link')
  })
})

test('a slot without an owner is nobody’s', async () => {
  await setSlot(0, { owner: '' })
  expect(await codeFor(0, emailOf(0))).toBe('not_its_owner')
})

test('a survey that opened without a sign-in takes none', async () => {
  open = await openSurveyWith(world.client, 1)
  expect(await codeFor(0, emailOf(0))).toBe('invalid_body')
  expect(await slot()).not.toHaveProperty('issued')
  expect((await api().call('POST', (await request(0)).body)).status).toBe(200)
})

test.each(['before', 'after'] as const)('cut off %s any call and asked again, its owner has one pass', async when => {
  for (let calls = 0; calls < 4; calls += 1) {
    open = await openSurveyWith(world.client, 1, { signIn: true })
    await setSlot(0, { owner: ownerOf(token(0), emailOf(0)) })
    const { body } = await request(0, { idToken: await signIn.token(emailOf(0)) })
    await api(cutOff(world.client, calls, when).client).call('POST', body)
    expect((await api().call('POST', body)).status).toBe(200)
  }
})

test('nothing of the sign-in is stored, logged or answered', async () => {
  const logged = vi.spyOn(console, 'log')
  const idToken = await signIn.token(emailOf(0), { name: 'Ada Example' })
  const answers = []
  for (const changes of [
    {},
    { token: token(1) },
    { blinded: 'AAAA' },
    { contested: true },
    { idToken: `${idToken}x` },
  ]) {
    answers.push(await api().call('POST', (await request(0, { idToken, ...changes })).body))
  }
  const { reports, call } = api(cutOff(world.client, 0, 'before').client)
  answers.push(await call('POST', (await request(0, { idToken })).body))
  const everything = JSON.stringify([answers, reports, logged.mock.calls, await itemsOf(world.client, 'slots')])
  for (const secret of [emailOf(0), 'Ada', ...idToken.split('.')]) expect(everything).not.toContain(secret)
  expect(Object.keys((await slot()) ?? {}).toSorted()).toEqual(
    ['cohort', 'issued', 'owner', 'slot', 'surveyId', 'tried', 'contested'].toSorted(),
  )
  logged.mockRestore()
})

import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { ballotsApi } from '../../functions/ballots/api.ts'
import { ballotStore } from '../../functions/ballots/store.ts'
import { formSchema } from '../../functions/domain/ballot/ballot.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import {
  asDeployed,
  ballotBody,
  content,
  digestOf,
  justBefore,
  type OpenSurvey,
  openSurveyWith,
} from '../participation.ts'
import { closesAt, itemsOf, putSurvey } from '../survey.ts'
import { countingClient } from '../bench/units.ts'
import { ownDatabase } from '../own.ts'
import { passFor, proofOf } from '../signed.ts'

const world = ownDatabase()
let open: OpenSurvey

beforeAll(async () => {
  open = await openSurveyWith(world.client, 0)
})

const api = (client = withinGrants(world.client, 'ballots')) =>
  asDeployed(ballotsApi(ballotStore({ ...testTables, tables: documentCalls(client) })))

const pass = (cohort = 'all', surveyId: string = open.survey.surveyId, ending?: Uint8Array) =>
  passFor(open.signKey, surveyId, cohort, ending)

const ballot = (text: string, mine = pass(), replaces: string | null = null, number = 1) =>
  ballotBody(open.survey, mine, content(text), replaces, number)

const signedFields = ['cohort', 'digest', 'message', 'number', 'pass', 'proof', 'sealed', 'serial', 'surveyId']

const stored = async (receipt: string) =>
  (await itemsOf(world.client, 'ballots')).filter(item => item['serial'] === receipt)

describe('PUT /api/ballots', () => {
  test('stores what is sealed and what it is checked by, and answers with the receipt', async () => {
    const answer = await api().call('PUT', await ballot('the pool was full'))
    expect(answer.status).toBe(201)
    const rows = await stored(answer.body.receipt)
    expect(rows.length).toBe(1)
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(signedFields)
    expect(Buffer.from(rows[0]?.['sealed'] as Uint8Array).includes('the pool was full')).toBe(false)
  })

  test('stores rows of equal length whatever the length of the answers', async () => {
    const sizes = new Set<number>()
    for (const text of ['', 'short', 'long '.repeat(2000)]) {
      const answer = await api().call('PUT', await ballot(text))
      const [row] = await stored(answer.body.receipt)
      sizes.add(Buffer.from(row?.['sealed'] as Uint8Array).length)
    }
    expect(sizes.size).toBe(1)
  })

  test('accepts an identical ballot again and counts it once', async () => {
    const body = await ballot('said once')
    const ballots = api()
    const answers = await Promise.all([ballots.call('PUT', body), ballots.call('PUT', body)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect((await stored(answers[0]?.body.receipt)).length).toBe(1)
  })

  test('is replaced only by a request that names the ballot it replaces', async () => {
    const mine = pass()
    const ballots = api()
    const first = await ballot('first', mine)
    await ballots.call('PUT', first)
    const blind = await ballots.call('PUT', await ballot('from another tab', mine))
    expect([blind.status, blind.body.code]).toEqual([409, 'ballot_changed'])
    const second = await ballot('second', mine, digestOf(first), 2)
    expect((await ballots.call('PUT', second)).status).toBe(200)
    const stale = await ballots.call('PUT', await ballot('third', mine, digestOf(first), 3))
    expect(stale.body.code).toBe('ballot_changed')
    // The reply to the second one was lost.
    expect((await ballots.call('PUT', second)).status).toBe(200)
    const [row] = await stored((await ballots.call('PUT', second)).body.receipt)
    expect(row?.['digest']).toBe(digestOf(second))
  })

  test('with a lower number replaces none, even where it names the one that is stored', async () => {
    const mine = pass()
    const ballots = api()
    const first = await ballot('first', mine, null, 7)
    await ballots.call('PUT', first)
    const second = await ballot('second', mine, digestOf(first), 8)
    expect((await ballots.call('PUT', second)).status).toBe(200)
    // Whoever has the older request sends it again.
    const again = await ballots.call('PUT', { ...first, replaces: digestOf(second) })
    expect([again.status, again.body.code]).toEqual([409, 'ballot_changed'])
    const lower = await ballots.call('PUT', await ballot('third', mine, digestOf(second), 6))
    expect(lower.body.code).toBe('ballot_changed')
    const [row] = await stored((await ballots.call('PUT', second)).body.receipt)
    expect([row?.['digest'], row?.['number']]).toEqual([digestOf(second), 8])
  })

  test('of a survey that opened under the first protocol carries no signature, and is taken', async () => {
    await openSurveyAgain({ protocol: undefined })
    const random = pass('all', open.survey.surveyId, randomBytes(32))
    const unsigned = await ballotBody({ ...open.survey, protocol: undefined }, random, content('x'))
    const answer = await api().call('PUT', unsigned)
    expect(answer.status).toBe(201)
    const [row] = await stored(answer.body.receipt)
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['cohort', 'digest', 'sealed', 'serial', 'surveyId'])
    await openSurveyAgain({})
    expect((await api().call('PUT', unsigned)).body.code).toBe('invalid_signature')
  })

  const without = async (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(await ballot('x')).filter(([name]) => !names.includes(name)))
  /** A ballot that says it was signed by this pass, for these sealed bytes, under this number. */
  const proved = async (changes: {
    by?: ReturnType<typeof pass>
    digest?: string
    number?: number
    survey?: string
  }) => {
    const mine = pass()
    const body = await ballot('x', mine)
    const { by = mine, digest = digestOf(body), number = 1, survey = open.survey.surveyId } = changes
    return { ...body, proof: Buffer.from(proofOf(by, survey, digest, number)).toString('base64url') }
  }

  test.each([
    ['a ballot that is not signed', () => without('number', 'proof'), 403, 'invalid_signature'],
    ['a signature without a number', () => without('number'), 403, 'invalid_signature'],
    ['a message without a key', () => ballot('x', pass('all', undefined, randomBytes(32))), 403, 'invalid_signature'],
    [
      'a message whose key is no point',
      () => ballot('x', pass('all', undefined, Buffer.concat([Buffer.of(4), randomBytes(64)]))),
      403,
      'invalid_signature',
    ],
    ['a signature by the key of another pass', () => proved({ by: pass() }), 403, 'invalid_signature'],
    ['a signature over another number', () => proved({ number: 2 }), 403, 'invalid_signature'],
    ['a signature over other bytes', () => proved({ digest: 'A'.repeat(43) }), 403, 'invalid_signature'],
    ['a signature for another survey', () => proved({ survey: 'srv_bbbbbbbbbbbbbbbb' }), 403, 'invalid_signature'],
    ['a signature by nobody', async () => ballot('x', { ...pass(), pass: randomBytes(256) }), 403, 'invalid_signature'],
    [
      'a pass for another survey',
      async () => ballot('x', pass('all', 'srv_bbbbbbbbbbbbbbbb')),
      403,
      'invalid_signature',
    ],
    ['a pass for another cohort', async () => ballot('x', pass('ops')), 403, 'invalid_signature'],
    ['a cohort there is none of', async () => ({ ...(await ballot('x')), cohort: 'ops' }), 403, 'wrong_cohort'],
    ['a box that is too small', async () => ({ ...(await ballot('x')), sealed: 'AAAA' }), 400, 'ballot_malformed'],
    [
      'a body that is too large',
      async () => ({ ...(await ballot('x')), sealed: 'A'.repeat(30_000) }),
      413,
      'body_too_large',
    ],
    ['a field too many', async () => ({ ...(await ballot('x')), email: 'a@example.com' }), 400, 'invalid_body'],
    ['no JSON', async () => '{', 400, 'invalid_body'],
    [
      'a survey nobody knows',
      async () => ({ ...(await ballot('x')), surveyId: 'srv_zzzzzzzzzzzzzzzz' }),
      404,
      'unknown_survey',
    ],
  ])('refuses %s and writes nothing', async (_, make, status, code) => {
    const before = (await itemsOf(world.client, 'ballots')).length
    const answer = await api().call('PUT', await make())
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await itemsOf(world.client, 'ballots')).length).toBe(before)
  })

  test('accepts a ballot until ten minutes after the close, and none after that', async () => {
    const lastSecond = plus(closesAt, 599_000)
    expect((await api().call('PUT', await ballot('last second'), lastSecond)).status).toBe(201)
    const late = await api().call('PUT', await ballot('late'), plus(closesAt, 600_000))
    expect([late.status, late.body.code]).toEqual([410, 'survey_closed'])
  })

  test('and the form says as long that it does', async () => {
    const form = (milliseconds: number) =>
      api().call('GET', undefined, plus(closesAt, milliseconds), open.survey.surveyId)
    expect((await form(-1)).status).toBe(200)
    expect((await form(0)).body).toMatchObject({ code: 'survey_closed', takesBallots: true })
    expect((await form(599_999)).body).toMatchObject({ code: 'survey_closed', takesBallots: true })
    expect((await form(600_000)).body).not.toHaveProperty('takesBallots')
  })

  test('costs one write, and no read once the survey is cached', async () => {
    const counting = cutOff(world.client, 2, 'before')
    const ballots = api(counting.client)
    expect((await ballots.call('PUT', await ballot('reads the survey and writes'))).status).toBe(201)
    expect((await ballots.call('PUT', await ballot('writes'))).status).toBe(500)
    const warm = cutOff(world.client, 3, 'before')
    const again = api(warm.client)
    await again.call('PUT', await ballot('reads the survey and writes'))
    expect((await again.call('PUT', await ballot('writes'))).status).toBe(201)
  })
})

describe('in write units', () => {
  test.each([
    ['pre-meeting', 16_384, 17],
    ['pulse', 2048, 3],
  ])('a signed ballot of a %s costs what one without a signature does', async (_, sealedBytes, units) => {
    const { client, spent } = countingClient(world.endpoint)
    for (const protocol of [undefined, open.survey.protocol]) {
      const survey = { ...open.survey, sealedBytes, protocol }
      await putSurvey(world.client, survey)
      const ending = protocol === undefined ? randomBytes(32) : undefined
      const body = await ballotBody(survey, pass('all', survey.surveyId, ending), content('x'), null, 2 ** 48)
      spent()
      expect((await api(client).call('PUT', body)).status).toBe(201)
      // Reading the row comes first, and is remembered.
      expect(spent().units - Math.ceil(JSON.stringify(survey).length / 4096)).toBe(units)
    }
    await openSurveyAgain({})
  })
})

describe('a survey that was cancelled or moved in the meantime', () => {
  test('accepts no ballot once its cancellation is known, and applies a later close at once', async () => {
    const ballots = api()
    const body = await ballot('x')
    await openSurveyAgain({ closesAt: plus(closesAt, 3_600_000) })
    expect((await ballots.call('PUT', body, plus(closesAt, 600_000))).status).toBe(201)
    await openSurveyAgain({ status: 'cancelled' })
    const refused = await ballots.call('PUT', await ballot('y'), plus(closesAt, 700_000))
    expect([refused.status, refused.body.code]).toEqual([410, 'survey_cancelled'])
    await openSurveyAgain({})
  })
})

const openSurveyAgain = async (changes: object) => {
  await putSurvey(world.client, { ...open.survey, ...changes })
}

describe('GET /api/surveys/{id}/form', () => {
  let form: Awaited<ReturnType<ReturnType<typeof api>['call']>>
  beforeEach(async () => {
    form = await api().call('GET', undefined, justBefore, open.survey.surveyId)
  })

  test('has what the page needs and nothing about who is invited', () => {
    expect(form.status).toBe(200)
    expect(formSchema.strict().parse(form.body).keysHash).toBe(open.survey.keysHash)
    expect(form.headers['cache-control']).toBe('no-store')
  })

  test('says that it asks for a sign-in where its survey opened so, and nothing of it elsewhere', async () => {
    expect(form.body).not.toHaveProperty('signIn')
    await openSurveyAgain({ signIn: true })
    expect((await api().call('GET', undefined, justBefore, open.survey.surveyId)).body.signIn).toBe(true)
    await openSurveyAgain({})
  })

  test.each([
    ['a survey nobody knows', 'srv_zzzzzzzzzzzzzzzz', justBefore, 404, 'unknown_survey'],
    ['an id of no survey', '../people', justBefore, 404, 'unknown_survey'],
    ['a closed survey', 'srv_aaaaaaaaaaaaaaaa', closesAt, 410, 'survey_closed'],
  ])('refuses %s', async (_, id, at, status, code) => {
    const answer = await api().call('GET', undefined, at, id)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })
})

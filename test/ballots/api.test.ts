import { constants, randomBytes, sign } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { ballotsApi } from '../../functions/ballots/api.ts'
import { ballotStore } from '../../functions/ballots/store.ts'
import { formSchema } from '../../functions/domain/ballot/ballot.ts'
import { passContext } from '../../functions/domain/ballot/texts.ts'
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
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
let open: OpenSurvey

beforeAll(async () => {
  open = await openSurveyWith(world.client, 0)
})

const api = (client = withinGrants(world.client, 'ballots')) =>
  asDeployed(ballotsApi(ballotStore({ ...testTables, tables: documentCalls(client) })))

/** A pass signed with the cohort's key. */
const pass = (cohort = 'all', surveyId: string = open.survey.surveyId) => {
  const message = Buffer.concat([randomBytes(32), Buffer.from(passContext(surveyId, cohort)), randomBytes(32)])
  const options = { key: open.signKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  return { message, signature: new Uint8Array(sign('sha384', message, options)) }
}

const ballot = (text: string, { message, signature } = pass(), replaces: string | null = null) =>
  ballotBody(open.survey, message, signature, content(text), replaces)

const stored = async (receipt: string) =>
  (await itemsOf(world.client, 'ballots')).filter(item => item['serial'] === receipt)

describe('PUT /api/ballots', () => {
  test('stores five fields and the version of their shape, and answers with the receipt', async () => {
    const answer = await api().call('PUT', await ballot('the pool was full'))
    expect(answer.status).toBe(201)
    const rows = await stored(answer.body.receipt)
    expect(rows.length).toBe(1)
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['cohort', 'digest', 'sealed', 'serial', 'surveyId'])
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
    const second = await ballot('second', mine, digestOf(first))
    expect((await ballots.call('PUT', second)).status).toBe(200)
    const stale = await ballots.call('PUT', await ballot('third', mine, digestOf(first)))
    expect(stale.body.code).toBe('ballot_changed')
    // The reply to the second one was lost.
    expect((await ballots.call('PUT', second)).status).toBe(200)
    const [row] = await stored((await ballots.call('PUT', second)).body.receipt)
    expect(row?.['digest']).toBe(digestOf(second))
  })

  test.each([
    [
      'a signature by nobody',
      async () => ballot('x', { message: pass().message, signature: randomBytes(256) }),
      403,
      'invalid_signature',
    ],
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

  test.each([
    ['a survey nobody knows', 'srv_zzzzzzzzzzzzzzzz', justBefore, 404, 'unknown_survey'],
    ['an id of no survey', '../people', justBefore, 404, 'unknown_survey'],
    ['a closed survey', 'srv_aaaaaaaaaaaaaaaa', closesAt, 410, 'survey_closed'],
  ])('refuses %s', async (_, id, at, status, code) => {
    const answer = await api().call('GET', undefined, at, id)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })
})

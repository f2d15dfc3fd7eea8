import { beforeEach, describe, expect, test, vi } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { passesApi } from '../../functions/passes/api.ts'
import { passStore } from '../../functions/passes/store.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import {
  asDeployed,
  blindMessage,
  finalize,
  justBefore,
  openSurveyWith,
  type OpenSurvey,
  tokenFor,
} from '../participation.ts'
import { closesAt, itemsOf } from '../survey.ts'
import { passIsValid, passKey } from '../../functions/protocol/pass.ts'
import { slotOf } from '../../functions/protocol/token.ts'
import { nobodySignsIn } from '../sign-in.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()
let open: OpenSurvey

beforeEach(async () => {
  open = await openSurveyWith(world.client, 3)
})

const api = (client = withinGrants(world.client, 'passes')) => {
  const parameters = testParameters(open.parameters).call
  return asDeployed(
    passesApi(
      passStore({ ...testTables, keyPrefix: '/murmur', tables: documentCalls(client), parameters }),
      nobodySignsIn,
    ),
  )
}

const request = async (index: number, changes: Record<string, unknown> = {}) => {
  const blinded = await blindMessage(open.survey)
  const { surveyId, protocol } = open.survey
  const token = tokenFor(open.link, open.survey, index)
  return { blinded, body: { surveyId, cohort: 'all', token, blinded: blinded.blinded, protocol, ...changes } }
}

describe('POST /api/passes', () => {
  test('gives an invited member a pass that verifies, and reveals nothing else', async () => {
    const { blinded, body } = await request(0)
    const answer = await api().call('POST', body)
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body)).toEqual(['blindSignature'])
    const pass = await finalize(open.survey, blinded, answer.body.blindSignature)
    expect(passIsValid(passKey(open.survey.cohorts[0]?.publicKey ?? ''), blinded.message, pass)).toBe(true)
  })

  test('gives the same signature for the same message again, so that a lost reply costs nothing', async () => {
    const { body } = await request(0)
    const passes = api()
    const first = await passes.call('POST', body)
    const again = await passes.call('POST', body)
    expect(again.body).toEqual(first.body)
    const mine = slotOf(body.token)
    expect((await itemsOf(world.client, 'slots')).filter(({ slot }) => slot === mine).length).toBe(1)
  })

  test('refuses a second message for one invitation', async () => {
    const passes = api()
    await passes.call('POST', (await request(0)).body)
    const second = await passes.call('POST', (await request(0)).body)
    expect([second.status, second.body.code]).toEqual([409, 'pass_already_issued'])
  })

  const slot = async () => {
    const mine = slotOf(tokenFor(open.link, open.survey, 0))
    return (await itemsOf(world.client, 'slots')).find(item => item['slot'] === mine)
  }

  test('a used link that is tried again, or contested, is marked so on its slot, and answered the same', async () => {
    const counting = cutOff(world.client, 1_000, 'before')
    const { call, reports } = api(counting.client)
    const first = await request(0)
    await call('POST', first.body)
    await call('POST', first.body)
    expect(await slot()).not.toHaveProperty('tried')
    const logged = vi.spyOn(console, 'log')
    const asked = async (changes: object) => {
      const before = counting.calls()
      const answer = await call('POST', (await request(0, { ...changes })).body)
      return { ...answer, calls: counting.calls() - before }
    }
    const tried = await asked({})
    const issued = (await slot())?.['issued']
    expect(await slot()).toMatchObject({ tried: true })
    expect(await slot()).not.toHaveProperty('contested')
    const contested = await asked({ contested: true })
    expect(await slot()).toMatchObject({ tried: true, contested: true, issued })
    expect([tried.status, tried.body.code]).toEqual([409, 'pass_already_issued'])
    expect(contested).toEqual(tried)
    // Whoever contests takes nothing back, and whoever tries again afterwards neither.
    expect(await asked({})).toEqual(tried)
    expect(await slot()).toMatchObject({ tried: true, contested: true, issued })
    expect([reports, logged.mock.calls]).toEqual([[], []])
    logged.mockRestore()
  })

  test.each([
    ['a link that is not used', {}],
    ['a link of another cohort', { cohort: 'ops' }],
    ['a link nobody knows', { token: 'A'.repeat(43) }],
  ])('%s cannot be contested', async (_, changes) => {
    const marked = async () =>
      (await itemsOf(world.client, 'slots')).filter(item => 'contested' in item || 'tried' in item)
    const before = await marked()
    await api().call('POST', (await request(0, { contested: true, ...changes })).body)
    expect(await marked()).toEqual(before)
  })

  test('signs one of two messages sent at once for one invitation', async () => {
    const passes = api()
    const bodies = await Promise.all([request(0), request(0), request(0)])
    const answers = await Promise.all(bodies.map(({ body }) => passes.call('POST', body)))
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409', '409'])
  })

  test.each([
    ['an unknown link', { token: 'A'.repeat(43) }, 404, 'unknown_link'],
    ['a survey nobody knows', { surveyId: 'srv_zzzzzzzzzzzzzzzz' }, 404, 'unknown_link'],
    ['an altered cohort', { cohort: 'ops' }, 403, 'wrong_cohort'],
    ['a message that is not below the modulus', { blinded: '_'.repeat(341) + 'w' }, 400, 'invalid_body'],
    ['a message that is too short', { blinded: 'AAAA' }, 400, 'invalid_body'],
    ['a field too many', { name: 'Ada' }, 400, 'invalid_body'],
  ])('refuses %s and uses no slot up', async (_, changes, status, code) => {
    const answer = await api().call('POST', (await request(0, changes)).body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    const mine = slotOf(tokenFor(open.link, open.survey, 0))
    const slots = await itemsOf(world.client, 'slots')
    expect(slots.filter(({ slot }) => slot === mine)).toMatchObject([{ cohort: 'all' }])
    expect(slots.find(({ slot }) => slot === mine)?.['issued']).toBeUndefined()
  })

  test('refuses a body that is not JSON, and one that is too large', async () => {
    expect((await api().call('POST', '{')).body.code).toBe('invalid_body')
    expect((await api().call('POST', 'x'.repeat(18_001))).body.code).toBe('body_too_large')
  })

  test.each([
    ['from the closing time on, whatever the status says', {}, closesAt, 410, 'survey_closed'],
    ['before it opens', { status: 'opening' }, justBefore, 409, 'survey_not_open'],
    ['after it was cancelled', { status: 'cancelled' }, justBefore, 410, 'survey_cancelled'],
  ])('signs nothing %s', async (_, changes, at, status, code) => {
    open = await openSurveyWith(world.client, 1, changes)
    const answer = await api().call('POST', (await request(0)).body, at)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('signs nothing without the key, and does not call a survey closed that its row calls open', async () => {
    open.parameters.clear()
    expect((await api().call('POST', (await request(0)).body)).body.code).toBe('try_again')
  })

  test.each(['before', 'after'] as const)('cut off %s any write and asked again gives one pass', async when => {
    for (let calls = 0; calls < 4; calls += 1) {
      open = await openSurveyWith(world.client, 1)
      const { blinded, body } = await request(0)
      const cutting = cutOff(world.client, calls, when)
      const cut = await api(cutting.client).call('POST', body)
      if (cutting.cut()) expect(cut).toMatchObject({ status: 500, body: { code: 'internal' } })
      const answer = await api().call('POST', body)
      expect(answer.status).toBe(200)
      await finalize(open.survey, blinded, answer.body.blindSignature)
    }
  })

  test('reports an unexpected error only by its name', async () => {
    const { call, reports } = api(cutOff(world.client, 0, 'before').client)
    const answer = await call('POST', (await request(0)).body)
    expect(answer.body).toMatchObject({ status: 500, code: 'internal', requestId: 'request-1' })
    expect(reports).toEqual(['CutOff'])
  })
})

/**
 * The powerful without a trace: whoever leads a review downloads its agenda and has the function end in the middle; whoever
 * holds a function’s grants takes lines of the record away.
 */
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { beginningOf, type Head, lineAfter } from '../../functions/domain/trace/chain.ts'
import { runId, surveyId } from '../../functions/domain/ids.ts'
import { lineSchema, restOfIt } from '../../functions/domain/trace/trace.ts'
import { surveyTraceSchema } from '../../functions/domain/trace/view.ts'
import type { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { lambdaNames, manifest, type TableGrant } from '../../functions/manifest.ts'
import { denied } from '../../infra/grants.ts'
import { chainProblems } from '../../infra/verify/trace.ts'
import { caller, facilitator, otherFacilitator, tokenRules } from '../caller.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { hours, learning, plan, plantHarvest, plantSurvey } from '../learning/setup.ts'
import { idIn, organise, plantReview, trio } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf, putSurvey } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
const after = { at: hours(47.2) }

const linesOf = async (chain: string) =>
  (await itemsOf(database.client, 'trace')).filter(item => item['chain'] === chain && typeof item['act'] === 'string')

/** The same client, and whether it has asked for statements. */
const watched = (client: DynamoDBDocumentClient) => {
  let read = false
  const watching = new Proxy(client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name, target)
      return async (command: { readonly input?: unknown }, ...rest: unknown[]) => {
        const answer: unknown = await Reflect.apply(Reflect.get(target, 'send'), target, [command, ...rest])
        read ||= JSON.stringify(command.input ?? {}).includes('published#')
        return answer
      }
    },
  })
  return { client: watching, hasRead: (): boolean => read }
}

type Made = (client: DynamoDBDocumentClient) => ReturnType<typeof caller>

const download = async (made: Made, format: string, calls: number, when: 'before' | 'after') => {
  const { reviewId } = await plan(database.client)
  const survey = await plantHarvest(database.client, reviewId)
  const cutting = cutOff(database.client, calls, when)
  const watching = watched(cutting.client)
  const answer = await made(watching.client)(`GET /api/reviews/${reviewId}/${format}`, after).catch(() => null)
  return {
    cut: cutting.cut(),
    read: watching.hasRead() || answer?.status === 200,
    lines: await linesOf(survey.surveyId),
  }
}

describe('a facilitator who downloads an agenda', () => {
  test.each(['agenda.md', 'agenda.docx', 'agenda.json', 'agenda/raw', 'care'])(
    'as %s leaves a line before any of it was read, wherever the function ends',
    async format => {
      const made: Made = client => learning(client).call
      let reads = 0
      for (const when of ['before', 'after'] as const) {
        for (let calls = 0; ; calls += 1) {
          const { cut, read, lines } = await download(made, format, calls, when)
          if (read) {
            reads += 1
            expect(lines).toMatchObject([{ by: facilitator.email, roles: ['facilitator'] }])
          }
          if (!cut) break
        }
      }
      expect(reads).toBeGreaterThan(2)
    },
  )

  test('would leave none with the trace switched off', async () => {
    const { learningApi: api } = await switchedOff<{ learningApi: typeof learningApi }>(
      'functions/learning/api.ts',
      { file: 'functions/http/operation.ts', text: 'if (tracing)', instead: 'if (false)' },
      {
        file: 'functions/http/operation.ts',
        text: "if (declaration.trace && !('none' in declaration.trace))",
        instead: 'if (false)',
      },
    )
    const made: Made = client => {
      const stores = learningStores({ ...testTables, documents: withinGrants(client, 'learning') })
      const settings = { ...tokenRules, siteUrl: 'https://murmur.example.org', report: () => undefined }
      return caller(api({ ...stores, settings, random: randomBytes }))
    }
    expect(await download(made, 'agenda.md', 1_000, 'before')).toMatchObject({ read: true, lines: [] })
  })

  test('is seen, and so is whoever tried and was refused', async () => {
    const { reviewId, call } = await plan(database.client)
    const survey = await plantHarvest(database.client, reviewId)
    await call(`GET /api/reviews/${reviewId}/agenda.md`, { ...after, as: otherFacilitator })
    await call(`GET /api/reviews/${reviewId}/agenda.md`, after)
    const lines = await linesOf(survey.surveyId)
    expect(lines.map(({ by }) => by)).toStrictEqual([otherFacilitator.email, facilitator.email])
  })
})

describe('a facilitator who looks before the close', () => {
  test.each(['agenda/edits', 'counterfactuals', 'room'])(
    'at %s leaves no line of reading, and one once there is something to read',
    async what => {
      const { reviewId, call } = await plan(database.client)
      const open = await plantSurvey(database.client, reviewId)
      const path = `GET /api/reviews/${reviewId}/${what}`
      for (const at of [hours(46), hours(46.1)]) expect((await call(path, { at })).status).toBe(200)
      expect(await linesOf(open.surveyId)).toStrictEqual([])
      // Filed on the same day.
      const filed = { run: runId(randomBytes(16)), cast: 4, counted: 4, at: hours(47.1) }
      await putSurvey(database.client, { ...open, status: 'harvested', filed, issued: 4 })
      for (const at of [hours(47.2), hours(47.3)]) await call(path, { at })
      expect(await linesOf(open.surveyId)).toMatchObject([{ act: 'agenda-read', at: hours(47.2) }])
    },
  )

  test('and is answered while it is filed, leaves a line before anything is given', async () => {
    const { reviewId } = await plan(database.client)
    const open = await plantSurvey(database.client, reviewId)
    const filed = { run: runId(randomBytes(16)), cast: 4, counted: 4, at: hours(47.1) }
    let seen = false
    const filing = new Proxy(database.client, {
      get: (target, name) => {
        if (name !== 'send') return Reflect.get(target, name, target)
        return async (command: { readonly input?: unknown }, ...rest: unknown[]) => {
          const answer: unknown = await Reflect.apply(Reflect.get(target, 'send'), target, [command, ...rest])
          // As soon as it was seen not to be.
          if (!seen && JSON.stringify(command.input ?? {}).includes('"pk":"survey"')) {
            seen = true
            await putSurvey(database.client, { ...open, status: 'harvested', filed, issued: 4 })
          }
          return answer
        }
      },
    })
    const answer = await learning(filing).call(`GET /api/reviews/${reviewId}/counterfactuals`, after)
    expect([answer.status, seen]).toEqual([200, true])
    expect(await linesOf(open.surveyId)).toMatchObject([{ act: 'agenda-read', by: facilitator.email }])
  })

  test('at two reviews without a survey leaves a line of each', async () => {
    const [one, other] = [await plan(database.client), await plan(database.client)]
    for (const { call, reviewId } of [one, other, one]) await call(`GET /api/reviews/${reviewId}/agenda.json`, after)
    const read = (await linesOf(restOfIt)).flatMap(({ act, about }) => (act === 'agenda-read' ? [about] : []))
    expect(read).toEqual(expect.arrayContaining([{ review: one.reviewId }, { review: other.reviewId }]))
    expect(read.filter(about => JSON.stringify(about).includes(one.reviewId))).toHaveLength(1)
  })
})

test('a facilitator who names a survey that is none leaves their line among the rest', async () => {
  const { call } = organise(database.client)
  const none = surveyId(randomBytes(16))
  expect((await call(`POST /api/surveys/${none}/cancel`)).code).toBe('unknown_survey')
  expect(await linesOf(none)).toStrictEqual([])
  expect((await linesOf(restOfIt)).at(-1)).toMatchObject({ act: 'survey-cancelled', by: facilitator.email })
  const review = await plantReview(database.client)
  const body = { kind: 'pre-meeting', reviewId: review.id, participants: [...trio, 'dan@example.com'] }
  const survey = idIn((await call('POST /api/surveys', { body })).json)
  await call(`POST /api/surveys/${survey}/cancel`, { as: otherFacilitator })
  expect((await linesOf(survey)).map(({ act, by }) => [act, by])).toStrictEqual([
    ['survey-scheduled', facilitator.email],
    ['survey-cancelled', otherFacilitator.email],
  ])
})

describe('whoever holds the grants of a function', () => {
  const grantsOf = (name: (typeof lambdaNames)[number]): readonly TableGrant[] =>
    manifest[name].tables.filter(({ table }) => table === 'trace')

  test('takes no line away and changes none', () => {
    for (const name of lambdaNames) {
      const actions = grantsOf(name).flatMap(grant => grant.actions)
      expect(actions).not.toContain('delete')
      expect(actions).not.toContain('update')
      const statements = denied(manifest[name], {
        tableArn: table => `arn:table/${table}`,
        parameterArn: path => path,
        keyPrefix: '/murmur',
      })
      const forbidden = statements
        .map(statement => statement.toStatementJson())
        .find(({ Resource }) => Resource === 'arn:table/trace')
      expect(forbidden).toMatchObject({
        Effect: 'Deny',
        Action: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
      })
      expect(forbidden).not.toHaveProperty('Condition')
    }
  })

  describe('and puts over what is there', () => {
    const act = { act: 'agenda-downloaded', by: facilitator.email, roles: ['facilitator'], about: {} } as const
    /** Three people who did something; then what the API gives out, checked as verify does. */
    const planted = async () => {
      const { reviewId, call, stores } = { ...(await plan(database.client)), ...learning(database.client) }
      const survey = await plantHarvest(database.client, reviewId)
      for (const by of ['a@example.com', 'b@example.com', 'c@example.com']) {
        const intention = await stores.trace.intend(survey.surveyId, { ...act, by, at: after.at })
        await stores.trace.settle(survey.surveyId, intention, 'done', {}, after.at)
      }
      const { hash: mailed } = await stores.trace.headOf(survey.surveyId)
      const read = async () => {
        const { lines, head } = surveyTraceSchema.parse(
          (await call(`GET /api/trace/${survey.surveyId}`, { as: null })).json,
        )
        const last = lines.at(-1)
        return [
          ...chainProblems(survey.surveyId, lines, mailed),
          ...(last?.number === head.number && last.hash === head.hash ? [] : ['it ends elsewhere than it says']),
        ]
      }
      const items = (await itemsOf(database.client, 'trace')).filter(({ chain }) => chain === survey.surveyId)
      const put = (Item: object) => database.client.send(new PutCommand({ TableName: 'trace', Item }))
      return {
        chain: survey.surveyId,
        items: items.toSorted((a, b) => (String(a['place']) < String(b['place']) ? -1 : 1)),
        read,
        put,
      }
    }

    test('is found, whichever line it is', async () => {
      for (let at = 0; at < 6; at += 1) {
        const { items, read, put } = await planted()
        expect(await read()).toStrictEqual([])
        await put({ ...items[at], at: '2026-11-24T00:00:00.000Z' })
        expect(await read()).not.toStrictEqual([])
      }
    })

    test('is found where a line is emptied, or two change places', async () => {
      for (let at = 0; at < 6; at += 1) {
        const { items, read, put, chain } = await planted()
        await put({ chain, place: items[at]?.['place'] })
        expect(await read()).not.toStrictEqual([])
      }
      const { items, read, put } = await planted()
      const [first, , third] = items
      await put({ ...first, number: 3, place: third?.['place'] })
      await put({ ...third, number: 1, place: first?.['place'] })
      expect(await read()).not.toStrictEqual([])
    })

    test('is found by the head in somebody’s mail where the chain is made anew as a whole', async () => {
      const { items, read, put, chain } = await planted()
      let head: Head = beginningOf(chain)
      for (const item of items) {
        const { hash: _, number: __, ...line } = lineSchema.parse(item)
        const anew = lineAfter(head, 'act' in line ? { ...line, by: 'somebody.else@example.com' } : line)
        await put({ ...item, ...anew })
        head = anew
      }
      expect(await read()).toStrictEqual([expect.stringMatching(/^its trace has no line with the head /)])
    })
  })

  test('that participants, ballots and mails pass through reads and writes none', () => {
    expect(grantsOf('clock').flatMap(({ actions }) => actions)).toStrictEqual(['query'])
    const touching = lambdaNames.filter(name => grantsOf(name).length > 0)
    expect(touching.filter(name => grantsOf(name).some(({ actions }) => actions.includes('put')))).toStrictEqual([
      'organise',
      'learning',
    ])
    for (const name of ['passes', 'ballots', 'harvest', 'mailer', 'bounces'] as const)
      expect(touching).not.toContain(name)
  })

  test('finds nobody in it who is asked: what was done to a list is told in numbers', async () => {
    const { call } = organise(database.client)
    const review = await plantReview(database.client)
    const asked = [...trio, 'dan@example.com', 'eve@example.com']
    const survey = idIn(
      (await call('POST /api/surveys', { body: { kind: 'pre-meeting', reviewId: review.id, participants: asked } }))
        .json,
    )
    const path = `/api/surveys/${survey}/participants`
    expect((await call(`POST ${path}`, { body: { participants: ['zoe@example.com'] } })).status).toBe(200)
    expect(
      (await call(`DELETE ${path}`, { body: { participants: ['zoe@example.com', 'eve@example.com'] } })).status,
    ).toBe(200)
    expect((await call(`POST ${path}`, { body: { participants: ['not an address'] } })).status).toBe(400)
    expect((await call('PUT /api/people', { body: [{ email: 'yan@example.com' }] })).status).toBe(200)
    const all = (await itemsOf(database.client, 'trace')).filter(
      item => item['chain'] === survey || item['chain'] === restOfIt,
    )
    expect(all.filter(item => item['chain'] === survey)).toMatchObject([
      { act: 'survey-scheduled', about: { review: review.id } },
      { outcome: 'done', counts: { invited: 5 } },
      { act: 'people-invited' },
      { outcome: 'done', counts: { invited: 6, added: 1 } },
      { act: 'people-withdrawn' },
      { outcome: 'done', counts: { invited: 4, dropped: 2 } },
    ])
    for (const email of [...asked, 'zoe@example.com', 'yan@example.com', 'not an address'])
      expect(JSON.stringify(all)).not.toContain(email)
  })
})

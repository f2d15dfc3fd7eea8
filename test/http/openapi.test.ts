import { randomBytes } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { refusalCodes } from '../../functions/domain/refusal.ts'
import { openApiDocument } from '../../functions/http/openapi.ts'
import { operations } from '../../functions/http/operations/operations.ts'
import { statusOf } from '../../functions/http/problem.ts'
import { learningApi } from '../../functions/learning/api.ts'
import { learningStores } from '../../functions/learning/stores.ts'
import { type Access, manifest, type Trigger } from '../../functions/manifest.ts'
import { organiseApi } from '../../functions/organise/api.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { caller } from '../caller.ts'
import { testTables } from '../dynamodb.ts'

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }))
const settings = { groupsClaim: 'cognito:groups', siteUrl: 'https://murmur.example.org', report: () => {} }
const organise = organiseApi({ store: organiseStore({ ...testTables, documents }), settings, random: randomBytes })
const learning = learningApi({ ...learningStores({ ...testTables, documents }), settings, random: randomBytes })

/** 'PUT /api/people', with `{id}` for a parameter. */
const answered = (app: typeof organise): string[] =>
  app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)

interface Row {
  readonly trigger: Trigger
}
const declared = (row: Row) => (row.trigger.kind === 'http' ? row.trigger.routes : [])

const schema = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        security: z.array(z.unknown()),
        parameters: z.array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']) })),
        requestBody: z.looseObject({}).optional(),
        responses: z.record(z.string(), z.looseObject({ description: z.string() })),
      }),
    ),
  ),
})
const document = schema.parse(openApiDocument())
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
)

describe('the description of the API', () => {
  test('names every call that the apps answer, and no other', () => {
    const participant = [...declared(manifest.passes), ...declared(manifest.ballots)]
    const calls = [
      ...answered(organise),
      ...answered(learning),
      ...participant.map(({ method, path }) => `${method} ${path}`),
    ]
    expect(described.map(({ name }) => name).toSorted()).toStrictEqual([...new Set(calls)].toSorted())
  })

  test('names only calls that the gateway lets through, to whom it says', () => {
    const routes = Object.values(manifest).flatMap(declared)
    const accesses: Record<(typeof operations)[number]['who'], readonly Access[]> = {
      facilitator: ['signed-in', 'cite'],
      leadership: ['signed-in'],
      participant: ['participant'],
      anybody: ['anybody'],
      metrics: ['metrics'],
    }
    for (const { method, path, who } of operations) {
      const fits = routes.filter(
        route =>
          (route.method === 'ANY' || route.method === method) &&
          (route.path === path || (route.path.endsWith('/{proxy+}') && path.startsWith(route.path.slice(0, -8)))),
      )
      const exact = fits.filter(route => route.path === path)
      const [chosen] = exact.length > 0 ? exact : fits
      expect([method, path, accesses[who].some(access => access === chosen?.access)]).toStrictEqual([
        method,
        path,
        true,
      ])
    }
  })

  test('has one id for each call, and its path’s parameters', () => {
    expect(new Set(described.map(({ operation }) => operation.operationId)).size).toBe(described.length)
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(operation.parameters.filter(one => one.in === 'path').map(({ name }) => name)).toStrictEqual(inPath)
    }
  })

  test('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to)
    expect(references.length).toBeGreaterThan(0)
    for (const reference of new Set(references)) {
      let place: unknown = document
      for (const step of reference.replace('#/', '').split('/')) place = Reflect.get(Object(place), step)
      expect([reference, typeof place]).toStrictEqual([reference, 'object'])
    }
  })

  test('is served to anybody', async () => {
    const answer = await caller(learning)('GET /api/openapi.json', { as: null })
    expect(answer.status).toBe(200)
    expect(answer.json).toStrictEqual(JSON.parse(JSON.stringify(openApiDocument())))
  })
})

test('every refusal has a status of its kind', () => {
  for (const code of refusalCodes)
    expect([code, statusOf(code) >= 400 && statusOf(code) < 600]).toStrictEqual([code, true])
})

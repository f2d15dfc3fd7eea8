/**
 * Changes to what follows a review, cut off at every call and sent again: made once, by the version they were based on.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { cutOff, withDynamoDb } from '../dynamodb.ts'
import { idIn, learning, plan } from './setup.ts'

const versionSchema = z.object({ version: z.int() })

interface Changed {
  /** The item before the change. */
  readonly version: number
  readonly path: string
  readonly body: object
  /** Where to look for it afterwards; by default the path of the change. */
  readonly at?: string
}

/** A review and what followed from it, in tables of its own. */
const followed = async (tables: DynamoDBDocumentClient) => {
  const { call, reviewId } = await plan(tables)
  const made = async (what: 'actions' | 'counterfactuals' | 'lessons', body: object): Promise<string> =>
    idIn((await call(`POST /api/reviews/${reviewId}/${what}`, { body })).json)
  return {
    call,
    record: `/api/reviews/${reviewId}/record`,
    agree: () =>
      made('actions', { text: 'Limit calls', owner: 'Platform', dueOn: '2026-12-31', category: 'automation' }),
    name: () => made('counterfactuals', { text: 'Calls had a limit' }),
    teach: () => made('lessons', { text: 'Calls stop' }),
  }
}
type Followed = Awaited<ReturnType<typeof followed>>

const changes: readonly (readonly [string, (review: Followed) => Promise<Changed>])[] = [
  [
    'an action completed, with a note',
    async ({ agree }) => ({
      version: 1,
      path: `PATCH /api/actions/${await agree()}`,
      body: { status: 'completed', note: 'Live since Monday', version: 1 },
    }),
  ],
  [
    'an action put aside with its reason, and moved to a condition',
    async ({ agree, name }) => ({
      version: 1,
      path: `PATCH /api/actions/${await agree()}`,
      body: { status: 'deprioritised', reason: 'No time', counterfactualId: await name(), version: 1 },
    }),
  ],
  [
    'a condition rated',
    async ({ name }) => ({
      version: 1,
      path: `PATCH /api/counterfactuals/${await name()}`,
      body: { generalisability: 5, cost: 2, changeable: true, intervention: 'architecture', version: 1 },
    }),
  ],
  [
    'a lesson’s words',
    async ({ teach }) => ({
      version: 1,
      path: `PATCH /api/lessons/${await teach()}`,
      body: { text: 'A call without a limit stops everything', version: 1 },
    }),
  ],
  [
    'a record saved over another',
    async ({ call, record }) => {
      await call(`PUT ${record}`, { body: { version: 0, understanding: 'At first' } })
      return { version: 1, path: `PUT ${record}`, body: { version: 1, understanding: 'In the end' }, at: record }
    },
  ],
  [
    'a record saved for the first time',
    async ({ record }) => ({
      version: 0,
      path: `PUT ${record}`,
      body: { version: 0, understanding: 'At first' },
      at: record,
    }),
  ],
]

/** Every call in turn is the last one that comes through, until none is cut. */
const cutAnywhere = async (
  work: (review: Followed, cut: ReturnType<typeof learning>['call']) => Promise<void>,
): Promise<void> => {
  for (const when of ['before', 'after'] as const) {
    const isCut = (calls: number): Promise<boolean> =>
      withDynamoDb(async tables => {
        const { client, cut } = cutOff(tables, calls, when)
        await work(await followed(tables), learning(client).call)
        return cut()
      })
    for (let calls = 0; await isCut(calls); calls += 1);
  }
}

test.each(changes)('%s is one change, whichever call was the last', async (_title, prepare) => {
  await cutAnywhere(async (review, cutCall) => {
    const { path, body, version, at = path.replace(/^\w+ /, '') } = await prepare(review)
    await cutCall(path, { body })
    expect((await review.call(path, { body })).status).toBe(200)
    const { json } = await review.call(`GET ${at}`)
    const { version: _over, note, ...rest } = { note: undefined, version: 0, ...body }
    expect(json).toMatchObject({ ...rest, ...(note ? { notes: [{ text: note }] } : {}) })
    expect(versionSchema.parse(json).version).toBe(version + 1)
  })
})

test('a citation is stored once, whichever call was the last, and its lesson finds it', async () => {
  const body = { url: 'https://git.example.com/adr/12', kind: 'adr', title: 'Limits', changed: 'Every client has one' }
  await cutAnywhere(async ({ call, teach }, cutCall) => {
    const id = await teach()
    await cutCall(`POST /api/lessons/${id}/citations`, { body })
    expect((await call(`POST /api/lessons/${id}/citations`, { body })).status).toBe(201)
    expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({ citations: [{ ...body, version: 1 }] })
  })
})

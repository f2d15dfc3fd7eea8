/**
 * Changes to what follows a review, cut off at every call and sent again: made once, by the version they were based on.
 */
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { Call } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { idIn, learning, plan } from './setup.ts'
import { ownDatabase } from '../own.ts'

/** For anything that needs no review of its own. */
const database = ownDatabase()
let planned: Awaited<ReturnType<typeof plan>>
beforeAll(async () => {
  planned = await plan(database.client)
})

const versionSchema = z.object({ version: z.int() })

interface Changed {
  /** The item before the change. */
  readonly version: number
  readonly path: string
  readonly body: object
  /** Where to look for it afterwards; by default the path of the change. */
  readonly at?: string
}

type Prepare = () => Promise<Changed>

const made = async (what: 'actions' | 'counterfactuals' | 'lessons', body: object): Promise<string> =>
  idIn((await planned.call(`POST /api/reviews/${planned.reviewId}/${what}`, { body })).json)
const agree = () =>
  made('actions', { text: 'Limit calls', owner: 'Platform', dueOn: '2026-12-31', category: 'automation' })
const name = () => made('counterfactuals', { text: 'Calls had a limit' })
const teach = () => made('lessons', { text: 'Calls stop' })

const changes: readonly (readonly [string, Prepare])[] = [
  [
    'an action completed, with a note',
    async () => ({
      version: 1,
      path: `PATCH /api/actions/${await agree()}`,
      body: { status: 'completed', note: 'Live since Monday', version: 1 },
    }),
  ],
  [
    'an action put aside with its reason, and moved to a condition',
    async () => ({
      version: 1,
      path: `PATCH /api/actions/${await agree()}`,
      body: { status: 'deprioritised', reason: 'No time', counterfactualId: await name(), version: 1 },
    }),
  ],
  [
    'a condition rated',
    async () => ({
      version: 1,
      path: `PATCH /api/counterfactuals/${await name()}`,
      body: { generalisability: 5, cost: 2, changeable: true, intervention: 'architecture', version: 1 },
    }),
  ],
  [
    'a lesson’s words',
    async () => ({
      version: 1,
      path: `PATCH /api/lessons/${await teach()}`,
      body: { text: 'A call without a limit stops everything', version: 1 },
    }),
  ],
  [
    'a record saved over another',
    async () => {
      const { call, reviewId } = await plan(database.client)
      const path = `/api/reviews/${reviewId}/record`
      await call(`PUT ${path}`, { body: { version: 0, understanding: 'At first' } })
      return { version: 1, path: `PUT ${path}`, body: { version: 1, understanding: 'In the end' }, at: path }
    },
  ],
  [
    'a record saved for the first time',
    async () => {
      const { reviewId } = await plan(database.client)
      const path = `/api/reviews/${reviewId}/record`
      return { version: 0, path: `PUT ${path}`, body: { version: 0, understanding: 'At first' }, at: path }
    },
  ],
]

const send = ({ path, body }: Changed, client = database.client) => {
  const call: Call = { body }
  return learning(client).call(path, call)
}

test.each(changes)('%s is one change, whichever call was the last', async (_title, prepare) => {
  for (const when of ['before', 'after'] as const) {
    for (let calls = 0; ; calls += 1) {
      const change = await prepare()
      const { client, cut } = cutOff(database.client, calls, when)
      await send(change, client)
      expect((await send(change)).status).toBe(200)
      const { json } = await planned.call(`GET ${change.at ?? change.path.replace(/^\w+ /, '')}`)
      const { version: _over, note, ...rest } = { note: undefined, version: 0, ...change.body }
      expect(json).toMatchObject({ ...rest, ...(note ? { notes: [{ text: note }] } : {}) })
      expect(versionSchema.parse(json).version).toBe(change.version + 1)
      if (!cut()) break
    }
  }
})

test('a citation is stored once, whichever call was the last, and its lesson finds it', async () => {
  const body = { url: 'https://git.example.com/adr/12', kind: 'adr', title: 'Limits', changed: 'Every client has one' }
  for (const when of ['before', 'after'] as const) {
    for (let calls = 0; ; calls += 1) {
      const { call } = planned
      const id = await teach()
      const { client, cut } = cutOff(database.client, calls, when)
      await learning(client).call(`POST /api/lessons/${id}/citations`, { body })
      expect((await call(`POST /api/lessons/${id}/citations`, { body })).status).toBe(201)
      expect((await call(`GET /api/lessons/${id}`)).json).toMatchObject({ citations: [{ ...body, version: 1 }] })
      if (!cut()) break
    }
  }
})

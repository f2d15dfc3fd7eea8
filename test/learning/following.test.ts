import { describe, expect, test } from 'vitest'
import { director, otherFacilitator, outsider } from '../caller.ts'
import { learning, plan } from './setup.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const id = (prefix: string) => `${prefix}_${'a'.repeat(16)}`

describe('what follows a review', () => {
  test.each([
    'GET /api/actions',
    'POST /api/actions',
    `GET /api/actions/${id('act')}`,
    `PATCH /api/actions/${id('act')}`,
    `GET /api/incidents/${id('inc')}/actions`,
    'GET /api/counterfactuals',
    `GET /api/counterfactuals/${id('cfa')}`,
    `PATCH /api/counterfactuals/${id('cfa')}`,
    `POST /api/counterfactuals/${id('cfa')}/undo`,
    `PATCH /api/lessons/${id('les')}`,
    ...['actions', 'counterfactuals', 'lessons', 'record', 'record/letter'].map(
      part => `GET /api/reviews/${id('rev')}/${part}`,
    ),
    ...['actions', 'counterfactuals', 'lessons', 'record/letter'].map(part => `POST /api/reviews/${id('rev')}/${part}`),
    `PUT /api/reviews/${id('rev')}/record`,
  ])('%s: nobody without a sign-in, nor in the wrong group', async path => {
    const { call } = learning(database.client)
    expect((await call(path, { as: null })).code).toBe('not_signed_in')
    expect((await call(path, { as: outsider })).code).toBe('not_allowed')
    expect((await call(path, { as: director })).code).toBe('not_allowed')
  })

  test('is visible only to that review’s facilitators', async () => {
    const { call, reviewId } = await plan(database.client)
    for (const part of ['actions', 'counterfactuals', 'lessons', 'record', 'record/letter']) {
      const answer = await call(`GET /api/reviews/${reviewId}/${part}`, { as: otherFacilitator })
      expect([part, answer.status, answer.code]).toStrictEqual([part, 404, 'unknown_review'])
    }
    const body = { version: 0, understanding: 'Theirs' }
    expect((await call(`PUT /api/reviews/${reviewId}/record`, { as: otherFacilitator, body })).code).toBe(
      'unknown_review',
    )
    const other = { as: otherFacilitator, body: { letter: 'a'.repeat(32) } }
    expect((await call(`POST /api/reviews/${reviewId}/record/letter`, other)).code).toBe('unknown_review')
  })

  test('refuses unknown ids, by name', async () => {
    const { call } = learning(database.client)
    for (const [path, code] of [
      [`GET /api/actions/${id('act')}`, 'unknown_action'],
      ['GET /api/actions/nonsense', 'unknown_action'],
      [`GET /api/incidents/${id('inc')}/actions`, 'unknown_incident'],
      [`GET /api/counterfactuals/${id('cfa')}`, 'unknown_counterfactual'],
      [`GET /api/lessons/${id('les')}`, 'unknown_lesson'],
    ] as const) {
      const answer = await call(path)
      expect([path, answer.status, answer.code]).toStrictEqual([path, 404, code])
    }
  })
})

import { describe, expect, test } from 'vitest'
import { libraryRecordSchema, publishedRecordSchema } from '../../../functions/domain/review/record.ts'
import { director, facilitator, keeper, noon, otherFacilitator, outsider } from '../../caller.ts'
import { mailLetter } from '../mailed.ts'
import { actionBody, idIn, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const content = {
  understanding: 'The certificate had no owner.',
  factors: [
    { text: 'Ownership', confirmed: true },
    { text: 'Not agreed', confirmed: false },
  ],
  decisions: [
    { text: 'Renew by hand this time', tradeOffs: 'Quick', confirmed: true },
    { text: 'Never agreed', tradeOffs: '', confirmed: false },
  ],
}

const write = async () => {
  const planned = await plan(database.client)
  const path = `/api/reviews/${planned.reviewId}/record`
  await planned.call(`PUT ${path}`, { body: { version: 0, ...content } })
  return { ...planned, path }
}

const publish = async () => {
  const written = await write()
  const { call, reviewId } = written
  const lesson = idIn((await call(`POST /api/reviews/${reviewId}/lessons`, { body: { text: 'Owners renew' } })).json)
  await call(`POST /api/reviews/${reviewId}/actions`, { body: { ...actionBody, ownerEmail: 'someone@example.com' } })
  await mailLetter(database.client, reviewId)
  return { ...written, lesson }
}

const listed = async (as: typeof outsider, reviewId: string) => {
  const { json } = await learning(database.client).call('GET /api/lessons/records', { as })
  return libraryRecordSchema
    .array()
    .parse(json)
    .find(one => one.reviewId === reviewId)
}

describe('the library of records', () => {
  test('has for whoever signs in what the room agreed on and was mailed, and nothing that was only written down', async () => {
    const { call, reviewId, incidentId, lesson, path } = await publish()
    await call(`PUT ${path}`, { body: { version: 1, ...content, understanding: 'Being written anew' } })
    for (const as of [outsider, director, keeper, otherFacilitator]) {
      expect(await listed(as, reviewId)).toMatchObject({
        understanding: content.understanding,
        factors: [{ text: 'Ownership' }],
        decisions: [{ text: 'Renew by hand this time' }],
        publishedAt: noon,
        own: false,
      })
      const one = await call(`GET /api/lessons/records/${reviewId}`, { as })
      expect(publishedRecordSchema.parse(one.json)).toMatchObject({
        reviewId,
        incidentId,
        lessons: [{ id: lesson, text: 'Owners renew' }],
        actions: [{ text: actionBody.text, owner: actionBody.owner }],
      })
      expect(one.text).not.toMatch(/Not agreed|Never agreed|being written|someone@|facilitator@/i)
    }
  })

  test('has for whoever leads its review the record as it stands, mailed or not', async () => {
    const { reviewId } = await write()
    const mailed = await publish()
    expect(await listed(facilitator, reviewId)).toMatchObject({ ...content, own: true, publishedAt: null })
    expect(await listed(facilitator, mailed.reviewId)).toMatchObject({ ...content, own: true, publishedAt: noon })
  })

  test('one that was not mailed is for nobody else, and no different from none at all', async () => {
    const { call, reviewId } = await write()
    for (const as of [outsider, director, otherFacilitator]) {
      expect(await listed(as, reviewId)).toBeUndefined()
      for (const id of [reviewId, `rev_${'z'.repeat(16)}`, 'nonsense'])
        expect([id, (await call(`GET /api/lessons/records/${id}`, { as })).code]).toStrictEqual([id, 'unknown_review'])
    }
  })

  test('is closed to whoever has not signed in', async () => {
    const { call, reviewId } = await publish()
    expect((await call('GET /api/lessons/records', { as: null })).code).toBe('not_signed_in')
    expect((await call(`GET /api/lessons/records/${reviewId}`, { as: null })).code).toBe('not_signed_in')
  })

  test('of a role that held a facilitator’s review before it was taken away only what was mailed', async () => {
    const { reviewId } = await write()
    const without = { ...facilitator, groups: '[]' }
    expect(await listed(without, reviewId)).toBeUndefined()
  })
})

test('what the review of a lesson is called is for facilitators until its record was mailed, and then for everybody', async () => {
  const { call, reviewId } = await write()
  const id = idIn((await call(`POST /api/reviews/${reviewId}/lessons`, { body: { text: 'Owners renew' } })).json)
  const titles = async (as: typeof outsider) => {
    const all: unknown = (await call('GET /api/lessons', { as })).json
    const found = Array.isArray(all) ? all.find(one => Object(one).id === id) : null
    return [Object(found).title, Object((await call(`GET /api/lessons/${id}`, { as })).json).title]
  }
  const { title } = Object((await call(`GET /api/reviews/${reviewId}`)).json)
  const everybody = [outsider, director, keeper]
  for (const as of everybody) expect(await titles(as)).toStrictEqual(['', ''])
  for (const as of [facilitator, otherFacilitator]) expect(await titles(as)).toStrictEqual([title, title])
  await mailLetter(database.client, reviewId)
  for (const as of everybody) expect(await titles(as)).toStrictEqual([title, title])
})

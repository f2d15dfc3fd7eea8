import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { handoverSchema, leftAloneSchema } from '../../functions/domain/review/handing.ts'
import { mayLead, reviewSchema } from '../../functions/domain/review/review.ts'
import { type Persona, director, facilitator, noon, otherFacilitator, outsider } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { hours, organise, plantReview, saveReview } from './setup.ts'

const world = ownDatabase()
const call = (...given: Parameters<ReturnType<typeof organise>['call']>) => organise(world.client).call(...given)

const bo = { email: 'bo@example.com', name: 'Bo Example' }
const boss: Persona = { ...director, email: 'boss@example.com', groups: '[leadership facilitator]' }
const participants = ['a@example.com', 'b@example.com', 'c@example.com']

const enrol = (...emails: string[]) =>
  call('PUT /api/people?replace=true', { body: emails.map(email => ({ email, name: `Name of ${email}` })) })

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'surveys', 'learning')
  await enrol(facilitator.email, ...participants)
})

const post = 'POST /api/handovers'
const stored = async () => {
  const [row] = (await itemsOf(world.client, 'learning')).filter(item => item['sk'] === 'review')
  return reviewSchema.parse(row)
}

describe('handing a review over', () => {
  test('makes somebody lead it beside those in the terms, who stay as they are, and keeps who did so', async () => {
    const review = await plantReview(world.client)
    const answer = await call(post, { body: { reviewId: review.id, to: bo, version: 1 } })
    const handed = {
      at: noon,
      by: { email: facilitator.email, name: `Name of ${facilitator.email}` },
      as: 'leader',
      to: bo,
    }
    expect(handoverSchema.parse(answer.json)).toEqual({
      reviewId: review.id,
      leaders: [...review.facilitators, bo],
      history: [handed],
      version: 2,
    })
    expect(await stored()).toEqual({ ...review, successors: [bo], history: [handed], version: 2 })
  })

  test('can be done by whoever took over, and takes the roster’s name where none is given', async () => {
    const review = await plantReview(world.client, { successors: [{ email: otherFacilitator.email, name: '' }] })
    const body = { reviewId: review.id, to: 'a@example.com' }
    expect((await call(post, { body, as: otherFacilitator })).status).toBe(200)
    expect((await stored()).successors.at(-1)).toEqual({ email: 'a@example.com', name: 'Name of a@example.com' })
  })

  test('sent again, or to somebody who leads already, changes nothing', async () => {
    const review = await plantReview(world.client)
    const body = { reviewId: review.id, to: bo, version: 1 }
    const first = await call(post, { body })
    expect((await call(post, { body, at: hours(1) })).json).toEqual(first.json)
    const own = { reviewId: review.id, to: facilitator.email }
    expect((await call(post, { body: own })).json).toEqual(first.json)
    expect((await stored()).history).toHaveLength(1)
  })

  test('of two at once one is asked to look again, and nobody is lost', async () => {
    const review = await plantReview(world.client)
    const to = (email: string) => call(post, { body: { reviewId: review.id, to: email, version: 1 } })
    const codes = (await Promise.all([to('a@example.com'), to('b@example.com')])).map(({ code }) => code)
    expect(codes.filter(code => code === undefined)).toHaveLength(1)
    expect(codes.filter(code => code === 'changed_meanwhile')).toHaveLength(1)
    expect((await stored()).successors).toHaveLength(1)
  })

  test('is refused for a cancelled review, to others, and without a sign-in', async () => {
    const review = await plantReview(world.client)
    const body = { reviewId: review.id, to: bo }
    expect((await call(post, { body, as: null })).code).toBe('not_signed_in')
    expect((await call(post, { body, as: outsider })).code).toBe('not_allowed')
    expect((await call(post, { body, as: otherFacilitator })).code).toBe('unknown_review')
    expect((await call(post, { body: { ...body, to: 'nobody' } })).code).toBe('invalid_body')
    expect((await call(post, { body: { ...body, reviewId: `rev_${'z'.repeat(16)}` } })).code).toBe('unknown_review')
    await saveReview(world.client, { ...review, status: 'cancelled' })
    expect((await call(post, { body })).code).toBe('review_cancelled')
    expect((await stored()).history).toEqual([])
  })

  test('lets no review grow without end', async () => {
    const successors = Array.from({ length: 50 }, (_, index) => ({ email: `p${index}@example.com`, name: '' }))
    const review = await plantReview(world.client, { successors })
    expect((await call(post, { body: { reviewId: review.id, to: bo } })).code).toBe('too_many_leaders')
  })

  test('wakes the clock for its survey before it is written, wherever it is cut off', async () => {
    const review = await plantReview(world.client)
    const survey = { kind: 'pre-meeting', reviewId: review.id, participants }
    expect((await call('POST /api/surveys', { body: survey })).status).toBe(201)
    const listening = async (): Promise<unknown> =>
      (await itemsOf(world.client, 'surveys')).find(({ pk }) => pk === 'survey')?.['listensUntil']
    for (let calls = 0; calls < 10; calls += 1) {
      for (const side of ['before', 'after'] as const) {
        const { client } = cutOff(world.client, calls, side)
        await organise(client).call(post, { body: { reviewId: review.id, to: bo } })
        if ((await stored()).history.length > 0) expect(await listening()).toBe(hours(1 / 6))
      }
    }
    expect((await stored()).history).toHaveLength(1)
  })
})

describe('leadership', () => {
  const gone = { facilitators: [{ email: 'gone@example.com', name: 'Gone' }] }

  test('hands over where nobody who leads is on the roster, to somebody who is', async () => {
    const review = await plantReview(world.client, gone)
    const body = { reviewId: review.id, to: 'a@example.com' }
    expect((await call(post, { body: { ...body, to: bo }, as: director })).code).toBe('unknown_person')
    const answer = await call(post, { body, as: director })
    expect(answer.json).toMatchObject({ history: [{ as: 'leadership', by: { email: director.email } }] })
    expect((await call(post, { body, as: director })).json).toEqual(answer.json)
    // Somebody who leads is on the roster again.
    expect((await call(post, { body: { ...body, to: 'b@example.com' }, as: director })).code).toBe('somebody_leads')
    expect(mayLead(await stored(), director.email)).toBe(false)
  })

  test('does not where somebody is left, nor where the roster is empty', async () => {
    const review = await plantReview(world.client)
    const body = { reviewId: review.id, to: 'a@example.com' }
    for (const as of [director, boss]) expect((await call(post, { body, as })).code).toBe('somebody_leads')
    await saveReview(
      world.client,
      reviewSchema.parse({ ...review, ...gone, successors: [{ email: 'a@example.com', name: '' }] }),
    )
    expect((await call(post, { body: { ...body, to: 'b@example.com' }, as: director })).code).toBe('somebody_leads')
    await saveReview(world.client, reviewSchema.parse({ ...review, ...gone }))
    await emptyTables(world.client, 'people')
    expect((await call(post, { body, as: director })).code).toBe('unknown_person')
    expect((await stored()).history).toEqual([])
  })

  test('is shown the reviews that nobody leads any more, and nobody else is', async () => {
    const list = async (as: Persona) => {
      const answer = await call('GET /api/handovers', { as })
      return (
        answer.code ??
        z
          .array(leftAloneSchema)
          .parse(answer.json)
          .map(({ title }) => title)
      )
    }
    await plantReview(world.client, { title: 'Led', successors: [bo] })
    await plantReview(world.client, { ...gone, title: 'Left alone' })
    await plantReview(world.client, {
      ...gone,
      title: 'Taken over',
      successors: [{ email: 'a@example.com', name: '' }],
    })
    await plantReview(world.client, { ...gone, title: 'Cancelled', status: 'cancelled' })
    await plantReview(world.client, { ...gone, title: 'Long ago', meetingAt: hours(-24 * 181) })
    expect(await list(director)).toEqual(['Left alone'])
    expect(await list(boss)).toEqual(['Left alone'])
    expect(await list(facilitator)).toBe('not_allowed')
    await emptyTables(world.client, 'people')
    expect(await list(director)).toEqual([])
  })
})

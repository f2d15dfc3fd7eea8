import { describe, expect, test } from 'vitest'
import { reviewViewSchema } from '../../../functions/domain/course/stage.ts'
import { facilitator, noon, otherFacilitator } from '../../caller.ts'
import { startDynamoDb } from '../../dynamodb.ts'
import { hours, idIn, incidentBody, learning, plan, plantSurvey } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

describe('planning a review', () => {
  test('makes whoever plans it its facilitator, with the name they signed in with', async () => {
    const facilitators = [{ email: 'Gus@example.com', name: 'Gus' }, 'hal@example.com', facilitator.email]
    const { call, incidentId, reviewId } = await plan(database.client, { facilitators })
    expect((await call(`GET /api/reviews/${reviewId}`)).json).toStrictEqual({
      id: reviewId,
      incidentId,
      title: incidentBody.title,
      startedAt: '2026-11-20T03:00:00.000Z',
      meetingAt: hours(48),
      zone: 'Europe/Berlin',
      durationMinutes: 60,
      facilitators: [
        { email: facilitator.email, name: facilitator.name },
        { email: 'gus@example.com', name: 'Gus' },
        { email: 'hal@example.com', name: '' },
      ],
      successors: [],
      history: [],
      status: 'planned',
      version: 1,
      surveyId: null,
      stage: 'invited',
      reads: true,
    })
  })

  test.each([
    ['unknown_incident', { incidentId: `inc_${'z'.repeat(16)}` }],
    ['meeting_in_the_past', { meetingAt: noon }],
    ['meeting_too_far_ahead', { meetingAt: hours(366 * 24 + 1) }],
    ['invalid_body', { zone: 'Nowhere' }],
    ['invalid_body', { zone: 'IST' }],
    ['invalid_body', { zone: '+05:30' }],
    ['invalid_body', { durationMinutes: 5 }],
    ['invalid_body', { facilitators: ['nobody'] }],
    ['invalid_body', { incidentId: 'nonsense' }],
  ])('refuses %s for %j', async (code, more) => {
    const { call, incidentId } = await plan(database.client)
    const body = { incidentId, meetingAt: hours(48), zone: 'UTC', durationMinutes: 60, ...more }
    expect((await call('POST /api/reviews', { body })).code).toBe(code)
  })

  test('sent again with the same key makes one', async () => {
    const { call, incidentId } = await plan(database.client)
    const body = { incidentId, meetingAt: hours(48), zone: 'UTC', durationMinutes: 60 }
    const headers = { 'idempotency-key': 'the-same-key-again' }
    const [one, two] = [
      await call('POST /api/reviews', { body, headers }),
      await call('POST /api/reviews', { body, headers }),
    ]
    expect(idIn(one.json)).toBe(idIn(two.json))
  })
})

describe('reviews', () => {
  test('are listed only for their facilitators, the latest meeting first, with their surveys', async () => {
    const own = await startDynamoDb()
    try {
      const early = await plan(own.client, { facilitators: [otherFacilitator.email] })
      const late = await plan(own.client, { meetingAt: hours(99) })
      const { surveyId } = await plantSurvey(own.client, early.reviewId)
      const list = async (as = facilitator) =>
        reviewViewSchema
          .array()
          .parse((await early.call('GET /api/reviews', { as })).json)
          .map(review => [String(review.id), review.surveyId])
      expect(await list()).toStrictEqual([
        [late.reviewId, null],
        [early.reviewId, surveyId],
      ])
      expect(await list(otherFacilitator)).toStrictEqual([[early.reviewId, surveyId]])
    } finally {
      await own.stop()
    }
  })

  test('of somebody else are as unknown as ones that do not exist', async () => {
    const { call, reviewId } = await plan(database.client)
    const paths = [
      'GET ',
      'PATCH ',
      'POST /cancel',
      'GET /agenda.md',
      'GET /agenda.ics',
      'GET /agenda/raw',
      'GET /agenda/edits',
    ]
    for (const path of paths) {
      const [method, rest = ''] = path.split(' ')
      const answer = await call(`${method} /api/reviews/${reviewId}${rest}`, {
        as: otherFacilitator,
        ...(method === 'PATCH' ? { body: { durationMinutes: 30 } } : {}),
      })
      expect([path, answer.status, answer.code]).toStrictEqual([path, 404, 'unknown_review'])
    }
  })

  test('show the survey made for them', async () => {
    const { call, reviewId } = await plan(database.client)
    const { surveyId } = await plantSurvey(database.client, reviewId)
    expect((await call(`GET /api/reviews/${reviewId}`)).json).toMatchObject({ surveyId })
  })

  test('do not show the barred id of a survey that was never made', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantSurvey(database.client, reviewId, { status: 'cancelled', invited: 0 })
    expect((await call(`GET /api/reviews/${reviewId}`)).json).toMatchObject({ surveyId: null })
  })
})

describe('moving a review', () => {
  test('raises its version, which its survey then follows', async () => {
    const { call, reviewId } = await plan(database.client)
    const body = { meetingAt: hours(72), zone: 'Asia/Tokyo', durationMinutes: 90 }
    const answer = await call(`PATCH /api/reviews/${reviewId}`, { body })
    expect(answer.json).toMatchObject({ ...body, version: 2 })
    expect((await call(`GET /api/reviews/${reviewId}`)).json).toStrictEqual(answer.json)
  })

  test('repeated takes effect once', async () => {
    const { call, reviewId } = await plan(database.client)
    const patch = { body: { durationMinutes: 90, version: 1 } }
    await call(`PATCH /api/reviews/${reviewId}`, patch)
    expect((await call(`PATCH /api/reviews/${reviewId}`, patch)).json).toMatchObject({ version: 2 })
  })

  test('refuses the past, a stale version, and a cancelled review', async () => {
    const { call, reviewId } = await plan(database.client)
    const patch = async (body: object) => (await call(`PATCH /api/reviews/${reviewId}`, { body })).code
    expect(await patch({ meetingAt: hours(-1) })).toBe('meeting_in_the_past')
    expect(await patch({ meetingAt: hours(366 * 24 + 1) })).toBe('meeting_too_far_ahead')
    expect(await patch({ durationMinutes: 90, version: 7 })).toBe('changed_meanwhile')
    expect(await patch({ zone: 'Nowhere' })).toBe('invalid_body')
    await call(`POST /api/reviews/${reviewId}/cancel`)
    expect(await patch({ durationMinutes: 90 })).toBe('review_cancelled')
  })

  test('by two people at once loses neither change', async () => {
    const { call, reviewId } = await plan(database.client)
    const answers = await Promise.all(
      [30, 45, 90].map(durationMinutes => call(`PATCH /api/reviews/${reviewId}`, { body: { durationMinutes } })),
    )
    const taken = answers.filter(({ status }) => status === 200).length
    expect(answers.filter(({ code }) => code === 'changed_meanwhile')).toHaveLength(3 - taken)
    expect((await call(`GET /api/reviews/${reviewId}`)).json).toMatchObject({ version: 1 + taken })
  })
})

test('a review is cancelled once', async () => {
  const { call, reviewId } = await plan(database.client)
  const first = await call(`POST /api/reviews/${reviewId}/cancel`)
  expect(first.json).toMatchObject({ status: 'cancelled', version: 2 })
  expect((await call(`POST /api/reviews/${reviewId}/cancel`)).json).toStrictEqual(first.json)
})

test('an unreachable table is reported as such, without the request’s content', async () => {
  const own = await startDynamoDb()
  const { call, reported } = learning(own.client)
  await own.stop()
  const answer = await call('GET /api/reviews')
  expect([answer.status, answer.code]).toStrictEqual([503, 'try_again'])
  expect(reported).toStrictEqual([])
})

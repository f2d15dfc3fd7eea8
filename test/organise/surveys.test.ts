import { describe, expect, test } from 'vitest'
import { surveyDetailSchema } from '../../functions/domain/mail/delivery.ts'
import { listedSurveySchema } from '../../functions/domain/survey/survey.ts'
import { type Answer, director, facilitator, noon, otherFacilitator, outsider } from '../caller.ts'
import { startDynamoDb } from '../dynamodb.ts'
import { hours, idIn, items, organise, plantReview, row, saveReview, setRow, trio } from './setup.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const world = () => organise(database.client)
const body = (reviewId: string, more: object = {}) => ({ kind: 'pre-meeting', reviewId, participants: trio, ...more })

describe('scheduling a pre-meeting survey', () => {
  test('makes it visible to the clock, with the data of its review', async () => {
    const review = await plantReview(database.client)
    const answer = await world().call('POST /api/surveys', { body: body(review.id) })
    expect(answer.status).toBe(201)
    const surveyId = idIn(answer.json)
    expect(answer.json).toStrictEqual({
      id: surveyId,
      status: 'scheduled',
      opensAt: noon,
      closesAt: hours(47),
      invited: 3,
    })
    expect(answer.headers.get('location')).toBe(`/api/surveys/${surveyId}`)
    const survey = await row(database.client, surveyId)
    expect(survey).toMatchObject({
      title: review.title,
      startedAt: review.startedAt,
      meetingAt: review.meetingAt,
      zone: review.zone,
      reviewVersion: 1,
      instrument: 'pre-meeting-1',
      minimumBallots: 3,
      invited: 3,
    })
    const queued = await items(database.client, 'surveys', 'survey')
    expect(queued.find(item => item['sk'] === surveyId)).toMatchObject({ queue: 'active' })
    expect(await items(database.client, 'people', `participants#${surveyId}`)).toMatchObject([{ emails: trio }])
    expect(await items(database.client, 'surveys', 'claim')).toContainEqual(
      expect.objectContaining({ sk: `review#${review.id}`, surveyId }),
    )
  })

  test('adds people who are not on the roster, and leaves the others unchanged', async () => {
    const { call } = world()
    await call('PUT /api/people', { body: [{ email: 'ann@example.com', name: 'Ann', zone: 'Asia/Tokyo' }] })
    const review = await plantReview(database.client)
    const participants = [
      { email: 'ann@example.com' },
      'new-one@example.com',
      { email: 'New-Two@example.com', name: 'Two' },
    ]
    expect((await call('POST /api/surveys', { body: body(review.id, { participants }) })).status).toBe(201)
    const roster = (await call('GET /api/people')).json
    expect(roster).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: 'ann@example.com', name: 'Ann', zone: 'Asia/Tokyo' }),
        expect.objectContaining({ email: 'new-one@example.com', name: '' }),
        expect.objectContaining({ email: 'new-two@example.com', name: 'Two' }),
      ]),
    )
  })

  test('counts an address once, however it is written', async () => {
    const review = await plantReview(database.client)
    const participants = [...trio, 'ANN@example.com', { email: ' bob@example.com ' }]
    const answer = await world().call('POST /api/surveys', { body: body(review.id, { participants }) })
    expect((await row(database.client, idIn(answer.json))).invited).toBe(3)
  })

  test.each([
    ['too_few_participants', { participants: ['ann@example.com', 'ANN@example.com', 'bob@example.com'] }],
    ['too_few_participants', { participants: [] }],
    ['address_missing', { participants: [...trio, { name: 'Dan' }] }],
    ['address_missing', { participants: [...trio, ' '] }],
    ['invalid_body', { participants: [...trio, 'not an address'] }],
    ['invalid_body', { participants: 'ann@example.com' }],
    ['invalid_body', { closesAt: 'tomorrow' }],
    ['unknown_instrument', { instrument: 'pre-meeting-0' }],
    ['closing_in_the_past', { closesAt: hours(-1) }],
    ['closing_too_far_ahead', { closesAt: hours(366 * 24 + 1) }],
    ['opening_after_closing', { opensAt: hours(5), closesAt: hours(5) }],
    ['meeting_before_close', { closesAt: hours(49) }],
    ['unknown_review', { reviewId: `rev_${'z'.repeat(16)}` }],
  ])('refuses %s for %j, and nothing is left behind', async (code, more) => {
    const review = await plantReview(database.client)
    const before = await items(database.client, 'people', 'person')
    const answer = await world().call('POST /api/surveys', { body: body(review.id, more) })
    expect(answer.code).toBe(code)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await items(database.client, 'people', 'person')).toStrictEqual(before)
    const surveys = await items(database.client, 'surveys', 'survey')
    expect(surveys.filter(item => item['reviewId'] === review.id)).toStrictEqual([])
  })

  test('names a participant without an address by position', async () => {
    const review = await plantReview(database.client)
    const participants = ['ann@example.com', { name: 'Bob' }, { email: '' }]
    const answer = await world().call('POST /api/surveys', { body: body(review.id, { participants }) })
    expect(answer.json).toMatchObject({ issues: [{ path: 'participants.1' }, { path: 'participants.2' }] })
  })

  test('refuses a review that is cancelled, over, or somebody else’s', async () => {
    const { call } = world()
    const cancelled = await plantReview(database.client, { status: 'cancelled' })
    const over = await plantReview(database.client, { meetingAt: hours(-1) })
    const mine = await plantReview(database.client)
    const far = await plantReview(database.client, { meetingAt: hours(367 * 24) })
    expect((await call('POST /api/surveys', { body: body(far.id) })).code).toBe('meeting_too_far_ahead')
    expect((await call('POST /api/surveys', { body: body(cancelled.id) })).code).toBe('review_cancelled')
    expect((await call('POST /api/surveys', { body: body(over.id) })).code).toBe('meeting_in_the_past')
    const theirs = await call('POST /api/surveys', { as: otherFacilitator, body: body(mine.id) })
    expect([theirs.status, theirs.code]).toStrictEqual([404, 'unknown_review'])
  })

  test('refuses a second one, and accepts it once the first is cancelled', async () => {
    const { call } = world()
    const review = await plantReview(database.client)
    const first = idIn((await call('POST /api/surveys', { body: body(review.id) })).json)
    const again = await call('POST /api/surveys', { body: body(review.id) })
    expect([again.status, again.code]).toStrictEqual([409, 'review_has_survey'])
    expect(again.json).toMatchObject({ surveyId: first })
    await call(`POST /api/surveys/${first}/cancel`)
    const second = await call('POST /api/surveys', { body: body(review.id) })
    expect(second.status).toBe(201)
    expect(idIn(second.json)).not.toBe(first)
  })

  test('pressed twice at once makes one', async () => {
    const { call } = world()
    const review = await plantReview(database.client)
    const answers = await Promise.all([1, 2, 3].map(() => call('POST /api/surveys', { body: body(review.id) })))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'review_has_survey')).toHaveLength(2)
    const surveys = await items(database.client, 'surveys', 'survey')
    const live = surveys.filter(item => item['reviewId'] === review.id && item['status'] === 'scheduled')
    expect(live.map(item => item['sk'])).toStrictEqual([idIn(made[0]?.json)])
  })
})

describe('a pulse', () => {
  const pulseBody = { kind: 'pulse', quarter: '2026-Q4', closesAt: hours(100) }

  test('is refused if its set of questions is not a pulse, or unknown', async () => {
    for (const instrument of ['pre-meeting-1', 'pulse-0', '']) {
      const answer = await world().call('POST /api/surveys', { body: { ...pulseBody, instrument } })
      expect([answer.status, answer.code]).toStrictEqual([400, 'unknown_instrument'])
    }
  })

  test('asks the whole roster, once a quarter, as soon as there is somebody to ask', async () => {
    const own = await startDynamoDb()
    try {
      const { call } = organise(own.client)
      expect((await call('POST /api/surveys', { body: pulseBody })).code).toBe('empty_roster')
      await call('PUT /api/people', { body: trio.map(email => ({ email })) })
      const codes = [
        { ...pulseBody, closesAt: hours(-1) },
        { ...pulseBody, opensAt: hours(101) },
        { ...pulseBody, closesAt: hours(366 * 24 + 1) },
        { ...pulseBody, quarter: '2027-Q1' },
      ].map(async bad => (await call('POST /api/surveys', { body: bad })).code)
      expect(await Promise.all(codes)).toStrictEqual([
        'closing_in_the_past',
        'opening_after_closing',
        'closing_too_far_ahead',
        'quarter_not_begun',
      ])
      const made = await call('POST /api/surveys', { body: pulseBody })
      expect(made.status).toBe(201)
      expect(await row(own.client, idIn(made.json))).toMatchObject({
        kind: 'pulse',
        quarter: '2026-Q4',
        instrument: 'pulse-2',
        sealedBytes: 16_384,
        groupMinimum: 5,
        invited: 3,
      })
      expect((await call('POST /api/surveys', { body: pulseBody })).code).toBe('quarter_has_pulse')
      const added = await call(`POST /api/surveys/${idIn(made.json)}/participants`, { body: { participants: trio } })
      expect(added.code).toBe('survey_not_open')
    } finally {
      await own.stop()
    }
  })
})

const scheduled = async () => {
  const { call } = world()
  const review = await plantReview(database.client)
  const surveyId = idIn((await call('POST /api/surveys', { body: body(review.id) })).json)
  return { call, review, surveyId }
}

describe('viewing a survey', () => {
  test('shows what was requested and nobody’s participation', async () => {
    const { call, surveyId } = await scheduled()
    await setRow(database.client, surveyId, {
      status: 'open',
      invited: 10,
      takenPart: 7,
      takenPartAt: noon,
      sealedNames: ['sealed'],
    })
    const { status, json } = await call(`GET /api/surveys/${surveyId}`)
    expect(status).toBe(200)
    expect(surveyDetailSchema.strict().parse(json)).toMatchObject({
      status: 'open',
      invited: 10,
      takenPart: 6,
      isFinal: false,
      notReached: null,
      withdrawn: 0,
    })
  })

  test('lists one’s own, the latest opening first', async () => {
    const { call, surveyId } = await scheduled()
    const later = await plantReview(database.client)
    const second = await call('POST /api/surveys', { body: body(later.id, { opensAt: hours(2) }) })
    const views = listedSurveySchema.array().parse((await call('GET /api/surveys')).json)
    const ids = views.map(({ id }) => String(id))
    expect(ids.indexOf(idIn(second.json))).toBeLessThan(ids.indexOf(surveyId))
    expect(views.map(view => Date.parse(view.opensAt))).toStrictEqual(
      views.map(view => Date.parse(view.opensAt)).toSorted((a, b) => b - a),
    )
    expect((await call('GET /api/surveys', { as: otherFacilitator })).json).toStrictEqual([])
  })

  test('joined over its pages is the list, and a foreign cursor is refused', async () => {
    const { call } = await scheduled()
    for (let more = 0; more < 3; more += 1) await scheduled()
    const whole = listedSurveySchema
      .strict()
      .array()
      .parse((await call('GET /api/surveys')).json)
    for (const limit of [1, 2, 3, whole.length]) {
      const joined: string[] = []
      for (let next: string | undefined = `/api/surveys?limit=${limit}`; next; ) {
        const answer: Answer = await call(`GET ${next}`)
        joined.push(
          ...listedSurveySchema
            .array()
            .parse(answer.json)
            .map(({ id }) => String(id)),
        )
        next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
      }
      expect(joined).toStrictEqual(whole.map(({ id }) => String(id)))
    }
    expect((await call('GET /api/surveys?cursor=none.such')).code).toBe('bad_cursor')
    expect((await call('GET /api/surveys?limit=0')).code).toBe('invalid_body')
  })

  test('shows a moved review’s times before the clock has followed it', async () => {
    const { call, review, surveyId } = await scheduled()
    await saveReview(database.client, { ...review, meetingAt: hours(72), zone: 'Asia/Tokyo', version: 2 })
    const { json } = await call(`GET /api/surveys/${surveyId}`)
    expect(json).toMatchObject({ meetingAt: hours(72), zone: 'Asia/Tokyo', closesAt: hours(71), status: 'scheduled' })
    await saveReview(database.client, { ...review, status: 'cancelled', version: 3 })
    expect((await call(`GET /api/surveys/${surveyId}`)).json).toMatchObject({ status: 'cancelled' })
  })

  test('leaves a closed survey’s times alone if its review moves', async () => {
    const { call, review, surveyId } = await scheduled()
    await setRow(database.client, surveyId, { status: 'closed' })
    await saveReview(database.client, { ...review, meetingAt: hours(72), version: 2 })
    expect((await call(`GET /api/surveys/${surveyId}`)).json).toMatchObject({ closesAt: hours(47) })
  })
})

describe('cancelling', () => {
  test('happens once, and leaves the row to the clock', async () => {
    const { call, surveyId } = await scheduled()
    await setRow(database.client, surveyId, { pageNames: 'shown', sealedNames: ['sealed'] })
    const first = await call(`POST /api/surveys/${surveyId}/cancel`)
    expect(first.json).toMatchObject({ id: surveyId, status: 'cancelled' })
    const again = await call(`POST /api/surveys/${surveyId}/cancel`, { at: hours(1) })
    expect(again.status).toBe(200)
    expect(await row(database.client, surveyId)).toMatchObject({
      status: 'cancelled',
      cancelledAt: noon,
      meetingStands: true,
      pageNames: null,
      sealedNames: [],
    })
    const stored = (await items(database.client, 'surveys', 'survey')).find(item => item['sk'] === surveyId)
    expect(stored).toMatchObject({ queue: 'active' })
  })

  test('is too late from the close on, whatever the row says', async () => {
    const { call, surveyId } = await scheduled()
    await setRow(database.client, surveyId, { status: 'open' })
    const late = await call(`POST /api/surveys/${surveyId}/cancel`, { at: hours(47) })
    expect([late.status, late.code]).toStrictEqual([410, 'survey_closed'])
    expect((await call(`POST /api/surveys/${surveyId}/cancel`, { at: hours(46.9) })).status).toBe(200)
  })
})

describe('closing later', () => {
  const patch = (closesAt: string) => ({ body: { closesAt } })

  test('is accepted up to the meeting, and never earlier', async () => {
    const { call, surveyId } = await scheduled()
    expect((await call(`PATCH /api/surveys/${surveyId}`, patch(hours(47.5)))).json).toMatchObject({
      closesAt: hours(47.5),
    })
    expect((await call(`PATCH /api/surveys/${surveyId}`, patch(hours(47)))).code).toBe('closing_only_later')
    expect((await call(`PATCH /api/surveys/${surveyId}`, patch(hours(48.5)))).code).toBe('meeting_before_close')
    expect((await row(database.client, surveyId)).closesAt).toBe(hours(47.5))
  })

  test('is too late after the close and after a cancellation', async () => {
    const { call, surveyId } = await scheduled()
    const late = await call(`PATCH /api/surveys/${surveyId}`, { ...patch(hours(47.5)), at: hours(47) })
    expect(late.code).toBe('survey_closed')
    await call(`POST /api/surveys/${surveyId}/cancel`)
    expect((await call(`PATCH /api/surveys/${surveyId}`, patch(hours(47.5)))).code).toBe('survey_cancelled')
  })
})

describe('who may', () => {
  const routes = [
    'GET /api/surveys',
    'POST /api/surveys',
    `GET /api/surveys/srv_${'a'.repeat(16)}`,
    `PATCH /api/surveys/srv_${'a'.repeat(16)}`,
    `POST /api/surveys/srv_${'a'.repeat(16)}/cancel`,
    `POST /api/surveys/srv_${'a'.repeat(16)}/participants`,
    'GET /api/people',
    'PUT /api/people',
  ]
  test.each(routes)('%s: nobody without a sign-in, nor in the wrong group', async path => {
    const { call } = world()
    expect((await call(path, { as: null })).code).toBe('not_signed_in')
    expect((await call(path, { as: outsider })).code).toBe('not_allowed')
    expect((await call(path, { as: director })).code).toBe('not_allowed')
  })

  test('another facilitator’s survey is as unknown as one that does not exist', async () => {
    const { call, surveyId } = await scheduled()
    const paths = [`GET /api/surveys/${surveyId}`, `POST /api/surveys/${surveyId}/cancel`, 'GET /api/surveys/nonsense']
    for (const path of paths) {
      expect((await call(path, { as: otherFacilitator })).code).toBe('unknown_survey')
    }
    const by = (body: object) => ({ as: otherFacilitator, body })
    const moved = await call(`PATCH /api/surveys/${surveyId}`, by({ closesAt: hours(47.5) }))
    expect(moved.code).toBe('unknown_survey')
    const added = await call(`POST /api/surveys/${surveyId}/participants`, by({ participants: trio }))
    expect(added.code).toBe('unknown_survey')
    expect((await call(`GET /api/surveys/${surveyId}`, { as: facilitator })).status).toBe(200)
  })

  test('an unsupported method is refused with the supported ones', async () => {
    const answer = await world().call('DELETE /api/surveys')
    expect([answer.status, answer.code]).toStrictEqual([405, 'method_not_allowed'])
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    expect((await world().call('GET /api/surveys/x/y')).code).toBe('not_found')
  })
})

/** The entries that home is read from, beside the rows that they are made of. */
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { listSurvey, seeToDesk } from '../../../functions/clock/desk.ts'
import { clockStore } from '../../../functions/clock/store.ts'
import { homeReviewSchema, homeSchema } from '../../../functions/domain/course/desk.ts'
import { minuteMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { facilitator, noon, otherFacilitator } from '../../caller.ts'
import { cutOff, testTables, withDynamoDb, withinGrants } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'
import { emptyTables } from '../../survey.ts'
import { organise } from '../../organise/setup.ts'
import { mailLetter } from '../mailed.ts'
import { actionBody, hours, idIn, incidentBody, learning, listReview, plan, plantSurvey } from '../setup.ts'

const database = ownDatabase()
beforeEach(() => emptyTables(database.client, 'learning', 'surveys', 'people', 'trace'))

const clockOf = (client: DynamoDBDocumentClient) =>
  clockStore({ ...testTables, documents: withinGrants(client, 'clock') })

const minutes = (count: number): string => plus(noon, count * minuteMilliseconds)

/** Three minutes of the clock: what it finds in the first it settles in the third. */
const settle = async (client: DynamoDBDocumentClient): Promise<void> => {
  const clock = clockOf(client)
  for (const minute of [0, 1, 2, 3]) {
    for (const id of await clock.activeSurveys()) {
      const survey = await clock.readSurvey(id)
      if (survey) await listSurvey(clock, survey)
    }
    await seeToDesk(clock, minutes(minute), () => 50_000)
  }
}

const partition = async (client: DynamoDBDocumentClient, pk: string) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: 'learning',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  )
  return Items.map(({ wrote: _wrote, made: _made, ...item }) => item)
}

const people = [facilitator, otherFacilitator, { ...facilitator, email: 'bo@example.com' }]
const entriesIn = async (client: DynamoDBDocumentClient) =>
  (await Promise.all(people.map(({ email }) => partition(client, `desk#${email}`)))).flat()

/** Those that the rows alone give: the entries are taken away, and made anew. */
const rebuilt = async (client: DynamoDBDocumentClient) => {
  for (const { pk, sk } of await entriesIn(client))
    await client.send(new DeleteCommand({ TableName: 'learning', Key: { pk, sk } }))
  await client.send(new DeleteCommand({ TableName: 'learning', Key: { pk: 'desk-built', sk: 'built' } }))
  await settle(client)
  return entriesIn(client)
}

const home = async (client: DynamoDBDocumentClient, at: string, as = facilitator) =>
  homeSchema.parse((await learning(client).call('GET /api/home', { at, as })).json)

interface Story {
  readonly client: DynamoDBDocumentClient
  readonly reviewId: string
  readonly incidentId: string
}

/** What somebody at the desk does; each may be refused, depending on what was done before. */
const acts: Readonly<Record<string, (story: Story) => Promise<unknown>>> = {
  move: async ({ client, reviewId }) =>
    learning(client).call(`PATCH /api/reviews/${reviewId}`, { body: { meetingAt: hours(72) } }),
  invite: async ({ client, reviewId }) =>
    learning(client).call(`PATCH /api/reviews/${reviewId}`, {
      body: { facilitators: [facilitator.email, otherFacilitator.email] },
    }),
  leave: async ({ client, reviewId }) =>
    learning(client).call(`PATCH /api/reviews/${reviewId}`, { body: { facilitators: [facilitator.email] } }),
  cancel: async ({ client, reviewId }) => learning(client).call(`POST /api/reviews/${reviewId}/cancel`),
  meet: async ({ client, reviewId }) =>
    learning(client).call(`POST /api/reviews/${reviewId}/meeting`, {
      body: { attendees: 4, speakers: 2, turns: [1, 1], ended: true },
    }),
  write: async ({ client, reviewId }) =>
    learning(client).call(`PUT /api/reviews/${reviewId}/record`, { body: { version: 0, understanding: 'An alarm' } }),
  mail: async ({ client, reviewId }) => mailLetter(client, reviewId),
  agree: async ({ client, reviewId }) =>
    learning(client).call(`POST /api/reviews/${reviewId}/actions`, { body: actionBody }),
  condition: async ({ client, reviewId }) =>
    learning(client).call(`POST /api/reviews/${reviewId}/counterfactuals`, { body: { text: 'Calls had a limit' } }),
  vendor: async ({ client, incidentId }) =>
    learning(client).call(`PATCH /api/incidents/${incidentId}`, { body: { vendor: null, title: 'Otherwise' } }),
  ask: async ({ client, reviewId }) =>
    organise(client).call('POST /api/surveys', {
      body: {
        kind: 'pre-meeting',
        reviewId,
        participants: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'],
      },
    }),
  hand: async ({ client, reviewId }) =>
    organise(client).call('POST /api/handovers', {
      body: { reviewId, to: { email: 'bo@example.com', name: 'Bo Example' } },
    }),
}

/** As an act of the desk ends that was cut off: with an error, and no more. */
const tried = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch {}
}

describe('the entries', () => {
  test('are those that the rows give, whatever was done and wherever each call was cut off', async () => {
    const step = fc.record({
      act: fc.constantFrom(...Object.keys(acts)),
      cutAt: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
      when: fc.constantFrom('before' as const, 'after' as const),
    })
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async steps => {
      await emptyTables(database.client, 'learning', 'surveys', 'people', 'trace')
      const { reviewId, incidentId } = await plan(database.client)
      // From here on nothing is made only because there is nothing.
      await settle(database.client)
      for (const { act, cutAt, when } of steps) {
        const client = cutAt === null ? database.client : cutOff(database.client, cutAt, when).client
        await tried(async () => acts[act]?.({ client, reviewId, incidentId }))
      }
      await settle(database.client)
      const entries = await entriesIn(database.client)
      expect(entries.length).toBeGreaterThan(0)
      expect(await partition(database.client, 'desk-due')).toEqual([])
      expect(await rebuilt(database.client)).toEqual(entries)
    })
    await fc.assert(property, { numRuns: 25 })
  }, 240_000)

  test('stand in the list of each who leads the review, and leave that of whoever no longer does', async () => {
    const { reviewId, incidentId } = await plan(database.client)
    const led = async (as: typeof facilitator) => (await home(database.client, noon, as)).reviews.map(({ id }) => id)
    await acts['invite']?.({ client: database.client, reviewId, incidentId })
    expect([await led(facilitator), await led(otherFacilitator)]).toEqual([[reviewId], [reviewId]])
    await acts['leave']?.({ client: database.client, reviewId, incidentId })
    expect([await led(facilitator), await led(otherFacilitator)]).toEqual([[reviewId], []])
    await acts['hand']?.({ client: database.client, reviewId, incidentId })
    expect((await home(database.client, noon, { ...facilitator, email: 'bo@example.com' })).reviews).toHaveLength(1)
  })

  /** Carries out `act` once, at the moment at which this entry is about to be written. */
  const justBefore = (entry: { pk: string; sk: string }, act: () => Promise<unknown>): DynamoDBDocumentClient => {
    let isDone = false
    return new Proxy(database.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: PutCommand) => {
              const { Item } = command.input
              if (!isDone && Item?.['pk'] === entry.pk && Item['sk'] === entry.sk) {
                isDone = true
                await act()
              }
              return target.send(command)
            }
          : Reflect.get(target, name, target),
    })
  }

  test.each<[string, (client: DynamoDBDocumentClient, story: Story) => Promise<unknown>]>([
    ['made anew by the clock', (client, { reviewId }) => listReview(client, reviewId)],
    ['told of a survey', (client, story) => acts['ask']?.({ ...story, client }) ?? Promise.reject(new Error('no act'))],
  ])('of whoever stops leading just before an entry is %s are gone for good', async (_when, work) => {
    const story = { client: database.client, ...(await plan(database.client)) }
    await acts['invite']?.(story)
    const other = { pk: `desk#${otherFacilitator.email}`, sk: story.reviewId }
    await database.client.send(new DeleteCommand({ TableName: 'learning', Key: other }))
    const answers: unknown[] = []
    await work(
      justBefore(other, async () => answers.push(await acts['leave']?.(story))),
      story,
    )
    expect(answers).toMatchObject([{ status: 200 }])
    await settle(database.client)
    expect(await partition(database.client, 'desk-due')).toEqual([])
    expect(await partition(database.client, other.pk)).toEqual([])
    expect((await entriesIn(database.client)).map(({ sk }) => sk)).toEqual([story.reviewId])
  })

  test('are made of the reviews of a table that has none, some in each minute', async () => {
    const { reviewId } = await plan(database.client)
    const [entry] = await entriesIn(database.client)
    await database.client.send(
      new DeleteCommand({ TableName: 'learning', Key: { pk: `desk#${facilitator.email}`, sk: reviewId } }),
    )
    expect((await home(database.client, noon)).reviews).toEqual([])
    await settle(database.client)
    expect(await entriesIn(database.client)).toEqual([entry])
  })

  test('that cannot be read are left out, and made anew with the next change', async () => {
    const { reviewId, incidentId } = await plan(database.client)
    await database.client.send(
      new UpdateCommand({
        TableName: 'learning',
        Key: { pk: `desk#${facilitator.email}`, sk: reviewId },
        UpdateExpression: 'SET durationMinutes = :bad',
        ExpressionAttributeValues: { ':bad': 'long' },
      }),
    )
    expect((await home(database.client, noon)).reviews).toEqual([])
    await acts['move']?.({ client: database.client, reviewId, incidentId })
    expect((await home(database.client, noon)).reviews).toMatchObject([{ id: reviewId, meetingAt: hours(72) }])
  })

  test('say of participation what the survey’s view says, and nothing of who, by when or under which terms', async () => {
    const { reviewId, call } = await plan(database.client)
    const shown = async (survey: Parameters<typeof plantSurvey>[2]) => {
      const { surveyId } = await plantSurvey(database.client, reviewId, survey)
      await listReview(database.client, reviewId)
      const view = (await organise(database.client).call(`GET /api/surveys/${surveyId}`)).json
      const [review] = (await home(database.client, noon)).reviews
      expect(view).toMatchObject({ ...review?.survey })
      return review?.survey
    }
    expect(await shown({ invited: 5, takenPart: 4, takenPartAt: noon })).toMatchObject({ takenPart: null })
    expect(await shown({ invited: 9, takenPart: 8, takenPartAt: noon })).toMatchObject({ takenPart: 6, isFinal: false })
    const [entry] = await entriesIn(database.client)
    expect(Object.keys(entry?.['survey'])).toEqual(
      expect.not.arrayContaining(['terms', 'termsByLanguage', 'issued', 'contested', 'tried']),
    )
    const listed = homeReviewSchema.array().parse((await call('GET /api/home/reviews')).json)
    expect(listed).toMatchObject([{ id: reviewId, survey: { takenPart: 6 } }])
  })

  test('of a survey that was cancelled by itself ask to invite anew', async () => {
    const { reviewId } = await plan(database.client)
    await plantSurvey(database.client, reviewId, { status: 'cancelled' })
    await listReview(database.client, reviewId)
    const [review] = (await home(database.client, noon)).reviews
    expect(review).toMatchObject({ survey: { status: 'cancelled' }, stage: 'invited' })
    expect(review?.needs.map(({ what }) => what)).toContain('invite')
  })
})

describe('home', () => {
  test('is answered with 304 until something changes, and then as it is', async () => {
    const { reviewId, incidentId, call } = await plan(database.client)
    const first = await call('GET /api/home', { at: hours(1) })
    const headers = { 'if-none-match': `W/${first.headers.get('etag')}` }
    expect((await call('GET /api/home', { at: hours(2), headers })).status).toBe(304)
    await acts['move']?.({ client: database.client, reviewId, incidentId })
    const later = await call('GET /api/home', { at: hours(3), headers })
    expect([later.status, later.text.includes(hours(72))]).toEqual([200, true])
  })

  /** Query units, eventually consistent, and calls of one answer. */
  const costOf = async (client: DynamoDBDocumentClient) => {
    const queries: number[] = []
    const counting: DynamoDBDocumentClient = new Proxy(client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: QueryCommand) => {
              Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' })
              const answer = await target.send(command)
              queries.push(answer.ConsumedCapacity?.CapacityUnits ?? Number.NaN)
              return answer
            }
          : Reflect.get(target, name, target),
    })
    const { desk } = learning(counting).stores
    await desk.listOpen(facilitator.email, noon)
    return { calls: queries.length, units: queries.reduce((total, one) => total + one, 0) }
  }

  test('costs one call and as many units with two thousand reviews as with one more than it shows', async () => {
    await withDynamoDb(async client => {
      const { reviewId } = await plan(client)
      await plantSurvey(client, reviewId, { invited: 9, takenPart: 6, takenPartAt: noon })
      await listReview(client, reviewId)
      const [entry] = await partition(client, `desk#${facilitator.email}`)
      const letter = (number: number): string =>
        String(number).replaceAll(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
      const plant = async (from: number, to: number, isOpen: (number: number) => boolean): Promise<void> => {
        for (let number = from; number < to; number += 1) {
          const id = `rev_${letter(number).padStart(16, 'k')}`
          const meetingAt = plus(noon, -number * 3_600_000)
          const facet = isOpen(number) ? { facet: `desk-open#${facilitator.email}`, facetAt: meetingAt } : {}
          const { facet: _facet, facetAt: _facetAt, ...rest } = entry ?? {}
          await client.send(
            new PutCommand({
              TableName: 'learning',
              Item: { ...rest, ...facet, sk: id, id, meetingAt, at: meetingAt },
            }),
          )
        }
      }
      await plant(1, 51, () => true)
      const few = await costOf(client)
      await plant(51, 2000, number => number % 3 === 0)
      const many = await costOf(client)
      expect([few.calls, many.calls]).toEqual([1, 1])
      expect(few.units).toBeLessThanOrEqual(12)
      expect(many.units).toBeLessThanOrEqual(1.2 * few.units)
    })
  }, 120_000)

  test('says that there are others only where more are led than it shows', async () => {
    const { reviewId, incidentId } = await plan(database.client)
    expect(await home(database.client, noon)).toMatchObject({ reviews: [{ id: reviewId }], others: false })
    const later = await plan(database.client)
    await acts['cancel']?.({ client: database.client, reviewId, incidentId })
    expect(await home(database.client, noon)).toMatchObject({ reviews: [{ id: later.reviewId }], others: true })
  })

  test('tells of reviews that are over only that there are others', async () => {
    const { reviewId, incidentId } = await plan(database.client)
    await acts['cancel']?.({ client: database.client, reviewId, incidentId })
    expect(await home(database.client, noon)).toEqual({ reviews: [], others: true })
    expect(await home(database.client, noon, otherFacilitator)).toEqual({ reviews: [], others: false })
  })
})

test('an incident that is changed writes no entry where it has no review', async () => {
  const { call } = learning(database.client)
  const id = idIn((await call('POST /api/incidents', { body: incidentBody })).json)
  await call(`PATCH /api/incidents/${id}`, { body: { title: 'Otherwise' } })
  expect([await entriesIn(database.client), await partition(database.client, 'desk-due')]).toEqual([[], []])
})

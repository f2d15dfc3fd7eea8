import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { runIdSchema } from '../../functions/domain/ids.ts'
import { invitationSchema } from '../../functions/domain/people/invitation.ts'
import { cutOff, holdAt, losingReply, startDynamoDb } from '../dynamodb.ts'
import { idIn, invitation, items, organise, plantReview, row, setRow } from './setup.ts'
import { makeSealKey } from '../../functions/protocol/seal.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables } from '../survey.ts'

const { publicKey: sealKey } = await makeSealKey()

const database = ownDatabase()

type Request = Parameters<ReturnType<typeof organise>['call']>

let names = 0
const fresh = (count: number): string[] =>
  Array.from({ length: count }, () => {
    names += 1
    return `person-${names}@example.com`
  })

/**
 * What a request that is cut off answers: an error as long as anything is left to do. What was done is done, and is
 * answered so, once only the line that says so in the trace is missing, which is the last.
 */
const answersWhenCut = () => {
  let isDone = false
  let settling = 0
  return (status: number): void => {
    isDone ||= status < 300
    settling += isDone ? 1 : 0
    if (!isDone) expect(status).toBe(500)
    else expect([status < 300, settling <= settlingCalls]).toEqual([true, true])
  }
}
/**
 * Calls after the write: the rows that the desk's entry would be made of, which nobody waits for; where the chain stands, the
 * line that settles it, and once more where its place was taken.
 */
const settlingCalls = 9

/**
 * Cuts the request off at each of its calls in turn, before or after the call took effect, in a new world each time.
 * `check` gets the answer to the same request sent again. Returns the number of cuts.
 */
const atEveryCut = async <World>(
  prepare: () => Promise<{ world: World; request: Request }>,
  check: (world: World, answer: { status: number; json: unknown }) => Promise<void>,
): Promise<number> => {
  let cuts = 0
  for (const when of ['before', 'after'] as const) {
    const expectAnswer = answersWhenCut()
    for (let calls = 0; ; calls += 1) {
      const { world, request } = await prepare()
      const { client, cut } = cutOff(database.client, calls, when)
      const first = await organise(client).call(...request)
      if (!cut()) {
        expect(first.status).toBeLessThan(300)
        break
      }
      expectAnswer(first.status)
      cuts += 1
      await check(world, await organise(database.client).call(...request))
    }
  }
  return cuts
}

test.each([
  ['its claim', '"claim"'],
  ['its row', '"mailings"'],
])('a survey is answered as made where one reply to the write of %s is lost', async (_, text) => {
  const review = await plantReview(database.client)
  const losing = losingReply(database.endpoint, 'PutItem', text)
  const body = { kind: 'pre-meeting', reviewId: review.id, participants: fresh(3) }
  const { status, json } = await organise(losing.client).call('POST /api/surveys', { body })
  expect(losing.lost()).toBe(true)
  expect(status).toBe(201)
  expect(await surveysOf(review.id)).toMatchObject([{ sk: idIn(json), status: 'scheduled' }])
})

const surveysOf = async (reviewId: string) =>
  (await items(database.client, 'surveys', 'survey')).filter(item => item['reviewId'] === reviewId)

test.each([
  ['and told of', {}],
  ['and answered as made where its key comes with it', { 'idempotency-key': 'a-key-of-sixteen-or-more' }],
])(
  'a survey whose creation is cut off anywhere is created once by sending it again, %s',
  async (_, headers) => {
    const isKeyed = 'idempotency-key' in headers
    const cuts = await atEveryCut(
      async () => {
        const review = await plantReview(database.client)
        const participants = fresh(4)
        const body = { kind: 'pre-meeting', reviewId: review.id, participants }
        return { world: { review, participants }, request: ['POST /api/surveys', { body, headers }] }
      },
      async ({ review, participants }, { status, json }) => {
        if (isKeyed) expect(status).toBe(201)
        const live = (await surveysOf(review.id)).filter(item => item['status'] !== 'cancelled')
        expect(live).toHaveLength(1)
        const surveyId = String(live[0]?.['sk'])
        if (status === 201) expect(idIn(json)).toBe(surveyId)
        else expect(json).toMatchObject({ code: 'review_has_survey', surveyId })
        expect(live[0]).toMatchObject({ status: 'scheduled', queue: 'active', invited: 4 })
        const asked = await items(database.client, 'people', `participants#${surveyId}`)
        expect(asked.flatMap(({ emails }) => emails)).toStrictEqual(participants)
        const claims = await items(database.client, 'surveys', 'claim')
        expect(claims.find(({ sk }) => sk === `review#${review.id}`)).toMatchObject({ surveyId })
        const people = await items(database.client, 'people', 'person')
        const ids = new Map((await items(database.client, 'people', 'unsubscribe')).map(({ sk, email }) => [sk, email]))
        for (const email of participants) {
          const person = people.find(({ sk }) => sk === email)
          expect(ids.get(person?.['unsubscribeId'])).toBe(email)
        }
        const views = (await organise(database.client).call('GET /api/surveys?limit=200')).json
        expect(views).toEqual(expect.arrayContaining([expect.objectContaining({ id: surveyId, reviewId: review.id })]))
        expect(Array.isArray(views) && views.filter(view => view.reviewId === review.id)).toHaveLength(1)
      },
    )
    expect(cuts).toBeGreaterThan(12)
  },
  120_000,
)

test('a run believed dead cannot write its survey beside the one that took its place', async () => {
  const review = await plantReview(database.client)
  const request: Request = [
    'POST /api/surveys',
    { body: { kind: 'pre-meeting', reviewId: review.id, participants: fresh(3) } },
  ]
  const isRow = (command: object) => command instanceof PutCommand && command.input.Item?.['pk'] === 'survey'
  const slow = holdAt(database.client, isRow)
  const first = organise(slow.client).call(...request)
  await slow.reached
  const second = await organise(database.client).call(...request)
  slow.release()
  expect(second.status).toBe(201)
  expect((await first).code).toBe('review_has_survey')
  const live = (await surveysOf(review.id)).filter(item => item['status'] !== 'cancelled')
  expect(live.map(({ sk }) => sk)).toStrictEqual([idIn(second.json)])
})

const run = runIdSchema.parse(`run_${'r'.repeat(16)}`)

describe('an addition that is cut off anywhere is made once by sending it again', () => {
  const prepare = async (status: 'scheduled' | 'open') => {
    const review = await plantReview(database.client)
    const asked = fresh(3)
    const made = await organise(database.client).call('POST /api/surveys', {
      body: { kind: 'pre-meeting', reviewId: review.id, participants: asked },
    })
    const surveyId = idIn(made.json)
    const pk = `invitation#${surveyId}`
    const people = asked.map(email => invitation(surveyId, email))
    await database.client.send(new PutCommand({ TableName: 'people', Item: { pk, sk: `${run}#0000`, people } }))
    if (status === 'open') await setRow(database.client, surveyId, { status, roster: { run, chunks: 1 }, sealKey })
    const added = fresh(2)
    const request: Request = [`POST /api/surveys/${surveyId}/participants`, { body: { participants: added } }]
    return { world: { surveyId, everybody: [...asked, ...added] }, request }
  }

  test('before the opening', async () => {
    const cuts = await atEveryCut(
      () => prepare('scheduled'),
      async ({ surveyId, everybody }, { status, json }) => {
        expect([status, json]).toMatchObject([200, { invited: 5 }])
        const asked = await items(database.client, 'people', `participants#${surveyId}`)
        expect(asked.flatMap(({ emails }) => emails)).toStrictEqual(everybody)
        expect((await row(database.client, surveyId)).invited).toBe(5)
      },
    )
    expect(cuts).toBeGreaterThan(10)
  }, 120_000)

  test('while open', async () => {
    const cuts = await atEveryCut(
      () => prepare('open'),
      async ({ surveyId, everybody }, { status, json }) => {
        expect([status, json]).toMatchObject([200, { invited: 5 }])
        const survey = await row(database.client, surveyId)
        const keys = new Set([`${run}#0000`, ...survey.addedChunks.map(id => `added#${id}`)])
        const chunks = await items(database.client, 'people', `invitation#${surveyId}`)
        const invited = chunks
          .filter(({ sk }) => keys.has(String(sk)))
          .flatMap(({ people }) => invitationSchema.array().parse(people))
        expect(invited.map(({ email }) => email).toSorted()).toStrictEqual(everybody.toSorted())
        expect(survey.invited).toBe(5)
      },
    )
    expect(cuts).toBeGreaterThan(10)
  }, 120_000)
})

test('a roster whose replacement is cut off anywhere is complete after sending it again', async () => {
  const own = await startDynamoDb()
  try {
    let calls = 0
    for (const when of ['before', 'after'] as const) {
      const expectAnswer = answersWhenCut()
      for (calls = 0; ; calls += 1) {
        const { call } = organise(own.client)
        await call('PUT /api/people?replace=true', {
          body: [{ email: 'old@example.com' }, { email: 'kept@example.com' }],
        })
        const body = [{ email: 'kept@example.com', name: 'Kept' }, { email: 'new@example.com' }]
        const { client, cut } = cutOff(own.client, calls, when)
        const first = await organise(client).call('PUT /api/people?replace=true', { body })
        if (!cut()) break
        expectAnswer(first.status)
        expect((await call('PUT /api/people?replace=true', { body })).status).toBe(200)
        expect((await call('GET /api/people')).json).toMatchObject([
          { email: 'kept@example.com', name: 'Kept' },
          { email: 'new@example.com' },
        ])
        const ids = new Map((await items(own.client, 'people', 'unsubscribe')).map(({ sk, email }) => [sk, email]))
        for (const person of await items(own.client, 'people', 'person')) {
          expect(ids.get(person['unsubscribeId'])).toBe(person['sk'])
        }
      }
    }
    expect(calls).toBeGreaterThan(4)
  } finally {
    await own.stop()
  }
}, 120_000)

test('joining two addresses keeps one, whole, wherever it was cut off; nobody is lost', async () => {
  const cuts = await atEveryCut(
    async () => {
      // Joining looks at every survey that has not opened: those of the other tests would all be cut off too.
      await emptyTables(database.client, 'surveys')
      const [keep = '', leave = ''] = fresh(2)
      // Of a name that many have nobody is offered.
      const name = `Kim ${keep}`
      const body = [
        { email: keep, name },
        { email: leave, name, group: 'Ops' },
      ]
      await organise(database.client).call('PUT /api/people', { body })
      return { world: { keep, leave }, request: ['POST /api/people/join', { body: { keep, leave } }] }
    },
    async ({ keep, leave }, answer) => {
      expect(answer).toMatchObject({ status: 200, json: { email: keep, group: 'Ops' } })
      const people = (await items(database.client, 'people', 'person')).map(({ sk }) => sk)
      expect([people.includes(keep), people.includes(leave)]).toStrictEqual([true, false])
    },
  )
  expect(cuts).toBeGreaterThan(4)
})

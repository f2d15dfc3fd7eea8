import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { alikeAnswerSchema } from '../../functions/domain/roster/alike.ts'
import { ownDatabase } from '../own.ts'
import { director, outsider } from '../caller.ts'
import { emptyTables } from '../survey.ts'
import { hours, idIn, items, organise, plantReview, row } from './setup.ts'

const database = ownDatabase()

const call = (...parameters: Parameters<ReturnType<typeof organise>['call']>) =>
  organise(database.client).call(...parameters)

const offered = async () => {
  const { pairs } = alikeAnswerSchema.parse((await call('GET /api/people/alike')).json)
  return pairs.map(({ one, other }) => [one.email, other.email])
}
const roster = () => items(database.client, 'people', 'person')
const [kim, klee, bo] = ['kim.lee@example.com', 'klee@example.com', 'bo@example.com']

beforeEach(async () => {
  const body = [
    { email: kim, name: 'Kim Lee' },
    { email: klee, name: 'Kim Lee', group: 'Ops', seniority: 'senior', zone: 'Asia/Tokyo' },
    { email: bo, name: 'Bo Li' },
  ]
  await call('PUT /api/people?replace=true', { body: [] })
  await call('PUT /api/people', { body })
})

test('two addresses of one name are offered, and joined only when asked: what one lacks, the other adds', async () => {
  expect(await offered()).toStrictEqual([[kim, klee]])
  expect(await roster()).toHaveLength(3)
  const answer = await call('POST /api/people/join', { body: { keep: kim, leave: klee } })
  expect(answer.json).toMatchObject({ email: kim, name: 'Kim Lee', group: 'Ops', seniority: 'senior', zone: 'UTC' })
  expect((await roster()).map(({ sk }) => sk)).toStrictEqual([bo, kim])
  expect(await offered()).toStrictEqual([])
  // The address by which mail to the other is stopped still does so.
  const ids = await items(database.client, 'people', 'unsubscribe')
  expect(ids.map(({ email }) => email)).toContain(klee)
})

test('joining again changes nothing, and nobody is joined with whom nobody knows', async () => {
  await call('POST /api/people/join', { body: { keep: kim, leave: klee } })
  const before = await roster()
  expect((await call('POST /api/people/join', { body: { keep: kim, leave: klee } })).status).toBe(200)
  expect(await roster()).toStrictEqual(before)
  for (const body of [
    { keep: 'nobody@example.com', leave: bo },
    { keep: bo, leave: bo },
  ]) {
    expect((await call('POST /api/people/join', { body })).code).toBe('unknown_person')
  }
  expect(await roster()).toStrictEqual(before)
})

test('an address whose owner stopped mail is not joined into one that gets mail', async () => {
  const stop = { pk: 'stop', sk: klee, reason: 'unsubscribed' }
  await database.client.send(new PutCommand({ TableName: 'people', Item: stop }))
  const refused = await call('POST /api/people/join', { body: { keep: kim, leave: klee } })
  expect(refused.code).toBe('mail_stays_stopped')
  expect((await call('POST /api/people/join', { body: { keep: klee, leave: kim } })).json).toMatchObject({
    email: klee,
    stopped: 'unsubscribed',
  })
  await database.client.send(new DeleteCommand({ TableName: 'people', Key: { pk: 'stop', sk: klee } }))
})

test('what was said to be two people is not offered again, and no address is kept for it', async () => {
  for (let time = 0; time < 2; time += 1) {
    expect((await call('POST /api/people/apart', { body: { emails: [klee, kim] } })).status).toBe(200)
  }
  expect(await offered()).toStrictEqual([])
  const said = await items(database.client, 'people', 'apart')
  expect(said).toHaveLength(1)
  expect(JSON.stringify(said)).not.toMatch(/kim|klee|example/)
  expect((await call('POST /api/people/join', { body: { keep: kim, leave: klee } })).code).toBe('not_alike')
  await emptyTables(database.client, 'people')
})

test('nobody is joined with somebody who is not offered with them, so that nobody takes a colleague’s place', async () => {
  for (const [keep, leave] of [
    [bo, kim],
    [kim, bo],
  ])
    expect((await call('POST /api/people/join', { body: { keep, leave } })).code).toBe('not_alike')
  expect(await roster()).toHaveLength(3)
})

test.each([outsider, director, null])('nobody else sees or joins them', async as => {
  for (const path of ['GET /api/people/alike', 'POST /api/people/join', 'POST /api/people/apart']) {
    const answer = await call(path, path.startsWith('GET') ? { as } : { as, body: { keep: kim, leave: klee } })
    expect([401, 403]).toContain(answer.status)
  }
  expect(await roster()).toHaveLength(3)
})

test('a survey that has not opened yet asks somebody at the address that is kept, and once', async () => {
  const plan = async (participants: readonly string[]) => {
    const review = await plantReview(database.client)
    const body = { kind: 'pre-meeting', reviewId: review.id, participants, opensAt: hours(2) }
    return idIn((await call('POST /api/surveys', { body })).json)
  }
  const others = ['x@example.com', 'y@example.com', 'z@example.com']
  const [one, both] = [await plan([klee, ...others]), await plan([kim, klee, ...others])]
  await call('POST /api/people/join', { body: { keep: kim, leave: klee } })
  for (const [id, invited] of [
    [one, 4],
    [both, 4],
  ] as const) {
    const asked = (await items(database.client, 'people', `participants#${id}`)).flatMap(({ emails }) => emails)
    expect(asked).toHaveLength(4)
    expect(new Set(asked)).toStrictEqual(new Set([kim, ...others]))
    expect((await row(database.client, id)).invited).toBe(invited)
  }
})

test.each([
  { zone: 7 },
  { seniority: 'boss' },
  { name: null },
  { group: {} },
  { language: 0 },
  { unsubscribeId: null },
  { addedBy: 5 },
])('a row of the roster with %j in it is seen, and can be taken off', async odd => {
  const [stored] = await items(database.client, 'people', 'person')
  await database.client.send(new PutCommand({ TableName: 'people', Item: { ...stored, sk: bo, email: bo, ...odd } }))
  const body = [{ email: kim }, { email: klee }]
  expect(JSON.stringify((await call('GET /api/people')).json)).toContain(bo)
  expect((await call('PUT /api/people?replace=true', { body })).status).toBe(200)
  expect((await roster()).map(({ sk }) => sk)).toStrictEqual([kim, klee])
})

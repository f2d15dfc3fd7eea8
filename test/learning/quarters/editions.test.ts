import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { editionSchema } from '../../../functions/domain/learning-review/edition.ts'
import { learningReviewSchema, publishedReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { trendsSchema } from '../../../functions/domain/trends/schema.ts'
import { publishedReview, publishedReviewPiece } from '../../../functions/records/learned.ts'
import { recordsIn } from '../../../functions/learning/items/tables.store.ts'
import { director, facilitator } from '../../caller.ts'
import { cutOff, testTables } from '../../dynamodb.ts'
import { agreeOn, idIn, incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

/** Each test has a year to itself. */
let year = 2000
beforeEach(() => {
  year += 1
})
const quarter = () => `${year}-Q2`
const soon = (day = 10) => `${year}-07-${String(day).padStart(2, '0')}T09:00:00.000Z`

type Options = Parameters<ReturnType<typeof learning>['call']>[1]
const callAs = (client: DynamoDBDocumentClient, path: string, options: Options = {}) =>
  learning(client).call(path, { at: soon(), ...options })
const call = (path: string, options: Options = {}) => callAs(database.client, path, options)
const at = (rest = '', name = quarter()) => `/api/learning-reviews/${name}${rest}`

const record = async (day: number, mode = 'queue stuck', more: Record<string, unknown> = {}) => {
  const startedAt = `${year}-05-${String(day).padStart(2, '0')}T10:00:00Z`
  const body = { ...incidentBody, title: `Of ${day}`, severity: 'P3', startedAt, failureModes: [mode], ...more }
  return idIn((await call('POST /api/incidents', { body: { ...body, detectedAt: null, resolvedAt: null } })).json)
}
const change = (id: string, body: Record<string, unknown>) => call(`PATCH /api/incidents/${id}`, { body })
const publish = () => call(`POST ${at('/publish')}`)
const next = (reason: string, options: Options = {}) =>
  call(`POST ${at('/editions')}`, { at: soon(12), ...options, body: { reason } })
const takeBack = (number: number, reason: string) =>
  call(`POST ${at(`/editions/${number}/take-back`)}`, { at: soon(14), body: { reason } })
const read = async (rest = '', options: Options = {}) =>
  learningReviewSchema.parse((await call(`GET ${at(rest)}`, options)).json)
const markdown = async (rest = '.md', name = quarter()) => (await call(`GET ${at(rest, name)}`, { at: soon(20) })).text

const planted = async (): Promise<string[]> => {
  const ids: string[] = []
  for (const day of [1, 2, 3]) ids.push(await record(day, `mode ${year}`))
  return ids
}

describe('what is known later', () => {
  test('nothing stands beside an edition of which nothing has changed', async () => {
    await planted()
    await publish()
    expect((await read()).since).toBe(null)
    expect(await markdown()).toContain('Edition 1, published on')
  })

  test('late incidents stand beside it with both figures, and the figures that were published stay', async () => {
    for (let day = 1; day <= 9; day += 1) await record(day, day <= 4 ? `mode ${year}` : `alone ${year} ${day}`)
    await publish()
    const { sections } = await read()
    for (let day = 10; day < 30; day += 1) await record(day, `other ${year} ${day}`)
    const later = await read()
    expect(later.sections).toStrictEqual(sections)
    expect(later.since).toMatchObject({
      incidents: { added: 20, deleted: 0, severity: 0 },
      published: { incidents: 9, recurring: 3, of: 9 },
      now: { incidents: 29, recurring: 3, of: 29 },
    })
    const said = '20 recorded since: 9 to 29 incidents; 33% (3 of 9) to 10% (3 of 29) came back.'
    for (const end of ['.md', '.html']) expect((await markdown(end)).replaceAll('\\', '')).toContain(said)
  })

  test('each way in which an incident leaves or changes is counted apart', async () => {
    const ids = await planted()
    const more: string[] = []
    for (const day of [4, 5, 6, 7, 8]) more.push(await record(day, `alone ${year} ${day}`))
    await publish()
    const [gone = '', none = '', moved = '', severe = '', service = ''] = more
    const { json } = await call(`GET /api/incidents/${gone}`)
    const { version } = z.object({ version: z.int() }).parse(json)
    await call(`DELETE /api/incidents/${gone}?version=${version}`)
    await change(none, { status: 'retracted' })
    await change(moved, { startedAt: `${year}-03-01T10:00:00Z` })
    await change(severe, { severity: 'P1' })
    await change(service, { services: ['another'] })
    await change(ids[2] ?? '', { failureModes: [`else ${year}`] })
    expect((await read()).since?.incidents).toStrictEqual({
      added: 0,
      deleted: 1,
      uncounted: 1,
      moved: 1,
      severity: 1,
      mode: 1,
      recurrence: 1,
      corrected: 1,
    })
  })

  test('a merged failure mode and an older history are told as such', async () => {
    await record(1, `one ${year}`)
    await record(2, `two ${year}`)
    await publish()
    await call(`PATCH /api/failure-modes/one-${year}`, {
      body: { name: `one ${year}`, mergedInto: `two-${year}`, version: 1 },
    })
    const { since } = await read()
    expect(since?.incidents).toMatchObject({ mode: 1, recurrence: 1 })
    const old = { ...incidentBody, failureModes: [`two ${year}`], startedAt: `${year - 1}-09-01T10:00:00Z` }
    await call('POST /api/incidents', { body: { ...old, detectedAt: null, resolvedAt: null } })
    expect((await read()).since?.incidents).toMatchObject({ added: 0, recurrence: 2 })
  })

  test('an action that is closed later, as of an earlier day, changes what is known and not what was published', async () => {
    const action = await agreeOn(database.client, { dueOn: `${year}-12-01` }, `${year}-05-10T10:00:00.000Z`)
    await publish()
    const closing = { at: `${year}-06-20T10:00:00.000Z`, body: { status: 'completed', version: 1 } }
    const closed = await call(`PATCH /api/actions/${action}`, closing)
    expect(closed.status).toBe(200)
    const { since, sections } = await read()
    expect(since).toMatchObject({ published: { opened: 1, completed: 0 }, now: { opened: 1, completed: 1 } })
    expect(sections.actions.figures.closure.completed).toBe(0)
  })
})

describe('the next edition', () => {
  test('has a number, a date and a reason; the first stays readable and says what stands in its place', async () => {
    await planted()
    await publish()
    const first = await read()
    await record(4)
    const made = await next('The old tracker was imported.')
    expect([made.status, made.json]).toStrictEqual([
      201,
      { number: 2, publishedAt: soon(12), reason: 'The old tracker was imported.', takenBack: null },
    ])
    const second = await read()
    expect([second.edition?.number, second.since, second.sections.inventory.figures.total]).toStrictEqual([2, null, 4])
    const again = await read('?edition=1', { as: director })
    expect(again.sections).toStrictEqual(first.sections)
    expect(again.editions.map(({ number }) => number)).toStrictEqual([1, 2])
    expect(await markdown('.md?edition=1')).toContain('Edition 2, published on')
    expect(await markdown()).toContain('The old tracker was imported.')
    expect((await call(`GET ${at('?edition=3')}`)).code).toBe('unknown_edition')
    expect((await call(`GET ${at('?edition=none')}`)).code).toBe('invalid_body')
  })

  test('needs a first one, a reason, something new to say, and a facilitator', async () => {
    await planted()
    expect((await next('Why')).code).toBe('learning_review_not_published')
    await publish()
    expect((await next('Why')).code).toBe('edition_unchanged')
    await record(4)
    expect((await next(' ')).code).toBe('invalid_body')
    expect((await next('Why', { as: director })).code).toBe('not_allowed')
    expect((await call(`GET ${at('?edition=draft')}`, { as: director })).code).toBe('learning_review_not_published')
    const draft = await read('?edition=draft')
    expect([draft.edition, draft.publishedAt, draft.sections.inventory.figures.total]).toStrictEqual([null, null, 4])
  })

  test('has what facilitators have entered since; the one before does not', async () => {
    await planted()
    await publish()
    expect((await call(`PUT ${at('/notes/pulse')}`, { body: { text: 'Said later', version: 0 } })).status).toBe(200)
    expect([(await read()).sections.pulse.notes, (await read()).since]).toStrictEqual(['', null])
    expect((await read('?edition=draft')).sections.pulse.notes).toBe('Said later')
    expect((await next('What was said in the meeting')).status).toBe(201)
    expect((await read()).sections.pulse.notes).toBe('Said later')
    expect((await read('?edition=1')).sections.pulse.notes).toBe('')
  })

  test('is one, however often its request is sent, and of two at once one is told', async () => {
    await planted()
    await publish()
    await record(4)
    const headers = { 'idempotency-key': 'the-second-edition' }
    const [one, two] = await Promise.all([next('Why', { headers }), next('Why', { headers })])
    expect([one?.status, two?.status]).toStrictEqual([201, 201])
    expect(two?.json).toStrictEqual(one?.json)
    await record(5)
    expect((await next('Why', { headers })).json).toStrictEqual(one?.json)
    const answers = await Promise.all([next('Mine'), next('Yours')])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([201, 409])
    expect((await read()).editions).toHaveLength(3)
  })

  test('cut off at any call is published completely or not at all, and can be repeated', async () => {
    for (let calls = 0, cut = true; cut; calls += 5) {
      year += 1
      await planted()
      await publish()
      await record(4)
      const headers = { 'idempotency-key': `edition-after-${calls}-calls` }
      const cutting = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      const options = { at: soon(12), body: { reason: 'Why' }, headers }
      await callAs(cutting.client, `POST ${at('/editions')}`, options)
      expect((await next('Why', { headers })).status).toBe(201)
      const { editions, sections } = await read()
      expect([editions.length, sections.inventory.figures.total]).toStrictEqual([2, 4])
      cut = cutting.cut()
    }
  })
})

describe('an edition that is taken back', () => {
  test('stays readable as taken back, and the one before it stands again', async () => {
    await planted()
    await publish()
    await record(4)
    await next('More')
    const answer = await takeBack(2, 'A drill was counted.')
    expect(editionSchema.parse(answer.json).takenBack).toStrictEqual({ at: soon(14), reason: 'A drill was counted.' })
    expect(await takeBack(2, 'Another reason')).toMatchObject({ status: 200, json: answer.json })
    expect((await read()).edition?.number).toBe(1)
    const back = await read('?edition=2', { as: director })
    expect([back.edition?.takenBack?.reason, back.sections.inventory.figures.total]).toStrictEqual([
      'A drill was counted.',
      4,
    ])
    expect(await markdown('.md?edition=2')).toContain('Taken back on')
    expect((await takeBack(7, 'None')).code).toBe('unknown_edition')
  })

  test('the first leaves a draft, and the next has a number of its own', async () => {
    await planted()
    await publish()
    const note = { text: 'Better said', version: 0 }
    await takeBack(1, 'The notes name somebody.')
    expect((await call(`GET ${at()}`, { as: director })).code).toBe('learning_review_not_published')
    expect(await markdown()).toContain('The notes name somebody.')
    const list = z.array(publishedReviewSchema).parse((await call('GET /api/learning-reviews', { as: director })).json)
    expect(list.find(one => one.quarter === quarter())).toMatchObject({
      publishedAt: null,
      editions: [{ number: 1, takenBack: { reason: 'The notes name somebody.' } }],
    })
    expect((await publish()).code).toBe('edition_taken_back')
    expect((await call(`PUT ${at('/notes/pulse')}`, { body: note })).status).toBe(200)
    expect((await next('With better notes')).json).toMatchObject({ number: 2 })
    expect((await read()).sections.pulse.notes).toBe('Better said')
    expect((await publish()).json).toStrictEqual({ publishedAt: soon(12) })
  })
})

describe('the next quarter', () => {
  test('compares with what was published, and says what is known since', async () => {
    await planted()
    await publish()
    await record(4)
    const after = `${year}-Q3`
    const answer = await call(`GET ${at('', after)}`, { at: `${year}-10-05T09:00:00.000Z` })
    const { compared, sections } = learningReviewSchema.parse(answer.json)
    expect(compared).toMatchObject({
      quarter: quarter(),
      number: 1,
      used: true,
      published: { incidents: 3 },
      now: { incidents: 4 },
    })
    expect(sections.inventory.figures.before).toBe(3)
    expect(await markdown('.md', after)).toContain('Compared with edition 1 of Q2')
    expect(await markdown('.md', after)).toContain('3 to 4 incidents')
  })

  test('an edition of a quarter that still ran is named and not compared with', async () => {
    await planted()
    await call(`POST ${at('/publish')}`, { at: `${year}-05-20T09:00:00.000Z` })
    await record(25)
    const answer = await call(`GET ${at('', `${year}-Q3`)}`, { at: `${year}-10-05T09:00:00.000Z` })
    const { compared, sections } = learningReviewSchema.parse(answer.json)
    expect([compared?.used, sections.inventory.figures.before]).toStrictEqual([false, 4])
  })
})

test('an edition of an older version, which kept no list of incidents, is read and compared by its figures', async () => {
  await planted()
  const { edition: _edition, editions: _editions, since: _since, compared: _compared, ...review } = await read()
  const { add } = recordsIn({ ...testTables, documents: database.client })
  const old = { quarter: quarter(), edition: 'abc', piece: '0000' }
  await add(publishedReviewPiece, old, { text: JSON.stringify(review) })
  const stored = { at: `${year}-04-01T00:00:00.000Z`, publishedAt: soon(), edition: 'abc', pieces: 1, number: 1 }
  await add(publishedReview, { quarter: quarter() }, stored)
  expect(await read('', { as: facilitator })).toMatchObject({ edition: { number: 1, reason: null }, since: null })
  await record(4)
  expect((await read()).since).toMatchObject({ incidents: null, published: { incidents: 3 }, now: { incidents: 4 } })
})

test('the trends name the edition that stands, and say in what it differs from what is known now', async () => {
  await planted()
  await publish()
  const told = async () => {
    const { json } = await call('GET /api/trends', { as: director })
    return trendsSchema.parse(json).learning.find(each => each.quarter === quarter())?.edition
  }
  expect(await told()).toMatch(/^Edition 1 of Q2 .* says the same/)
  await record(4)
  expect(await told()).toContain('3 to 4 incidents')
  await next('One more')
  expect(await told()).toMatch(/^Edition 2 of Q2 .* says the same/)
  for (const number of [1, 2]) await takeBack(number, 'Both wrong')
  expect(await told()).toBe(null)
})

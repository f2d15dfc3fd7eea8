import { DeleteCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  boardSchema,
  channelBytes,
  deskBoardSchema,
  remarkBytes,
  remarksInBatch,
} from '../../../functions/domain/review/live.ts'
import { keyOf } from '../../../functions/records/kind.ts'
import { spacedKey } from '../../../functions/domain/review/live-link.ts'
import { liveKeyFrom } from '../../../functions/protocol/digest.ts'
import { liveKey, liveObservations } from '../../../functions/records/meetings.ts'
import { otherFacilitator, outsider } from '../../caller.ts'
import { cutOff, holdAt } from '../../dynamodb.ts'
import { keyIn, meet, participant, runSchedule, runUntilNoneIsLeft, seconds, start } from './live-setup.ts'
import { hours, learning, plan } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const rows = async (reviewId: string) => {
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: 'live', ConsistentRead: true }))
  return Items.filter(item => item['meeting'] === reviewId)
}
const changeChannel = (reviewId: string, name: string, value: number) =>
  database.client.send(
    new UpdateCommand({
      TableName: 'live',
      Key: { meeting: reviewId, id: 'channel' },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  )
const appendix = (json: unknown): string[] =>
  (json as { appendix: { text: string }[] }).appendix.map(({ text }) => text)

describe('opening the channel', () => {
  test('gives a link whose key is behind the # and is stored nowhere, in no table', async () => {
    const { opened, key } = await meet(database.client)
    expect(opened.status).toBe(201)
    expect(opened.json).toEqual({ url: `https://murmur.example.org/live/#${key}` })
    expect(key).toMatch(/^[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}$/)
    for (const TableName of ['live', 'learning']) {
      const everything = JSON.stringify((await database.client.send(new ScanCommand({ TableName }))).Items)
      for (const form of [key, key.replaceAll('-', '')]) expect(everything).not.toContain(form)
    }
  })

  test('again gives the same link, to every facilitator and on the board, and nobody is thrown out', async () => {
    const { asked, key, say, texts } = await meet(database.client)
    await say('before', seconds(1))
    expect(keyIn((await asked('POST /api/reviews/{id}/live', { at: seconds(5) })).json)).toBe(key)
    expect(keyIn((await asked('GET /api/reviews/{id}/live', { at: seconds(20) })).json)).toBe(key)
    expect(await texts(seconds(20))).toEqual(['before'])
  })

  test('by two facilitators at once opens one channel, and both get its link', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `POST /api/reviews/${reviewId}/live`
    const answers = await Promise.all([call(path, { at: start }), call(path, { at: start })])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(answers.map(({ json }) => keyIn(json))).size).toBe(1)
  })

  test('cut off at any call and asked again opens one channel, whose link is shown from then on', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        const { call, reviewId } = await plan(database.client)
        const { client, cut } = cutOff(database.client, calls, when)
        await learning(client).call(`POST /api/reviews/${reviewId}/live`, { at: start })
        const key = keyIn((await call(`POST /api/reviews/${reviewId}/live`, { at: start })).json)
        expect(keyIn((await call(`GET /api/reviews/${reviewId}/live`, { at: start })).json)).toBe(key)
        expect((await participant(database.client, key).say('heard', seconds(1))).status).toBe(201)
        if (!cut()) break
      }
    }
  })

  test('neither table alone makes the key, and after the end nothing does', async () => {
    const { asked, reviewId, key } = await meet(database.client)
    const [channel] = await rows(reviewId)
    const { Items = [] } = await database.client.send(new ScanCommand({ TableName: 'learning', ConsistentRead: true }))
    const half = String(Items.find(item => item['reviewId'] === reviewId && item['half'])?.['half'])
    expect(spacedKey(liveKeyFrom({ salt: String(channel?.['salt']) }, half))).toBe(key)
    expect(JSON.stringify(channel)).not.toContain(half)
    expect(JSON.stringify(Items)).not.toContain(channel?.['salt'])
    await asked('POST /api/reviews/{id}/live/close')
    expect(await rows(reviewId)).toEqual([])
    expect((await asked('GET /api/reviews/{id}/live')).json).toMatchObject({ url: null })
  })

  test('whose link was made before it could be shown again gets a new one when it is asked for', async () => {
    const { asked, reviewId, key } = await meet(database.client)
    const hash = String((await rows(reviewId))[0]?.['keyHash'])
    const Key = keyOf(liveKey, { hash })
    await database.client.send(new UpdateCommand({ TableName: 'learning', Key, UpdateExpression: 'REMOVE half' }))
    expect((await asked('GET /api/reviews/{id}/live')).json).toMatchObject({ state: 'open', url: null })
    expect(keyIn((await asked('POST /api/reviews/{id}/live')).json)).not.toBe(key)
  })

  test('is renewed on purpose alone: the board stays, the old link stops working', async () => {
    const { asked, key, say, look } = await meet(database.client)
    await say('before', seconds(1))
    const renewed = keyIn((await asked('POST /api/reviews/{id}/live/renew', { at: seconds(5) })).json)
    expect(renewed).not.toBe(key)
    expect((await look(seconds(20))).code).toBe('unknown_meeting')
    expect((await say('by the old link', seconds(20))).code).toBe('unknown_meeting')
    expect(await participant(database.client, renewed).texts(seconds(20))).toEqual(['before'])
  })

  test('renewed with the same Idempotency-Key, after a lost reply, it has the same link', async () => {
    const { asked } = await meet(database.client)
    const headers = { 'idempotency-key': 'the-same-key-again' }
    const [one, two] = [
      await asked('POST /api/reviews/{id}/live/renew', { headers }),
      await asked('POST /api/reviews/{id}/live/renew', { headers }),
    ]
    expect(keyIn(one.json)).toBe(keyIn(two.json))
  })

  test('is for the review’s facilitators', async () => {
    const { asked } = await meet(database.client)
    for (const path of ['', '/renew', '/hide', '/show', '/close']) {
      const call = `POST /api/reviews/{id}/live${path}`
      expect((await asked(call, { as: null })).code).toBe('not_signed_in')
      expect((await asked(call, { as: outsider })).code).toBe('not_allowed')
      expect((await asked(call, { as: otherFacilitator })).code).toBe('unknown_review')
    }
    expect((await asked('GET /api/reviews/{id}/live', { as: otherFacilitator })).code).toBe('unknown_review')
  })

  test('is refused for a cancelled review and an ended meeting', async () => {
    const one = await meet(database.client)
    await one.asked('POST /api/reviews/{id}/meeting', { body: { attendees: 3, speakers: 2, ended: true } })
    expect((await one.asked('POST /api/reviews/{id}/live')).code).toBe('meeting_ended')
    const other = await meet(database.client)
    await other.asked('POST /api/reviews/{id}/cancel')
    expect((await other.asked('POST /api/reviews/{id}/live')).code).toBe('review_cancelled')
  })
})

describe('a remark', () => {
  test('appears on the board when its batch ends, for participants and facilitators alike, and not before', async () => {
    const { say, texts, asked } = await meet(database.client)
    expect((await say('the pager was silent', seconds(3))).status).toBe(201)
    const desk = async (at: string) =>
      deskBoardSchema.parse((await asked('GET /api/reviews/{id}/live', { at })).json).remarks.length
    expect([await texts(seconds(14.9)), await desk(seconds(14.9))]).toEqual([[], 0])
    expect([await texts(seconds(15)), await desk(seconds(15))]).toEqual([['the pager was silent'], 1])
  })

  test('of one batch appears in random order, not in the order of writing', async () => {
    const { say, texts } = await meet(database.client)
    const written = Array.from({ length: 12 }, (_, index) => `remark ${index}`)
    for (const text of written) await say(text, seconds(1))
    const shown = await texts(seconds(15))
    expect(shown.toSorted()).toEqual(written.toSorted())
    expect(shown).not.toEqual(written)
  })

  test('sent again under its id is stored once, and takes no place', async () => {
    const { say, texts, reviewId } = await meet(database.client)
    const id = 'drawn-by-the-browser'
    expect((await say('once', seconds(1), id)).status).toBe(201)
    expect((await say('once', seconds(2), id)).status).toBe(200)
    expect(await texts(seconds(15))).toEqual(['once'])
    expect((await rows(reviewId)).find(row => row['id'] === 'channel')?.['inBatch']).toBe(1)
  })

  test('of each of sixty who press within four seconds is kept, across the end of a batch', async () => {
    const { say, texts } = await meet(database.client)
    const written = Array.from({ length: 60 }, (_, index) => `at once ${index}`)
    const answers = await Promise.all(written.map((text, index) => say(text, seconds(11 + (index % 40) / 10))))
    expect(answers.map(({ status }) => status)).toEqual(written.map(() => 201))
    expect((await texts(seconds(30))).toSorted()).toEqual(written.toSorted())
  })

  test('past the limit of a batch is asked to come again when the next begins, and is taken then', async () => {
    const { say, texts, reviewId } = await meet(database.client)
    await say('first', seconds(1))
    await changeChannel(reviewId, 'inBatch', remarksInBatch - 1)
    expect((await say('the last that fits', seconds(2))).status).toBe(201)
    const late = await say('one too many', seconds(3))
    expect([late.status, late.code, late.headers.get('retry-after')]).toEqual([429, 'too_many_remarks', '11'])
    expect((await say('one too many', seconds(3 + 11))).status).toBe(201)
    expect((await texts(seconds(30))).toSorted()).toEqual(['first', 'one too many', 'the last that fits'])
  })

  test('that finds no room in what a meeting can keep is refused for good, by a code that asks nobody to wait', async () => {
    const { say, reviewId } = await meet(database.client)
    await changeChannel(reviewId, 'bytes', channelBytes - remarkBytes('fits'))
    const full = await say('too long to fit', seconds(1))
    expect([full.status, full.code, full.headers.get('retry-after')]).toEqual([409, 'channel_full', null])
    expect((await say('fits', seconds(2))).status).toBe(201)
    expect((await say('x', seconds(40))).code).toBe('channel_full')
  })

  test('loses addresses and handles before it is stored', async () => {
    const { say, reviewId, texts } = await meet(database.client)
    await say('ask lena.huber@example.com or @lenah', seconds(1))
    expect(JSON.stringify(await rows(reviewId))).not.toMatch(/lena/)
    expect((await texts(seconds(15)))[0]).toMatch(/^ask /)
  })

  test('is refused by name: too long, empty, no key, another key', async () => {
    const { say, asked } = await meet(database.client)
    expect((await say('x'.repeat(501), seconds(1))).code).toBe('remark_too_long')
    expect((await say('x'.repeat(20_000), seconds(1))).code).toBe('body_too_large')
    expect((await say('  ', seconds(1))).code).toBe('invalid_body')
    expect((await asked('POST /api/live', { as: null, body: { text: 'hello' } })).code).toBe('unknown_meeting')
    expect((await participant(database.client, 'aaaa-bbbb-cccc').say('hello', seconds(1))).code).toBe('unknown_meeting')
    expect((await participant(database.client, 'nonsense').look(seconds(1))).code).toBe('unknown_meeting')
  })

  test('cut off at any call and sent again is stored once', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        const { key, texts } = await meet(database.client)
        const { client, cut } = cutOff(database.client, calls, when)
        await participant(client, key).say('whole', seconds(1), 'drawn-by-the-browser')
        await participant(database.client, key).say('whole', seconds(3), 'drawn-by-the-browser')
        expect(await texts(seconds(15))).toEqual(['whole'])
        if (!cut()) break
      }
    }
  })
})

describe('polling', () => {
  test('is answered with 304 until the board changes, and then with what came after a batch', async () => {
    const { say, look, texts } = await meet(database.client)
    const etag = (await look(seconds(1))).headers.get('etag') ?? ''
    await say('first', seconds(2))
    expect((await look(seconds(3), { 'if-none-match': etag })).status).toBe(304)
    expect((await look(seconds(3), { 'if-none-match': `W/${etag}` })).status).toBe(304)
    const changed = await look(seconds(15), { 'if-none-match': etag })
    expect([changed.status, boardSchema.parse(changed.json).batch]).toEqual([200, 1])
    await say('second', seconds(16))
    expect(await texts(seconds(30), '?after=1')).toEqual(['second'])
    expect((await look(seconds(30), {}, '?after=x')).code).toBe('invalid_body')
  })

  test('changes nothing, however often', async () => {
    const { say, look, reviewId, asked } = await meet(database.client)
    await say('first', seconds(2))
    const before = await rows(reviewId)
    await look(seconds(20))
    await look(hours(60))
    await asked('GET /api/reviews/{id}/live', { at: hours(60) })
    await asked('GET /api/reviews/{id}/agenda.json', { at: hours(60) })
    expect(await rows(reviewId)).toEqual(before)
  })
})

describe('hiding', () => {
  test('takes a remark off the board, counts it, and can be taken back; nothing leads to its writer', async () => {
    const { say, look, asked, texts, reviewId } = await meet(database.client)
    await say('a name somebody should not have typed', seconds(1))
    await say('stays', seconds(1))
    const [remark] = deskBoardSchema
      .parse((await asked('GET /api/reviews/{id}/live', { at: seconds(15) })).json)
      .remarks.filter(({ text }) => text !== 'stays')
    const body = { id: remark?.id }
    expect((await asked('POST /api/reviews/{id}/live/hide', { body })).json).toEqual({ ...body, hidden: true })
    expect(await texts(seconds(16))).toEqual(['stays'])
    expect((await look(seconds(16))).json).toMatchObject({ hidden: 1, hiddenIds: [remark?.id] })
    expect(Object.keys((await rows(reviewId)).find(row => row['id'] === remark?.id) ?? {}).toSorted()).toEqual([
      'batch',
      'hidden',
      'id',
      'meeting',
      'text',
    ])
    await asked('POST /api/reviews/{id}/live/show', { body })
    expect((await texts(seconds(16))).length).toBe(2)
    expect((await asked('POST /api/reviews/{id}/live/hide', { body: { id: `obs_${'z'.repeat(16)}` } })).code).toBe(
      'unknown_remark',
    )
  })
})

describe('hiding while the channel closes', () => {
  /** Hides, or shows, the only remark while the end of the meeting is held at the call that `matches`. */
  const race = async (hidden: boolean, matches: (command: object) => boolean) => {
    const { say, asked, reviewId } = await meet(database.client)
    await say('a name', seconds(1))
    const board = deskBoardSchema.parse((await asked('GET /api/reviews/{id}/live', { at: seconds(16) })).json)
    const body = { id: board.remarks[0]?.id }
    if (!hidden) await asked('POST /api/reviews/{id}/live/hide', { at: seconds(16), body })
    const { client, reached, release } = holdAt(database.client, matches)
    const closing = learning(client).call(`POST /api/reviews/${reviewId}/live/close`, { at: seconds(17) })
    await reached
    const press = () => asked(`POST /api/reviews/{id}/live/${hidden ? 'hide' : 'show'}`, { at: seconds(17), body })
    const pressed = await press()
    release()
    expect((await closing).status).toBe(200)
    const again = await press()
    const agenda = await asked('GET /api/reviews/{id}/agenda.json', { at: seconds(20) })
    expect(await rows(reviewId)).toEqual([])
    return { pressed, again, said: appendix(agenda.json) }
  }
  const named = (name: string, table: string) => (command: object) =>
    command.constructor.name === name && JSON.stringify(command).includes(`"TableName":"${table}"`)
  const moments = [
    ['it is filed', named('PutCommand', 'learning')],
    ['its rows go', (command: object) => command.constructor.name === 'BatchWriteCommand'],
  ] as const

  test.each(moments)('before %s leaves no word of the remark, and says so only then', async (_, matches) => {
    const { pressed, again, said } = await race(true, matches)
    expect([pressed.status, pressed.json]).toEqual([200, expect.objectContaining({ hidden: true })])
    expect(again.json).toEqual(pressed.json)
    expect(said).toEqual([])
  })

  test.each(moments)('shown again before %s, it is filed or refused as too late', async (_, matches) => {
    const { pressed, said } = await race(false, matches)
    expect(pressed.code ?? said).toEqual(pressed.status === 200 ? ['a name'] : 'meeting_ended')
  })

  test('after the end is refused as too late', async () => {
    const { say, asked } = await meet(database.client)
    await say('stays', seconds(1))
    const board = deskBoardSchema.parse((await asked('GET /api/reviews/{id}/live', { at: seconds(16) })).json)
    await asked('POST /api/reviews/{id}/live/close', { at: seconds(17) })
    const hide = 'POST /api/reviews/{id}/live/hide'
    const late = await asked(hide, { at: seconds(18), body: { id: board.remarks[0]?.id } })
    expect(late.code).toBe('meeting_ended')
    expect((await asked(hide, { at: seconds(18), body: { id: `obs_${'z'.repeat(16)}` } })).code).toBe('unknown_remark')
  })
})

describe('the end', () => {
  beforeEach(() => runUntilNoneIsLeft(database.client))

  const ending = { attendees: 4, speakers: 2, turns: [3, 1], ended: true }

  test('by the facilitator closes the channel; what is not hidden joins the appendix once, and its rows are deleted', async () => {
    const { say, look, asked, reviewId } = await meet(database.client)
    for (const text of ['alpha', 'beta', 'gamma']) await say(text, seconds(1))
    const board = deskBoardSchema.parse((await asked('GET /api/reviews/{id}/live', { at: seconds(15) })).json)
    const hidden = board.remarks.find(({ text }) => text === 'beta')
    await asked('POST /api/reviews/{id}/live/hide', { body: { id: hidden?.id } })
    await say('delta, in a batch that never came', seconds(16))
    const before = await asked('GET /api/reviews/{id}/agenda.json', { at: seconds(17) })
    expect(appendix(before.json)).toEqual([])
    for (let again = 0; again < 2; again += 1) {
      expect((await asked('POST /api/reviews/{id}/meeting', { at: seconds(18), body: ending })).status).toBe(200)
    }
    expect((await look(seconds(19))).code).toBe('meeting_ended')
    expect((await say('late', seconds(19))).code).toBe('meeting_ended')
    const agenda = await asked('GET /api/reviews/{id}/agenda.json', { at: seconds(20) })
    expect(appendix(agenda.json).toSorted()).toEqual(['alpha', 'delta, in a batch that never came', 'gamma'])
    expect(await rows(reviewId)).toEqual([])
    expect((await asked('GET /api/reviews/{id}/live', { at: seconds(20) })).json).toMatchObject({
      state: 'closed',
      filed: 3,
      filedHidden: 1,
    })
    const markdown = (await asked('GET /api/reviews/{id}/agenda.md', { at: seconds(20) })).text
    expect(markdown.split('alpha').length - 1).toBe(1)
    expect(markdown).not.toContain('beta')
  })

  test('by time: four hours after the start nothing is accepted, the agenda has everything, and the next run clears the rows', async () => {
    const { say, look, asked, reviewId } = await meet(database.client)
    await say('alpha', seconds(1))
    const late = hours(52)
    expect((await look(hours(51.99))).status).toBe(200)
    expect((await look(late)).code).toBe('meeting_ended')
    const agenda = async () => appendix((await asked('GET /api/reviews/{id}/agenda.json', { at: late })).json)
    expect(await agenda()).toEqual(['alpha'])
    expect((await say('late', late)).code).toBe('meeting_ended')
    await runSchedule(database.client, hours(51.99))
    expect(await rows(reviewId)).toHaveLength(2)
    await runSchedule(database.client, late)
    expect(await rows(reviewId)).toEqual([])
    expect(await agenda()).toEqual(['alpha'])
    expect((await asked('GET /api/reviews/{id}/live', { at: late })).json).toMatchObject({ state: 'closed', filed: 1 })
  })

  test('by time is checked once: what is closed is not read again, what was opened for longer waits', async () => {
    const ended = await meet(database.client)
    await ended.asked('POST /api/reviews/{id}/meeting', { body: ending })
    const renewed = await meet(database.client)
    await renewed.say('alpha', seconds(1))
    await renewed.asked('POST /api/reviews/{id}/live/renew', { at: hours(50) })
    expect(await runSchedule(database.client, hours(52))).toBe(2)
    expect(await runSchedule(database.client, hours(53))).toBe(0)
    expect(await rows(renewed.reviewId)).toHaveLength(2)
    expect(await runSchedule(database.client, hours(54), 1000)).toBe(0)
    expect(await runSchedule(database.client, hours(54))).toBe(1)
    expect(await rows(renewed.reviewId)).toEqual([])
    expect(await runSchedule(database.client, hours(60))).toBe(0)
  })

  test('by time: a channel that cannot be closed is reported and does not hold up the others', async () => {
    const broken = await meet(database.client)
    await broken.say('gamma', seconds(1))
    const other = await meet(database.client)
    await other.say('alpha', seconds(1))
    const Key = keyOf(liveObservations, { review: broken.reviewId })
    await database.client.send(new PutCommand({ TableName: 'learning', Item: { ...Key, version: 'none' } }))
    await expect(runSchedule(database.client, hours(53))).rejects.toThrow(AggregateError)
    expect(await rows(other.reviewId)).toEqual([])
    await database.client.send(new DeleteCommand({ TableName: 'learning', Key }))
    await runSchedule(database.client, hours(53))
    expect(await rows(broken.reviewId)).toEqual([])
  })

  test('by time: nothing stays of a channel that cannot be read', async () => {
    const { reviewId, say } = await meet(database.client)
    await say('alpha', seconds(1))
    const Key = { meeting: reviewId, id: 'channel' }
    const UpdateExpression = 'REMOVE closesAt'
    await database.client.send(new UpdateCommand({ TableName: 'live', Key, UpdateExpression }))
    await runSchedule(database.client, hours(53))
    expect(await rows(reviewId)).toEqual([])
  })

  test('by time, then opened again: what was said before is in the agenda, and the board starts empty', async () => {
    const { say, asked } = await meet(database.client)
    await say('alpha', seconds(1))
    const key = keyIn((await asked('POST /api/reviews/{id}/live', { at: hours(53) })).json)
    const again = participant(database.client, key)
    expect(await again.texts(hours(54))).toEqual([])
    await again.say('omega', hours(54))
    await asked('POST /api/reviews/{id}/live/close', { at: hours(55) })
    const agenda = await asked('GET /api/reviews/{id}/agenda.json', { at: hours(55) })
    expect(appendix(agenda.json).toSorted()).toEqual(['alpha', 'omega'])
  })

  test('cut off at any call and repeated loses nothing and doubles nothing', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        const { say, reviewId, asked } = await meet(database.client)
        const texts = Array.from({ length: 4 }, (_, index) => `said ${index}`)
        for (const text of texts) await say(text, seconds(1))
        const { client, cut } = cutOff(database.client, calls, when)
        await runSchedule(client, hours(53)).catch(() => {})
        expect(appendix((await asked('GET /api/reviews/{id}/agenda.json', { at: hours(53) })).json).toSorted()).toEqual(
          texts,
        )
        await runSchedule(database.client, hours(53.25))
        expect(appendix((await asked('GET /api/reviews/{id}/agenda.json', { at: hours(53) })).json).toSorted()).toEqual(
          texts,
        )
        expect(await rows(reviewId)).toEqual([])
        if (!cut()) break
      }
    }
  })

  test('starting at the meeting’s start however early it was opened', async () => {
    const { asked } = await meet(database.client)
    expect((await asked('GET /api/reviews/{id}/live', { at: start })).json).toMatchObject({ closesAt: hours(52) })
  })
})

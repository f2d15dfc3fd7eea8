import { handle } from 'hono/aws-lambda'
import { describe, expect, test } from 'vitest'
import { roomAgenda } from '../../../functions/domain/agenda/room.ts'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { facilitator, noon, otherFacilitator, personClaims, presented } from '../../caller.ts'
import { hours, learning, plan, plantHarvest, plantSurvey, said } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const after = { at: hours(47.2) }
const harvested = async () => {
  const planned = await plan(database.client)
  const survey = await plantHarvest(database.client, planned.reviewId)
  return { ...planned, survey, path: `/api/reviews/${planned.reviewId}/agenda` }
}

describe('the agenda', () => {
  test('holds every statement once, adds up to the meeting, and says how many took part', async () => {
    const { call, path, reviewId, survey } = await harvested()
    const agenda = agendaSchema.parse((await call(`GET ${path}.json`, after)).json)
    expect(agenda).toMatchObject({
      reviewId,
      surveyId: survey.surveyId,
      minutes: 60,
      takenPart: { counted: 4, invited: 5 },
      withheld: null,
    })
    expect(agenda.appendix.map(({ text }) => text).toSorted()).toStrictEqual(said.toSorted())
    const items = agenda.parts.flatMap(part => part.items)
    expect(items.flatMap(item => item.observationIds).toSorted()).toStrictEqual(
      agenda.appendix.map(({ id }) => id).toSorted(),
    )
    expect(items.reduce((sum, item) => sum + item.minutes, 0)).toBe(60)
  })

  test('as the room’s screen shows it has no statement but two quotes of an item, and no number of one', async () => {
    const { call, path } = await harvested()
    const agenda = agendaSchema.parse((await call(`GET ${path}.json`, after)).json)
    const { json, text } = await call(`GET ${path}/room`, after)
    expect(json).toStrictEqual(roomAgenda(agenda))
    expect(agenda.appendix.filter(({ id }) => text.includes(id))).toEqual([])
  })

  test('what needs care is read apart from it, by whoever facilitates, and is in no file', async () => {
    const planned = await plan(database.client)
    const hurt = 'I have hardly slept since that evening.'
    await plantHarvest(database.client, planned.reviewId, {
      statements: [...said, 'The pump was loud', 'Rain all day', hurt],
    })
    const path = `/api/reviews/${planned.reviewId}`
    expect((await planned.call(`GET ${path}/care`, after)).json).toEqual({ texts: [hurt], count: 1 })
    for (const format of ['md', 'html', 'json', 'ics']) {
      expect((await planned.call(`GET ${path}/agenda.${format}`, after)).text).not.toContain('hardly slept')
    }
  })

  test('of what needs care among few writers only the number is read', async () => {
    const planned = await plan(database.client)
    const statements = ['The pump was loud', 'Rain all day', 'I have hardly slept since that evening.']
    await plantHarvest(database.client, planned.reviewId, { statements })
    const { json } = await planned.call(`GET /api/reviews/${planned.reviewId}/care`, after)
    expect(json).toEqual({ texts: [], count: 1 })
  })

  test.each([
    ['md', 'text/markdown; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['json', 'application/json'],
    ['ics', 'text/calendar; charset=utf-8'],
  ])('is a file in %s, kept by no cache', async (format, contentType) => {
    const { call, path } = await harvested()
    const { status, headers, text } = await call(`GET ${path}.${format}`, after)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(contentType)
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="agenda-checkout-outage-cafe-friends-2026-11-26.${format}"`,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(text.length).toBeGreaterThan(100)
    const head = await call(`HEAD ${path}.${format}`, after)
    expect([head.status, head.text]).toStrictEqual([200, ''])
  })

  test('leaves the function as the same bytes, text or not', async () => {
    const { path } = await harvested()
    const handler = handle(learning(database.client).app)
    const { headers, authorizer } = presented(personClaims(facilitator))
    const event = {
      version: '2.0',
      routeKey: '$default',
      rawPath: `${path}.docx`,
      rawQueryString: '',
      headers: { ...headers, host: 'localhost' },
      requestContext: {
        timeEpoch: Date.parse(after.at),
        requestId: 'request-1',
        domainName: 'localhost',
        http: { method: 'GET', path: `${path}.docx` },
        authorizer,
      },
      body: null,
      isBase64Encoded: false,
    }
    const answer: unknown = await Reflect.apply(handler, undefined, [event, {}])
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true })
    const encoded = typeof answer === 'object' && answer && 'body' in answer ? String(answer.body) : ''
    expect(Buffer.from(encoded, 'base64').subarray(0, 4)).toStrictEqual(Buffer.from('PK\u0003\u0004'))
  })

  test('with many statements is read back from all its pieces', async () => {
    const { call, reviewId } = await plan(database.client)
    const statements = Array.from(
      { length: 250 },
      (_, index) => `Statement ${index}: ${'ünïcode words '.repeat(60)}end`,
    )
    await plantHarvest(database.client, reviewId, { statements })
    const agenda = agendaSchema.parse((await call(`GET /api/reviews/${reviewId}/agenda.json`, after)).json)
    expect(agenda.appendix).toHaveLength(250)
  })

  test('uses the facts as of the download', async () => {
    const { call, path, incidentId } = await harvested()
    await call(`PATCH /api/incidents/${incidentId}`, { body: { title: 'Mended title' } })
    expect((await call(`GET ${path}.json`, after)).json).toMatchObject({ title: 'Mended title' })
  })

  test('waits for the close, then for the harvest, and says until when', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantSurvey(database.client, reviewId)
    const early = await call(`GET /api/reviews/${reviewId}/agenda.md`)
    expect([early.status, early.code]).toStrictEqual([409, 'survey_not_closed'])
    expect(early.json).toMatchObject({ closesAt: hours(47) })
    const soon = await call(`GET /api/reviews/${reviewId}/agenda.md`, { at: hours(47) })
    expect([soon.status, soon.code]).toStrictEqual([409, 'not_harvested'])
    expect(soon.json).toMatchObject({ readyAt: hours(47.25) })
  })

  test('waits for the later close of a meeting that was moved, before the clock has followed it', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantSurvey(database.client, reviewId)
    await call(`PATCH /api/reviews/${reviewId}`, { body: { meetingAt: hours(72) } })
    expect((await call(`GET /api/reviews/${reviewId}/agenda.md`, { at: hours(50) })).json).toMatchObject({
      code: 'survey_not_closed',
      closesAt: hours(71),
    })
  })

  test('without a survey, or with a cancelled one, is made of the facts and says why', async () => {
    const none = await plan(database.client)
    const cancelled = await plan(database.client)
    await plantSurvey(database.client, cancelled.reviewId, { status: 'cancelled', cancelledAt: noon })
    const agendas = [none, cancelled].map(async ({ call, reviewId }) =>
      agendaSchema.parse((await call(`GET /api/reviews/${reviewId}/agenda.json`)).json),
    )
    expect(await Promise.all(agendas)).toMatchObject([
      { withheld: { reason: 'no_survey', count: 0 }, appendix: [], takenPart: null, minutes: 60 },
      { withheld: { reason: 'survey_cancelled', count: 0 }, appendix: [], takenPart: null, minutes: 60 },
    ])
    await none.call(`POST /api/reviews/${none.reviewId}/cancel`)
    expect((await none.call(`GET /api/reviews/${none.reviewId}/agenda.md`)).status).toBe(200)
  })

  test('with too few ballots shows no statement and says why', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantHarvest(database.client, reviewId, { withheld: { reason: 'too_few_ballots', count: 2 } })
    const agenda = agendaSchema.parse((await call(`GET /api/reviews/${reviewId}/agenda.json`, after)).json)
    expect(agenda).toMatchObject({ withheld: { reason: 'too_few_ballots', count: 2 }, appendix: [] })
  })

  test('has two pages for the table, as a file that runs nothing', async () => {
    const { call, reviewId } = await harvested()
    const sheet = await call(`GET /api/reviews/${reviewId}/agenda-sheet.html`, after)
    expect(sheet.status).toBe(200)
    expect(sheet.headers.get('content-disposition')).toMatch(/filename="agenda-sheet-.*\.html"/)
    expect(sheet.headers.get('content-security-policy')).toContain('sandbox')
    expect(sheet.text).toContain('How we talk today')
    expect(sheet.text).not.toContain('If it is silent')
  })

  test('has no other formats', async () => {
    const { call, path } = await harvested()
    for (const rest of ['.pdf', '.txt', '']) expect((await call(`GET ${path}${rest}`, after)).code).toBe('not_found')
  })
})

describe('edits', () => {
  const made = (id: string, title: string) => ({ id, edit: { op: 'rename', itemId: 'factors', title } })
  const [ours, theirs] = ['aaaaaaaa', 'bbbbbbbb']

  test('are added on top of the version they were based on, and shown in every download', async () => {
    const { call, path } = await harvested()
    expect((await call(`GET ${path}/edits`, after)).json).toStrictEqual({ version: 0, edits: [] })
    const body = { version: 0, add: [made(ours, 'What made it likely')], undo: [] }
    const first = await call(`POST ${path}/edits`, { ...after, body })
    const kept = { version: 1, edits: [{ ...made(ours, 'What made it likely'), by: expect.any(String) }] }
    expect([first.status, first.json]).toStrictEqual([200, kept])
    expect((await call(`GET ${path}/edits`, after)).json).toStrictEqual(kept)
    expect((await call(`GET ${path}.md`, after)).text).toContain('What made it likely')
    expect(JSON.stringify((await call(`GET ${path}/raw`, after)).json)).not.toContain('What made it likely')
    const second = await call(`POST ${path}/edits`, { ...after, body: { version: 1, undo: [ours] } })
    expect(second.json).toStrictEqual({ version: 2, edits: [] })
    expect((await call(`GET ${path}.md`, after)).text).not.toContain('What made it likely')
  })

  test('sent again after a lost reply are the version they created', async () => {
    const { call, path } = await harvested()
    const post = { ...after, body: { version: 0, add: [made(ours, 'Once')] } }
    await call(`POST ${path}/edits`, post)
    expect((await call(`POST ${path}/edits`, post)).json).toMatchObject({ version: 1, edits: [{ id: ours }] })
  })

  test('of two facilitators at once are both kept, each under its maker', async () => {
    const facilitators = [facilitator.email, otherFacilitator.email]
    const { call, reviewId } = await plan(database.client, { facilitators })
    await plantHarvest(database.client, reviewId)
    const path = `POST /api/reviews/${reviewId}/agenda/edits`
    const makers = [
      { as: facilitator, add: [made(ours, 'Ours')] },
      { as: otherFacilitator, add: [made(theirs, 'Theirs')] },
    ]
    const answers = await Promise.all(
      makers.map(({ as, add }) => call(path, { ...after, as, body: { version: 0, add } })),
    )
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200, 409]))
    const [first, second] = answers[0]?.status === 200 ? makers : makers.toReversed()
    const again = await call(path, { ...after, as: second?.as ?? null, body: { version: 1, add: second?.add } })
    expect(again.json).toStrictEqual({
      version: 2,
      edits: [first, second].flatMap(one => one?.add.map(edit => ({ ...edit, by: one.as.email })) ?? []),
    })
    const notTheirs = { ...after, as: second?.as ?? null, body: { version: 2, undo: first?.add.map(({ id }) => id) } }
    expect((await call(path, notTheirs)).code).toBe('edit_does_not_fit')
  })

  test('over a version that is not there are refused', async () => {
    const { call, path } = await harvested()
    const ahead = await call(`POST ${path}/edits`, { ...after, body: { version: 5, add: [made(ours, 'Ahead')] } })
    expect(ahead.code).toBe('changed_meanwhile')
  })

  test('that no longer fit are kept, and passed over', async () => {
    const { call, path } = await harvested()
    const gone = { id: theirs, edit: { op: 'rename', itemId: 'theme-99', title: 'Does not fit' } }
    const answer = await call(`POST ${path}/edits`, { ...after, body: { version: 0, add: [gone, made(ours, 'Fits')] } })
    expect(answer.json).toMatchObject({ version: 1, edits: [{ id: theirs }, { id: ours }] })
    const markdown = (await call(`GET ${path}.md`, after)).text
    expect(markdown).toContain('Fits')
    expect(markdown).not.toContain('Does not fit')
  })

  test('of the wrong shape are refused', async () => {
    const { call, path } = await harvested()
    const burn = { version: 0, add: [{ id: ours, edit: { op: 'burn' } }] }
    expect((await call(`POST ${path}/edits`, { ...after, body: burn })).code).toBe('invalid_body')
  })

  test('keep a hidden statement’s words out of every download', async () => {
    const { call, path } = await harvested()
    const raw = (await call(`GET ${path}/raw`, after)).json as { appendix: { id: string; text: string }[] }
    const hidden = raw.appendix[0]
    if (!hidden) throw new Error('somebody wrote something')
    const hide = { id: ours, edit: { op: 'hide', observationId: hidden.id, reason: 'It points at one person.' } }
    await call(`POST ${path}/edits`, { ...after, body: { version: 0, add: [hide] } })
    for (const format of ['md', 'html', 'json', 'ics']) {
      const { text, json } = await call(`GET ${path}.${format}`, after)
      const whole = text ?? JSON.stringify(json)
      expect(whole).not.toContain(hidden.text)
      expect(whole).not.toContain('It points at one person.')
    }
  })

  test('are for those who facilitate the review', async () => {
    const { call, path } = await harvested()
    for (const asked of [`GET ${path}/raw`, `GET ${path}/edits`])
      expect((await call(asked, { ...after, as: otherFacilitator })).status).toBe(404)
  })

  test('wait for the agenda', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantSurvey(database.client, reviewId)
    const post = { body: { version: 0, add: [made(ours, 'Early')] } }
    expect((await call(`POST /api/reviews/${reviewId}/agenda/edits`, post)).code).toBe('survey_not_closed')
  })
})

describe('receipts', () => {
  test('are public once the survey is harvested, and never cached', async () => {
    const { call, survey } = await harvested()
    const answer = await call(`GET /api/receipts/${survey.surveyId}`, { as: null, ...after })
    expect(answer.status).toBe(200)
    expect(answer.json).toStrictEqual({
      serials: ['a', 'b', 'c', 'd'].map(letter => letter.repeat(64)),
      invited: 5,
      issued: 4,
      cast: 4,
      counted: 4,
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('are not there before, nor for anything never harvested', async () => {
    const { call, reviewId } = await plan(database.client)
    const open = await plantSurvey(database.client, reviewId)
    expect((await call(`GET /api/receipts/${open.surveyId}`, { as: null })).code).toBe('not_harvested')
    const cancelled = await plantSurvey(database.client, reviewId, { status: 'cancelled' })
    expect((await call(`GET /api/receipts/${cancelled.surveyId}`, { as: null })).code).toBe('survey_cancelled')
    for (const id of [`srv_${'z'.repeat(16)}`, 'nonsense']) {
      expect((await call(`GET /api/receipts/${id}`, { as: null })).code).toBe('unknown_survey')
    }
  })
})

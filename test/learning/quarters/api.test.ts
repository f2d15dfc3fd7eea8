import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { learningReviewSchema, publishedReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { director, facilitator, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { idIn, incidentBody, learning } from '../setup.ts'
import { plantQuarters } from './quarters.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
beforeAll(async () => {
  await plantQuarters(database.client)
})

const later = '2026-10-05T09:00:00.000Z'
const callAt = (client: DynamoDBDocumentClient, at = later) => {
  const { call } = learning(client)
  return (path: string, options: Parameters<typeof call>[1] = {}) => call(path, { at, ...options })
}
/** After the three quarters that were planted. */
const callLater = (...given: Parameters<ReturnType<typeof callAt>>) => callAt(database.client)(...given)
/** Soon after the quarter that each test has to itself. */
const call = (...given: Parameters<ReturnType<typeof callAt>>) => callAt(database.client, soon())(...given)

/** Quarters without records, one for each test that publishes or enters something. */
let year = 2000
let quarter = ''
const soon = () => `${year + 1}-01-10T09:00:00.000Z`
beforeEach(() => {
  year += 1
  quarter = `${year}-Q2`
})
const path = (rest = '') => `/api/learning-reviews/${quarter}${rest}`

describe('downloads', () => {
  test.each([
    ['md', 'text/markdown; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['json', 'application/json'],
  ])('%s says the same at every later time, byte for byte, as long as nothing is written', async (format, type) => {
    const first = await callLater(`GET /api/learning-reviews/2026-Q3.${format}`)
    const second = await callAt(
      database.client,
      '2026-12-24T18:00:00.000Z',
    )(`GET /api/learning-reviews/2026-Q3.${format}`)
    expect(first.status).toBe(200)
    expect(first.headers.get('content-type')).toBe(type)
    expect(first.headers.get('content-disposition')).toBe(`attachment; filename="learning-review-2026-Q3.${format}"`)
    expect(first.headers.get('content-security-policy')).toContain('sandbox')
    expect(second.text === first.text).toBe(true)
  })

  test('all say the same: every sentence and cell of the outline is in each', async () => {
    const markdown = (await callLater('GET /api/learning-reviews/2026-Q3.md')).text
    const html = (await callLater('GET /api/learning-reviews/2026-Q3.html')).text
    for (const heading of ['Inventory', 'Patterns', 'Action audit', 'Pulse', 'Forward risks']) {
      expect(markdown).toMatch(new RegExp(`^## ${heading} \\((15|20) min\\)$`, 'm'))
      expect(html).toContain(`<h2>${heading} <small>`)
    }
    const { call: plain } = learning(database.client)
    const docx = await plain('GET /api/learning-reviews/2026-Q3.docx', { at: later })
    expect(docx.text.startsWith('PK')).toBe(true)
  })

  test('leadership reads what is published, in every format, never a draft, and changes nothing', async () => {
    for (const format of ['', '.md', '.html', '.docx', '.json']) {
      const draft = await call(`GET ${path(format)}`, { as: director })
      expect([draft.status, draft.code]).toStrictEqual([409, 'learning_review_not_published'])
      expect((await call(`GET ${path(format)}`)).status).toBe(200)
    }
    expect((await call(`POST ${path('/publish')}`, { as: director })).code).toBe('not_allowed')
    for (const input of ['/debts', '/format-changes', '/notes']) {
      expect((await call(`GET ${path(input)}`, { as: director })).code).toBe('not_allowed')
    }
    const debt = { body: { text: 'x', potential: 'low' }, as: director }
    expect((await call(`POST ${path('/debts')}`, debt)).code).toBe('not_allowed')
    const note = { body: { text: 'x', version: 0 }, as: director }
    expect((await call(`PUT ${path('/notes/pulse')}`, note)).code).toBe('not_allowed')
    await call(`POST ${path('/publish')}`)
    for (const format of ['', '.md', '.html', '.docx', '.json']) {
      const read = await call(`GET ${path(format)}`, { as: director })
      expect([read.status, read.text]).toStrictEqual([200, (await call(`GET ${path(format)}`)).text])
    }
    expect((await call(`GET ${path('/debts')}`, { as: director })).code).toBe('not_allowed')
  })

  test.each(['GET /api/learning-reviews/2026-Q3', 'GET /api/learning-reviews/2026-Q3.md'])(
    '%s: nobody without a sign-in, nor in no group',
    async name => {
      expect((await callLater(name, { as: null })).code).toBe('not_signed_in')
      expect((await callLater(name, { as: outsider })).code).toBe('not_allowed')
    },
  )

  test('a quarter that has not begun is refused, and an invalid quarter or format is not found', async () => {
    expect((await callLater('GET /api/learning-reviews/2027-Q1')).code).toBe('quarter_not_begun')
    expect((await callLater('GET /api/learning-reviews/2027-Q1.md')).code).toBe('quarter_not_begun')
    expect((await callLater('POST /api/learning-reviews/2027-Q1/publish')).code).toBe('quarter_not_begun')
    for (const name of ['2026-Q5', '2026', '2026-Q3.pdf', '2026-Q3.md.md', '2026-Q3.toString']) {
      expect((await call(`GET /api/learning-reviews/${name}`)).code).toBe('not_found')
    }
  })

  test('an empty quarter is described in words', async () => {
    const { text } = await call(`GET ${path('.md')}`)
    expect(text).toContain('No incident was recorded')
    expect(text).toContain('No pulse was published for this quarter.')
    expect(text).toContain('No known debt was entered for this quarter.')
  })

  test('external failures come with what should happen next time; those without consequences come first', async () => {
    const record = async (title: string, severity: string) =>
      idIn(
        (
          await call('POST /api/incidents', {
            body: { title, severity, services: [], startedAt: `${year}-05-03T09:00:00Z`, vendor: 'Example Pay' },
          })
        ).json,
      )
    const answered = await record('Answered', 'P1')
    await record('Not looked at', 'P3')
    await call(`PUT /api/incidents/${answered}/vendor`, {
      body: {
        knownExternalAt: `${year}-05-03T09:25:00Z`,
        breakers: { answer: 'no' },
        desiredBehaviour: 'Sell on invoice',
        outcome: { kind: 'decision', text: 'Live with it' },
        version: 0,
      },
    })
    const { json } = await call(`GET ${path('.json')}`)
    expect(learningReviewSchema.parse(json).sections.forward.figures.vendors).toMatchObject({
      lines: [
        { title: 'Not looked at', vendor: 'Example Pay', minutesUntilKnown: null, outcome: null },
        { title: 'Answered', minutesUntilKnown: 25, breakers: 'no', fallbacks: null, outcome: 'Decided: Live with it' },
      ],
      further: 0,
    })
    const { text } = await call(`GET ${path('.md')}`)
    expect(text).toContain('1 failure from outside has neither an action nor a decision for the next time.')
    expect(text).toMatch(/\| \[Answered\]\(<[^>]+\/incidents\/inc_\w+>\) \| Example Pay \|/)
    expect(text).toContain(' | Example Pay | 25 | breakers: no | Sell on invoice | Decided: Live with it |')
  })

  test('of many external failures the most severe are described, and nothing is said about the others', async () => {
    const of = { services: [], startedAt: `${year}-05-03T09:00:00Z`, vendor: 'Example Pay' }
    for (let number = 0; number < 22; number += 1) {
      await call('POST /api/incidents', {
        body: { ...of, title: `Outage ${number}`, severity: number < 4 ? 'P1' : 'P3' },
      })
    }
    const { vendors } = learningReviewSchema.parse((await call(`GET ${path('.json')}`)).json).sections.forward.figures
    expect([vendors.lines.length, vendors.further]).toEqual([15, 7])
    expect(vendors.lines.slice(0, 5).map(({ severity }) => severity)).toEqual(['P1', 'P1', 'P1', 'P1', 'P3'])
    expect((await call(`GET ${path('.md')}`)).text).toContain(
      '15 failures from outside told here, the most severe, have neither an action nor a decision',
    )
  })

  test('nothing that was entered has an effect in any format', async () => {
    const evil = '<script>alert(1)</script> | # [x](javascript:alert(1))'
    await call(`POST ${path('/debts')}`, { body: { text: evil, potential: 'high' } })
    await call(`PUT ${path('/notes/forward')}`, { body: { text: evil, version: 0 } })
    expect((await call(`GET ${path('.html')}`)).text).not.toContain('<script')
    const markdown = (await call(`GET ${path('.md')}`)).text
    expect(markdown).not.toMatch(/(?<!\\)<script/)
    expect(markdown).not.toMatch(/(?<!\\)\[x\]\(/)
  })
})

const publishedSchema = z.array(publishedReviewSchema)
const debtsSchema = z.array(z.object({ id: z.string(), text: z.string(), version: z.int() }))
const debt = { text: 'The old job scheduler', potential: 'high', service: 'billing' }

describe('what facilitators enter', () => {
  test('a debt is entered once however often it is sent, appears in the review, and can be taken back', async () => {
    const headers = { 'idempotency-key': 'debt-of-the-scheduler' }
    const { json } = await call(`POST ${path('/debts')}`, { body: debt, headers })
    await call(`POST ${path('/debts')}`, { body: debt, headers })
    const listed = debtsSchema.parse((await call(`GET ${path('/debts')}`)).json)
    expect(listed).toHaveLength(1)
    const review = learningReviewSchema.parse((await call(`GET ${path()}`)).json)
    expect(review.sections.forward.figures.debts).toStrictEqual([debt])
    await call(`PATCH ${path(`/debts/${idIn(json)}`)}`, { body: { withdrawn: true, version: 1 } })
    expect((await call(`GET ${path('/debts')}`)).json).toStrictEqual([])
  })

  test('a format change is dated within its quarter', async () => {
    const given = { text: 'Least senior first', since: `${year}-05-02` }
    const { json, status } = await call(`POST ${path('/format-changes')}`, { body: given })
    expect(status).toBe(201)
    const outside = await call(`POST ${path('/format-changes')}`, { body: { ...given, since: `${year}-07-01` } })
    expect(outside.code).toBe('invalid_body')
    const change = `PATCH ${path(`/format-changes/${idIn(json)}`)}`
    expect((await call(change, { body: { since: `${year}-07-01` } })).code).toBe('invalid_body')
    expect((await call(change, { body: { text: 'Least senior speaks first' } })).json).toMatchObject({ version: 2 })
  })

  test('of two that change the same thing, the later one is told', async () => {
    const { json } = await call(`POST ${path('/debts')}`, { body: debt })
    const change = `PATCH ${path(`/debts/${idIn(json)}`)}`
    await call(change, { body: { potential: 'low', version: 1 } })
    expect((await call(change, { body: { text: 'Mine', version: 1 } })).code).toBe('changed_meanwhile')
    expect((await call(change, { body: { potential: 'low', version: 1 } })).status).toBe(200)
    await call(`PUT ${path('/notes/pulse')}`, { body: { text: 'First', version: 0 } })
    const late = await call(`PUT ${path('/notes/pulse')}`, { body: { text: 'Second', version: 0 } })
    expect([late.status, late.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test('notes survive whatever the figures become', async () => {
    await call(`PUT ${path('/notes/patterns')}`, { body: { text: 'Ask about\nthe pool.', version: 0 } })
    const body = { ...incidentBody, startedAt: `${year}-05-05T10:00:00Z`, detectedAt: null, resolvedAt: null }
    await call('POST /api/incidents', { body })
    const review = learningReviewSchema.parse((await call(`GET ${path()}`)).json)
    expect(review.sections.inventory.figures.total).toBe(1)
    expect(review.sections.patterns.notes).toBe('Ask about\nthe pool.')
    expect((await call(`GET ${path('.md')}`)).text).toContain('### Notes\n\nAsk about  \nthe pool.')
  })

  test('unknown and impossible items are refused by name', async () => {
    const none = 'a'.repeat(16)
    expect((await call(`PATCH ${path(`/debts/deb_${none}`)}`, { body: {} })).code).toBe('unknown_debt')
    expect((await call(`PATCH ${path(`/format-changes/fmt_${none}`)}`, { body: {} })).code).toBe(
      'unknown_format_change',
    )
    expect((await call(`PUT ${path('/notes/gossip')}`, { body: { text: '', version: 0 } })).code).toBe('not_found')
    expect((await call(`POST ${path('/debts')}`, { body: { text: '', potential: 'high' } })).code).toBe('invalid_body')
    expect((await call(`POST ${path('/debts')}`, { body: { text: 'x', potential: 'huge' } })).code).toBe('invalid_body')
  })
})

describe('publishing', () => {
  test('freezes every format; what is entered or happens afterwards is left out', async () => {
    await call(`POST ${path('/debts')}`, { body: debt })
    const { json, status } = await call(`POST ${path('/publish')}`)
    expect([status, json]).toStrictEqual([200, { publishedAt: soon() }])
    const before = learningReviewSchema.parse((await call(`GET ${path()}`)).json)
    const body = { ...incidentBody, startedAt: `${year}-05-05T10:00:00Z`, detectedAt: null, resolvedAt: null }
    await call('POST /api/incidents', { body })
    for (const [name, sent] of [
      [`POST ${path('/debts')}`, debt],
      [`POST ${path('/format-changes')}`, { text: 'x', since: `${year}-05-02` }],
      [`PUT ${path('/notes/pulse')}`, { text: 'x', version: 0 }],
    ] as const) {
      expect((await call(name, { body: sent })).status).toBeLessThan(300)
    }
    for (const end of ['', '.json']) {
      const { since, ...after } = learningReviewSchema.parse((await call(`GET ${path(end)}`)).json)
      expect({ ...after, since: null }).toStrictEqual(before)
      expect(since?.incidents?.added).toBe(1)
    }
    const markdown = (await call(`GET ${path('.md')}`)).text
    expect(markdown).toContain('it no longer changes')
    expect(markdown).toContain('No incident was recorded')
  })

  test('adds it to leadership’s list, the latest quarter first, and nothing else to it', async () => {
    const list = async (as = director) => {
      const { json } = await call('GET /api/learning-reviews', { as })
      return publishedSchema.parse(json).filter(({ quarter: name }) => name.startsWith(String(year)))
    }
    await call(`POST ${path('/debts')}`, { body: debt })
    expect(await list()).toStrictEqual([])
    await call(`POST ${path('/publish')}`)
    quarter = `${year}-Q3`
    await call(`POST ${path('/publish')}`)
    const published = [`${year}-Q3`, `${year}-Q2`].map(name => ({
      quarter: name,
      publishedAt: soon(),
      editions: [{ number: 1, publishedAt: soon(), reason: null, takenBack: null }],
    }))
    expect(await list()).toStrictEqual(published)
    expect(await list(facilitator)).toStrictEqual(published)
    expect((await call('GET /api/learning-reviews', { as: null })).code).toBe('not_signed_in')
    expect((await call('GET /api/learning-reviews', { as: outsider })).code).toBe('not_allowed')
    expect((await call('POST /api/learning-reviews', { as: director })).code).toBe('not_allowed')
  })

  test('twice, or twice at once, publishes once', async () => {
    const publish = (at: string) => callAt(database.client, at)(`POST ${path('/publish')}`)
    const [first, second] = await Promise.all([publish(soon()), publish(`${year + 1}-01-10T09:00:01.000Z`)])
    expect(first?.json).toStrictEqual(second?.json)
    expect((await publish(`${year + 1}-02-01T00:00:00.000Z`)).json).toStrictEqual(first?.json)
  })

  test('cut off at any call publishes completely or not at all, and can be repeated', async () => {
    for (let calls = 0, cut = true; cut; calls += 4) {
      for (const when of ['before', 'after'] as const) {
        year = 2001 + calls / 4
        quarter = `${year}-${when === 'before' ? 'Q3' : 'Q4'}`
        await call(`POST ${path('/debts')}`, { body: debt })
        const cutting = cutOff(database.client, calls, when)
        await callAt(cutting.client, soon())(`POST ${path('/publish')}`)
        const { sections } = learningReviewSchema.parse((await call(`GET ${path()}`)).json)
        expect(sections.forward.figures.debts).toStrictEqual([debt])
        const again = `${year + 1}-01-11T09:00:00.000Z`
        const answer = await callAt(database.client, again)(`POST ${path('/publish')}`)
        expect([soon(), again]).toContain(z.object({ publishedAt: z.string() }).parse(answer.json).publishedAt)
        cut = cutting.cut()
      }
    }
  })
})

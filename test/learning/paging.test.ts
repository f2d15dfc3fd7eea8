import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { putAll } from '../../functions/aws/documents.ts'
import type { Item } from '../../functions/records/kind.ts'
import { pageBytes } from '../../functions/domain/page.ts'
import { actionIdSchema } from '../../functions/domain/ids.ts'
import { sampleAction } from '../domain/action/sample.ts'
import { type Answer, director, facilitator, otherFacilitator, outsider, type Persona } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { learning } from './setup.ts'
import { actionItem } from '../keys.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()
const planted = 23
beforeAll(async () => {
  const all = Array.from({ length: planted }, (_, number) => number)
  await putAll(
    database.client,
    'learning',
    Object.values(lists).flatMap(({ item }) => all.map(item)),
  )
})

const id = (prefix: string, number: number): string =>
  `${prefix}_${String(number)
    .replace(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
    .padStart(16, 'k')}`
/** Some of them share an instant. */
const instant = (number: number): string =>
  `2026-08-${String(1 + (Math.floor(number / 3) % 28)).padStart(2, '0')}T10:00:00.000Z`

const action = (number: number, more: object = {}) =>
  sampleAction({
    id: actionIdSchema.parse(id('act', number)),
    text: `Action ${number}`,
    dueOn: instant(number).slice(0, 10),
    openedAt: instant(number),
    progressAt: instant(number),
    ...more,
  })
const closed = (number: number, status: 'completed' | 'deprioritised') =>
  actionItem(action(number, { status, closedAt: instant(number), reason: 'no room' }))

const facilitators = (number: number) => (number % 2 === 0 ? [facilitator, otherFacilitator] : [facilitator])
const review = (number: number): Item => ({
  pk: `review#${id('rev', number)}`,
  sk: 'review',
  kind: 'review',
  at: instant(number),
  id: id('rev', number),
  incidentId: id('inc', number),
  title: `Review ${number}`,
  startedAt: instant(number),
  meetingAt: instant(number),
  zone: 'UTC',
  durationMinutes: 60,
  facilitators: facilitators(number).map(({ email, name }) => ({ email, name })),
  status: 'planned',
  version: 1,
})

interface List {
  readonly path: string
  readonly item: (number: number) => Item
  readonly at: string
  readonly newestFirst: boolean
}
const lists = {
  incidents: {
    path: '/api/incidents?quarter=2026-Q3',
    at: 'startedAt',
    newestFirst: true,
    item: number => ({
      pk: `incident#${id('inc', number)}`,
      sk: 'incident',
      kind: 'incident#2026-Q3',
      at: instant(number),
      id: id('inc', number),
      version: 1,
      title: `Incident ${number}`,
      severity: 'P2',
      startedAt: instant(number),
    }),
  },
  underWay: { path: '/api/actions', at: 'dueOn', newestFirst: false, item: number => actionItem(action(number)) },
  opened: {
    path: '/api/actions?quarter=2026-Q3&status=in_progress',
    at: 'openedAt',
    newestFirst: false,
    item: number => actionItem(action(1000 + number, { status: 'in_progress', dueOn: '2026-09-30' })),
  },
  completed: {
    path: '/api/actions?status=completed&quarter=2026-Q3',
    at: 'closedAt',
    newestFirst: true,
    item: number => closed(2000 + number, 'completed'),
  },
  deprioritised: {
    path: '/api/actions?status=deprioritised',
    at: 'closedAt',
    newestFirst: true,
    item: number => closed(3000 + number, 'deprioritised'),
  },
  counterfactuals: {
    path: '/api/counterfactuals',
    at: 'id',
    newestFirst: true,
    item: number => ({
      pk: `counterfactual#${id('cfa', number)}`,
      sk: 'counterfactual',
      kind: 'counterfactual',
      at: instant(number),
      id: id('cfa', number),
      version: 1,
      text: `Condition ${number}`,
      sightings: [{ incidentId: id('inc', number), reviewId: id('rev', number), at: instant(number) }],
      generalisability: null,
      cost: null,
      changeable: null,
      intervention: null,
    }),
  },
  lessons: {
    path: '/api/lessons',
    at: 'at',
    newestFirst: true,
    item: number => ({
      pk: `lesson#${id('les', number)}`,
      sk: 'lesson',
      kind: 'lesson',
      at: instant(number),
      id: id('les', number),
      version: 1,
      text: `Lesson ${number}`,
      reviewId: id('rev', number),
      incidentId: id('inc', number),
      title: `Review ${number}`,
    }),
  },
  reviews: { path: '/api/reviews', at: 'meetingAt', newestFirst: true, item: review },
  records: {
    path: '/api/lessons/records',
    at: 'meetingAt',
    newestFirst: true,
    item: number => ({
      pk: `review#${id('rev', number)}`,
      sk: 'record',
      kind: 'record',
      at: instant(number),
      version: 1,
      reviewId: id('rev', number),
      incidentId: id('inc', number),
      title: `Review ${number}`,
      meetingAt: instant(number),
      understanding: 'What we agreed on',
      factors: [],
      decisions: [],
    }),
  },
} as const satisfies Record<string, List>
const names = Object.keys(lists) as (keyof typeof lists)[]

const now = '2026-09-15T10:00:00.000Z'
const ask = (path: string, as: Persona | null = facilitator, client = database.client): Promise<Answer> =>
  learning(client).call(`GET ${path}`, { at: now, as })
const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`
const nextOf = ({ headers }: Answer): string | null =>
  /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null
const itemsSchema = z.array(z.record(z.string(), z.unknown()))
const keyOf = (item: Record<string, unknown>): string => String(item['id'] ?? item['reviewId'])

const readOn = async (path: string, as: Persona, between: (page: number) => Promise<void> = async () => {}) => {
  const pages: Record<string, unknown>[][] = []
  for (let next: string | null = path; next !== null; ) {
    const answer = await ask(next, as)
    expect(answer.status).toBe(200)
    pages.push(itemsSchema.parse(answer.json))
    next = nextOf(answer)
    await between(pages.length)
  }
  return pages
}

describe.each(names)('the list of %s', name => {
  const { path, at, newestFirst, item }: List = lists[name]

  test('leaves out unreadable items and reports their reason without their content', async () => {
    const lines = vi.spyOn(console, 'log').mockImplementation(() => {})
    const damaged = { ...item(5000), version: 'a secret' }
    await putAll(database.client, 'learning', [damaged])
    const whole = itemsSchema.parse((await ask(withQuery(path, 'limit=200'))).json)
    expect(whole.length).toBeGreaterThanOrEqual(planted)
    expect(whole.map(keyOf)).not.toContain(keyOf(damaged))
    const told = lines.mock.calls.flat().map(String)
    lines.mockRestore()
    expect(told.filter(line => line.includes('version: invalid_type')).length).toBeGreaterThan(0)
    expect(told.join(' ')).not.toContain('secret')
  })

  test('joined over all its pages is the list: each item once, in order, whatever the page size', async () => {
    const whole = itemsSchema.parse((await ask(withQuery(path, 'limit=200'))).json)
    expect(whole.length).toBeGreaterThanOrEqual(planted)
    const property = fc.asyncProperty(fc.integer({ min: 1, max: planted + 2 }), async limit => {
      const pages = await readOn(withQuery(path, `limit=${limit}`), facilitator)
      const joined = pages.flat()
      expect(joined.map(keyOf)).toStrictEqual(whole.map(keyOf))
      expect(new Set(joined.map(keyOf)).size).toBe(whole.length)
      expect(pages.every((page, index) => page.length === limit || index === pages.length - 1)).toBe(true)
      expect(pages.at(-1)?.length).toBeGreaterThan(0)
    })
    await fc.assert(property, { numRuns: 6 })
    if (at === 'id') return
    const order = whole.map(item => String(item[at]))
    expect(order).toStrictEqual(newestFirst ? order.toSorted().toReversed() : order.toSorted())
  })

  test('a cursor that is cut, altered, made up or from another list is refused', async () => {
    const next = nextOf(await ask(withQuery(path, 'limit=2'))) ?? ''
    const cursor = new URL(next, 'https://murmur.example.org').searchParams.get('cursor') ?? ''
    const [place = '', check = ''] = cursor.split('.')
    const other = Buffer.from(JSON.stringify(['2026', 'x', 'y'])).toString('base64url')
    for (const bad of ['', 'x', place, cursor.slice(0, -1), `${other}.${check}`, `${place}x.${check}`, `${cursor}.x`]) {
      const answer = await ask(withQuery(path, `limit=2&cursor=${bad}`))
      expect([bad, answer.status, answer.code]).toStrictEqual([bad, 400, 'bad_cursor'])
    }
    for (const one of names.filter(one => one !== name)) {
      expect((await ask(withQuery(lists[one].path, `cursor=${cursor}`))).code).toBe('bad_cursor')
    }
    // The page size may change between pages.
    expect((await ask(withQuery(path, `cursor=${cursor}&limit=5`))).status).toBe(200)
  })

  test('a page of size zero, or too large, is refused', async () => {
    for (const limit of ['0', '-1', '201', '1.5', 'many', '']) {
      expect((await ask(withQuery(path, `limit=${limit}`))).code).toBe('invalid_body')
    }
  })

  test('the next page needs a sign-in, in the right role', async () => {
    const next = nextOf(await ask(withQuery(path, 'limit=2'))) ?? ''
    expect((await ask(next, null)).code).toBe('not_signed_in')
    // The library is everybody's who signs in.
    const isForAll = path.startsWith('/api/lessons')
    for (const as of [outsider, director]) expect((await ask(next, as)).code).toBe(isForAll ? undefined : 'not_allowed')
  })

  test('cut off at any call nothing is lost: the page is read again', async () => {
    const first = withQuery(path, 'limit=2')
    const whole = (await ask(first)).text
    for (let calls = 0, cut = true; cut; calls += 1) {
      const cutting = cutOff(database.client, calls, 'before')
      const answer = await ask(first, facilitator, cutting.client)
      cut = cutting.cut()
      expect(answer.status).toBe(cut ? 500 : 200)
    }
    expect((await ask(first)).text).toBe(whole)
  })
})

test('reviews of other facilitators are passed over, page by page', async () => {
  for (const path of [lists.reviews.path, lists.records.path]) {
    const pages = await readOn(withQuery(path, 'limit=3'), otherFacilitator)
    expect(pages.flat()).toHaveLength(Math.ceil(planted / 2))
    expect(pages.slice(0, -1).every(page => page.length === 3)).toBe(true)
  }
})

test('while items are added, each that was there at the beginning comes once, in order', async () => {
  const { path, item } = lists.incidents
  const before = itemsSchema.parse((await ask(withQuery(path, 'limit=200'))).json).map(keyOf)
  let added = 500
  const pages = await readOn(withQuery(path, 'limit=4'), facilitator, async () => {
    await putAll(database.client, 'learning', [item(added), item(added + 1)])
    added += 7
  })
  const seen = pages.flat().map(keyOf)
  expect(seen.filter(key => before.includes(key))).toStrictEqual(before)
  expect(new Set(seen).size).toBe(seen.length)
})

test('a page ends before an answer is too large for Lambda, however few items that are', async () => {
  const note = { at: '2030-08-01T10:00:00.000Z', text: '"'.repeat(2000) }
  const openedAt = '2030-08-01T10:00:00.000Z'
  const heavy = Array.from({ length: 12 }, (_, number) =>
    actionItem(action(5000 + number, { openedAt, notes: Array.from({ length: 100 }, () => note) })),
  )
  await putAll(database.client, 'learning', heavy.slice(0, 4))
  await putAll(database.client, 'learning', heavy.slice(4, 8))
  await putAll(database.client, 'learning', heavy.slice(8))
  const sizes: number[] = []
  let found = 0
  for (let next: string | null = '/api/actions?quarter=2030-Q3'; next !== null; ) {
    const answer = await ask(next)
    found += itemsSchema.parse(answer.json).length
    // The size of the body's text within Lambda's answer.
    sizes.push(JSON.stringify(answer.text).length)
    next = nextOf(answer)
  }
  expect(found).toBe(heavy.length)
  expect(Math.max(...sizes)).toBeLessThan(6_000_000)
  expect(Math.max(...sizes)).toBeGreaterThan(pageBytes)
})

test('completed actions without a quarter are those of the current one, on the next page too', async () => {
  const first = await ask('/api/actions?status=completed&limit=2')
  const next = nextOf(first) ?? ''
  expect(next).toContain('quarter=2026-Q3')
  const later = await learning(database.client).call(`GET ${next}`, { at: '2026-10-02T10:00:00.000Z' })
  expect(later.status).toBe(200)
  expect(itemsSchema.parse(later.json)).toHaveLength(2)
})

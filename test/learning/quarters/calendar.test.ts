import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { type Calendar, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { trendsSchema } from '../../../functions/domain/trends/schema.ts'
import { director } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { actionBody, idIn, incidentBody, learning } from '../setup.ts'

const database = ownDatabase()
const auckland: Calendar = { zone: 'Pacific/Auckland', yearStartsIn: 1 }
const losAngeles: Calendar = { zone: 'America/Los_Angeles', yearStartsIn: 1 }

type Options = Parameters<ReturnType<typeof learning>['call']>[1]
const at = '2026-11-15T09:00:00.000Z'
const call = (calendar: Calendar, path: string, options: Options = {}) =>
  learning(database.client, calendar).call(path, { at, ...options })

const alone = { ...incidentBody, detectedAt: null, resolvedAt: null }
const record = async (calendar: Calendar, body: Record<string, unknown>) =>
  idIn((await call(calendar, 'POST /api/incidents', { body: { ...alone, ...body } })).json)

const listed = async (calendar: Calendar, quarter: string): Promise<string[]> =>
  z
    .array(z.object({ title: z.string() }))
    .parse((await call(calendar, `GET /api/incidents?quarter=${quarter}`)).json)
    .map(({ title }) => title)

const read = async (calendar: Calendar, quarter: string, options: Options = {}) =>
  learningReviewSchema.parse((await call(calendar, `GET /api/learning-reviews/${quarter}`, options)).json)

const trendsOf = async (calendar: Calendar, options: Options = {}) =>
  trendsSchema.parse((await call(calendar, 'GET /api/trends', { as: director, ...options })).json)

const totals = async (calendar: Calendar, quarter: string) => {
  const { learning: rows } = await trendsOf(calendar)
  return {
    list: (await listed(calendar, quarter)).length,
    table: (await call(calendar, `GET /api/incidents.csv?quarter=${quarter}`)).text.trim().split('\n').length - 1,
    review: (await read(calendar, quarter)).sections.inventory.figures.total,
    trends: rows.find(row => row.quarter === quarter)?.incidents.total ?? 0,
    figures: (await learning(database.client, calendar).stores.figures.figuresOf(quarter, at))?.incidents.total ?? 0,
  }
}
const all = (count: number) => ({ list: count, table: count, review: count, trends: count, figures: count })

describe('an incident at 09:00 on 1 October in Auckland, and one at 20:00 on 30 September in Los Angeles', () => {
  const [south, west] = ['Ninth hour in Auckland', 'Evening in Los Angeles']
  const both = async () => {
    await record(auckland, { title: south, startedAt: '2026-09-30T20:00:00Z', zone: 'Pacific/Auckland' })
    await record(auckland, { title: west, startedAt: '2026-10-01T03:00:00Z', zone: 'America/Los_Angeles' })
  }

  test('count in the quarter that it was for the organisation, on every page alike', async () => {
    await both()
    expect(await totals(auckland, '2026-Q4')).toStrictEqual(all(2))
    expect(await totals(auckland, '2026-Q3')).toStrictEqual(all(0))
    // The same records, as an organisation in Los Angeles has them.
    expect(await totals(losAngeles, '2026-Q3')).toStrictEqual(all(2))
    expect(await totals(losAngeles, '2026-Q4')).toStrictEqual(all(0))
    // And as they are without a word about it, in UTC.
    expect(await listed(usualCalendar, '2026-Q3')).toStrictEqual([south])
    expect(await listed(usualCalendar, '2026-Q4')).toStrictEqual([west])
  })

  test('are told with the days of that quarter and whose they are', async () => {
    const { text } = await call(auckland, 'GET /api/learning-reviews/2026-Q3.md')
    expect(text).toContain('Figures up to Wednesday 30 September 2026')
    expect(text).toContain('Pacific/Auckland')
    expect((await call(usualCalendar, 'GET /api/learning-reviews/2026-Q3.md')).text).not.toContain('The quarter is ')
  })
})

describe('a year that begins in February', () => {
  const february: Calendar = { zone: 'UTC', yearStartsIn: 2 }

  test('has its first quarter from February to April, named after the year in which it ends', async () => {
    await record(february, { title: 'January', startedAt: '2025-01-31T23:59:00Z' })
    await record(february, { title: 'February', startedAt: '2025-02-01T00:00:00Z' })
    await record(february, { title: 'April', startedAt: '2025-04-30T23:59:00Z' })
    await record(february, { title: 'May', startedAt: '2025-05-01T00:00:00Z' })
    expect(await listed(february, '2026-Q1')).toStrictEqual(['April', 'February'])
    expect(await totals(february, '2026-Q1')).toStrictEqual(all(2))
    expect(await read(february, '2026-Q1')).toMatchObject({ calendar: february, to: '2025-04-30', over: true })
    const { text } = await call(february, 'GET /api/learning-reviews/2026-Q1.md')
    expect(text).toContain('Q1 FY2026')
    // Nor is the quarter before named otherwise, whose actions are looked at.
    expect(text).toContain('No action was opened in Q4 FY2025')
    expect(text).not.toMatch(/2025-Q4|Q4 2025/)
  })

  test('goes through a quarter of two shelves page by page, each incident once', async () => {
    const seen: string[] = []
    let next: string | null = '/api/incidents?quarter=2026-Q1&limit=1'
    while (next) {
      const answer = await call(february, `GET ${next}`)
      seen.push(
        ...z
          .array(z.object({ title: z.string() }))
          .parse(answer.json)
          .map(({ title }) => title),
      )
      const link: string | null = answer.headers.get('link')
      next = /<([^>]*)>/.exec(link ?? '')?.[1] ?? null
    }
    expect(seen).toStrictEqual(['April', 'February'])
  })

  test('has the actions of its quarters, and refuses a format change of another', async () => {
    const opened = { at: '2025-02-03T09:00:00.000Z', body: { ...actionBody, dueOn: '2025-12-01' } }
    await call(february, 'POST /api/actions', opened)
    const inQuarter = async (quarter: string) =>
      z.array(z.unknown()).parse((await call(february, `GET /api/actions?quarter=${quarter}`)).json).length
    expect([await inQuarter('2025-Q4'), await inQuarter('2026-Q1')]).toStrictEqual([0, 1])
    const enter = (since: string) =>
      call(february, 'POST /api/learning-reviews/2026-Q1/format-changes', { body: { text: 'A round first', since } })
    expect((await enter('2025-01-31')).status).toBe(400)
    expect((await enter('2025-02-01')).status).toBe(201)
  })
})

test('a day alone lies in the quarter that has this day, whatever the hour is elsewhere', async () => {
  const day = (instant: string, zone: string, title: string) =>
    record(losAngeles, { title, startedAt: instant, zone, unknown: ['timeOfDay'] })
  await day('2024-09-30T11:00:00Z', 'Pacific/Auckland', 'The first of October, in Auckland')
  await day('2024-10-01T00:00:00Z', 'UTC', 'The first of October')
  await day('2024-09-30T00:00:00Z', 'UTC', 'The last of September')
  expect((await listed(losAngeles, '2024-Q4')).toSorted()).toStrictEqual([
    'The first of October',
    'The first of October, in Auckland',
  ])
  expect(await listed(losAngeles, '2024-Q3')).toStrictEqual(['The last of September'])
  const { figuresOf } = learning(database.client, losAngeles).stores.figures
  expect(
    [await figuresOf('2024-Q3', at), await figuresOf('2024-Q4', at)].map(one => one?.incidents.total),
  ).toStrictEqual([1, 2])
})

describe('another calendar than before', () => {
  const before = usualCalendar
  const after: Calendar = { zone: 'UTC', yearStartsIn: 2 }

  test('counts every quarter anew, and nothing of the old figures', async () => {
    for (const month of ['01', '02', '03']) {
      await record(before, { title: `Of ${month}`, startedAt: `2023-${month}-10T10:00:00Z` })
    }
    const of = async (calendar: Calendar, quarter: string) =>
      (await learning(database.client, calendar).stores.figures.figuresOf(quarter, at))?.incidents.total ?? null
    expect(await of(before, '2023-Q1')).toBe(3)
    expect([await of(after, '2023-Q4'), await of(after, '2024-Q1'), await of(after, '2023-Q1')]).toStrictEqual([
      1,
      2,
      null,
    ])
    // A write stores it; whoever goes back has the old quarters again.
    await record(after, { title: 'Of April', startedAt: '2023-04-10T10:00:00Z' })
    expect([await of(after, '2024-Q1'), await of(before, '2023-Q1'), await of(before, '2023-Q2')]).toStrictEqual([
      3, 3, 1,
    ])
  })

  test('an edition keeps its name and its days, and says that nothing stands beside it', async () => {
    const options = { at: '2023-07-10T09:00:00.000Z' }
    await call(before, 'POST /api/learning-reviews/2023-Q2/publish', options)
    const kept = await read(after, '2023-Q2', { as: director })
    expect(kept).toMatchObject({ quarter: '2023-Q2', to: '2023-06-30', since: null, calendarNow: after })
    const { text } = await call(after, 'GET /api/learning-reviews/2023-Q2.md')
    expect(text).toContain('another calendar')
    expect(text).toContain('Learning review Q2 2023')
    const listedEditions = await call(after, 'GET /api/learning-reviews', { as: director })
    expect(listedEditions.json).toContainEqual(expect.objectContaining({ quarter: '2023-Q2' }))
  })

  test('the trends and the next review say that an edition of that name has other days', async () => {
    await record(after, { title: 'In the second quarter', startedAt: '2022-06-10T10:00:00Z' })
    const row = (await trendsOf(after, { at: '2023-08-01T09:00:00.000Z' })).learning.find(
      one => one.quarter === '2023-Q2',
    )
    expect(row?.edition).toContain('other days')
    const next = await call(after, 'GET /api/learning-reviews/2023-Q3.md')
    expect(next.text).toContain('has other days')
    expect(await read(after, '2023-Q3')).toMatchObject({ compared: { used: false } })
  })

  test('an edition of a quarter that is still to come by the new calendar stays readable', async () => {
    await call(after, 'POST /api/learning-reviews/2027-Q1/publish', { at: '2026-08-01T09:00:00.000Z' })
    const kept = await call(before, 'GET /api/learning-reviews/2027-Q1', { as: director })
    expect(kept.status).toBe(200)
  })
})

import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { importRunSchema, undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { cutOff } from '../../dynamodb.ts'
import { hours, idIn, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const world = (client = database.client) => learning(client)

const send = (body: unknown, query: string, client = database.client, key = '') =>
  world(client).call(`POST /api/incidents/import${query}`, {
    body,
    ...(key ? { headers: { 'idempotency-key': key } } : {}),
  })
const mapped = (mapping: object) => `mapping=${encodeURIComponent(JSON.stringify({ anyTime: true, ...mapping }))}`
const take = async (body: unknown, mapping: object = {}, more = '') =>
  importAnswerSchema.parse((await send(body, `?${mapped(mapping)}${more}`)).json)
const look = (body: unknown, mapping: object = {}) => take(body, mapping, '&dryRun=true')
const listed = async (quarter: string) =>
  z.array(incidentViewSchema).parse((await world().call(`GET /api/incidents?quarter=${quarter}`)).json)
const only = async (quarter: string) => {
  const all = await listed(quarter)
  expect(all.map(({ title }) => title)).toHaveLength(1)
  return all[0] ?? expect.fail('there is none')
}
const change = async (id: string, body: object) =>
  expect((await world().call(`PATCH /api/incidents/${id}`, { body })).status).toBe(200)
const undo = async (id: unknown, client = database.client) =>
  undoAnswerSchema.parse((await world(client).call(`DELETE /api/incidents/imports/${String(id)}`)).json)
const review = async (incidentId: string) => {
  const body = { incidentId, meetingAt: hours(48), zone: 'Europe/Berlin', durationMinutes: 60 }
  const id = idIn((await world().call('POST /api/reviews', { body })).json)
  return async () =>
    z
      .looseObject({ title: z.string(), startedAt: z.string() })
      .parse((await world().call(`GET /api/reviews/${id}`)).json)
}

const table = (...rows: readonly string[]) => ['Id,Title,Severity,Started at', ...rows].join('\n')

describe('a record takes no other incident’s place', () => {
  const first = table('900,Ledger lost writes,P1,2050-11-20 10:00')
  const second = table('900,Badge printer offline,P1,2050-05-20 10:00')

  test('another title and start under one id are held up, in the preview and in the taking', async () => {
    await take(first)
    const { id } = await only('2050-Q4')
    for (const answer of [await look(second), await take(second)]) {
      expect(answer.held).toEqual([
        {
          line: 2,
          record: 1,
          id: '900',
          title: 'Badge printer offline',
          startedAt: '2050-05-20T10:00:00.000Z',
          why: 'another',
          incidentId: id,
          there: { title: 'Ledger lost writes', severity: 'P1', startedAt: '2050-11-20T10:00:00.000Z' },
          fields: [],
        },
      ])
    }
    expect((await look(second)).preview).toEqual([])
    expect(await only('2050-Q4')).toMatchObject({ title: 'Ledger lost writes', version: 1 })
    expect(await listed('2050-Q2')).toEqual([])
  })

  test('with a source of its own it is another incident; said to be the same it changes the one that is there', async () => {
    await take(first)
    expect((await take(second, { source: 'facilities' })).taken).toEqual({ added: 1, changed: 0, unchanged: 0 })
    expect(await only('2050-Q2')).toMatchObject({ title: 'Badge printer offline' })
    expect(await only('2050-Q4')).toMatchObject({ title: 'Ledger lost writes' })
    const { taken, importId } = await take(second, { held: { 900: 'same' } })
    expect(taken).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect(await listed('2050-Q4')).toEqual([])
    expect(await undo(importId)).toEqual({ removed: 0, restored: 1, kept: [], next: null })
    expect(await only('2050-Q4')).toMatchObject({ title: 'Ledger lost writes', severity: 'P1' })
  })

  const issue = (site: string, title: string, more: object = {}) => ({
    id: '10001',
    key: 'INC-500',
    self: `https://${site}.example.com/rest/api/2/issue/10001`,
    fields: { summary: title, priority: { name: 'High' }, created: '2051-02-03T10:00:00.000+0000', ...more },
  })

  test('two sites of one system that number alike keep theirs apart, whichever comes first or again', async () => {
    const both = [issue('north', 'Mail is slow'), issue('south', 'Mail is slow, too')]
    for (const one of both) await take([one])
    for (const one of both.toReversed()) expect((await take([one])).taken).toMatchObject({ unchanged: 1 })
    expect((await listed('2051-Q1')).map(({ title }) => title).toSorted()).toEqual([
      'Mail is slow',
      'Mail is slow, too',
    ])
  })
})

test('two that number alike and show no site are told apart by the name that stays', async () => {
  const incident = (id: string, what: string) => ({
    sys_id: id,
    number: 'INC0010001',
    short_description: what,
    priority: '1',
    opened_at: '2058-02-03 10:00:00',
  })
  const both = [incident('a1', 'Mail is slow'), incident('b2', 'Badges are refused')]
  for (const one of both) expect((await take({ result: [one] })).taken).toMatchObject({ added: 1 })
  for (const one of both) expect((await take({ result: [one] })).taken).toMatchObject({ unchanged: 1 })
  expect(await listed('2058-Q1')).toHaveLength(2)
})

describe('a record is the same whatever its key and title become', () => {
  test('an issue that moved to another project is found by the id that stays, and then by its new key alone', async () => {
    const issue = (key: string, more: object = {}) => ({
      id: '20077',
      key,
      self: 'https://moved.example.com/rest/api/2/issue/20077',
      fields: { summary: 'Moved about', priority: { name: 'High' }, created: '2052-02-03T10:00:00.000+0000', ...more },
    })
    await take([issue('OPS-77')])
    expect((await take([issue('INC-3')])).taken).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect(await only('2052-Q1')).toMatchObject({ source: { id: 'INC-3' } })
    const inTable = 'Issue key,Summary,Priority,Created\nINC-3,Moved about,High,2052-02-03 10:00\n'
    await take(inTable)
    await take(`Issue id,${inTable.replace('\n', '\n20077,')}`)
    await only('2052-Q1')
  })

  test('a table without ids that gives one another title is asked which it is', async () => {
    const row = (title: string, start = '2053-02-03 10:00') => `Title,Severity,Started at\n${title},P1,${start}\n`
    await take(row('DB down'))
    const retitled = row('DB down (eu-west)')
    const { id } = await only('2053-Q1')
    const { held, ahead } = await look(retitled)
    expect(held).toMatchObject([{ why: 'retitled', incidentId: id, there: { title: 'DB down' } }])
    expect(ahead).toEqual({ added: 0, changed: 0, unchanged: 0 })
    await take(retitled)
    expect((await only('2053-Q1')).title).toBe('DB down')
    const name = held[0]?.id ?? ''
    expect((await take(retitled, { held: { [name]: 'same' } })).taken).toMatchObject({ changed: 1 })
    // Said once it is known.
    expect((await take(retitled)).taken).toMatchObject({ unchanged: 1 })
    expect((await only('2053-Q1')).title).toBe('DB down (eu-west)')
    expect((await take(row('DB down (us)'), { held: { '*': 'other' } })).taken).toMatchObject({ added: 1 })
    // Two of one file are two.
    const start = '2053-05-03 10:00'
    await take(`${row('Disk full (a)', start)}Disk full (b),P1,${start}\n`)
    expect(await listed('2053-Q2')).toHaveLength(2)
  })

  const outage = (year: number, ...places: string[]) =>
    ['Title,Severity,Started at', ...places.map(place => `Database outage${place},P1,${year}-02-03 10:00`)].join('\n')
  const titles = async (year: number) => (await listed(`${year}-Q1`)).map(({ title }) => title).toSorted()

  test.each([2082, 2083])(
    'said to be the same, two rows are never one incident, in one part or in two (%i)',
    async year => {
      await take(outage(year, ''))
      const both = outage(year, ' in Paris', ' in Oslo')
      const mapping = { held: { '*': 'same' } }
      if (year === 2082) {
        const ahead = await look(both, mapping)
        expect(ahead).toMatchObject({
          ahead: { changed: 1 },
          held: [{ title: 'Database outage in Oslo', why: 'retitled' }],
        })
        expect((await take(both, mapping)).held).toMatchObject([{ title: 'Database outage in Oslo' }])
      } else {
        const parts = [await take(both, mapping, '&limit=1'), await take(both, mapping, '&limit=1&from=1')]
        expect(parts.flatMap(({ held }) => held)).toMatchObject([{ title: 'Database outage in Oslo' }])
      }
      expect(await titles(year)).toEqual(['Database outage in Paris'])
      await take(both, { held: { '*': 'other' } })
      expect(await titles(year)).toEqual(['Database outage in Oslo', 'Database outage in Paris'])
    },
  )

  test('the row that is named as the same is the one, wherever it stands; without a word both are asked about', async () => {
    await take(outage(2084, ''))
    const both = outage(2084, ' in Paris', ' in Oslo')
    const { held } = await look(both)
    expect(held.map(({ title }) => title)).toEqual(['Database outage in Paris', 'Database outage in Oslo'])
    await take(both, { held: { [held[1]?.id ?? '']: 'same', '*': 'same' } })
    expect(await titles(2084)).toEqual(['Database outage in Oslo'])
  })
})

const page = (more: object = {}) => ({
  incidents: [
    {
      id: 'RX1',
      incident_number: 901,
      title: 'Reopen me',
      created_at: '2054-10-05T10:00:00Z',
      status: 'resolved',
      service: { summary: 'Mail' },
      priority: { summary: 'P1' },
      resolved_at: '2054-10-05T11:00:00Z',
      ...more,
    },
  ],
})

describe('each field keeps what its source says and what a person says', () => {
  test('an end that its source takes back is taken back, with or without a word for it', async () => {
    for (const more of [
      { status: 'triggered', resolved_at: null },
      { status: 'acknowledged', resolved_at: undefined },
    ]) {
      await take(page())
      expect((await only('2054-Q4')).resolvedAt).toBe('2054-10-05T11:00:00.000Z')
      const { changes } = await look(page(more))
      expect(changes[0]?.fields).toEqual([{ field: 'resolvedAt', before: '2054-10-05T11:00:00.000Z', after: null }])
      expect((await take(page(more))).taken).toMatchObject({ changed: 1 })
      expect((await only('2054-Q4')).resolvedAt ?? null).toBeNull()
    }
  })

  test('what a file has no place for stays, what it leaves empty goes, and what was corrected is never changed', async () => {
    const row = (head: string, cells: string) =>
      `Id,Title,Severity,Started at${head}\nA,One,P2,2055-01-02 10:00${cells}\n`
    await take(row(',Resolved at,Vendor,Services', ',2055-01-02 12:00,Example Pay,web'))
    await take(row('', ''))
    const incident = await only('2055-Q1')
    expect(incident).toMatchObject({ vendor: 'Example Pay', services: ['web'], version: 1 })
    await change(incident.id, { vendor: 'Example Bank', severity: 'P1', title: 'In better words' })
    const later = `Id,Title,Severity,Started at,Vendor,Services\nA,Another title,P3,2055-01-02 10:00,,\n`
    expect((await look(later)).changes).toEqual([
      {
        line: 2,
        incidentId: incident.id,
        title: 'In better words',
        fields: [{ field: 'services', before: ['web'], after: [] }],
        standing: [
          { field: 'title', before: 'In better words', after: 'Another title' },
          { field: 'severity', before: 'P1', after: 'P3' },
          { field: 'vendor', before: 'Example Bank', after: null },
        ],
      },
    ])
    await take(later)
    const expected = { title: 'In better words', severity: 'P1', vendor: 'Example Bank', services: [] }
    expect(await only('2055-Q1')).toMatchObject({
      ...expected,
      corrections: [
        { field: 'title', says: 'Another title' },
        { field: 'severity', says: 'P3' },
        { field: 'vendor', says: null },
      ],
    })
    // Nor by an agreement in between.
    await take(later.replace('P3', 'P1'))
    await take(later.replace('P3', 'P2'))
    expect(await only('2055-Q1')).toMatchObject(expected)
    // Said as its source says it, it follows its source again.
    await change(incident.id, { severity: 'P2' })
    await take(later)
    expect(await only('2055-Q1')).toMatchObject({ ...expected, severity: 'P3' })
  })

  test('the preview counts what is added, changed and as it was', async () => {
    const rows = ['56A,One,P1,2056-01-02 10:00', '56B,Two,P1,2056-01-03 10:00']
    await take(table(...rows))
    const answer = await look(
      table('56A,One,P2,2056-01-02 10:00', '56B,Two,P1,2056-01-03 10:00', '56C,Three,P3,2056-01-04'),
    )
    expect(answer).toMatchObject({ ahead: { added: 1, changed: 1, unchanged: 1 }, changeCount: 1, taken: null })
    expect(answer.changes[0]?.fields).toEqual([{ field: 'severity', before: 'P1', after: 'P2' }])
    expect((await listed('2056-Q1')).map(({ version }) => version)).toEqual([1, 1])
  })
})

test('an export of our own is a person’s word, and leaves what the source said', async () => {
  const row = (severity: string) => table(`own-1,From elsewhere,${severity},2057-01-02 10:00`)
  await take(row('P2'))
  const exported = await listed('2057-Q1')
  const edited = exported.map(one => ({ ...one, severity: 'P1' }))
  expect((await look(edited)).ahead).toEqual({ added: 0, changed: 1, unchanged: 0 })
  await take(edited)
  await take(row('P3'))
  expect(await only('2057-Q1')).toMatchObject({
    severity: 'P1',
    source: { system: 'table', id: 'own-1' },
    corrections: [{ field: 'severity', says: 'P3' }],
  })
})

describe('an import that changed is undone', () => {
  const row = (year: number, title: string, severity: string, start = '01-02') =>
    table(`${year}-A,${title},${severity},${year}-${start} 10:00`)

  test('with the values that stood before, its review’s title and figures too; what was changed since stays, named', async () => {
    await take(row(2060, 'As it was', 'P2'))
    const { id } = await only('2060-Q1')
    const planned = await review(id)
    const { importId } = await take(row(2060, 'As it came', 'P1', '04-02'), { held: { '2060-A': 'same' } })
    expect(await planned()).toMatchObject({ title: 'As it came', startedAt: '2060-04-02T10:00:00.000Z' })
    const runs = z.array(importRunSchema).parse((await world().call('GET /api/incidents/imports')).json)
    expect(runs.map(one => one.id)).toContain(importId)
    await change(id, { severity: 'P3' })
    expect(await undo(importId)).toEqual({
      removed: 0,
      restored: 1,
      kept: [{ id, title: 'As it was', reasons: ['edited'], fields: ['severity'] }],
      next: null,
    })
    expect(await only('2060-Q1')).toMatchObject({ title: 'As it was', severity: 'P3' })
    expect(await planned()).toMatchObject({ title: 'As it was', startedAt: '2060-01-02T10:00:00.000Z' })
    const totals = ['2060-Q1', '2060-Q2'].map(
      async quarter => (await world().stores.figures.readFigures(quarter))?.incidents.total ?? 0,
    )
    expect(await Promise.all(totals)).toEqual([1, 0])
    expect((await undo(importId)).restored).toBe(0)
  })

  test.each(['before', 'after'] as const)('cut off %s any call and sent again, and so is its undo', async when => {
    const year = when === 'before' ? 2062 : 2063
    await take(row(year, 'As it was', 'P2'))
    const { id } = await only(`${year}-Q1`)
    const planned = await review(id)
    for (let calls = 0; ; calls += 1) {
      const key = `a-change-${when}-${calls}-and-no-more`
      const later = row(year, 'As it was later', 'P1')
      const cutting = cutOff(database.client, calls, when)
      await send(later, `?${mapped({})}`, cutting.client, key)
      const again = importAnswerSchema.parse((await send(later, `?${mapped({})}`, database.client, key)).json)
      expect([calls, again.taken]).toEqual([calls, { added: 0, changed: 1, unchanged: 0 }])
      expect([calls, (await planned()).title]).toEqual([calls, 'As it was later'])
      const cuttingUndo = cutOff(database.client, calls, when)
      await world(cuttingUndo.client).call(`DELETE /api/incidents/imports/${String(again.importId)}`)
      await undo(again.importId)
      const { title, severity } = await only(`${year}-Q1`)
      expect([calls, title, severity, (await planned()).title]).toEqual([calls, 'As it was', 'P2', 'As it was'])
      if (!cutting.cut() && !cuttingUndo.cut()) break
    }
  })
})

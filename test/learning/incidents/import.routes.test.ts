import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { importPartMaximum } from '../../../functions/domain/import/limits.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { director, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const payload = (name: string): string =>
  readFileSync(new URL(`../../domain/import/payloads/${name}`, import.meta.url), 'utf8')
const world = () => learning(database.client)
const send = (text: unknown, query = '') => world().call(`POST /api/incidents/import${query}`, { body: text })
const take = async (text: unknown, query = '') => importAnswerSchema.parse((await send(text, query)).json)
const listed = async (quarter: string) =>
  z.array(incidentViewSchema).parse((await world().call(`GET /api/incidents?quarter=${quarter}`)).json)
const one = async (quarter: string, id: string) => {
  const found = (await listed(quarter)).find(({ source }) => source?.id === id)
  if (!found) throw new Error(`${id} is not there`)
  return found
}

const rows = (year: number, more: Readonly<Record<string, object>> = {}) =>
  ['A', 'B', 'C'].map((id, index) => ({
    id: `${year}-${id}`,
    title: `Incident ${id}`,
    severity: 'P2',
    startedAt: `${year}-0${index + 1}-01T00:00:00Z`,
    failureModes: ['Imported mode'],
    ...more[id],
  }))

describe('an import', () => {
  test.each([
    ['pagerduty.json', '', 3],
    ['incident-io.json', '?take=good', 2],
    ['jira.json', '', 3],
    ['github.json', '?take=good', 2],
  ])('of %s adds its incidents; again it changes nothing', async (name, query, added) => {
    const first = await take(payload(name), query)
    expect(first.taken).toStrictEqual({ added, changed: 0, unchanged: 0 })
    expect((await take(payload(name), query)).taken).toStrictEqual({ added: 0, changed: 0, unchanged: added })
  })

  test('says in its preview of how many records the severity is not known', async () => {
    const answer = await take(rows(2016, { B: { severity: null }, C: { severity: 'unset' } }), '?dryRun=true')
    expect(answer).toMatchObject({ rows: 3, withoutSeverity: 2, problemCount: 0 })
  })

  test('is previewed first: nothing is written, everything is reported', async () => {
    const answer = await take(rows(2019), '?dryRun=true')
    expect(answer).toMatchObject({ system: 'murmur', rows: 3, taken: null, problems: [], problemCount: 0 })
    expect(answer.preview[0]).toStrictEqual({
      line: 1,
      id: '2019-A',
      title: 'Incident A',
      severity: 'P2',
      startedAt: '2019-01-01T00:00:00.000Z',
      resolvedAt: null,
      services: [],
      failureModes: ['Imported mode'],
    })
    expect(answer.mapping).toMatchObject({ title: ['title'], startedAt: ['startedAt'] })
    expect(await listed('2019-Q1')).toStrictEqual([])
  })

  test('with an unreadable row takes nothing, unless the valid rows are requested', async () => {
    const bad = rows(2018, { B: { severity: 'grave' } })
    const refused = await send(bad)
    expect([refused.status, refused.code]).toStrictEqual([400, 'rows_unreadable'])
    expect(refused.json).toMatchObject({
      line: 1,
      column: 'severity',
      problemCount: 1,
      issues: [{ line: 1, column: 'severity', code: 'unknown_severity' }],
    })
    expect(await listed('2018-Q1')).toStrictEqual([])
    const good = await take(bad, '?take=good')
    expect(good).toMatchObject({ taken: { added: 2 }, problemCount: 1 })
    expect((await listed('2018-Q1')).map(({ title }) => title)).toStrictEqual(['Incident C', 'Incident A'])
  })

  test('repeated after the export has changed brings the change, and keeps what was corrected by hand', async () => {
    await take(rows(2017))
    const { id } = await one('2017-Q1', '2017-A')
    const mended = { title: 'As we call it', failureModes: ['Our own word'], resolvedAt: '2017-01-01T04:00:00Z' }
    await world().call(`PATCH /api/incidents/${id}`, { body: mended })
    const newer = rows(2017, { A: { severity: 'P1', detectedAt: '2017-01-01T05:00:00Z' } })
    expect((await take(newer)).taken).toStrictEqual({ added: 0, changed: 1, unchanged: 2 })
    // Its corrected resolution is before the new detection, so its times stay.
    const merged = await one('2017-Q1', '2017-A')
    expect(merged.detectedAt).toBeUndefined()
    expect(merged).toMatchObject({
      title: 'As we call it',
      failureModes: ['Our own word'],
      severity: 'P1',
      resolvedAt: '2017-01-01T04:00:00.000Z',
      version: 3,
    })
    expect((await take(newer)).taken).toStrictEqual({ added: 0, changed: 0, unchanged: 3 })
    expect((await take(rows(2017, { A: { severity: 'P1', title: 'Newly named' } }))).taken?.changed).toBe(1)
    expect(await one('2017-Q1', '2017-A')).toMatchObject({ title: 'As we call it' })
  })

  test('of what this API lists changes nothing', async () => {
    await take(rows(2016))
    const all = await listed('2016-Q1')
    const again = await take(all)
    expect(again).toMatchObject({ system: 'murmur', problemCount: 0, taken: { added: 0 } })
    const strip = ({ version: _version, ...rest }: (typeof all)[number]) => rest
    expect((await listed('2016-Q1')).map(strip)).toStrictEqual(all.map(strip))
  })

  test('counts for recurrence, learns names and is counted in its quarter’s figures', async () => {
    await take(rows(2015))
    const views = await listed('2015-Q1')
    expect(views.map(({ seenBefore }) => seenBefore?.times ?? 0)).toStrictEqual([2, 1, 0])
    const modes = await world().call('GET /api/failure-modes')
    expect(modes.text).toContain('imported-mode')
    const stores = world().stores
    expect(await stores.figures.readFigures('2015-Q1')).toMatchObject({ incidents: { total: 3 } })
  })

  test('writes a limited part in each request, in the order of their starts, and says where to continue', async () => {
    const many = Array.from({ length: importPartMaximum + 1 }, (_, index) => ({
      id: `2013-${index}`,
      title: 'One of many',
      severity: 'P3',
      startedAt: new Date(Date.UTC(2013, 0, 1, 0, 0, importPartMaximum - index)).toISOString(),
    }))
    const key = 'an import of many'.replaceAll(' ', '-')
    const part = async (from: number, rest = '') => {
      const answer = await world().call(`POST /api/incidents/import?from=${from}${rest}`, {
        body: many,
        headers: { 'idempotency-key': key },
      })
      return importAnswerSchema.parse(answer.json)
    }
    const first = await part(0)
    expect(first).toMatchObject({ next: importPartMaximum, taken: { added: importPartMaximum } })
    // After a lost reply, the same request gets the same answer.
    expect(await part(0, '&limit=3')).toMatchObject({ next: 3, taken: { added: 3, unchanged: 0 } })
    expect(await part(importPartMaximum)).toMatchObject({
      next: null,
      taken: { added: 1 },
      importId: first.importId,
    })
    expect((await listed('2013-Q1'))[0]?.source?.id).toBe('2013-0')
    expect(await world().stores.figures.readFigures('2013-Q1')).toMatchObject({ incidents: { total: many.length } })
  })

  test('goes part by part; cut off anywhere and sent again it is complete', async () => {
    const part = async (from: number, client = database.client) =>
      learning(client).call(`POST /api/incidents/import?from=${from}&limit=2`, { body: rows(2014) })
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 3) {
        const cutting = cutOff(database.client, calls, when)
        await part(0, cutting.client)
        if (!cutting.cut()) break
      }
    }
    expect((await part(0)).json).toMatchObject({ next: 2, taken: { added: 0, unchanged: 2 } })
    expect((await part(2)).json).toMatchObject({ next: null, taken: { added: 1 } })
    expect((await listed('2014-Q1')).map(({ title, version }) => [title, version])).toStrictEqual([
      ['Incident C', 1],
      ['Incident B', 1],
      ['Incident A', 1],
    ])
    expect(await world().stores.figures.readFigures('2014-Q1')).toMatchObject({ incidents: { total: 3 } })
  })

  test.each([
    ['file_unreadable', 400, '{"title": 1}', ''],
    ['file_unreadable', 400, '', ''],
    ['invalid_body', 400, 'not json, and a table of nothing else', '?mapping=nonsense'],
    ['invalid_body', 400, '[]', '?mapping={"columns":{"nonsense":"x"}}'],
    ['invalid_body', 400, '[]', '?mapping={"zone":"Mars"}'],
    ['invalid_body', 400, '[]', '?take=some'],
    ['invalid_csv', 400, 'a,b\n"1,2', ''],
    ['body_too_large', 413, `[${' '.repeat(5_000_000)}]`, ''],
    ['too_many_rows', 413, `[${'0,'.repeat(5000)}0]`, ''],
  ])('refuses %s (%i)', async (code, status, text, query) => {
    const answer = await send(text, query)
    expect([answer.status, answer.code]).toStrictEqual([status, code])
  })

  test('is for facilitators', async () => {
    const call = (as: typeof outsider | null) => world().call('POST /api/incidents/import', { body: [], as })
    expect((await call(null)).code).toBe('not_signed_in')
    for (const as of [outsider, director]) expect((await call(as)).code).toBe('not_allowed')
    expect((await world().call('GET /api/incidents/import')).code).toBe('method_not_allowed')
  })
})

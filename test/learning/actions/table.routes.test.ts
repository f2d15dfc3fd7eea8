import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { actionSchema } from '../../../functions/domain/action/action.ts'
import { trackedAnswerSchema } from '../../../functions/domain/action/tracked.ts'
import { dayMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { noon, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'
import { agreeOn, learning } from '../setup.ts'

const database = ownDatabase()
const world = () => learning(database.client)
const agree = (more: object, at?: string) => agreeOn(database.client, more, at)
const later = plus(noon, 30 * dayMilliseconds)

const table = async (query = ''): Promise<Record<string, string>[]> => {
  const answer = await world().call(`GET /api/actions.csv${query}`, { at: later })
  expect([answer.status, answer.headers.get('content-type')]).toStrictEqual([
    200,
    'text/csv; charset=utf-8; header=present',
  ])
  return parse(answer.text, { columns: true })
}
const imported = async (body: string | object, query = '') => {
  const type = typeof body === 'string' ? 'text/csv' : 'application/json'
  const answer = await world().call(`POST /api/actions/import${query}`, {
    body,
    headers: { 'content-type': type },
    at: later,
  })
  return trackedAnswerSchema.parse(answer.json)
}
const read = async (id: string) => actionSchema.parse((await world().call(`GET /api/actions/${id}`)).json)

describe('actions as a table', () => {
  test('have every action in whatever status, with its ticket, and no cell that a spreadsheet runs', async () => {
    const open = await agree({
      text: '=HYPERLINK("https://x.example")',
      externalId: 'OUT-1',
      url: 'https://t.example/1',
    })
    const done = await agree({ text: 'Done' })
    await world().call(`PATCH /api/actions/${done}`, { body: { status: 'completed', note: 'Runs' } })
    const rows = await table()
    expect(rows.find(({ id }) => id === open)).toMatchObject({
      text: '\'=HYPERLINK("https://x.example")',
      externalId: 'OUT-1',
      url: 'https://t.example/1',
      status: 'open',
      dueOn: '2026-12-31',
    })
    expect(rows.find(({ id }) => id === done)).toMatchObject({ status: 'completed', closedAt: noon, note: 'Runs' })
    expect((await table('?status=completed')).map(({ id }) => id)).toStrictEqual([done])
    expect(await table('?quarter=2020-Q1')).toStrictEqual([])
    expect((await world().call('GET /api/actions.csv', { as: outsider })).code).toBe('not_allowed')
  })
})

describe('what a tracker says', () => {
  test('closes, moves and puts aside the actions that have its tickets, and adds none', async () => {
    const [one, two, three, four] = await Promise.all(
      ['PAY-1', 'PAY-2', 'PAY-3', '#17'].map(externalId => agree({ externalId })),
    )
    const before = (await table()).length
    const answer = await imported(
      [
        'Issue key,Summary,Status,Due date,Resolution',
        'pay-1,x,Done,,Done',
        'PAY-2,x,In Progress,2027-01-15,',
        "PAY-3,x,Closed,,Won't Do",
        '17,x,open,2027-02-01,',
        'PAY-99,x,Done,,',
      ].join('\r\n'),
    )
    expect(answer).toMatchObject({ changed: 4, unchanged: 0, problems: [], unknown: [{ line: 6, key: 'PAY-99' }] })
    expect(await read(one ?? '')).toMatchObject({ status: 'completed', closedAt: later })
    expect(await read(two ?? '')).toMatchObject({ status: 'in_progress', dueOn: '2027-01-15' })
    expect(await read(three ?? '')).toMatchObject({ status: 'deprioritised', reason: "Won't Do" })
    expect(await read(four ?? '')).toMatchObject({ status: 'open', dueOn: '2027-02-01' })
    expect(await table()).toHaveLength(before)
  })

  test('is found by the address of the ticket before its key, and as JSON like as a table', async () => {
    const here = await agree({ externalId: '12', url: 'https://tracker.example/here/12' })
    const other = await agree({ externalId: '12', url: 'https://tracker.example/other/12' })
    const body = [
      { number: 12, html_url: 'https://TRACKER.example/here/12/', state: 'closed', state_reason: 'completed' },
    ]
    expect(await imported(body)).toMatchObject({ changed: 1 })
    expect([(await read(here)).status, (await read(other)).status]).toStrictEqual(['completed', 'open'])
  })

  test('what one row gets wrong keeps nothing from the others, and is told by its line', async () => {
    const good = await agree({ externalId: 'ROW-1' })
    const bad = await agree({ externalId: 'ROW-2' })
    const answer = await imported(
      'key,status,due\nROW-2,sideways,\nROW-2,,soon\nROW-2,,2020-01-01\n,done,\nROW-1,done,2026-12-30T00:00:00Z\n',
    )
    expect(answer.problems).toStrictEqual([
      { line: 2, column: 'status', code: 'unknown_status' },
      { line: 3, column: 'dueOn', code: 'bad_day' },
      { line: 4, column: 'dueOn', code: 'before_opening' },
      { line: 5, column: 'key', code: 'nameless' },
    ])
    expect(await read(good)).toMatchObject({ status: 'completed', dueOn: '2026-12-30' })
    expect(await read(bad)).toMatchObject({ status: 'open', version: 1 })
  })

  test('a look at it writes nothing; the table itself, changed by hand, is read back', async () => {
    const id = await agree({ text: '=1+1', externalId: '+LOOK-1' })
    const csv = (await world().call('GET /api/actions.csv', { at: later })).text
    expect(await imported(csv)).toMatchObject({ changed: 0, problems: [], unknown: [] })
    const changed = csv
      .split('\r\n')
      .map(line => (line.startsWith(id) ? line.replace(',open,', ',completed,') : line))
      .join('\r\n')
    expect(await imported(changed, '?dryRun=true')).toMatchObject({
      changed: 1,
      changes: [{ id, before: { status: 'open' }, after: { status: 'completed' } }],
    })
    expect(await read(id)).toMatchObject({ status: 'open' })
    expect(await imported(changed)).toMatchObject({ changed: 1 })
    expect(await imported(changed)).toMatchObject({ changed: 0 })
    expect(await read(id)).toMatchObject({ status: 'completed', version: 2, text: '=1+1' })
  })

  test('a table that was made before an action was changed takes nothing back, and says so by the line', async () => {
    const id = await agree({ text: 'Changed since' })
    const csv = (await world().call('GET /api/actions.csv', { at: later })).text
    await world().call(`PATCH /api/actions/${id}`, { body: { dueOn: '2027-03-01' } })
    for (const query of ['?dryRun=true', '']) {
      const { changed, problems } = await imported(csv, query)
      expect([changed, problems]).toMatchObject([0, [{ column: 'version', code: 'changed_since' }]])
    }
    expect(await read(id)).toMatchObject({ dueOn: '2027-03-01', version: 2 })
    expect(await imported((await world().call('GET /api/actions.csv', { at: later })).text)).toMatchObject({
      changed: 0,
      problems: [],
    })
  })

  test('cut off at any call and sent again, it is done once', async () => {
    const ids = await Promise.all(['CUT-1', 'CUT-2'].map(externalId => agree({ externalId })))
    const headers = { 'content-type': 'text/csv' }
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      await learning(client).call('POST /api/actions/import', { body: 'key,status\nCUT-1,done\nCUT-2,done\n', headers })
      if (!cut()) break
    }
    for (const id of ids) expect(await read(id)).toMatchObject({ status: 'completed', version: 2, changes: [{}] })
  })

  test('refuses what is no table', async () => {
    const answer = await world().call('POST /api/actions/import', {
      body: 'key,status\n"open',
      headers: { 'content-type': 'text/csv' },
    })
    expect(answer.code).toBe('invalid_csv')
  })
})

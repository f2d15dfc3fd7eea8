import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { director, outsider } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { idIn, incidentBody, learning } from '../setup.ts'

const database = ownDatabase()
const world = () => learning(database.client)
const record = async (more: object = {}) =>
  idIn((await world().call('POST /api/incidents', { body: { ...incidentBody, ...more } })).json)
const table = async (query = '') => (await world().call(`GET /api/incidents.csv${query}`)).text

test('incidents as a table have all quarters and what was none, and no cell that a spreadsheet runs', async () => {
  const first = await record({
    title: '@SUM(A1)',
    startedAt: '2019-02-01T00:00:00Z',
    detectedAt: null,
    resolvedAt: null,
  })
  const drill = await record({ status: 'drill', services: ['checkout', 'search'] })
  const rows: Record<string, string>[] = parse(await table(), { columns: true })
  expect(rows.map(({ id }) => id)).toStrictEqual([first, drill])
  expect(rows[0]).toMatchObject({ title: "'@SUM(A1)", severity: 'P1', startedAt: '2019-02-01T00:00:00.000Z' })
  expect(rows[1]).toMatchObject({ status: 'drill', services: 'checkout; search', failureModes: 'certificate expired' })
  expect(parse(await table('?quarter=2019-Q1'), { columns: true })).toHaveLength(1)
  for (const as of [outsider, director])
    expect((await world().call('GET /api/incidents.csv', { as })).code).toBe('not_allowed')
})

test('the table is read back: nothing is added, and what was changed in it by hand is changed', async () => {
  const id = await record({ title: '=Formula; with "signs"', failureModes: ['Read back'], deploymentRelated: false })
  const headers = { 'content-type': 'text/csv' }
  const send = async (body: string) =>
    (await world().call('POST /api/incidents/import?take=good', { body, headers })).json
  await send(await table())
  expect(await send(await table())).toMatchObject({ taken: { added: 0, changed: 0 } })
  const read = async () => (await world().call(`GET /api/incidents/${id}`)).json
  expect(await read()).toMatchObject({ title: '=Formula; with "signs"', failureModes: ['Read back'] })
  const mended = (await table()).replaceAll('=Formula', '=Mended')
  expect(await send(mended)).toMatchObject({ taken: { added: 0, changed: 1 } })
  expect(await read()).toMatchObject({ title: '=Mended; with "signs"', services: incidentBody.services })
})

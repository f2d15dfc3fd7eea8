import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { director, outsider } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
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

test('a table that was made before an incident was changed does not take the change back, unless somebody says so', async () => {
  const [id, other] = [await record({ title: 'As it was' }), await record({ title: 'Beside it' })]
  const old = (await table()).replace('Beside it', 'Mended beside it')
  await world().call(`PATCH /api/incidents/${id}`, { body: { title: 'In better words', severity: 'P3' } })
  const headers = { 'content-type': 'text/csv' }
  const send = async (body: string, more = '') =>
    importAnswerSchema.parse(
      (await world().call(`POST /api/incidents/import?take=good${more}`, { body, headers })).json,
    )
  const read = async (one: string) => (await world().call(`GET /api/incidents/${one}`)).json
  const held = [
    {
      why: 'outdated',
      incidentId: id,
      there: { title: 'In better words' },
      fields: [
        { field: 'title', before: 'In better words', after: 'As it was' },
        { field: 'severity', before: 'P3', after: 'P1' },
      ],
    },
  ]
  expect(await send(old, '&dryRun=true')).toMatchObject({ held, ahead: { added: 0, changed: 1 } })
  expect(await send(old)).toMatchObject({ held, taken: { added: 0, changed: 1 } })
  expect(await read(id)).toMatchObject({ title: 'In better words', severity: 'P3', version: 2 })
  expect(await read(other)).toMatchObject({ title: 'Mended beside it' })
  // What it says already of another one changes nothing, so nobody is asked.
  expect((await send(old)).heldCount).toBe(1)
  const said = `&mapping=${encodeURIComponent(JSON.stringify({ held: { [id]: 'same' } }))}`
  expect(await send(old, said)).toMatchObject({ held: [], taken: { changed: 1 } })
  expect(await read(id)).toMatchObject({ title: 'As it was', severity: 'P1' })
})

test('what somebody changes between the look and the writing is not written over either', async () => {
  const id = await record({ title: 'Between' })
  const mended = (await table()).replace('Between', 'By the table')
  const { stores, app } = world()
  expect(app).toBeDefined()
  const slow = learning(database.client)
  const before = slow.stores.incidents.changeIncident
  let raced = false
  slow.stores.incidents.changeIncident = async (after, version) => {
    if (!raced) {
      raced = true
      const standing = await stores.incidents.readIncident(id)
      if (standing) await before({ ...standing, severity: 'P2', version: standing.version + 1 }, standing.version)
    }
    return before(after, version)
  }
  const answer = importAnswerSchema.parse(
    (
      await slow.call('POST /api/incidents/import?take=good', {
        body: mended,
        headers: { 'content-type': 'text/csv' },
      })
    ).json,
  )
  expect(answer).toMatchObject({ held: [{ why: 'outdated', incidentId: id }], taken: { changed: 0 } })
  expect(await stores.incidents.readIncident(id)).toMatchObject({ title: 'Between', severity: 'P2' })
})

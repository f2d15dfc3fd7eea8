import { expect, test } from 'vitest'
import { idIn, incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

/** Its own quarter and failure mode, so that no other test counts with it. */
const quarterOf = (year: number) => {
  const { call, stores } = learning(database.client)
  const mode = `mode of ${year}`
  const record = async (day: string, more: object = {}) =>
    idIn(
      (
        await call('POST /api/incidents', {
          body: {
            ...incidentBody,
            startedAt: `${year}-05-${day}T03:00:00.000Z`,
            detectedAt: null,
            resolvedAt: null,
            failureModes: [mode],
            ...more,
          },
        })
      ).json,
    )
  const change = (id: string, body: object) => call(`PATCH /api/incidents/${id}`, { body })
  const read = async () => (await stores.figures.readFigures(`${year}-Q2`))?.incidents.total
  const ids = async (counted: string) =>
    ((await call(`GET /api/incidents?quarter=${year}-Q2&counted=${counted}`)).json as { id: string }[]).map(
      ({ id }) => id,
    )
  const seen = async (id: string) =>
    ((await call(`GET /api/incidents/${id}`)).json as { seenBefore: { times: number } | null }).seenBefore
  return { record, change, read, ids, seen }
}

test('what is retracted, a drill or maintenance is kept and counted nowhere, and counts again where that is taken back', async () => {
  const { record, change, read, ids, seen } = quarterOf(2021)
  const [first, second] = [await record('03'), await record('09')]
  expect([await read(), (await seen(second))?.times]).toEqual([2, 1])
  for (const status of ['retracted', 'drill', 'maintenance']) {
    expect((await change(first, { status, statusReason: 'a test' })).status).toBe(200)
    expect([await read(), await seen(second)]).toEqual([1, null])
    expect([await ids('yes'), await ids('no')]).toEqual([[second], [first]])
  }
  expect((await change(first, { status: null })).status).toBe(200)
  expect([await read(), (await seen(second))?.times]).toEqual([2, 1])
  expect([await ids('yes'), await ids('no')]).toEqual([[second, first], []])
})

test('of two that are the same only the one that is named counts, and that one has to count', async () => {
  const { record, change, read, ids } = quarterOf(2022)
  const [original, same, third] = [await record('03'), await record('03'), await record('04')]
  expect((await change(same, { duplicateOf: original })).status).toBe(200)
  expect(await read()).toBe(2)
  expect(await ids('no')).toEqual([same])
  for (const [id, duplicateOf] of [
    [original, original],
    [third, same],
    [third, 'inc_zzzzzzzzzzzzzzzz'],
  ] as const) {
    const answer = await change(id, { duplicateOf })
    expect([answer.status, answer.code]).toEqual([422, 'no_original'])
  }
  expect(await read()).toBe(2)
})

test('one that is recorded as a drill is never counted', async () => {
  const { record, read, ids } = quarterOf(2023)
  await record('03')
  const drill = await record('05', { status: 'drill' })
  expect([await read(), await ids('no')]).toEqual([1, [drill]])
})

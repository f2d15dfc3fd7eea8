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

test('what others count by stays and counts: neither deleted nor retracted, nor the same as one of them', async () => {
  const { record, change, read, ids } = quarterOf(2024)
  const { call } = learning(database.client)
  const [original, same] = [await record('03'), await record('04')]
  expect((await change(same, { duplicateOf: original })).status).toBe(200)
  for (const answer of [
    await call(`DELETE /api/incidents/${original}?version=1`),
    await change(original, { status: 'maintenance' }),
    await change(original, { duplicateOf: await record('05') }),
  ]) {
    expect([answer.status, answer.code, answer.json]).toMatchObject([
      409,
      'incident_referred',
      { reasons: ['duplicate'] },
    ])
  }
  expect(await read()).toBe(2)
  // Once that is taken back nothing keeps it.
  expect((await change(same, { duplicateOf: null })).status).toBe(200)
  expect((await call(`DELETE /api/incidents/${original}?version=1`)).status).toBe(200)
  expect((await ids('yes')).includes(same)).toBe(true)
})

test('of two that are named the same as each other at once, one at least counts', async () => {
  const { record, change, read } = quarterOf(2025)
  const [one, other] = [await record('03'), await record('04')]
  await Promise.all([change(one, { duplicateOf: other }), change(other, { duplicateOf: one })])
  expect(await read()).toBeGreaterThan(0)
})

test('what names no original that counts is not recorded, and an unchanged one is no news', async () => {
  const { record, change, read } = quarterOf(2026)
  const { call } = learning(database.client)
  const original = await record('03')
  const body = { ...incidentBody, startedAt: '2026-05-09T03:00:00.000Z', detectedAt: null, resolvedAt: null }
  const lost = await call('POST /api/incidents', { body: { ...body, duplicateOf: 'inc_zzzzzzzzzzzzzzzz' } })
  expect([lost.status, lost.code]).toEqual([422, 'no_original'])
  const same = await record('04', { duplicateOf: original })
  expect((await change(same, { duplicateOf: original, title: 'Told again' })).status).toBe(200)
  expect(await read()).toBe(1)
})

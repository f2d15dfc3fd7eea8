import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { cutOff } from '../../dynamodb.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const world = (client = database.client) => learning(client)
const anyTime = encodeURIComponent(JSON.stringify({ anyTime: true }))

const take = async (body: string) => {
  const { json } = await world().call(`POST /api/incidents/import?mapping=${anyTime}`, { body })
  const { importId, heldCount } = importAnswerSchema.parse(json)
  expect(heldCount).toBe(0)
  return importId ?? expect.fail('nothing was imported')
}
const undo = async (id: string, client = database.client) =>
  undoAnswerSchema.parse((await world(client).call(`DELETE /api/incidents/imports/${id}`)).json)
const listed = async (year: number, counted = 'yes') =>
  z
    .array(incidentViewSchema)
    .parse((await world().call(`GET /api/incidents?quarter=${year}-Q1&counted=${counted}`)).json)
const shown = async (year: number) =>
  (await listed(year)).map(({ title, severity, vendor, services }) => ({ title, severity, vendor, services }))
const row = (year: number, title: string, severity: string, vendor: string, services = 'web') =>
  `Id,Title,Severity,Started at,Vendor,Services\n${year}-A,${title},${severity},${year}-01-02 10:00,${vendor},${services}\n`

const orders = (of: readonly number[]): number[][] =>
  of.length < 2 ? [[...of]] : of.flatMap(first => orders(of.filter(one => one !== first)).map(rest => [first, ...rest]))

describe('several imports of one incident, undone in any order', () => {
  const first = { title: 'Queue full', severity: 'P3', vendor: 'Example Pay', services: ['web'] }
  const after = (year: number) => [
    row(year, 'Queue full again', 'P2', '', 'web; api'),
    // One that takes back what another said, and one that says nothing new of most.
    row(year, 'Queue full', 'P2', 'Example Bank', 'web; api'),
    row(year, 'Queue full again', 'P1', 'Example Bank', 'web'),
  ]

  test.each(orders([0, 1, 2]).map((order, index) => ({ order, year: 2060 + index })))(
    'end with what stood before them: $order',
    async ({ order, year }) => {
      await take(row(year, 'Queue full', 'P3', 'Example Pay'))
      const ids: string[] = []
      for (const text of after(year)) ids.push(await take(text))
      for (const index of order) await undo(ids[index] ?? '')
      expect(await shown(year)).toStrictEqual([first])
      // The next import finds nothing of them either.
      await take(row(year, 'Queue full', 'P1', 'Example Pay'))
      expect(await shown(year)).toStrictEqual([{ ...first, severity: 'P1' }])
    },
  )

  test.each(orders([0, 1, 2]).map((order, index) => ({ order, year: 2070 + index })))(
    'leave nothing where one of them had added it: $order',
    async ({ order, year }) => {
      const ids = [await take(row(year, 'Queue full', 'P3', 'Example Pay'))]
      for (const text of after(year).slice(0, 2)) ids.push(await take(text))
      for (const index of order) await undo(ids[index] ?? '')
      expect([await listed(year), await listed(year, 'no')]).toStrictEqual([[], []])
    },
  )

  test('what a later import changed again stays with that one and is told so; what a person changed stays for good', async () => {
    await take(row(2080, 'Queue full', 'P3', 'Example Pay'))
    const one = await take(row(2080, 'Queue is full', 'P2', 'Example Bank'))
    const two = await take(row(2080, 'The queue is full', 'P2', 'Example Bank'))
    const [{ id } = expect.fail('there is none')] = await listed(2080)
    await world().call(`PATCH /api/incidents/${id}`, { body: { vendor: 'Example Shop' } })
    expect((await undo(one)).kept).toStrictEqual([
      { id, title: 'The queue is full', reasons: ['later'], fields: ['title', 'vendor'] },
    ])
    expect(await shown(2080)).toMatchObject([{ title: 'The queue is full', severity: 'P3', vendor: 'Example Shop' }])
    await undo(two)
    expect(await shown(2080)).toMatchObject([{ title: 'Queue full', severity: 'P3', vendor: 'Example Shop' }])
  })

  test('a mark of one that was undone does not come back with another', async () => {
    const marked = (status: string) =>
      `Id,Title,Severity,Started at,Status\n2081-A,Queue full,P3,2081-01-02 10:00,${status}\n`
    await take(marked('Resolved'))
    const one = await take(marked('Duplicate'))
    expect(await listed(2081)).toStrictEqual([])
    const two = await take(marked('Resolved'))
    await undo(one)
    await undo(two)
    expect(await shown(2081)).toMatchObject([{ title: 'Queue full' }])
  })

  test.each(['before', 'after'] as const)('cut off %s any call and sent again', async when => {
    for (let calls = 0; ; calls += 1) {
      const year = (when === 'before' ? 2100 : 2200) + calls
      const ids = [await take(row(year, 'Queue full', 'P3', 'Example Pay'))]
      for (const text of after(year)) ids.push(await take(text))
      const cuts: boolean[] = []
      for (const index of [1, 2, 0, 3]) {
        const cutting = cutOff(database.client, calls, when)
        await world(cutting.client).call(`DELETE /api/incidents/imports/${ids[index]}`)
        await undo(ids[index] ?? '')
        cuts.push(cutting.cut())
      }
      expect([calls, await listed(year)]).toStrictEqual([calls, []])
      if (!cuts.includes(true)) break
    }
  })
})

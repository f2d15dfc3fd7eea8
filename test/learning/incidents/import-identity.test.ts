import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const world = () => learning(database.client)
const take = async (body: unknown, mapping: object = {}, more = '') => {
  const query = encodeURIComponent(JSON.stringify({ anyTime: true, ...mapping }))
  return importAnswerSchema.parse(
    (await world().call(`POST /api/incidents/import?mapping=${query}${more}`, { body })).json,
  )
}
const listed = async (quarter: string) =>
  z.array(incidentViewSchema).parse((await world().call(`GET /api/incidents?quarter=${quarter}`)).json)

describe('an issue of GitHub is one, whichever export names it', () => {
  const url = (number: number, repository = 'shop') => `https://github.com/example/${repository}/issues/${number}`
  const byCommand = (year: number, number: number, more: object = {}) => ({
    number,
    title: 'Checkout is slow',
    createdAt: `${year}-02-03T10:00:00Z`,
    state: 'OPEN',
    url: url(number),
    labels: [{ name: 'sev1' }],
    ...more,
  })
  const byRest = (year: number, number: number, more: object = {}) => ({
    id: year * 10 + number,
    node_id: `I_${year}_${number}`,
    number,
    title: 'Checkout is slow',
    created_at: `${year}-02-03T10:00:00Z`,
    state: 'open',
    html_url: url(number),
    labels: [{ name: 'sev1' }],
    ...more,
  })

  test.each([
    ['by the command line without ids and then by REST', 2061, [byCommand, byRest, byCommand, byRest]],
    ['by REST and then by the command line without ids', 2062, [byRest, byCommand, byRest]],
  ])('%s', async (_what, year, exports) => {
    expect((await take([exports[0]?.(year, year)])).taken).toMatchObject({ added: 1 })
    for (const one of exports.slice(1)) expect((await take([one(year, year)])).taken).toMatchObject({ added: 0 })
    await take([byRest(year, year, { title: 'Checkout is very slow' })])
    expect((await listed(`${year}-Q1`)).map(({ title }) => title)).toStrictEqual(['Checkout is very slow'])
  })

  test('another repository, host or number is another issue, and so is a repository made anew under its name', async () => {
    await take([byCommand(2063, 7)])
    await take([
      byRest(2063, 6),
      byRest(2063, 7, { node_id: 'I_other', html_url: url(7, 'search') }),
      byRest(2063, 7, {
        title: 'Of another host',
        node_id: 'I_host',
        html_url: 'https://git.example.com/example/shop/issues/7',
      }),
    ])
    expect(await listed('2063-Q1')).toHaveLength(4)
    await take([byRest(2063, 7)])
    await take([byRest(2063, 7, { node_id: 'I_anew', title: 'Made anew' })])
    expect(await listed('2063-Q1')).toHaveLength(5)
  })
})

describe('a number that comes back after months', () => {
  const row = (start: string, severity = 'P1', id = 'INC0010001') =>
    `Id,Title,Severity,Started at\n${id},Database down,${severity},${start} 10:00\n`

  test('is asked about, and both stay what they are once it is said to be another', async () => {
    await take(row('2071-01-10'))
    const later = row('2071-08-20')
    const { held, ahead } = await take(later, {}, '&dryRun=true')
    expect([held, ahead]).toMatchObject([[{ why: 'another', id: 'INC0010001' }], { added: 0, changed: 0 }])
    expect((await take(later)).taken).toMatchObject({ added: 0, changed: 0 })
    const mapping = { held: { INC0010001: 'other' } }
    expect((await take(later, mapping, '&dryRun=true')).ahead).toMatchObject({ added: 1 })
    expect((await take(later, mapping)).taken).toMatchObject({ added: 1 })
    // Said once; from then on each is found by its start.
    expect((await take(row('2071-08-20', 'P2'))).taken).toMatchObject({ changed: 1 })
    expect((await take(row('2071-01-10'))).taken).toMatchObject({ unchanged: 1 })
    expect([...(await listed('2071-Q1')), ...(await listed('2071-Q3'))].map(({ severity }) => severity)).toStrictEqual([
      'P1',
      'P2',
    ])
  })

  test('a start that is corrected by hours or days is asked about by nobody', async () => {
    await take(row('2072-01-10', 'P1', 'INC2'))
    expect((await take(row('2072-01-12', 'P1', 'INC2'))).taken).toMatchObject({ changed: 1 })
    expect(await listed('2072-Q1')).toMatchObject([{ startedAt: '2072-01-12T10:00:00.000Z' }])
  })
})

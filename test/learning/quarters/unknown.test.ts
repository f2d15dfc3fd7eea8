import { expect, test } from 'vitest'
import { idIn, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const tableOf = (columns: string, cells: (index: number) => string, count: number): string =>
  [
    `Id,Title,Severity,${columns}`,
    ...Array.from({ length: count }, (_, index) => `H${index},History ${index},P2,${cells(index)}`),
  ].join('\n')
const dayOf = (year: number, index: number): string =>
  `${year}-0${4 + Math.floor(index / 28)}-${String((index % 28) + 1).padStart(2, '0')}`

const world = () => learning(database.client)

const reviewOf = async (year: number, csv: string, mapping: object = {}): Promise<string> => {
  const { call } = world()
  const query = `?mapping=${encodeURIComponent(JSON.stringify({ source: `table ${year}`, ...mapping }))}`
  const at = `${year}-09-01T00:00:00.000Z`
  expect((await call(`POST /api/incidents/import${query}`, { body: csv, at })).status).toBe(200)
  return (await call(`GET /api/learning-reviews/${year}-Q2.md`, { at })).text
}

test('days without hours are no midnights, and no column about deployments is no “no”', async () => {
  const text = await reviewOf(
    2041,
    tableOf('Started at', index => dayOf(2041, index), 45),
  )
  expect(text).toContain('None of 45 has a known time of day')
  expect(text).toContain('Of none is it recorded whether a deployment played a part')
  expect(text).toContain('Of 45 of 45 it is not recorded whether a deployment played a part')
  expect(text).not.toMatch(/working hours: \d|stands? out|played a part in 0/)
})

test('no column about vendors, services, failure modes or reviews is no “none”: nothing is tested and nothing claimed', async () => {
  const text = await reviewOf(
    2045,
    tableOf('Started at,Service', index => `${dayOf(2045, index + 1)},${index < 20 ? 'checkout' : ''}`, 45),
  )
  expect(text).toContain('of 45 that were imported it is not recorded')
  expect(text).toContain('Of 45 of 45 it is not recorded whether it did')
  expect(text).toContain(
    '20 of 45 have a known service, under 60%: too few to say whether any bears more than its share',
  )
  expect(text).toContain('None of 45 has a known failure mode, under 60%: too few to say how many came back')
  expect(text).not.toMatch(/45 have none|more than an even share|0% \(0%/)
})

test('a third unknown: each sentence says of how many it is known', async () => {
  const cells = (index: number): string =>
    `${dayOf(2046, index + 1)},${index < 31 ? `service ${index % 3},mode ${index % 5},Example Pay,https://wiki.example.com/${index}` : ',,,'}`
  const text = (
    await reviewOf(2046, tableOf('Started at,Service,Failure mode,Vendor,Postmortem', cells, 45))
  ).replaceAll('\\', '')
  expect(text).toContain('26 of 31 incidents of the 90 days')
  expect(text).toContain('(of 31 of 45 with a known failure mode)')
  expect(text).toContain('would give (of 31 of 45 with a known service)')
  expect(text).toContain('By service, of 31 of 45 with a known one')
  expect(text).toContain('Of 14 of 45 it is not recorded whether it did')
  expect(text).toContain(
    '31 reviewed elsewhere, 0 have one planned or not ended, 0 have none; of 14 that were imported',
  )
})

test('a severity that nobody has said is in no share, and of how many it is known is said', async () => {
  const rated = (known: number, year: number): string =>
    [
      'Id,Title,Severity,Started at',
      ...Array.from(
        { length: 45 },
        (_, index) =>
          `S${index},Rated ${index},${index < known ? (index < 10 ? 'P1' : 'P3') : ''},${dayOf(year, index)}`,
      ),
    ].join('\n')
  const some = (await reviewOf(2047, rated(31, 2047))).replaceAll('\\', '')
  expect(some).toContain('By severity, of 31 of 45 with a known one')
  expect(some).toMatch(/P1 \| 10 \| 32%/)
  expect(await reviewOf(2048, rated(20, 2048))).toMatch(/P1 \| 10 \| –/)
  const none = await reviewOf(2049, rated(0, 2049))
  expect(none).toMatch(/Rated 44\S* \| not known \|/)
  expect(none).toContain('None of 45 has a known severity')
  expect(none).not.toMatch(/P1 \|/)
})

test('an incident is recorded without a severity, and can be given one and lose it again', async () => {
  const { call } = world()
  const body = { title: 'Nobody has rated it yet', startedAt: '2031-05-03T09:00:00Z' }
  const id = idIn((await call('POST /api/incidents', { body, at: '2031-05-04T09:00:00.000Z' })).json)
  const seen = async () => (await call(`GET /api/incidents/${id}`)).json
  expect(await seen()).toMatchObject({ severity: null })
  await call(`PATCH /api/incidents/${id}`, { body: { severity: 'P1' } })
  expect(await seen()).toMatchObject({ severity: 'P1' })
  await call(`PATCH /api/incidents/${id}`, { body: { severity: null } })
  expect(await seen()).toMatchObject({ severity: null })
})

test('of what is known in part it says of how many', async () => {
  const cells = (index: number): string =>
    index < 31 ? `${dayOf(2042, index)} 10:00,${index < 30 ? 'no' : ''}` : `${dayOf(2042, index)},`
  const text = await reviewOf(2042, tableOf('Started at,Deployment', cells, 45), { zone: 'Europe/Berlin' })
  expect(text).toMatch(/of 31 of 45 with a known time of day/)
  expect(text).toMatch(/A deployment played a part in 0 of 30 \(of 15 it is not recorded\)/)
})

test('hours of Los Angeles, told with an offset alone, are nobody’s hours; with their zone they are working hours', async () => {
  const cells = (index: number): string => `${dayOf(2043, index)}T17:30:00Z`
  expect(await reviewOf(2043, tableOf('Started at', cells, 40))).toContain('None of 40 has a known time of day')
  const zoned = await reviewOf(
    2044,
    tableOf('Started at', index => `${dayOf(2044, index)}T17:30:00Z`, 40),
    { zone: 'America/Los_Angeles' },
  )
  expect(zoned).toMatch(/\d+ of 40 began in working hours: /)
})

test('where no failure mode is known nothing is said of what came back, of what nobody sees and of what is to come', async () => {
  const text = await reviewOf(
    2057,
    tableOf('Started at,Root cause', index => `${dayOf(2057, index + 1)},${index % 2 ? 'Unknown' : 'N/A'}`, 45),
  )
  expect(text).toContain('### What does nobody see?\n\n**Not to be said: the kind of 0 of 45 incidents is written down')
  expect(text).toContain('No failure mode is written down for two incidents of this quarter.')
  expect(text).toContain('No failure mode that is written down came back without an open action')
  expect(text).not.toMatch(/what came back has an action|none came back/i)
})

test('deployments are compared with hours, and with the time before, where enough is known on both sides', async () => {
  const cells = (hours: number) => (index: number) =>
    `${dayOf(2061, index)}${index < hours ? ' 10:00' : ''},${index < 20 ? 'yes' : 'no'},`
  const before = (known: number): string =>
    tableOf(
      'Started at,Deployment',
      index => `2061-02-${String((index % 28) + 1).padStart(2, '0')},${index < known ? 'no' : '?'}`,
      10,
    )
  const compared = /in working hours [ml]|more often than the others/
  await reviewOf(2061, before(1).replaceAll('\nH', '\nB'), { zone: 'UTC' })
  const few = await reviewOf(2061, tableOf('Started at,Deployment', cells(20), 45), { zone: 'UTC' })
  expect(few).toContain('A deployment played a part in 20 of 45')
  expect(few).not.toMatch(compared)
  expect(few).not.toContain('the 90 days before (0%)')
  await reviewOf(2061, before(6).replaceAll('\nH', '\nB'), { zone: 'UTC' })
  const enough = await reviewOf(2061, tableOf('Started at,Deployment', cells(40), 45), { zone: 'UTC' })
  expect(enough).toMatch(compared)
  expect(enough).toContain('the 90 days before (0%)')
  expect(enough).toContain('By time of day, of 40 of 45 with a known one')
})

test('the first page counts all kinds that came back, of which it shows some', async () => {
  const text = await reviewOf(
    2065,
    tableOf('Started at,Failure mode', index => `${dayOf(2065, index + 1)},mode ${index % 5}`, 45),
  )
  expect(text).toContain('**5 kinds of incident came back, and no open action works against them.**')
})

import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { replacementViewSchema } from '../../functions/domain/roster/replaced.ts'
import { erase } from '../../infra/commands/erase.ts'
import { exportPerson } from '../../infra/commands/export.ts'
import { keeper, noon, reviewer } from '../caller.ts'
import { switchedOff } from '../attacks/switched-off.ts'
import { cutOff } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { organise } from './setup.ts'

const database = ownDatabase()
const tables = { people: 'people', surveys: 'surveys', learning: 'learning', live: 'live', trace: 'trace' }
const days = (count: number): string => plus(noon, count * dayMilliseconds)

beforeEach(() => emptyTables(database.client, 'people', 'trace'))

const team = [
  { email: 'ann@example.com', name: 'Ann Example', group: 'Search' },
  { email: 'bob@example.com', name: 'Bob Example', group: 'Search', seniority: 'lead', zone: 'Asia/Tokyo' },
  { email: 'cas@example.com', name: 'Cas Example', group: 'Search' },
]
/** Bob goes, Cas is moved, Dan comes. */
const other = [
  { email: 'ann@example.com', name: 'Ann Example', group: 'Search' },
  { email: 'cas@example.com', name: 'Cas Example', group: 'Payments' },
  { email: 'dan@example.com', name: 'Dan Example', group: 'Payments' },
]

const world = (client = database.client) => organise(client).call
const put = (body: unknown, query = '', at = noon) => world()(`PUT /api/people${query}`, { body, as: keeper, at })
const roster = async () => (await world()('GET /api/people', { as: keeper })).json
const offered = async (at = noon) =>
  replacementViewSchema.nullable().parse((await world()('GET /api/people/replaced', { as: keeper, at })).json)
const undo = async (at = days(1), client = database.client) => {
  const found = await offered()
  if (!found) throw new Error('nothing was replaced')
  return world(client)(`POST /api/people/replaced/${found.id}/undo`, { as: keeper, at })
}

const replaced = async () => {
  await put(team)
  const before = await roster()
  expect((await put(other, '?replace=true')).json).toMatchObject({ added: 1, changed: 1, removed: 1 })
  return before
}

describe('a roster that was replaced', () => {
  test('is as it was before, to the field, once that is undone', async () => {
    const before = await replaced()
    expect(await offered()).toMatchObject({
      by: keeper.email,
      at: noon,
      added: 1,
      changed: 1,
      removed: 1,
      until: days(30),
    })
    expect((await undo()).json).toEqual({ restored: 1, reset: 1, removed: 1, left: 0 })
    expect(await roster()).toEqual(before)
    expect(await offered()).toBeNull()
  })

  test('leaves whoever was changed since as they are, and says how many', async () => {
    await replaced()
    await put([{ email: 'cas@example.com', group: 'Platform' }])
    await put([{ email: 'bob@example.com', name: 'Robert' }])
    await put([{ email: 'dan@example.com', group: 'Platform' }])
    expect((await undo()).json).toEqual({ restored: 0, reset: 0, removed: 0, left: 3 })
    const rows = z.array(z.object({ email: z.string(), group: z.string() })).parse(await roster())
    expect(rows.map(({ email, group }) => `${email} ${group}`)).toEqual([
      'ann@example.com Search',
      'bob@example.com ',
      'cas@example.com Platform',
      'dan@example.com Platform',
    ])
  })

  test('stops mail by the ids of old mails still, after its undoing', async () => {
    await put(team)
    const ids = async () =>
      (await itemsOf(database.client, 'people')).filter(
        ({ pk, email }) => pk === 'unsubscribe' && email === 'bob@example.com',
      )
    const [before] = await ids()
    await put(other, '?replace=true')
    expect((await ids())[0]).toHaveProperty('expiresAtSeconds')
    await undo()
    expect(await ids()).toMatchObject([{ sk: before?.['sk'] }])
    expect((await ids())[0]).not.toHaveProperty('expiresAtSeconds')
  })

  test('can be undone for 30 days, by a keeper, and only where something was taken or changed', async () => {
    await put(team)
    await put(team, '?replace=true')
    expect(await offered()).toBeNull()
    await put(other, '?replace=true&dryRun=true')
    expect(await offered()).toBeNull()
    await put(other, '?replace=true')
    const found = await offered(days(29))
    expect(await offered(days(30))).toBeNull()
    const path = `POST /api/people/replaced/${found?.id}/undo`
    expect((await world()(path, { as: keeper, at: days(30) })).code).toBe('unknown_replacement')
    expect((await world()(path, { as: reviewer })).code).toBe('not_allowed')
    expect((await world()(`POST /api/people/replaced/rep_${'z'.repeat(16)}/undo`, { as: keeper })).code).toBe(
      'unknown_replacement',
    )
    const kept = (await itemsOf(database.client, 'people')).filter(({ pk }) => String(pk).startsWith('replaced'))
    expect(kept.map(({ expiresAtSeconds }) => expiresAtSeconds)).toEqual(
      kept.map(() => Math.floor(Date.parse(days(30)) / 1000)),
    )
  })

  test('of many people is whole again', async () => {
    const many = Array.from({ length: 450 }, (_, index) => ({
      email: `p${String(index).padStart(4, '0')}@example.com`,
      name: `Person ${index} Example`,
    }))
    await put(many)
    const before = await roster()
    await put([], '?replace=true')
    expect(await roster()).toEqual([])
    expect((await undo()).json).toMatchObject({ restored: 450 })
    expect(await roster()).toEqual(before)
  })

  test('of long names is kept in pieces that DynamoDB takes', async () => {
    const long = Array.from({ length: 250 }, (_, index) => ({
      email: `p${String(index).padStart(4, '0')}@example.com`,
      name: 'é'.repeat(200),
      group: `${'ü'.repeat(90)}${index}`,
      seniority: 'lead',
    }))
    await put(long)
    const before = await roster()
    await put(
      long.map(person => ({ ...person, group: 'ö'.repeat(99), name: 'ä'.repeat(200) })),
      '?replace=true',
    )
    const kept = (await itemsOf(database.client, 'people')).filter(({ pk }) => String(pk).startsWith('replaced#'))
    expect(kept.length).toBeGreaterThan(1)
    for (const piece of kept) expect(Buffer.byteLength(JSON.stringify(piece))).toBeLessThan(210_000)
    expect((await undo()).json).toMatchObject({ reset: 250, left: 0 })
    expect(await roster()).toEqual(before)
  })

  test('once undone changes nothing weeks later, however the roster stands then', async () => {
    await replaced()
    const { id } = (await offered()) ?? { id: '' }
    await undo()
    // The roster comes to stand just as the replacement had left it.
    await put(other, '?replace=true', days(2))
    const newer = await roster()
    const again = await world()(`POST /api/people/replaced/${id}/undo`, { as: keeper, at: days(20) })
    expect([again.status, again.json]).toEqual([200, { restored: 0, reset: 0, removed: 0, left: 0 }])
    expect(await roster()).toEqual(newer)
  })

  test('is not undone while a newer replacement stands, and is after that is undone', async () => {
    const before = await replaced()
    const { id } = (await offered()) ?? { id: '' }
    const between = await roster()
    await put(team.slice(0, 1), '?replace=true', days(1))
    const newest = await roster()
    const path = `POST /api/people/replaced/${id}/undo`
    expect((await world()(path, { as: keeper, at: days(2) })).code).toBe('changed_meanwhile')
    expect(await roster()).toEqual(newest)
    const { id: newer } = (await offered(days(2))) ?? { id: '' }
    await world()(`POST /api/people/replaced/${newer}/undo`, { as: keeper, at: days(2) })
    expect(await roster()).toEqual(between)
    expect((await world()(path, { as: keeper, at: days(2) })).status).toBe(200)
    expect(await roster()).toEqual(before)
  })

  test('one bad entry among those kept does not keep the others from coming back', async () => {
    await replaced()
    const [piece] = (await itemsOf(database.client, 'people')).filter(({ pk }) => String(pk).startsWith('replaced#'))
    const people = z.array(z.unknown()).parse(piece?.['people'])
    await database.client.send(
      new PutCommand({ TableName: 'people', Item: { ...piece, people: [{ email: 7 }, null, ...people] } }),
    )
    expect((await undo()).json).toEqual({ restored: 1, reset: 1, removed: 1, left: 0 })
  })

  test('is kept before anything is taken away, wherever the import is cut off', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        await emptyTables(database.client, 'people', 'trace')
        await put(team)
        const before = await roster()
        const cutting = cutOff(database.client, calls, when)
        await world(cutting.client)('PUT /api/people?replace=true', { body: other, as: keeper }).catch(() => undefined)
        if (JSON.stringify(await roster()) !== JSON.stringify(before)) {
          expect(await offered()).not.toBeNull()
          await undo()
          expect(await roster()).toEqual(before)
        }
        if (!cutting.cut()) break
      }
    }
  })

  test('undone twice, or cut off and undone again, is undone once', async () => {
    for (let calls = 0; ; calls += 1) {
      await emptyTables(database.client, 'people', 'trace')
      const before = await replaced()
      const { id } = (await offered()) ?? { id: '' }
      const cutting = cutOff(database.client, calls, 'after')
      const path = `POST /api/people/replaced/${id}/undo`
      await world(cutting.client)(path, { as: keeper }).catch(() => undefined)
      await world()(path, { as: keeper })
      expect(await roster()).toEqual(before)
      if (!cutting.cut()) break
    }
  })
})

describe('somebody who was erased', () => {
  test('does not come back, and stands in no copy', async () => {
    await replaced()
    const exported = await exportPerson(database.client, tables, 'bob@example.com')
    expect(exported.people.filter(({ pk }) => String(pk).startsWith('replaced#'))).toMatchObject([
      { people: [{ email: 'bob@example.com' }] },
    ])
    expect(JSON.stringify(exported)).not.toContain('cas@example.com')
    await erase(database.client, tables, 'bob@example.com')
    expect(JSON.stringify(await itemsOf(database.client, 'people'))).not.toContain('bob@example.com')
    expect((await undo()).json).toMatchObject({ restored: 0, reset: 1, removed: 1 })
    expect(JSON.stringify(await roster())).not.toContain('bob@example.com')
  })

  test('would come back if erasing did not look into what is kept', async () => {
    await replaced()
    const { erase: careless } = await switchedOff<{ erase: typeof erase }>('infra/commands/erase.ts', {
      file: 'infra/commands/person-records.ts',
      text: "  { partition: 'replaced#', attribute: 'people' },\n",
      instead: '',
    })
    await careless(database.client, tables, 'bob@example.com')
    expect((await undo()).json).toMatchObject({ restored: 1 })
    expect(JSON.stringify(await roster())).toContain('bob@example.com')
  })
})

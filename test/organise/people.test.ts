import { beforeEach, describe, expect, test } from 'vitest'
import { rosterEntrySchema } from '../../functions/domain/people/person.ts'
import { items, organise } from './setup.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const csv = { headers: { 'content-type': 'text/csv; charset=utf-8' } }
const { call } = {
  call: (...parameters: Parameters<ReturnType<typeof organise>['call']>) =>
    organise(database.client).call(...parameters),
}

beforeEach(async () => {
  await call('PUT /api/people?replace=true', { body: [] })
})

describe('the roster', () => {
  test('is merged from JSON and from CSV alike, and read back by address', async () => {
    const first = await call('PUT /api/people', { body: [{ email: 'Bob@example.com', name: 'Bob' }] })
    expect([first.status, first.json]).toStrictEqual([200, { added: 1, changed: 0, removed: 0 }])
    const text =
      'email,name,group,seniority,zone,language\nann@example.com,Ann,Payments,lead,Europe/Berlin,en\nBOB@example.com,,Search,,,\n'
    expect((await call('PUT /api/people', { body: text, ...csv })).json).toStrictEqual({
      added: 1,
      changed: 1,
      removed: 0,
    })
    expect((await call('GET /api/people')).json).toStrictEqual([
      {
        email: 'ann@example.com',
        name: 'Ann',
        group: 'Payments',
        seniority: 'lead',
        zone: 'Europe/Berlin',
        language: 'en',
        stopped: null,
      },
      {
        email: 'bob@example.com',
        name: 'Bob',
        group: 'Search',
        seniority: null,
        zone: 'UTC',
        language: 'en',
        stopped: null,
      },
    ])
  })

  test('sent back as it was read, stays as it is', async () => {
    await call('PUT /api/people', { body: [{ email: 'ann@example.com', name: 'Ann', seniority: 'mid' }] })
    const roster = (await call('GET /api/people')).json
    expect((await call('PUT /api/people', { body: roster })).json).toStrictEqual({ added: 0, changed: 0, removed: 0 })
  })

  test('if replaced, holds exactly the people sent; those who stay keep their id and what was not given', async () => {
    await call('PUT /api/people', { body: [{ email: 'ann@example.com', name: 'Ann' }, { email: 'bob@example.com' }] })
    const before = await items(database.client, 'people', 'person')
    const body = [{ email: 'ann@example.com' }, { email: 'cas@example.com' }]
    expect((await call('PUT /api/people?replace=true', { body })).json).toStrictEqual({
      added: 1,
      changed: 0,
      removed: 1,
    })
    const after = await items(database.client, 'people', 'person')
    expect(after.map(({ sk }) => sk)).toStrictEqual(['ann@example.com', 'cas@example.com'])
    expect(after[0]).toStrictEqual(before[0])
  })

  test('with an invalid row is refused by line and column, and nothing in it is taken', async () => {
    const text = 'email,name,zone\nann@example.com,Ann,UTC\nbob@example.com,Bob,Nowhere\n'
    const answer = await call('PUT /api/people?replace=true', { body: text, ...csv })
    expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_csv'])
    expect(answer.json).toMatchObject({
      line: 3,
      column: 'zone',
      issues: [{ line: 3, column: 'zone', columnNumber: 3 }],
    })
    expect((await call('GET /api/people')).json).toStrictEqual([])
  })

  test.each([
    ['no list', {}],
    ['a row without an address', [{ name: 'Ann' }]],
    ['a bad address', [{ email: 'ann' }]],
    ['an unknown zone', [{ email: 'ann@example.com', zone: 'Nowhere' }]],
    ['an unknown seniority', [{ email: 'ann@example.com', seniority: 'boss' }]],
    [
      'one address with two names',
      [
        { email: 'ann@example.com', name: 'Eve' },
        { email: 'ANN@example.com', name: 'Ann' },
      ],
    ],
    ['a line break in a name', [{ email: 'ann@example.com', name: 'Ann\nBcc: all' }]],
  ])('as JSON is refused with %s, and nothing of it is taken', async (_, body) => {
    const answer = await call('PUT /api/people', { body })
    expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
    expect((await call('GET /api/people')).json).toStrictEqual([])
  })

  test('is refused beyond the size of one request', async () => {
    const answer = await call('PUT /api/people', { body: `"${'x'.repeat(5_500_000)}"` })
    expect([answer.status, answer.code]).toStrictEqual([413, 'body_too_large'])
  })

  test('is refused with an unknown switch', async () => {
    expect((await call('PUT /api/people?replace=yes', { body: [] })).code).toBe('invalid_body')
  })
})

test('gives every person an id that leads to them', async () => {
  await call('PUT /api/people', { body: ['a', 'b', 'c'].map(name => ({ email: `${name}@example.com` })) })
  const people = await items(database.client, 'people', 'person')
  const ids = await items(database.client, 'people', 'unsubscribe')
  const byId = new Map(ids.map(({ sk, email }) => [sk, email]))
  expect(new Set(people.map(({ unsubscribeId }) => unsubscribeId)).size).toBe(3)
  for (const person of people) expect(byId.get(person['unsubscribeId'])).toBe(person['sk'])
})

// The last of the file: nothing of it has to be cleared away.
test('the roster accepts and returns 20,000 people, and counts what a list of them would change', async () => {
  const body = Array.from({ length: 20_000 }, (_, index) => ({
    email: `person-${index}@example.com`,
    name: `Person ${index}`,
    zone: 'Europe/Berlin',
  }))
  expect((await call('PUT /api/people', { body })).json).toStrictEqual({ added: 20_000, changed: 0, removed: 0 })
  const roster = rosterEntrySchema.array().parse((await call('GET /api/people')).json)
  expect(new Set(roster.map(({ email }) => email)).size).toBe(20_000)
  const rows = body.slice(10).map(({ email, name }, index) => `${email},${index < 5 ? 'Other' : name}`)
  const csv = ['Work Email,Full Name', 'new@example.com,New', ...rows].join('\n')
  const headers = { 'content-type': 'text/csv' }
  const looked = await call('PUT /api/people?dryRun=true&replace=true', { body: csv, headers })
  expect(looked.json).toMatchObject({ added: 1, changed: 5, removed: 10, preview: { unchanged: 19_985, gone: 10 } })
}, 120_000)

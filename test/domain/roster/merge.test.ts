import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '../../../functions/domain/people/person.ts'
import { changedFields, goneFrom, mergeRoster } from '../../../functions/domain/roster/merge.ts'
import { rosterRowSchema } from '../../../functions/domain/roster/row.ts'

const ann: Person = {
  email: 'ann@example.com',
  name: 'Ann',
  group: 'Payments',
  seniority: 'senior',
  zone: 'Europe/Berlin',
  language: 'en',
  unsubscribeId: 'id-of-ann',
}
const known = new Map([[ann.email, ann]])
const placed = { by: 'kim@example.com', at: '2026-11-02T10:00:00.000Z' }

test('keeps what a row does not mention', () => {
  const { added, changed } = mergeRoster(known, [{ email: ann.email, group: 'Search' }], () => 'new', placed)
  expect(added).toStrictEqual([])
  expect(changed).toStrictEqual([{ before: ann, after: { ...ann, group: 'Search', placed } }])
  expect(changed.map(changedFields)).toStrictEqual([['group']])
})

test('clears what a row gives as empty', () => {
  const [change] = mergeRoster(known, [{ email: ann.email, name: '', seniority: null }], () => 'new', placed).changed
  expect(change?.after).toMatchObject({ name: '', seniority: null, group: 'Payments' })
})

test('whoever comes into another group was placed there, and nobody else', () => {
  const before = { ...ann, placed: { by: 'lee@example.com', at: '2026-01-05T10:00:00.000Z' } }
  const of = (row: object) =>
    mergeRoster(new Map([[ann.email, before]]), [{ email: ann.email, ...row }], () => 'new', placed).changed[0]?.after
  expect(of({ group: 'Search' })?.placed).toStrictEqual(placed)
  for (const row of [{ name: 'Anna' }, { group: ' payments', name: 'Anna' }])
    expect(of(row)?.placed).toStrictEqual(before.placed)
})

test('gives a new person defaults and a new id', () => {
  expect(
    mergeRoster(known, [{ email: 'bob@example.com', name: undefined }], () => 'drawn', placed).added,
  ).toStrictEqual([
    {
      email: 'bob@example.com',
      name: '',
      group: '',
      seniority: null,
      zone: 'UTC',
      language: 'en',
      unsubscribeId: 'drawn',
      placed,
    },
  ])
})

test('whoever stands in a row that cannot be taken is not gone', () => {
  const people = ['ann', 'bob', 'cas'].map(name => ({ ...ann, email: `${name}@example.com` }))
  const gone = goneFrom(people, [{ email: 'ann@example.com' }], [{ email: 'bob@example.com' }, { email: null }])
  expect(gone.map(({ email }) => email)).toStrictEqual(['cas@example.com'])
})

test('has no effect when repeated', () => {
  const row = fc.record(
    {
      email: fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com'),
      name: fc.constantFrom('', 'One', 'Two'),
      group: fc.constantFrom('', 'Payments'),
    },
    { requiredKeys: ['email'] },
  )
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ email }) => email }), rows => {
      const parsed = rows.map(one => rosterRowSchema.parse(one))
      const first = mergeRoster(new Map(), parsed, () => 'id', placed)
      const roster = new Map(first.added.map(person => [person.email, person]))
      expect(mergeRoster(roster, parsed, () => 'id', placed)).toStrictEqual({ added: [], changed: [] })
    }),
  )
})

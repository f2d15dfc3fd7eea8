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

test('keeps what a row does not mention', () => {
  const { added, changed } = mergeRoster(known, [{ email: ann.email, group: 'Search' }], () => 'new')
  expect(added).toStrictEqual([])
  expect(changed).toStrictEqual([{ before: ann, after: { ...ann, group: 'Search' } }])
  expect(changed.map(changedFields)).toStrictEqual([['group']])
})

test('clears what a row gives as empty', () => {
  const [change] = mergeRoster(known, [{ email: ann.email, name: '', seniority: null }], () => 'new').changed
  expect(change?.after).toMatchObject({ name: '', seniority: null, group: 'Payments' })
})

test('gives a new person defaults and a new id', () => {
  expect(mergeRoster(known, [{ email: 'bob@example.com', name: undefined }], () => 'drawn').added).toStrictEqual([
    {
      email: 'bob@example.com',
      name: '',
      group: '',
      seniority: null,
      zone: 'UTC',
      language: 'en',
      unsubscribeId: 'drawn',
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
      const first = mergeRoster(new Map(), parsed, () => 'id')
      const roster = new Map(first.added.map(person => [person.email, person]))
      expect(mergeRoster(roster, parsed, () => 'id')).toStrictEqual({ added: [], changed: [] })
    }),
  )
})

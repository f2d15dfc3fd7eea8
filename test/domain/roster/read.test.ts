import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../functions/domain/refusal.ts'
import type { Person } from '../../../functions/domain/people/person.ts'
import { mergeRoster, rosterFromCsv, rosterRowSchema, withoutRepeats } from '../../../functions/domain/people/roster.ts'

const refusal = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const header = 'email,name,group,seniority,zone,language\n'

describe('a roster as CSV', () => {
  test('is read with lower-cased addresses, and empty cells mean not given', () => {
    expect(
      rosterFromCsv(`${header}Ann@Example.com,Ann Example,Payments,Senior,Europe/Berlin,EN\nbob@example.com,,,,,\n`),
    ).toStrictEqual([
      {
        email: 'ann@example.com',
        name: 'Ann Example',
        group: 'Payments',
        seniority: 'senior',
        zone: 'Europe/Berlin',
        language: 'en',
      },
      { email: 'bob@example.com' },
    ])
  })

  test.each([
    ['a byte order mark', '\uFEFFemail,name\nann@example.com,Ann\n'],
    ['Windows line ends', 'email,name\r\nann@example.com,Ann\r\n'],
    ['semicolons', 'email;name\nann@example.com;Ann\n'],
    ['tabs', 'email\tname\nann@example.com\tAnn\n'],
    ['quoted cells', '"email","name"\n"ann@example.com","Ann"\n'],
    ['another order and case of columns', 'Name,EMAIL\nAnn,ann@example.com\n'],
    ['blank lines', 'email,name\n\n  ,\nann@example.com,Ann\n\n'],
  ])('is read with %s', (_, text) => {
    expect(rosterFromCsv(text)).toStrictEqual([{ email: 'ann@example.com', name: 'Ann' }])
  })

  test.each([
    ['a bad address', 'email,name\nann@example.com,Ann\nnobody,Bob\n', 3, 'email', 1],
    ['a missing address', 'name,email\nAnn,ann@example.com\nBob,\n', 3, 'email', 2],
    ['an unknown zone', `${header}ann@example.com,Ann,,,Mars/Olympus,\n`, 2, 'zone', 5],
    ['an unknown seniority', `${header}ann@example.com,Ann,,boss,,\n`, 2, 'seniority', 4],
    ['an unknown language', `${header}ann@example.com,Ann,,,,xx\n`, 2, 'language', 6],
    ['a row that is too long', 'email,name\nann@example.com,Ann,Payments\n', 2, '3', 3],
    ['a row that is too short', 'email,name,group\nann@example.com,Ann\n', 2, 'group', 3],
    ['an unknown column', 'email,phone\nann@example.com,1\n', 1, 'phone', 2],
    ['a column that is there twice', 'email,name,name\nann@example.com,Ann,Ann\n', 1, 'name', 3],
    ['a file without the address column', 'name,group\nAnn,Payments\n', 1, 'email', 1],
    ['a file without a header', 'ann@example.com,Ann\n', 1, 'email', 1],
    ['an empty file', '', 1, 'email', 1],
    ['a header alone', header, 2, 'email', 1],
    ['a quotation mark that never closes', 'email,name\nann@example.com,Ann\nbob@example.com,"Bob\n', 3, '2', 2],
    ['a file that is no UTF-8', 'email,name\nann@example.com,Andr\uFFFD\n', 2, 'name', 2],
    ['a line break in a name', 'email,name\nann@example.com,"Ann\nBcc: x"\n', 2, 'name', 2],
    [
      'one address with two names',
      'email,name\na@example.com,Ann\nb@example.com,Bob\nA@example.com,Anna\n',
      4,
      'email',
      1,
    ],
  ])('is refused for %s, by line and column', (_, text, line, column, columnNumber) => {
    const { code, fields } = refusal(() => rosterFromCsv(text))
    expect(code).toBe('invalid_csv')
    expect(fields).toMatchObject({ line, column, issues: [{ line, column, columnNumber }] })
  })

  test('errors name the line where a row begins, even after cells with line breaks', () => {
    const { fields } = refusal(() => rosterFromCsv('name,email\n"Ann\nExample",bad\n\nBob,worse\n'))
    expect(fields['issues']).toMatchObject([{ line: 2 }, { line: 2 }, { line: 5 }])
  })

  test('reports every bad cell at once', () => {
    const { fields } = refusal(() => rosterFromCsv(`${header}x,,,boss,Mars,\nann@example.com,,,,,\ny,,,,,\n`))
    expect(fields['issues']).toMatchObject([
      { line: 2, column: 'email' },
      { line: 2, column: 'seniority' },
      { line: 2, column: 'zone' },
      { line: 4, column: 'email' },
    ])
  })

  test('accepts the same row twice as one row', () => {
    expect(rosterFromCsv('email,name\nann@example.com,Ann\nANN@example.com,Ann\n')).toHaveLength(1)
  })

  test('is refused beyond 20,000 rows, naming the first excess row', () => {
    const rows = Array.from({ length: 20_001 }, (_, index) => `p${index}@example.com`)
    expect(refusal(() => rosterFromCsv(['email', ...rows].join('\n'))).fields).toMatchObject({ line: 20_002 })
  })
})

test('a JSON array with two names for one address is refused by position', () => {
  const rows = [{ email: 'ann@example.com', name: 'Ann' }, { email: 'ann@example.com' }]
  expect(refusal(() => withoutRepeats(rows)).fields).toMatchObject({ issues: [{ path: '1.email' }] })
})

describe('merging', () => {
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
    expect(changed).toStrictEqual([{ ...ann, group: 'Search' }])
  })

  test('clears what a row gives as empty', () => {
    expect(mergeRoster(known, [{ email: ann.email, name: '', seniority: null }], () => 'new').changed).toMatchObject([
      { name: '', seniority: null, group: 'Payments' },
    ])
  })

  test('gives a new person defaults and a new id', () => {
    expect(mergeRoster(known, [{ email: 'bob@example.com' }], () => 'drawn').added).toStrictEqual([
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
})

import { describe, expect, test } from 'vitest'
import { refuseBadRows } from '../../../functions/domain/roster/answer.ts'
import { type RosterMapping, rosterMappingSchema } from '../../../functions/domain/roster/columns.ts'
import { isOwnList, readOwnRows, readRosterFile } from '../../../functions/domain/roster/read.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'

const nothingAsked: RosterMapping = { columns: {}, zones: {} }

const refusal = (work: () => unknown): Refusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const rows = (text: string, mapping: object = {}) =>
  readRosterFile(text, rosterMappingSchema.parse({ columns: mapping })).rows.map(({ row }) => row)

/** As the whole file is refused for it. */
const refused = (text: string): Refusal => refusal(() => refuseBadRows(readRosterFile(text, nothingAsked)))

const header = 'email,name,group,seniority,zone,language\n'

describe('a roster as CSV', () => {
  test('is read with lower-cased addresses, and empty cells mean not given', () => {
    expect(
      rows(`${header}Ann@Example.com,Ann Example,Payments,Senior,europe/berlin,EN\nbob@example.com,,,,,\n`),
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
    ['line ends of old', 'email,name\rann@example.com,Ann\r'],
    ['semicolons', 'email;name\nann@example.com;Ann\n'],
    ['tabs', 'email\tname\nann@example.com\tAnn\n'],
    ['bars', 'email|name\nann@example.com|Ann\n'],
    ['the separator in its first line', 'sep=;\nemail;name\nann@example.com;Ann\n'],
    ['quoted cells', '"email","name"\n"ann@example.com","Ann"\n'],
    ['blanks before its marks', 'email, "name"\nann@example.com, "Ann"\n'],
    ['another order and case of columns', 'Name,EMAIL\nAnn,ann@example.com\n'],
    ['blank lines', 'email,name\n\n  ,\nann@example.com,Ann\n\n'],
    ['empty columns at its end', 'email,name,,\nann@example.com,Ann,,\n,,,\n'],
    ['cells after the last column that hold nothing', 'email,name\nann@example.com,Ann,,,\n'],
    ['rows that end early', 'name,email,group\nAnn,ann@example.com\n'],
    ['columns that mean nothing here', 'Desk,email,name,Phone\n4,ann@example.com,Ann,1\n'],
    ['a title above it', 'Everybody\n\nemail,name\nann@example.com,Ann\n'],
    ['letters lost in a column that is not read', 'email,name,Note\nann@example.com,Ann,caf\uFFFD\n'],
    ['an address in brackets, with its name', 'email\n"Ann <ann@example.com>"\n'],
    ['a formula made harmless', 'email,name\nann@example.com,Ann\n'],
    ['the same person twice', 'email,name\nann@example.com,Ann\nANN@example.com,ann\nann@example.com,\n'],
  ])('is read with %s', (_, text) => {
    expect(rows(text)).toStrictEqual([{ email: 'ann@example.com', name: 'Ann' }])
  })

  test.each([
    ['a bad address', 'email,name\nann@example.com,Ann\nnobody,Bob\n', 3, 'email', 1],
    ['a missing address', 'name,email\nAnn,ann@example.com\nBob,\n', 3, 'email', 2],
    ['a line of totals', 'email,name\nann@example.com,Ann\nCount: 1,\n', 3, 'email', 1],
    ['an unknown zone', `${header}ann@example.com,Ann,,,Mars/Olympus,\n`, 2, 'zone', 5],
    ['an abbreviated zone', 'Address,E-mail,Time zone\nx,ann@example.com,bst\n', 2, 'Time zone', 3],
    ['an unknown seniority', `${header}ann@example.com,Ann,,boss,,\n`, 2, 'seniority', 4],
    ['what is no language', `${header}ann@example.com,Ann,,,,xx\n`, 2, 'language', 6],
    ['a row that is too long', 'email,name\nann@example.com,Ann,Payments\n', 2, '3', 3],
    ['a row that is cut off', 'email,name,group\na@example.com,A,B\nb@example.com,B,C\nc@example.com', 4, 'name', 2],
    ['a file without the address column', 'name,group\nAnn,Payments\n', 1, 'email', 1],
    ['a file without a header', 'ann@example.com,Ann\n', 1, 'email', 1],
    ['a header alone', header, 2, 'email', 1],
    ['a quotation mark that never closes', 'email,name\nann@example.com,Ann\nbob@example.com,"Bob\n', 3, '2', 2],
    ['letters that were lost', 'email,name\nann@example.com,Andr\uFFFD\n', 2, 'name', 2],
    ['a name that took the next row in', 'email,name\nann@example.com,"Ann\nbo@example.com,Bo"\n', 2, 'name', 2],
    ['a name that is too long', `email,name\nann@example.com,${'n'.repeat(201)}\n`, 2, 'name', 2],
    [
      'one address with two names',
      'email,name\na@example.com,Ann\nb@example.com,Bob\nA@example.com,Eve\n',
      4,
      'email',
      1,
    ],
  ])('is refused for %s, by line and column', (_, text, line, column, columnNumber) => {
    const { code, fields } = refused(text)
    expect(code).toBe('invalid_csv')
    expect(fields).toMatchObject({ line, column, issues: [{ line, column, columnNumber }] })
  })

  test('errors name the line where a row begins, even after cells with line breaks', () => {
    const { fields } = refused('name,email\n"Ann\nExample",bad\n\nBob,worse\n')
    expect(fields['issues']).toMatchObject([{ line: 2 }, { line: 5 }])
  })

  test('reports every bad cell at once, and takes the other rows all the same if that is asked', () => {
    const text = `${header}x,,,boss,Mars,\nann@example.com,,,,,\ny,,,,,\n`
    expect(refused(text).fields['issues']).toMatchObject([
      { line: 2, column: 'email' },
      { line: 2, column: 'seniority' },
      { line: 2, column: 'zone' },
      { line: 4, column: 'email' },
    ])
    const reading = readRosterFile(text, nothingAsked)
    expect(reading.rows.map(({ line }) => line)).toStrictEqual([3])
    expect(reading.refused.map(({ line }) => line)).toStrictEqual([2, 4])
  })

  test('offers the zones that an abbreviation may mean, and takes a language that is not spoken yet', () => {
    const text = 'email,zone,language\nann@example.com,ist,fr_ca\nbob@example.com,asia/kolkata,fr_ca\n'
    expect(refused(text).fields).toMatchObject({
      choices: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
      issues: [{ code: 'ambiguous_zone', choices: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'] }],
    })
    expect(rows(text)).toStrictEqual([{ email: 'bob@example.com', zone: 'Asia/Kolkata', language: 'fr-CA' }])
  })

  test('joins two rows of one person that add to each other, and says where they contradict', () => {
    const add = 'email,name,group,zone\na@example.com,Ann,,UTC\na@example.com,,Ops,\nA@example.com,ANN,OPS,UTC\n'
    expect(rows(add)).toStrictEqual([{ email: 'a@example.com', name: 'Ann', group: 'Ops', zone: 'UTC' }])
    const { rows: taken, refused: named } = readRosterFile(
      'email,group\na@example.com,A\na@example.com,B\n',
      nothingAsked,
    )
    expect(taken.map(({ row }) => row.group)).toStrictEqual(['A'])
    expect(named).toMatchObject([{ line: 3, email: 'a@example.com', problems: [{ code: 'repeated' }] }])
  })

  test('is refused beyond 20,000 rows, naming the first excess row', () => {
    const many = Array.from({ length: 20_001 }, (_, index) => `p${index}@example.com`)
    expect(refused(['email', ...many].join('\n')).fields).toMatchObject({ line: 20_002 })
  })
})

describe('columns that are named', () => {
  const text = 'Login,First,Last,Unit A,Unit B\nann@example.com,Ann,Roe,Search,Ops\n'

  test('are read in the order that is asked, however they are written', () => {
    const asked = { email: 'login', name: ['Last', 'First'], group: 'UNIT-B' }
    expect(rows(text, asked)).toStrictEqual([{ email: 'ann@example.com', name: 'Roe Ann', group: 'Ops' }])
    expect(rows(text, { email: ['Login'], name: null, group: ['Nope'].slice(1) })).toStrictEqual([
      { email: 'ann@example.com' },
    ])
  })

  test('are refused by name if they are not there', () => {
    const work = () => rows(text, { email: 'Work Email', group: 'Team' })
    expect(refusal(work)).toMatchObject({
      code: 'invalid_csv',
      fields: { issues: [{ column: 'Work Email' }, { column: 'Team' }] },
    })
  })

  test('of addresses are found by what they hold if their name says nothing', () => {
    expect(rows('Wer,Wohin,Tel\nAnn,ann@example.com,1\nBo,bo@example.com,2\n').map(({ email }) => email)).toStrictEqual(
      ['ann@example.com', 'bo@example.com'],
    )
    const two = 'Person,One,Two\nAnn,ann@example.com,boss@example.com\n'
    expect(refused(two)).toMatchObject({ code: 'invalid_csv', fields: { line: 1, column: 'email' } })
  })
})

test('a word of the file for a zone is said once, for all rows', () => {
  const text = 'email,zone\na@example.com,IST\nb@example.com,ist\nc@example.com,BST\n'
  const { rows: taken, refused: named } = readRosterFile(
    text,
    rosterMappingSchema.parse({ zones: { ist: 'europe/dublin' } }),
  )
  expect(taken.map(({ row }) => row.zone)).toStrictEqual(['Europe/Dublin', 'Europe/Dublin'])
  expect(named).toMatchObject([{ line: 4, problems: [{ value: 'BST', code: 'ambiguous_zone' }] }])
})

describe('a list in the shape of the roster', () => {
  test('is told from somebody else’s by its names', () => {
    expect(isOwnList([])).toBe(true)
    expect(isOwnList([{ email: 'a@example.com', stopped: null }, { name: 'Ann' }])).toBe(true)
    expect(isOwnList([{ email: 'a@example.com', firstName: 'Ann' }])).toBe(false)
  })

  test('empties what is given as empty, and names a bad row by its place', () => {
    const reading = readOwnRows([
      { email: 'ann@example.com', name: '', seniority: null },
      { email: 'bob' },
      7,
      { email: 'ann@example.com', name: 'Ann' },
      { email: 'ann@example.com', name: 'Eve' },
    ])
    expect(reading.rows.map(({ row }) => row)).toStrictEqual([
      { email: 'ann@example.com', name: 'Ann', seniority: null },
    ])
    expect(refusal(() => refuseBadRows(reading))).toMatchObject({
      code: 'invalid_body',
      fields: { issues: [{ path: '1.email' }, { path: '2.email' }, { path: '4.email' }] },
    })
  })
})

test.each([
  ['\n', 'file_unreadable'],
  ['@', 'invalid_csv'],
])('a file of nothing but %j is looked at once and no more', (bait, code) => {
  expect(refused(bait.repeat(100_000)).code).toBe(code)
})

test('cells of a hundred thousand letters are looked at once, whatever they hold', () => {
  const long = [`<${'@'.repeat(100_000)}`, `a${' '.repeat(100_000)}b`, 'a@'.repeat(50_000)]
  const cells = long.map(cell => `"${cell}"`).join(',')
  const text = `who,one,two,three\nann@corp.example,${cells}\n${cells},ann\n`
  // It used to take minutes, longer than a test may.
  expect(readRosterFile(text, { columns: {}, zones: {} }, true)).toBeDefined()
})

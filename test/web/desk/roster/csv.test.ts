import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv, separatorOf } from '../../../../web/desk/roster/csv.ts'

test('quoted cells keep separators, quotes and line ends; rows are named by the line they begin on', () => {
  expect(readCsv('email,name\r\na@example.com,"Lo, ""Ada""\nX"\n\nb@example.com,Bo', ',')).toEqual([
    { cells: ['email', 'name'], line: 1 },
    { cells: ['a@example.com', 'Lo, "Ada"\nX'], line: 2 },
    { cells: ['b@example.com', 'Bo'], line: 5 },
  ])
})

test('the separator is the one of the first line', () => {
  expect(separatorOf('email;name\n1,2')).toBe(';')
  expect(separatorOf('email\tname')).toBe('\t')
  expect(separatorOf('email,name')).toBe(',')
})

test('what is written by the rules is read back whole', () => {
  const cell = fc.string().map(text => text.replaceAll('\r', '').trim())
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      fc.constantFrom(',', ';', '\t'),
      (rows, separator) => {
        const text = rows.map(row => row.map(one => `"${one.replaceAll('"', '""')}"`).join(separator)).join('\n')
        const full = rows.filter(row => row.some(Boolean))
        expect(readCsv(text, separator).map(row => row.cells)).toEqual(full)
      },
    ),
  )
})

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rawRows } from '../../../functions/domain/table/csv.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'

const cells = (text: string): (readonly string[])[] => rawRows(text).map(row => row.cells)

test.each([
  ['in the middle of a cell', 'a,b\n1,Kim "Kimmy" K\n', 'Kim "Kimmy" K'],
  ['around its first word', 'a,b\n1,"Kimmy" K\n2,x\n', '"Kimmy" K'],
  ['around its last word', 'a,b\n1,K "Kimmy"\n', 'K "Kimmy"'],
  ['alone, behind a number', 'a,b\n1,5" tape\n', '5" tape'],
  ['at the end', 'a,b\n1,tape of 5"\n', 'tape of 5"'],
  ['behind a blank', 'a,b\n1, "Kim, K" \n', 'Kim, K'],
  ['doubled', 'a,b\n1,"5"" tape"\n', '5" tape'],
  ['between tabs', 'a\tb\n1\tPage "disk" was quiet\n', 'Page "disk" was quiet'],
  ['between tabs, at the start', 'a\tb\n1\t"disk" was quiet\n', '"disk" was quiet'],
  ['between semicolons, with a comma', 'a;b\n1;Kim, "K"\n', 'Kim, "K"'],
  ['between bars', 'a|b\n1|K "K"\n', 'K "K"'],
])('a quotation mark %s is read as it is written', (_where, text, cell) => {
  expect(cells(text)[1]?.[1]).toBe(cell)
})

test('a mark that never closes is refused with the line on which it opens', () => {
  const work = (): unknown => rawRows('a,b\n"x\ny",1\n2,"K\n')
  expect(work).toThrow(expect.objectContaining({ code: 'invalid_csv', fields: expect.objectContaining({ line: 4 }) }))
})

test.each([
  ['the sign that a first line names', 'sep=;\na;b,c\n', ['a', 'b,c']],
  ['what stands oftenest in the first line', 'a, b;c;d\n', ['a, b', 'c', 'd']],
  ['what the table has under a title', 'Staff\n\na|b\n', ['a', 'b']],
  ['what is not within marks', '"a,b,c";d\n', ['a,b,c', 'd']],
])('cells are divided by %s', (_what, text, expected) => {
  expect(cells(text).at(-1)).toStrictEqual(expected)
})

test('blank rows are left out, and each row has the line on which it begins', () => {
  expect(rawRows('a,b\r\n,\r\n\r\n"1\r\n1",2\r3,4').map(({ line }) => line)).toStrictEqual([1, 4, 6])
})

test('whatever is written by the rules of RFC 4180 is read as another parser reads it', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab",\n ;|\té'.split('')), maxLength: 6 })
  const row = fc.array(cell, { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), rows => {
      const lines = [['one', 'two', 'three'], ...rows]
      const text = lines.map(line => line.map(each => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')
      expect(cells(text)).toStrictEqual(parse(text, { skip_records_with_empty_values: true }))
    }),
  )
})

test('any text at all is read, or refused by its line', () => {
  const text = fc.string({ unit: fc.constantFrom(...'a",;\t|\n\r ='.split('')), maxLength: 60 })
  fc.assert(
    fc.property(text, given => {
      try {
        for (const { line } of rawRows(given)) expect(line).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
        expect(error).toMatchObject({ code: 'invalid_csv', fields: { line: expect.any(Number) } })
      }
    }),
    { numRuns: 2000 },
  )
})

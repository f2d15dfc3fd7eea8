import { expect, test } from 'vitest'
import { readRecords } from '../../../functions/domain/table/source-records.ts'

const read = (text: string) => readRecords(text, element => element)

test('columns that occur several times are named once each, and give all of their values', () => {
  const { columns, repeated, records } = read('a,b,c,b,a,b\n1,2,3,4,5,6\n')
  expect([columns, repeated]).toStrictEqual([
    ['a', 'b', 'c'],
    ['b', 'a'],
  ])
  expect(records[0]?.cells.get('b')).toStrictEqual(['2', '4', '6'])
})

test('a table of hundreds of thousands of columns is read in one pass', () => {
  const header = Array.from({ length: 400_000 }, (_, index) => `c${index}`)
  expect(read(`${header.join(',')}\n1\n`)).toMatchObject({ repeated: [], records: [{ line: 2 }] })
})

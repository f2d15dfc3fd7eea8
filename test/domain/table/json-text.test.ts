import { expect, test } from 'vitest'
import { readRecords } from '../../../functions/domain/table/source-records.ts'

const read = (text: string) => readRecords(text, element => element)
const ids = (text: string): unknown => read(text).records.map(({ cells }) => cells.get('id')?.[0])

test('ids of many digits stay apart, and numbers and texts beside them stay what they are', () => {
  const text = String.raw`[{"id":12345678901234567890,"title":"a 12345678901234567890, \"and\" NaN","n":0.12345678901234567},
    {"id":-12345678901234567891,"title":"b","n":1e400,"m":1234567890123456789.5}]`
  expect(ids(text)).toStrictEqual(['12345678901234567890', '-12345678901234567891'])
  const [first] = read(text).records
  expect(first?.cells.get('title')).toStrictEqual(['a 12345678901234567890, "and" NaN'])
  expect(first?.cells.get('n')).toStrictEqual(['0.12345678901234566'])
})

test('NaN and Infinity, as Python writes them, are nothing', () => {
  const [record] = read('[{"id":"a","x":NaN,"y":-Infinity,"title":"Infinity, NaN"}]').records
  expect([...(record?.cells ?? [])]).toStrictEqual([
    ['id', ['a']],
    ['title', ['Infinity, NaN']],
  ])
})

test('documents after record separators are read one after another', () => {
  expect(ids('\u001E{"id":"a","title":"A"}\n\u001E{"id":"b","title":"B"}\n')).toStrictEqual(['a', 'b'])
})

test.each(['[{"id":"a","title":"A"}]', 'Id,Title,Severity,Started at\n1,One,P1,2026-08-01\n'])(
  'text of two bytes a letter is refused in words: %j',
  text => {
    const misread = new TextDecoder().decode(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    expect(() => read(misread)).toThrow(
      expect.objectContaining({ code: 'file_unreadable', detail: expect.stringContaining('UTF-16') }),
    )
  },
)

test.each([
  { _links: { next: { href: 'https://example.com/2' } } },
  { 'odata.nextLink': 'https://example.com/2' },
  { LastEvaluatedKey: { id: { S: 'b' } } },
])('%j says that there is more', page => {
  expect(read(JSON.stringify({ ...page, items: [{ id: 'a', title: 'A' }] })).more).toStrictEqual({ total: null })
})

test.each([
  { _links: { next: null } },
  { _links: { self: { href: 'https://example.com/1' } } },
  { LastEvaluatedKey: null },
])('%j says no such thing', page => {
  expect(read(JSON.stringify({ ...page, items: [{ id: 'a', title: 'A' }] })).more).toBeNull()
})

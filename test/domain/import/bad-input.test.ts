import { describe, expect, test } from 'vitest'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { importRowsMaximum } from '../../../functions/domain/import/limits.ts'
import { readImport } from '../../../functions/domain/import/read.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'

const read = (text: string, mapping: object = {}) => readImport(text, importMappingSchema.parse(mapping))

const codeOf = (text: string): unknown => {
  try {
    read(text)
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.fields['line']] : error
  }
  return null
}

describe('a file that cannot be split into records', () => {
  const two = '[\n{"title": "One", "severity": "P1"},\n{"title": "Two"}\n]'
  test.each([
    ['broken JSON', '[{"title": "One"},\n {"title": 1} {"title": 2}]', ['file_unreadable', 2]],
    ['JSON without a list', '{"title": "One"}', ['file_unreadable', undefined]],
    ['an open quotation mark', 'a,b\n"1,2\n', ['invalid_csv', 2]],
    ['nothing', '', ['file_unreadable', undefined]],
    ['blanks alone', '\uFEFF \r\n\r\n', ['file_unreadable', undefined]],
    ['a workbook', 'PK\u0003\u0004\u0014', ['file_unreadable', undefined]],
    ['a PDF', '%PDF-1.7', ['file_unreadable', undefined]],
    ['a page to sign in', '<!DOCTYPE html><html>', ['file_unreadable', undefined]],
    [
      'too many records',
      JSON.stringify(Array.from({ length: importRowsMaximum + 1 }, () => 0)),
      ['too_many_rows', undefined],
    ],
  ])('%s is refused with its line', (_what, text, expected) => {
    expect(codeOf(text)).toStrictEqual(expected)
  })

  test('JSON cut off anywhere is refused, naming its last line', () => {
    for (let length = 1; length < two.length; length += 1) {
      const text = two.slice(0, length)
      const [code, line] = [codeOf(text)].flat()
      expect([length, code]).toStrictEqual([length, 'file_unreadable'])
      if (line !== undefined) expect(line).toBeLessThanOrEqual(text.split('\n').length)
    }
    expect(() => read(two.slice(0, 30))).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('cut off') }),
    )
  })

  test('an element that is not a record is named by its line', () => {
    expect(read('[\n1,\n\n{"title":"x"}]').problems.map(({ line, code }) => [line, code])).toStrictEqual([
      [2, 'unreadable'],
      [4, 'missing'],
    ])
  })
})

describe('a table', () => {
  const header = 'id;title;severity;started;resolved;description'
  const row = (id: number, more: Readonly<Record<string, string>> = {}) =>
    [id, 'Title', more['severity'] ?? 'P1', more['started'] ?? '2026-01-01 10:00', '', more['description'] ?? ''].join(
      ';',
    )

  test.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r\n', '\uFEFF'],
  ])('has its lines counted through quoted newlines (%j, %j before it)', (newline, mark) => {
    const quoted = `"first${newline}${newline}third ""quoted"" line"`
    const lines = [header, row(1, { description: quoted }), '', row(2, { started: 'soon' }), row(3)]
    const reading = read(mark + lines.join(newline))
    expect(reading.rows.map(({ line }) => line)).toStrictEqual([2, 7])
    expect(reading.problems.map(({ line, column }) => [line, column])).toStrictEqual([[6, 'started']])
    expect(reading.columns[0]).toBe('id')
  })

  test('is reported if it ends within its last row; ordinary short rows are not', () => {
    const cut = [header, row(1), row(2), '3;Title;P1;2026-01-01 10:00'].join('\n')
    expect(read(cut).problems).toMatchObject([{ line: 4, column: 'resolved', code: 'unreadable' }])
    const short = [header, '1;Title;P1;2026-01-01', '2;Title;P1;2026-01-01'].join('\n')
    expect(read(short)).toMatchObject({ problems: [], rows: [{}, {}] })
  })

  test('with a repeated column takes all its values for a list, the first non-empty one otherwise, and reports it', () => {
    const text = 'id,title,severity,started,started,service,service\n1,One,P1,,2026-01-01,a,b\n'
    const reading = read(text)
    expect(reading.ambiguous).toStrictEqual(['started'])
    expect(reading.rows).toMatchObject([{ fields: { startedAt: '2026-01-01T00:00:00.000Z', services: ['a', 'b'] } }])
  })

  test.each([
    ['2026-01-02 3:04', '2026-01-02T03:04:00.000Z'],
    ['2026/01/02 03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2.1.2026 03:04', '2026-01-02T03:04:00.000Z'],
    ['02.01.2026, 03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2/Jan/26 3:04 PM', '2026-01-02T15:04:00.000Z'],
    ['02/Jan/2026 03:04', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02 03:04:05 UTC', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.678901+05:30', '2026-01-01T21:34:05.000Z'],
  ])('has times as %s', (started, expected) => {
    expect(read([header, row(1, { started })].join('\n')).rows).toMatchObject([{ fields: { startedAt: expected } }])
  })

  test.each(['1/2/2026 03:04', '13/13/2026', '2026-13-01', '31.2.2026', '2026-01-01 25:00', '4598.125'])(
    'has no time of %s',
    started => {
      const { rows, problems } = read([header, row(1, { started })].join('\n'))
      expect([rows, problems.map(({ column, code }) => [column, code])]).toStrictEqual([
        [],
        [['started', 'unreadable']],
      ])
    },
  )

  test('has everything wrong with a row reported at once', () => {
    const text = [header, '1;;Grave;2026-01-01 10:00;2026-01-01 09:00;'].join('\n')
    expect(read(text).problems.map(({ column, code, message }) => [column, code, message])).toStrictEqual([
      ['severity', 'unknown_severity', '“Grave” is no severity that is known here'],
      ['title', 'missing', 'the title is missing'],
      ['resolved', 'times_out_of_order', 'lies before “started”'],
    ])
  })

  test('saved in another encoding has its cells named', () => {
    const text = [header, row(1, { description: 'Caf\uFFFD' })].join('\n')
    expect(read(text).problems).toMatchObject([{ line: 2, column: 'description', code: 'unreadable' }])
  })
})

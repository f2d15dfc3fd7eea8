import { describe, expect, test } from 'vitest'
import { importAnswer, noChanges } from '../../../functions/domain/import/answer.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { readImport } from '../../../functions/domain/import/read.ts'

const read = (content: string | readonly object[], mapping: object = {}) =>
  readImport(
    typeof content === 'string' ? content : JSON.stringify(content),
    importMappingSchema.parse({ severity: 'P3', ...mapping }),
  )
const address = 'https://wiki.example.com/reviews/12?of=3#top'

describe('the address of a review that was held elsewhere is kept', () => {
  test.each([
    ...['Postmortem', 'postmortem url', 'Post-mortem', 'Retrospective', 'Review URL', 'postmortem_document_url'].map(
      column => [column, `Id,Title,Started,${column}\n1,One,2026-01-01,${address}\n`] as const,
    ),
    [
      'incident.io',
      [
        {
          id: '01F',
          reference: 'INC-1',
          name: 'One',
          severity: { name: 'Minor' },
          permalink: 'https://example.com',
          created_at: '2026-01-01T00:00:00Z',
          postmortem_document_url: address,
        },
      ],
    ],
    [
      'Jira',
      `Summary,Issue key,Priority,Created,Custom field (Postmortem)\nOne,ED-1,High,20/Nov/26 3:00 AM,${address}\n`,
    ],
    ['Murmur', [{ title: 'One', severity: 'P1', startedAt: '2026-01-01T00:00:00Z', reviewedElsewhere: address }]],
  ] as const)('%s', (_from, content) => {
    expect(read(content)).toMatchObject({
      rows: [{ fields: { reviewedElsewhere: address } }],
      leftOut: [],
      problems: [],
    })
  })

  test('and by a mapping', () => {
    const text = `Id,Title,Started,Wo\n1,One,2026-01-01,${address}\n`
    expect(read(text, { columns: { reviewedElsewhere: 'Wo' } }).rows).toMatchObject([
      { fields: { reviewedElsewhere: address } },
    ])
  })
})

describe('what is no web address is left out with a word, and costs no row', () => {
  test.each([
    'done',
    'see the wiki',
    'wiki.example.com/12',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'mailto:somebody@example.com',
    'https://',
    'https://wiki.example.com/a b',
    `https://example.com/${'x'.repeat(2000)}`,
  ])('%s', value => {
    const reading = read(`Id,Title,Started,Postmortem\n1,One,2026-01-01,${value}\n2,Two,2026-01-02,\n`)
    expect(reading.rows.map(({ fields }) => [fields.title, 'reviewedElsewhere' in fields])).toStrictEqual([
      ['One', false],
      ['Two', false],
    ])
    const leftOut = [{ line: 2, column: 'Postmortem', value: value.slice(0, 100), message: expect.any(String) }]
    expect([reading.problems, reading.leftOut]).toStrictEqual([[], leftOut])
    expect(importAnswer(reading, { marks: [], held: [], changes: noChanges }, null)).toMatchObject({
      leftOutCount: 1,
      leftOut,
      rows: 2,
    })
  })

  test('of several values the first that is one is kept', () => {
    const text = `Id,Title,Started,Postmortem,Postmortem\n1,One,2026-01-01,done,${address}\n`
    expect(read(text)).toMatchObject({ rows: [{ fields: { reviewedElsewhere: address } }], leftOut: [] })
  })
})

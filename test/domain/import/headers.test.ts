import { describe, expect, test } from 'vitest'
import { withoutClocks, zoneOfColumn } from '../../../functions/domain/import/column-clocks.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { readImport } from '../../../functions/domain/import/read.ts'

const read = (header: string, start: string, mapping: object = {}) =>
  readImport(`${header}\n7,Slow,P2,${start}\n8,Slower,P1,${start}\n`, importMappingSchema.parse(mapping))

describe('what a column’s name says of its clocks', () => {
  test.each([
    ['Started at (UTC)', '2026-08-01T10:00:00.000Z'],
    ['started_at_utc', '2026-08-01T10:00:00.000Z'],
    ['Start time [GMT+0]', '2026-08-01T10:00:00.000Z'],
    ['Started at (Europe/Berlin)', '2026-08-01T08:00:00.000Z'],
  ])('%s', (column, startedAt) => {
    const { rows, problems } = read(`Id,Title,Severity,${column}`, '2026-08-01 10:00', { zone: 'America/Los_Angeles' })
    expect([rows.map(({ fields }) => fields.startedAt), problems]).toEqual([[startedAt, startedAt], []])
  })

  test.each(['CST', 'GMT+2', 'UTC+02:00', 'local', 'planned', 'yes/no'])(
    'an abbreviation, an offset or another word in brackets is asked about: %s',
    words => {
      const { problems } = read(`Id,Title,Severity,Started at (${words})`, '2026-08-01 10:00')
      expect(problems).toMatchObject([{ code: 'missing' }, { code: 'missing' }])
      const column = `Started at (${words})`
      const mapped = read(`Id,Title,Severity,${column}`, '2026-08-01 10:00', {
        zone: 'America/Los_Angeles',
        columns: { startedAt: column },
      })
      expect(mapped.rows.map(({ fields }) => fields.startedAt)).toEqual([
        '2026-08-01T17:00:00.000Z',
        '2026-08-01T17:00:00.000Z',
      ])
    },
  )

  test('is no word about the team’s clocks, and a time that names its own follows that', () => {
    expect(read('Id,Title,Severity,Started at (UTC)', '2026-08-01 10:00').rows[0]?.fields.unknown).toContain('zone')
    expect(read('Id,Title,Severity,Started at (UTC)', '2026-08-01 10:00 CEST').rows[0]?.fields.startedAt).toBe(
      '2026-08-01T08:00:00.000Z',
    )
  })
})

test.each([
  'incidentId,incidentTitle,severityLevel,startTime',
  'Id,Titel,Schweregrad,Beginn',
  'Id,Titre,Gravité,Début',
  'Id,Título,Severidad,Inicio',
  'Number,Subject,Priority level,Opened at',
])('columns are known by the names that people give them: %s', header => {
  expect(read(header, '2026-08-01 10:00').rows).toMatchObject([
    { source: { id: '7' }, fields: { title: 'Slow', severity: 'P2', startedAt: '2026-08-01T10:00:00.000Z' } },
    { source: { id: '8' } },
  ])
})

test('a cell of brackets and blanks is looked at once', () => {
  const odd = `Started at (${' '.repeat(200_000)}`
  expect(withoutClocks(odd)).toBe(odd)
  expect(zoneOfColumn(`${' '.repeat(200_000)}(`)).toBeNull()
})

test('a title has a column of its own beside the number of its incident', () => {
  const { rows } = readImport('Incident,Titel,Start\nINC-7,Slow,2026-08-01\n', importMappingSchema.parse({}))
  expect(rows.map(({ fields }) => fields.title)).toEqual(['Slow'])
})

import { describe, expect, test } from 'vitest'
import { incidentId } from '../../../functions/domain/ids.ts'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { differences, importedIncident, mergeImported } from '../../../functions/domain/import/ledger.ts'
import { readImport } from '../../../functions/domain/import/read.ts'
import type { ImportRow } from '../../../functions/domain/import/record-cells.ts'
import { type Unknown, stillUnknown } from '../../../functions/domain/incident/known.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'

const rowsOf = (text: string, mapping: object = {}): readonly ImportRow[] =>
  readImport(text, importMappingSchema.parse({ source: 'table', ...mapping })).rows
const one = (columns: string, cells: string, mapping: object = {}): ImportRow => {
  const [row] = rowsOf(`Id,Title,Severity,${columns}\nA1,Slow,P2,${cells}\n`, mapping)
  if (!row) throw new Error('no row')
  return row
}
const unknownIn = (columns: string, cells: string, mapping: object = {}): readonly Unknown[] =>
  one(columns, cells, mapping).fields.unknown ?? []

describe('what a record leaves open', () => {
  test.each(['2026-04-01', '2026/04/01', '1.4.2026'])('a day alone has no time of day: %s', written => {
    expect(unknownIn('Started at', written)).toEqual(['timeOfDay', 'zone', 'deployment'])
  })

  test('a time has one, midnight that was written too', () => {
    expect(unknownIn('Started at', '2026-04-01 00:00')).toEqual(['zone', 'deployment'])
  })

  test('a day after the time that follows it is told as what it is', () => {
    const file = 'Id,Title,Severity,Started at,Detected at\n7,Slow,P2,2026-08-02,2026-08-01 23:50\n'
    const { problems } = readImport(file, importMappingSchema.parse({}))
    expect(problems).toMatchObject([{ code: 'times_out_of_order' }])
  })

  test.each([
    ['2026-07-03 14:00', '2026-07-03', undefined],
    ['2026-07-03', '2026-07-03T03:00:00Z', undefined],
    ['2026-07-03', '2026-07-03', '2026-07-03T07:00:00.000Z'],
    ['2026-07-03 14:00', '2026-07-05', '2026-07-05T07:00:00.000Z'],
  ])(
    'from %s to %s: of a day alone nobody knows the hour, so it contradicts none of that day',
    (start, end, resolvedAt) => {
      const reading = readImport(
        `Id,Title,Started at,Resolved at\nA1,Slow,${start},${end}\n`,
        importMappingSchema.parse({ zone: 'America/Los_Angeles' }),
      )
      expect(reading.problems).toEqual([])
      expect(reading.rows[0]?.fields.resolvedAt).toBe(resolvedAt)
      expect(reading.leftOut).toHaveLength(resolvedAt === undefined ? 1 : 0)
    },
  )

  test('a day before that of the start is a contradiction all the same', () => {
    const text = 'Id,Title,Started at,Resolved at\nA1,Slow,2026-07-03 14:00,2026-07-02\n'
    expect(readImport(text, importMappingSchema.parse({})).problems).toMatchObject([{ code: 'times_out_of_order' }])
  })

  test('an offset says when it was, and not what the team’s clocks said', () => {
    expect(unknownIn('Started at', '2026-04-01T10:00:00Z')).toContain('zone')
    expect(unknownIn('Started at', '2026-04-01T10:00:00Z', { zone: 'America/Los_Angeles' })).not.toContain('zone')
    expect(unknownIn('Started at,Zone', '2026-04-01T10:00:00Z,Europe/Paris')).not.toContain('zone')
  })

  test('no column about deployments is no “no”; a cell that says no is', () => {
    expect(unknownIn('Started at', '2026-04-01 10:00')).toContain('deployment')
    expect(unknownIn('Started at,Deployment', '2026-04-01 10:00,')).toContain('deployment')
    expect(unknownIn('Started at,Deployment', '2026-04-01 10:00,no')).not.toContain('deployment')
  })
})

describe('a word for what is not known is an empty cell', () => {
  const words = [
    'Unknown',
    'N/A',
    'n.a.',
    '-',
    '—',
    '?',
    'TBD',
    'None',
    'null',
    'unbekannt',
    'Not recorded',
    '#N/A',
    '(none)',
    '不明',
  ]
  test.each(words)('%s in any column', word => {
    const columns = 'Started at,Resolved at,Services,Team,Root cause,Vendor,Deployment,Postmortem,Time zone'
    const reading = readImport(
      `Id,Title,${columns}\n${word},Slow,2026-04-01 10:00${`,${word}`.repeat(8)}\n`,
      importMappingSchema.parse({}),
    )
    expect([reading.problems, reading.leftOut]).toEqual([[], []])
    const [{ fields, identified, empty } = expect.fail('no row')] = reading.rows
    expect(fields).toEqual({
      title: 'Slow',
      startedAt: '2026-04-01T10:00:00.000Z',
      unknown: ['zone', 'deployment'],
    })
    expect(identified).toBe(false)
    // What was told before is taken back, as by a cell without a word.
    expect(empty).toEqual(expect.arrayContaining(['resolvedAt', 'services', 'failureModes', 'vendor']))
  })

  test.each(['0000-00-00 00:00:00', '0', 'ongoing', 'Unresolved', 'NaT', '1900-01-00'])('%s is no end', word => {
    expect(one('Started at,Resolved at', `2026-04-01 10:00,${word}`).fields.resolvedAt).toBeUndefined()
  })

  test('the start is missing where a word stands for none, and a title may be any word', () => {
    const reading = readImport('Title,Started at\nUnknown,2026-04-01\nSlow,N/A\n', importMappingSchema.parse({}))
    expect(reading.rows.map(({ fields }) => fields.title)).toEqual(['Unknown'])
    expect(reading.problems).toMatchObject([{ code: 'missing', title: 'Slow' }])
  })

  test('one of several names goes, the others stay; the next column counts where the first has none', () => {
    expect(one('Started at,Services', '2026-04-01,Unknown; Mail; -').fields.services).toEqual(['Mail'])
    const opsgenie = [{ message: 'Slow', createdAt: '2026-04-01T10:00:00Z', priority: 'P1', status: 'closed' }]
    const [row] = rowsOf(
      JSON.stringify(opsgenie.map(alert => ({ ...alert, impactEndDate: 'N/A', closedAt: '2026-04-01T11:00:00Z' }))),
    )
    expect(row?.fields.resolvedAt).toBe('2026-04-01T11:00:00.000Z')
  })

  test.each([
    ['Ja', true],
    ['oui', true],
    ['Nein', false],
    ['FALSE', false],
  ])('whether a deployment played a part is read in other languages: %s', (word, said) => {
    expect(one('Started at,Deployment', `2026-04-01,${word}`).fields).toMatchObject({ deploymentRelated: said })
  })

  test('a column that asks whether there was a vendor names none', () => {
    expect(one('Started at,Third party', '2026-04-01,No').fields.vendor).toBeUndefined()
    const reading = readImport('Title,Started at,Third party\nSlow,2026-04-01,Yes\n', importMappingSchema.parse({}))
    expect([reading.rows[0]?.fields.vendor, reading.leftOut]).toMatchObject([undefined, [{ value: 'Yes' }]])
  })
})

describe('a severity that nobody has said', () => {
  const severityIn = (cells: string, mapping: object = {}) => {
    const { rows, problems } = readImport(`Id,Title,Severity,Started at\n1,Slow,${cells},2026-04-01 10:00`, {
      ...importMappingSchema.parse(mapping),
    })
    return [rows.map(row => importedIncident(id, row, null).severity), problems.map(({ code }) => code)]
  }

  test.each(['', 'unset', 'Unknown', 'N/A', 'no priority', 'TBD', '-', '–', 'not rated', 'Severity: unset'])(
    '%j is taken, and not known',
    word => {
      expect(severityIn(word)).toEqual([[null], []])
    },
  )

  test('is the one that the mapping names, where it names one', () => {
    expect(severityIn('', { severity: 'P3' })).toEqual([['P3'], []])
    expect(severityIn('unset', { severity: 'P3' })).toEqual([['P3'], []])
    expect(severityIn('', { severity: 'unknown' })).toEqual([[null], []])
  })

  test.each([
    ['P1 - Critical', 'P1'],
    ['Critical (P1)', 'P1'],
    ['2 – Major', 'P2'],
    ['SEV-3 | minor', 'P3'],
    ['Priority/P1', 'P1'],
    ['s1-critical', 'P1'],
    ['Prio 2', 'P2'],
    ['Blocker', 'P1'],
  ])('%s says it twice, or beside another word', (word, severity) => {
    expect(severityIn(word)).toEqual([[severity], []])
  })

  test.each(['P1/P2', 'P1 - minor', 'Critical (was P2)', 'not critical'])('%s is nothing to guess by', word => {
    expect(severityIn(word)).toEqual([[], ['unknown_severity']])
  })

  test('leaves a record of incident.io one of incident.io', () => {
    const record = {
      id: '01F',
      reference: 'INC-1',
      name: 'Slow',
      severity: null,
      permalink: 'https://app.incident.io/1',
      created_at: '2026-04-01T10:00:00Z',
      incident_status: { category: 'live' },
    }
    const reading = readImport(JSON.stringify({ incidents: [record] }), importMappingSchema.parse({}))
    expect([reading.system, reading.problems]).toEqual(['incident.io', []])
  })

  test('is asked where a word stands there that is none of those known, until somebody says what it means', () => {
    expect(severityIn('Grave')).toEqual([[], ['unknown_severity']])
    expect(severityIn('Grave', { severities: { grave: 'unknown' } })).toEqual([[null], []])
    const labelled = (mapping: object) =>
      readImport(
        JSON.stringify([
          {
            number: 7,
            title: 'Slow',
            created_at: '2026-04-01T10:00:00Z',
            html_url: 'https://github.com/example/two/issues/7',
            labels: [{ name: 'upgrade' }],
          },
        ]),
        importMappingSchema.parse(mapping),
      )
    expect(labelled({}).problems).toMatchObject([{ code: 'unknown_severity', words: ['upgrade'] }])
    expect(labelled({ severity: 'unknown' })).toMatchObject({ problems: [], rows: [{ fields: { severity: null } }] })
  })

  test('of no column nothing is said: what stands stays; of a column that is empty now it is taken back', () => {
    const [bare] = rowsOf('Id,Title,Started at\nA1,Slow,2026-04-01\n')
    const [empty] = rowsOf('Id,Title,Severity,Started at\nA1,Slow,,2026-04-01\n')
    const rated = importedIncident(id, one('Started at', '2026-04-01'), null)
    expect(rated.severity).toBe('P2')
    expect(bare && mergeImported(rated, bare).severity).toBe('P2')
    expect(empty && mergeImported(rated, empty)).toMatchObject({ severity: null, version: 2 })
  })

  test('that a person has said since stays', () => {
    const [empty] = rowsOf('Id,Title,Severity,Started at\nA1,Slow,,2026-04-01\n')
    if (!empty) throw new Error('no row')
    const imported = importedIncident(id, empty, null)
    const rated = incidentSchema.parse({ ...imported, severity: 'P1', corrected: ['severity'], version: 2 })
    expect(mergeImported(rated, empty).severity).toBe('P1')
    expect(mergeImported(rated, one('Started at', '2026-04-01')).severity).toBe('P1')
  })
})

const id = incidentId(new Uint8Array(16).fill(1))

describe('imported again', () => {
  const day = one('Started at', '2026-04-01')

  test('what somebody has said here stays known', () => {
    const imported = importedIncident(id, day, null)
    const said = { startedAt: '2026-04-01T07:30:00.000Z' }
    const corrected = incidentSchema.parse({ ...imported, ...said, unknown: stillUnknown(imported, said), version: 2 })
    expect(mergeImported(corrected, day)).toBe(corrected)
    const later = one('Started at,Deployment', '2026-04-01,yes')
    expect(mergeImported(corrected, later)).toMatchObject({ ...said, deploymentRelated: true, unknown: ['zone'] })
  })

  test('what the source has said since is known', () => {
    const timed = one('Started at', '2026-04-01 09:15', { zone: 'Europe/Berlin' })
    expect(mergeImported(importedIncident(id, day, null), timed)).toMatchObject({
      startedAt: '2026-04-01T07:15:00.000Z',
      unknown: ['deployment'],
    })
  })

  test('the preview shows what becomes known, also where the same stands there as before', () => {
    const before = importedIncident(id, one('Started at', '2026-04-01 09:15'), null)
    const after = mergeImported(before, one('Started at,Deployment,Zone', '2026-04-01 09:15,no,UTC'))
    expect(differences(before, after)).toEqual([
      { field: 'zone', before: null, after: 'UTC' },
      { field: 'deploymentRelated', before: null, after: false },
    ])
  })

  test('one that an older version imported learns what it left open, where nobody has changed the field', () => {
    const { unknown: _unknown, ...fields } = day.fields
    const before = importedIncident(id, { ...day, fields }, null)
    expect(before.unknown ?? null).toBeNull()
    expect(mergeImported(before, day).unknown).toEqual(['timeOfDay', 'zone', 'deployment'])
    const corrected = { ...before, startedAt: '2026-04-01T07:30:00.000Z', deploymentRelated: true }
    expect(mergeImported(corrected, day).unknown).toEqual(['zone'])
  })
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { importRowsMaximum, readImport } from '../../../functions/domain/import/read.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'

const payload = (name: string): string => readFileSync(new URL(`payloads/${name}`, import.meta.url), 'utf8')
const asked = (mapping: object = {}) => importMappingSchema.parse(mapping)
const read = (text: string, mapping: object = {}) => readImport(text, asked(mapping))

describe('an export is told by its columns and read without a mapping', () => {
  const mailQueue = {
    title: 'Mail queue is not drained',
    severity: 'P2',
    startedAt: '2026-10-06T21:30:42.000Z',
    resolvedAt: '2026-10-06T21:38:23.000Z',
    services: ['Mail'],
    domains: ['Platform'],
  }

  test('PagerDuty, by its API and by its table: urgency stands in for a priority', () => {
    const reading = read(payload('pagerduty.json'))
    expect([reading.system, reading.format, reading.problems]).toStrictEqual(['pagerduty', 'json', []])
    expect(reading.rows).toStrictEqual([
      {
        line: 3,
        source: { system: 'pagerduty', id: 'PT4KHLK', url: 'https://subdomain.pagerduty.com/incidents/PT4KHLK' },
        fields: mailQueue,
      },
      {
        line: 46,
        source: { system: 'pagerduty', id: 'PRT6LKO', url: 'https://subdomain.pagerduty.com/incidents/PRT6LKO' },
        fields: {
          title: 'Disk of the build host is full',
          severity: 'P3',
          startedAt: '2026-10-07T02:00:00.000Z',
          services: ['Build'],
        },
      },
    ])
    expect(read(payload('pagerduty.csv'))).toMatchObject({
      system: 'pagerduty',
      format: 'csv',
      rows: [{ line: 2, source: { id: 'PT4KHLK' }, fields: mailQueue }],
      problems: [],
    })
  })

  test('incident.io: timestamps and custom fields by their names, one without a value passed over', () => {
    const reading = read(payload('incident-io.json'))
    expect([reading.system, reading.problems]).toStrictEqual(['incident.io', []])
    expect(reading.rows).toStrictEqual([
      {
        line: 3,
        source: {
          system: 'incident.io',
          id: '01FDAG4SAP5TYPT98WGR2N7W91',
          url: 'https://app.incident.io/incidents/123',
        },
        fields: {
          title: 'Checkout answers slowly',
          severity: 'P3',
          startedAt: '2026-08-17T13:20:00.000Z',
          detectedAt: '2026-08-17T13:28:57.000Z',
          resolvedAt: '2026-08-17T15:00:00.000Z',
          services: ['Checkout, web', 'Basket'],
          domains: ['Payments'],
          summary: 'The pool of connections was used up after a retry storm.',
        },
      },
    ])
  })

  const search = {
    title: 'Search returns nothing for accented words',
    severity: 'P1',
    startedAt: '2026-11-20T02:00:00.000Z',
    resolvedAt: '2026-11-20T03:30:00.000Z',
    services: ['Search', 'Index'],
  }

  test('Jira, by its API: offsets without a colon, text out of its document format', () => {
    const reading = read(payload('jira.json'))
    expect([reading.system, reading.problems]).toStrictEqual(['jira', []])
    expect(reading.rows[0]).toStrictEqual({
      line: 4,
      source: { system: 'jira', id: 'ED-1', url: 'https://your-domain.atlassian.net/browse/ED-1' },
      fields: { ...search, summary: 'The index was built without folding.\nIt is built anew.' },
    })
    expect(reading.rows[1]?.fields).toStrictEqual({
      title: 'Report runs into its time limit',
      severity: 'P3',
      startedAt: '2026-11-21T08:00:00.000Z',
    })
  })

  test('Jira, by its table: columns that are there twice, its own way to write times, in the zone that is named', () => {
    const reading = read(payload('jira.csv'), { zone: 'Europe/Berlin' })
    expect([reading.system, reading.format, reading.problems]).toStrictEqual(['jira', 'csv', []])
    expect(reading.rows[0]).toMatchObject({ source: { id: 'ED-1' }, fields: { ...search, zone: 'Europe/Berlin' } })
  })

  test('GitHub: severity from a label, pull requests passed over, an issue without one named', () => {
    const reading = read(payload('github.json'))
    expect([reading.system, reading.passedOver]).toStrictEqual(['github', 1])
    const signIn = {
      title: 'Sign-in loops for accounts without a phone',
      severity: 'P1',
      startedAt: '2026-04-22T13:33:48.000Z',
      resolvedAt: '2026-04-23T09:11:12.000Z',
    }
    expect(reading.rows).toMatchObject([{ line: 2, source: { system: 'github', id: 'MDU6SXNzdWUx' }, fields: signIn }])
    expect(reading.problems).toMatchObject([{ line: 49, column: 'labels.name', code: 'unknown_severity' }])
    expect(read(payload('github.json'), { severity: 'P3' }).rows).toMatchObject([{}, { fields: { severity: 'P3' } }])
    // The same issue by the command line is the same incident.
    expect(read(payload('gh.json')).rows).toMatchObject([{ source: { id: 'MDU6SXNzdWUx' }, fields: signIn }])
  })
})

describe('a table of one’s own', () => {
  const header = 'Incident ID;What happened;Sev;Started (local);Solved;Services;Root cause;Deployment'

  test('is read by names that people give; a mapping says the rest', () => {
    const text = `${header}\n7;Too slow;SEV-2;2026-03-28 12:00;2026-03-29 03:30;"checkout; search";Pool exhausted;yes\n`
    const mapping = {
      columns: { startedAt: 'Started (local)', resolvedAt: 'Solved' },
      zone: 'Europe/Berlin',
      source: 'Old Tracker',
    }
    expect(read(text, mapping).rows).toStrictEqual([
      {
        line: 2,
        source: { system: 'old tracker', id: '7', url: null },
        fields: {
          title: 'Too slow',
          severity: 'P2',
          zone: 'Europe/Berlin',
          startedAt: '2026-03-28T11:00:00.000Z',
          resolvedAt: '2026-03-29T01:30:00.000Z',
          services: ['checkout', 'search'],
          failureModes: ['Pool exhausted'],
          deploymentRelated: true,
        },
      },
    ])
  })

  test('has every bad cell named with its line, its column and its reason', () => {
    const rows = [
      '1;;P1;2026-01-01 10:00;;;;',
      '2;Two;grave;2026-01-01 10:00;;;;maybe',
      '3;Three;P1;yesterday;;;;',
      '4;Four;P1;2026-03-29 02:30;;;;',
      '5;Five;P1;2026-01-01 10:00;2026-01-01 09:59;;;',
      '6;Six;P1;2026-01-01 10:00;;;;;;extra',
      '7;Seven;P1;2026-01-01 10:00;;;;',
      '7;Seven again;P1;2026-01-01 10:00;;;;',
      '7;Seven;P1;2026-01-01 10:00;;;;',
    ]
    const reading = read([header, ...rows].join('\n'), {
      columns: { startedAt: 'Started (local)', resolvedAt: 'Solved' },
      zone: 'Europe/Berlin',
    })
    expect(reading.problems.map(({ line, column, code }) => [line, column, code])).toStrictEqual([
      [2, 'What happened', 'missing'],
      [3, 'Sev', 'unknown_severity'],
      [3, 'Deployment', 'unreadable'],
      [4, 'Started (local)', 'unreadable'],
      [5, 'Started (local)', 'unreadable'],
      [6, 'Solved', 'times_out_of_order'],
      [7, '9', 'unreadable'],
      [9, 'Incident ID', 'repeated'],
    ])
    expect(reading.rows.map(({ source }) => source.id)).toStrictEqual(['7'])
  })

  test('words of its own for severities count', () => {
    const text = 'id,title,severity,started\n1,One,Grave,2026-01-01\n'
    expect(read(text).problems).toMatchObject([{ code: 'unknown_severity', message: expect.stringContaining('Grave') }])
    expect(read(text, { severities: { grave: 'P1' } }).rows).toMatchObject([{ fields: { severity: 'P1' } }])
  })
})

describe('a file that can’t be told apart into records', () => {
  const codeOf = (text: string): unknown => {
    try {
      read(text)
    } catch (error) {
      return error instanceof Refusal ? [error.code, error.fields['line']] : error
    }
    return null
  }

  test.each([
    ['[{"title": "One"},\n {"title": 1} {"title": 2}]', ['invalid_body', 2]],
    ['{"title": "One"}', ['invalid_body', undefined]],
    ['a,b\n"1,2\n', ['invalid_csv', 2]],
    [JSON.stringify(Array.from({ length: importRowsMaximum + 1 }, () => 0)), ['too_many_rows', undefined]],
  ])('%.30s is refused with its line', (text, expected) => {
    expect(codeOf(text)).toStrictEqual(expected)
  })

  test('an element that is no record is named by its line', () => {
    expect(read('[\n1,\n\n{"title":"x"}]').problems.map(({ line, code }) => [line, code])).toStrictEqual([
      [2, 'unreadable'],
      [4, 'missing'],
      [4, 'missing'],
    ])
  })
})

test('every element of any JSON is named by the line it begins on', () => {
  const element = fc.record({ title: fc.string({ unit: 'binary' }), nested: fc.array(fc.json({ maxDepth: 2 })) })
  fc.assert(
    fc.property(
      fc.array(element, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(0, 1, 2),
      fc.boolean(),
      (all, indent, wrapped) => {
        const text = JSON.stringify(
          wrapped ? { note: ['{"incidents": ['], incidents: all, more: [1, 2] } : all,
          null,
          indent,
        )
        const lines = read(text).problems.map(({ line }) => line)
        const linesOfText = text.split('\n')
        for (const line of new Set(lines)) expect(linesOfText[line - 1]).toContain('{')
        const expected = indent === 0 ? 1 : all.length
        expect(new Set(lines).size).toBe(expected)
      },
    ),
    { numRuns: 40 },
  )
})

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { readImport } from '../../../functions/domain/import/read.ts'

const payload = (name: string): string => readFileSync(new URL(`payloads/${name}`, import.meta.url), 'utf8')
const asked = (mapping: object = {}) => importMappingSchema.parse(mapping)
const read = (text: string, mapping: object = {}) => readImport(text, asked(mapping))

/** What a record leaves open: test/domain/import/unknown.test.ts. */
const told = ({ unknown: _unknown, ...fields }: ReturnType<typeof read>['rows'][number]['fields']) => fields

type Row = ReturnType<typeof read>['rows'][number]
/** As a record says it; what it leaves empty: test/learning/incidents/import-ledger.test.ts. */
const bare = ({ line, source, fields }: Row) => ({ line, source, fields: told(fields) })

describe('an export is recognised by its columns and read without a mapping', () => {
  const mailQueue = {
    title: 'Mail queue is not drained',
    severity: 'P2',
    startedAt: '2026-10-06T21:30:42.000Z',
    resolvedAt: '2026-10-06T21:38:23.000Z',
    services: ['Mail'],
    domains: ['Platform'],
  }

  test('PagerDuty, by its API: urgency stands in for a missing priority, its own names for severities are known', () => {
    const reading = read(payload('pagerduty.json'))
    expect([reading.system, reading.format, reading.problems]).toStrictEqual(['pagerduty', 'json', []])
    const sourceOf = (id: string) => ({
      system: 'pagerduty',
      id,
      url: `https://subdomain.pagerduty.com/incidents/${id}`,
    })
    expect(reading.rows.map(({ source, fields }) => [source, told(fields)])).toStrictEqual([
      [sourceOf('PT4KHLK'), mailQueue],
      [
        sourceOf('PRT6LKO'),
        {
          title: 'Disk of the build host is full',
          severity: 'P3',
          startedAt: '2026-10-07T02:00:00.000Z',
          services: ['Build'],
        },
      ],
      [
        sourceOf('PQ7ZZ1A'),
        {
          title: 'Mail is delivered twice',
          severity: 'P1',
          startedAt: '2026-10-08T06:15:00.000Z',
          resolvedAt: '2026-10-08T07:00:00.000Z',
          services: ['Mail'],
          domains: ['Platform', 'Mail'],
        },
      ],
    ])
  })

  test('PagerDuty, by its table: the same incidents under the same ids; an open one has no end', () => {
    const { domains: _domains, ...inTable } = mailQueue
    const reading = read(payload('pagerduty.csv'))
    expect([reading.system, reading.format, reading.problems]).toStrictEqual(['pagerduty', 'csv', []])
    expect(reading.rows.map(({ line, source, fields }) => [line, source.id, told(fields)])).toStrictEqual([
      [2, 'PT4KHLK', inTable],
      [
        3,
        'PRT6LKO',
        {
          title: 'Disk of the build host is full, again',
          severity: 'P3',
          startedAt: '2026-10-07T02:00:00.000Z',
          services: ['Build'],
        },
      ],
    ])
  })

  test('PagerDuty, by its analytics: the priority takes precedence over the urgency', () => {
    const row = { id: 'Q1', incident_number: 1, description: 'Slow', service_name: 'Mail', team_name: 'Platform' }
    const data = [{ ...row, priority_name: 'P1', urgency: 'low', created_at: '2026-10-06T21:30:42Z' }]
    expect(read(JSON.stringify({ data })).rows).toMatchObject([
      { fields: { severity: 'P1', services: ['Mail'], domains: ['Platform'] } },
    ])
  })

  test('incident.io: timestamps and custom fields by name in any case; exercises and declined incidents reported', () => {
    const reading = read(payload('incident-io.json'))
    expect(reading.system).toBe('incident.io')
    expect(reading.rows.map(bare)).toStrictEqual([
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
      {
        line: expect.any(Number),
        source: {
          system: 'incident.io',
          id: '01FDAG4SAP5TYPT98WGR2N7W92',
          url: 'https://app.incident.io/incidents/124',
        },
        fields: {
          title: 'Search is down',
          severity: 'P1',
          startedAt: '2026-08-18T08:00:00.000Z',
          detectedAt: '2026-08-18T08:00:00.000Z',
        },
      },
    ])
    // The third one, still in triage, has no severity yet.
    expect(reading.problems).toStrictEqual([])
    expect(reading.passedOver).toMatchObject([
      { title: 'Is it the index?', reason: 'in triage' },
      { title: 'How to declare an incident', reason: 'a tutorial' },
      { title: 'The alarm was the alarm', reason: 'declined' },
    ])
  })

  const search = {
    title: 'Search returns nothing for accented words',
    severity: 'P1',
    startedAt: '2026-11-20T02:00:00.000Z',
    resolvedAt: '2026-11-20T03:30:00.000Z',
    services: ['Search', 'Index'],
  }

  test('Jira, by its API: offsets without a colon, text extracted from its document format', () => {
    const reading = read(payload('jira.json'))
    expect(reading.system).toBe('jira')
    // One has no priority: its severity is not known.
    expect([reading.problems, reading.rows.map(({ fields }) => fields.severity)]).toStrictEqual([
      [],
      ['P1', 'P3', undefined],
    ])
    expect(reading.rows.map(bare)[0]).toStrictEqual({
      line: 4,
      source: { system: 'jira', id: 'ED-1', url: 'https://your-domain.atlassian.net/browse/ED-1', lasting: '10002' },
      fields: { ...search, summary: 'The index was built without folding.\nIt is built anew.' },
    })
    expect(reading.rows[1] && told(reading.rows[1].fields)).toStrictEqual({
      title: 'Report runs into its time limit',
      severity: 'P3',
      startedAt: '2026-11-21T08:00:00.000Z',
    })
  })

  test('Jira, by its table: repeated columns, its own time format, in the given zone', () => {
    const reading = read(payload('jira.csv'), { zone: 'Europe/Berlin' })
    expect([reading.system, reading.format, reading.problems]).toStrictEqual(['jira', 'csv', []])
    expect(reading.rows[0]).toMatchObject({ source: { id: 'ED-1' }, fields: { ...search, zone: 'Europe/Berlin' } })
    // Its own severity takes precedence over the priority.
    expect(reading.rows[1]).toMatchObject({
      line: 5,
      source: { id: 'ED-2' },
      fields: { severity: 'P2', startedAt: '2026-11-21T14:26:00.000Z', services: ['Reports'] },
    })
    expect(reading.ambiguous).toStrictEqual([])
  })

  test('GitHub: severity from a label, pull requests skipped, an issue without one reported', () => {
    const reading = read(payload('github.json'))
    expect([reading.system, reading.passedOver]).toStrictEqual([
      'github',
      [{ line: 58, title: 'Ask for a number only where there is one', reason: 'a pull request' }],
    ])
    const signIn = {
      title: 'Sign-in loops for accounts without a phone',
      severity: 'P1',
      startedAt: '2026-04-22T13:33:48.000Z',
      resolvedAt: '2026-04-23T09:11:12.000Z',
    }
    const uploads = { title: 'Uploads stop at one gigabyte', severity: 'P2', startedAt: '2026-04-25T10:00:00.000Z' }
    expect(reading.rows).toMatchObject([
      { line: 2, source: { system: 'github', id: 'MDU6SXNzdWUx' }, fields: signIn },
      { fields: uploads },
    ])
    expect(reading.problems).toMatchObject([{ column: 'labels.name', code: 'unknown_severity' }])
    expect(read(payload('github.json'), { severity: 'P3' }).rows).toMatchObject([
      {},
      { fields: { severity: 'P3' } },
      {},
    ])
    // The same issues from the command line are the same incidents.
    expect(read(payload('gh.json')).rows).toMatchObject([
      { source: { id: 'MDU6SXNzdWUx' }, fields: signIn },
      { source: { id: 'MDU6SXNzdWU0' }, fields: uploads },
    ])
    const searched = JSON.stringify([{ ...JSON.parse(payload('gh.json'))[0], isPullRequest: true }])
    expect(read(searched).passedOver).toHaveLength(1)
  })
})

describe('a custom table', () => {
  const header = 'Incident ID;What happened;Sev;Started (local);Solved;Services;Root cause;Deployment'

  test('is read by the names that people use; a mapping supplies the rest', () => {
    const text = `${header}\n7;Too slow;SEV-2;2026-03-28 12:00;2026-03-29 03:30;"checkout; search";Pool exhausted;yes\n`
    const mapping = {
      columns: { startedAt: 'Started (local)', resolvedAt: 'Solved' },
      zone: 'Europe/Berlin',
      source: 'Old Tracker',
    }
    expect(read(text, mapping).rows.map(bare)).toStrictEqual([
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

  test('has every bad cell reported with its line, its column and the reason', () => {
    const rows = [
      '1;;P1;2026-01-01 10:00;;;;',
      '2;Two;grave;2026-01-01 10:00;;;;maybe',
      '3;Three;P1;yesterday;;;;',
      '4;Four;P1;2026-03-29 02:30;;;;',
      '5;Five;P1;2026-01-01 10:00;2026-01-01 08:59;;;',
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
    expect(reading.repeats).toBe(1)
  })

  test('may be typed in full width, as on a Japanese keyboard: names, numbers and words alike', () => {
    const wide = (text: string): string =>
      text.replaceAll(/[!-~]/g, sign => (sign === ',' ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
    const table = (text: string): string => [header.replaceAll(';', ','), ...text.split('\n')].join('\n')
    const mapping = { columns: { startedAt: 'Started (local)', resolvedAt: 'Solved' }, zone: 'Asia/Tokyo' }
    const row = '1,Wide,P1,14/08/2026 10:00,2026-08-14 11:30,,,yes\n2,Open,sev 2,01/08/2026 10:00,,,,no'
    const { rows, problems } = read(table(wide(row)), mapping)
    expect(problems).toStrictEqual([])
    expect(rows.map(({ fields }) => fields)).toMatchObject([
      {
        severity: 'P1',
        startedAt: '2026-08-14T01:00:00.000Z',
        resolvedAt: '2026-08-14T02:30:00.000Z',
        deploymentRelated: true,
      },
      { severity: 'P2', startedAt: '2026-08-01T01:00:00.000Z', deploymentRelated: false },
    ])
    const named = ['Title,Severity,Started at,Zone', 'Slow,P3,2026-08-14 10:00,Asia/Tokyo'].map(wide)
    expect(read(named.join('\n'))).toMatchObject({
      problems: [],
      rows: [{ fields: { severity: 'P3', startedAt: '2026-08-14T01:00:00.000Z', zone: 'Asia/Tokyo' } }],
    })
  })

  test('may use its own words for severities', () => {
    const text = 'id,title,severity,started\n1,One,Grave,2026-01-01\n'
    expect(read(text).problems).toMatchObject([{ code: 'unknown_severity', value: 'Grave' }])
    expect(read(text, { severities: { grave: 'P1' } }).rows).toMatchObject([{ fields: { severity: 'P1' } }])
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

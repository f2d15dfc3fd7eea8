import { describe, expect, test } from 'vitest'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { readImport } from '../../../functions/domain/import/read.ts'

const read = (content: unknown, mapping: object = {}, now: string | null = null) =>
  readImport(typeof content === 'string' ? content : JSON.stringify(content), importMappingSchema.parse(mapping), now)
const first = (content: unknown, mapping: object = {}) => {
  const { system, rows, problems } = read(content, mapping)
  expect(problems).toEqual([])
  return { system, id: rows[0]?.source.id, url: rows[0]?.source.url, fields: rows[0]?.fields }
}
const start = '2026-08-14T10:05:00.000Z'
const end = '2026-08-14T11:05:00.000Z'

describe('a whole answer is read as it was downloaded', () => {
  test.each([
    [
      'statuspage',
      {
        page: { id: 'p1', name: 'Example', url: 'https://status.example.com' },
        incidents: [
          {
            id: 's1',
            name: 'Payments fail',
            status: 'resolved',
            impact: 'major',
            created_at: '2026-08-14T12:05:00.000+02:00',
            resolved_at: '2026-08-14T13:05:00.000+02:00',
            shortlink: 'https://stspg.example.com/s1',
            page_id: 'p1',
            components: [{ name: 'API' }],
            incident_updates: [{ body: 'We are looking' }, { body: 'Resolved' }],
          },
        ],
      },
      { severity: 'P2', services: ['API'] },
      's1',
    ],
    [
      'rootly',
      {
        data: [
          {
            id: 'r1',
            type: 'incidents',
            attributes: {
              title: 'Payments fail',
              slug: 'payments-fail',
              kind: 'normal',
              status: 'resolved',
              severity: { data: { id: '1', type: 'severities', attributes: { name: 'SEV2', severity: 'high' } } },
              services: { data: [{ attributes: { name: 'API' } }] },
              started_at: '2026-08-14T10:05:00Z',
              resolved_at: '2026-08-14T11:05:00Z',
              url: 'https://rootly.example.com/account/incidents/1',
            },
          },
        ],
        links: { self: 'x', next: null },
        meta: { total_count: 1, next_page: null },
      },
      { severity: 'P2', services: ['API'] },
      'r1',
    ],
    [
      'firehydrant',
      {
        data: [
          {
            id: 'f1',
            name: 'Payments fail',
            number: 12,
            current_milestone: 'resolved',
            severity: 'SEV2',
            created_at: '2026-08-14T10:09:00Z',
            incident_url: 'https://app.firehydrant.example.com/f1',
            milestones: [
              { type: 'started', occurred_at: '2026-08-14T10:05:00Z' },
              { type: 'resolved', occurred_at: '2026-08-14T11:05:00Z' },
            ],
            services: [{ name: 'API' }],
          },
        ],
        pagination: { count: 1, page: 1, items: 20, pages: 1, last: 1, prev: null, next: null },
      },
      { severity: 'P2', services: ['API'] },
      'f1',
    ],
    [
      'servicenow',
      {
        result: [
          {
            sys_id: 'a83820b58f723300e7e16c7827bdeed2',
            number: 'INC0010001',
            short_description: 'Payments fail',
            priority: '2',
            state: '6',
            opened_at: '2026-08-14 10:05:00',
            resolved_at: '2026-08-14 11:05:00',
            opened_by: { link: 'https://example.service-now.example.com/api/now/table/sys_user/1', value: '1' },
            business_service: { display_value: 'API', link: 'https://example.service-now.example.com/api/now/x/2' },
          },
        ],
      },
      { severity: 'P2', services: ['API'] },
      'INC0010001',
    ],
    [
      'opsgenie',
      {
        data: [
          {
            id: 'o1',
            message: 'Payments fail',
            status: 'resolved',
            createdAt: '2026-08-14T10:05:00Z',
            impactEndDate: '2026-08-14T11:05:00Z',
            priority: 'P2',
            tinyId: '7',
            impactedServices: ['API'],
            links: { web: 'https://app.opsgenie.example.com/o1' },
          },
        ],
        paging: { first: 'x', last: 'y' },
        took: 0.2,
      },
      { severity: 'P2', services: ['API'] },
      'o1',
    ],
    [
      'grafana',
      {
        incidentPreviews: [
          {
            incidentID: '4',
            title: 'Payments fail',
            severityLabel: 'Major',
            status: 'resolved',
            createdTime: '2026-08-14T10:05:00Z',
            closedTime: '2026-08-14T11:05:00Z',
            isDrill: false,
            labels: [{ label: 'API' }],
          },
        ],
        cursor: { hasMore: false, nextValue: '' },
      },
      { severity: 'P2', services: ['API'] },
      '4',
    ],
    [
      'linear',
      {
        data: {
          issues: {
            nodes: [
              {
                id: 'b1a2',
                identifier: 'ENG-1',
                title: 'Payments fail',
                priority: 2,
                createdAt: '2026-08-14T10:05:00.000Z',
                completedAt: '2026-08-14T11:05:00.000Z',
                state: { name: 'Done', type: 'completed' },
                project: { name: 'API' },
                labels: { nodes: [{ name: 'bug' }] },
              },
            ],
            pageInfo: { hasNextPage: false, endCursor: 'x' },
          },
        },
      },
      { severity: 'P2', services: ['API'] },
      'ENG-1',
    ],
    [
      'github',
      {
        data: {
          repository: {
            issues: {
              edges: [
                {
                  node: {
                    id: 'I_1',
                    number: 1,
                    title: 'Payments fail',
                    createdAt: '2026-08-14T10:05:00Z',
                    closedAt: '2026-08-14T11:05:00Z',
                    state: 'CLOSED',
                    url: 'https://github.com/example/api/issues/1',
                    labels: { nodes: [{ name: 'sev:2' }] },
                  },
                },
              ],
            },
          },
        },
      },
      { severity: 'P2' },
      'I_1',
    ],
  ])('%s', (system, answer, fields, id) => {
    expect(first(answer)).toMatchObject({
      system,
      id,
      fields: { title: 'Payments fail', startedAt: start, resolvedAt: end, ...fields },
    })
    expect(read(answer).more).toBeNull()
  })

  test('of no system that is known has its longest list of objects taken, or the one that is named', () => {
    const incident = { title: 'One', severity: 'P1', started: '2026-08-14' }
    const answer = {
      meta: { owners: [{ name: 'a' }] },
      payload: { tickets: [incident, incident, incident], other: [incident, incident] },
    }
    expect(read(answer)).toMatchObject({ list: 'payload.tickets', rows: [{}], repeats: 2 })
    expect(read(answer).lists).toContainEqual({ path: 'payload.other', count: 2 })
    expect(read(answer, { list: 'payload.other' })).toMatchObject({ list: 'payload.other', repeats: 1 })
  })
})

const issue = (id: number, more: object = {}) => ({
  id: `${id}`,
  title: `Issue ${id}`,
  severity: 'P1',
  started: '2026-08-14',
  ...more,
})

test.each([
  ['alone', (record: object) => record],
  ['under its name', (incident: object) => ({ incident })],
])('one record %s is one, whatever lists it holds', (_what, wrap) => {
  const record = { id: 'x', title: 'One', severity: 'P1', started: '2026-08-14', notes: [{ id: 1 }, { id: 2 }] }
  expect(read(wrap(record)).rows.map(({ source }) => source.id)).toEqual(['x'])
  const around = { id: 'p', name: 'A project', tickets: [record] }
  expect(read(around)).toMatchObject({ list: 'tickets', rows: [{ source: { id: 'x' } }] })
})

describe('a page of a longer list is told as one', () => {
  const incidents = [issue(1), issue(2)]
  test.each([
    ['a flag', { incidents, limit: 2, offset: 0, more: true }, { total: null }],
    [
      'a flag that says that it is not the last',
      { issues: incidents, isLast: false, nextPageToken: 'x' },
      { total: null },
    ],
    ['a total', { issues: incidents, startAt: 0, maxResults: 2, total: 40 }, { total: 40 }],
    [
      'a total beside a token',
      { incidents, pagination_meta: { after: '01F', page_size: 2, total_record_count: 9 } },
      { total: 9 },
    ],
    [
      'page information',
      { data: { x: { nodes: incidents, totalCount: 7, pageInfo: { hasNextPage: true } } } },
      { total: 7 },
    ],
    ['a link', { data: incidents, links: { next: 'https://example.com/2' } }, { total: null }],
    ['paging', { data: incidents, paging: { next: 'https://example.com/2' } }, { total: null }],
    ['pages', { data: incidents, pagination: { count: 31, page: 1, next: 2 } }, { total: 31 }],
    ['a cursor', { incidents, cursor: { hasMore: true, nextValue: 'x' } }, { total: null }],
    ['numbers of pages', { data: incidents, meta: { current_page: 1, last_page: 4 } }, { total: null }],
    ['a token for the next', { incidents, nextToken: 'abc' }, { total: null }],
    ['a total in words', { hits: incidents, total: { value: 12 } }, { total: 12 }],
    [
      'a line above the table',
      'Showing 1 to 2 of 312\n\nId,Title,Severity,Started\n1,a,P1,2026-08-14\n2,b,P1,2026-08-14',
      { total: 312 },
    ],
    ['a link of OData', { value: incidents, '@odata.nextLink': 'https://example.com/2' }, { total: null }],
    ['the search', { total_count: 3, incomplete_results: false, items: incidents }, { total: 3 }],
  ])('by %s', (_what, answer, more) => {
    expect(read(answer).more).toEqual(more)
  })

  test.each([
    [{ incidents, more: false, total: null }],
    [{ issues: incidents, isLast: true, total: 2 }],
    [{ data: { x: { nodes: incidents, pageInfo: { hasNextPage: false, endCursor: 'x' } } } }],
    [{ data: incidents, links: { next: null }, meta: { total_count: 2 } }],
    [{ incidents: [issue(1, { next: 'step', total: 99, count: 4, links: { next: 'x' } })] }],
    [incidents],
  ])('and the whole is not: %j', answer => {
    expect(read(answer).more).toBeNull()
  })
})

describe('several documents in one file are one list', () => {
  const [one, two, three] = [1, 2, 3].map(id => JSON.stringify([issue(id)]))
  const [page, last] = [1, 2].map(id => JSON.stringify({ incidents: [issue(id)], more: id === 1 }))
  test.each([
    ['arrays one after another', `${one}${two}\n${three}`, [1, 1, 2]],
    ['pages one after another', `${page}\n${last}`, [1, 2]],
    [
      'a record on each line',
      [1, 2, 3].map(id => JSON.stringify(issue(id, { notes: [{ a: 1 }, { b: 2 }] }))).join('\n'),
      [1, 2, 3],
    ],
    [
      'a record on each line, under a line of its own',
      `{"exported": 3}\n${JSON.stringify(issue(1))}\n${JSON.stringify(issue(2))}`,
      [2, 3],
    ],
    ['arrays in an array', `[${one},\n${two}]`, [1, 2]],
    ['pages in an array', `[${page},\n${last}]`, [1, 2]],
  ])('%s', (_what, text, lines) => {
    const { rows, problems, more } = read(text)
    expect([problems, more]).toEqual([[], null])
    expect(rows.map(({ source }) => source.id)).toEqual(lines.map((_, index) => `${index + 1}`))
    expect(rows.map(({ line }) => line)).toEqual(lines)
    expect(rows.map(({ record }) => record)).toEqual(lines.map((_, index) => index + 1))
  })

  test('one that ends in the middle is told so', () => {
    expect(() => read(`${one}\n[{"title": "T`)).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('cut off') }),
    )
  })
})

test('what ServiceNow says by value is in UTC, whichever zone is named; what it displays is of that zone', () => {
  const record = (opened: object) => ({
    result: [
      {
        sys_id: { value: 'a83820b58f723300e7e16c7827bdeed2' },
        number: { value: 'INC0010001' },
        short_description: { value: 'Payments fail' },
        priority: { value: '2' },
        opened_at: opened,
        resolved_at: { value: '2026-08-14 11:05:00', display_value: '2026-08-14 13:05:00' },
      },
    ],
  })
  const [value, shown] = ['2026-08-14 10:05:00', '2026-08-14 12:05:00']
  for (const opened of [{ value, display_value: shown }, { display_value: shown }]) {
    for (const zone of ['Europe/Berlin', 'Asia/Tokyo']) {
      const at = 'value' in opened || zone === 'Europe/Berlin' ? start : '2026-08-14T03:05:00.000Z'
      expect(first(record(opened), { zone })).toMatchObject({
        system: 'servicenow',
        fields: { startedAt: at, resolvedAt: end, zone },
      })
    }
  }
})

describe('tables of spreadsheets', () => {
  const rows = ['7;One, two, three;P1;14/08/2026 10:05', '8;Four;P2;03/04/2026 10:05']
  const header = 'Id;Title;Severity;Started at'
  test.each([
    ['a line that names the separator', ['sep=;', header]],
    ['titles and an empty line above', ['Incidents of the third quarter', '', header]],
    ['titles of several cells', ['Incidents, third quarter;;;', 'Made by;Ann;14/08/2026;', '', header]],
    ['titles with commas', ['Incidents, outages, and such', header]],
  ])('%s', (_what, above) => {
    const reading = read([...above, ...rows].join('\r\n'))
    expect(reading.problems).toEqual([])
    expect(reading.rows.map(({ fields }) => [fields.title, fields.startedAt])).toEqual([
      ['One, two, three', start],
      // The other row tells the order.
      ['Four', '2026-04-03T10:05:00.000Z'],
    ])
  })

  test('a date of numbers whose column does not tell its order is asked, and the mapping answers', () => {
    const text = `${header}\n${rows[1]}`
    expect(read(text).problems).toMatchObject([{ code: 'unreadable', choices: ['dmy', 'mdy'] }])
    expect(read(text, { dateOrder: 'mdy' }).rows[0]?.fields.startedAt).toBe('2026-03-04T10:05:00.000Z')
    const both = `${header}\n${rows.join('\n')}\n9;Five;P1;8/14/2026 10:05`
    expect(read(both).problems).toMatchObject([{ line: 3, record: 2, id: '8', title: 'Four' }])
  })

  test('an abbreviation of several zones is asked, and read once the zone is one of them', () => {
    const text = `${header}\n1;One;P1;2026-08-14 10:05 IST`
    expect(read(text).problems[0]?.choices).toContain('Asia/Kolkata')
    expect(read(text, { zone: 'Asia/Kolkata' }).rows[0]?.fields.startedAt).toBe('2026-08-14T04:35:00.000Z')
  })
})

describe('what is wrong is told by its record', () => {
  test('in a file of one line by its number, id and title', () => {
    const { title: _title, ...untitled } = issue(2)
    const { problems } = read(JSON.stringify([issue(1), untitled, issue(3, { severity: 'grave' })]))
    expect(problems).toMatchObject([
      { line: 1, record: 2, id: '2', column: 'title', code: 'missing' },
      { line: 1, record: 3, id: '3', title: 'Issue 3', code: 'unknown_severity' },
    ])
  })

  test('a time that cannot be is asked about, and taken where that is said', () => {
    const odd = ['2062-01-02T10:00:00Z', '1970-01-01T00:00:00Z', '0'].map((started, id) => issue(id, { started }))
    const now = '2026-11-24T12:00:00.000Z'
    expect(read(odd, {}, now).problems.map(({ record, code }) => [record, code])).toEqual([
      [1, 'improbable'],
      [2, 'improbable'],
      [3, 'unreadable'],
    ])
    expect(read(odd.slice(0, 2), { anyTime: true }, now).rows).toHaveLength(2)
    expect(read([issue(1, { started: '2026-11-25T00:00:00Z' })], {}, now).problems).toEqual([])
  })

  test('an end that stands for no time is none, and costs no record', () => {
    const { rows, leftOut, problems } = read([issue(1, { 'resolved at': '0001-01-01T00:00:00Z' })])
    expect([problems, rows[0]?.fields.resolvedAt ?? null]).toEqual([[], null])
    expect(leftOut).toMatchObject([{ column: 'resolved at', value: '0001-01-01T00:00:00Z' }])
  })

  test('clocks that disagree by minutes are levelled, and told; by hours they are a problem', () => {
    const times = { started: '2026-08-14 10:00:05', 'detected at': '2026-08-14 10:00:00' }
    const recovered = {
      started: '2026-08-14 10:00',
      'mitigated at': '2026-08-14 11:00',
      'resolved at': '2026-08-14 10:59',
    }
    const { rows, levelled, problems } = read([issue(1, times), issue(2, recovered)])
    expect(problems).toEqual([])
    expect(rows.map(({ fields }) => [fields.detectedAt ?? null, fields.resolvedAt ?? null])).toEqual([
      ['2026-08-14T10:00:05.000Z', null],
      [null, '2026-08-14T11:00:00.000Z'],
    ])
    expect(levelled.map(({ column, message }) => [column, /\d+ s/.exec(message)?.[0]])).toEqual([
      ['detected at', '5 s'],
      ['resolved at', '60 s'],
    ])
    expect(read([issue(1, { 'resolved at': '2026-08-13' })]).problems).toMatchObject([{ code: 'times_out_of_order' }])
  })
})

describe('a severity among labels', () => {
  const labelled = (...names: string[]) => [
    {
      number: 1,
      node_id: 'I1',
      title: 'One',
      created_at: start,
      html_url: 'https://github.com/e/a/issues/1',
      labels: names.map(name => ({ name })),
    },
  ]
  test.each([
    [['bug', 'sev:2'], 'P2'],
    [['severity: critical'], 'P1'],
    [['priority/P1'], 'P1'],
    [['Sev-1 🔥'], 'P1'],
    [['P2'], 'P2'],
    [['priority::high'], 'P2'],
  ])('%j says it', (names, severity) => {
    expect(read(labelled(...names)).rows[0]?.fields.severity).toBe(severity)
  })

  test.each([[['🔥 critical']], [['major', 'upgrade']], [['S1']]])('%j may mean anything, and is asked', names => {
    expect(read(labelled(...names)).problems).toMatchObject([{ code: 'unknown_severity', words: names }])
    const severities = { [names[0] ?? '']: 'P1' }
    expect(read(labelled(...names), { severities }).rows[0]?.fields.severity).toBe('P1')
  })
})

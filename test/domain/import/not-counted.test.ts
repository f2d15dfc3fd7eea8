import { describe, expect, test } from 'vitest'
import { importMappingSchema } from '../../../functions/domain/import/fields.ts'
import { readImport } from '../../../functions/domain/import/read.ts'

const read = (content: string | readonly object[], mapping: object = {}) =>
  readImport(
    typeof content === 'string' ? content : JSON.stringify(content),
    importMappingSchema.parse({ severity: 'P3', ...mapping }),
  )
const reasons = (content: string | readonly object[], mapping: object = {}) =>
  read(content, mapping).passedOver.map(({ reason }) => reason)

/** A record of each system that counts, to which a case adds its word. */
const systems = {
  pagerduty: (more: object) => ({
    id: 'Q1',
    incident_number: 1,
    title: 'Slow',
    service: { summary: 'Mail' },
    urgency: 'high',
    status: 'resolved',
    created_at: '2026-10-06T21:30:42Z',
    ...more,
  }),
  'incident.io': (more: object) => ({
    id: '01F',
    reference: 'INC-1',
    name: 'Slow',
    mode: 'standard',
    severity: { name: 'Minor' },
    permalink: 'https://app.example.com/1',
    incident_status: { name: 'Closed', category: 'closed' },
    created_at: '2026-10-06T21:30:42Z',
    ...more,
  }),
  jira: ({ issuetype = {}, ...more }: { issuetype?: object }) => ({
    key: 'ED-1',
    fields: {
      summary: 'Slow',
      created: '2026-10-06T21:30:42.000+0000',
      priority: { name: 'High' },
      issuetype: { name: 'Incident', subtask: false, ...issuetype },
      resolution: { name: 'Done' },
      status: { name: 'Triage' },
      ...more,
    },
  }),
  github: (more: object) => ({
    number: 1,
    node_id: 'MDU1',
    title: 'Slow',
    html_url: 'https://example.com/1',
    state: 'closed',
    state_reason: 'completed',
    labels: [{ name: 'P2' }],
    created_at: '2026-10-06T21:30:42Z',
    ...more,
  }),
  table: (more: object) => ({ id: 'x1', name: 'Slow', started_at: '2026-10-06T21:30:42Z', ...more }),
}

describe('a record of which its system says that it was none is passed over with that word', () => {
  test.each<[keyof typeof systems, string, object, string]>([
    ['pagerduty', 'merged', { resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'Q0' } } }, 'merged'],
    ['pagerduty', 'status', { status: 'Merged' }, 'merged'],
    ['incident.io', 'a test', { mode: 'test' }, 'a test'],
    ['incident.io', 'a stream', { mode: 'stream' }, 'a stream of another incident'],
    ...['declined', 'merged', 'canceled'].map(
      category =>
        ['incident.io', category, { incident_status: { name: 'Any', category } }, category] satisfies [
          'incident.io',
          string,
          object,
          string,
        ],
    ),
    ['incident.io', 'triage', { incident_status: { name: 'Triage', category: 'triage' } }, 'in triage'],
    ['jira', 'a sub-task in any language', { issuetype: { name: 'Unteraufgabe', subtask: true } }, 'a sub-task'],
    ['jira', 'a story', { issuetype: { name: 'Story' } }, 'a story'],
    ['jira', 'an epic', { issuetype: { name: 'Epic' } }, 'an epic'],
    ['jira', 'duplicate', { resolution: { name: 'Duplicate' } }, 'duplicate'],
    ['jira', 'won’t do', { resolution: { name: 'Won’t Do' } }, 'won’t do'],
    ['jira', "won't do", { resolution: { name: "Won't Do" } }, "won't do"],
    ['jira', 'cannot reproduce', { resolution: { name: 'Cannot Reproduce' } }, 'cannot reproduce'],
    ['jira', 'declined', { resolution: { name: 'Declined' } }, 'declined'],
    ['jira', 'cancelled as a status', { status: { name: 'Cancelled' }, resolution: null }, 'cancelled'],
    ['github', 'duplicate', { state_reason: 'duplicate' }, 'duplicate'],
    ['github', 'not planned', { state_reason: 'not_planned' }, 'not planned'],
    ['github', 'not planned, by the command line', { state_reason: null, stateReason: 'NOT_PLANNED' }, 'not planned'],
    ['github', 'a label', { labels: [{ name: 'P2' }, { name: 'duplicate' }] }, 'duplicate'],
    ['github', 'a pull request of its graph', { __typename: 'PullRequest' }, 'a pull request'],
    ['table', 'Rootly, a test', { kind: 'test', status: 'resolved' }, 'a test'],
    ['table', 'Rootly, a part', { kind: 'normal_sub', status: 'resolved' }, 'a sub-incident'],
    ['table', 'Rootly, cancelled', { kind: 'normal', status: 'cancelled' }, 'cancelled'],
    ['table', 'Rootly, maintenance', { kind: 'scheduled', status: 'completed' }, 'maintenance'],
    ['table', 'Rootly, as it answers', { attributes: { kind: 'test' } }, 'a test'],
    ['table', 'FireHydrant, discarded', { discarded_at: '2026-10-07T00:00:00Z' }, 'discarded'],
    ['table', 'FireHydrant, game day', { severity: 'GAMEDAY' }, 'a drill'],
    ['table', 'Statuspage, maintenance', { impact: 'maintenance', status: 'completed' }, 'maintenance'],
    ['table', 'Statuspage, scheduled', { impact: 'none', status: 'scheduled' }, 'maintenance'],
    ['table', 'Linear, canceled', { state: { name: 'Dropped', type: 'canceled' } }, 'canceled'],
    ['table', 'Linear, duplicate', { state: { name: 'Duplicate', type: 'duplicate' } }, 'duplicate'],
    ['table', 'ServiceNow, canceled', { sys_id: 'a1', state: '8' }, 'canceled'],
    ['table', 'ServiceNow, duplicate', { sys_id: 'a1', state: '7', close_code: 'Duplicate' }, 'duplicate'],
    ['table', 'ServiceNow, of another', { sys_id: 'a1', duplicate_of: 'a0' }, 'duplicate'],
    ['table', 'Grafana IRM, a drill', { isDrill: true, status: 'resolved' }, 'a drill'],
    ['table', 'one of one’s own', { Status: 'FALSE ALARM' }, 'false alarm'],
    ['pagerduty', 'its kind', { incident_type: { name: 'maintenance' } }, 'maintenance'],
    ['jira', 'a change', { issuetype: { name: '[System] Change' } }, 'a change'],
    ['jira', 'asked for', { issuetype: { name: '[System] Service request with approvals' } }, 'a service request'],
    ['jira', 'in another language', { resolution: { name: 'Duplikat' } }, 'duplikat'],
    [
      'github',
      'a label of a kind',
      { labels: [{ name: 'P2' }, { name: 'type: false positive' }] },
      'type: false positive',
    ],
    ['table', 'Opsgenie, a tag', { tags: ['eu', 'drill'] }, 'a drill'],
    ['table', 'Linear, in the bin', { trashed: true }, 'deleted'],
    ['table', 'Statuspage, planned', { impact: 'minor', scheduled_for: '2026-10-06T21:00:00Z' }, 'maintenance'],
    ['table', 'on a day', { cancelled: '2026-10-07' }, 'canceled'],
    ...[
      'Closed (duplicate)',
      'Geschlossen - Duplikat',
      'CLOSED_AS_DUPLICATE',
      'Duplicate of INC-3',
      'Annulé',
      'Dupe',
    ].map(status => ['table', status, { status }, status.toLowerCase()] satisfies ['table', string, object, string]),
    ...['Fire drill', 'Chaos experiment', 'Tabletop exercise', 'Übung'].map(
      typ => ['table', typ, { typ }, 'a drill'] satisfies ['table', string, object, string],
    ),
    ...['Wartung', 'Planned work', 'メンテナンス'].map(
      type => ['table', type, { type }, 'maintenance'] satisfies ['table', string, object, string],
    ),
  ])('%s: %s', (system, _what, word, reason) => {
    const record = systems[system](word)
    const counts = systems[system]({})
    const reading = read([record, { ...counts, id: 'other', key: 'ED-9', node_id: 'MDU9' }])
    expect(reading.passedOver).toStrictEqual([{ line: 1, title: 'Slow', reason }])
    expect([reading.rows.length, reading.problems]).toStrictEqual([1, []])
  })
})

describe('whatever does not say so counts', () => {
  test.each<[keyof typeof systems, object]>([
    ['pagerduty', { resolve_reason: { type: 'auto_resolve' }, merged: false }],
    ['pagerduty', { title: 'Merged twice' }],
    ['incident.io', { incident_status: { name: 'Live', category: 'live' } }],
    ['incident.io', { mode: 'retrospective' }],
    // Steps of the work in many projects, and a link of the issue that duplicates this one.
    ['jira', { status: { name: 'Test' } }],
    ['jira', { resolution: { name: 'Known Error' } }],
    ['jira', { issuelinks: [{ type: { name: 'Duplicate' }, inwardIssue: { key: 'ED-7' } }] }],
    ['github', { state_reason: 'reopened' }],
    ['github', { labels: [{ name: 'P2' }, { name: 'test' }] }],
    ['table', { status: 'in_progress', impact: 'major', kind: 'backfilled' }],
    ['table', { discarded_at: null, 'duplicate of': 'none', 'is test': 'no' }],
    ['table', { state: '8' }],
    ['table', { status: 'who knows' }],
    ...['Closed - not a duplicate', 'Fix merged', 'Unmerged', 'Resolved', 'Ready for test', 'Duplicates seen'].map(
      status => ['table', { status }] satisfies ['table', object],
    ),
    ['table', { discarded_at: '0000-00-00 00:00:00', cancelled: 'Nein', trashed: false }],
    ['table', { tags: ['test', 'not a drill'] }],
    ['pagerduty', { incident_type: { name: 'major_incident' } }],
  ])('%s: %j', (system, word) => {
    expect(read([systems[system](word)])).toMatchObject({ passedOver: [], rows: [{}], problems: [] })
  })
})

describe('a table says it by its own columns', () => {
  test.each([
    [
      'PagerDuty',
      'id,incident_number,description,service_name,created_on,urgency,status\nQ1,1,Slow,Mail,2026-10-06T23:30:42Z,high,merged\n',
      'merged',
    ],
    [
      'Jira',
      'Summary,Issue key,Issue Type,Status,Priority,Resolution,Created\nSlow,ED-1,Incident,Done,High,Duplicate,20/Nov/26 3:00 AM\n',
      'duplicate',
    ],
    [
      'Jira, a sub-task',
      'Summary,Issue key,Issue Type,Status,Priority,Resolution,Created\nSlow,ED-1,Sub-task,Done,High,Done,20/Nov/26 3:00 AM\n',
      'a sub-task',
    ],
    ['incident.io', 'ID,Name,Severity,Status,Created at\nINC-1,Slow,Minor,Declined,2026-10-06 21:30\n', 'declined'],
    [
      'GitHub',
      'number,title,createdAt,url,state,stateReason,labels\n1,Slow,2026-10-06,https://example.com/1,CLOSED,COMPLETED,"P2, duplicate"\n',
      'duplicate',
    ],
    ['one of one’s own', 'Id;Title;Started;Typ;Incident type\n1;Slow;2026-10-06;x;Game day\n', 'a drill'],
  ])('%s', (_system, text, reason) => {
    expect(reasons(text)).toStrictEqual([reason])
  })
})

describe('a mapping', () => {
  const text = 'Id,Title,Started,Ergebnis,Status\n1,One,2026-01-01,Fehlalarm,open\n2,Two,2026-01-02,,Merged\n'

  test('says which column and words mean none, in any case; what is known of the others stays known', () => {
    expect(reasons(text)).toStrictEqual(['merged'])
    const mapping = { notCounted: { column: 'ergebnis', values: ['FEHLALARM'] } }
    expect(reasons(text, mapping)).toStrictEqual(['fehlalarm', 'merged'])
  })

  test('stands in place of what is known of its column: without words all of it counts', () => {
    expect(reasons(text, { notCounted: { column: 'Status', values: [] } })).toStrictEqual([])
    expect(reasons(text, { notCounted: { column: 'Status', values: ['open'] } })).toStrictEqual(['open'])
  })

  test('that names a column which is not there passes nothing over', () => {
    expect(reasons(text, { notCounted: { column: 'nowhere', values: ['open'] } })).toStrictEqual(['merged'])
  })
})

test('one that is passed over is known by its source, and the other one where its system names it', () => {
  const sources = (content: readonly object[]) =>
    read(content).withdrawn.map(({ source, original, status }) => [source.system, source.id, original, status])
  expect(
    sources([systems.pagerduty({ resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'Q0' } } })]),
  ).toStrictEqual([['pagerduty', 'Q1', 'Q0', 'retracted']])
  const issuelinks = [
    { type: { name: 'Blocks' }, outwardIssue: { key: 'ED-8' } },
    { type: { name: 'Duplicate' }, inwardIssue: { key: 'ED-7' } },
    { type: { name: 'Duplicate' }, outwardIssue: { key: 'ED-2' } },
  ]
  expect(sources([systems.jira({ resolution: { name: 'Duplicate' }, issuelinks } as object)])).toStrictEqual([
    ['jira', 'ED-1', 'ED-2', 'retracted'],
  ])
  expect(sources([systems.table({ kind: 'test', 'duplicate of': 'x0' })])).toStrictEqual([
    ['table', 'x1', 'x0', 'retracted'],
  ])
  expect(sources([systems.table({ isDrill: true })])).toStrictEqual([['table', 'x1', null, 'drill']])
  // Without an id it is known by its title and start, as an incident is.
  const { id: _id, ...unnamed } = systems.table({})
  expect(sources([{ ...unnamed, status: 'declined' }])).toStrictEqual([
    ['table', read([unnamed]).rows[0]?.source.id, null, 'retracted'],
  ])
})

test('a file that says of one record both that it was one and that it was none has a problem there', () => {
  const both = [systems.table({}), systems.table({ status: 'declined' })]
  expect(read(both)).toMatchObject({ rows: [{}], withdrawn: [], problems: [{ code: 'repeated' }] })
})

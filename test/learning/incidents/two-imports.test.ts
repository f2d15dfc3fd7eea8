import { expect, test } from 'vitest'
import * as z from 'zod'
import { importAnswerSchema } from '../../../functions/domain/import/answer.ts'
import { undoAnswerSchema } from '../../../functions/domain/import/undo.ts'
import { incidentViewSchema } from '../../../functions/domain/incident/incident.ts'
import { learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const world = () => learning(database.client)

/** A record as any of the systems has it; `end` is null while it is open. `moved`: under another key, where keys move. */
interface Told {
  readonly number: number
  readonly title: string
  readonly start: string
  readonly end: string | null
  readonly moved: boolean
}

const spaced = (instant: string | null): string => instant?.replace('T', ' ').replace('Z', '') ?? ''

const systems: Readonly<Record<string, (all: readonly Told[]) => unknown>> = {
  pagerduty: all => ({
    incidents: all.map(({ number, title, start, end }) => ({
      id: `PD${number}`,
      incident_number: number,
      title,
      created_at: start,
      resolved_at: end,
      status: end ? 'resolved' : 'triggered',
      service: { summary: 'API' },
      priority: { summary: 'P2' },
      html_url: `https://example.pagerduty.com/incidents/PD${number}`,
    })),
  }),
  'incident.io': all => ({
    incidents: all.map(({ number, title, start, end }) => ({
      id: `io-${number}`,
      reference: `INC-${number}`,
      name: title,
      severity: { name: 'Major' },
      permalink: `https://app.incident.io/example/incidents/${number}`,
      incident_status: { category: end ? 'closed' : 'live' },
      created_at: start,
      incident_timestamp_values: [{ incident_timestamp: { name: 'Resolved at' }, value: end ? { value: end } : null }],
    })),
  }),
  jira: all => ({
    issues: all.map(({ number, title, start, end, moved }) => ({
      id: `${10_000 + number}`,
      key: `${moved ? 'INC' : 'OPS'}-${number}`,
      self: `https://example.atlassian.net/rest/api/2/issue/${10_000 + number}`,
      fields: {
        summary: title,
        created: start,
        resolutiondate: end,
        priority: { name: 'High' },
        status: { statusCategory: { key: end ? 'done' : 'indeterminate' } },
      },
    })),
  }),
  github: all =>
    all.map(({ number, title, start, end }) => ({
      node_id: `I_${number}`,
      number,
      title,
      created_at: start,
      closed_at: end,
      state: end ? 'closed' : 'open',
      html_url: `https://github.com/example/two/issues/${number}`,
      labels: [{ name: 'sev:2' }],
    })),
  opsgenie: all => ({
    data: all.map(({ number, title, start, end }) => ({
      id: `og-${number}`,
      tinyId: `${number}`,
      message: title,
      status: end ? 'resolved' : 'open',
      createdAt: start,
      impactEndDate: end,
      priority: 'P2',
      impactedServices: ['API'],
      links: { web: `https://app.opsgenie.com/${number}` },
    })),
  }),
  rootly: all => ({
    data: all.map(({ number, title, start, end }) => ({
      id: `ro-${number}`,
      type: 'incidents',
      attributes: {
        title,
        slug: `two-${number}`,
        kind: 'normal',
        status: end ? 'resolved' : 'started',
        severity: { data: { attributes: { name: 'SEV2', severity: 'high' } } },
        started_at: start,
        resolved_at: end,
        url: `https://rootly.com/account/incidents/${number}`,
      },
    })),
  }),
  firehydrant: all => ({
    data: all.map(({ number, title, start, end }) => ({
      id: `fh-${number}`,
      name: title,
      number,
      current_milestone: end ? 'resolved' : 'started',
      severity: 'SEV2',
      created_at: start,
      incident_url: `https://app.firehydrant.io/${number}`,
      milestones: [
        { type: 'started', occurred_at: start },
        { type: 'resolved', occurred_at: end },
      ],
    })),
  }),
  servicenow: all => ({
    result: all.map(({ number, title, start, end }) => ({
      sys_id: `sn${number}`,
      number: `INC${number}`,
      short_description: title,
      priority: '2',
      state: end ? '6' : '2',
      opened_at: spaced(start),
      resolved_at: spaced(end),
      opened_by: { link: 'https://example.service-now.com/api/now/table/sys_user/1', value: '1' },
    })),
  }),
  statuspage: all => ({
    page: { id: 'p1', name: 'Example' },
    incidents: all.map(({ number, title, start, end }) => ({
      id: `sp${number}`,
      name: title,
      status: end ? 'resolved' : 'investigating',
      impact: 'major',
      created_at: start,
      resolved_at: end,
      shortlink: `https://stspg.io/${number}`,
      page_id: 'p1',
      components: [{ name: 'API' }],
    })),
  }),
  grafana: all => ({
    incidentPreviews: all.map(({ number, title, start, end }) => ({
      incidentID: `${number}`,
      title,
      severityLabel: 'Major',
      status: end ? 'resolved' : 'active',
      createdTime: start,
      closedTime: end ?? '',
      isDrill: false,
      labels: [{ label: 'API' }],
    })),
  }),
  linear: all => ({
    data: {
      issues: {
        nodes: all.map(({ number, title, start, end, moved }) => ({
          id: `li-${number}`,
          identifier: `${moved ? 'OPS' : 'ENG'}-${number}`,
          title,
          priority: 2,
          createdAt: start,
          completedAt: end,
          state: { type: end ? 'completed' : 'started' },
          url: `https://linear.app/example/issue/${number}`,
        })),
      },
    },
  }),
  table: all =>
    [
      'Id,Title,Severity,Started at,Resolved at,Status',
      ...all.map(({ number, title, start, end }) =>
        [`T${number}`, title, 'P2', spaced(start), spaced(end), end ? 'Resolved' : 'Open'].join(','),
      ),
    ].join('\n'),
}

test.each(Object.keys(systems).map((system, index) => ({ system, year: 2060 + index })))(
  'two imports of $system a month apart, with a correction between, are undone one after the other',
  async ({ system, year }) => {
    const write = systems[system] ?? expect.fail(system)
    const take = async (all: readonly Told[], dryRun = false) => {
      const mapping = encodeURIComponent(JSON.stringify({ anyTime: true, zone: 'UTC' }))
      const path = `POST /api/incidents/import?mapping=${mapping}${dryRun ? '&dryRun=true' : ''}`
      return importAnswerSchema.parse((await world().call(path, { body: write(all) })).json)
    }
    const undo = async (id: string | null) =>
      undoAnswerSchema.parse((await world().call(`DELETE /api/incidents/imports/${id}`)).json)
    const listed = async () =>
      z
        .array(incidentViewSchema)
        .parse((await world().call(`GET /api/incidents?quarter=${year}-Q1`)).json)
        .map(({ id, title, severity, resolvedAt }) => ({ id, title, severity, resolvedAt: resolvedAt ?? null }))
        .toSorted((a, b) => a.title.localeCompare(b.title))

    const record = (number: number, title: string, hour: number, end: number | null = null): Told => ({
      number: year * 10 + number,
      title,
      start: `${year}-01-1${number}T0${hour}:00:00Z`,
      end: end === null ? null : `${year}-01-1${number}T0${end}:00:00Z`,
      moved: false,
    })
    const before = [
      record(1, 'A: payments fail', 1, 3),
      record(2, 'B: search is slow', 1),
      record(3, 'C: mail waits', 1, 2),
    ]
    const first = await take(before)
    expect([first.system, first.problems, first.taken]).toMatchObject([system, [], { added: 3 }])
    const stood = await listed()
    // A person corrects the third.
    await world().call(`PATCH /api/incidents/${stood[2]?.id}`, { body: { severity: 'P1' } })
    const corrected = await listed()

    // A month later the first is open again under another key, the second is over, the third has another title, and one is new.
    const later = [
      { ...record(1, 'A: payments fail', 1), moved: true },
      record(2, 'B: search is slow', 1, 4),
      record(3, 'C: mail waits for hours', 1, 2),
      record(4, 'D: badges are refused', 1, 2),
    ]
    expect((await take(later, true)).ahead).toMatchObject({ added: 1, changed: 3 })
    const second = await take(later)
    expect([second.held, second.taken]).toMatchObject([[], { added: 1, changed: 3, unchanged: 0 }])
    expect((await take(later)).taken).toMatchObject({ added: 0, changed: 0, unchanged: 4 })
    expect(await listed()).toMatchObject([
      { id: stood[0]?.id, title: 'A: payments fail', severity: 'P2', resolvedAt: null },
      { id: stood[1]?.id, resolvedAt: `${year}-01-12T04:00:00.000Z` },
      { id: stood[2]?.id, title: 'C: mail waits for hours', severity: 'P1' },
      { title: 'D: badges are refused' },
    ])
    expect(await undo(second.importId)).toMatchObject({ removed: 1, restored: 3, kept: [] })
    expect(await listed()).toStrictEqual(corrected)
    // What a person has corrected stays, and is named.
    expect(await undo(first.importId)).toMatchObject({ removed: 2, kept: [{ id: stood[2]?.id, reasons: ['edited'] }] })
    expect(await listed()).toStrictEqual(corrected.slice(2))
  },
)

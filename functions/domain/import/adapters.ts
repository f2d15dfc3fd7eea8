/** The systems whose exports are recognised, and tables of any kind. */
import { tableColumns } from '../incident/fields.ts'
import type { Adapter } from './adapter.ts'
import { type ImportField, importFields } from './fields.ts'
import { furtherAdapters } from './further-adapters.ts'
import { githubRules, incidentIoRules, jiraRules, murmurRules, pagerdutyRules, tableRules } from './not-counted.ts'

/**
 * REST API `GET /incidents` (developer.pagerduty.com/api-reference, "List incidents"), `POST /analytics/raw/incidents`,
 * and the CSV of its incidents report. Without a priority, the urgency gives the severity.
 */
const pagerduty: Adapter = {
  system: 'pagerduty',
  marks: [['incident_number'], ['created_at', 'created_on'], ['service.summary', 'service_name', 'service.id']],
  columns: {
    id: ['id'],
    url: ['html_url'],
    title: ['title', 'description', 'summary'],
    severity: ['priority.summary', 'priority.name', 'priority_name', 'priority', 'urgency'],
    startedAt: ['created_at', 'created_on'],
    resolvedAt: ['resolved_at', 'resolved_on'],
    services: ['service.summary', 'service_name'],
    domains: ['teams.summary', 'team_name'],
    reviewedElsewhere: ['postmortem.html_url', 'post_mortem.html_url', 'postmortem_url', 'post_mortem_url'],
  },
  severities: { p4: 'P3', p5: 'P3', high: 'P2', low: 'P3' },
  notCounted: pagerdutyRules,
  states: ['status', 'state'],
  originals: ['resolve_reason.incident.id'],
}

/** Public API `GET /v2/incidents` (api-docs.incident.io). Timestamps and custom fields are found by their names. */
const incidentIo: Adapter = {
  system: 'incident.io',
  marks: [
    ['reference'],
    ['name'],
    // Null of a record that nobody has rated yet.
    ['severity.name', 'severity'],
    ['permalink', 'incident_status.category', 'incident_status.name'],
  ],
  columns: {
    id: ['id'],
    url: ['permalink'],
    title: ['name'],
    severity: ['severity.name'],
    startedAt: ['timestamps.Impact started', 'timestamps.Started at', 'timestamps.Reported at', 'created_at'],
    detectedAt: ['timestamps.Detected at', 'timestamps.Identified at', 'timestamps.Reported at'],
    mitigatedAt: ['timestamps.Mitigated at', 'timestamps.Fixed at', 'timestamps.Impact ended'],
    resolvedAt: ['timestamps.Resolved at', 'timestamps.Closed at'],
    services: ['fields.Affected services', 'fields.Affected service', 'fields.Services', 'fields.Service'],
    domains: ['fields.Affected team', 'fields.Affected teams', 'fields.Teams', 'fields.Team'],
    reviewedElsewhere: ['postmortem_document_url', 'retrospective_document_url'],
    summary: ['summary'],
  },
  severities: {},
  notCounted: incidentIoRules,
  states: ['incident_status.category'],
}

/**
 * Jira Cloud and Data Center `GET /rest/api/{2,3}/search` (developer.atlassian.com), and the table of its issue list.
 */
const jira: Adapter = {
  system: 'jira',
  marks: [
    ['key', 'Issue key'],
    ['fields.summary', 'Summary'],
    ['fields.created', 'Created'],
  ],
  columns: {
    id: ['key', 'Issue key'],
    url: ['browse'],
    title: ['fields.summary', 'Summary'],
    severity: ['Custom field (Severity)', 'fields.priority.name', 'Priority'],
    startedAt: ['fields.created', 'Created'],
    resolvedAt: ['fields.resolutiondate', 'Resolved'],
    services: ['fields.components.name', 'Custom field (Affected services)', 'Component/s', 'Components'],
    reviewedElsewhere: [
      'Custom field (Postmortem)',
      'Custom field (Post-mortem)',
      'Custom field (Postmortem URL)',
      'Custom field (Retrospective)',
      'Custom field (Review URL)',
    ],
    summary: ['fields.description', 'Description'],
  },
  severities: {
    blocker: 'P1',
    highest: 'P1',
    high: 'P2',
    medium: 'P3',
    low: 'P3',
    lowest: 'P3',
    trivial: 'P3',
    severity4: 'P3',
    severity5: 'P3',
  },
  notCounted: jiraRules,
  lasting: ['id', 'Issue id'],
  states: ['fields.status.statusCategory.key'],
  originals: ['duplicates', 'Outward issue link (Duplicate)'],
}

/** REST API `GET /repos/{owner}/{repo}/issues` (docs.github.com/rest/issues), and `gh issue list --json`. */
const github: Adapter = {
  system: 'github',
  marks: [
    ['number'],
    ['title'],
    ['created_at', 'createdAt'],
    ['html_url', 'url'],
    ['state', 'node_id', 'labels.name', 'labels.nodes.name', 'labels'],
  ],
  columns: {
    id: ['node_id', 'id', 'html_url', 'url'],
    url: ['html_url', 'url'],
    title: ['title'],
    severity: ['labels.name', 'labels.nodes.name', 'labels'],
    startedAt: ['created_at', 'createdAt'],
    resolvedAt: ['closed_at', 'closedAt'],
    summary: ['body'],
  },
  severities: { blocker: 'P1', high: 'P2', medium: 'P3', low: 'P3' },
  severityAmongLabels: true,
  // The list of issues includes pull requests; the command line's search does so on request.
  notCounted: githubRules,
  states: ['state'],
  originals: ['duplicateOf.id', 'duplicate_of.node_id'],
}

/** As `GET /api/incidents` returns them. */
const murmur: Adapter = {
  system: 'murmur',
  marks: [['title'], ['severity'], ['startedAt']],
  columns: Object.fromEntries(importFields.map(field => [field, [field]])),
  severities: {},
  notCounted: murmurRules,
  originals: ['duplicateOf'],
}

/** Column names are compared without case, spaces and punctuation. */
export const table: Adapter = {
  system: 'table',
  marks: [],
  columns: {
    id: ['id', 'incident id', 'key', 'reference', 'number'],
    url: ['url', 'link', 'permalink'],
    ...tableColumns,
  },
  severities: {},
  notCounted: tableRules,
  states: ['status', 'state', 'incident status', 'current state'],
  originals: ['duplicate of', 'duplicate incident id', 'merged into', 'duplicate of id'],
}

const adapters: readonly Adapter[] = [murmur, pagerduty, incidentIo, jira, github, ...furtherAdapters]

/** What every system calls a field. */
export const knownColumns = (field: ImportField): string[] => adapters.flatMap(({ columns }) => columns[field] ?? [])

/** The first adapter whose marks are all present, or the one for tables of any kind. */
export const adapterOf = (columns: readonly string[]): Adapter => {
  const there = new Set(columns.map(column => column.toLowerCase()))
  const marked = ({ marks }: Adapter): boolean =>
    marks.every(either => either.some(column => there.has(column.toLowerCase())))
  return adapters.find(marked) ?? table
}

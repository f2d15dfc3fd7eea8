/** What is known of the exports of other systems: how they are told, and where their columns go. */
import type { Incident } from '../incident.ts'
import type { ImportField } from './fields.ts'
import type { Prepare, SourceRecord } from './records.ts'

export type ImportSystem = 'pagerduty' | 'incident.io' | 'jira' | 'github' | 'murmur' | 'table'

export interface Adapter {
  readonly system: ImportSystem
  /** Each inner list: one of these columns must be there. */
  readonly marks: readonly (readonly string[])[]
  /** In order: the first that a record has a value in. */
  readonly columns: Readonly<Partial<Record<ImportField, readonly string[]>>>
  /** Beside the words that every system uses; without spaces, hyphens and case. */
  readonly severities: Readonly<Record<string, Incident['severity']>>
  /** A label may say anything: one that is no severity is none, and no mistake. */
  readonly severityAmongLabels?: boolean
  readonly passesOver?: (record: SourceRecord) => boolean
}

const entries = (value: unknown): ReadonlyMap<string, unknown> => new Map(Object.entries(Object(value)))
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inside, name) => entries(inside).get(name), value)

/**
 * REST API `GET /incidents` (developer.pagerduty.com/api-reference, "List incidents"), and the table that its reports
 * export. Without a priority the urgency stands for the severity.
 */
const pagerduty: Adapter = {
  system: 'pagerduty',
  marks: [['incident_number'], ['created_at', 'created_on'], ['service.summary', 'service_name', 'service.id']],
  columns: {
    id: ['id'],
    url: ['html_url'],
    title: ['title', 'description', 'summary'],
    severity: ['priority.summary', 'priority.name', 'priority', 'urgency'],
    startedAt: ['created_at', 'created_on'],
    resolvedAt: ['resolved_at', 'resolved_on'],
    services: ['service.summary', 'service_name'],
    domains: ['teams.summary', 'team_name'],
  },
  severities: { p4: 'P3', p5: 'P3', high: 'P2', low: 'P3' },
}

/** Public API `GET /v2/incidents` (api-docs.incident.io): its timestamps and custom fields go by their names. */
const incidentIo: Adapter = {
  system: 'incident.io',
  marks: [
    ['reference'],
    ['name'],
    ['severity.name'],
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
    domains: ['fields.Affected team', 'fields.Affected teams', 'fields.Affected Team', 'fields.Teams', 'fields.Team'],
    summary: ['summary'],
  },
  severities: {},
}

/** Jira Cloud and Data Center `GET /rest/api/{2,3}/search` (developer.atlassian.com), and the table of its issue list. */
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
    severity: ['fields.priority.name', 'Priority'],
    startedAt: ['fields.created', 'Created'],
    resolvedAt: ['fields.resolutiondate', 'Resolved'],
    services: ['fields.components.name', 'Component/s', 'Components'],
    summary: ['fields.description', 'Description'],
  },
  severities: { blocker: 'P1', highest: 'P1', high: 'P2', medium: 'P3', low: 'P3', lowest: 'P3', trivial: 'P3' },
}

/** REST API `GET /repos/{owner}/{repo}/issues` (docs.github.com/rest/issues), and `gh issue list --json`. */
const github: Adapter = {
  system: 'github',
  marks: [['number'], ['title'], ['created_at', 'createdAt'], ['html_url', 'url'], ['state', 'node_id', 'labels.name']],
  columns: {
    id: ['node_id', 'id', 'html_url', 'url'],
    url: ['html_url', 'url'],
    title: ['title'],
    severity: ['labels.name'],
    startedAt: ['created_at', 'createdAt'],
    resolvedAt: ['closed_at', 'closedAt'],
    summary: ['body'],
  },
  severities: { blocker: 'P1', high: 'P2', medium: 'P3', low: 'P3' },
  severityAmongLabels: true,
  // The list of issues holds pull requests too.
  passesOver: ({ cells }) => cells.has('pull_request.url'),
}

/** As `GET /api/incidents` gives them. */
const murmur: Adapter = {
  system: 'murmur',
  marks: [['title'], ['severity'], ['startedAt']],
  columns: {
    id: ['id'],
    url: ['url'],
    title: ['title'],
    severity: ['severity'],
    startedAt: ['startedAt'],
    suspectedAt: ['suspectedAt'],
    actedAt: ['actedAt'],
    detectedAt: ['detectedAt'],
    mitigatedAt: ['mitigatedAt'],
    resolvedAt: ['resolvedAt'],
    services: ['services'],
    domains: ['domains'],
    failureModes: ['failureModes'],
    deploymentRelated: ['deploymentRelated'],
    vendor: ['vendor'],
    summary: ['summary'],
    zone: ['zone'],
  },
  severities: {},
}

/** Column names are compared without case, spaces and marks. */
export const table: Adapter = {
  system: 'table',
  marks: [],
  columns: {
    id: ['id', 'incident id', 'key', 'reference', 'number'],
    url: ['url', 'link', 'permalink'],
    title: ['title', 'name', 'summary', 'what happened', 'incident'],
    severity: ['severity', 'priority', 'sev'],
    startedAt: ['started at', 'started', 'start', 'start time', 'impact started', 'created at', 'created', 'date'],
    detectedAt: ['detected at', 'detected', 'detection time', 'reported at', 'acknowledged at'],
    mitigatedAt: ['mitigated at', 'mitigated', 'fixed at', 'impact ended'],
    resolvedAt: ['resolved at', 'resolved', 'end', 'end time', 'closed at', 'closed'],
    services: ['services', 'service', 'affected services', 'components'],
    domains: ['domains', 'domain', 'team', 'teams'],
    failureModes: ['failure modes', 'failure mode', 'cause', 'root cause'],
    deploymentRelated: ['deployment related', 'deployment', 'caused by change'],
    vendor: ['vendor', 'third party', 'provider'],
    summary: ['description', 'details'],
    zone: ['zone', 'time zone', 'timezone'],
  },
  severities: {},
}

const adapters: readonly Adapter[] = [murmur, pagerduty, incidentIo, jira, github]

/** The first whose marks are all there; a table of its own where none is. */
export const adapterOf = (columns: readonly string[]): Adapter => {
  const there = new Set(columns)
  return adapters.find(({ marks }) => marks.every(either => either.some(column => there.has(column)))) ?? table
}

const named = (values: unknown, nameOf: (one: unknown) => unknown, valueOf: (one: unknown) => unknown) =>
  Array.isArray(values)
    ? Object.fromEntries(
        values.map(one => [String(nameOf(one)), valueOf(one)]).filter(([, value]) => value !== undefined),
      )
    : undefined

/** Text of Jira's document format: what its nodes say, a line for each paragraph. */
const documentText = (node: unknown): string => {
  const inside = at(node, 'content')
  const text = at(node, 'text')
  if (typeof text === 'string') return text
  if (!Array.isArray(inside)) return at(node, 'type') === 'hardBreak' ? '\n' : ''
  const said = inside.map(documentText).join('')
  return ['paragraph', 'heading', 'codeBlock'].includes(String(at(node, 'type'))) ? `${said}\n` : said
}

const customValue = (value: unknown): unknown =>
  at(value, 'value_option', 'value') ??
  at(value, 'value_catalog_entry', 'name') ??
  at(value, 'value_text') ??
  at(value, 'value_numeric')

const prepareIncidentIo: Prepare = element => ({
  ...Object(element),
  // Older answers say `timestamp`.
  timestamps: named(
    at(element, 'incident_timestamp_values'),
    one => at(one, 'incident_timestamp', 'name') ?? at(one, 'timestamp', 'name'),
    one => at(one, 'value', 'value'),
  ),
  fields: named(
    at(element, 'custom_field_entries'),
    one => at(one, 'custom_field', 'name'),
    one => {
      const values = at(one, 'values')
      return Array.isArray(values) ? values.map(customValue) : undefined
    },
  ),
})

const prepareJira: Prepare = element => {
  const self = at(element, 'self')
  const site = typeof self === 'string' ? /^https?:\/\/[^/]+/.exec(self)?.[0] : undefined
  const description = at(element, 'fields', 'description')
  const fields = Object(at(element, 'fields'))
  return {
    ...Object(element),
    browse: site && `${site}/browse/${String(at(element, 'key'))}`,
    fields: typeof description === 'object' ? { ...fields, description: documentText(description) } : fields,
  }
}

/** Puts what stands in lists of names and values under its name. */
export const prepare: Prepare = element => {
  if (Array.isArray(at(element, 'incident_timestamp_values'))) return prepareIncidentIo(element)
  return typeof at(element, 'fields', 'created') === 'string' ? prepareJira(element) : element
}

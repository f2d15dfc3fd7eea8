/** Systems whose whole answers are read as they are downloaded, by the shapes that their references describe. */
import type { Adapter } from './adapter.ts'
import { tableRules } from './not-counted.ts'

const numbered = { 1: 'P1', 2: 'P2', 3: 'P3', 4: 'P3', 5: 'P3' } as const
const fiveSteps = { p4: 'P3', p5: 'P3', sev4: 'P3', sev5: 'P3' } as const

/** `GET /pages/{page}/incidents` (developer.statuspage.io), and the public `/api/v2/incidents.json`. */
const statuspage: Adapter = {
  system: 'statuspage',
  marks: [['impact'], ['name'], ['shortlink', 'page_id'], ['created_at', 'started_at']],
  columns: {
    id: ['id'],
    url: ['shortlink'],
    title: ['name'],
    severity: ['impact_override', 'impact'],
    startedAt: ['started_at', 'created_at'],
    mitigatedAt: ['monitoring_at'],
    resolvedAt: ['resolved_at'],
    services: ['components.name'],
    summary: ['incident_updates.body'],
  },
  severities: {},
  states: ['status'],
  notCounted: tableRules,
}

/** `GET /v1/incidents` (docs.rootly.com/api-reference), in the form of JSON:API. */
const rootly: Adapter = {
  system: 'rootly',
  marks: [
    ['attributes.title'],
    ['attributes.started_at', 'attributes.created_at'],
    ['attributes.slug', 'attributes.sequential_id', 'attributes.kind', 'attributes.severity.data.attributes.name'],
  ],
  columns: {
    id: ['id'],
    url: ['attributes.url', 'attributes.short_url'],
    title: ['attributes.title'],
    severity: [
      'attributes.severity.data.attributes.severity',
      'attributes.severity.data.attributes.name',
      'attributes.severity.attributes.severity',
      'attributes.severity.attributes.name',
      'attributes.severity.severity',
      'attributes.severity.name',
      'attributes.severity',
    ],
    startedAt: ['attributes.started_at', 'attributes.created_at'],
    detectedAt: ['attributes.detected_at', 'attributes.acknowledged_at'],
    mitigatedAt: ['attributes.mitigated_at'],
    resolvedAt: ['attributes.resolved_at', 'attributes.closed_at'],
    services: ['attributes.services.data.attributes.name', 'attributes.services.name', 'attributes.services'],
    domains: ['attributes.groups.data.attributes.name', 'attributes.groups.name', 'attributes.teams.name'],
    failureModes: ['attributes.causes.data.attributes.name', 'attributes.causes.name'],
    reviewedElsewhere: ['attributes.retrospective_url', 'attributes.postmortem_url'],
    summary: ['attributes.summary'],
  },
  severities: { high: 'P2', medium: 'P3', low: 'P3', ...fiveSteps },
  states: ['attributes.status'],
  notCounted: tableRules,
}

/** `GET /v1/incidents` (docs.firehydrant.com/reference). Its milestones are found by their names. */
const firehydrant: Adapter = {
  system: 'firehydrant',
  marks: [
    ['name'],
    ['current_milestone', 'milestones.type', 'milestones.slug'],
    ['started_at', 'created_at'],
    ['severity', 'priority', 'incident_url', 'number'],
  ],
  columns: {
    id: ['id'],
    url: ['incident_url'],
    title: ['name'],
    severity: ['severity.slug', 'severity', 'severity_object.slug', 'priority'],
    startedAt: ['milestone.started', 'started_at', 'created_at'],
    detectedAt: ['milestone.detected', 'milestone.acknowledged'],
    mitigatedAt: ['milestone.mitigated'],
    resolvedAt: ['milestone.resolved', 'resolved_at', 'milestone.closed', 'closed_at'],
    services: ['services.name'],
    domains: ['teams.name', 'team_assignments.team.name'],
    reviewedElsewhere: ['retrospective_url', 'report_url'],
    summary: ['customer_impact_summary', 'description', 'summary'],
  },
  severities: fiveSteps,
  states: ['current_milestone'],
  notCounted: tableRules,
}

/**
 * `GET /api/now/table/incident` (the Table API). What it says by `value` is in UTC; what it displays is on the clocks of
 * whoever asked.
 */
const servicenow: Adapter = {
  system: 'servicenow',
  marks: [
    ['sys_id', 'sys_id.value'],
    ['short_description', 'short_description.value', 'short_description.display_value'],
    ['opened_at', 'opened_at.value', 'sys_created_on', 'sys_created_on.value', 'opened_at.display_value'],
  ],
  columns: {
    id: ['number', 'number.value', 'number.display_value'],
    url: ['browse'],
    title: ['short_description', 'short_description.value', 'short_description.display_value'],
    severity: ['priority', 'priority.value', 'priority.display_value', 'severity', 'severity.value'],
    startedAt: ['opened_at', 'opened_at.value', 'sys_created_on', 'sys_created_on.value', 'opened_at.display_value'],
    resolvedAt: ['resolved_at', 'resolved_at.value', 'closed_at', 'closed_at.value'],
    services: ['business_service.display_value', 'cmdb_ci.display_value', 'business_service', 'cmdb_ci'],
    domains: ['assignment_group.display_value', 'assignment_group'],
    summary: ['description', 'description.value'],
  },
  severities: { ...numbered, '1critical': 'P1', '2high': 'P2', '3moderate': 'P3', '4low': 'P3', '5planning': 'P3' },
  lasting: ['sys_id', 'sys_id.value'],
  inUtc: ['opened_at.value', 'sys_created_on.value', 'resolved_at.value', 'closed_at.value'],
  notCounted: tableRules,
}

/** `GET /v1/incidents` and `/v2/alerts` (docs.opsgenie.com). */
const opsgenie: Adapter = {
  system: 'opsgenie',
  marks: [
    ['message'],
    ['createdAt'],
    ['priority'],
    ['tinyId', 'impactedServices', 'extraProperties', 'links.web', 'status'],
  ],
  columns: {
    id: ['id'],
    url: ['links.web'],
    title: ['message'],
    severity: ['priority'],
    startedAt: ['impactStartDate', 'createdAt'],
    detectedAt: ['impactDetectedDate', 'impactDetectDate'],
    resolvedAt: ['impactEndDate', 'resolvedAt', 'closedAt'],
    services: ['impactedServices.name', 'impactedServices'],
    domains: ['ownerTeam', 'responders.name', 'teams.name'],
    summary: ['description'],
  },
  severities: fiveSteps,
  states: ['status'],
  notCounted: tableRules,
  originals: ['mergedInto'],
}

/** `IncidentsService.QueryIncidents` and `.QueryIncidentPreviews` (grafana.com/docs, Incident HTTP API). */
const grafana: Adapter = {
  system: 'grafana',
  marks: [['incidentID'], ['title'], ['severityLabel', 'severity', 'severityID'], ['createdTime', 'incidentStart']],
  columns: {
    id: ['incidentID'],
    url: ['overviewURL'],
    title: ['title'],
    severity: ['severityLabel', 'severity'],
    startedAt: ['incidentStart', 'createdTime'],
    resolvedAt: ['incidentEnd', 'closedTime'],
    services: ['labels.label'],
    summary: ['summary', 'description'],
  },
  severities: {},
  states: ['status'],
  notCounted: tableRules,
}

/** `issues { nodes { … } }` of its GraphQL API (developers.linear.app). Priorities are numbered; 0 is none. */
const linear: Adapter = {
  system: 'linear',
  marks: [['identifier'], ['title'], ['createdAt'], ['priority', 'priorityLabel', 'labels.nodes.name']],
  columns: {
    id: ['identifier'],
    url: ['url'],
    title: ['title'],
    severity: ['priorityLabel', 'priority'],
    startedAt: ['createdAt'],
    resolvedAt: ['completedAt'],
    services: ['project.name'],
    domains: ['team.name'],
    summary: ['description'],
  },
  severities: { 0: null, ...numbered, urgent: 'P1', high: 'P2', medium: 'P3', normal: 'P3', low: 'P3' },
  lasting: ['id'],
  states: ['state.type'],
  notCounted: tableRules,
}

export const furtherAdapters: readonly Adapter[] = [
  rootly,
  servicenow,
  grafana,
  linear,
  opsgenie,
  statuspage,
  firehydrant,
]

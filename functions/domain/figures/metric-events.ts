/** Incidents, actions and meetings as events for the OpenMetrics counters. */
import type { QuarterRecords } from './count.ts'
import type { MetricEvent } from './open-metrics.ts'
import { isRecurring } from '../incident/recurrence.ts'

/** The query in docs/metrics.md uses these names. */
export const metricEvents = ({ incidents, firsts, actions, meetings }: QuarterRecords): MetricEvent[] => [
  ...incidents.map(
    ({ id, mode, severity, services, startedAt }): MetricEvent => ({
      at: startedAt,
      counter: 'incident_opened',
      labels: {
        failure_mode: mode ?? 'unclassified',
        is_recurrence: String(isRecurring(mode, id, firsts)),
        severity,
        // Only one label: counted under each of its services, an incident would appear several times in a sum.
        service: services[0] ?? 'none',
      },
      count: 1,
    }),
  ),
  ...actions.map(
    ({ openedAt, systemic }): MetricEvent => ({
      at: openedAt,
      counter: 'action_opened',
      labels: { systemic: String(systemic) },
      count: 1,
    }),
  ),
  ...actions.flatMap(({ status, closedAt }): MetricEvent[] =>
    closedAt === null ? [] : [{ at: closedAt, counter: 'action_closed', labels: { status }, count: 1 }],
  ),
  ...meetings.flatMap(({ at, attendees, speakers }): MetricEvent[] => [
    { at, counter: 'meeting_attendee', labels: {}, count: attendees },
    { at, counter: 'meeting_speaker', labels: {}, count: speakers },
  ]),
]

/** Incidents, actions and meetings as events for the OpenMetrics counters. */
import type { QuarterRecords } from './count.ts'
import { unclassified } from './ledger.ts'
import type { MetricEvent } from './open-metrics.ts'
import { quarterOf } from '../time/calendar.ts'

/** Those of the quarter. The query in docs/metrics.md uses these names. */
export const metricEvents = ({
  quarter,
  calendar,
  incidents,
  recurring,
  actions,
  meetings,
}: QuarterRecords): MetricEvent[] =>
  [
    ...incidents.map(
      ({ id, mode, severity, services, startedAt }): MetricEvent => ({
        key: id,
        at: startedAt,
        counter: 'incident_opened',
        labels: {
          failure_mode: mode ?? unclassified,
          is_recurrence: String(recurring.has(id)),
          severity: severity ?? 'unknown',
          // Only one label: counted under each of its services, an incident would appear several times in a sum.
          service: services[0] ?? 'none',
        },
        count: 1,
      }),
    ),
    ...actions.map(
      ({ id, openedAt, systemic }): MetricEvent => ({
        key: id,
        at: openedAt,
        counter: 'action_opened',
        labels: { systemic: String(systemic) },
        count: 1,
      }),
    ),
    ...actions.flatMap(({ id, status, closedAt }): MetricEvent[] =>
      closedAt === null
        ? []
        : [{ key: `${id}/closed`, at: closedAt, counter: 'action_closed', labels: { status }, count: 1 }],
    ),
    ...meetings.flatMap(({ id, at, attendees, speakers }): MetricEvent[] =>
      attendees === 0
        ? []
        : [
            { key: `${id}/attendees`, at, counter: 'meeting_attendee', labels: {}, count: attendees },
            { key: `${id}/speakers`, at, counter: 'meeting_speaker', labels: {}, count: speakers },
          ],
    ),
  ].filter(({ at }) => quarterOf(at, calendar) === quarter)

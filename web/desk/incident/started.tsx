/** When an incident began, as precisely as anybody has said. */
import type { JSX } from 'preact'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { isDayAlone } from '../../../functions/domain/incident/known.ts'
import { Moment } from '../../kit/controls/moment.tsx'
import { dayAndTime, dayOnly, shortMoment, timeOnly } from '../../kit/time.ts'

export type Begun = Pick<IncidentView, 'startedAt' | 'zone' | 'unknown'>

/** In words, with its hour on clocks of `zone`; the day alone, where it happened, if nobody has said the hour. */
export const startedIn = (incident: Begun, zone: string): string =>
  isDayAlone(incident) ? dayOnly(incident.startedAt, incident.zone) : dayAndTime(incident.startedAt, zone)

/** One of its times. Where the start is a day, another that stands at midnight was told as a day too. */
export const momentOf = (incident: Begun, at: string): string =>
  isDayAlone(incident) && timeOnly(at, incident.zone) === '00:00'
    ? dayOnly(at, incident.zone)
    : shortMoment(at, incident.zone)

export const Started = ({ incident }: { incident: Begun }): JSX.Element =>
  isDayAlone(incident) ? (
    <time dateTime={incident.startedAt}>{startedIn(incident, incident.zone)}</time>
  ) : (
    <Moment at={incident.startedAt} zone={incident.zone} />
  )

/** The incidents of four quarters with their reviews and meetings, built from the sample's story. */
import * as ids from '../../../functions/domain/ids.ts'
import { type Incident, incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { dayMilliseconds, hourMilliseconds, minuteMilliseconds, plus } from '../../../functions/domain/time/instants.ts'
import { type Calendar, quarterBounds } from '../../../functions/domain/time/calendar.ts'
import { type Meeting, meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { type Review, reviewSchema } from '../../../functions/domain/review/review.ts'
import { personas } from '../emulators/personas.ts'
import { bytesOf, type Draw, pick } from './draw.ts'
import { type SampleIncident, sampleIncidents } from './data.ts'

export const zone = 'Europe/Berlin'

export interface Happened {
  readonly told: SampleIncident
  readonly incident: Incident
  readonly review: Review | null
}

/** The opening round of reviews was introduced two weeks into the third quarter. */
export const roundSince = (quarters: readonly string[], calendar: Calendar): string =>
  plus(quarterBounds(quarters[2] ?? '', calendar).from, 14 * dayMilliseconds).slice(0, 10)

/** By day and evening, and releases on Tuesdays and Thursdays in the afternoon. */
const startOf = (
  { from, to }: { readonly from: string; readonly to: string },
  at: number,
  of: number,
  isRelease: boolean,
  draw: Draw,
): string => {
  const days = (Date.parse(to) - Date.parse(from)) / dayMilliseconds
  // The figures look back 90 days from the end of a quarter, and none of the sample's incidents may be older.
  const day = 3 + Math.floor((at / of) * (days - 12))
  const instant = plus(from, day * dayMilliseconds + (isRelease ? 13 : 6 + draw(14)) * hourMilliseconds)
  const weekday = new Date(instant).getUTCDay()
  const release = at % 2 === 0 ? 2 : 4
  const shifted = isRelease ? plus(instant, ((release + 7 - weekday) % 7) * dayMilliseconds) : instant
  return plus(shifted, draw(60) * minuteMilliseconds)
}

const incidentOf = (told: SampleIncident, startedAt: string, draw: Draw): Incident => {
  const detectedAt = plus(startedAt, (5 + draw(40)) * minuteMilliseconds)
  const mitigatedAt = plus(detectedAt, (20 + draw(70)) * minuteMilliseconds)
  return incidentSchema.parse({
    id: ids.incidentId(bytesOf(`incident ${told.key}`)),
    version: 1,
    title: told.title,
    severity: told.severity,
    services: told.services,
    domains: [told.domain],
    zone,
    startedAt,
    suspectedAt: plus(startedAt, (2 + draw(10)) * minuteMilliseconds),
    actedAt: plus(startedAt, (14 + draw(20)) * minuteMilliseconds),
    detectedAt,
    mitigatedAt,
    resolvedAt: plus(mitigatedAt, (30 + draw(200)) * minuteMilliseconds),
    failureModes: told.mode === null ? [] : [told.mode],
    deploymentRelated: told.deployment === true,
    vendor: told.vendor ?? null,
    summary: told.said?.[0] ?? null,
  })
}

/** Three days later, and never on a weekend. */
const reviewOf = (incident: Incident, number: number): Review => {
  // The facilitator that one signs in as has most of them, the second facilitator the rest.
  const facilitator = pick(personas.slice(0, 2), number % 4 === 3 ? 1 : 0)
  const day = plus(incident.startedAt, 3 * dayMilliseconds)
  const weekday = new Date(day).getUTCDay()
  const wait = weekday === 6 ? 2 : weekday === 0 ? 1 : 0
  return reviewSchema.parse({
    id: ids.reviewId(bytesOf(`review ${incident.id}`)),
    incidentId: incident.id,
    title: incident.title,
    startedAt: incident.startedAt,
    meetingAt: `${plus(day, wait * dayMilliseconds).slice(0, 10)}T12:00:00.000Z`,
    zone,
    durationMinutes: 60,
    facilitators: [{ email: facilitator.email, name: facilitator.name }],
    status: 'planned',
    version: 1,
  })
}

/** In the order of the story, each with its review. */
export const happenedIn = (quarters: readonly string[], draw: Draw, calendar: Calendar): Happened[] => {
  const all = sampleIncidents.flatMap((told, index) =>
    told.map((one, at) => {
      const startedAt = startOf(
        quarterBounds(quarters[index] ?? '', calendar),
        at,
        told.length,
        one.deployment === true,
        draw,
      )
      return { told: one, incident: incidentOf(one, startedAt, draw) }
    }),
  )
  return all.map((one, number) => ({
    ...one,
    review: one.told.unreviewed ? null : reviewOf(one.incident, number),
  }))
}

/** Without the round, fewer than half speak and two of them dominate. With it nearly all speak, evenly. */
export const meetingOf = (review: Review, hasRound: boolean, draw: Draw): Meeting => {
  const attendees = 7 + draw(5)
  const speakers = Math.round(attendees * (hasRound ? 0.8 : 0.45))
  const turns = Array.from({ length: speakers }, (_, at) => (hasRound ? 1 + draw(4) : 1 + Math.floor(9 / (at + 1))))
  return meetingSchema.parse({
    reviewId: review.id,
    incidentId: review.incidentId,
    meetingAt: review.meetingAt,
    attendees,
    speakers,
    turns: turns.toSorted((a, b) => b - a),
    notes: {},
    endedAt: plus(review.meetingAt, review.durationMinutes * minuteMilliseconds),
    version: 1,
  })
}

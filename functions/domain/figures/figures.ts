/** The figures of one quarter as they are stored: small enough to be read by the dozen, and without anybody's name. */
import * as z from 'zod'
import { calendarSchema } from '../time/calendar.ts'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)
/** Days are counted from 1970-01-01, as the organisation's calendar has them. */
const dayCounts = z.array(z.tuple([z.int(), count]))

const namedCountsSchema = z.object({
  /** The most frequent first. An incident with several names counts once under each. */
  names: z.array(z.object({ name: z.string(), count })),
  /** How many more names there are. */
  further: count,
})
export type NamedCounts = z.infer<typeof namedCountsSchema>

export const quarterFiguresSchema = z.object({
  quarter: quarterSchema,
  /** By which it was counted; absent where that is the calendar of UTC. */
  calendar: calendarSchema.optional(),
  /** Increases by one each time the figures are recomputed. */
  version: z.int().min(1),
  /** Incidents by the day they started, so that a window of 90 days can end on any day. */
  days: z.array(z.object({ day: z.int(), opened: count, recurring: count, classified: count })),
  incidents: z.object({
    total: count,
    severities: z.object({ P1: count, P2: count, P3: count }),
    services: namedCountsSchema,
    /** How many name one; absent where an older version counted. */
    serviceKnown: count.optional(),
    domains: namedCountsSchema,
    /** 24 counts, by the hour of the start in the incident's zone; of those whose hour and zone are known. */
    hours: z.array(count).length(24),
    /** 7 counts, beginning with Monday, in the incident's zone. */
    weekdays: z.array(count).length(7),
    deploymentRelated: count,
    /** Of how many it is known; of all where an older version counted. */
    deploymentKnown: count.optional(),
  }),
  actions: z.object({
    opened: count,
    /** How many of those opened change the system rather than a person. */
    systemic: count,
    /** Closed in this quarter, whenever they were opened. */
    completed: count,
    deprioritised: count,
  }),
  /** The actions open at the end of the quarter, or now if it is not over. */
  open: z.object({
    /** How many were opened on which day. */
    opened: dayCounts,
    /** How many last progressed on which day, by a change of status or a note. */
    progressed: dayCounts,
  }),
  meetings: z.object({
    /** Meetings whose numbers were recorded. */
    counted: count,
    attendees: count,
    speakers: count,
    /** Median inequality of turns over the meetings, including people who said nothing; null without turns. */
    gini: z.number().nullable(),
  }),
})
export type QuarterFigures = z.infer<typeof quarterFiguresSchema>

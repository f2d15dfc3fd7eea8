/** The figures of one quarter as they are stored: small enough to be read by the dozen, and without anybody's name. */
import * as z from 'zod'
import { quarterSchema } from '../time/instants.ts'

const count = z.int().min(0)
/** Days are counted from 1970-01-01, in UTC. */
const dayCounts = z.array(z.tuple([z.int(), count]))

const namedCountsSchema = z.object({
  /** The most frequent first; an incident of several counts in each. */
  names: z.array(z.object({ name: z.string(), count })),
  /** How many further names there are that are not told. */
  further: count,
})
export type NamedCounts = z.infer<typeof namedCountsSchema>

export const quarterFiguresSchema = z.object({
  quarter: quarterSchema,
  /** Goes up by one each time they are made anew. */
  version: z.int().min(1),
  /** Incidents by the day they started: so a window of 90 days can end on any day. */
  days: z.array(z.object({ day: z.int(), opened: count, recurring: count, classified: count })),
  incidents: z.object({
    total: count,
    severities: z.object({ P1: count, P2: count, P3: count }),
    services: namedCountsSchema,
    domains: namedCountsSchema,
    /** 24 counts, by the hour of the start in the incident's zone. */
    hours: z.array(count).length(24),
    /** 7 counts, Monday first, in the incident's zone. */
    weekdays: z.array(count).length(7),
    deploymentRelated: count,
  }),
  actions: z.object({
    opened: count,
    /** Of those opened: that change the system and not a person. */
    systemic: count,
    /** Closed in this quarter, whenever they were opened. */
    completed: count,
    deprioritised: count,
  }),
  /** The actions that were open at the end of the quarter, or are while it runs. */
  open: z.object({
    /** How many were opened on which day. */
    opened: dayCounts,
    /** How many last moved on which day: by a change of status or a note. */
    progressed: dayCounts,
  }),
  meetings: z.object({
    /** Meetings whose numbers were kept. */
    counted: count,
    attendees: count,
    speakers: count,
    /** Median over the meetings of how unevenly turns were shared, who said nothing counted in; null without turns. */
    gini: z.number().nullable(),
  }),
})
export type QuarterFigures = z.infer<typeof quarterFiguresSchema>

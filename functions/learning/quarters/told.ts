/** What a learning review reads of incidents, meetings and reviews. */
import * as z from 'zod'
import { reviewIdSchema } from '../../domain/ids.ts'
import { incidentSchema } from '../../domain/incident/incident.ts'
import { incident as incidentKind } from '../../records/incidents.ts'
import { part } from '../../records/kind.ts'
import { meeting as meetingKind } from '../../records/meetings.ts'
import { review as reviewKind } from '../../records/review.ts'

export const toldIncident = part(
  incidentKind,
  incidentSchema
    .pick({
      id: true,
      title: true,
      severity: true,
      services: true,
      domains: true,
      startedAt: true,
      deploymentRelated: true,
      failureModes: true,
      vendor: true,
      unknown: true,
      reviewedElsewhere: true,
      source: true,
      corrected: true,
    })
    // The zone was checked when it was written.
    .extend({ zone: z.string().default('UTC') }),
)
export const toldMeeting = part(
  meetingKind,
  z.object({
    reviewId: reviewIdSchema,
    at: z.string(),
    attendees: z.int(),
    speakers: z.int(),
    turns: z.array(z.int()),
    endedAt: z.string().nullable(),
  }),
)
export const toldReview = part(reviewKind, z.object({ id: reviewIdSchema, incidentId: z.string(), status: z.string() }))

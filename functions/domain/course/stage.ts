/** The six stages of a review. Each is entered by what happens, never by somebody setting it. */
import * as z from 'zod'
import type { SurveyStatus } from '../ballot/bulletin.ts'
import { surveyIdSchema } from '../ids.ts'
import type { Meeting } from '../review/meeting.ts'
import { type Review, reviewSchema } from '../review/review.ts'
import { followReview, isLive } from '../survey/life.ts'
import { agendaMilliseconds } from '../survey/open.ts'
import type { Survey } from '../survey/survey.ts'
import { minuteMilliseconds, plus } from '../time/instants.ts'

export const stages = ['invited', 'collecting', 'agenda', 'meeting', 'record', 'followed-up'] as const
const stageSchema = z.enum(stages)
export type Stage = z.infer<typeof stageSchema>

/** What has happened to a review so far. */
export interface Happened {
  readonly review: Pick<Review, 'status' | 'meetingAt' | 'durationMinutes'>
  /** Null if nobody was asked, or if asking was cancelled by itself. */
  readonly survey:
    | (Pick<Survey, 'opensAt' | 'closesAt' | 'shortBy'> & {
        readonly status: SurveyStatus
        readonly filed: { readonly at: string } | null
      })
    | null
  /** Null if nothing was written down in it. */
  readonly meeting: Pick<Meeting, 'attendees' | 'endedAt'> | null
  /** When its record was first mailed; null if it was not. */
  readonly mailedAt: string | null
}

/** The survey as it counts for its review: one that was cancelled by itself asked nobody, and a moved meeting takes its close along at once. */
export const surveyFor = <Asked extends Pick<Survey, 'status' | 'meetingAt' | 'opensAt' | 'closesAt'>>(
  survey: Asked | null,
  review: Pick<Review, 'meetingAt' | 'zone' | 'version' | 'status'>,
): Asked | null => {
  if (!survey || (survey.status === 'cancelled' && review.status !== 'cancelled')) return null
  return isLive(survey.status) ? { ...survey, ...followReview(survey, review) } : survey
}

/** Whether its meeting lies behind. */
export const isBehind = (stage: Stage): boolean => stage === 'record' || stage === 'followed-up'

/** When the meeting is over unless somebody ends it earlier. */
export const overAt = ({ meetingAt, durationMinutes }: Pick<Review, 'meetingAt' | 'durationMinutes'>): string =>
  plus(meetingAt, durationMinutes * minuteMilliseconds)

const reached = (at: string, now: string): boolean => Date.parse(at) <= Date.parse(now)

/** The stage at `now`. For a cancelled review it is the one in which it stopped, as far as that was recorded. */
export const stageOf = ({ review, survey, meeting, mailedAt }: Happened, now: string): Stage => {
  if (mailedAt !== null) return 'followed-up'
  const goesOn = review.status !== 'cancelled'
  const ended = meeting !== null && meeting.endedAt !== null
  if (ended || (goesOn && reached(overAt(review), now))) return 'record'
  if ((meeting !== null && meeting.attendees > 0) || (goesOn && reached(review.meetingAt, now))) return 'meeting'
  if (survey?.filed) return 'agenda'
  return survey?.status === 'open' || survey?.status === 'closed' ? 'collecting' : 'invited'
}

/** When each stage was entered or will be; null where nobody can say yet. */
export const stageTimes = ({
  review,
  survey,
  meeting,
  mailedAt,
}: Happened): Readonly<Record<Stage, string | null>> => ({
  invited: survey?.opensAt ?? null,
  collecting: survey?.closesAt ?? null,
  agenda: survey && (survey.filed?.at ?? plus(survey.closesAt, agendaMilliseconds)),
  meeting: review.meetingAt,
  record: meeting?.endedAt ?? overAt(review),
  'followed-up': mailedAt,
})

/** As callers see a review. The survey is found by its review; null if there is none. */
export const reviewViewSchema = reviewSchema.extend({
  surveyId: surveyIdSchema.nullable(),
  /** Held once the meeting was ended. */
  status: z.enum(['planned', 'held', 'cancelled']),
  stage: stageSchema,
  /** Whether the caller stands in the terms, and reads what people wrote; others who lead see what the room sees. */
  reads: z.boolean(),
})
export type ReviewView = z.infer<typeof reviewViewSchema>

/** How a survey's times follow its review, and what callers see of it. */
import { dayMilliseconds, farthestMilliseconds, hourMilliseconds, plus } from '../time/instants.ts'
import type { Review } from '../review/review.ts'
import type { SurveyStatus } from '../ballot/bulletin.ts'
import { participationOf } from './participation.ts'
import type { ListedSurvey, Survey, SurveySummary, SurveyView } from './survey.ts'

/**
 * What every end of a survey writes: names to take out, and those that participants were shown, are of no use any more.
 * Old mails still hold the key to the latter.
 */
export const withoutNames = { sealedNames: [], pageNames: null }

/** When the reminder goes out: a day before the close, or halfway through the window if that is later. */
export const reminderAt = (opensAt: string, closesAt: string): string => {
  const opens = Date.parse(opensAt)
  const closes = Date.parse(closesAt)
  return new Date(Math.max(closes - dayMilliseconds, opens + (closes - opens) / 2)).toISOString()
}

/**
 * Whether participation may be counted again after `came` people were added, corrected or mailed anew since the last
 * count: after none, or after so many that no figure tells of one of them.
 */
export const countsAfter = (came: number): boolean => came === 0 || came >= leastToCount
const leastToCount = 3

/**
 * No survey stays open for longer than a year, however often its meeting moves: its keys are made at the opening, and
 * end with it.
 */
export const latestClose = (opensAt: string): string => plus(opensAt, farthestMilliseconds)

/** The time that the facilitator needs with the agenda before the meeting. */
const readingMilliseconds = hourMilliseconds
/** If the window would be shorter than this, the available time is halved instead. */
const leastWindowMilliseconds = hourMilliseconds

/**
 * When a pre-meeting survey closes unless its facilitator says otherwise: an hour before the meeting or, if that leaves
 * less than an hour to answer, halfway between opening and meeting. Never after the meeting, provided that it opens
 * before.
 */
export const defaultClosesAt = (opensAt: string, meetingAt: string): string => {
  const opens = Date.parse(opensAt)
  const meets = Date.parse(meetingAt)
  const usual = meets - readingMilliseconds
  return new Date(
    usual - opens < leastWindowMilliseconds ? opens + Math.floor((meets - opens) / 2) : usual,
  ).toISOString()
}

const live: readonly SurveyStatus[] = ['scheduled', 'opening', 'open']

/** Neither closed nor cancelled, so that its future can still change. */
export const isLive = (status: SurveyStatus): boolean => live.includes(status)

/**
 * What a live survey's row takes over from its review. If the meeting moves to a later time, the close moves to an hour
 * before it, unless the survey closes later than that anyway. If the meeting moves to an earlier time, the close stays,
 * because it may never come earlier. So the close comes after the meeting only if the meeting was moved to before it.
 * A meeting that moves on and on leaves the close behind, a year after the opening.
 */
export const followReview = (
  survey: Pick<Survey, 'meetingAt' | 'opensAt' | 'closesAt'>,
  review: Pick<Review, 'meetingAt' | 'zone' | 'version' | 'status'>,
) => {
  const later = survey.meetingAt === null || Date.parse(review.meetingAt) > Date.parse(survey.meetingAt)
  const before = Date.parse(review.meetingAt) - readingMilliseconds
  const usual = new Date(Math.min(before, Date.parse(latestClose(survey.opensAt)))).toISOString()
  return {
    meetingAt: review.meetingAt,
    zone: review.zone,
    closesAt: later && Date.parse(usual) > Date.parse(survey.closesAt) ? usual : survey.closesAt,
    reviewVersion: review.version,
    cancelled: review.status === 'cancelled',
  }
}

/** As lists show it: a review that was moved or cancelled takes effect at once, before `clock` has followed it. */
export const listedSurvey = (
  survey: Omit<SurveySummary, 'terms'>,
  review: Pick<Review, 'meetingAt' | 'zone' | 'version' | 'status'> | null,
): ListedSurvey => {
  const followed =
    review && isLive(survey.status) && review.version !== survey.reviewVersion ? followReview(survey, review) : null
  return {
    id: survey.surveyId,
    kind: survey.kind,
    status: followed?.cancelled ? 'cancelled' : survey.status,
    instrument: survey.instrument,
    reviewId: survey.reviewId,
    quarter: survey.quarter,
    title: survey.title,
    meetingAt: followed?.meetingAt ?? survey.meetingAt,
    zone: followed?.zone ?? survey.zone,
    opensAt: survey.opensAt,
    closesAt: followed?.closesAt ?? survey.closesAt,
    invited: survey.invited,
    ...participationOf(survey),
    ...(survey.cancelling && survey.status !== 'cancelled' ? { cancelsAt: survey.cancelling.until } : {}),
  }
}

/** As whoever looks at this one survey sees it. */
export const surveyView = (survey: SurveySummary, review: Review | null): SurveyView => ({
  ...listedSurvey(survey, review),
  terms: survey.terms['en'] ?? null,
  termsByLanguage: survey.terms,
})

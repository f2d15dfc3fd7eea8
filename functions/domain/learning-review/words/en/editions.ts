/** Which edition is read, and what has become of its quarter since. */
import { day } from '../../../agenda/clock.ts'
import { tagOf } from '../../../language/language.ts'
import { type Calendar, isSameCalendar, usualCalendar } from '../../../time/calendar.ts'
import { isFiscal, quarterTitle } from '../../../time/quarter-title.ts'
import { percent } from '../../blocks.ts'
import {
  cameBack,
  type Compared,
  type Headline,
  isSameHeadline,
  type PublishedFigures,
  type Since,
  standingOf,
} from '../../edition.ts'
import type { LearningReview } from '../../schema.ts'
import { counted, listed } from './phrases.ts'

const on = (instant: string): string => day(instant, 'UTC', 'en')

const monthName = (month: number): string => monthFormat.format(Date.UTC(2026, month - 1, 1))
const monthFormat = new Intl.DateTimeFormat(tagOf('en'), { month: 'long', timeZone: 'UTC' })

/** 'years begin in February and are named after the one they end in, days are those of Pacific/Auckland' */
export const calendarWords = (calendar: Calendar): string =>
  `${isFiscal(calendar) ? `years begin in ${monthName(calendar.yearStartsIn)} and are named after the one they end in` : 'years begin in January'}, days are those of ${calendar.zone}`
const quoted = (reason: string): string => `“${reason}”`

const ratio = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(2))

const isAllKnown = (...all: readonly Headline[]): boolean =>
  all.every(({ of, window }) => window === undefined || window === of)

/** Each headline figure that differs, from what it was to what it is. */
export const changesOf = (then: Headline, now: Headline): string[] => {
  const came = (one: Headline): string => percent(cameBack(one))
  const spoke = (one: Headline): string => percent(one.attendees === 0 ? null : one.speakers / one.attendees)
  return [
    then.incidents === now.incidents ? '' : `${then.incidents} to ${counted(now.incidents, 'incident', 'incidents')}`,
    then.recurring === now.recurring && then.of === now.of
      ? ''
      : `${came(then)} (${then.recurring} of ${then.of}) to ${came(now)} (${now.recurring} of ${now.of}) came back`,
    now.window === undefined || (then.of === now.of && then.window === now.window) || isAllKnown(then, now)
      ? ''
      : `${then.window === undefined ? '' : `${then.of} of ${then.window} to `}${now.of} of ${now.window} with a known failure mode`,
    then.opened === now.opened && then.completed === now.completed
      ? ''
      : `closure velocity ${ratio(then.completed, then.opened)} (${then.completed} completed for ${then.opened} opened) to ${ratio(now.completed, now.opened)} (${now.completed} for ${now.opened})`,
    then.meetings === now.meetings && then.attendees === now.attendees && then.speakers === now.speakers
      ? ''
      : `${spoke(then)} (${then.speakers} of ${then.attendees}) to ${spoke(now)} (${now.speakers} of ${now.attendees}) spoke`,
  ].filter(change => change !== '')
}

const kindsOf = ({ incidents, pulse }: Since): string[] => {
  const told = (count: number | undefined, words: string): string => (count ? `${count} ${words}` : '')
  return [
    told(incidents?.added, 'recorded since'),
    told(incidents?.deleted, 'deleted'),
    told(incidents?.uncounted, 'found to be none, or the same as another'),
    told(incidents?.moved, 'moved to another quarter'),
    told(incidents?.severity, 'with another severity'),
    told(incidents?.mode, 'with another failure mode'),
    told(incidents?.recurrence, 'of which it is now told otherwise whether they came back'),
    told(incidents?.corrected, 'corrected otherwise'),
    pulse ? 'a pulse published since' : '',
  ].filter(kind => kind !== '')
}

/** '20 recorded since: 9 to 29 incidents; 33% (3 of 9) to 10% (3 of 29) came back.' */
export const sinceWords = (since: Since): string => {
  const changes = changesOf(since.published, since.now)
  // Other figures follow from what is told by its kind; they are told where nothing else is.
  const unnamed =
    changes.length > 0 ? 'The figures have changed since' : 'Other figures of the quarter have changed since'
  const kinds = listed(kindsOf(since)) || unnamed
  return `${kinds}${changes.length === 0 ? '; the figures in short are the same' : `: ${changes.join('; ')}`}.`.replace(
    /^\p{Ll}/u,
    letter => letter.toUpperCase(),
  )
}

const comparedWords = (
  { quarter, number, publishedAt, used, published, now, calendar }: Compared,
  own: Calendar = usualCalendar,
): string => {
  const quarterName = (name: string): string => quarterTitle(name, own)
  const edition = `edition ${number} of ${quarterTitle(quarter, calendar ?? own)}, published on ${on(publishedAt)}`
  if (calendar)
    return `Compared with ${quarterName(quarter)} as it is known now: ${edition}, has other days, for it was counted by another calendar (${calendarWords(calendar)}).`
  if (!used)
    return `Compared with ${quarterName(quarter)} as it is known now: ${edition}, was published before that quarter was over.`
  const changes = isSameHeadline(published, now) ? [] : changesOf(published, now)
  return changes.length === 0
    ? `Compared with ${edition}.`
    : `Compared with ${edition}. What is known of that quarter has changed since: ${changes.join('; ')}. Incidents before, closure and participation before are the edition’s; services, deployments and open actions are compared with what is known now.`
}

/** Of a page that shows a quarter as it is known now: what was published of it. */
export const beside = (
  quarter: string,
  { edition, headline, calendar }: PublishedFigures,
  now: Headline,
  today: Calendar,
): string => {
  const published = `Edition ${edition.number} of ${quarterTitle(quarter, calendar)}, published on ${on(edition.publishedAt)}`
  if (!isSameCalendar(calendar, today))
    return `${published}, has other days than this quarter, for it was counted by another calendar (${calendarWords(calendar)}).`
  return isSameHeadline(headline, now)
    ? `${published}, says the same.`
    : `${published}, does not have what is known since: ${changesOf(headline, now).join('; ')}.`
}

const standingWords = ({ edition, editions }: LearningReview): string[] => {
  const standing = standingOf(editions)
  if (!edition) {
    const last = editions.at(-1)
    if (!last) return []
    if (standing) return [`This is a draft of the next edition. Edition ${standing.number} stands.`]
    const { takenBack } = last
    return takenBack
      ? [`Edition ${last.number} was taken back on ${on(takenBack.at)}: ${quoted(takenBack.reason)} No edition stands.`]
      : []
  }
  const instead = standing ? `Edition ${standing.number} stands.` : 'No edition stands.'
  return [
    ...(edition.reason === null ? [] : [`Why there is an edition ${edition.number}: ${quoted(edition.reason)}`]),
    ...(edition.takenBack
      ? [`Taken back on ${on(edition.takenBack.at)}: ${quoted(edition.takenBack.reason)} ${instead}`]
      : []),
    ...(edition.takenBack || !standing || standing.number === edition.number
      ? []
      : [
          `Edition ${standing.number}, published on ${on(standing.publishedAt)}, stands in its place${standing.reason === null ? '' : `: ${quoted(standing.reason)}`}`,
        ]),
  ]
}

/** A sentence or two each: where this edition stands, what is known since, and what it compares with. */
export const notices = (review: LearningReview): string[] => [
  ...standingWords(review),
  ...(review.calendarNow
    ? [
        `Quarters are now counted by another calendar (${calendarWords(review.calendarNow)}): the one that is called so today has other days, and nothing that is known since is told here.`,
      ]
    : []),
  ...(review.since ? [sinceWords(review.since)] : []),
  ...(review.compared ? [comparedWords(review.compared, review.calendar)] : []),
]

/** The next seven days in the reader's own zone: meetings, and what happens by itself. */
import type { JSX } from 'preact'
import type { HomeReview } from '../../../functions/domain/course/desk.ts'
import { overAt } from '../../../functions/domain/course/stage.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { isLive } from '../../../functions/domain/survey/life.ts'
import { agendaMilliseconds } from '../../../functions/domain/survey/open.ts'
import { reminderFor } from '../../../functions/domain/survey/reminding.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { usableZone } from '../../../functions/domain/time/zone.ts'
import { href } from '../../kit/address.ts'
import { browserZone, shortDay, timeWithZone, wallOf } from '../../kit/time.ts'
import { courseWords } from '../words/en-course.ts'

const text = courseWords.today
const days = 7

interface Event {
  readonly at: string
  readonly said: string
  /** Null for what happens by itself. */
  readonly review: ReviewId | null
}

export const eventsOf = (reviews: readonly HomeReview[], now: number): Event[] =>
  reviews
    .filter(({ status }) => status === 'planned')
    .flatMap(review => {
      const { survey } = review
      const open = survey && isLive(survey.status) ? survey : null
      return [
        { at: review.meetingAt, until: overAt(review), said: text.meeting(review.title), review: review.id },
        ...(open
          ? [
              { at: reminderFor(open, usableZone(review.zone)), said: text.reminder, review: null },
              { at: open.closesAt, said: text.closes, review: null },
              { at: plus(open.closesAt, agendaMilliseconds), said: text.agenda, review: review.id },
            ]
          : []),
      ]
    })
    .filter(event => Date.parse('until' in event ? event.until : event.at) >= now)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))

export const Week = ({ events, now }: { events: readonly Event[]; now: number }): JSX.Element => {
  const zone = browserZone()
  const dayOf = (at: string): string => wallOf(at, zone).slice(0, 10)
  // Noon: a day that is an hour shorter or longer stays the same day.
  const noon = Date.parse(`${dayOf(new Date(now).toISOString())}T12:00:00Z`)
  const week = Array.from({ length: days }, (_, index) => new Date(noon + index * 86_400_000).toISOString())
  return (
    <section>
      <h2>{text.week}</h2>
      <ol class="week">
        {week.map((day, index) => {
          const own = events.filter(({ at }) => dayOf(at) === day.slice(0, 10))
          return (
            <li key={day} class={index === 0 ? 'today' : own.length === 0 ? 'free' : ''}>
              <b>{shortDay(day)}</b>
              {own.map(({ at, said, review }) =>
                review === null ? (
                  <span key={at + said}>
                    {timeWithZone(at, zone)} {said}
                  </span>
                ) : (
                  <a key={at + said} href={href('/reviews/{review}', { review })}>
                    {timeWithZone(at, zone)} {said}
                  </a>
                ),
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

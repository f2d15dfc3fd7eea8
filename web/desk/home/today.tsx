/** What needs somebody today: what waits for others first, then a few more, then the week. */
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { Home } from '../../../functions/domain/course/desk.ts'
import { byUrgency, type Need } from '../../../functions/domain/course/needs.ts'
import type { IncidentId, ReviewId } from '../../../functions/domain/ids.ts'
import { api } from '../calls/calls.ts'
import { unreadable } from '../../kit/api/problem.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { type Load, useLoad, useMinuteByMinute } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { browserZone, dayAndTime, longDay, wallOf } from '../../kit/time.ts'
import { addressOf, Due, wordsOf } from '../course/needs.tsx'
import { words } from '../words/en.ts'
import { courseWords } from '../words/en-course.ts'
import { Composer } from './composer.tsx'
import { isAnyOpen } from './attention.ts'
import { Open, Teaching } from './list.tsx'
import { eventsOf, Week } from './week.tsx'
import { timeNow } from '../../kit/session/clock.ts'

const text = courseWords.today
/** Beside the first; the others can wait. */
const thenAtMost = 3

export const title = words.home.today

interface Waiting extends Need {
  readonly reviewId: ReviewId
  readonly incidentId: IncidentId
  readonly title: string
  readonly zone: string
}

/** Read again, it comes whole only where something changed. */
const useHome = (): Load<Home> => {
  const kept = useRef<{ readonly value: Home; readonly tag: string } | null>(null)
  return useLoad('home', async () => {
    const read = (await api.home(kept.current?.tag ?? '')) ?? kept.current
    if (!read) throw unreadable()
    kept.current = read
    return read.value
  })
}

const needsIn = ({ reviews }: Home): Waiting[] =>
  reviews
    .flatMap(({ id: reviewId, incidentId, title, zone, needs }) =>
      needs.map(need => ({ ...need, reviewId, incidentId, title, zone })),
    )
    .toSorted(byUrgency)

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const load = useHome()
  const now = timeNow()
  const { value } = load
  useMinuteByMinute(load.again, value !== undefined && isAnyOpen(value.reviews, now))
  const events = eventsOf(value?.reviews ?? [], now)
  const isEmpty = value?.reviews.length === 0 && !value.others
  return (
    <>
      <header class="greeting">
        <div>
          <p class="quiet">{longDay(now)}</p>
          <h1 tabIndex={-1}>{greeting(session.name, now)}</h1>
        </div>
        <a class="button" href={href('/prepare')}>
          {text.prepare}
        </a>
      </header>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {value === undefined && load.error === undefined ? <Loading rows={4} /> : null}
      {isEmpty ? (
        <div class="columns">
          <Teaching />
          <Composer />
        </div>
      ) : null}
      {value && !isEmpty ? (
        <div class="today-page">
          <Needs needs={needsIn(value)} next={events.find(one => one.review !== null)} />
          <Week events={events} now={now} />
          <Open reviews={value.reviews} others={value.others}>
            <h2>{text.reviews}</h2>
          </Open>
        </div>
      ) : null}
    </>
  )
}

const greeting = (name: string, now: number): string => {
  const hour = Number(wallOf(new Date(now).toISOString(), browserZone()).slice(11, 13))
  const of = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  return text.greeting[of](name.split(' ')[0] ?? '')
}

interface NeedsProps {
  readonly needs: readonly Waiting[]
  readonly next: { readonly at: string; readonly said: string } | undefined
}

const addressFor = (need: Waiting): string => addressOf(need, { review: need.reviewId, incident: need.incidentId })

const Needs = ({ needs, next }: NeedsProps): JSX.Element => {
  const [first, ...others] = needs
  if (!first) {
    return (
      <section class="card">
        <h2>{text.none}</h2>
        {next ? <p>{text.next(next.said, dayAndTime(next.at, browserZone()))}</p> : null}
      </section>
    )
  }
  const { title: said, why } = wordsOf(first)
  const waiting = others.slice(thenAtMost)
  return (
    <>
      <section class="hero first" aria-labelledby="first">
        <div>
          <p class="eyebrow">{text.first}</p>
          <h2 id="first">{said}</h2>
          <p>
            {text.forReview(first.title)}. {why} <Due need={first} zone={first.zone} />
          </p>
        </div>
        <a class="button" href={addressFor(first)}>
          {said}
        </a>
      </section>
      {others.length > 0 ? (
        <section class="card">
          <h2>{text.afterwards}</h2>
          <Queue needs={others.slice(0, thenAtMost)} />
          {waiting.length > 0 ? (
            <details>
              <summary>{text.wait(waiting.length)}</summary>
              <Queue needs={waiting} />
            </details>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

const Queue = ({ needs }: { needs: readonly Waiting[] }): JSX.Element => (
  <ul class="queue">
    {needs.map(need => (
      <li key={`${need.reviewId} ${need.what}`}>
        <div>
          <h3>
            <a href={addressFor(need)} aria-label={words.form.of(wordsOf(need).title, need.title)}>
              {wordsOf(need).title}
            </a>
          </h3>
          <p class="quiet">
            {text.forReview(need.title)} · <Due need={need} zone={need.zone} />
          </p>
        </div>
      </li>
    ))}
  </ul>
)

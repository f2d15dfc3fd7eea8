/** What needs somebody today: what waits for others first, then a few more, then the week. */
import type { JSX } from 'preact'
import { useCallback } from 'preact/hooks'
import type { Need } from '../../../functions/domain/course/needs.ts'
import type { IncidentId, ReviewId } from '../../../functions/domain/ids.ts'
import { api } from '../calls/calls.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useMinuteByMinute } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import type { Session } from '../../kit/session/session.ts'
import { browserZone, dayAndTime, longDay, wallOf } from '../../kit/time.ts'
import { addressOf, Due, wordsOf } from '../course/needs.tsx'
import { words } from '../words/en.ts'
import { courseWords } from '../words/en-course.ts'
import { Composer } from './composer.tsx'
import { Reviews, Teaching } from './list.tsx'
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

const readAll = async () => {
  const [needs, { items: reviews }, surveys] = await Promise.all([api.today(), api.reviews(null), api.surveys()])
  return { needs, reviews, surveys }
}

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const load = useLoad('today', readAll)
  useMinuteByMinute(useCallback(load.again, [load.again]), true)
  const now = timeNow()
  const { value } = load
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
      {value?.reviews.length === 0 ? (
        <div class="columns">
          <Teaching />
          <Composer />
        </div>
      ) : null}
      {value && value.reviews.length > 0 ? (
        <div class="today-page">
          <Needs
            needs={value.needs}
            next={eventsOf(value.reviews, value.surveys, now).find(one => one.review !== null)}
          />
          <Week events={eventsOf(value.reviews, value.surveys, now)} now={now} />
          <Reviews past={false}>
            <h2>{text.reviews}</h2>
          </Reviews>
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

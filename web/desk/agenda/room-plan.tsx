/** For whoever leads and does not stand in the terms: what the room's screen shows of the agenda, and why no more. */
import type { JSX } from 'preact'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { ProblemNotice, Loading, Notice } from '../../kit/controls/notice.tsx'
import { isProblem } from '../../kit/api/problem.ts'
import { useLoad } from '../../kit/load/load.ts'
import { readRoomAgenda } from '../calls/agenda.ts'
import { words } from '../words/en.ts'
import { leadingWords } from '../words/en-leading.ts'

const text = leadingWords.room

export const RoomPlan = ({ review }: { review: ReviewView }): JSX.Element => {
  const load = useLoad(`room ${review.id}`, () => readRoomAgenda(review.id))
  const readers = review.facilitators.map(({ name, email }) => name || email).join(', ')
  const items = load.value?.items ?? []
  const waits = isProblem(load.error, 'survey_not_closed') || isProblem(load.error, 'not_harvested')
  return (
    <section class="card room-plan" aria-labelledby="room-plan">
      <div class="card-head">
        <h2 id="room-plan">{text.title}</h2>
        {items.length > 0 ? (
          <p class="quiet">{text.total(items.reduce((total, { minutes }) => total + minutes, 0))}</p>
        ) : null}
      </div>
      <Notice tone="info">
        <p>{text.why(readers)}</p>
      </Notice>
      {waits ? <p class="quiet">{text.waiting}</p> : null}
      {load.error === undefined || waits ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={6} /> : null}
      <ol class="rows">
        {items.map(item => (
          <li key={item.id} class="row">
            <div class="row-main">
              <h3>{item.title}</h3>
              {item.question === null ? null : <p>{item.question}</p>}
              {item.quotes.map(quote => (
                <blockquote key={quote}>{quote}</blockquote>
              ))}
            </div>
            <p class="quiet">{words.agenda.minutes(item.minutes)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

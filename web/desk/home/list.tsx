/** Reviews by what needs attention. */
import type { ComponentChildren, JSX } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { HomeReview } from '../../../functions/domain/course/desk.ts'
import { api } from '../calls/calls.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Moment } from '../../kit/controls/moment.tsx'
import { useList } from '../../kit/load/list.ts'
import { useMinuteByMinute } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { away, timeWithZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { type Entry, entriesOf, isAnyOpen, isOver, standings } from './attention.ts'
import { Progress } from './progress.tsx'
import { timeNow } from '../../kit/session/clock.ts'

const text = words.home
/** By their meeting, the latest first: whatever needs somebody is among the first. */
const reviewsAtOnce = 200

const open = standings.filter(standing => !isOver(standing))

/** What is open, and the way to the others. */
export const Open = ({
  reviews,
  others,
  children,
}: {
  readonly reviews: readonly HomeReview[]
  readonly others: boolean
  readonly children: ComponentChildren
}): JSX.Element => (
  <div class="main-column">
    <div class="card-head">{children}</div>
    {isAnyOpen(reviews, timeNow()) ? null : <p class="quiet">{text.nothingOpen}</p>}
    <OpenGroups groups={entriesOf(reviews, timeNow())} />
    {others ? (
      <p>
        <a href={href('/reviews')}>{text.all}</a>
      </p>
    ) : null}
  </div>
)

/** All of them, page by page. `children`: the heading, and what stands beside it. */
export const Reviews = ({ children }: { readonly children: ComponentChildren }): JSX.Element => {
  const [pages, setPages] = useState(1)
  const list = useList('reviews', api.reviews, pages * reviewsAtOnce)
  const { items: reviews, error } = list
  useMinuteByMinute(useCallback(list.again, [list.again]), reviews !== undefined && isAnyOpen(reviews, timeNow()))
  const groups = reviews ? entriesOf(reviews, timeNow()) : null
  const over = standings.filter(isOver).flatMap(standing => groups?.get(standing) ?? [])
  return (
    <div class="main-column">
      <div class="card-head">{children}</div>
      {error === undefined ? null : <ProblemNotice error={error} again={list.again} />}
      {groups === null && error === undefined ? <Loading rows={3} /> : null}
      {reviews?.length === 0 ? <Teaching /> : null}
      {groups ? <OpenGroups groups={groups} /> : null}
      {over.length > 0 ? (
        <details class="group" open={over.length === reviews?.length}>
          <summary>{text.earlier(over.length, list.more)}</summary>
          <h2 class="visually-hidden">{text.groups['followed-up']}</h2>
          <Rows entries={over} />
          {list.more ? (
            <p class="toolbar">
              <button type="button" class="button" aria-disabled={list.busy} onClick={() => setPages(pages + 1)}>
                {text.showEarlier}
              </button>
            </p>
          ) : null}
        </details>
      ) : null}
    </div>
  )
}

const OpenGroups = ({ groups }: { readonly groups: ReturnType<typeof entriesOf> }): JSX.Element => (
  <>
    {open.map(standing => {
      const entries = groups.get(standing) ?? []
      return entries.length === 0 ? null : (
        <section key={standing} class="group">
          <h2 class={`group-title at-${standing}`}>{text.groups[standing]}</h2>
          <Rows entries={entries} />
        </section>
      )
    })}
  </>
)

const Rows = ({ entries }: { entries: readonly Entry[] }): JSX.Element => (
  <ul class="rows">
    {entries.map(entry => (
      <Row key={entry.review.id} entry={entry} />
    ))}
  </ul>
)

const Row = ({ entry }: { entry: Entry }): JSX.Element => {
  const { review, standing } = entry
  const { survey } = review
  const own = { review: review.id }
  const ways = {
    meeting: [text.openMeeting, href('/reviews/{review}/meeting', own)],
    record: [text.openRecord, href('/reviews/{review}/record', own)],
    agenda: [text.openAgenda, href('/reviews/{review}', own)],
    'not-asked': [text.invite, href('/reviews/{review}', own)],
  } as const
  const [action, address] =
    standing in ways ? ways[standing as keyof typeof ways] : ([text.open, href('/reviews/{review}', own)] as const)
  return (
    <li class={`row at-${standing}`}>
      <div class="row-main">
        <h3>
          <a href={href('/reviews/{review}', { review: review.id })}>{review.title}</a>
        </h3>
        <p class="quiet">
          {text.meeting} <Moment at={review.meetingAt} zone={review.zone} />
          {isOver(standing) ? null : ` · ${away(review.meetingAt, timeNow())}`}
        </p>
      </div>
      <div class="row-state">
        {standing === 'collecting' && survey ? (
          <>
            <Progress survey={survey} />
            <p class="quiet">
              {words.survey.closes} {away(survey.closesAt, timeNow())}, {timeWithZone(survey.closesAt, survey.zone)}
            </p>
          </>
        ) : survey && standing !== 'not-asked' && survey.takenPartAt ? (
          <p class="quiet">{words.survey.tookPart(survey, survey.invited)}</p>
        ) : null}
      </div>
      <a class="button small row-action" href={address} aria-label={words.form.of(action, review.title)}>
        {action}
      </a>
    </li>
  )
}

export const Teaching = (): JSX.Element => (
  <section class="teaching">
    <h2>{text.emptyTitle}</h2>
    <p>{text.empty}</p>
    <ol>
      {text.steps.map(step => (
        <li key={step}>{step}</li>
      ))}
    </ol>
    <p class="quiet">{text.after}</p>
  </section>
)

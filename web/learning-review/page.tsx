/** Published learning reviews, read: which there are, and one of them with its five sections. */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as z from 'zod'
import { day } from '../../functions/domain/agenda/clock.ts'
import type { Edition } from '../../functions/domain/learning-review/edition.ts'
import { reviewOutline } from '../../functions/domain/learning-review/outline.ts'
import {
  learningReviewSchema,
  type PublishedReview,
  publishedReviewSchema,
} from '../../functions/domain/learning-review/schema.ts'
import { ask } from '../kit/api/ask.ts'
import { Loading, Notice, ProblemNotice } from '../kit/controls/notice.tsx'
import { useLoad } from '../kit/load/load.ts'
import { Editions, Notices } from '../kit/learning-review/editions.tsx'
import { Appendix, Definitions, FirstPage, Notes, QuarterFiles, SectionText } from '../kit/learning-review/text.tsx'
import { useLeftAlone } from '../kit/handover/left-alone.tsx'
import { signedIn, isFacilitator, isLeadership } from '../kit/session/session.ts'
import { ReadingFrame } from '../kit/frame/reading.tsx'
import { quarterLabel } from '../kit/own-quarter.ts'
import { InShort } from './in-short.tsx'
import { addressOf, type Place, usePlace } from '../kit/learning-review/place.ts'
import { pageLanguage } from '../kit/page-language.ts'
import { words } from './words/en.ts'

export const ReviewsPage = (): JSX.Element => (
  <ReadingFrame words={words.frame} here="learningReviews">
    <Reading />
  </ReadingFrame>
)

/** What only leadership can do stands above what there is to read. */
const Reading = (): JSX.Element => {
  const who = signedIn()
  const { section, dialog } = useLeftAlone(who.state !== 'signed-out' && isLeadership(who.session))
  return (
    <>
      <Published alone={section} />
      {dialog}
    </>
  )
}

interface WithAlone {
  readonly alone: JSX.Element | null
}

const Head = ({ title, about }: { title: string; about?: string }): JSX.Element => (
  <header class="page-head">
    <div>
      <h1 tabIndex={-1}>{title}</h1>
      {about ? <p class="quiet">{about}</p> : null}
    </div>
  </header>
)

const Published = ({ alone }: WithAlone): JSX.Element => {
  const place = usePlace()
  const load = useLoad('published', () => ask('GET /api/learning-reviews', z.array(publishedReviewSchema)))
  const all = load.value
  const quarter = place.quarter ?? (all?.find(one => one.publishedAt !== null) ?? all?.[0])?.quarter
  const there = all?.find(one => one.quarter === quarter)
  const isThere = there !== undefined
  const isReadable = isThere && (there.publishedAt !== null || place.edition !== null)
  useEffect(() => {
    document.title = quarter && isThere ? words.pageTitle(quarterLabel(quarter)) : `${words.frame.page} · Murmur`
  }, [quarter, isThere])
  if (!all) {
    return (
      <>
        <Head title={words.frame.page} />
        {alone}
        {load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  if (quarter === undefined || all.length === 0) return <None alone={alone} />
  return (
    <article class="learning-review">
      {isThere ? (
        isReadable ? (
          <Review key={quarter} quarter={quarter} section={place.section} edition={place.edition}>
            {alone}
            <Choice all={all} quarter={quarter} />
          </Review>
        ) : (
          <>
            <Head title={words.frame.page} />
            {alone}
            <Choice all={all} quarter={quarter} />
            <TakenBack quarter={quarter} last={there?.editions.at(-1)} />
          </>
        )
      ) : (
        <>
          <Head title={words.frame.page} />
          {alone}
          <Choice all={all} quarter={quarter} />
          <Notice tone="warn" title={words.notPublished(quarter)}>
            <p>{words.notPublishedDetail}</p>
            <p>
              <a href={addressOf(all[0]?.quarter ?? quarter)}>{words.toLatest}</a>
            </p>
          </Notice>
        </>
      )}
    </article>
  )
}

const None = ({ alone }: WithAlone): JSX.Element => {
  const who = signedIn()
  const { empty } = words
  return (
    <>
      <Head title={words.frame.page} />
      {alone}
      <section class="card teaching">
        <h2>{empty.title}</h2>
        <p>{empty.lead}</p>
        <p>{empty.meanwhile}</p>
        <p>
          <a class="button" href="/trends/">
            {empty.trends}
          </a>
        </p>
        {who.state !== 'signed-out' && isFacilitator(who.session) ? (
          <p>
            {empty.desk} <a href="/desk/#/quarters">{empty.toDesk}</a>
          </p>
        ) : null}
      </section>
    </>
  )
}

const Choice = ({ all, quarter }: { all: readonly PublishedReview[]; quarter: string }): JSX.Element => (
  <nav class="published screen-only" aria-label={words.published}>
    <ul>
      {all.map(one => (
        <li key={one.quarter}>
          <a href={addressOf(one.quarter)} aria-current={one.quarter === quarter ? 'page' : undefined}>
            {quarterLabel(one.quarter)}{' '}
            <span class="quiet">
              {one.publishedAt === null
                ? words.takenBack
                : words.publishedOn(day(one.publishedAt, 'UTC', pageLanguage()).replace(/^\S+ /, ''))}
            </span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** All editions of the quarter were taken back: why the last one was, and where it can still be read. */
const TakenBack = ({ quarter, last }: { quarter: string; last: Edition | undefined }): JSX.Element => (
  <Notice tone="warn" title={words.takenBackTitle(quarterLabel(quarter))}>
    {last?.takenBack ? <p>{words.takenBackWhy(last.takenBack.reason)}</p> : null}
    {last ? (
      <p>
        <a href={addressOf(quarter, null, last.number)}>{words.readTakenBack}</a>
      </p>
    ) : null}
  </Notice>
)

interface ReviewProps {
  readonly quarter: string
  readonly section: Place['section']
  readonly edition: Place['edition']
  /** Stands below the heading. */
  readonly children: ComponentChildren
}

const Review = ({ quarter, section, edition, children }: ReviewProps): JSX.Element => {
  const load = useLoad(`${quarter} ${edition}`, () =>
    ask('GET /api/learning-reviews/{quarter}', learningReviewSchema, {
      params: { quarter },
      query: { edition: edition ?? undefined },
    }),
  )
  const review = load.value
  const isThere = review !== undefined
  useEffect(() => {
    const target = section === null || !isThere ? null : document.getElementById(`section-${section}`)
    target?.scrollIntoView()
    target?.querySelector('h2')?.focus({ preventScroll: true })
  }, [section, isThere])
  if (!review) {
    return (
      <>
        <Head title={words.frame.page} />
        {children}
        {load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  const outline = reviewOutline(review)
  return (
    <>
      <Head title={outline.title} about={outline.about} />
      {children}
      <Editions review={review} />
      <Notices notices={outline.notices} />
      <FirstPage first={outline.first} more={section => addressOf(quarter, section, edition)} />
      <InShort review={review} edition={edition} />
      <div class="review-tools screen-only">
        <nav class="contents" aria-label={words.sections}>
          <h2>{words.sections}</h2>
          <ol>
            {outline.sections.map(({ name, title }) => (
              <li key={name}>
                <a href={addressOf(quarter, name, edition)}>{title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <QuarterFiles quarter={quarter} edition={edition} />
      </div>
      {outline.sections.map(one => (
        <SectionText key={one.name} section={one}>
          <Notes notes={one.notes} />
        </SectionText>
      ))}
      <Appendix title={outline.appendix} sections={outline.sections} />
      <Definitions definitions={outline.definitions} />
    </>
  )
}

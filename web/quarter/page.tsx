/** Leadership's page: three sentences about a quarter, each with its chart and interval, then what moved, then the way on. */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as z from 'zod'
import { type Trends, trendsSchema } from '../../functions/domain/trends/schema.ts'
import { quartersTold, type Safety, type Told, threeOf } from '../../functions/domain/trends/three.ts'
import { publishedReviewSchema } from '../../functions/domain/learning-review/schema.ts'
import type { SectionName } from '../../functions/domain/learning-review/inputs.ts'
import { ask } from '../kit/api/ask.ts'
import { Loading, ProblemNotice } from '../kit/controls/notice.tsx'
import { ReadingFrame } from '../kit/frame/reading.tsx'
import { addressOf, usePlace } from '../kit/learning-review/place.ts'
import { useLoad } from '../kit/load/load.ts'
import { kept } from '../kit/kept.ts'
import { quarterLabel } from '../kit/own-quarter.ts'
import { isFacilitator, signedIn } from '../kit/session/session.ts'
import { AskedOf } from './asked.tsx'
import { FiguresTable, Spark } from './chart.tsx'
import { YouSaid } from './said.tsx'
import { words } from './words/en.ts'
import { instantNow } from '../kit/session/clock.ts'

export const QuarterPage = (): JSX.Element => (
  <ReadingFrame words={words.frame} here="leading">
    <Read />
  </ReadingFrame>
)

const Read = (): JSX.Element => {
  const place = usePlace()
  const load = useLoad('trends', () => ask('GET /api/trends', trendsSchema))
  const told = load.value ? quartersTold(load.value, instantNow()) : []
  const quarter = told.find(each => each === place.quarter) ?? told[0]
  useEffect(() => {
    document.title = quarter ? `${words.title(quarterLabel(quarter))} · Murmur` : `${words.frame.page} · Murmur`
  }, [quarter])
  if (!load.value || quarter === undefined) {
    return (
      <article class="stack">
        <h1 tabIndex={-1}>{words.frame.title}</h1>
        {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
        {load.value ? <None /> : load.error === undefined ? <Loading rows={5} /> : null}
      </article>
    )
  }
  return <Shown key={quarter} trends={load.value} quarter={quarter} told={told} />
}

const None = (): JSX.Element => (
  <section class="card teaching">
    <h2>{words.none.title}</h2>
    <p>{words.none.lead}</p>
  </section>
)

const Quarters = ({ told, shown }: { readonly told: readonly string[]; readonly shown: string }): JSX.Element | null =>
  told.length < 2 ? null : (
    <nav class="published screen-only" aria-label={words.quarter}>
      <ul>
        {told.slice(0, quartersOffered).map(each => (
          <li key={each}>
            <a href={addressOf(each)} aria-current={each === shown ? 'page' : undefined}>
              {quarterLabel(each)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )

/** Older ones stand in the trends. */
const quartersOffered = 5

interface ShownProps {
  readonly trends: Trends
  readonly quarter: string
  readonly told: readonly string[]
}

/**
 * Where the evidence of a quarter stands for this reader: its edition for everybody, its draft for facilitators; null
 * where leadership would find nothing published.
 */
const useEvidence = (quarter: string): ((section: SectionName) => string | null) => {
  const load = useLoad('published', () => ask('GET /api/learning-reviews', z.array(publishedReviewSchema)))
  const who = signedIn()
  if (load.value?.some(one => one.quarter === quarter && one.publishedAt !== null))
    return section => `/learning-review/${addressOf(quarter, section)}`
  return () => (who.state !== 'signed-out' && isFacilitator(who.session) ? `/desk/#/quarters/${quarter}` : null)
}

const Shown = ({ trends, quarter, told }: ShownProps): JSX.Element => {
  const { safety, learning, asked, invited, answered } = threeOf(trends, quarter)
  const evidenceOf = useEvidence(quarter)
  const incidents = learning.incidents > 0 ? evidenceOf('patterns') : null
  const isLatest = trends.quarters.findLast(({ state }) => state !== 'none')?.quarter === quarter
  return (
    <article class="stack leading">
      <header class="page-head">
        <div>
          <p class="quiet">{words.about(quarterLabel(quarter), invited, answered)}</p>
          <h1 tabIndex={-1}>{words.frame.title}</h1>
        </div>
        <button type="button" class="button screen-only" onClick={() => print()}>
          {words.print}
        </button>
      </header>
      <Quarters told={told} shown={quarter} />
      <div class="three">
        <Sentence told={safety} own={words.safety} columns={[words.safety.column, words.safety.answered]}>
          {({ now, since }) => words.safety.said(now.kind, now.value, since?.before ?? null)}
          {safety.lately ? <p>{latelyText(safety.lately)}</p> : null}
          {safety.question ? <p class="quiet">{words.safety.asked(safety.question)}</p> : null}
          {safety.silent === null ? null : <p class="quiet">{words.safety.silent(safety.silent)}</p>}
          {safety.now ? (
            <p class="screen-only">
              <a href="/trends/">{words.safety.more}</a>
            </p>
          ) : null}
        </Sentence>
        <Sentence told={learning} own={words.learning} columns={[words.learning.column, words.learning.counted]}>
          {({ now }) => words.learning.said(now.value)}
          {learning.now ? <p>{words.learning.rests(learning.now.of, learning.now.among)}</p> : null}
          {learning.incidents > learning.classified ? (
            <p class="quiet">{words.learning.partly(learning.classified, learning.incidents)}</p>
          ) : null}
          {incidents === null ? null : (
            <p class="screen-only">
              <a href={incidents}>{words.learning.more}</a>
            </p>
          )}
        </Sentence>
        <AskedOf
          key={quarter}
          asked={asked}
          quarter={quarter}
          hasComments={isLatest && safety.now !== null}
          evidence={evidenceOf('actions')}
        />
      </div>
      <div class="lower">
        {trends.quarters.length === 0 ? null : <Moved moved={trends.moved} isLatest={isLatest} />}
        <YouSaid quarter={quarter} />
      </div>
      <Further />
    </article>
  )
}

type Filled = Told & { readonly now: NonNullable<Told['now']> }

interface SentenceProps {
  readonly told: Told
  readonly own: typeof words.safety | typeof words.learning
  readonly columns: readonly [share: string, of: string]
  /** What is said of a figure, and then what else stands under it. */
  readonly children: readonly [(told: Filled) => string, ...ComponentChildren[]]
}

const changeText = ({ verdict, since }: Told, own: SentenceProps['own']): string => {
  if (!since) return own.first
  const than = quarterLabel(since.quarter)
  return verdict === 'open' ? own.open(since.lo, since.hi, than) : own.change(since.change, since.lo, since.hi, than)
}

const latelyText = ({ quarter, change, lo, hi }: NonNullable<Safety['lately']>): string =>
  lo <= 0 && hi >= 0
    ? words.safety.open(lo, hi, quarterLabel(quarter))
    : words.safety.change(change, lo, hi, quarterLabel(quarter))

const Sentence = ({ told, own, columns, children: [say, ...more] }: SentenceProps): JSX.Element => {
  const { now, since, dots, verdict, why } = told
  const heading = own.heading(since ? quarterLabel(since.quarter) : null)
  const [first, last] = [dots[0], dots.at(-1)]
  return (
    <section class="card" aria-label={heading}>
      <h2>
        <small>{heading}</small>
        {verdict && now ? `${own.verdicts[verdict]} ${say({ ...told, now })}` : why && words.why[why]}
      </h2>
      {now && first && last ? (
        <Spark dots={dots} label={own.chart(quarterLabel(first.quarter), quarterLabel(last.quarter))} />
      ) : null}
      <div class="under">
        {now ? <p>{changeText(told, own)}</p> : null}
        {more}
      </div>
      {now ? (
        <FiguresTable dots={dots} label={`${words.figures}: ${heading}`} share={columns[0]} of={columns[1]} />
      ) : null}
    </section>
  )
}

const Moved = ({ moved, isLatest }: { readonly moved: readonly string[]; readonly isLatest: boolean }): JSX.Element => (
  <section class="card moved" aria-labelledby="moved">
    <h2 id="moved">{words.moved.heading}</h2>
    {!isLatest ? (
      <p class="quiet">{words.moved.older}</p>
    ) : moved.length === 0 ? (
      <p class="quiet">{words.moved.none}</p>
    ) : (
      <ul>
        {moved.map(sentence => (
          <li key={sentence}>{kept(sentence)}</li>
        ))}
      </ul>
    )}
  </section>
)

const Further = (): JSX.Element => (
  <nav class="further screen-only" aria-label={words.further.label}>
    <a href="/trends/">{words.further.trends}</a>
    <a href="/comments/">{words.further.comments}</a>
    <a href="/learning-review/">{words.further.reviews}</a>
    <a href="/desk/#/lessons">{words.further.lessons}</a>
  </nav>
)

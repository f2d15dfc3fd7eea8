/** What people wrote in a pulse, quarter by quarter. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { commentsMinimum, detailMinimum } from '../../functions/domain/suppression/parameters.ts'
import { type CommentsView, commentsViewSchema } from '../../functions/domain/trends/comments.ts'
import { ask } from '../kit/api/ask.ts'
import { Loading, Notice, ProblemNotice } from '../kit/controls/notice.tsx'
import { useLoad, useTask } from '../kit/load/load.ts'
import { addressOf, usePlace } from '../kit/learning-review/place.ts'
import { ReadingFrame } from '../kit/frame/reading.tsx'
import { quarterLabel } from '../kit/own-quarter.ts'
import { words } from './words/en.ts'

const read = (quarter: string | null, from = 0): Promise<CommentsView> =>
  ask('GET /api/trends/comments', commentsViewSchema, { query: { ...(quarter === null ? {} : { quarter }), from } })

export const CommentsPage = (): JSX.Element => (
  <ReadingFrame words={words.frame} here="comments">
    <Read />
  </ReadingFrame>
)

const Read = (): JSX.Element => {
  const { quarter } = usePlace()
  const load = useLoad(quarter ?? 'latest', () => read(quarter))
  const view = load.value
  const shown = view?.quarter ?? quarter
  useEffect(() => {
    document.title = shown ? `${words.frame.page}, ${quarterLabel(shown)} · Murmur` : `${words.frame.page} · Murmur`
  }, [shown])
  return (
    <article>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{words.frame.page}</h1>
          {shown ? <p class="quiet">{quarterLabel(shown)}</p> : null}
        </div>
      </header>
      <p class="lead">{words.lead}</p>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {view ? <Shown key={view.quarter} view={view} /> : load.error === undefined ? <Loading rows={5} /> : null}
    </article>
  )
}

const Quarters = ({ quarters, shown }: { quarters: readonly string[]; shown: string }): JSX.Element => (
  <nav class="published screen-only" aria-label={words.quarters}>
    <ul>
      {quarters.map(each => (
        <li key={each}>
          <a href={addressOf(each)} aria-current={each === shown ? 'page' : undefined}>
            {quarterLabel(each)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Shown = ({ view }: { view: CommentsView }): JSX.Element => {
  const { quarters, quarter, comments } = view
  const [latest] = quarters
  if (quarter === null || latest === undefined) {
    return (
      <section class="card teaching">
        <h2>{words.empty.title}</h2>
        <p>{words.empty.lead}</p>
        <p>
          <a class="button" href="/trends/">
            {words.empty.trends}
          </a>
        </p>
      </section>
    )
  }
  if (!quarters.includes(quarter)) {
    return (
      <>
        <Quarters quarters={quarters} shown={quarter} />
        <Notice tone="warn" title={words.noPulse(quarterLabel(quarter))}>
          <p>
            <a href={addressOf(latest)}>{words.toLatest}</a>
          </p>
        </Notice>
      </>
    )
  }
  return (
    <>
      <Quarters quarters={quarters} shown={quarter} />
      {comments.length === 0 ? <p>{words.none}</p> : null}
      {comments.map(one => (
        <Written key={one.item} quarter={quarter} first={one} />
      ))}
    </>
  )
}

type Item = CommentsView['comments'][number]

const Written = ({ quarter, first }: { quarter: string; first: Item }): JSX.Element => {
  const [known, setKnown] = useState(first)
  const task = useTask()
  const { item, question, quoted, unquoted, texts, next } = known
  const more = (from: number): void =>
    task.run(async () => {
      const found = (await read(quarter, from)).comments.find(one => one.item === item)
      if (found) setKnown({ ...found, texts: [...texts, ...found.texts] })
    })
  return (
    <section class="card written" aria-labelledby={`written-${item}`}>
      <h2 id={`written-${item}`}>{question}</h2>
      {quoted === null ? (
        <p>{words.hidden(quarterLabel(quarter), detailMinimum, commentsMinimum)}</p>
      ) : (
        <p class="quiet">{words.count(quoted)}</p>
      )}
      <ul>
        {texts.map((written, index) => (
          <li key={index}>
            <blockquote dir="auto">{written}</blockquote>
          </li>
        ))}
      </ul>
      {unquoted === null ? null : <p class="quiet">{words.unquoted(unquoted)}</p>}
      <ProblemNotice error={task.error} />
      {next === null || quoted === null ? null : (
        <p class="screen-only">
          <button type="button" class="button small" aria-disabled={task.busy} onClick={() => more(next)}>
            {words.more(quoted - next)}
          </button>
        </p>
      )}
    </section>
  )
}

/** What those who hold a role did, the latest first. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as z from 'zod'
import { surveyViewSchema } from '../../functions/domain/survey/survey.ts'
import { type TracedView, tracedSchema } from '../../functions/domain/trace/view.ts'
import { ask } from '../kit/api/ask.ts'
import { paged } from '../kit/api/pages.ts'
import { Loading, Notice, ProblemNotice } from '../kit/controls/notice.tsx'
import { ReadingFrame } from '../kit/frame/reading.tsx'
import { useList } from '../kit/load/list.ts'
import { useLoad, useTask } from '../kit/load/load.ts'
import { quarterLabel } from '../kit/own-quarter.ts'
import { browserZone, dayAndTime } from '../kit/time.ts'
import { words } from './words/en.ts'

const linesAtOnce = 200

const trace = paged(tracedSchema, '/api/trace')

export const TracePage = (): JSX.Element => (
  <ReadingFrame words={words.frame} here="trace">
    <Read />
  </ReadingFrame>
)

const Read = (): JSX.Element => {
  const [pages, setPages] = useState(1)
  const list = useList('trace', trace, pages * linesAtOnce)
  return (
    <article class="stack">
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{words.frame.page}</h1>
          <p class="lead">{words.lead}</p>
        </div>
      </header>
      <AboutToEnd changed={list.again} />
      {list.error === undefined ? null : <ProblemNotice error={list.error} again={list.again} />}
      {list.items === undefined && list.error === undefined ? <Loading rows={5} /> : null}
      {list.items?.length === 0 ? <p>{words.none}</p> : null}
      {list.items && list.items.length > 0 ? (
        <section class="group" aria-label={words.list}>
          <ul class="rows">
            {list.items.map(line => (
              <Done key={line.id} line={line} />
            ))}
          </ul>
        </section>
      ) : null}
      {list.more ? (
        <p class="toolbar screen-only">
          <button type="button" class="button" aria-disabled={list.busy} onClick={() => setPages(pages + 1)}>
            {words.more}
          </button>
        </p>
      ) : null}
      <section class="card">
        <h2>{words.check}</h2>
        <p>{words.checking}</p>
      </section>
    </article>
  )
}

const cancellingSchema = z.array(surveyViewSchema.pick({ id: true, title: true, cancelsAt: true }))

/** Pulses that end unread unless somebody stops that: leadership’s mail about it leads here. */
const AboutToEnd = ({ changed }: { readonly changed: () => void }): JSX.Element => {
  const load = useLoad('cancelling', () => ask('GET /api/surveys/cancelling', cancellingSchema))
  const task = useTask()
  const [news, setNews] = useState('')
  const keep = ({ id, title }: z.output<typeof cancellingSchema>[number]): void =>
    task.run(async () => {
      await ask('POST /api/surveys/{id}/keep', z.unknown(), { params: { id } })
      setNews(words.kept(title))
      load.again()
      changed()
    })
  return (
    <>
      {news ? (
        <Notice tone="good" live="status">
          <p>{news}</p>
        </Notice>
      ) : null}
      <ProblemNotice error={task.error ?? load.error} />
      {load.value?.map(pulse => (
        <Notice key={pulse.id} tone="warn" title={words.cancelling(pulse.title)}>
          <p>{words.cancellingWhy(dayAndTime(pulse.cancelsAt ?? '', browserZone()))}</p>
          <p>
            <button type="button" class="button small" aria-disabled={task.busy} onClick={() => keep(pulse)}>
              {words.keep}
            </button>
          </p>
        </Notice>
      ))}
    </>
  )
}

/** Ids and numbers: whom it concerned stands nowhere. */
const aboutOf = ({ survey, about, counts }: TracedView): string[] => [
  ...(survey === null ? [] : [words.survey(survey)]),
  ...(about.review === undefined ? [] : [words.review(about.review)]),
  ...(about.quarter === undefined ? [] : [quarterLabel(about.quarter)]),
  ...Object.entries(counts).map(([name, number]) => words.counts[name]?.(number) ?? `${name} ${number}`),
]

const Done = ({ line }: { line: TracedView }): JSX.Element => (
  <li class="row">
    <div class="row-main">
      <h2 class="row-title">
        <bdi>{line.by}</bdi> {words.acts[line.act]}
      </h2>
      <p class="quiet">
        <time dateTime={line.at}>{dayAndTime(line.at, browserZone())}</time>
        {[...words.as(line.roles), ...aboutOf(line)].map(part => ` · ${part}`).join('')}
      </p>
    </div>
    <div class="row-state">{line.outcome === null ? words.unsettled : words.outcomes[line.outcome]}</div>
  </li>
)

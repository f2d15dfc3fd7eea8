/** Search over lessons, the records that were mailed, and those of one's own reviews. */
import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { lessonIdSchema, reviewIdSchema } from '../../../functions/domain/ids.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { following } from '../calls/following.ts'
import { useLoad } from '../../kit/load/load.ts'
import { isFacilitator, type Session } from '../../kit/session/session.ts'
import { href } from '../../kit/address.ts'
import { browserZone, dayAndTime } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { type Entry, entriesOf, type Hit, pieces, searcher } from './search.ts'

const text = words.lessons

const shownAtMost = 50

export const title = text.title

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const load = useLoad('lessons', () => Promise.all([following.lessons(), following.records()]))
  const [query, setQuery] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const search = useMemo(() => searcher(load.value ? entriesOf(...load.value) : []), [load.value])
  const hits = search(query)
  /** Down from the box into the results, and from the first one back. */
  const keys = (event: KeyboardEvent): void => {
    const first = list.current?.querySelector('a')
    const box = event.currentTarget instanceof Element ? event.currentTarget.querySelector('input') : null
    const isInBox = document.activeElement === box
    const next = event.key === 'ArrowDown' && isInBox ? first : null
    const before = event.key === 'ArrowUp' && document.activeElement === first ? box : null
    const target = next ?? before
    if (!target) return
    event.preventDefault()
    target.focus()
  }
  return (
    <>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{text.title}</h1>
          <p class="lead">{isFacilitator(session) ? text.lead : text.leadOfReader}</p>
        </div>
      </header>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={4} /> : null}
      {load.value ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys lead from the box into the list and back.
        <div class="search" onKeyDown={keys}>
          <TextField label={text.search} hint={text.searchHint} type="search" value={query} change={setQuery} />
          <p class="quiet" role="status">
            {query.trim() === '' ? '' : text.results(hits.length)}
          </p>
          {hits.length === 0 && query.trim() === '' ? (
            <section class="card teaching">
              <h2>{text.empty}</h2>
              <p>{isFacilitator(session) ? text.emptyDetail : text.emptyOfReader}</p>
            </section>
          ) : null}
          <Rows row="li">
            <ul class="rows" ref={list}>
              {hits.slice(0, shownAtMost).map(hit => (
                <HitRow key={hit.entry.id} hit={hit} />
              ))}
            </ul>
          </Rows>
        </div>
      ) : null}
    </>
  )
}

const addressOf = (entry: Entry): string =>
  entry.kind === 'lesson'
    ? href('/lessons/{lesson}', { lesson: lessonIdSchema.parse(entry.id) })
    : href(entry.own ? '/reviews/{review}/record' : '/lessons/records/{review}', {
        review: reviewIdSchema.parse(entry.reviewId),
      })

const tagOf = ({ kind }: Entry): string => (kind === 'lesson' ? text.lessonTag : text.recordTag)

const HitRow = ({ hit: { entry, terms } }: { hit: Hit }): JSX.Element => (
  <li class="row">
    <div class="row-main">
      <p class="hit">
        {pieces(entry.text, terms).map((piece, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their order.
          piece.hit ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </p>
      <p class="quiet">
        <a href={addressOf(entry)} aria-label={words.form.of(tagOf(entry), entry.text.slice(0, 80))}>
          {tagOf(entry)}
        </a>{' '}
        · {text.from(entry.title, dayAndTime(entry.at, browserZone()))}
      </p>
    </div>
  </li>
)

/** For leadership: reviews that nobody on the roster leads any more, each with the one thing to do about it. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { LeftAlone } from '../../../functions/domain/review/handing.ts'
import { Moment } from '../controls/moment.tsx'
import { ProblemNotice } from '../controls/notice.tsx'
import { useLoad } from '../load/load.ts'
import { readLeftAlone } from './calls.ts'
import { HandOverDialog } from './dialog.tsx'
import { handoverWords as words } from './words-en.ts'

const text = words.alone

interface LeftAloneParts {
  readonly section: JSX.Element | null
  /** Has a place of its own: what is loaded around the section takes no open dialog away. */
  readonly dialog: JSX.Element | null
}

/** The others are folded, so that what there is to read begins on the first screen. */
const shownFirst = 3

interface RowsProps {
  readonly reviews: readonly LeftAlone[]
  readonly choose: (review: LeftAlone) => void
}

const Rows = ({ reviews, choose }: RowsProps): JSX.Element => (
  <ul class="rows">
    {reviews.map(one => (
      <li key={one.reviewId} class="row">
        <div class="row-main">
          <h3>{one.title}</h3>
          <p class="quiet">
            <Moment at={one.meetingAt} zone={one.zone} /> ·{' '}
            {text.led(one.leaders.map(({ name, email }) => name || email).join(', '))}
          </p>
        </div>
        <button
          type="button"
          class="button small row-action"
          aria-label={text.nameFor(one.title)}
          onClick={() => choose(one)}
        >
          {text.name}
        </button>
      </li>
    ))}
  </ul>
)

const nobodys = async (): Promise<LeftAlone[]> => []

export const useLeftAlone = (isWanted: boolean): LeftAloneParts => {
  const load = useLoad('left alone', isWanted ? readLeftAlone : nobodys)
  const [chosen, setChosen] = useState<LeftAlone | null>(null)
  const [news, setNews] = useState('')
  const { value = [], error } = load
  const close = (): void => setChosen(null)
  // The row that was pressed is gone with its dialog: the focus stays in their section.
  useEffect(() => {
    if (news) document.getElementById('left-alone')?.focus()
  }, [news])
  const isEmpty = value.length === 0 && error === undefined && !news
  const section = isEmpty ? null : (
    <section class="card screen-only" aria-labelledby="left-alone">
      <h2 id="left-alone" tabIndex={-1}>
        {text.title}
      </h2>
      <p class="news" role="status">
        {news}
      </p>
      {error === undefined ? null : <ProblemNotice error={error} again={load.again} />}
      {value.length > 0 ? <p>{text.lead}</p> : null}
      <Rows reviews={value.slice(0, shownFirst)} choose={setChosen} />
      {value.length > shownFirst ? (
        <details class="more">
          <summary>{text.more(value.length - shownFirst)}</summary>
          <Rows reviews={value.slice(shownFirst)} choose={setChosen} />
        </details>
      ) : null}
    </section>
  )
  const dialog = chosen ? (
    <HandOverDialog
      review={{ id: chosen.reviewId, version: chosen.version }}
      readers={chosen.leaders}
      leaders={chosen.leaders}
      roster={undefined}
      isLeadership
      tells
      close={close}
      done={said => {
        close()
        setNews(said)
        load.again()
      }}
    />
  ) : null
  return { section, dialog }
}

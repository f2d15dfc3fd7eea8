/** What the hash names decides of whom the figures are. */
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Trends } from './parts/shown.ts'
import { type Filter, filterOf, hashOf, readCsv, readTrends, type Trouble } from './answer.ts'
import { Choice } from './parts/choice.tsx'
import { save } from './charts/download.ts'
import { Figures } from './figures.tsx'
import { ReadingFrame } from '../kit/frame/reading.tsx'
import { words } from './words/en.ts'

export const TrendsPage = (): JSX.Element => (
  <ReadingFrame words={words.frame} here="trends">
    <Read />
  </ReadingFrame>
)

const useFilter = (): [Filter, (filter: Filter) => void] => {
  const [filter, setFilter] = useState(() => filterOf(location.hash))
  useEffect(() => {
    const follow = (): void => setFilter(filterOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const choose = (next: Filter): void => {
    history.replaceState(null, '', hashOf(next))
    setFilter(next)
  }
  return [filter, choose]
}

/** What was read last stays while another choice is read. */
const Read = (): JSX.Element => {
  const [filter, choose] = useFilter()
  const [trends, setTrends] = useState<Trends | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asked, ask] = useState(0)
  // Once somebody has chosen what is not drawn at first, everything is read.
  const [whole, readWhole] = useState(false)
  const { group, instrument } = filter
  // Before the first paint: what is asked now is drawn a frame or two earlier.
  useLayoutEffect(() => {
    let overtaken = false
    const read = async (): Promise<void> => {
      const answer = await readTrends(filter, whole)
      if (overtaken || answer === null) return
      setTrouble(typeof answer === 'string' ? answer : null)
      if (typeof answer !== 'string') setTrends(answer)
    }
    void read()
    return () => {
      overtaken = true
    }
  }, [group, instrument, asked, whole])
  if (trouble) {
    return (
      <div class="notice bad" role="alert">
        <p>{words.trouble[trouble]}</p>
        <p class="actions">
          <button type="button" class="button small" onClick={() => ask(asked + 1)}>
            {words.again}
          </button>
          {trouble === 'unknown' ? (
            <button type="button" class="button small" onClick={() => choose({ group: null, instrument: null })}>
              {words.all}
            </button>
          ) : null}
        </p>
      </div>
    )
  }
  if (!trends) {
    return (
      <p class="centre" role="status">
        {words.loading}
      </p>
    )
  }
  return <Shown trends={trends} filter={filter} choose={choose} onTrouble={setTrouble} more={() => readWhole(true)} />
}

interface ShownProps {
  readonly trends: Trends
  readonly filter: Filter
  readonly choose: (filter: Filter) => void
  readonly onTrouble: (trouble: Trouble) => void
  /** Reads what is not drawn at first. */
  readonly more: () => void
}

const named = (names: readonly string[]): [string, string][] => names.map(name => [name, name])

const Shown = ({ trends, filter, choose, onTrouble, more }: ShownProps): JSX.Element => {
  const text = words.filter
  const heading = useRef<HTMLHeadingElement>(null)
  const download = async (): Promise<void> => {
    const answer = await readCsv(filter)
    if (typeof answer === 'string') onTrouble(answer)
    else if (answer) save('murmur-trends.csv', 'text/csv;charset=utf-8', `\uFEFF${answer.csv}`)
  }
  return (
    <>
      <div class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {words.frame.page}
          </h1>
          {filter.group === null ? null : <p class="quiet">{words.headline.of(filter.group)}</p>}
        </div>
        {trends.quarters.length === 0 ? null : (
          <div class="toolbar">
            {trends.groups.length === 0 ? null : (
              <Choice
                label={text.group}
                value={filter.group ?? ''}
                options={[['', text.wholeOrganisation], ...named(trends.groups)]}
                choose={group => choose({ ...filter, group: group || null })}
              />
            )}
            {trends.instruments.length < 2 ? null : (
              <Choice
                label={text.instrument}
                value={filter.instrument ?? ''}
                options={[['', text.everyInstrument], ...named(trends.instruments.map(({ id }) => id))]}
                choose={instrument => choose({ ...filter, instrument: instrument || null })}
              />
            )}
            {trends.earlier ? (
              <button
                type="button"
                class="button"
                onClick={() => {
                  more()
                  // The button goes once everything is there.
                  heading.current?.focus()
                }}
              >
                {words.all}
              </button>
            ) : null}
            <button type="button" class="button" onClick={() => void download()}>
              {text.csv}
            </button>
          </div>
        )}
      </div>
      <Figures trends={trends} more={more} />
    </>
  )
}

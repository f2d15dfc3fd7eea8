/** The vocabulary: renamed, merged, and merges taken back. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { api } from '../calls/calls.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad, useTask } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { dayOnly } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { MergeDialog, RenameDialog } from './dialogs.tsx'
import { type Listed, listedModes } from './listed.ts'

const text = words.failureMode

interface News {
  readonly said: string
  readonly undo: (() => Promise<unknown>) | null
}

export const title = text.title

export const Page = (): JSX.Element => {
  const load = useLoad('failure modes', api.failureModes)
  const [filter, setFilter] = useState('')
  const [editing, setEditing] = useState<{ mode: Listed; how: 'rename' | 'merge' } | null>(null)
  const [news, setNews] = useState<News | null>(null)
  const task = useTask()
  const all = listedModes(load.value ?? [])
  const wanted = filter.trim().toLowerCase()
  const shown = all.filter(({ name, aliases }) =>
    [name, ...aliases.map(alias => alias.name)].some(one => one.toLowerCase().includes(wanted)),
  )
  const done = (next: News): void => {
    setEditing(null)
    setNews(next)
    load.again()
  }
  const separate = (key: string, name: string, version: number): void =>
    task.run(async () => {
      await api.changeFailureMode(key, { mergedInto: null, version })
      done({ said: text.separated(name), undo: null })
    })
  return (
    <div class="stack">
      <p class="crumb">
        <a href={href('/incidents')}>{words.incident.listTitle}</a>
      </p>
      <header class="page-head">
        <h1 tabIndex={-1}>{text.title}</h1>
      </header>
      <p class="quiet">{text.lead}</p>
      {news ? (
        <Notice tone="good" live="status">
          <p>
            {news.said}{' '}
            {news.undo ? (
              <button
                type="button"
                class="link"
                aria-disabled={task.busy}
                onClick={() =>
                  task.run(async () => {
                    await news.undo?.()
                    setNews(null)
                    load.again()
                  })
                }
              >
                {text.undo}
              </button>
            ) : null}
          </p>
        </Notice>
      ) : null}
      <ProblemNotice error={task.error} />
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={4} /> : null}
      {load.value && all.length === 0 ? (
        <section class="teaching">
          <h2>{text.empty}</h2>
        </section>
      ) : null}
      {all.length > 0 ? (
        <>
          <div class="half">
            <TextField label={text.filter} type="search" value={filter} change={setFilter} />
          </div>
          <p class="quiet">{text.counted}</p>
          <ul class="rows">
            {shown.map(mode => (
              <Row
                key={mode.key}
                mode={mode}
                busy={task.busy}
                alone={all.length < 2}
                edit={how => setEditing({ mode, how })}
                separate={separate}
              />
            ))}
          </ul>
        </>
      ) : null}
      {editing?.how === 'rename' ? (
        <RenameDialog
          mode={editing.mode}
          close={() => setEditing(null)}
          done={name => done({ said: text.renamed(name), undo: null })}
        />
      ) : null}
      {editing?.how === 'merge' ? (
        <MergeDialog
          mode={editing.mode}
          others={all.filter(({ key }) => key !== editing.mode.key)}
          close={() => setEditing(null)}
          done={(into, version) =>
            done({
              said: text.merged(editing.mode.name, into),
              undo: () => api.changeFailureMode(editing.mode.key, { mergedInto: null, version }),
            })
          }
        />
      ) : null}
    </div>
  )
}

interface RowProps {
  readonly mode: Listed
  readonly busy: boolean
  readonly alone: boolean
  readonly edit: (how: 'rename' | 'merge') => void
  readonly separate: (key: string, name: string, version: number) => void
}

const Row = ({ mode, busy, alone, edit, separate }: RowProps): JSX.Element => {
  const day = (at: string | null): string => (at ? dayOnly(at, 'UTC') : '')
  return (
    <li class="row mode">
      <div class="row-main">
        <h2>{mode.name}</h2>
        <p class="quiet">{text.facts(mode.total, day(mode.firstAt), day(mode.lastAt))}</p>
        {mode.aliases.length > 0 ? (
          <ul class="aliases" aria-label={words.form.of(text.also, mode.name)}>
            {mode.aliases.map(alias => (
              <li key={alias.key}>
                <span class="quiet">
                  {text.also} “{alias.name}” ({alias.incidents})
                </span>{' '}
                <button
                  type="button"
                  class="link"
                  aria-label={text.unmerge(alias.name)}
                  aria-disabled={busy}
                  onClick={() => separate(alias.key, alias.name, alias.version)}
                >
                  {text.separate}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <div class="row-buttons">
        <button type="button" class="button small" aria-label={text.renameOf(mode.name)} onClick={() => edit('rename')}>
          {text.rename}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={text.mergeOf(mode.name)}
          disabled={alone}
          onClick={() => edit('merge')}
        >
          {text.merge}
        </button>
      </div>
    </li>
  )
}

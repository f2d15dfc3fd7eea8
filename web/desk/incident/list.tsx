/** What happened in a quarter, with a review of it a press away. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { quarterOf } from '../../../functions/domain/time/calendar.ts'
import { ownCalendar } from '../../kit/calendar.ts'
import { quarterName } from '../../kit/own-quarter.ts'
import { api } from '../calls/calls.ts'
import { download } from '../../kit/api/client.ts'
import { saveAs } from '../../kit/controls/files.tsx'
import { SelectField, TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { pickIncident, useInviting } from '../inviting/draft.ts'
import { useList, useNewRows } from '../../kit/load/list.ts'
import { useTask } from '../../kit/load/load.ts'
import { go, href } from '../../kit/address.ts'
import { dayOnly } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { type IncidentFilter, matching, noFilter } from './filter.ts'
import { quartersUntil } from './recent.ts'
import { choiceOf } from './standing.tsx'
import { Started } from './started.tsx'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.incident
const offeredQuarters = 12
/** A quarter may have thousands; a page of so many is still scrolled through. */
const shownAtOnce = 100

export const title = text.listTitle

export const Page = (): JSX.Element => {
  const now = instantNow()
  const [quarter, setQuarter] = useState(quarterOf(now, ownCalendar()))
  const [filter, setFilter] = useState<IncidentFilter>(noFilter)
  const [pages, setPages] = useState(1)
  const isNarrowed = filter.words.trim() !== '' || filter.severity !== '' || filter.recurringOnly
  // What is looked for may stand on the last page.
  const list = useList(`incidents ${quarter}`, api.incidents(quarter), isNarrowed ? Infinity : pages * shownAtOnce)
  const all = list.items ?? []
  const found = matching(all, filter)
  const shown = found.slice(0, pages * shownAtOnce)
  const { rows, expect } = useNewRows<HTMLUListElement>(shown.length)
  const narrow = (patch: Partial<IncidentFilter>): void => {
    setPages(1)
    setFilter({ ...filter, ...patch })
  }
  return (
    <div class="stack">
      <header class="page-head">
        <h1 tabIndex={-1}>{text.listTitle}</h1>
        <div class="toolbar">
          <a class="button" href={href('/failure-modes')}>
            {text.vocabulary}
          </a>
          <a class="button" href={href('/incidents/import')}>
            {text.importIncidents}
          </a>
          <a class="button primary" href={href('/incidents/new')}>
            {text.record}
          </a>
        </div>
      </header>
      <div class="filters">
        <SelectField
          label={text.quarter}
          value={quarter}
          change={next => {
            setPages(1)
            setQuarter(next)
          }}
          options={quartersUntil(now, offeredQuarters).map(one => ({ value: one, text: quarterName(one) }))}
        />
        <TextField
          label={text.filter}
          type="search"
          value={filter.words}
          change={value => narrow({ words: value })}
          placeholder={text.filterHint}
        />
        <SelectField
          label={text.severityFilter}
          value={filter.severity}
          change={severity => narrow({ severity })}
          options={[
            { value: '', text: text.anySeverity },
            ...Object.entries(text.severities).map(([value, said]) => ({ value, text: said })),
          ]}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={filter.recurringOnly}
            onChange={event => narrow({ recurringOnly: event.currentTarget.checked })}
          />
          {text.recurringOnly}
        </label>
      </div>
      {list.error === undefined ? null : <ProblemNotice error={list.error} again={list.again} />}
      {list.items === undefined && list.error === undefined ? <Loading rows={4} /> : null}
      {list.items?.length === 0 ? (
        <section class="teaching">
          <h2>{text.empty}</h2>
          <p>{text.emptyDetail}</p>
        </section>
      ) : null}
      {all.length > 0 ? (
        <p class="quiet" role="status">
          {list.more
            ? text.shownSoFar(isNarrowed ? found.length : shown.length, isNarrowed ? all.length : shown.length)
            : found.length === 0
              ? text.noMatch
              : text.shown(found.length, all.length)}
          {isNarrowed && list.more && list.busy ? `, ${text.lookingOn}` : ''}
        </p>
      ) : null}
      <ul class="rows" ref={rows}>
        {shown.map(incident => (
          <Row incident={incident} key={incident.id} />
        ))}
      </ul>
      {shown.length < found.length || (list.more && !isNarrowed) ? (
        <p class="toolbar">
          <button
            type="button"
            class="button"
            aria-disabled={list.busy}
            onClick={() => {
              expect()
              setPages(pages + 1)
            }}
          >
            {text.showMore}
          </button>
        </p>
      ) : null}
      {shown.length > 0 ? <AsTable quarter={quarter} /> : null}
      <Uncounted key={quarter} quarter={quarter} />
    </div>
  )
}

/** What turned out to be none is found here. */
const Uncounted = ({ quarter }: { quarter: string }): JSX.Element | null => {
  const { items = [], more } = useList(`uncounted ${quarter}`, api.uncounted(quarter), shownAtOnce)
  if (items.length === 0) return null
  return (
    <details class="card">
      <summary>{`${text.standing.list(items.length)}${more ? '+' : ''}`}</summary>
      <ul class="rows">
        {items.map(incident => (
          <li class="row" key={incident.id}>
            <div class="row-main">
              <h2>
                <a href={href('/incidents/{incident}', { incident: incident.id })}>{incident.title}</a>
              </h2>
              <p class="quiet">
                <Started incident={incident} />
              </p>
            </div>
            <div class="row-state">{text.standing.choices[choiceOf(incident) ?? 'retracted']}</div>
          </li>
        ))}
      </ul>
    </details>
  )
}

const Row = ({ incident }: { incident: IncidentView }): JSX.Element => {
  const inviting = useInviting()
  const { seenBefore, failureModes, services } = incident
  return (
    <li class="row">
      <div class="row-main">
        <h2>
          <a href={href('/incidents/{incident}', { incident: incident.id })}>{incident.title}</a>
        </h2>
        <p class="quiet">
          <Started incident={incident} />
          {services.length > 0 ? ` · ${services.join(', ')}` : ''}
          {failureModes.length > 0 ? ` · ${failureModes.join(', ')}` : ''}
        </p>
        {seenBefore ? (
          <p class="recurrence">
            <span class={seenBefore.recurs ? 'tag warn' : 'tag'}>{text.seenBefore(seenBefore.times)}</span>{' '}
            <span class="quiet">{text.firstOn(dayOnly(seenBefore.firstAt, incident.zone), seenBefore.recurs)}</span>
          </p>
        ) : null}
      </div>
      <span class={`tag severity ${incident.severity ?? ''}`}>{incident.severity ?? text.severityUnknown}</span>
      <button
        type="button"
        class="button small row-action"
        aria-label={words.form.of(text.prepare, incident.title)}
        onClick={() => {
          inviting.change(pickIncident(incident))
          go(href('/prepare/review'))
        }}
      >
        {text.prepare}
      </button>
    </li>
  )
}

/** All of the quarter, those that did not count among them, as an import reads it back. */
const AsTable = ({ quarter }: { quarter: string }): JSX.Element => {
  const task = useTask()
  const save = async (): Promise<void> => {
    const { blob } = await download(`/api/incidents.csv?quarter=${quarter}`)
    saveAs(blob, `incidents-${quarter}.csv`)
  }
  return (
    <>
      <p class="toolbar">
        <button type="button" class="button small" aria-disabled={task.busy} onClick={() => task.run(save)}>
          {text.asTable}
        </button>
      </p>
      <ProblemNotice error={task.error} />
    </>
  )
}

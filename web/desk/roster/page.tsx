/** Everybody who can be invited. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { api } from '../calls/calls.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { ImportPeople } from './import.tsx'
import { PersonDialog } from './person.tsx'

const text = words.roster
/** More rows make the page slow and nobody reads them: the filter finds the rest. */
const shownRows = 200

export const title = text.title

export const Page = (): JSX.Element => {
  const load = useLoad('people', api.people)
  const [filter, setFilter] = useState('')
  const [person, setPerson] = useState<{ entry: RosterEntry | null } | null>(null)
  const [news, setNews] = useState('')
  const roster = load.value ?? []
  const wanted = filter.trim().toLowerCase()
  const found = roster.filter(one => `${one.name} ${one.email} ${one.group}`.toLowerCase().includes(wanted))
  const done = (said: string): void => {
    setNews(said)
    setPerson(null)
    load.again()
  }
  return (
    <>
      <header class="page-head">
        <div>
          <h1 tabIndex={-1}>{text.title}</h1>
          <p class="quiet lead">{text.lead}</p>
        </div>
        <div class="toolbar">
          <button type="button" class="button primary" onClick={() => setPerson({ entry: null })}>
            {text.addTitle}
          </button>
        </div>
      </header>
      <p class="news" role="status">
        {news}
      </p>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={5} /> : null}
      {load.value?.length === 0 ? (
        <section class="teaching">
          <h2>{text.empty}</h2>
          <p>{text.emptyDetail}</p>
        </section>
      ) : null}
      {roster.length > 0 ? (
        <section class="card">
          <div class="card-head">
            <TextField class="filter" label={text.filter} type="search" value={filter} change={setFilter} />
            <p class="quiet" role="status">
              {text.people(found.length)}
            </p>
          </div>
          {found.length === 0 ? (
            <p class="quiet">{text.noMatch}</p>
          ) : (
            <RosterTable people={found.slice(0, shownRows)} edit={entry => setPerson({ entry })} />
          )}
          {found.length > shownRows ? <p class="quiet">{text.previewRows(shownRows, found.length)}</p> : null}
        </section>
      ) : null}
      {load.value ? <ImportPeople roster={roster} done={done} /> : null}
      {person ? <PersonDialog entry={person.entry} close={() => setPerson(null)} done={done} /> : null}
    </>
  )
}

interface TableProps {
  readonly people: readonly RosterEntry[]
  readonly edit: (entry: RosterEntry) => void
}

const RosterTable = ({ people, edit }: TableProps): JSX.Element => (
  <div class="table-scroll" tabIndex={0} role="region" aria-label={text.title}>
    <table class="roster">
      <thead>
        <tr>
          {Object.values(text.columns).map(title => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map(one => (
          <tr key={one.email}>
            <td>
              <button
                type="button"
                class="link"
                aria-label={text.edit(one.name || one.email)}
                onClick={() => edit(one)}
              >
                {one.name || text.noName}
              </button>
            </td>
            <td>{one.email}</td>
            <td>{one.group}</td>
            <td>{one.seniority ? text.seniorities[one.seniority] : ''}</td>
            <td>{one.zone}</td>
            <td>
              {one.stopped ? (
                <span class="tag warn">{text.stopped[one.stopped]}</span>
              ) : (
                <span class="quiet">{text.gets}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

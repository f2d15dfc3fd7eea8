/** Everybody who can be invited. */
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { groupKey } from '../../../functions/domain/normal-form.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { knownZone } from '../../../functions/domain/time/zone.ts'
import { api } from '../calls/calls.ts'
import { TextField } from '../../kit/controls/field.tsx'
import { saveAs } from '../../kit/controls/files.tsx'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { Rows } from '../../kit/controls/rows.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { isKeeper, type Session } from '../../kit/session/session.ts'
import { words } from '../words/en.ts'
import { AlikePeople } from './alike.tsx'
import { ImportPeople } from './import.tsx'
import { rosterCsv } from './mend.ts'
import { PersonDialog } from './person.tsx'
import { Replaced } from './replaced.tsx'

const text = words.roster
/** More rows make the page slow and nobody reads them: the filter finds the rest. */
const shownRows = 100

export const title = text.title

const toImport = (): void => {
  const heading = document.querySelector<HTMLElement>('.bring h2')
  heading?.scrollIntoView()
  heading?.focus()
}

export const Page = ({ session }: { session: Session }): JSX.Element => {
  const mayChange = isKeeper(session)
  const load = useLoad('people', api.people)
  const [filter, setFilter] = useState('')
  const [person, setPerson] = useState<{ entry: RosterEntry | null } | null>(null)
  const [news, setNews] = useState('')
  const [isNamelessOnly, setNamelessOnly] = useState(false)
  const roster = load.value ?? []
  /** Made once for a roster: twenty thousand rows are looked through at every letter. */
  const searched = useMemo(
    () => roster.map(one => ({ one, key: groupKey(`${one.name} ${one.email} ${one.group}`) })),
    [load.value],
  )
  const wanted = groupKey(filter)
  const nameless = roster.filter(({ name }) => name.trim() === '')
  const isShown = ({ name }: RosterEntry): boolean => !isNamelessOnly || name.trim() === ''
  const found = searched.filter(({ one, key }) => isShown(one) && key.includes(wanted)).map(({ one }) => one)
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
          {mayChange ? null : <p class="quiet">{words.roles.roster}</p>}
        </div>
        {mayChange ? (
          <div class="toolbar">
            <button type="button" class="button primary" onClick={() => setPerson({ entry: null })}>
              {text.addTitle}
            </button>
            <button type="button" class="button" onClick={toImport}>
              {text.importTitle}
            </button>
          </div>
        ) : null}
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
      {mayChange ? <Replaced state={news} done={done} /> : null}
      {mayChange && roster.length > 1 ? <AlikePeople state={news} done={done} /> : null}
      {roster.length > 0 ? (
        <section class="card">
          <div class="card-head">
            <TextField class="filter" label={text.filter} type="search" value={filter} change={setFilter} />
            <p class="quiet" role="status">
              {text.people(found.length)}
            </p>
          </div>
          {nameless.length > 0 ? (
            <div class="notice" role="group" aria-label={text.namelessTitle}>
              <p>{text.nameless(nameless.length)}</p>
              <button
                type="button"
                class="button small"
                aria-pressed={isNamelessOnly}
                onClick={() => setNamelessOnly(!isNamelessOnly)}
              >
                {isNamelessOnly ? text.namelessAll : text.namelessShow}
              </button>
            </div>
          ) : null}
          {found.length === 0 ? (
            <p class="quiet">{text.noMatch}</p>
          ) : (
            <Rows row="tbody > tr">
              <RosterTable people={found.slice(0, shownRows)} edit={mayChange ? entry => setPerson({ entry }) : null} />
            </Rows>
          )}
          {found.length > shownRows ? <p class="quiet">{text.shown(shownRows, found.length)}</p> : null}
          <p>
            <button
              type="button"
              class="button small quiet"
              onClick={() => saveAs(new Blob([rosterCsv(roster)], { type: 'text/csv' }), text.fileName)}
            >
              {text.download}
            </button>
          </p>
        </section>
      ) : null}
      {mayChange && load.value ? <ImportPeople done={done} /> : null}
      {person ? <PersonDialog entry={person.entry} close={() => setPerson(null)} done={done} /> : null}
    </>
  )
}

interface TableProps {
  readonly people: readonly RosterEntry[]
  /** Null for somebody who reads the roster alone. */
  readonly edit: ((entry: RosterEntry) => void) | null
}

const Zone = ({ zone }: { zone: string }): JSX.Element =>
  knownZone(zone) === null ? (
    <>
      <span class="tag warn">{text.badZone}</span> <span class="quiet">{zone}</span>
      <p class="hint">{text.badZoneDetail}</p>
    </>
  ) : (
    <>{zone}</>
  )

/** On a phone each person is a block, their fields below the name. */
const RosterTable = ({ people, edit }: TableProps): JSX.Element => (
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
            {edit ? (
              <button
                type="button"
                class="link"
                aria-label={text.edit(one.name || `${text.noName}, ${one.email}`)}
                onClick={() => edit(one)}
              >
                {one.name || text.noName}
              </button>
            ) : (
              one.name || text.noName
            )}
          </td>
          <td class="email">
            {one.email}
            {one.addedBy ? <p class="hint">{text.addedBy(one.addedBy)}</p> : null}
          </td>
          <td class="detail">{one.group}</td>
          <td class="detail">{one.seniority ? text.seniorities[one.seniority] : ''}</td>
          <td class="detail">
            <Zone zone={one.zone} />
          </td>
          <td class={one.stopped ? '' : 'gets'}>
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
)

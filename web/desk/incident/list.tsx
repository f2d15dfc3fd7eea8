/** What happened lately, with a review of it a press away. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { quarterOf } from '../../../functions/domain/instants.ts'
import { api } from '../api/calls.ts'
import { SelectField } from '../controls/field.tsx'
import { Moment } from '../controls/moment.tsx'
import { Loading, ProblemNotice } from '../controls/notice.tsx'
import { pickIncident, useInviting } from '../inviting/draft.ts'
import { useLoad } from '../load.ts'
import { go, paths } from '../routes.ts'
import { browserZone } from '../time.ts'
import { words } from '../words/en.ts'
import { quartersUntil } from './recent.ts'

const text = words.incident
const offeredQuarters = 12

export const IncidentList = (): JSX.Element => {
  const now = new Date().toISOString()
  const [quarter, setQuarter] = useState(quarterOf(now))
  const load = useLoad(`incidents ${quarter}`, () => api.incidents(quarter))
  const inviting = useInviting()
  return (
    <>
      <header class="page-head">
        <h1 tabIndex={-1}>{text.listTitle}</h1>
        <div class="toolbar">
          <SelectField
            label={text.quarter}
            value={quarter}
            change={setQuarter}
            options={quartersUntil(now, offeredQuarters).map(one => ({ value: one, text: one.replace('-', ' ') }))}
          />
          <a class="button primary" href={paths.newIncident}>
            {text.record}
          </a>
        </div>
      </header>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={4} /> : null}
      {load.value?.length === 0 ? (
        <section class="teaching">
          <h2>{text.empty}</h2>
          <p>{text.emptyDetail}</p>
        </section>
      ) : null}
      <ul class="rows">
        {(load.value ?? []).map(incident => (
          <li class="row" key={incident.id}>
            <div class="row-main">
              <h2>
                <a href={paths.incident(incident.id)}>{incident.title}</a>
              </h2>
              <p class="quiet">
                <Moment at={incident.startedAt} zone={browserZone()} />
                {incident.services.length > 0 ? ` · ${incident.services.join(', ')}` : ''}
              </p>
            </div>
            <span class={`tag severity ${incident.severity}`}>{incident.severity}</span>
            <button
              type="button"
              class="button small row-action"
              aria-label={`${text.prepare}: ${incident.title}`}
              onClick={() => {
                inviting.change(pickIncident(incident))
                go(paths.inviting)
              }}
            >
              {text.prepare}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

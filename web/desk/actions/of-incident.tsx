/** On an incident's page: what was agreed for it, and what was put aside before its failure mode came back. */
import type { JSX } from 'preact'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { following } from '../calls/following.ts'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { ActionRow } from './row.tsx'
import { instantNow } from '../../kit/session/clock.ts'

const text = words.actions

export const ActionsOfIncident = ({ id }: { id: IncidentId }): JSX.Element => {
  const load = useLoad(id, () => following.actionsOfIncident(id))
  const now = instantNow()
  const { actions = [], earlier = [] } = load.value ?? {}
  return (
    <section class="narrow of-incident">
      <h2>{text.ofIncident}</h2>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {load.value === undefined && load.error === undefined ? <Loading rows={2} /> : null}
      {load.value && actions.length === 0 ? <p class="quiet">{text.ofIncidentNone}</p> : null}
      <ul class="rows">
        {actions.map(action => (
          <ActionRow key={action.id} action={action} now={now} />
        ))}
      </ul>
      {earlier.length > 0 ? (
        <>
          <h2>{text.earlier}</h2>
          <ul class="rows">
            {earlier.map(action => (
              <ActionRow
                key={action.id}
                action={action}
                now={now}
                {...(action.cameBack ? { mark: `${text.cameBack}. ${text.because(action.reason ?? '')}` } : {})}
              />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

/** One incident: about it, and corrected. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { IncidentInput, IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { isProblem } from '../../kit/api/problem.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { words } from '../words/en.ts'
import { About } from './about.tsx'
import { ActionsAfterIncident } from './actions.tsx'
import { ChangedMeanwhile } from './changed.tsx'
import { DeleteIncident } from './deletion.tsx'
import { changesOf, formOf } from '../incident-form/fields.ts'
import { IncidentEditor } from './editor.tsx'

const text = words.incident

export const title = text.edit

export const Page = ({ incident: id }: { incident: IncidentId }): JSX.Element => {
  const load = useLoad(id, () => api.incident(id))
  if (!load.value) {
    return (
      <>
        <h1 tabIndex={-1}>{text.one}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  return (
    <>
      <EditIncident key={load.value.version} incident={load.value} again={load.again} />
      <ActionsAfterIncident incident={id} />
      <DeleteIncident incident={load.value} />
    </>
  )
}

/** What was changed here is sent, over the version it was read at: a colleague's change in between is not undone. */
const EditIncident = ({ incident, again }: { incident: IncidentView; again: () => void }): JSX.Element => {
  const [theirs, setTheirs] = useState<IncidentView | null>(null)
  const draftKey = `${incident.id} ${incident.version}`
  const send = async (input: IncidentInput, version: number): Promise<void> => {
    try {
      await api.changeIncident(incident.id, { ...changesOf(incident, input), version })
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      setTheirs(await api.incident(incident.id))
      throw error
    }
  }
  return (
    <IncidentEditor
      draftKey={draftKey}
      title={text.edit}
      note={text.updatedNote}
      initial={formOf(incident)}
      about={<About incident={incident} />}
      send={input => send(input, incident.version)}
      conflict={
        theirs
          ? (input, drop) => (
              <ChangedMeanwhile
                mine={incident}
                theirs={theirs}
                save={input ? () => send(input, theirs.version) : null}
                drop={() => {
                  drop()
                  setTheirs(null)
                  again()
                }}
              />
            )
          : undefined
      }
    />
  )
}

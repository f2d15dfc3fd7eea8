/** What was agreed after an incident, below its form; its code comes when the form is there. */
import type { JSX } from 'preact'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import { useLoad } from '../../kit/load/load.ts'

export const ActionsAfterIncident = ({ incident }: { incident: IncidentId }): JSX.Element | null => {
  const code = useLoad('actions code', () => import('../actions/of-incident.tsx'))
  return code.value ? <code.value.ActionsOfIncident id={incident} /> : null
}

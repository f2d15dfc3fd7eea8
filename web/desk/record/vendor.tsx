/** The vendor section of the review's incident: how far it is, and the way to it. */
import type { JSX } from 'preact'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { ProblemNotice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { MeetingNotes } from './notes.tsx'

const text = words.vendor

export const VendorLink = ({
  incident,
  notes,
}: {
  incident: Pick<IncidentView, 'id' | 'vendor'>
  notes: readonly string[]
}): JSX.Element => {
  const load = useLoad(`vendor ${incident.id}`, () => api.vendorSection(incident.id))
  const section = load.value
  return (
    <section class="card">
      <div class="card-head">
        <h2>{text.of(incident.vendor ?? '')}</h2>
        <a class="button small" href={href('/incidents/{incident}/vendor', { incident: incident.id })}>
          {words.incident.openVendor}
        </a>
      </div>
      {load.error === undefined ? null : <ProblemNotice error={load.error} again={load.again} />}
      {section ? <p>{section.outcome ? text.outcomes[section.outcome.kind] : text.undecided}</p> : null}
      {section?.outcome?.kind === 'decision' ? <p class="quiet">{section.outcome.text}</p> : null}
      <MeetingNotes notes={notes} />
    </section>
  )
}

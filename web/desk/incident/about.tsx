/** What is known of an incident beside its fields: that it recurs, what came back with it, its vendor section. */
import type { JSX } from 'preact'
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { Notice } from '../../kit/controls/notice.tsx'
import { useLoad } from '../../kit/load/load.ts'
import { href } from '../../kit/address.ts'
import { instantSchema } from '../../../functions/domain/time/instants.ts'
import { dayAndTime, dayOnly } from '../../kit/time.ts'
import { words } from '../words/en.ts'

const text = words.incident

type Says = NonNullable<IncidentView['corrections']>[number]['says']

const said = (value: Says, zone: string): string => {
  if (typeof value === 'boolean') return value ? words.form.yes : words.form.no
  if (value === null || typeof value !== 'string') return value?.join(', ') || '–'
  return instantSchema.safeParse(value).success ? dayAndTime(value, zone) : value
}

export const About = ({ incident }: { incident: IncidentView }): JSX.Element => {
  const { seenBefore, source, zone } = incident
  const [primary] = incident.failureModes
  return (
    <>
      {source ? (
        <p class="quiet">
          {source.url ? (
            <a href={source.url} rel="noreferrer noopener">
              {text.importedFrom(source.system)}
            </a>
          ) : (
            text.importedFrom(source.system)
          )}
        </p>
      ) : null}
      {incident.corrections ? (
        <p class="quiet">
          {text.corrected(incident.corrections.map(one => text.fields[one.field]).join(', '))}{' '}
          {incident.corrections.map(one => text.sourceSays(text.fields[one.field], said(one.says, zone))).join(' ')}
        </p>
      ) : null}
      {incident.reviewedElsewhere ? (
        <p>
          <a href={incident.reviewedElsewhere} rel="noreferrer noopener">
            {text.reviewedElsewhere}
          </a>
        </p>
      ) : null}
      {seenBefore && primary !== undefined ? (
        <Notice tone={seenBefore.recurs ? 'warn' : 'info'} title={text.recurs}>
          <p>{text.recursDetail(primary, seenBefore.times, dayOnly(seenBefore.firstAt, zone), seenBefore.recurs)}</p>
        </Notice>
      ) : null}
      <Earlier incident={incident} />
      {incident.vendor ? (
        <p class="vendor-link">
          <a class="button" href={href('/incidents/{incident}/vendor', { incident: incident.id })}>
            {text.openVendor}
          </a>
          <span class="quiet"> {text.vendorPrompt}</span>
        </p>
      ) : null}
    </>
  )
}

/** Beside the point where it can't be read: then the page is without it. */
const Earlier = ({ incident }: { incident: IncidentView }): JSX.Element | null => {
  const { value } = useLoad(`actions ${incident.id}`, () => api.actionsOf(incident.id))
  const back = value?.earlier.filter(({ cameBack }) => cameBack) ?? []
  const open = value?.earlier.filter(({ cameBack }) => !cameBack) ?? []
  return (
    <>
      {back.length > 0 ? (
        <Notice tone="bad" title={text.cameBackTitle}>
          <ul>
            {back.map(action => (
              <li key={action.id}>
                <strong>{action.text}</strong> (
                {text.cameBack(action.owner, dayOnly(action.closedAt ?? action.openedAt, incident.zone))})
                {action.reason ? <span class="quiet"> {text.reason(action.reason)}</span> : null}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {open.length > 0 ? (
        <Notice tone="info" title={text.openBefore}>
          <ul>
            {open.map(action => (
              <li key={action.id}>
                {action.text} ({text.openAction(action.owner, action.dueOn)})
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

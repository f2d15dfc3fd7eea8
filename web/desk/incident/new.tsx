/** A new incident. */
import type { JSX } from 'preact'
import { api } from '../calls/calls.ts'
import { go, href } from '../../kit/address.ts'
import { browserZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { emptyIncident } from '../incident-form/fields.ts'
import { IncidentEditor } from './editor.tsx'

export const title = words.incident.record

export const Page = (): JSX.Element => (
  <IncidentEditor
    draftKey="incident"
    title={title}
    done={() => go(href('/incidents'))}
    initial={emptyIncident(browserZone())}
    send={async input => {
      await api.createIncident(input)
    }}
  />
)

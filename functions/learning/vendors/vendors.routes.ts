/** `/api/incidents/{id}/vendor`: how an incident at a vendor affected us. */
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  emptyVendorSection,
  missingForCompletion,
  vendorInputSchema,
  type VendorSection,
  vendorSectionSchema,
  vendorView,
  vendorViewSchema,
} from '../../domain/incident/vendor.ts'
import { operation } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import { incidentParameter, requireIncident } from '../incidents/known-incident.ts'
import type { VendorStore } from './vendors.store.ts'

interface VendorStores {
  readonly incidents: IncidentStore
  readonly vendors: VendorStore
}

interface SavingStores extends VendorStores {
  readonly actions: ActionStore
}

const requireFitting = async ({ actions }: SavingStores, section: VendorSection, incident: Incident): Promise<void> => {
  const { knownExternalAt, outcome } = section
  if (knownExternalAt && Date.parse(knownExternalAt) < Date.parse(incident.startedAt)) {
    const message = 'knownExternalAt lies before startedAt.'
    const issues = [{ path: 'knownExternalAt', message }]
    throw new Refusal('times_out_of_order', message, { earlier: 'startedAt', later: 'knownExternalAt', issues })
  }
  const missing = section.complete ? missingForCompletion(section) : []
  if (missing.length > 0) {
    const issues = missing.map(path => ({ path, message: 'needed before the section is complete' }))
    throw new Refusal('vendor_outcome_missing', undefined, { issues })
  }
  if (outcome?.kind === 'action' && !(await actions.readAction(outcome.actionId))) throw new Refusal('unknown_action')
}

const shared = { path: '/api/incidents/{id}/vendor', who: 'facilitator', tag: 'incidents' } as const

const readVendorSection = operation({
  ...shared,
  method: 'GET',
  summary: 'The vendor section of an incident; version 0 if nothing is written down.',
  parameters: { id: incidentParameter },
  answers: { 200: vendorViewSchema },
  refuses: [],
}).handledBy(({ incidents, vendors }: VendorStores) => async ({ params }) => {
  const incident = await requireIncident(incidents, params.id)
  const section = (await vendors.readVendorSection(incident.id)) ?? emptyVendorSection(incident.id)
  return { status: 200, json: vendorView(section, incident) }
})

/** Repeating the same content, because its reply was lost, is answered with the version it made. */
const saveVendorSection = operation({
  ...shared,
  method: 'PUT',
  summary: 'Replaces the vendor section of the version that was read.',
  parameters: { id: incidentParameter },
  body: vendorInputSchema,
  trace: untraced.facts,
  answers: { 200: vendorViewSchema },
  refuses: ['unknown_action', 'times_out_of_order', 'vendor_missing', 'vendor_outcome_missing', 'changed_meanwhile'],
  example: {
    params: { id: 'inc_aaaaaaaaaaaaaaaa' },
    body: {
      knownExternalAt: '2026-11-20T03:46:00.000Z',
      usersSaw: 'A spinner, then nothing.',
      breakers: { answer: 'partly', note: 'two of three' },
      desiredBehaviour: 'Take the order and charge it later.',
      outcome: { kind: 'decision', text: 'We take the order and charge it within a day.' },
      complete: true,
      version: 0,
    },
  },
}).handledBy((stores: SavingStores) => async ({ params, body: { version, ...fields } }) => {
  const { incidents, vendors } = stores
  const incident = await requireIncident(incidents, params.id)
  if (!incident.vendor) throw new Refusal('vendor_missing')
  const section = vendorSectionSchema.parse({ ...fields, incidentId: incident.id, version: version + 1 })
  await requireFitting(stores, section, incident)
  if (!(await vendors.saveVendorSection(section))) {
    const saved = await vendors.readVendorSection(incident.id)
    if (JSON.stringify(saved) !== JSON.stringify(section)) throw new Refusal('changed_meanwhile')
  }
  return { status: 200, json: vendorView(section, incident) }
})

export const vendorOperations = [readVendorSection, saveVendorSection] as const

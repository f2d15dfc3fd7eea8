/** `/api/incidents/{id}/vendor`: how an incident from outside went for us. */
import type { Hono } from 'hono'
import { incidentIdSchema } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  emptyVendorSection,
  missingForCompletion,
  vendorInputSchema,
  type VendorSection,
  vendorSectionSchema,
  type VendorView,
  vendorView,
} from '../../domain/incident/vendor.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { type AppContext, body, idOf, route } from '../../http/route.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { VendorStore } from './vendors.store.ts'

type Stores = { readonly incidents: IncidentStore; readonly vendors: VendorStore; readonly actions: ActionStore }

export const vendorRoutes = (app: Hono<AppEnvironment>, { incidents, vendors, actions }: Stores): void => {
  const readIncident = async (context: AppContext): Promise<Incident> => {
    const incident = await incidents.readIncident(idOf(context, incidentIdSchema, 'unknown_incident'))
    if (!incident) throw new Refusal('unknown_incident')
    return incident
  }

  const readSection = async (incident: Incident): Promise<VendorSection> =>
    (await vendors.readVendorSection(incident.id)) ?? emptyVendorSection(incident.id)

  const requireFitting = async (section: VendorSection, incident: Incident): Promise<void> => {
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

  /** The same again, because its reply was lost, is the version it made. */
  const save = async (context: AppContext): Promise<VendorView> => {
    const { version, ...fields } = await body(context, vendorInputSchema)
    const incident = await readIncident(context)
    if (!incident.vendor) throw new Refusal('vendor_missing')
    const section = vendorSectionSchema.parse({ ...fields, incidentId: incident.id, version: version + 1 })
    await requireFitting(section, incident)
    if (!(await vendors.saveVendorSection(section))) {
      const saved = await vendors.readVendorSection(incident.id)
      if (JSON.stringify(saved) !== JSON.stringify(section)) throw new Refusal('changed_meanwhile')
    }
    return vendorView(section, incident)
  }

  route(app, '/api/incidents/:id/vendor', {
    GET: async context => {
      const incident = await readIncident(context)
      return context.json(vendorView(await readSection(incident), incident))
    },
    PUT: async context => context.json(await save(context)),
  })
}

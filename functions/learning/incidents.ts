/** `/api/incidents`: what happened. */
import type { Hono } from 'hono'
import { incidentId, incidentIdSchema } from '../domain/ids.ts'
import {
  type Incident,
  incidentChangeSchema,
  incidentInputSchema,
  incidentSchema,
  timesOutOfOrder,
} from '../domain/incident.ts'
import { quarterOf, quarterSchema } from '../domain/instants.ts'
import { Refusal } from '../domain/refusal.ts'
import type { AppEnvironment } from '../http/app.ts'
import { idBytes } from '../http/repeat.ts'
import { type AppContext, body, idOf, query, route } from '../http/route.ts'
import type { LearningStore } from './store.ts'

export type Random = (bytes: number) => Uint8Array

const requireOrder = (times: Parameters<typeof timesOutOfOrder>[0]): void => {
  const wrong = timesOutOfOrder(times)
  if (wrong) throw new Refusal('times_out_of_order', `${wrong.later} lies before ${wrong.earlier}.`, { ...wrong })
}

export const incidentRoutes = (app: Hono<AppEnvironment>, store: LearningStore, random: Random): void => {
  const read = async (context: AppContext): Promise<Incident> => {
    const incident = await store.readIncident(idOf(context, incidentIdSchema, 'unknown_incident'))
    if (!incident) throw new Refusal('unknown_incident')
    return incident
  }

  const create = async (context: AppContext): Promise<string> => {
    const input = await body(context, incidentInputSchema)
    requireOrder(input)
    const id = incidentId(await idBytes(context, 'incident', random))
    // Already there under the same idempotency key: the reply of the first request was lost.
    await store.addIncident({ ...input, id, version: 1 })
    return id
  }

  const change = async (context: AppContext): Promise<Incident> => {
    const { version, ...patch } = await body(context, incidentChangeSchema)
    const before = await read(context)
    const same = { ...before, ...patch }
    requireOrder(same)
    if (JSON.stringify(incidentSchema.parse(same)) === JSON.stringify(before)) return before
    const after = incidentSchema.parse({ ...same, version: before.version + 1 })
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    if (!(await store.changeIncident(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  route(app, '/api/incidents', {
    GET: async context => {
      const quarter = query(context, 'quarter', quarterSchema) ?? quarterOf(context.get('now'))
      return context.json(await store.incidentsOf(quarter))
    },
    POST: async context => {
      const id = await create(context)
      return context.json({ id }, 201, { location: `/api/incidents/${id}` })
    },
  })
  route(app, '/api/incidents/:id', {
    GET: async context => context.json(await read(context)),
    PATCH: async context => context.json(await change(context)),
  })
}

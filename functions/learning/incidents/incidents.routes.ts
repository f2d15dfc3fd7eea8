/** `/api/incidents`: what happened. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { failureModeKey, failureModes, keptNames } from '../../domain/incident/failure-mode.ts'
import { incidentId, incidentIdSchema } from '../../domain/ids.ts'
import {
  type Incident,
  incidentChangeSchema,
  incidentInputSchema,
  incidentSchema,
  primaryModeKey,
  staying,
  type IncidentView,
  timesOutOfOrder,
  type Vocabulary,
} from '../../domain/incident/incident.ts'
import { lastQuarters, quarterOf, quarterSchema } from '../../domain/time/instants.ts'
import { mostUsed } from '../../domain/figures/count.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { parseBody } from '../../http/body.ts'
import { answerPage } from '../../http/page.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, bodyJson, idOf, query, route } from '../../http/route.ts'
import { incidentViews } from './views.ts'
import { type RemovalStores, removeIncidents } from './removal.ts'
import type { FailureModeStore } from './failure-modes.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { IncidentStore } from './incidents.store.ts'

export type IncidentStores = {
  readonly incidents: IncidentStore
  readonly failureModes: FailureModeStore
  readonly figures: FiguresStore
}
export type IncidentRouteStores = IncidentStores & RemovalStores

const requireOrder = (times: Parameters<typeof timesOutOfOrder>[0]): void => {
  const wrong = timesOutOfOrder(times)
  if (!wrong) return
  const message = `${wrong.later} lies before ${wrong.earlier}.`
  throw new Refusal('times_out_of_order', message, { ...wrong, issues: [{ path: wrong.later, message }] })
}

const versionSchema = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** Names that nobody has used for two years are not suggested. */
const vocabularyQuarters = 8

const severityGivenSchema = z.object({ severity: incidentInputSchema.shape.severity.optional() })

/** Refuses `unknown_severity` before anything else of the body is looked at: it has words of its own. */
const readBody = async <Schema extends z.ZodType>(context: AppContext, schema: Schema): Promise<z.infer<Schema>> => {
  const raw = await bodyJson(context)
  const issue = severityGivenSchema.safeParse(raw).error?.issues.find(({ path }) => path[0] === 'severity')
  if (issue)
    throw new Refusal('unknown_severity', undefined, { issues: [{ path: 'severity', message: issue.message }] })
  return parseBody(schema, raw)
}

export const incidentRoutes = (app: Hono<AppEnvironment>, stores: IncidentRouteStores, random: Random): void => {
  const { incidents } = stores

  const read = async (context: AppContext): Promise<Incident> => {
    const incident = await incidents.readIncident(idOf(context, incidentIdSchema, 'unknown_incident'))
    if (!incident) throw new Refusal('unknown_incident')
    return incident
  }

  const view = async (incident: Incident): Promise<IncidentView | undefined> =>
    (await incidentViews(stores.failureModes, [incident]))[0]

  /** Before the incident is written: a cut leaves a name that nobody uses, never an incident without its name. */
  const learnNames = async (names: readonly string[], known: readonly string[]): Promise<void> => {
    const keys = new Set(known.map(failureModeKey))
    const fresh = names.filter(name => !keys.has(failureModeKey(name)))
    await Promise.all(fresh.map(name => stores.failureModes.addFailureMode(name)))
  }

  /** After each write, with the incident as it was and as it is. */
  const refresh = (
    incidents: readonly Pick<Incident, 'id' | 'startedAt' | 'failureModes'>[],
    context: AppContext,
  ): Promise<void> => {
    const modes = incidents.map(primaryModeKey).filter(key => key !== null)
    return stores.figures.refreshFigures({ incidents, modes: [...new Set(modes)] }, context.get('now'))
  }

  const create = async (context: AppContext): Promise<string> => {
    const input = await readBody(context, incidentInputSchema)
    requireOrder(input)
    const id = incidentId(await idBytes(context, 'incident', random))
    await learnNames(input.failureModes, [])
    // Already there under the same idempotency key: the reply of the first request was lost.
    await incidents.addIncident({ ...input, id, version: 1 })
    await refresh([{ ...input, id }], context)
    return id
  }

  const change = async (context: AppContext): Promise<Incident> => {
    const { version, ...patch } = await readBody(context, incidentChangeSchema)
    const before = await read(context)
    const names = patch.failureModes
      ? keptNames(patch.failureModes, before.failureModes, failureModes(await stores.failureModes.listFailureModes()))
      : before.failureModes
    const same = { ...staying(before), ...patch, failureModes: names }
    requireOrder(same)
    if (JSON.stringify(incidentSchema.parse(same)) === JSON.stringify(before)) {
      await refresh([before], context)
      return before
    }
    const after = incidentSchema.parse({ ...same, version: before.version + 1 })
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    await learnNames(after.failureModes, before.failureModes)
    if (!(await incidents.changeIncident(after, before.version))) throw new Refusal('changed_meanwhile')
    await refresh([before, after], context)
    return after
  }

  /** One whose deletion was cut off has the version after the one that was read. */
  const remove = async (context: AppContext): Promise<void> => {
    const version = query(context, 'version', versionSchema)
    const incident = await read(context)
    const shown = incident.removing ? incident.version - 1 : incident.version
    if (version === undefined) {
      const message = 'Name the version that you read.'
      throw new Refusal('invalid_body', message, { issues: [{ path: 'version', message }] })
    }
    if (version !== shown && version !== incident.version) throw new Refusal('changed_meanwhile')
    const { kept } = await removeIncidents(stores, [incident], context.get('now'))
    const reasons = kept.flatMap(one => one.reasons)
    if (reasons.includes('changed')) throw new Refusal('changed_meanwhile')
    if (reasons.length > 0) throw new Refusal('incident_referred', `It has: ${reasons.join(', ')}.`, { reasons })
  }

  /** Of services and domains the figures tell, so that no incident is read for it. */
  const vocabulary = async (context: AppContext): Promise<Vocabulary> => {
    const quarter = quarterOf(context.get('now'))
    const [modes, figures] = await Promise.all([
      stores.failureModes.listFailureModes(),
      Promise.all(lastQuarters(quarter, vocabularyQuarters).map(stores.figures.readFigures)),
    ])
    const incidents = figures.flatMap(one => (one ? [one.incidents] : []))
    return {
      failureModes: modes.filter(({ mergedInto }) => mergedInto === null).map(({ name }) => name),
      services: mostUsed(incidents.map(({ services }) => services)),
      domains: mostUsed(incidents.map(({ domains }) => domains)),
    }
  }

  route(app, '/api/incidents', {
    GET: context => {
      const quarter = query(context, 'quarter', quarterSchema) ?? quarterOf(context.get('now'))
      return answerPage(context, { quarter }, async asked => {
        const { items, next } = await incidents.listIncidents(quarter, asked)
        return { items: await incidentViews(stores.failureModes, items), next }
      })
    },
    POST: async context => {
      const id = await create(context)
      return context.json({ id }, 201, { location: `/api/incidents/${id}` })
    },
  })
  route(app, '/api/incidents/vocabulary', { GET: async context => context.json(await vocabulary(context)) })
  route(app, '/api/incidents/:id', {
    GET: async context => context.json(await view(await read(context))),
    PATCH: async context => context.json(await view(await change(context))),
    DELETE: async context => {
      await remove(context)
      return context.json({ removed: 1 })
    },
  })
}

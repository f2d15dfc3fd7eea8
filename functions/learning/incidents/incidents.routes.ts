/** `/api/incidents`: what happened. */
import * as z from 'zod'
import { isCounted, isDecision } from '../../domain/incident/counting.ts'
import { correctedAfter } from '../../domain/incident/corrections.ts'
import { failureModeKey, failureModes, keptNames } from '../../domain/incident/failure-mode.ts'
import { incidentId, incidentIdSchema } from '../../domain/ids.ts'
import {
  type Incident,
  incidentChangeSchema,
  type IncidentInput,
  incidentInputSchema,
  incidentSchema,
  type IncidentView,
  incidentViewSchema,
  primaryModeKey,
  staying,
  timesOutOfOrder,
  vocabularySchema,
} from '../../domain/incident/incident.ts'
import { withoutSkew } from '../../domain/incident/skew.ts'
import { stillUnknown } from '../../domain/incident/known.ts'
import { quarterOf } from '../../domain/time/calendar.ts'
import type { Calendared } from '../items/tables.store.ts'
import { lastQuarters, quarterSchema } from '../../domain/time/instants.ts'
import { mostUsed } from '../../domain/figures/count.ts'
import { Refusal } from '../../domain/refusal.ts'
import { parseBody, parseJson } from '../../http/body.ts'
import { operation } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { incidentParameter, requireIncident } from './known-incident.ts'
import { type RemovalStores, removeIncidents } from './removal.ts'
import { incidentViews } from './views.ts'
import { requireNoDuplicates, requireOriginal, settleOriginal } from './originals.ts'
import type { FailureModeStore } from './failure-modes.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { IncidentStore } from './incidents.store.ts'

export interface IncidentStores {
  readonly incidents: IncidentStore
  readonly failureModes: FailureModeStore
  readonly figures: FiguresStore
}

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

/** Refuses `unknown_severity` before it looks at the rest of the body, because that refusal has words of its own. */
const reading =
  <Schema extends z.ZodType>(schema: Schema) =>
  (text: string): z.output<Schema> => {
    const raw = parseJson(text)
    const issue = severityGivenSchema.safeParse(raw).error?.issues.find(({ path }) => path[0] === 'severity')
    if (issue)
      throw new Refusal('unknown_severity', undefined, { issues: [{ path: 'severity', message: issue.message }] })
    return parseBody(schema, raw)
  }

const viewOf = async ({ failureModes: store }: IncidentStores, incident: Incident): Promise<IncidentView> => {
  const [view] = await incidentViews(store, [incident])
  if (!view) throw new Refusal('unknown_incident')
  return view
}

/** Before the incident is written: an interruption may leave an unused name, but never an unknown one. */
const learnNames = async (
  { failureModes: store }: IncidentStores,
  names: readonly string[],
  known: readonly string[],
): Promise<void> => {
  const keys = new Set(known.map(failureModeKey))
  const fresh = names.filter(name => !keys.has(failureModeKey(name)))
  await Promise.all(fresh.map(name => store.addFailureMode(name)))
}

/** Follows each write, with the incident as it was and as it is. */
const refresh = (
  { figures }: IncidentStores,
  incidents: readonly Pick<Incident, 'id' | 'startedAt' | 'failureModes'>[],
  now: string,
): Promise<void> => {
  const modes = incidents.map(primaryModeKey).filter(key => key !== null)
  return figures.refreshFigures({ incidents, modes: [...new Set(modes)] }, now)
}

const shared = { who: 'facilitator', tag: 'incidents' } as const

const input: IncidentInput = {
  title: 'Checkout answers with errors',
  severity: 'P1',
  services: ['checkout'],
  domains: ['payments'],
  zone: 'Europe/Berlin',
  startedAt: '2026-11-20T03:00:00.000Z',
  detectedAt: '2026-11-20T03:20:00.000Z',
  resolvedAt: '2026-11-20T05:00:00.000Z',
  failureModes: ['Certificate expired'],
  deploymentRelated: false,
  summary: 'Nobody could pay for two hours.',
}

const listIncidents = operation({
  ...shared,
  method: 'GET',
  path: '/api/incidents',
  summary:
    'Incidents that started in the given or current quarter, the latest first; `counted=no`: what turned out to be none.',
  query: { quarter: quarterSchema, counted: z.enum(['yes', 'no']) },
  paged: true,
  answers: { 200: z.array(incidentViewSchema) },
  refuses: [],
  example: { query: { quarter: '2026-Q4' } },
}).handledBy(({ incidents, failureModes: store, calendar }: IncidentStores & Calendared) => request => {
  const quarter = request.query.quarter ?? quarterOf(request.now, calendar)
  const counted = request.query.counted ?? 'yes'
  return answerWithPage(request, { quarter, counted }, async asked => {
    const { items, next } = await incidents.listIncidents(quarter, asked, counted === 'yes')
    return { items: await incidentViews(store, items), next }
  })
})

const recordIncident = operation({
  ...shared,
  method: 'POST',
  path: '/api/incidents',
  summary: 'Records an incident.',
  body: incidentInputSchema,
  reads: reading(incidentInputSchema),
  repeatable: true,
  trace: untraced.facts,
  answers: { 201: z.object({ id: incidentIdSchema }) },
  refuses: ['unknown_severity', 'times_out_of_order', 'no_original', 'incident_referred'],
  example: { body: input, answer: { id: 'inc_aaaaaaaaaaaaaaaa' } },
}).handledBy((dependencies: IncidentStores & { readonly random: Random }) => async request => {
  const { now } = request
  const { incident: body } = withoutSkew(request.body)
  requireOrder(body)
  if (body.duplicateOf) await requireOriginal(dependencies, '', body.duplicateOf)
  const id = incidentId(await repeatableBytes(request, 'incident', dependencies.random))
  await learnNames(dependencies, body.failureModes, [])
  // If it exists under the same idempotency key, the reply to the first request was lost.
  const added = await dependencies.incidents.addIncident({ ...body, id, version: 1 })
  if (added)
    await settleOriginal(dependencies, { ...body, id, version: 1 }, null, both => refresh(dependencies, both, now))
  await refresh(dependencies, [{ ...body, id }], now)
  return { status: 201, json: { id }, headers: { location: `/api/incidents/${id}` } }
})

/** Services and domains are taken from the figures, so that no incident has to be read. */
const readVocabulary = operation({
  ...shared,
  method: 'GET',
  path: '/api/incidents/vocabulary',
  summary: 'The organisation’s own names for failure modes, services and domains, as the last two years used them.',
  answers: { 200: vocabularySchema },
  refuses: [],
}).handledBy((stores: IncidentStores & Calendared) => async ({ now }) => {
  const [modes, figures] = await Promise.all([
    stores.failureModes.listFailureModes(),
    Promise.all(
      lastQuarters(quarterOf(now, stores.calendar), vocabularyQuarters).map(quarter =>
        stores.figures.figuresOf(quarter, now),
      ),
    ),
  ])
  const incidents = figures.flatMap(one => (one ? [one.incidents] : []))
  return {
    status: 200,
    json: {
      failureModes: modes.filter(({ mergedInto }) => mergedInto === null).map(({ name }) => name),
      services: mostUsed(incidents.map(({ services }) => services)),
      domains: mostUsed(incidents.map(({ domains }) => domains)),
    },
  }
})

const readIncident = operation({
  ...shared,
  method: 'GET',
  path: '/api/incidents/{id}',
  summary: 'One incident.',
  parameters: { id: incidentParameter },
  answers: { 200: incidentViewSchema },
  refuses: [],
  example: {
    params: { id: 'inc_aaaaaaaaaaaaaaaa' },
    answer: { ...input, id: 'inc_aaaaaaaaaaaaaaaa', version: 1, seenBefore: null },
  },
}).handledBy((stores: IncidentStores) => async ({ params }) => ({
  status: 200,
  json: await viewOf(stores, await requireIncident(stores.incidents, params.id)),
}))

const changeIncident = operation({
  ...shared,
  method: 'PATCH',
  path: '/api/incidents/{id}',
  summary: 'Changes the given fields.',
  parameters: { id: incidentParameter },
  body: incidentChangeSchema,
  reads: reading(incidentChangeSchema),
  trace: untraced.facts,
  answers: { 200: incidentViewSchema },
  refuses: ['unknown_severity', 'times_out_of_order', 'changed_meanwhile', 'no_original', 'incident_referred'],
}).handledBy((stores: IncidentStores) => async ({ params, body: { version, ...patch }, now }) => {
  const before = await requireIncident(stores.incidents, params.id)
  const names = patch.failureModes
    ? keptNames(patch.failureModes, before.failureModes, failureModes(await stores.failureModes.listFailureModes()))
    : before.failureModes
  // Whoever says a field knows it; null has none of it, as an incident on which nothing was ever left open.
  const unknown = patch.unknown ?? stillUnknown(before, patch)
  const decided = isDecision(patch, before) ? { markedBy: 'person' as const } : {}
  const { incident: same } = withoutSkew({
    ...staying(before),
    ...patch,
    ...decided,
    failureModes: names,
    ...(before.unknown || unknown.length > 0 ? { unknown } : {}),
  })
  requireOrder(same)
  if (patch.duplicateOf && patch.duplicateOf !== before.duplicateOf) {
    await requireOriginal(stores, before.id, patch.duplicateOf)
  }
  if (isCounted(before) && !isCounted(same)) await requireNoDuplicates(stores, before.id)
  if (JSON.stringify(incidentSchema.parse(same)) === JSON.stringify(before)) {
    await refresh(stores, [before], now)
    return { status: 200, json: await viewOf(stores, before) }
  }
  const next = incidentSchema.parse({ ...same, version: before.version + 1 })
  const after = before.imported ? { ...next, corrected: correctedAfter(before, next) } : next
  if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
  await learnNames(stores, after.failureModes, before.failureModes)
  if (!(await stores.incidents.changeIncident(after, before.version))) throw new Refusal('changed_meanwhile')
  if (isCounted(before)) await settleOriginal(stores, after, before, both => refresh(stores, both, now))
  await refresh(stores, [before, after], now)
  return { status: 200, json: await viewOf(stores, after) }
})

/** An incident whose deletion was cut off has the version after the one that was read. */
const deleteIncident = operation({
  ...shared,
  method: 'DELETE',
  path: '/api/incidents/{id}',
  summary: 'Deletes an incident that was recorded by mistake. Nothing else may refer to it.',
  description: '`version` is the one that was read and is required.',
  parameters: { id: incidentParameter },
  query: { version: versionSchema },
  trace: untraced.facts,
  answers: { 200: z.object({ removed: z.literal(1) }) },
  refuses: ['incident_referred', 'changed_meanwhile'],
}).handledBy((stores: RemovalStores) => async ({ params, query: { version }, now }) => {
  const incident = await requireIncident(stores.incidents, params.id)
  const shown = incident.removing ? incident.version - 1 : incident.version
  if (version === undefined) {
    const message = 'Name the version that you read.'
    throw new Refusal('invalid_body', message, { issues: [{ path: 'version', message }] })
  }
  if (version !== shown && version !== incident.version) throw new Refusal('changed_meanwhile')
  const { kept } = await removeIncidents(stores, [incident], now)
  const reasons = kept.flatMap(one => one.reasons)
  if (reasons.includes('changed')) throw new Refusal('changed_meanwhile')
  if (reasons.length > 0) throw new Refusal('incident_referred', `It has: ${reasons.join(', ')}.`, { reasons })
  return { status: 200, json: { removed: 1 } }
})

export const incidentOperations = [
  listIncidents,
  recordIncident,
  readVocabulary,
  readIncident,
  changeIncident,
  deleteIncident,
] as const

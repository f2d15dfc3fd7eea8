/** The incident form's fields, and what the API takes of them. */
import * as z from 'zod'
import {
  type Incident,
  type IncidentInput,
  incidentInputSchema,
  type IncidentTime,
  incidentTimes,
  timesOutOfOrder,
} from '../../../functions/domain/incident/incident.ts'
import { readWall } from '../../../functions/domain/time/wall-time.ts'
import { isZone, wallOf } from '../../kit/time.ts'

const timeSchema = z.enum(incidentTimes)

export const incidentFormSchema = z.object({
  title: z.string(),
  severity: z.enum(['P1', 'P2', 'P3']),
  zone: z.string(),
  /** Wall times in the zone. */
  startedAt: z.string(),
  suspectedAt: z.string(),
  actedAt: z.string(),
  detectedAt: z.string(),
  mitigatedAt: z.string(),
  resolvedAt: z.string(),
  /** Of times that came twice, those that are the second of the two. */
  second: z.array(timeSchema),
  services: z.array(z.string()),
  domains: z.array(z.string()),
  failureModes: z.array(z.string()),
  deploymentRelated: z.boolean(),
  vendor: z.string(),
  summary: z.string(),
})
export type IncidentForm = z.infer<typeof incidentFormSchema>
export type IncidentField = Exclude<keyof IncidentForm, 'second'>

export const emptyIncident = (zone: string): IncidentForm => ({
  title: '',
  severity: 'P2',
  zone,
  startedAt: '',
  suspectedAt: '',
  actedAt: '',
  detectedAt: '',
  mitigatedAt: '',
  resolvedAt: '',
  second: [],
  services: [],
  domains: [],
  failureModes: [],
  deploymentRelated: false,
  vendor: '',
  summary: '',
})

const lists = ['services', 'domains', 'failureModes'] as const

/** Its times as its own zone's clocks showed them. */
export const formOf = (incident: Incident): IncidentForm => {
  const { zone } = incident
  const wall = (name: IncidentTime): string => {
    const instant = incident[name]
    return instant ? wallOf(instant, zone) : ''
  }
  const isSecond = (name: IncidentTime): boolean => {
    const instant = incident[name]
    return instant ? readWall(wallOf(instant, zone), zone)?.instants.indexOf(toTheMinute(instant)) === 1 : false
  }
  return {
    title: incident.title,
    severity: incident.severity,
    zone,
    startedAt: wall('startedAt'),
    suspectedAt: wall('suspectedAt'),
    actedAt: wall('actedAt'),
    detectedAt: wall('detectedAt'),
    mitigatedAt: wall('mitigatedAt'),
    resolvedAt: wall('resolvedAt'),
    second: incidentTimes.filter(isSecond),
    services: [...incident.services],
    domains: [...incident.domains],
    failureModes: [...incident.failureModes],
    deploymentRelated: incident.deploymentRelated,
    vendor: incident.vendor ?? '',
    summary: incident.summary ?? '',
  }
}

const toTheMinute = (instant: string): string =>
  new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString()

/** What the clocks of the zone make of a time: nothing to say, skipped when set forward, or twice when set back. */
export const clockChange = (wall: string, zone: string): null | { skipped: string } | { twice: readonly string[] } => {
  const read = wall && isZone(zone) ? readWall(wall, zone) : null
  if (!read || read.instants.length === 1) return null
  return read.instants.length === 0 ? { skipped: read.instant } : { twice: read.instants }
}

/** The instant a time of the form means; null where there is none or it can't be read. */
export const instantIn = (form: IncidentForm, name: IncidentTime): string | null => {
  const read = form[name] && isZone(form.zone) ? readWall(form[name], form.zone) : null
  if (!read) return null
  return (form.second.includes(name) ? read.instants[1] : undefined) ?? read.instant
}

export type IncidentProblem =
  | 'required'
  | 'too_long'
  | 'no_zone'
  | 'no_time'
  | 'in_the_future'
  | { before: IncidentTime }
  /** In the words of the API. */
  | { said: string }
export type IncidentProblems = Partial<Record<IncidentField, IncidentProblem>>

export type IncidentReading =
  | { readonly ok: true; readonly input: IncidentInput }
  | { readonly ok: false; readonly problems: IncidentProblems }

const texts = ['title', 'vendor', 'summary'] as const

/** Refuses what the API would: a title that is missing or too long, times unread, in the future or out of order. */
export const readIncident = (form: IncidentForm, now: number): IncidentReading => {
  const problems: IncidentProblems = {}
  if (!form.title.trim()) problems.title = 'required'
  if (!isZone(form.zone)) problems.zone = 'no_zone'
  if (!form.startedAt) problems.startedAt = 'required'
  const at = (name: IncidentTime): string | null => {
    const instant = instantIn(form, name)
    if (form[name] && !instant && !problems.zone) problems[name] ??= 'no_time'
    else if (instant && Date.parse(instant) > now) problems[name] ??= 'in_the_future'
    return instant
  }
  const instants = {
    startedAt: at('startedAt'),
    suspectedAt: at('suspectedAt'),
    actedAt: at('actedAt'),
    detectedAt: at('detectedAt'),
    mitigatedAt: at('mitigatedAt'),
    resolvedAt: at('resolvedAt'),
  }
  const wrong = timesOutOfOrder(instants)
  if (wrong) problems[wrong.later] ??= { before: wrong.earlier }
  const parsed = incidentInputSchema.safeParse({
    title: form.title,
    severity: form.severity,
    zone: form.zone,
    ...instants,
    services: form.services,
    domains: form.domains,
    failureModes: form.failureModes,
    deploymentRelated: form.deploymentRelated,
    vendor: form.vendor.trim() || null,
    summary: form.summary.trim() || null,
  })
  for (const issue of parsed.error?.issues ?? []) {
    const field = [...lists, ...texts].find(name => name === issue.path[0])
    if (field && issue.code === 'too_big') problems[field] ??= 'too_long'
  }
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, input: parsed.data }
  return { ok: false, problems }
}

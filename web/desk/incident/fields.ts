/** The incident form's fields, and what the API takes of them. */
import * as z from 'zod'
import {
  type Incident,
  type IncidentInput,
  incidentInputSchema,
  timesOutOfOrder,
} from '../../../functions/domain/incident.ts'
import { instantOf, isZone, wallOf } from '../time.ts'

export const incidentFormSchema = z.object({
  title: z.string(),
  severity: z.enum(['P1', 'P2', 'P3']),
  zone: z.string(),
  /** Wall times in the zone. */
  startedAt: z.string(),
  detectedAt: z.string(),
  mitigatedAt: z.string(),
  resolvedAt: z.string(),
  /** Separated by commas. */
  services: z.string(),
  domains: z.string(),
  failureModes: z.string(),
  deploymentRelated: z.boolean(),
  vendor: z.string(),
  summary: z.string(),
})
export type IncidentForm = z.infer<typeof incidentFormSchema>
export type IncidentField = keyof IncidentForm

export const emptyIncident = (zone: string): IncidentForm => ({
  title: '',
  severity: 'P2',
  zone,
  startedAt: '',
  detectedAt: '',
  mitigatedAt: '',
  resolvedAt: '',
  services: '',
  domains: '',
  failureModes: '',
  deploymentRelated: false,
  vendor: '',
  summary: '',
})

const times = ['startedAt', 'detectedAt', 'mitigatedAt', 'resolvedAt'] as const
const lists = ['services', 'domains', 'failureModes'] as const

export const formOf = (incident: Incident, zone: string): IncidentForm => {
  const wall = (instant: string | null | undefined): string => (instant ? wallOf(instant, zone) : '')
  return {
    title: incident.title,
    severity: incident.severity,
    zone,
    startedAt: wall(incident.startedAt),
    detectedAt: wall(incident.detectedAt),
    mitigatedAt: wall(incident.mitigatedAt),
    resolvedAt: wall(incident.resolvedAt),
    services: incident.services.join(', '),
    domains: incident.domains.join(', '),
    failureModes: incident.failureModes.join(', '),
    deploymentRelated: incident.deploymentRelated,
    vendor: incident.vendor ?? '',
    summary: incident.summary ?? '',
  }
}

const listOf = (text: string): string[] => [...new Set(text.split(/[,;\n]/).map(one => one.trim()))].filter(Boolean)

export type IncidentProblem = 'required' | 'too_long' | 'no_zone' | 'no_time' | 'in_the_future' | { before: string }
export type IncidentProblems = Partial<Record<IncidentField, IncidentProblem>>

export type IncidentReading =
  | { readonly ok: true; readonly input: IncidentInput }
  | { readonly ok: false; readonly problems: IncidentProblems }

/** Refuses what the API would: a title that is missing or too long, times unread, in the future or out of order. */
export const readIncident = (form: IncidentForm, now: number): IncidentReading => {
  const problems: IncidentProblems = {}
  if (!form.title.trim()) problems.title = 'required'
  if (!isZone(form.zone)) problems.zone = 'no_zone'
  if (!form.startedAt) problems.startedAt = 'required'
  const at = (name: (typeof times)[number]): string | null => {
    if (!form[name]) return null
    const instant = instantOf(form[name], form.zone)
    if (!instant && !problems.zone) problems[name] ??= 'no_time'
    else if (instant && Date.parse(instant) > now) problems[name] ??= 'in_the_future'
    return instant
  }
  const instants = {
    startedAt: at('startedAt'),
    detectedAt: at('detectedAt'),
    mitigatedAt: at('mitigatedAt'),
    resolvedAt: at('resolvedAt'),
  }
  const wrong = timesOutOfOrder(instants)
  const later = times.find(name => name === wrong?.later)
  if (wrong && later) problems[later] ??= { before: wrong.earlier }
  const parsed = incidentInputSchema.safeParse({
    title: form.title,
    severity: form.severity,
    ...instants,
    services: listOf(form.services),
    domains: listOf(form.domains),
    failureModes: listOf(form.failureModes),
    deploymentRelated: form.deploymentRelated,
    vendor: form.vendor.trim() || null,
    summary: form.summary.trim() || null,
  })
  for (const issue of parsed.error?.issues ?? []) {
    const field = [...lists, 'title', 'vendor', 'summary'].find(name => name === issue.path[0])
    const known = incidentFormSchema.keyof().safeParse(field)
    if (known.success && issue.code === 'too_big') problems[known.data] ??= 'too_long'
  }
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, input: parsed.data }
  return { ok: false, problems }
}

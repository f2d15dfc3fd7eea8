/**
 * Which incident a record is: by its system, its site and its id. Ids are unique within a site alone, and some tables
 * number as others do, so a record that says something else altogether is held up until somebody says what it is.
 */
import type { Incident, IncidentSource } from '../incident/incident.ts'
import { dayMilliseconds } from '../time/instants.ts'
import type { ImportRow } from './record-cells.ts'

/** Systems of which the link shows the site. A table's links lead anywhere. */
const sited = new Set([
  'pagerduty',
  'incident.io',
  'jira',
  'github',
  'opsgenie',
  'rootly',
  'firehydrant',
  'servicenow',
  'statuspage',
  'grafana',
  'linear',
])
export const isRecognised = (system: string): boolean => sited.has(system)
/** Those that keep all their customers' sites under one host, each under its name. */
const named = /^https?:\/\/((?:app\.incident\.io|linear\.app)\/(?!incidents\/)[^/?#]+)/i

/** '' where it is not known. */
export const siteOf = ({ system, url }: Pick<IncidentSource, 'system' | 'url'>): string => {
  if (!url || !sited.has(system)) return ''
  return (named.exec(url)?.[1] ?? /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? '').toLowerCase()
}

const address = /^https?:\/\//i
const issue = /^https?:\/\/[^/?#]+\/(?:repos\/)?([^/?#]+\/[^/?#]+)\/issues\/(\d+)(?:[/?#]|$)/i

/**
 * 'owner/repository#5': what all exports of GitHub show of an issue. Some name its id beside that, and others are known
 * by the address alone.
 */
export const numberedAs = ({ system, url }: Pick<IncidentSource, 'system' | 'url'>): string | null => {
  const [, repository, number] = system === 'github' ? (issue.exec(url ?? '') ?? []) : []
  return repository === undefined ? null : `${repository}#${number}`.toLowerCase()
}

/** Two ids of the same system are two issues, also under one number: a repository may have been made anew. */
export const sharesNumber = ({ source: known }: Incident, { id }: IncidentSource): boolean =>
  known?.id === id || address.test(id) || address.test(known?.id ?? '')

/** An address stands in only where no id is known. */
export const idAfter = (before: IncidentSource | null | undefined, { id }: IncidentSource): string =>
  before && address.test(id) ? before.id : id

const wordsOf = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])

/** As many words in common as make two out of three of the shorter one. */
const leastInCommon = 2 / 3

export const isAlike = (one: string, other: string): boolean => {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const shorter = Math.min(a.size, b.size)
  return shorter > 0 && [...a].filter(word => b.has(word)).length / shorter >= leastInCommon
}

/** What its source said last, where a person has said otherwise since. */
const lastSaid = ({ imported, title, startedAt }: Incident): { title: string; startedAt: string } => ({
  title: imported?.title ?? title,
  startedAt: imported?.startedAt ?? startedAt,
})

/** Whether the record of one site can be the one that was taken from another, as where a site was given a new address. */
export const saysTheSame = (incident: Incident, { fields }: Pick<ImportRow, 'fields'>): boolean => {
  const last = lastSaid(incident)
  return last.title === fields.title && last.startedAt === fields.startedAt
}

/** `row` is null for a record that is none, of which no more than its source is known. */
export const isOfSite = (
  incident: Incident,
  source: IncidentSource,
  row: Pick<ImportRow, 'fields'> | null,
): boolean => {
  // An export of our own names the incident itself.
  if (source.system === 'murmur' && source.id === incident.id) return true
  if (incident.source && incident.source.system !== source.system) {
    return (
      incident.source.system === 'table' && sited.has(source.system) && (row === null || saysTheSame(incident, row))
    )
  }
  const [here, there] = [siteOf(source), incident.source ? siteOf(incident.source) : '']
  return here === '' || there === '' || here === there || (row !== null && saysTheSame(incident, row))
}

/** A start is corrected by hours, and by a zone; counters that begin again come back to a number after months. */
const farApartDays = 30
const isFar = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) > farApartDays * dayMilliseconds

/**
 * Under one id another start with another title, or one that lies far away: nobody can tell whether it is the same
 * record.
 */
export const isAnother = (incident: Incident, { fields }: Pick<ImportRow, 'fields'>): boolean => {
  const last = lastSaid(incident)
  return [last, incident].every(
    ({ title, startedAt }) =>
      startedAt !== fields.startedAt && (!isAlike(title, fields.title) || isFar(startedAt, fields.startedAt)),
  )
}

/** A record without an id that may be one that was given another title since. */
export const isLike = (incident: Incident, { source, fields }: ImportRow): boolean => {
  if (incident.source?.system !== source.system || incident.removing) return false
  const last = lastSaid(incident)
  const [here, there] = [fields.services ?? [], incident.imported?.services ?? incident.services]
  const shares = here.length === 0 || there.length === 0 || here.some(service => there.includes(service))
  return last.startedAt === fields.startedAt && shares && isAlike(last.title, fields.title)
}

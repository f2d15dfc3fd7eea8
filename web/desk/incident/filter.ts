/** Which incidents of a quarter are looked for. */
import type { IncidentView } from '../../../functions/domain/incident/incident.ts'

export interface IncidentFilter {
  /** Each of them must stand in its title, services, domains, failure modes or vendor. */
  readonly words: string
  /** '' is any; 'unknown': those of which nobody has said it. */
  readonly severity: string
  readonly recurringOnly: boolean
}

export const noFilter: IncidentFilter = { words: '', severity: '', recurringOnly: false }

const plain = (text: string): string => text.normalize('NFKD').toLowerCase()

export const matching = (incidents: readonly IncidentView[], filter: IncidentFilter): IncidentView[] => {
  const wanted = plain(filter.words).split(/\s+/).filter(Boolean)
  return incidents.filter(incident => {
    if (filter.severity && (incident.severity ?? 'unknown') !== filter.severity) return false
    if (filter.recurringOnly && !incident.seenBefore?.recurs) return false
    const { title, services, domains, failureModes, vendor } = incident
    const text = plain([title, ...services, ...domains, ...failureModes, vendor ?? ''].join(' '))
    return wanted.every(word => text.includes(word))
  })
}

/** Which fields of an imported incident a person has corrected. Its source's own values stand in `imported`. */
import { everyIncidentField, type IncidentField } from './fields.ts'
import type { Incident, IncidentView } from './incident.ts'
import { type Unknown, unknowns } from './known.ts'

export const fieldOfUnknown = { timeOfDay: 'startedAt', zone: 'zone', deployment: 'deploymentRelated' } as const

/** What stands in a field of which nobody has said anything. */
export const unsaid = (field: IncidentField): unknown => {
  if (field === 'zone') return 'UTC'
  if (field === 'deploymentRelated') return false
  return ['services', 'domains', 'failureModes'].includes(field) ? [] : null
}

/** Nothing and null are one; names in another order are others, because the first of them counts. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

const sourceValue = ({ imported }: Pick<Incident, 'imported'>, field: IncidentField): unknown =>
  imported?.[field] ?? unsaid(field)

export const openIn = (unknown: readonly Unknown[] | null | undefined, field: IncidentField): boolean =>
  unknowns.some(what => fieldOfUnknown[what] === field && unknown?.includes(what))

/**
 * One that was imported before corrections were kept shows them by what differs from its source's word; so does a field
 * that its source left open and that is known.
 */
export const correctedFields = (incident: Incident): readonly IncidentField[] => {
  const { corrected, imported, unknown } = incident
  if (corrected) return corrected
  if (!imported) return []
  return everyIncidentField.filter(
    field =>
      !sameValue(incident[field], sourceValue(incident, field)) ||
      (openIn(imported.unknown, field) && !openIn(unknown, field)),
  )
}

/** Each corrected field with what its source says of it, where it says anything else. */
export const correctionsOf = (incident: Incident): IncidentView['corrections'] => {
  const { imported } = incident
  const found = correctedFields(incident).filter(field => !sameValue(incident[field], sourceValue(incident, field)))
  return found.length > 0 ? found.map(field => ({ field, says: imported?.[field] ?? null })) : undefined
}

/** After a person's change; one that says again what the source says takes its correction back. */
export const correctedAfter = (before: Incident, after: Incident): IncidentField[] => {
  const known = correctedFields(before)
  return everyIncidentField.filter(field => {
    const said = openIn(before.unknown, field) && !openIn(after.unknown, field)
    if (sameValue(before[field], after[field]) && !said) return known.includes(field)
    return said || !sameValue(after[field], sourceValue(before, field))
  })
}

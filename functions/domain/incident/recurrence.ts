/**
 * Recurrence (docs/architecture.md section 7): each incident counts once, under its primary failure mode, and recurs if
 * that mode was ever seen before. A mode that was merged into another is that other one.
 */
import * as z from 'zod'

export interface Sighting {
  readonly id: string
  readonly startedAt: string
}

export const earlierOf = (a: Sighting, b: Sighting): Sighting =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? a : b

/** Each mode's first incident ever: the earliest of those found before and of those given. */
export const firstSightings = <Incident extends Sighting>(
  found: ReadonlyMap<string, Sighting>,
  incidents: readonly Incident[],
  modeOf: (incident: Incident) => string | null,
): Map<string, Sighting> => {
  const firsts = new Map(found)
  for (const incident of incidents) {
    const mode = modeOf(incident)
    if (mode === null) continue
    const first = firsts.get(mode)
    firsts.set(mode, first ? earlierOf(first, incident) : incident)
  }
  return firsts
}

/** False also for an incident without a failure mode: nobody has said that it is like another one. */
export const isRecurring = (mode: string | null, id: string, firsts: ReadonlyMap<string, Sighting>): boolean =>
  mode !== null && firsts.has(mode) && firsts.get(mode)?.id !== id

/** How often a mode had been seen when an incident of it began, and when for the first time. */
export const seenBeforeSchema = z.object({ times: z.int().min(1), firstId: z.string(), firstAt: z.string() })
export type SeenBefore = z.infer<typeof seenBeforeSchema>

/** Of all sightings of the incident's mode, itself among them or not; null: it is the first. */
export const seenBefore = (incident: Sighting, sightings: readonly Sighting[]): SeenBefore | null => {
  const earlier = sightings.filter(other => other.id !== incident.id && earlierOf(other, incident) === other)
  const [one, ...others] = earlier
  if (!one) return null
  const first = others.reduce(earlierOf, one)
  return { times: earlier.length, firstId: first.id, firstAt: first.startedAt }
}

/**
 * Recurrence (docs/architecture.md, section 7): each incident counts once, under its primary failure mode, and recurs
 * if that mode was ever seen before. A mode that was merged into another counts as that other one.
 */
import * as z from 'zod'

export interface Sighting {
  readonly id: string
  readonly startedAt: string
}

const earlierOf = (a: Sighting, b: Sighting): Sighting =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? a : b

/** The first incident ever of each mode: the earliest among those found before and those given. */
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

/** False for an incident without a failure mode, because nobody has said that it is like another one. */
export const isRecurring = (mode: string | null, id: string, firsts: ReadonlyMap<string, Sighting>): boolean =>
  mode !== null && firsts.has(mode) && firsts.get(mode)?.id !== id

/** How often a mode had been seen when one of its incidents began, and when it was first seen. */
export const seenBeforeSchema = z.object({ times: z.int().min(1), firstId: z.string(), firstAt: z.string() })
type SeenBefore = z.infer<typeof seenBeforeSchema>

/** `sightings` are those of the incident's mode, with or without itself. Null if it is the first. */
export const seenBefore = (incident: Sighting, sightings: readonly Sighting[]): SeenBefore | null => {
  const earlier = sightings.filter(other => other.id !== incident.id && earlierOf(other, incident) === other)
  const [one, ...others] = earlier
  if (!one) return null
  const first = others.reduce(earlierOf, one)
  return { times: earlier.length, firstId: first.id, firstAt: first.startedAt }
}

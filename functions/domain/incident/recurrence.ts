/**
 * Recurrence (docs/architecture.md, section 7): each incident counts once, under its primary failure mode, and recurs
 * if that mode was seen in the months before it. A mode that was merged into another counts as that other one.
 */
export interface Sighting {
  readonly id: string
  readonly startedAt: string
}

/**
 * What was last seen longer ago comes anew: without a limit, whoever imports ten years of history would find that
 * everything comes back.
 */
export const lookBackMonths = 12

const monthsFrom = (instant: string, months: number): string => {
  const at = new Date(instant)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString()
}

/** The earliest instant at which a sighting makes an incident that began at `startedAt` recur. */
export const lookBackFrom = (startedAt: string): string => monthsFrom(startedAt, -lookBackMonths)

/** All that bears on whether others recur because of incidents that began then, or no longer do; a month more than that. */
export const reachOf = (startedAts: readonly string[]): { from?: string; to?: string } => {
  const sorted = startedAts.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === undefined || last === undefined
    ? {}
    : { from: lookBackFrom(first), to: monthsFrom(last, lookBackMonths + 1) }
}

const earlierOf = (a: Sighting, b: Sighting): Sighting =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? a : b

const earliestFirst = <One extends Sighting>(all: readonly One[]): One[] =>
  all.toSorted((a, b) => (a.id === b.id ? 0 : earlierOf(a, b) === a ? -1 : 1))

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

const comesAgain = (incident: Sighting, before: Sighting | undefined): boolean =>
  before !== undefined && before.startedAt >= lookBackFrom(incident.startedAt)

/**
 * The ids of those that recur. `incidents`: in any order, with the latest one of each mode before them, if it is to be
 * known of the first of them. One without a failure mode is none of them, because nobody has said that it is like another.
 */
export const recurringAmong = (incidents: readonly (Sighting & { readonly mode: string | null })[]): Set<string> =>
  new Set(
    [...Map.groupBy(incidents, ({ mode }) => mode)].flatMap(([mode, own]) =>
      mode === null
        ? []
        : earliestFirst(own).flatMap((one, index, sorted) => (comesAgain(one, sorted[index - 1]) ? [one.id] : [])),
    ),
  )

/**
 * How often the mode had been seen when the incident began, when first, and whether in the months before it. `sightings`
 * are those of the incident's mode, with or without itself. Null if it is the first.
 */
export const seenBefore = (incident: Sighting, sightings: readonly Sighting[]) => {
  const earlier = earliestFirst(
    sightings.filter(other => other.id !== incident.id && earlierOf(other, incident) === other),
  )
  const [first] = earlier
  if (!first) return null
  const recurs = comesAgain(incident, earlier.at(-1))
  return { times: earlier.length, firstId: first.id, firstAt: first.startedAt, recurs }
}

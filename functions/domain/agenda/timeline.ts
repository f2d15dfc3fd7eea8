/** What happened when: the incident's own times, and every time that people named. */
import { plainSigns } from '../synthesis/turn.ts'
import { type IncidentTimes, momentsOf } from '../synthesis/moments.ts'
import type { FiledObservation, Synthesis } from '../synthesis/schema.ts'

/** With `daysIn` no more than its day is known. */
export type DatedIncident = IncidentTimes & { readonly daysIn?: string | null | undefined }

export interface TimelineEntry {
  /** ISO 8601 with Z; null where it was told only in relation to something else ("half an hour later"). */
  readonly at: string | null
  /** The sentence that names it. */
  readonly quote: string
  readonly observationId: string
}

/**
 * The moments of all statements, by time, then as they come; what has no time of its own follows at the end. One
 * statement names one time once. `found` are those that a model found where the rules find none: they say the clock
 * time, the day is read from the incident. Of an incident without an hour none is read: then they stand by the clock
 * alone, as they were written.
 */
export const timelineOf = (
  observations: readonly Pick<FiledObservation, 'id' | 'text'>[],
  incident: DatedIncident,
  found: NonNullable<Synthesis['moments']> = [],
): TimelineEntry[] =>
  [
    ...observations.flatMap(({ id, text }) =>
      momentsOf(plainSigns(text), incident).map(({ at, quote }) => ({
        at,
        quote: text.includes(quote) ? quote : text,
        observationId: id,
      })),
    ),
    ...found.map(({ observationId, text, clock }) => ({
      at: clock === null ? null : (momentsOf(`At ${clock}.`, incident)[0]?.at ?? null),
      quote: text,
      observationId,
    })),
  ]
    .toSorted((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9', 'en'))
    .map(entry => (incident.daysIn ? { ...entry, at: null } : entry))

/** The records that a quarter's figures are made from. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import { actionSchema, isSystemic } from '../../domain/action/action.ts'
import type { QuarterRecords } from '../../domain/figures/count.ts'
import { reviewIdSchema } from '../../domain/ids.ts'
import { isCounted } from '../../domain/incident/counting.ts'
import { type FailureModes, failureModes, failureModeSchema } from '../../domain/incident/failure-mode.ts'
import { incidentSchema, primaryModeKey } from '../../domain/incident/incident.ts'
import { type Calendar, quarterBounds, quarterOf } from '../../domain/time/calendar.ts'
import { plus } from '../../domain/time/instants.ts'
import { incidentBounds, quarterOfIncident } from '../../domain/incident/quarter.ts'
import {
  firstSightings,
  lookBackFrom,
  reachOf,
  recurringAmong,
  type Sighting,
} from '../../domain/incident/recurrence.ts'
import { action, completedActions, deprioritisedActions, openActions } from '../../records/action.ts'
import { failureMode, incident, incidentsOf, modeFacet } from '../../records/incidents.ts'
import type { Span } from '../../records/indexes.ts'
import { idsIn, type IdsOf, type Kind, part, type ValueOf } from '../../records/kind.ts'
import { meeting, meetingsOf } from '../../records/meetings.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** The key of an item that the indexes may not show yet. */
export type WrittenItem = Readonly<Record<'pk' | 'sk', string>>

const countedIncident = part(
  incident,
  incidentSchema.pick({
    id: true,
    severity: true,
    services: true,
    domains: true,
    zone: true,
    startedAt: true,
    failureModes: true,
    deploymentRelated: true,
    removing: true,
    status: true,
    duplicateOf: true,
    unknown: true,
    version: true,
  }),
)
/** An incident as somebody has just read or written it. */
export type IncidentInHand = ValueOf<typeof countedIncident>
const sighting = part(
  incident,
  z.object({
    id: z.string(),
    startedAt: z.string(),
    zone: z.string().optional(),
    unknown: incidentSchema.shape.unknown,
  }),
)
const countedAction = part(
  action,
  actionSchema.pick({
    id: true,
    text: true,
    status: true,
    openedAt: true,
    progressAt: true,
    closedAt: true,
    notes: true,
    changes: true,
  }),
)
const countedMeeting = part(
  meeting,
  z.object({
    reviewId: reviewIdSchema,
    at: z.string(),
    attendees: z.int().default(0),
    speakers: z.int().default(0),
    turns: z.array(z.int()).default([]),
  }),
)
const calledMode = part(failureMode, failureModeSchema.pick({ key: true, name: true, mergedInto: true }))

interface Reading {
  readonly calendar?: Calendar
  readonly inHand?: readonly IncidentInHand[]
}

/** Queries of one item each. */
const queriesAtOnce = 16

/** The key of the primary mode of an incident with these names. */
export const modeOf = ({ resolve }: FailureModes, names: readonly string[]): string | null => {
  const key = primaryModeKey({ failureModes: [...names] })
  return key === null ? null : resolve(key)
}

/** Keeps the last of each name, which is the one that the table itself has. */
const byName = <Value>(values: readonly Value[], nameOf: (value: Value) => string): Value[] => [
  ...new Map(values.map(value => [nameOf(value), value])).values(),
]

export const quarterRecords = (settings: LearningTable) => {
  const { everyBetween, everyOf, get, slice } = recordsIn(settings)

  const readModes = async () => failureModes(await everyOf(calledMode, 'kind', 'failure-mode'))

  type SightedAs = Sighting & { readonly mode: string }

  /** For each key of each mode as many as `limit`. */
  const sightingsOf = async (
    modes: readonly string[],
    { keysOf }: FailureModes,
    which: Span & { readonly newestFirst?: boolean; readonly limit: number },
  ): Promise<SightedAs[]> => {
    const pairs = modes.flatMap(mode => keysOf(mode).map(key => ({ mode, key })))
    const found = await inParallel(pairs, queriesAtOnce, async ({ mode, key }) => {
      const { values } = await slice(sighting, { index: 'facet', value: modeFacet(key), ...which })
      return values.map(one => ({ ...one, mode }))
    })
    return found.flat()
  }

  /** The first ever of each mode. */
  const firstsByMode = async (modes: readonly string[], vocabulary: FailureModes): Promise<Map<string, Sighting>> =>
    firstSightings(new Map(), await sightingsOf(modes, vocabulary, { limit: 1 }), ({ mode }) => mode)

  /**
   * The ids of those of `incidents` that recur; they began at `from` or later, or were written lately and are `known`,
   * whose mode the index may have wrong. Of what came before, one for each key is enough.
   */
  const recurringSince = async (
    from: string,
    incidents: readonly (Sighting & { readonly mode: string | null })[],
    vocabulary: FailureModes,
    known: ReadonlySet<string> = new Set(),
  ): Promise<Set<string>> => {
    const modes = [...new Set(incidents.flatMap(({ mode }) => (mode === null ? [] : [mode])))]
    const span = { from: lookBackFrom(from), to: plus(from, -1) }
    const before = await sightingsOf(modes, vocabulary, { ...span, newestFirst: true, limit: 1 + known.size })
    return recurringAmong([...before.filter(({ id }) => !known.has(id)), ...incidents])
  }

  /** Recently written items of one kind, as the table has them. */
  const lately = async <K extends Kind>(of: K, written: readonly WrittenItem[]): Promise<ValueOf<K>[]> => {
    const ids = written.flatMap((item): IdsOf<K>[] => {
      const found = idsIn(of, item)
      return found ? [found] : []
    })
    const values = await inParallel(ids, queriesAtOnce, one => get(of, one))
    return values.filter(value => value !== null)
  }

  /** Actions opened or closed in the quarter, or open at its end: those still open, and those closed in it or since. */
  const readActions = async (
    quarter: string,
    calendar: Calendar,
    now: string,
  ): Promise<ValueOf<typeof countedAction>[]> => {
    const { from } = quarterBounds(quarter, calendar)
    const { to } = quarterBounds(quarterOf(now, calendar), calendar)
    const found = await Promise.all([
      everyOf(countedAction, 'facet', openActions),
      everyOf(countedAction, 'facet', deprioritisedActions, { from }),
      everyBetween(countedAction, 'facet', completedActions, { from, to }),
    ])
    return found.flat()
  }

  return {
    readModes,
    firstsByMode,
    recurringSince,

    /**
     * Incidents of these modes that may recur because of `written`, or no longer do; without any, because of a change of
     * the vocabulary. They are those that no other one of their own name makes recur anyway.
     */
    turning: async (modes: readonly string[], written: readonly Sighting[]): Promise<Sighting[]> => {
      if (modes.length === 0) return []
      const { keysOf } = await readModes()
      const keys = [...new Set(modes.flatMap(keysOf))]
      const span = reachOf(written.map(({ startedAt }) => startedAt))
      const known = new Set(written.map(({ id }) => id))
      const found = await inParallel(keys, queriesAtOnce, async key => {
        const sightings = await everyOf(sighting, 'facet', modeFacet(key), span)
        return sightings.flatMap(one => (known.has(one.id) ? [] : [{ ...one, mode: key }]))
      })
      const anyway = recurringAmong(found.flat())
      return found.flat().filter(({ id }) => !anyway.has(id))
    },

    /**
     * `written` is read from the table itself, because an index lags behind. What the index has of an incident `inHand` is
     * taken where it is newer.
     */
    read: async (
      quarter: string,
      now: string,
      written: readonly WrittenItem[],
      { calendar = settings.calendar, inHand = [] }: Reading = {},
    ): Promise<QuarterRecords> => {
      const [incidents, actions, meetings, modes, newIncidents, newActions, newMeetings] = await Promise.all([
        everyBetween(countedIncident, 'kind', incidentsOf, incidentBounds(quarter, calendar)),
        readActions(quarter, calendar, now),
        everyBetween(countedMeeting, 'kind', meetingsOf, quarterBounds(quarter, calendar)),
        readModes(),
        lately(countedIncident, written),
        lately(countedAction, written),
        lately(countedMeeting, written),
      ])
      const shown = new Map<string, number>(incidents.map(({ id, version }) => [id, version]))
      const held = inHand.filter(({ id, version }) => version >= (shown.get(id) ?? 0))
      const counted = byName([...incidents, ...held, ...newIncidents], ({ id }) => id)
        .filter(one => one.removing !== true && isCounted(one))
        .map(({ failureModes, removing: _removing, status: _status, duplicateOf: _original, ...one }) => ({
          ...one,
          mode: modeOf(modes, failureModes),
        }))
      const ofQuarter = counted.filter(one => quarterOfIncident(one, calendar) === quarter)
      const known = new Set<string>([...held, ...newIncidents].map(({ id }) => id))
      return {
        quarter,
        calendar,
        incidents: ofQuarter,
        recurring: await recurringSince(incidentBounds(quarter, calendar).from, counted, modes, known),
        actions: byName([...actions, ...newActions], ({ id }) => id).map(({ text, ...one }) => ({
          ...one,
          systemic: isSystemic(text),
        })),
        meetings: byName([...meetings, ...newMeetings], ({ reviewId }) => reviewId)
          .filter(({ at }) => quarterOf(at, calendar) === quarter)
          .map(({ reviewId, ...one }) => ({ ...one, id: reviewId })),
      }
    },
  }
}

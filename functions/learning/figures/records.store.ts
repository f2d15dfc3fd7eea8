/** The records that a quarter's figures are made of. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { inParallel, type Item } from '../../aws/documents.ts'
import { actionSchema, isSystemic } from '../../domain/action/action.ts'
import type { CountedAction, CountedIncident, CountedMeeting, QuarterRecords } from '../../domain/figures/count.ts'
import { type FailureModes, failureModes, failureModeSchema } from '../../domain/incident/failure-mode.ts'
import { incidentSchema, primaryModeKey } from '../../domain/incident/incident.ts'
import { quarterBounds, quarterOf, quartersBetween } from '../../domain/time/instants.ts'
import { firstSightings, type Sighting } from '../../domain/incident/recurrence.ts'
import { learningItems, modeFacet } from '../items/items.store.ts'

/** An item that the indexes may not show yet. */
export interface WrittenItem {
  readonly pk: string
  readonly sk: string
}

const incidentItemSchema = incidentSchema.pick({
  id: true,
  severity: true,
  services: true,
  domains: true,
  zone: true,
  startedAt: true,
  failureModes: true,
  deploymentRelated: true,
})
const sightingSchema = z.object({ id: z.string(), startedAt: z.string() })
const actionItemSchema = actionSchema.pick({
  id: true,
  text: true,
  status: true,
  openedAt: true,
  progressAt: true,
  closedAt: true,
  notes: true,
  changes: true,
})
const meetingItemSchema = z.object({
  at: z.string(),
  attendees: z.int().default(0),
  speakers: z.int().default(0),
  turns: z.array(z.int()).default([]),
})
const modeSchema = failureModeSchema.pick({ key: true, name: true, mergedInto: true })

const namesOf = (schema: z.ZodObject): string[] => ['pk', ...Object.keys(schema.shape)]

/** Queries of one item each. */
const queriesAtOnce = 16

/** The key that stands for the primary mode of an incident with these names. */
export const modeOf = ({ resolve }: FailureModes, names: readonly string[]): string | null => {
  const key = primaryModeKey({ failureModes: [...names] })
  return key === null ? null : resolve(key)
}

export const quarterRecords = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofKind, ofFacet, earliestOfFacet } = learningItems(documents, learningTable)

  const readModes = async () =>
    failureModes((await ofKind('failure-mode', {}, Object.keys(modeSchema.shape))).map(item => modeSchema.parse(item)))

  const earliestOf = async (key: string, limit: number): Promise<Sighting[]> =>
    (await earliestOfFacet(modeFacet(key), limit, ['id', 'startedAt'])).map(item => sightingSchema.parse(item))

  /** One item for each key of each mode, and one more for each of `known`, whose mode the index may have wrong. */
  const firstsOf = async (
    modes: readonly string[],
    { keysOf }: FailureModes,
    known: ReadonlySet<string>,
  ): Promise<Map<string, Sighting>> => {
    const pairs = modes.flatMap(mode => keysOf(mode).map(key => ({ mode, key })))
    const found = await inParallel(pairs, queriesAtOnce, async ({ mode, key }) =>
      (await earliestOf(key, 1 + known.size)).map(sighting => ({ ...sighting, mode })),
    )
    const elsewhere = found.flat().filter(({ id }) => !known.has(id))
    return firstSightings(new Map(), elsewhere, ({ mode }) => mode)
  }

  const firstsByMode = (modes: readonly string[], vocabulary: FailureModes) => firstsOf(modes, vocabulary, new Set())

  /** What the indexes show, with what was written lately as the table has it. */
  const withWritten = (items: readonly Item[], written: readonly Item[], sk: string): Item[] => {
    const latest = written.filter(item => item['sk'] === sk)
    const keys = new Set(latest.map(({ pk }) => pk))
    return [...items.filter(({ pk }) => !keys.has(pk)), ...latest]
  }

  /** Opened or closed in the quarter, or open at its end: still open now, or closed in it or in a quarter since. */
  const actionItems = async (quarter: string, now: string): Promise<Item[]> => {
    const names = namesOf(actionItemSchema)
    const { from } = quarterBounds(quarter)
    const current = quarterOf(now)
    const found = await Promise.all([
      ofFacet('actions-open', {}, names),
      ofFacet('actions-deprioritised', { from }, names),
      ...quartersBetween(quarter, current).map(name => ofFacet(`actions-completed#${name}`, {}, names)),
    ])
    return [...new Map(found.flat().map(item => [item['pk'], item])).values()]
  }

  return {
    readModes,
    firstsByMode,

    /** Of each mode, by any of its names, the first two incidents: the one that is new, and the first that recurs. */
    earliest: async (modes: readonly string[]): Promise<Sighting[]> => {
      if (modes.length === 0) return []
      const { keysOf } = await readModes()
      const keys = [...new Set(modes.flatMap(keysOf))]
      return (await inParallel(keys, queriesAtOnce, key => earliestOf(key, 2))).flat()
    },

    /** With `written` read from the table itself, since an index lags behind. */
    read: async (quarter: string, now: string, written: readonly WrittenItem[]): Promise<QuarterRecords> => {
      const [incidents, actions, meetings, modes, lately] = await Promise.all([
        ofKind(`incident#${quarter}`, {}, namesOf(incidentItemSchema)),
        actionItems(quarter, now),
        ofKind(`meeting#${quarter}`, {}, namesOf(meetingItemSchema)),
        readModes(),
        inParallel(written, queriesAtOnce, async ({ pk, sk }) => (await get(pk, sk)) ?? null),
      ])
      const fresh = lately.flatMap(item => (item ? [item] : []))
      const there = withWritten(incidents, fresh, 'incident').filter(item => item['removing'] !== true)
      const counted = there.map((item): CountedIncident => {
        const { failureModes, ...incident } = incidentItemSchema.parse(item)
        return { ...incident, mode: modeOf(modes, failureModes) }
      })
      const ofQuarter = counted.filter(({ startedAt }) => quarterOf(startedAt) === quarter)
      const keys = [...new Set(ofQuarter.flatMap(({ mode }) => (mode === null ? [] : [mode])))]
      const known = new Set(fresh.filter(({ sk }) => sk === 'incident').map(({ id }) => String(id)))
      return {
        quarter,
        incidents: ofQuarter,
        firsts: firstSightings(await firstsOf(keys, modes, known), counted, ({ mode }) => mode),
        actions: withWritten(actions, fresh, 'action').map((item): CountedAction => {
          const { text, ...action } = actionItemSchema.parse(item)
          return { ...action, systemic: isSystemic(text) }
        }),
        meetings: withWritten(meetings, fresh, 'meeting')
          .filter(({ kind }) => kind === undefined || kind === `meeting#${quarter}`)
          .map((item): CountedMeeting => meetingItemSchema.parse(item)),
      }
    },
  }
}

/** The portfolio: conditions under which incidents would not have happened. */
import type { Counterfactual } from '../../domain/condition/condition.ts'
import type { IncidentId } from '../../domain/ids.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { counterfactual } from '../../records/learned.ts'
import { held } from '../../records/writing.ts'
import { deskStore } from '../items/desk.store.ts'
import { followStore } from '../items/follow.store.ts'
import { sightingsStore } from '../items/sightings.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type CounterfactualStore = ReturnType<typeof counterfactualStore>

export const counterfactualStore = (settings: LearningTable) => {
  const { everyOf, get, page, put } = recordsIn(settings)
  const follow = followStore(settings)
  const desk = deskStore(settings)
  const { withCounted } = sightingsStore(settings)

  const readCounterfactual = (id: string): Promise<Counterfactual | null> => get(counterfactual, { counterfactual: id })

  const save = async (condition: Counterfactual, before: number | null): Promise<boolean> => {
    const earlier = before === null ? null : await readCounterfactual(condition.id)
    const reviews = [condition, earlier].flatMap(one => one?.sightings.map(({ reviewId }) => reviewId) ?? [])
    return desk.changing([...new Set(reviews)], () =>
      held(put(counterfactual, { counterfactual: condition.id }, condition, before)),
    )
  }

  return {
    readCounterfactual,
    withCounted,

    /** False if one with this id exists. */
    addCounterfactual: async (condition: Counterfactual): Promise<boolean> => {
      for (const { incidentId } of condition.sightings) {
        await follow.pointFromIncident(incidentId, 'counterfactual', condition.id)
      }
      return save(condition, null)
    },

    /** False if it has been changed since that version. */
    changeCounterfactual: (condition: Counterfactual, before: number) => save(condition, before),

    /** Like `changeCounterfactual`, for a change that adds a sighting in this incident. */
    addSighting: async (condition: Counterfactual, incidentId: IncidentId, before: number): Promise<boolean> => {
      await follow.pointFromIncident(incidentId, 'counterfactual', condition.id)
      return save(condition, before)
    },

    /** Ordered by the last sighting, the latest first. */
    portfolio: (): Promise<Counterfactual[]> => everyOf(counterfactual, 'kind', 'counterfactual'),

    /** The same, in pages. */
    listCounterfactuals: (asked: AskedPage): Promise<Page<Counterfactual>> => {
      const place = { index: 'kind', value: 'counterfactual', newestFirst: true }
      return page(counterfactual, { ...place, show: withCounted }, asked)
    },

    /** The conditions that a review of this incident named, as they stand now. */
    counterfactualsOf: async (incidentId: IncidentId): Promise<Counterfactual[]> =>
      (await follow.followingIncident(incidentId, 'counterfactual', readCounterfactual)).filter(({ sightings }) =>
        sightings.some(sighting => sighting.incidentId === incidentId),
      ),
  }
}

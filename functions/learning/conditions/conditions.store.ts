/** The portfolio: conditions under which incidents would not have happened. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Item } from '../../aws/documents.ts'
import { type Counterfactual, counterfactualSchema, isLeveragePoint } from '../../domain/condition/condition.ts'
import type { IncidentId } from '../../domain/ids.ts'
import type { AskedPage, Page } from '../../domain/page.ts'
import { followStore } from '../items/follow.store.ts'
import { learningItems } from '../items/items.store.ts'

/** Found by it without reading the portfolio. */
export const leverageFacet = 'leverage'

/** One that every review has taken back stands in no index. */
export const counterfactualItem = (condition: Counterfactual): Item => {
  const last = condition.sightings.at(-1)
  return {
    pk: `counterfactual#${condition.id}`,
    sk: 'counterfactual',
    ...(last ? { kind: 'counterfactual', at: last.at } : {}),
    ...(last && isLeveragePoint(condition) ? { facet: leverageFacet, facetAt: last.at } : {}),
    ...condition,
  }
}

export type CounterfactualStore = ReturnType<typeof counterfactualStore>

export const counterfactualStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofKind, page, put } = learningItems(documents, learningTable)
  const follow = followStore(documents, learningTable)

  const pointed = async (condition: Counterfactual): Promise<void> => {
    for (const { incidentId } of condition.sightings) {
      await follow.pointFromIncident(incidentId, 'counterfactual', condition.id)
    }
  }

  return {
    /** False: one of this id is there already. */
    addCounterfactual: async (condition: Counterfactual): Promise<boolean> => {
      await pointed(condition)
      return put(counterfactualItem(condition), null)
    },

    /** False: it has been changed since that version. */
    changeCounterfactual: (condition: Counterfactual, before: number) => put(counterfactualItem(condition), before),

    /** The same for a change that adds a sighting in this incident. */
    addSighting: async (condition: Counterfactual, incidentId: IncidentId, before: number): Promise<boolean> => {
      await follow.pointFromIncident(incidentId, 'counterfactual', condition.id)
      return put(counterfactualItem(condition), before)
    },

    readCounterfactual: async (id: string): Promise<Counterfactual | null> => {
      const item = await get(`counterfactual#${id}`, 'counterfactual')
      return item ? counterfactualSchema.parse(item) : null
    },

    /** Met last first. */
    portfolio: async (): Promise<Counterfactual[]> =>
      (await ofKind('counterfactual')).map(item => counterfactualSchema.parse(item)),

    /** The same, in pages. */
    listCounterfactuals: (asked: AskedPage): Promise<Page<Counterfactual>> =>
      page(
        {
          index: 'kind',
          value: 'counterfactual',
          newestFirst: true,
          show: items => items.map(item => counterfactualSchema.parse(item)),
        },
        asked,
      ),

    /** Those that a review of this incident named, as they stand now. */
    counterfactualsOf: async (incidentId: IncidentId): Promise<Counterfactual[]> =>
      (await follow.followingIncident(incidentId, 'counterfactual', counterfactualSchema)).filter(({ sightings }) =>
        sightings.some(sighting => sighting.incidentId === incidentId),
      ),
  }
}

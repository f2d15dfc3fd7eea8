/**
 * What followed an incident, found again by it: actions, conditions, lessons, reviews. A pointer is written before what it
 * points to; one that a cut left without its thing points nowhere and is passed over.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { learningItems } from './items.store.ts'

export const followings = ['action', 'counterfactual', 'lesson', 'review'] as const
export type Following = (typeof followings)[number]

const pointerSchema = z.object({ sk: z.string() })
const atOnce = 20

export const followStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofPartition, put, forget } = learningItems(documents, learningTable)

  const pointersOf = async (pk: string, what: Following): Promise<string[]> =>
    (await ofPartition(pk))
      .map(item => pointerSchema.parse(item).sk)
      .filter(sk => sk.startsWith(`${what}#`))
      .map(sk => sk.slice(what.length + 1))

  const point = async (pk: string, what: Following, id: string): Promise<void> => {
    await put({ pk, sk: `${what}#${id}` }, null)
  }

  return {
    /**
     * Written twice it is there once. The incident is read after it: who deletes it marks it first and then looks for
     * pointers, so that one of the two sees the other. Refuses `unknown_incident` where it is gone or about to be.
     */
    pointFromIncident: async (incidentId: IncidentId, what: Following, id: string): Promise<void> => {
      const pk = `incident#${incidentId}`
      await point(pk, what, id)
      const incident = await get(pk, 'incident', ['id', 'removing'])
      if (incident && incident['removing'] !== true) return
      await forget(pk, `${what}#${id}`)
      throw new Refusal('unknown_incident')
    },
    pointFromCondition: (counterfactualId: string, id: string) =>
      point(`counterfactual#${counterfactualId}`, 'action', id),

    /** As they stand now, in no order; of those that were pointed to and never written, nothing. */
    followingIncident: async <Schema extends z.ZodType>(
      incidentId: IncidentId,
      what: Following,
      schema: Schema,
    ): Promise<z.infer<Schema>[]> => {
      const ids = await pointersOf(`incident#${incidentId}`, what)
      const items = await inParallel(ids, atOnce, id => get(`${what}#${id}`, what))
      return items.flatMap(item => (item ? [schema.parse(item)] : []))
    },

    actionIdsOfCondition: (counterfactualId: string) => pointersOf(`counterfactual#${counterfactualId}`, 'action'),
  }
}

/**
 * What followed an incident, found again by it: actions, conditions, lessons. A pointer is written before what it points
 * to; one that a cut left without its thing points nowhere and is passed over.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { inParallel } from '../aws/documents.ts'
import type { IncidentId } from '../domain/ids.ts'
import { learningItems } from './items-store.ts'

export type Following = 'action' | 'counterfactual' | 'lesson'

const pointerSchema = z.object({ sk: z.string() })
const atOnce = 20

export const followStore = (documents: DynamoDBDocumentClient, learningTable: string) => {
  const { get, ofPartition, put } = learningItems(documents, learningTable)

  const pointersOf = async (pk: string, what: Following): Promise<string[]> =>
    (await ofPartition(pk))
      .map(item => pointerSchema.parse(item).sk)
      .filter(sk => sk.startsWith(`${what}#`))
      .map(sk => sk.slice(what.length + 1))

  const point = async (pk: string, what: Following, id: string): Promise<void> => {
    await put({ pk, sk: `${what}#${id}` }, null)
  }

  return {
    /** Written twice it is there once. */
    pointFromIncident: (incidentId: IncidentId, what: Following, id: string) =>
      point(`incident#${incidentId}`, what, id),
    pointFromMode: (failureMode: string, id: string) => point(`failure-mode#${failureMode}`, 'action', id),
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

    actionIdsOfMode: (failureMode: string) => pointersOf(`failure-mode#${failureMode}`, 'action'),
    actionIdsOfCondition: (counterfactualId: string) => pointersOf(`counterfactual#${counterfactualId}`, 'action'),
  }
}

/** What refers to an incident. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { IncidentId } from '../../domain/ids.ts'
import type { KeptReason } from '../../domain/import/undo.ts'
import { followings } from '../items/follow.store.ts'
import { learningItems } from '../items/items.store.ts'

const itemSchema = z.object({ sk: z.string() })
const reviewSchema = z.object({ incidentId: z.string() })

export type RemovalStore = ReturnType<typeof removalStore>

export const removalStore = (settings: {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}) => {
  const { ofKind, ofPartition } = learningItems(settings.documents, settings.learningTable)
  return {
    /** As the table has it now. A pointer counts even where its thing is missing: that may be written next. */
    referencesOf: async (id: IncidentId): Promise<KeptReason[]> => {
      const names = (await ofPartition(`incident#${id}`)).map(item => itemSchema.parse(item).sk)
      const reasons: readonly KeptReason[] = [...followings, 'vendor']
      return reasons.filter(reason => names.some(name => name === reason || name.startsWith(`${reason}#`)))
    },

    /** Reviews that were made before an incident pointed to its own. */
    incidentsWithReview: async (): Promise<Set<string>> =>
      new Set((await ofKind('review', {}, ['incidentId'])).map(item => reviewSchema.parse(item).incidentId)),
  }
}

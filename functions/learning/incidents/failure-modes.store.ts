/** The vocabulary of failure modes, and which incidents have each as their primary one. */
import * as z from 'zod'
import type { Item } from '../../aws/documents.ts'
import { type FailureMode, failureModeKey, failureModeSchema } from '../../domain/incident/failure-mode.ts'
import { learningItems, type LearningTable, modeFacet, type Span } from '../items/items.store.ts'

const modeItem = (mode: FailureMode): Item => ({
  pk: `failure-mode#${mode.key}`,
  sk: 'failure-mode',
  kind: 'failure-mode',
  at: mode.key,
  ...mode,
})

const sightingSchema = z.object({ id: z.string(), startedAt: z.string() })

export type FailureModeStore = ReturnType<typeof failureModeStore>

export const failureModeStore = ({ documents, learningTable }: LearningTable) => {
  const { get, ofKind, ofFacet, put } = learningItems(documents, learningTable)

  return {
    /** All of them, merged ones too. */
    listFailureModes: async (): Promise<FailureMode[]> =>
      (await ofKind('failure-mode')).map(item => failureModeSchema.parse(item)),

    readFailureMode: async (key: string): Promise<FailureMode | null> => {
      const item = await get(`failure-mode#${key}`, 'failure-mode')
      return item ? failureModeSchema.parse(item) : null
    },

    /** Under the name it was first given. False: it is in the vocabulary already. */
    addFailureMode: (name: string, mergedInto: string | null = null) =>
      put(modeItem({ key: failureModeKey(name), name, mergedInto, version: 1 }), null),

    /** False: it has been changed since that version. */
    changeFailureMode: (mode: FailureMode, before: number) => put(modeItem(mode), before),

    /** Incidents whose primary failure mode has this very key, the latest first. */
    sightingsOf: async (key: string, span: Span = {}): Promise<z.infer<typeof sightingSchema>[]> =>
      (await ofFacet(modeFacet(key), span, ['id', 'startedAt'])).map(item => sightingSchema.parse(item)),
  }
}

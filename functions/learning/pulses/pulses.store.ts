/** Published pulses as they were filed: as many requests for a hundred ballots as for a million. */
import { inParallel } from '../../aws/documents.ts'
import { listFiledPulses, readFiled } from '../../aws/filed.ts'
import type { FiledPulse } from '../../domain/suppression/filed.ts'
import {
  type PulseComments,
  pulseCommentsSchema,
  type PulseRelease,
  pulseReleaseSchema,
} from '../../domain/suppression/release.ts'
import type { LearningTable } from '../items/items.store.ts'

/** Documents read at once. */
const atOnce = 8

export type PulseStore = ReturnType<typeof pulseStore>

export const pulseStore = ({ documents, learningTable }: LearningTable) => {
  const readRelease = async (filed: Pick<FiledPulse, 'surveyId' | 'run'>): Promise<PulseRelease | null> => {
    const document = await readFiled(documents, learningTable, filed, 'pulse')
    return document === null ? null : pulseReleaseSchema.parse(document)
  }

  return {
    readRelease,

    /** Every quarter's, the earliest first. */
    listReleases: async (): Promise<PulseRelease[]> => {
      const filed = await listFiledPulses(documents, learningTable)
      const releases = await inParallel(filed, atOnce, readRelease)
      return releases.filter(release => release !== null)
    },

    /** Those of which a pulse was filed, the earliest first. */
    listQuarters: async (): Promise<string[]> =>
      (await listFiledPulses(documents, learningTable)).map(({ quarter }) => quarter),

    /** The quarter's release and what was written beside it; null where none was filed. */
    releaseOf: async (quarter: string): Promise<{ release: PulseRelease; comments: PulseComments } | null> => {
      const filed = (await listFiledPulses(documents, learningTable)).find(pulse => pulse.quarter === quarter)
      const release = filed ? await readRelease(filed) : null
      if (!filed || !release) return null
      const comments = await readFiled(documents, learningTable, filed, 'comments')
      return { release, comments: pulseCommentsSchema.parse(comments ?? []) }
    },
  }
}

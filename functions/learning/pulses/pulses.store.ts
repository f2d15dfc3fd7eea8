/** Published pulses as they were filed: as many requests for a hundred ballots as for a million. */
import { inParallel } from '../../domain/in-parallel.ts'
import type { FiledPulse } from '../../domain/suppression/filed.ts'
import {
  type PulseComments,
  pulseCommentsSchema,
  type PulseRelease,
  pulseReleaseSchema,
} from '../../domain/suppression/release.ts'
import { filedDocuments } from '../../records/filed.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

/** Documents read at once. */
const atOnce = 8

export type PulseStore = ReturnType<typeof pulseStore>

export const pulseStore = (settings: LearningTable) => {
  const { listFiledPulses, readFiled } = filedDocuments(recordsIn(settings))

  const readRelease = async (filed: Pick<FiledPulse, 'surveyId' | 'run'>): Promise<PulseRelease | null> => {
    const document = await readFiled(filed, 'pulse')
    return document === null ? null : pulseReleaseSchema.parse(document)
  }

  return {
    readRelease,

    /** Every quarter's, the earliest first. */
    listReleases: async (): Promise<PulseRelease[]> => {
      const releases = await inParallel(await listFiledPulses(), atOnce, readRelease)
      return releases.filter(release => release !== null)
    },

    /** Those of which a pulse was filed, the earliest first. */
    listQuarters: async (): Promise<string[]> => (await listFiledPulses()).map(({ quarter }) => quarter),

    /** The quarter's release and what was written beside it; null where none was filed. */
    releaseOf: async (quarter: string): Promise<{ release: PulseRelease; comments: PulseComments } | null> => {
      const filed = (await listFiledPulses()).find(pulse => pulse.quarter === quarter)
      const release = filed ? await readRelease(filed) : null
      if (!filed || !release) return null
      const comments = await readFiled(filed, 'comments')
      return { release, comments: pulseCommentsSchema.parse(comments ?? []) }
    },
  }
}

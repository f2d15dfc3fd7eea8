/** Published pulses as they were filed. The number of reads does not depend on how many took part. */
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

/** Documents read at the same time. */
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

    /** The releases of all quarters, the earliest first. */
    listReleases: async (): Promise<PulseRelease[]> => {
      const releases = await inParallel(await listFiledPulses(), atOnce, readRelease)
      return releases.filter(release => release !== null)
    },

    /** Quarters for which a pulse was filed, the earliest first. */
    listQuarters: async (): Promise<string[]> => (await listFiledPulses()).map(({ quarter }) => quarter),

    /** The quarter's release and the comments filed with it; null if there is none. */
    releaseOf: async (quarter: string): Promise<{ release: PulseRelease; comments: PulseComments } | null> => {
      const filed = (await listFiledPulses()).find(pulse => pulse.quarter === quarter)
      const release = filed ? await readRelease(filed) : null
      if (!filed || !release) return null
      const comments = await readFiled(filed, 'comments')
      return { release, comments: pulseCommentsSchema.parse(comments ?? []) }
    },
  }
}

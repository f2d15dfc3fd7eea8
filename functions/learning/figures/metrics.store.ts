/** The records of some quarters, each thing once, for the export of metrics. */
import type { QuarterRecords } from '../../domain/figures/count.ts'
import { quarterRecords } from './records.store.ts'
import type { LearningTable } from '../items/tables.store.ts'

export type MetricsStore = ReturnType<typeof metricsStore>

export const metricsStore = (settings: LearningTable) => {
  const { read } = quarterRecords(settings)

  return {
    /** One quarter after the other: an export is in no hurry, and the table serves the desk meanwhile. */
    readRecords: async (quarters: readonly string[], now: string): Promise<QuarterRecords[]> => {
      const seen = new Set<string>()
      const found: QuarterRecords[] = []
      for (const quarter of quarters) {
        const records = await read(quarter, now, [])
        // An action stands in the quarter it was opened in, in that it was closed in, and in each it was open at the end of.
        const actions = records.actions.filter(({ id }) => !seen.has(id))
        for (const { id } of actions) seen.add(id)
        found.push({ ...records, actions })
      }
      return found
    },
  }
}

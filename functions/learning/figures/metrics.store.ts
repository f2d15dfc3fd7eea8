/** The records of several quarters, each thing once, for the export of metrics. */
import type { QuarterRecords } from '../../domain/figures/count.ts'
import { quarterRecords } from './records.store.ts'
import type { LearningTable } from '../items/tables.store.ts'

export type MetricsStore = ReturnType<typeof metricsStore>

export const metricsStore = (settings: LearningTable) => {
  const { read } = quarterRecords(settings)

  return {
    /** One quarter at a time: an export is in no hurry, and the table serves the desk meanwhile. */
    readRecords: async (quarters: readonly string[], now: string): Promise<QuarterRecords[]> => {
      const seen = new Set<string>()
      const found: QuarterRecords[] = []
      for (const quarter of quarters) {
        const records = await read(quarter, now, [])
        // An action may be in the records of several quarters: opened, closed, and each at whose end it was open.
        const actions = records.actions.filter(({ id }) => !seen.has(id))
        for (const { id } of actions) seen.add(id)
        found.push({ ...records, actions })
      }
      return found
    },
  }
}

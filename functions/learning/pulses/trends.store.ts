/** Reads the trend page's material: for each quarter a published document and figures, and format changes. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import type { QuarterFigures } from '../../domain/figures/figures.ts'
import type { PublishedFigures } from '../../domain/learning-review/edition.ts'
import { quarterOfDay } from '../../domain/time/calendar.ts'
import type { PulseRelease } from '../../domain/suppression/release.ts'
import { quartersToRead } from '../../domain/trends/learning.ts'
import type { FormatChange } from '../../domain/trends/view.ts'
import { part } from '../../records/kind.ts'
import { formatChange } from '../../records/learned.ts'
import { editionsStore } from '../figures/editions.store.ts'
import { figuresStore } from '../figures/figures.store.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'
import { pulseStore } from './pulses.store.ts'

const toldChange = part(
  formatChange,
  z.object({ since: z.string(), text: z.string(), withdrawn: z.boolean().default(false) }),
)

/** Snapshots read at the same time. */
const atOnce = 9

export type TrendsStore = ReturnType<typeof trendsStore>

export const trendsStore = (settings: LearningTable) => {
  const { everyOf } = recordsIn(settings)
  const { listReleases, listQuarters, releaseOf } = pulseStore(settings)
  const { figuresOf } = figuresStore(settings)
  const { calendar } = settings
  const { everyStanding } = editionsStore(settings)

  const readChanges = async (): Promise<FormatChange[]> => {
    const changes = await everyOf(toldChange, 'kind', 'format-change')
    return changes
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ since, text }) => ({ quarter: quarterOfDay(since, calendar), text }))
  }

  return {
    listQuarters,
    releaseOf,

    /** Takes as many reads as there were quarters, however many people answered and however much happened. */
    readTrends: async (
      now: string,
    ): Promise<{
      releases: PulseRelease[]
      formatChanges: FormatChange[]
      figures: QuarterFigures[]
      editions: ReadonlyMap<string, PublishedFigures>
    }> => {
      const [releases, formatChanges, figures, editions] = await Promise.all([
        listReleases(),
        readChanges(),
        inParallel(quartersToRead(now, calendar), atOnce, quarter => figuresOf(quarter, now)),
        everyStanding(),
      ])
      return { releases, formatChanges, figures: figures.filter(each => each !== null), editions }
    },
  }
}

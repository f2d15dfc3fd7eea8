/**
 * The learning review of a quarter: five sections of 15, 20, 20, 15 and 20 minutes, each filled in from the records.
 */
import { quarterBounds, toldCalendar } from '../time/calendar.ts'
import { actionAudit } from './action-audit.ts'
import { forwardRisks } from './forward-risks.ts'
import { inventoryOf } from './inventory.ts'
import { patternsOf } from './patterns.ts'
import { pulseOf } from './pulse.ts'
import type { ReviewRecords } from './records.ts'
import type { LearningReview } from './schema.ts'

export const learningReview = (records: ReviewRecords): LearningReview => {
  const { quarter, calendar, now, publishedAt, notes, figures, before } = records
  return {
    quarter,
    ...toldCalendar(calendar),
    to: figures.to,
    over: now >= quarterBounds(quarter, calendar).to,
    publishedAt,
    edition: null,
    editions: [],
    since: null,
    compared: before?.compared ?? null,
    sections: {
      inventory: { minutes: 15, figures: inventoryOf(records), notes: notes.get('inventory') ?? '' },
      patterns: { minutes: 20, figures: patternsOf(records), notes: notes.get('patterns') ?? '' },
      actions: { minutes: 20, figures: actionAudit(records), notes: notes.get('actions') ?? '' },
      pulse: { minutes: 15, figures: pulseOf(records), notes: notes.get('pulse') ?? '' },
      forward: { minutes: 20, figures: forwardRisks(records), notes: notes.get('forward') ?? '' },
    },
  }
}

/** The calls of the learning review's page. */
import * as z from 'zod'
import { waitingSchema } from '../../../functions/domain/figures/ledger.ts'
import type { DebtId, FormatChangeId } from '../../../functions/domain/ids.ts'
import {
  type Debt,
  debtSchema,
  formatChangeSchema,
  noteSchema,
  type SectionName,
  sectionNameSchema,
} from '../../../functions/domain/learning-review/inputs.ts'
import { editionSchema } from '../../../functions/domain/learning-review/edition.ts'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { ask } from '../../kit/api/ask.ts'

export interface DebtRequest {
  readonly text: string
  readonly potential: Debt['potential']
  readonly service: string | null
}

export const quarterApi = {
  metricsWaiting: () => ask('GET /api/metrics/waiting', waitingSchema),
  review: (quarter: string, edition?: 'draft') =>
    ask('GET /api/learning-reviews/{quarter}', learningReviewSchema, { params: { quarter }, query: { edition } }),
  debts: (quarter: string) =>
    ask('GET /api/learning-reviews/{quarter}/debts', z.array(debtSchema), { params: { quarter } }),
  addDebt: (quarter: string, input: DebtRequest) =>
    ask('POST /api/learning-reviews/{quarter}/debts', debtSchema, {
      params: { quarter },
      body: { json: input },
      key: 'once',
    }),
  withdrawDebt: (quarter: string, id: DebtId, version: number) =>
    ask('PATCH /api/learning-reviews/{quarter}/debts/{id}', debtSchema, {
      params: { quarter, id },
      body: { json: { withdrawn: true, version } },
    }),
  formatChanges: (quarter: string) =>
    ask('GET /api/learning-reviews/{quarter}/format-changes', z.array(formatChangeSchema), { params: { quarter } }),
  addFormatChange: (quarter: string, input: { text: string; since: string }) =>
    ask('POST /api/learning-reviews/{quarter}/format-changes', formatChangeSchema, {
      params: { quarter },
      body: { json: input },
      key: 'once',
    }),
  withdrawFormatChange: (quarter: string, id: FormatChangeId, version: number) =>
    ask('PATCH /api/learning-reviews/{quarter}/format-changes/{id}', formatChangeSchema, {
      params: { quarter, id },
      body: { json: { withdrawn: true, version } },
    }),
  notes: (quarter: string) =>
    ask('GET /api/learning-reviews/{quarter}/notes', z.record(sectionNameSchema, noteSchema), { params: { quarter } }),
  saveNote: (quarter: string, section: SectionName, note: { text: string; version: number }) =>
    ask('PUT /api/learning-reviews/{quarter}/notes/{section}', noteSchema, {
      params: { quarter, section },
      body: { json: note },
    }),
  /** `key`: sent again under it, it publishes once. */
  publishNext: (quarter: string, reason: string, key: string) =>
    ask('POST /api/learning-reviews/{quarter}/editions', editionSchema, {
      params: { quarter },
      body: { json: { reason } },
      key,
    }),
  takeBack: (quarter: string, number: number, reason: string) =>
    ask('POST /api/learning-reviews/{quarter}/editions/{number}/take-back', editionSchema, {
      params: { quarter, number },
      body: { json: { reason } },
    }),
  publish: (quarter: string) =>
    ask('POST /api/learning-reviews/{quarter}/publish', z.object({ publishedAt: z.string() }), { params: { quarter } }),
}

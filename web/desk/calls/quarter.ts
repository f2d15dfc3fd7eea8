/** The calls of the learning review's page. */
import * as z from 'zod'
import {
  debtSchema,
  formatChangeSchema,
  noteSchema,
  type SectionName,
  sectionNameSchema,
} from '../../../functions/domain/learning-review/inputs.ts'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { call } from '../../kit/api/client.ts'

const of = (quarter: string, rest = ''): string => `/api/learning-reviews/${quarter}${rest}`

export interface DebtRequest {
  readonly text: string
  readonly potential: string
  readonly service: string | null
}

export const quarterApi = {
  review: (quarter: string) => call(learningReviewSchema, 'GET', of(quarter)),
  debts: (quarter: string) => call(z.array(debtSchema), 'GET', of(quarter, '/debts')),
  addDebt: (quarter: string, input: DebtRequest, key: string) =>
    call(debtSchema, 'POST', of(quarter, '/debts'), { json: input }, key),
  withdrawDebt: (quarter: string, id: string, version: number) =>
    call(debtSchema, 'PATCH', of(quarter, `/debts/${id}`), { json: { withdrawn: true, version } }),
  formatChanges: (quarter: string) => call(z.array(formatChangeSchema), 'GET', of(quarter, '/format-changes')),
  addFormatChange: (quarter: string, input: { text: string; since: string }, key: string) =>
    call(formatChangeSchema, 'POST', of(quarter, '/format-changes'), { json: input }, key),
  withdrawFormatChange: (quarter: string, id: string, version: number) =>
    call(formatChangeSchema, 'PATCH', of(quarter, `/format-changes/${id}`), { json: { withdrawn: true, version } }),
  notes: (quarter: string) => call(z.record(sectionNameSchema, noteSchema), 'GET', of(quarter, '/notes')),
  saveNote: (quarter: string, section: SectionName, note: { text: string; version: number }) =>
    call(noteSchema, 'PUT', of(quarter, `/notes/${section}`), { json: note }),
  publish: (quarter: string) =>
    call(z.object({ publishedAt: z.string() }), 'POST', of(quarter, '/publish'), { json: {} }),
}

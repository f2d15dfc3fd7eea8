/**
 * `GET /api/receipts/{surveyId}`, for anybody: the list in which a participant's browser finds its own receipt, and a
 * pulse's published figures for the whole organisation. Nobody says which receipt they are looking for.
 */
import * as z from 'zod'
import {
  type receiptsSchema,
  type ReceiptsView,
  receiptsViewSchema,
  serialsPerPage,
} from '../../domain/suppression/filed.ts'
import { surveyIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { resultOf } from '../../domain/suppression/release.ts'
import { toldCalendar } from '../../domain/time/calendar.ts'
import { operation, parameter } from '../../http/operation.ts'
import type { PulseStore } from './pulses.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { Calendared } from '../items/tables.store.ts'

/** Anything that is not a page number means the first page. */
const pageSchema = z.coerce.number().int().min(1).max(999_999).catch(1)

type Filed = z.infer<typeof receiptsSchema>

const pageOf = ({ serials, digests }: Filed, page = 1): Pick<ReceiptsView, 'serials' | 'digests' | 'pages'> => {
  const pages = Math.ceil(serials.length / serialsPerPage)
  const part = (all: readonly string[]): string[] => all.slice((page - 1) * serialsPerPage, page * serialsPerPage)
  if (pages <= 1) return { serials, digests }
  return { serials: part(serials), digests: digests && part(digests), pages }
}

interface Dependencies extends Calendared {
  readonly surveys: SurveyStore
  readonly pulses: PulseStore
}

const readReceipts = operation({
  method: 'GET',
  path: '/api/receipts/{id}',
  who: 'participant',
  tag: 'participation',
  summary:
    'The receipts of a harvested survey, in which participants find their own; for a pulse also the published figures of the whole organisation.',
  parameters: { id: parameter(surveyIdSchema, 'unknown_survey') },
  query: { page: pageSchema },
  answers: { 200: receiptsViewSchema },
  refuses: ['not_harvested', 'survey_cancelled'],
  example: {
    params: { id: 'srv_aaaaaaaaaaaaaaaa' },
    answer: {
      serials: ['3q2-7wXhT0WZr1yLq8aJ5A', 'kJ8mQ2f0T3yYb7dXc5VhNg', 'tR4uP9sLw1GzEo6iB0nMxA'],
      invited: 4,
      issued: 3,
      cast: 3,
      counted: 3,
    },
  },
}).handledBy(({ surveys, pulses, calendar }: Dependencies) => async ({ params, query }) => {
  const survey = await surveys.readSurvey(params.id)
  if (!survey || (survey.status === 'cancelled' && survey.invited === 0)) throw new Refusal('unknown_survey')
  if (survey.status === 'cancelled') throw new Refusal('survey_cancelled')
  const { surveyId, filed } = survey
  const receipts = filed ? await surveys.readReceipts(surveyId, filed.run) : null
  if (!filed || !receipts) throw new Refusal('not_harvested')
  const release = survey.kind === 'pulse' ? await pulses.readRelease({ surveyId, run: filed.run }) : null
  const view: ReceiptsView = { ...receipts, ...pageOf(receipts, query.page) }
  const result = release && { ...resultOf(release), ...toldCalendar(calendar) }
  return { status: 200, json: result ? { ...view, result } : view }
})

export const receiptOperations = [readReceipts] as const

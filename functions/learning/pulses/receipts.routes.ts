/**
 * `GET /api/receipts/{surveyId}`: the list in which a participant's browser finds its own receipt, and what a pulse has
 * published of the whole organisation; for anybody. Nobody says which receipt they look for.
 */
import type { Hono } from 'hono'
import { type ReceiptsView, serialsPerPage } from '../../domain/suppression/filed.ts'
import { surveyIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { resultOf } from '../../domain/suppression/release.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { idOf, route } from '../../http/route.ts'
import type { PulseStore } from './pulses.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'

const pageOf = (serials: readonly string[], asked: string | undefined): Pick<ReceiptsView, 'serials' | 'pages'> => {
  const pages = Math.ceil(serials.length / serialsPerPage)
  if (pages <= 1) return { serials: [...serials] }
  const page = /^[1-9]\d{0,5}$/.test(asked ?? '') ? Number(asked) : 1
  return { serials: serials.slice((page - 1) * serialsPerPage, page * serialsPerPage), pages }
}

export const receiptRoutes = (
  app: Hono<AppEnvironment>,
  { surveys, pulses }: { readonly surveys: SurveyStore; readonly pulses: PulseStore },
): void => {
  route(app, '/api/receipts/:id', {
    GET: async context => {
      const survey = await surveys.readSurvey(idOf(context, surveyIdSchema, 'unknown_survey'))
      if (!survey || (survey.status === 'cancelled' && survey.invited === 0)) throw new Refusal('unknown_survey')
      if (survey.status === 'cancelled') throw new Refusal('survey_cancelled')
      const { surveyId, filed } = survey
      const receipts = filed ? await surveys.readReceipts(surveyId, filed.run) : null
      if (!filed || !receipts) throw new Refusal('not_harvested')
      const release = survey.kind === 'pulse' ? await pulses.readRelease({ surveyId, run: filed.run }) : null
      const view: ReceiptsView = { ...receipts, ...pageOf(receipts.serials, context.req.query('page')) }
      return context.json<ReceiptsView>(release ? { ...view, result: resultOf(release) } : view)
    },
  })
}

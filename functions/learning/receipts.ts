/** `GET /api/receipts/{surveyId}`: the list in which a participant's browser finds its own receipt; for anybody. */
import type { Hono } from 'hono'
import { surveyIdSchema } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import type { AppEnvironment } from '../http/app.ts'
import { idOf, route } from '../http/route.ts'
import type { LearningStore } from './store.ts'

export const receiptRoutes = (app: Hono<AppEnvironment>, store: LearningStore): void => {
  route(app, '/api/receipts/:id', {
    GET: async context => {
      const survey = await store.readSurvey(idOf(context, surveyIdSchema, 'unknown_survey'))
      if (!survey || (survey.status === 'cancelled' && survey.invited === 0)) throw new Refusal('unknown_survey')
      if (survey.status === 'cancelled') throw new Refusal('survey_cancelled')
      const receipts = survey.filed ? await store.readReceipts(survey.surveyId, survey.filed.run) : null
      if (!receipts) throw new Refusal('not_harvested')
      return context.json(receipts)
    },
  })
}

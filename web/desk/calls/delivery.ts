/** Calls about whom a survey's mail reached. Each change answers with the list as it then stands. */
import { deliverySchema } from '../../../functions/domain/mail/delivery.ts'
import type { SurveyId } from '../../../functions/domain/ids.ts'
import { participantsAddedSchema, participantsWithdrawnSchema } from '../../../functions/domain/survey/request.ts'
import { ask } from '../../kit/api/ask.ts'

export const deliveryCalls = {
  read: (id: SurveyId) => ask('GET /api/surveys/{id}/delivery', deliverySchema, { params: { id } }),
  sendAgain: (id: SurveyId, address: string) =>
    ask('POST /api/surveys/{id}/delivery/again', deliverySchema, { params: { id }, body: { json: { address } } }),
  tryNow: (id: SurveyId) => ask('POST /api/surveys/{id}/delivery/now', deliverySchema, { params: { id } }),
  correct: (id: SurveyId, from: string, to: string) =>
    ask('POST /api/surveys/{id}/delivery/correct', deliverySchema, { params: { id }, body: { json: { from, to } } }),
  withdraw: (id: SurveyId, address: string) =>
    ask('DELETE /api/surveys/{id}/participants', participantsWithdrawnSchema, {
      params: { id },
      body: { json: { participants: [address] } },
    }),
  inviteAnew: (id: SurveyId, address: string) =>
    ask('POST /api/surveys/{id}/participants', participantsAddedSchema, {
      params: { id },
      body: { json: { participants: [address] } },
    }),
}

/** `GET /api/reviews/{id}/counterfactuals`: the conditions that a review has named, and those that its agenda offers. */
import * as z from 'zod'
import { quotableOf } from '../../domain/agenda/candidates.ts'
import { candidateSchema, counterfactualSchema } from '../../domain/condition/condition.ts'
import { conditionCandidates } from '../../domain/condition/likeness.ts'
import { operation } from '../../http/operation.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import { readingOf, requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import { type AgendaStores, editedAgenda } from './laid-out.ts'

export const conditionsOfReview = operation({
  who: 'facilitator',
  tag: 'actions',
  method: 'GET',
  path: '/api/reviews/{id}/counterfactuals',
  summary:
    'Conditions that a review has named, and candidates from what people wrote, with known ones that they may equal; ' +
    'no candidates for whoever does not stand in the terms.',
  parameters: { id: reviewParameter },
  trace: { act: 'agenda-read', about: 'review', daily: true, onceFiled: true },
  answers: {
    200: z.object({ counterfactuals: z.array(counterfactualSchema), candidates: z.array(candidateSchema) }),
  },
  refuses: ['unknown_incident', 'not_harvested'],
}).handledBy((stores: AgendaStores & { readonly counterfactuals: CounterfactualStore }) => async request => {
  const { reviews, surveys, counterfactuals } = stores
  const review = await requireOwnReview(reviews, request)
  const [own, portfolio, survey] = await Promise.all([
    counterfactuals.counterfactualsOf(review.incidentId),
    counterfactuals.portfolio(),
    surveys.surveyOf(review.id),
  ])
  const named = own.filter(({ sightings }) => sightings.some(({ reviewId }) => reviewId === review.id))
  // Candidates are what people wrote: none for whoever leads the review and does not stand in the terms.
  const reading = survey?.filed ? readingOf(review, survey, request.caller.email) : null
  const filed = reading && (await surveys.readStatements(reading, survey))
  const agenda = reading && filed?.synthesis ? await editedAgenda(stores, reading, request.now) : null
  const others = portfolio.filter(({ id }) => !named.some(one => one.id === id))
  const conditions = agenda ? quotableOf(agenda.candidates?.conditions ?? [], agenda) : []
  return {
    status: 200,
    json: {
      counterfactuals: await counterfactuals.withCounted(named),
      candidates: conditionCandidates({ conditions }, named, others),
    },
  }
})

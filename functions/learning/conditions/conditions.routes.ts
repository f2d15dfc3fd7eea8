/** `/api/counterfactuals`, and what a review adds to it: the portfolio. What it may add is read in learning/agenda. */
import * as z from 'zod'
import {
  type Counterfactual,
  counterfactualChangeSchema,
  counterfactualSchema,
  namedConditionSchema,
  type Sighting,
  withoutSighting,
  withSighting,
} from '../../domain/condition/condition.ts'
import { counterfactualId, type CounterfactualId, counterfactualIdSchema, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { mayLead, type Review } from '../../domain/review/review.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import { untraced } from '../../http/trace.ts'
import { requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { CounterfactualStore } from './conditions.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Other reviews may add sightings in between, so each attempt reads again. */
const attempts = 5

interface PortfolioStores {
  readonly counterfactuals: CounterfactualStore
}

interface ReviewedStores extends PortfolioStores {
  readonly reviews: ReviewStore
}

const requireCondition = async (
  { counterfactuals }: PortfolioStores,
  id: CounterfactualId,
): Promise<Counterfactual> => {
  const condition = await counterfactuals.readCounterfactual(id)
  if (!condition) throw new Refusal('unknown_counterfactual')
  return condition
}

/** As it is shown: with the sightings that count. */
const shown = async ({ counterfactuals }: PortfolioStores, condition: Counterfactual): Promise<Counterfactual> => {
  const [one] = await counterfactuals.withCounted([condition])
  return one ?? condition
}

const sightingOf = (review: Review, now: string, text?: string): Sighting => ({
  incidentId: review.incidentId,
  reviewId: review.id,
  at: now,
  ...(text === undefined ? {} : { text }),
})

const seenAgain = async (stores: PortfolioStores, id: CounterfactualId, sighting: Sighting): Promise<void> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await requireCondition(stores, id)
    const after = withSighting(before, sighting)
    if (after === before) return
    if (await stores.counterfactuals.addSighting(after, sighting.incidentId, before.version)) return
  }
  throw new Refusal('changed_meanwhile')
}

const shared = { who: 'facilitator', tag: 'actions' } as const
const conditionParameter = parameter(counterfactualIdSchema, 'unknown_counterfactual')

const rated = {
  text: 'Certificates renew themselves.',
  generalisability: 4,
  cost: 2,
  changeable: true,
  intervention: 'automation',
} as const
const example = {
  ...rated,
  id: 'cfa_aaaaaaaaaaaaaaaa',
  version: 2,
  sightings: [{ incidentId: 'inc_aaaaaaaaaaaaaaaa', reviewId: 'rev_aaaaaaaaaaaaaaaa', at: '2026-11-24T12:00:00.000Z' }],
}

const listCounterfactuals = operation({
  ...shared,
  method: 'GET',
  path: '/api/counterfactuals',
  summary: 'The portfolio: conditions that reviews have named, the last met first.',
  paged: true,
  answers: { 200: z.array(counterfactualSchema) },
  refuses: [],
}).handledBy(
  ({ counterfactuals }: PortfolioStores) =>
    request =>
      answerWithPage(request, {}, counterfactuals.listCounterfactuals),
)

const readCounterfactual = operation({
  ...shared,
  method: 'GET',
  path: '/api/counterfactuals/{id}',
  summary: 'One condition.',
  parameters: { id: conditionParameter },
  answers: { 200: counterfactualSchema },
  refuses: [],
  example: { params: { id: example.id }, answer: example },
}).handledBy((stores: PortfolioStores) => async ({ params }) => ({
  status: 200,
  json: await shown(stores, await requireCondition(stores, params.id)),
}))

const changeCounterfactual = operation({
  ...shared,
  method: 'PATCH',
  path: '/api/counterfactuals/{id}',
  summary: 'Changes a condition’s words or ratings.',
  parameters: { id: conditionParameter },
  body: counterfactualChangeSchema,
  trace: untraced.following,
  answers: { 200: counterfactualSchema },
  refuses: ['changed_meanwhile'],
}).handledBy((stores: PortfolioStores) => async ({ params, body: { version, ...patch } }) => {
  const before = await requireCondition(stores, params.id)
  const same = counterfactualSchema.parse({ ...before, ...patch })
  if (JSON.stringify(same) === JSON.stringify(before)) return { status: 200, json: await shown(stores, before) }
  if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
  const after = { ...same, version: before.version + 1 }
  if (!(await stores.counterfactuals.changeCounterfactual(after, before.version))) {
    throw new Refusal('changed_meanwhile')
  }
  return { status: 200, json: await shown(stores, after) }
})

/** A sighting can be taken back only by those who lead the review that added it. */
const takeBackSighting = operation({
  ...shared,
  method: 'POST',
  path: '/api/counterfactuals/{id}/undo',
  summary: 'Takes back that a review named the condition.',
  parameters: { id: conditionParameter },
  body: z.object({ reviewId: reviewIdSchema }),
  trace: untraced.following,
  answers: { 200: counterfactualSchema },
  refuses: ['unknown_review', 'changed_meanwhile'],
}).handledBy((stores: ReviewedStores) => async ({ params, body: { reviewId }, caller: { email } }) => {
  const review = await stores.reviews.readReview(reviewId)
  if (!review || !mayLead(review, email)) throw new Refusal('unknown_review')
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await requireCondition(stores, params.id)
    const after = withoutSighting(before, reviewId)
    if (after === before || (await stores.counterfactuals.changeCounterfactual(after, before.version))) {
      return { status: 200, json: await shown(stores, after) }
    }
  }
  throw new Refusal('changed_meanwhile')
})

const nameOfReview = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/counterfactuals',
  summary: 'Adds a condition to the portfolio, or records that a known one was met again.',
  parameters: { id: reviewParameter },
  body: namedConditionSchema,
  repeatable: true,
  trace: untraced.following,
  answers: { 201: z.object({ id: counterfactualIdSchema }) },
  refuses: ['unknown_counterfactual', 'changed_meanwhile'],
  example: { params: { id: 'rev_aaaaaaaaaaaaaaaa' }, body: rated, answer: { id: example.id } },
}).handledBy((dependencies: ReviewedStores & { readonly random: Random }) => async request => {
  const review = await requireOwnReview(dependencies.reviews, request)
  const { body: named, now } = request
  const answer = (id: CounterfactualId) =>
    ({ status: 201, json: { id }, headers: { location: `/api/counterfactuals/${id}` } }) as const
  if ('counterfactualId' in named) {
    await seenAgain(dependencies, named.counterfactualId, sightingOf(review, now, named.text))
    return answer(named.counterfactualId)
  }
  const id = counterfactualId(await repeatableBytes(request, 'counterfactual', dependencies.random))
  // If it exists under the same idempotency key, the reply to the first request was lost.
  await dependencies.counterfactuals.addCounterfactual({
    ...named,
    id,
    version: 1,
    sightings: [sightingOf(review, now)],
  })
  return answer(id)
})

export const counterfactualOperations = [
  listCounterfactuals,
  readCounterfactual,
  changeCounterfactual,
  takeBackSighting,
  nameOfReview,
] as const

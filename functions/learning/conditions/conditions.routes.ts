/** `/api/counterfactuals` and `/api/reviews/{id}/counterfactuals`: the portfolio, and what a review adds to it. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { conditionCandidates } from '../../domain/condition/likeness.ts'
import {
  type Counterfactual,
  counterfactualChangeSchema,
  counterfactualSchema,
  namedConditionSchema,
  type Sighting,
  withoutSighting,
  withSighting,
} from '../../domain/condition/condition.ts'
import { counterfactualId, counterfactualIdSchema, type CounterfactualId, reviewIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isFacilitator, type Review } from '../../domain/review/review.ts'
import { type AppEnvironment, signedIn } from '../../http/app.ts'
import { answerPage } from '../../http/page.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, idOf, route } from '../../http/route.ts'
import { readOwnReview } from '../reviews/own-review.ts'
import type { CounterfactualStore } from './conditions.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'

/** Others' sightings may come in between; each attempt reads anew. */
const attempts = 5

export const takenBackSchema = z.object({ reviewId: reviewIdSchema })

export const counterfactualRoutes = (
  app: Hono<AppEnvironment>,
  {
    reviews,
    surveys,
    counterfactuals,
  }: { readonly reviews: ReviewStore; readonly surveys: SurveyStore; readonly counterfactuals: CounterfactualStore },
  random: Random,
): void => {
  const existing = async (id: CounterfactualId): Promise<Counterfactual> => {
    const condition = await counterfactuals.readCounterfactual(id)
    if (!condition) throw new Refusal('unknown_counterfactual')
    return condition
  }
  const read = (context: AppContext): Promise<Counterfactual> =>
    existing(idOf(context, counterfactualIdSchema, 'unknown_counterfactual'))

  const sightingOf = (review: Review, now: string, text?: string): Sighting => ({
    incidentId: review.incidentId,
    reviewId: review.id,
    at: now,
    ...(text === undefined ? {} : { text }),
  })

  const seenAgain = async (id: CounterfactualId, sighting: Sighting): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await existing(id)
      const after = withSighting(before, sighting)
      if (after === before) return
      if (await counterfactuals.addSighting(after, sighting.incidentId, before.version)) return
    }
    throw new Refusal('changed_meanwhile')
  }

  const name = async (context: AppContext): Promise<CounterfactualId> => {
    const review = await readOwnReview(reviews, context)
    const named = await body(context, namedConditionSchema)
    const now = context.get('now')
    if ('counterfactualId' in named) {
      await seenAgain(named.counterfactualId, sightingOf(review, now, named.text))
      return named.counterfactualId
    }
    const id = counterfactualId(await idBytes(context, 'counterfactual', random))
    // Already there under the same idempotency key: the reply of the first request was lost.
    await counterfactuals.addCounterfactual({ ...named, id, version: 1, sightings: [sightingOf(review, now)] })
    return id
  }

  /** Only a facilitator of the review that named it takes that back. */
  const takeBack = async (context: AppContext): Promise<Counterfactual> => {
    const { email } = signedIn(context.get('caller'))
    const { reviewId } = await body(context, takenBackSchema)
    const review = await reviews.readReview(reviewId)
    if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await read(context)
      const after = withoutSighting(before, reviewId)
      if (after === before || (await counterfactuals.changeCounterfactual(after, before.version))) return after
    }
    throw new Refusal('changed_meanwhile')
  }

  const change = async (context: AppContext): Promise<Counterfactual> => {
    const { version, ...patch } = await body(context, counterfactualChangeSchema)
    const before = await read(context)
    const same = counterfactualSchema.parse({ ...before, ...patch })
    if (JSON.stringify(same) === JSON.stringify(before)) return before
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    const after = { ...same, version: before.version + 1 }
    if (!(await counterfactuals.changeCounterfactual(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  const ofReview = async (context: AppContext) => {
    const review = await readOwnReview(reviews, context)
    const [own, portfolio, survey] = await Promise.all([
      counterfactuals.counterfactualsOf(review.incidentId),
      counterfactuals.portfolio(),
      surveys.surveyOf(review.id),
    ])
    const named = own.filter(({ sightings }) => sightings.some(({ reviewId }) => reviewId === review.id))
    const filed = survey?.filed ? await surveys.readStatements(survey.surveyId, survey.filed.run) : null
    const others = portfolio.filter(({ id }) => !named.some(one => one.id === id))
    const candidates = filed?.synthesis ? conditionCandidates(filed.synthesis, named, others) : []
    return { counterfactuals: named, candidates }
  }

  route(app, '/api/counterfactuals', {
    GET: context => answerPage(context, {}, counterfactuals.listCounterfactuals),
  })
  route(app, '/api/counterfactuals/:id', {
    GET: async context => context.json(await read(context)),
    PATCH: async context => context.json(await change(context)),
  })
  route(app, '/api/counterfactuals/:id/undo', { POST: async context => context.json(await takeBack(context)) })
  route(app, '/api/reviews/:id/counterfactuals', {
    GET: async context => context.json(await ofReview(context)),
    POST: async context => {
      const id = await name(context)
      return context.json({ id }, 201, { location: `/api/counterfactuals/${id}` })
    },
  })
}

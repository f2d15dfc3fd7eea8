/** `/api/surveys`: making, watching, moving and cancelling them. */
import type { Hono } from 'hono'
import * as ids from '../domain/ids.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import { pageOf, type Position } from '../domain/page.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import { isFacilitator } from '../domain/review/review.ts'
import { followReview, isLive, surveyView } from '../domain/survey/life.ts'
import {
  closingPatchSchema,
  distinctPeople,
  planPreMeeting,
  planPulse,
  requireAddresses,
  requireLaterClose,
  scheduledSurvey,
  type SurveyPlan,
} from '../domain/survey/request.ts'
import { type Survey, surveyInputSchema, type SurveyView } from '../domain/survey/survey.ts'
import type { PersonInput } from '../domain/people/person.ts'
import { type AppEnvironment, signedIn } from '../http/app.ts'
import { parseBody } from '../http/body.ts'
import { answerPage } from '../http/page.ts'
import { type AppContext, body, bodyJson, route } from '../http/route.ts'
import { attempts, readOwnSurvey, requireChangeable } from './own-survey.ts'
import { addParticipants } from './participants.ts'
import { enrol, type Random } from './people.ts'
import { mailRecord } from './record-mail.ts'
import type { OrganiseStore } from './store.ts'

/** The latest opening first. */
const placeOf = ({ id, opensAt }: SurveyView): Position => ({ at: opensAt, pk: 'survey', sk: id })
const isAfter = (one: Position, other: Position): boolean =>
  Date.parse(one.at) < Date.parse(other.at) || (Date.parse(one.at) === Date.parse(other.at) && one.sk > other.sk)

export interface SurveyDependencies {
  readonly store: OrganiseStore
  readonly random: Random
  readonly findInstrument: (id: string) => Instrument | undefined
}

export const surveyRoutes = (app: Hono<AppEnvironment>, dependencies: SurveyDependencies): void => {
  const { store, random, findInstrument } = dependencies

  /**
   * The row comes last: until then nothing is in force. A claim whose row was never written is a run that was cut off, or
   * one that is still under way: its id is barred before the claim is taken over, so that at most one row is written.
   */
  const schedule = async (
    claim: `review#${string}` | `quarter#${string}`,
    taken: RefusalCode,
    plan: SurveyPlan,
    people: readonly PersonInput[],
    invited: number,
    now: string,
  ): Promise<Survey> => {
    const survey = scheduledSurvey(ids.surveyId(random(16)), plan, invited)
    const claimed = await store.readClaim(claim)
    if (claimed) {
      const earlier = await store.readSurvey(claimed)
      const free = earlier
        ? earlier.status === 'cancelled'
        : await store.abandonSurvey({ ...survey, surveyId: claimed }, now)
      if (!free) throw new Refusal(taken, undefined, { surveyId: claimed })
    }
    await enrol(store, random, people)
    await store.addParticipants(
      survey,
      people.map(({ email }) => email),
      0,
    )
    if (!(await store.putClaim(claim, survey.surveyId, claimed))) throw new Refusal(taken)
    if (!(await store.publishSurvey(survey))) throw new Refusal(taken)
    return survey
  }

  const create = async (context: AppContext): Promise<Survey> => {
    const now = context.get('now')
    const { email } = signedIn(context.get('caller'))
    const raw = await bodyJson(context)
    requireAddresses(raw)
    const input = parseBody(surveyInputSchema, raw)
    if (input.kind === 'pulse') {
      const zone = (await store.readPulsePlan())?.zone ?? 'UTC'
      const plan = planPulse(input, zone, now, findInstrument)
      const roster = await store.readRoster()
      if (roster.length === 0) throw new Refusal('empty_roster')
      return schedule(`quarter#${input.quarter}`, 'quarter_has_pulse', plan, [], roster.length, now)
    }
    const review = await store.readReview(input.reviewId)
    if (!review || !isFacilitator(review, email)) throw new Refusal('unknown_review')
    const plan = planPreMeeting(input, review, now, findInstrument)
    const people = distinctPeople(input.participants)
    return schedule(`review#${review.id}`, 'review_has_survey', plan, people, people.length, now)
  }

  /** Each carries its terms in every language: a thousand of them are more than an answer has room for. */
  const list = async (context: AppContext): Promise<SurveyView[]> => {
    const { email } = signedIn(context.get('caller'))
    // Barred ids of runs that were cut off invite nobody and are nobody's survey.
    const surveys = (await store.listSurveys()).filter(({ status, invited }) => status !== 'cancelled' || invited > 0)
    const reviewIds = [...new Set(surveys.flatMap(({ reviewId }) => (reviewId ? [reviewId] : [])))]
    const found = await store.readReviews(reviewIds)
    const reviews = new Map(
      found.filter(review => isFacilitator(review, email)).map(review => [String(review.id), review]),
    )
    return surveys
      .filter(({ reviewId }) => reviewId === null || reviews.has(reviewId))
      .map(survey => surveyView(survey, reviews.get(survey.reviewId ?? '') ?? null))
      .toSorted((a, b) => Date.parse(b.opensAt) - Date.parse(a.opensAt) || (a.id < b.id ? -1 : 1))
  }

  const cancel = async (context: AppContext): Promise<SurveyView> => {
    const now = context.get('now')
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { survey, review } = await readOwnSurvey(store, context)
      if (survey.status === 'cancelled') return surveyView(survey, review)
      if (!isLive(survey.status) || Date.parse(survey.closesAt) <= Date.parse(now)) throw new Refusal('survey_closed')
      if (await store.cancelSurvey(survey, now)) return surveyView({ ...survey, status: 'cancelled' }, review)
    }
    throw new Refusal('changed_meanwhile')
  }

  const closeLater = async (context: AppContext): Promise<SurveyView> => {
    const { closesAt } = await body(context, closingPatchSchema)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { survey, review } = await readOwnSurvey(store, context)
      requireChangeable(survey, review, context.get('now'))
      requireLaterClose(review ? followReview(survey, review) : survey, closesAt)
      if (await store.closeLater(survey, closesAt)) return surveyView({ ...survey, closesAt }, review)
    }
    throw new Refusal('changed_meanwhile')
  }

  route(app, '/api/surveys', {
    GET: context => answerPage(context, {}, async asked => pageOf(await list(context), placeOf, isAfter, asked)),
    POST: async context => {
      const { surveyId: id, status, opensAt, closesAt } = await create(context)
      return context.json({ id, status, opensAt, closesAt }, 201, { location: `/api/surveys/${id}` })
    },
  })
  route(app, '/api/surveys/:id', {
    GET: async context => {
      const { survey, review } = await readOwnSurvey(store, context)
      return context.json(surveyView(survey, review))
    },
    PATCH: async context => context.json(await closeLater(context)),
  })
  route(app, '/api/surveys/:id/cancel', { POST: async context => context.json(await cancel(context)) })
  route(app, '/api/surveys/:id/record', { POST: async context => context.json(await mailRecord(store, context)) })
  route(app, '/api/surveys/:id/participants', {
    POST: async context => context.json(await addParticipants(dependencies, context)),
  })
}

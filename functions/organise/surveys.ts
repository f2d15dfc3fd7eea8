/** `/api/surveys`: watching, moving and cancelling surveys. */
import * as z from 'zod'
import { surveyDetailSchema } from '../domain/mail/delivery.ts'
import { deliveryOf } from '../domain/mail/standing.ts'
import { pageOf, type Position } from '../domain/page.ts'
import { Refusal } from '../domain/refusal.ts'
import { mayLead } from '../domain/review/review.ts'
import { cancellingFrom, waitsToBeCancelled } from '../domain/survey/cancelling.ts'
import { followReview, isLive, listedSurvey, surveyView } from '../domain/survey/life.ts'
import { requireDistance } from '../domain/survey/pulse-distance.ts'
import { closingPatchSchema, requireLaterClose } from '../domain/survey/request.ts'
import { type ListedSurvey, listedSurveySchema, type Survey, surveyViewSchema } from '../domain/survey/survey.ts'
import type { Caller } from '../http/access.ts'
import { operation } from '../http/operation.ts'
import { answerWithPage } from '../http/page.ts'
import { survey as surveyKind } from '../records/survey.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { attempts, readOwnSurvey, requireChangeable, surveyParameter } from './own-survey.ts'
import type { OrganiseStore } from './store.ts'

/** The latest opening comes first. */
const placeOf = ({ id, opensAt }: ListedSurvey): Position => ({ at: opensAt, pk: surveyKind.partition, sk: id })
const isAfter = (one: Position, other: Position): boolean =>
  Date.parse(one.at) < Date.parse(other.at) || (Date.parse(one.at) === Date.parse(other.at) && one.sk > other.sk)

const list = async (store: OrganiseStore, { email, roles }: Caller): Promise<ListedSurvey[]> => {
  // Barred ids of runs that were cut off invite nobody and belong to nobody.
  const surveys = (await store.listSurveys()).filter(({ status, invited }) => status !== 'cancelled' || invited > 0)
  const found = roles.includes('facilitator') ? await store.reviewsSince() : []
  const reviews = new Map(found.filter(review => mayLead(review, email)).map(review => [String(review.id), review]))
  return surveys
    .filter(({ reviewId }) => reviewId === null || reviews.has(reviewId))
    .map(survey => listedSurvey(survey, reviews.get(survey.reviewId ?? '') ?? null))
    .toSorted((a, b) => Date.parse(b.opensAt) - Date.parse(a.opensAt) || (a.id < b.id ? -1 : 1))
}

/** A desk asks for this every minute; the mails of a large pulse would be megabytes each time. */
const lookedUpAtMost = 2_000

const shared = { who: 'organiser', tag: 'surveys' } as const

const listSurveys = operation({
  ...shared,
  method: 'GET',
  path: '/api/surveys',
  summary:
    'Pulses, and the pre-meeting surveys of the caller’s own reviews, the latest opening first, without their terms.',
  paged: true,
  answers: { 200: z.array(listedSurveySchema) },
  refuses: [],
}).handledBy(
  ({ store }: OrganiseDependencies) =>
    request =>
      answerWithPage(request, {}, async asked => pageOf(await list(store, request.caller), placeOf, isAfter, asked)),
)

const readSurvey = operation({
  ...shared,
  method: 'GET',
  path: '/api/surveys/{id}',
  summary: 'Status, times and terms, and how many are invited and have taken part at least, never who.',
  parameters: { id: surveyParameter },
  description:
    'While it is open `takenPart` moves in steps of three and never says more than all but two; under six invited it is ' +
    'null. With `isFinal` it is exact. `notReached` counts those whom no mail reached or will reach, by reason; null before anybody was invited, and once nobody keeps who they were, and of ' +
    `more than ${lookedUpAtMost} people. \`invited\` counts withdrawn invitations too.`,
  answers: { 200: surveyDetailSchema },
  refuses: [],
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { survey, review } = await readOwnSurvey(store, request, 'see')
  const changes = await store.readListChanges(survey.surveyId)
  const looked = survey.roster !== null && survey.invited <= lookedUpAtMost
  const facts = looked ? await store.readDelivery(survey, request.now) : null
  const delivery = facts && deliveryOf({ ...survey, open: false }, facts, request.now, () => '')
  const detail = {
    ...surveyView(survey, review),
    notReached: delivery?.notReached ?? null,
    withdrawn: delivery?.withdrawn ?? 0,
    addedSinceCount: changes?.since.length ?? 0,
  }
  return { status: 200, json: detail }
})

const closeLater = operation({
  ...shared,
  method: 'PATCH',
  path: '/api/surveys/{id}',
  summary: 'Moves the close to a later time.',
  parameters: { id: surveyParameter },
  body: closingPatchSchema,
  trace: { act: 'close-moved', about: 'survey' },
  answers: { 200: surveyViewSchema },
  refuses: [
    'closing_only_later',
    'closing_too_far_ahead',
    'meeting_before_close',
    'quarter_has_pulse',
    'two_pulses_open',
    'pulses_too_close',
    'survey_closed',
    'survey_cancelled',
    'review_cancelled',
    'changed_meanwhile',
  ],
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { closesAt } = request.body
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { survey, review } = await readOwnSurvey(store, request, 'change')
    requireChangeable(survey, review, request.now)
    requireLaterClose(review ? { ...survey, ...followReview(survey, review) } : survey, closesAt, request.now)
    if (survey.kind === 'pulse') requireDistance({ ...survey, closesAt }, await store.listSurveys(), survey.surveyId)
    if (await store.closeLater(survey, closesAt))
      return { status: 200, json: surveyView({ ...survey, closesAt }, review) }
  }
  throw new Refusal('changed_meanwhile')
})

const cancelSurvey = operation({
  ...shared,
  method: 'POST',
  path: '/api/surveys/{id}/cancel',
  summary: 'Cancels it: keys and ballots are destroyed unread. A meeting that it was for takes place all the same.',
  description:
    'An open pulse stays open for another 24 hours (`cancelsAt`), in which a keeper or leadership can stop that. Both are ' +
    'told by mail.',
  parameters: { id: surveyParameter },
  trace: { act: 'survey-cancelled', about: 'survey' },
  answers: { 200: surveyViewSchema },
  refuses: ['survey_closed', 'changed_meanwhile'],
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { now } = request
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { survey, review } = await readOwnSurvey(store, request, 'change')
    if (survey.status === 'cancelled') return { status: 200, json: surveyView(survey, review) }
    if (!isLive(survey.status) || Date.parse(survey.closesAt) <= Date.parse(now)) throw new Refusal('survey_closed')
    if (waitsToBeCancelled(survey)) {
      if (survey.cancelling) return { status: 200, json: surveyView(survey, review) }
      const cancelling = cancellingFrom(now, request.caller.email)
      if (await store.beginCancelling(survey, cancelling))
        return { status: 200, json: surveyView({ ...survey, cancelling }, review) }
      continue
    }
    const meetingStands = review !== null && review.status !== 'cancelled'
    if (await store.cancelSurvey(survey, now, meetingStands))
      return { status: 200, json: surveyView({ ...survey, status: 'cancelled' }, review) }
  }
  throw new Refusal('changed_meanwhile')
})

const keptSchema = surveyViewSchema.pick({ id: true, title: true, quarter: true, status: true, cancelsAt: true })

const keptView = (survey: Survey) => keptSchema.parse(listedSurvey(survey, null))

const listCancelling = operation({
  method: 'GET',
  path: '/api/surveys/cancelling',
  who: 'overseer',
  tag: 'surveys',
  summary: 'For keepers and leadership: pulses that are about to be cancelled, and when.',
  answers: { 200: z.array(keptSchema) },
  refuses: [],
  example: { answer: [] },
}).handledBy(({ store }: OrganiseDependencies) => async () => {
  const pulses = (await store.listSurveys()).filter(({ kind }) => kind === 'pulse')
  return {
    status: 200,
    json: pulses
      .map(survey => listedSurvey(survey, null))
      .filter(({ cancelsAt }) => cancelsAt !== undefined)
      .map(view => keptSchema.parse(view)),
  }
})

const keepSurvey = operation({
  method: 'POST',
  path: '/api/surveys/{id}/keep',
  who: 'overseer',
  tag: 'surveys',
  summary: 'Stops the cancelling of a pulse, which then goes on as before.',
  parameters: { id: surveyParameter },
  trace: { act: 'cancellation-stopped', about: 'survey' },
  answers: { 200: keptSchema },
  refuses: ['survey_cancelled', 'changed_meanwhile'],
}).handledBy(({ store }: OrganiseDependencies) => async ({ params: { id }, now }) => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const survey = await store.readSurvey(id)
    if (!survey || survey.reviewId !== null) throw new Refusal('unknown_survey')
    const { cancelling } = survey
    if (survey.status === 'cancelled') throw new Refusal('survey_cancelled')
    if (!cancelling) return { status: 200, json: keptView(survey) }
    if (Date.parse(cancelling.until) <= Date.parse(now)) throw new Refusal('survey_cancelled')
    if (await store.stopCancelling(survey, cancelling))
      return { status: 200, json: keptView({ ...survey, cancelling: null }) }
  }
  throw new Refusal('changed_meanwhile')
})

export const surveyOperations = [listSurveys, listCancelling, readSurvey, closeLater, cancelSurvey, keepSurvey] as const

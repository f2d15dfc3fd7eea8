/** `/api/incidents/{id}/around`: what an incident’s page shows beside its own fields. */
import type { Counterfactual } from '../../domain/condition/condition.ts'
import { type Around, aroundSchema } from '../../domain/course/around.ts'
import { stageOf } from '../../domain/course/stage.ts'
import type { IncidentId } from '../../domain/ids.ts'
import { inParallel } from '../../domain/in-parallel.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { agreedOf } from '../../domain/review/record.ts'
import { mayLead, type Review } from '../../domain/review/review.ts'
import { operation } from '../../http/operation.ts'
import type { ActionStore } from '../actions/actions.store.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import type { FailureModeStore } from '../incidents/failure-modes.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import { incidentParameter, requireIncident } from '../incidents/known-incident.ts'
import { likeIncidents } from '../incidents/like.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { LessonStore } from '../library/lessons.store.ts'
import { happenedTo } from '../reviews/happened.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

interface Dependencies {
  readonly incidents: IncidentStore
  readonly failureModes: FailureModeStore
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly lessons: LessonStore
  readonly actions: ActionStore
  readonly counterfactuals: CounterfactualStore
}

const earlierAtMost = 5
const atOnce = 10

const ownReviews = async (
  stores: Dependencies,
  reviews: readonly Review[],
  email: string,
  now: string,
): Promise<Around['reviews']> => {
  const own = reviews.filter(review => mayLead(review, email))
  const shown = await inParallel(own, atOnce, async review => {
    const { happened } = await happenedTo(stores, review)
    const { id, meetingAt, zone, status } = review
    return { id, meetingAt, zone, stage: stageOf(happened, now), cancelled: status === 'cancelled' }
  })
  return shown.toSorted((a, b) => b.meetingAt.localeCompare(a.meetingAt))
}

const incidentsOf = ({ sightings }: Counterfactual): number =>
  new Set(sightings.map(({ incidentId }) => incidentId)).size

const earlierOf = async (stores: Dependencies, incident: Incident): Promise<Around['earlier']> => {
  const { incidentIds } = await likeIncidents(stores.failureModes, incident)
  const found = await inParallel(incidentIds.slice(0, earlierAtMost), atOnce, async (id: IncidentId) => {
    const [before, agreed] = await Promise.all([
      stores.incidents.readIncident(id),
      stores.actions.actionsOfIncident(id),
    ])
    if (!before) return []
    const { title, severity, startedAt, zone } = before
    return [{ id, title, severity, startedAt, zone, agreed: agreed.map(({ text, status }) => ({ text, status })) }]
  })
  return found.flat()
}

const showAround = operation({
  who: 'facilitator',
  tag: 'incidents',
  method: 'GET',
  path: '/api/incidents/{id}/around',
  summary: 'The caller’s reviews of an incident, what came of its meetings, and earlier incidents of its kind.',
  parameters: { id: incidentParameter },
  answers: { 200: aroundSchema },
  refuses: [],
}).handledBy((stores: Dependencies) => async ({ params, caller, now }) => {
  const incident = await requireIncident(stores.incidents, params.id)
  const [reviews, conditions, lessons, earlier] = await Promise.all([
    stores.reviews.reviewsOf(incident.id),
    stores.counterfactuals.counterfactualsOf(incident.id).then(stores.counterfactuals.withCounted),
    stores.lessons.lessonsOf(incident.id),
    earlierOf(stores, incident),
  ])
  const [own, letters] = await Promise.all([
    ownReviews(stores, reviews, caller.email, now),
    inParallel(reviews, atOnce, ({ id }) => stores.lessons.latestLetterOf(id)),
  ])
  const mailed = letters.flatMap(letter => (letter ? [agreedOf(letter)] : []))
  const texts = (of: readonly { readonly text: string }[]): string[] => [...new Set(of.map(({ text }) => text))]
  return {
    status: 200,
    json: {
      reviews: own,
      factors: texts(mailed.flatMap(({ factors }) => factors)),
      decisions: texts(mailed.flatMap(({ decisions }) => decisions)),
      conditions: conditions.map(one => ({ id: one.id, text: one.text, incidents: incidentsOf(one) })),
      lessons: lessons.toSorted((a, b) => b.at.localeCompare(a.at)).map(({ id, text, at }) => ({ id, text, at })),
      earlier,
    },
  }
})

export const aroundOperations = [showAround] as const

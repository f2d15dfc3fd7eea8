/** `/api/actions`, and the actions of a review or an incident: what was agreed, and how it progresses. */
import * as z from 'zod'
import {
  type Action,
  actionChangeSchema,
  actionInputSchema,
  actionStatusSchema,
  changeAction,
  isOpen,
  notesMaximum,
  reviewActionInputSchema,
} from '../../domain/action/action.ts'
import { actionViewSchema } from '../../domain/action/owner.ts'
import { type ActionId, actionIdSchema } from '../../domain/ids.ts'
import { quarterOf } from '../../domain/time/calendar.ts'
import { quarterSchema } from '../../domain/time/instants.ts'
import type { Calendared } from '../items/tables.store.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import { untraced } from '../../http/trace.ts'
import { incidentParameter, requireIncident } from '../incidents/known-incident.ts'
import { likeIncidents } from '../incidents/like.ts'
import {
  type ChangingStores,
  type MakingDependencies,
  recordAction,
  requireCounterfactual,
  requireDay,
  requireOwner,
} from './agreed.ts'
import { earlierActionsOf } from './earlier.ts'
import { requireOwnReview, reviewParameter } from '../reviews/own-review.ts'
import type { ActionStore } from './actions.store.ts'
import type { FailureModeStore } from '../incidents/failure-modes.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

interface ReadingStores {
  readonly actions: ActionStore
}

const requireAction = async ({ actions }: ReadingStores, id: ActionId): Promise<Action> => {
  const action = await actions.readAction(id)
  if (!action) throw new Refusal('unknown_action')
  return action
}

const shared = { who: 'facilitator', tag: 'actions' } as const
const actionParameter = parameter(actionIdSchema, 'unknown_action')
/** `question` is asked if the text expects people to be different. */
const madeSchema = z.object({ id: actionIdSchema, question: z.string().nullable() })
const fieldRefusals = ['action_without_owner', 'bad_due_date', 'unknown_counterfactual'] as const

const agreed = {
  text: 'Renew certificates by a job, and alert where one fails.',
  owner: 'Platform',
  ownerEmail: 'platform@example.com',
  dueOn: '2026-12-18',
  category: 'automation',
  counterfactualId: null,
  url: 'https://tracker.example.com/PAY-12',
  externalId: 'PAY-12',
} as const

const listActions = operation({
  ...shared,
  method: 'GET',
  path: '/api/actions',
  summary: 'Actions under way, by due date.',
  description:
    'With a quarter, the actions opened in it, the oldest first. With a status, the actions that have it: completed ones ' +
    'of the given or current quarter, and deprioritised ones, the last closed first.',
  query: { status: actionStatusSchema, quarter: quarterSchema },
  paged: true,
  answers: { 200: z.array(actionViewSchema) },
  refuses: [],
  example: { query: { status: 'completed', quarter: '2026-Q4' } },
}).handledBy(({ actions, calendar }: ReadingStores & Calendared) => request => {
  const { status, quarter: given } = request.query
  const quarter = given ?? (status === 'completed' ? quarterOf(request.now, calendar) : undefined)
  return answerWithPage(request, { status, quarter }, async asked => {
    const [reach, { items, next }] = await Promise.all([
      actions.reach(),
      actions.listActions({ status, quarter }, asked),
    ])
    return { items: items.map(reach), next }
  })
})

const recordAlone = operation({
  ...shared,
  method: 'POST',
  path: '/api/actions',
  summary: 'Records an action that no meeting agreed on.',
  body: actionInputSchema,
  repeatable: true,
  trace: untraced.following,
  answers: { 201: madeSchema },
  refuses: [...fieldRefusals, 'unknown_incident'],
  example: {
    body: { ...agreed, incidentId: 'inc_aaaaaaaaaaaaaaaa' },
    answer: { id: 'act_aaaaaaaaaaaaaaaa', question: null },
  },
}).handledBy((dependencies: MakingDependencies) => async request => {
  const { body } = request
  const incident = body.incidentId ? await requireIncident(dependencies.incidents, body.incidentId) : null
  return recordAction(dependencies, request, body, { incident, reviewId: null })
})

const readAction = operation({
  ...shared,
  method: 'GET',
  path: '/api/actions/{id}',
  summary: 'One action.',
  parameters: { id: actionParameter },
  answers: { 200: actionViewSchema },
  refuses: [],
  example: {
    params: { id: 'act_aaaaaaaaaaaaaaaa' },
    answer: {
      ...agreed,
      id: 'act_aaaaaaaaaaaaaaaa',
      version: 1,
      incidentId: 'inc_aaaaaaaaaaaaaaaa',
      reviewId: null,
      failureMode: 'certificate-expired',
      status: 'open',
      reason: null,
      openedAt: '2026-11-24T12:00:00.000Z',
      progressAt: '2026-11-24T12:00:00.000Z',
      closedAt: null,
      notes: [],
      changes: [],
    },
  },
}).handledBy((stores: ReadingStores) => async ({ params }) => ({
  status: 200,
  json: (await stores.actions.reach())(await requireAction(stores, params.id)),
}))

const changeStanding = operation({
  ...shared,
  method: 'PATCH',
  path: '/api/actions/{id}',
  summary: 'Changes the given fields; a new status or a note counts as progress.',
  parameters: { id: actionParameter },
  body: actionChangeSchema,
  trace: untraced.following,
  answers: { 200: actionViewSchema },
  refuses: [...fieldRefusals, 'reason_missing', 'changed_meanwhile'],
  example: {
    params: { id: 'act_aaaaaaaaaaaaaaaa' },
    body: { status: 'in_progress', note: 'The job runs.', version: 1 },
  },
}).handledBy((stores: ChangingStores) => async ({ params, body: { version, ...patch }, now }) => {
  const { actions, figures } = stores
  const before = await requireAction(stores, params.id)
  if (patch.owner !== undefined) requireOwner(patch.owner)
  if (patch.dueOn !== undefined && patch.dueOn !== before.dueOn) requireDay(patch.dueOn, before.openedAt.slice(0, 10))
  if (patch.counterfactualId !== before.counterfactualId) await requireCounterfactual(stores, patch.counterfactualId)
  const same = changeAction(before, patch, now)
  if (same.status === 'deprioritised' && !same.reason) throw new Refusal('reason_missing')
  if (same.notes.length > notesMaximum) throw new Refusal('invalid_body', `note: at most ${notesMaximum} notes.`)
  const changed = JSON.stringify(same) !== JSON.stringify(before)
  const after = changed ? { ...same, version: before.version + 1 } : before
  if (changed) {
    if (patch.takesBack && version === undefined) throw new Refusal('invalid_body', 'version: takesBack needs it.')
    if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
    if (!(await actions.changeAction(after, before))) throw new Refusal('changed_meanwhile')
  }
  await figures.refreshFigures({ actions: [before, after] }, now)
  return { status: 200, json: (await actions.reach())(after) }
})

const listOfIncident = operation({
  ...shared,
  method: 'GET',
  path: '/api/incidents/{id}/actions',
  summary:
    'Actions of an incident, and up to 200 of earlier incidents with its failure mode: deprioritised ones first, then ' +
    'those under way, the oldest first.',
  parameters: { id: incidentParameter },
  answers: {
    200: z.object({
      actions: z.array(actionViewSchema),
      earlier: z.array(actionViewSchema.extend({ cameBack: z.boolean() })),
    }),
  },
  refuses: [],
}).handledBy(
  (stores: ReadingStores & { readonly incidents: IncidentStore; readonly failureModes: FailureModeStore }) =>
    async ({ params }) => {
      const { actions } = stores
      const incident = await requireIncident(stores.incidents, params.id)
      const [reach, own, earlier] = await Promise.all([
        actions.reach(),
        actions.actionsOfIncident(incident.id),
        likeIncidents(stores.failureModes, incident).then(like => earlierActionsOf(actions, incident, like)),
      ])
      const oldestFirst = own.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))
      const told = earlier.map(reach).map(action => ({ ...action, cameBack: !isOpen(action.status) }))
      return { status: 200, json: { actions: oldestFirst.map(reach), earlier: told } }
    },
)

const listOfReview = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/actions',
  summary: 'Actions that a review agreed on.',
  parameters: { id: reviewParameter },
  answers: { 200: z.array(actionViewSchema) },
  refuses: [],
}).handledBy(({ reviews, actions }: ReadingStores & { readonly reviews: ReviewStore }) => async request => {
  const review = await requireOwnReview(reviews, request)
  const [reach, all] = await Promise.all([actions.reach(), actions.actionsOfIncident(review.incidentId)])
  return { status: 200, json: all.filter(({ reviewId }) => reviewId === review.id).map(reach) }
})

const recordOfReview = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/actions',
  summary: 'Records an action that a review agreed on.',
  parameters: { id: reviewParameter },
  body: reviewActionInputSchema,
  repeatable: true,
  trace: untraced.following,
  answers: { 201: madeSchema },
  refuses: fieldRefusals,
}).handledBy((dependencies: MakingDependencies & { readonly reviews: ReviewStore }) => async request => {
  const review = await requireOwnReview(dependencies.reviews, request)
  const incident = await dependencies.incidents.readIncident(review.incidentId)
  const input = { ...request.body, incidentId: null, failureMode: null }
  return recordAction(dependencies, request, input, { incident, reviewId: review.id })
})

export const actionOperations = [
  listActions,
  recordAlone,
  readAction,
  changeStanding,
  listOfIncident,
  listOfReview,
  recordOfReview,
] as const

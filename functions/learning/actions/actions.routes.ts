/** `/api/actions`, and those of a review and of an incident: what was agreed, and how it goes on. */
import type { Hono } from 'hono'
import { asksOfPeople, systemQuestions } from '../../domain/action/lens.ts'
import {
  type Action,
  actionChangeSchema,
  type ActionInput,
  actionInputSchema,
  actionStatusSchema,
  changeAction,
  isDay,
  isOpen,
  notesMaximum,
  reviewActionInputSchema,
} from '../../domain/action/action.ts'
import { failureModeKey } from '../../domain/incident/failure-mode.ts'
import { type ActionId, actionId, actionIdSchema, incidentIdSchema, type ReviewId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { dayMilliseconds, plus, quarterOf, quarterSchema } from '../../domain/time/instants.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { answerPage } from '../../http/page.ts'
import { idBytes, type Random } from '../../http/repeat.ts'
import { type AppContext, body, idOf, query, route } from '../../http/route.ts'
import { likeIncidents } from '../incidents/like.ts'
import { earlierActionsOf } from './earlier.ts'
import { readOwnReview } from '../reviews/own-review.ts'
import type { ActionStore } from './actions.store.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import type { FailureModeStore } from '../incidents/failure-modes.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

/** Somewhere it is still yesterday. */
const earliestDay = (now: string): string => plus(now, -dayMilliseconds).slice(0, 10)

const requireOwner = (owner: string): void => {
  if (owner === '') throw new Refusal('action_without_owner')
}
const requireDay = (dueOn: string, earliest: string): void => {
  if (!isDay(dueOn)) throw new Refusal('bad_due_date', 'A day of the calendar reads 2026-12-31.')
  if (dueOn < earliest) throw new Refusal('bad_due_date', 'That day lies in the past.')
}

export const actionRoutes = (
  app: Hono<AppEnvironment>,
  stores: {
    readonly incidents: IncidentStore
    readonly reviews: ReviewStore
    readonly actions: ActionStore
    readonly counterfactuals: CounterfactualStore
    readonly failureModes: FailureModeStore
    readonly figures: FiguresStore
  },
  random: Random,
): void => {
  const { incidents, reviews, actions, counterfactuals, figures } = stores

  const requireCounterfactual = async (id: ActionInput['counterfactualId'] | undefined): Promise<void> => {
    if (id && !(await counterfactuals.readCounterfactual(id))) throw new Refusal('unknown_counterfactual')
  }

  /** A question where the text asks people to be different; nothing is refused for it. */
  const questionOf = (text: string): string | null => {
    const kind = asksOfPeople(text)
    return kind === null ? null : systemQuestions[kind]
  }

  const create = async (
    context: AppContext,
    input: ActionInput,
    of: { readonly incident: Incident | null; readonly reviewId: ReviewId | null },
  ): Promise<{ id: ActionId; question: string | null }> => {
    const now = context.get('now')
    requireOwner(input.owner)
    requireDay(input.dueOn, earliestDay(now))
    await requireCounterfactual(input.counterfactualId)
    const [primary] = of.incident?.failureModes ?? []
    const mode = primary ?? input.failureMode
    const id = actionId(await idBytes(context, 'action', random))
    const action: Action = {
      ...input,
      id,
      version: 1,
      incidentId: of.incident?.id ?? null,
      reviewId: of.reviewId,
      failureMode: mode ? failureModeKey(mode) : null,
      status: 'open',
      reason: null,
      openedAt: now,
      progressAt: now,
      closedAt: null,
      notes: [],
      changes: [],
    }
    // Already there under the same idempotency key: the reply of the first request was lost.
    const made = (await actions.addAction(action)) ? action : ((await actions.readAction(id)) ?? action)
    await figures.refreshFigures({ actions: [made] }, now)
    return { id, question: questionOf(made.text) }
  }

  const createAlone = async (context: AppContext) => {
    const input = await body(context, actionInputSchema)
    const incident = input.incidentId ? await incidents.readIncident(input.incidentId) : null
    if (input.incidentId && !incident) throw new Refusal('unknown_incident')
    return create(context, input, { incident, reviewId: null })
  }

  const createOfReview = async (context: AppContext) => {
    const review = await readOwnReview(reviews, context)
    const input = await body(context, reviewActionInputSchema)
    const incident = await incidents.readIncident(review.incidentId)
    return create(context, { ...input, incidentId: null, failureMode: null }, { incident, reviewId: review.id })
  }

  const read = async (context: AppContext): Promise<Action> => {
    const action = await actions.readAction(idOf(context, actionIdSchema, 'unknown_action'))
    if (!action) throw new Refusal('unknown_action')
    return action
  }

  const change = async (context: AppContext): Promise<Action> => {
    const { version, ...patch } = await body(context, actionChangeSchema)
    const before = await read(context)
    const now = context.get('now')
    if (patch.owner !== undefined) requireOwner(patch.owner)
    if (patch.dueOn !== undefined && patch.dueOn !== before.dueOn) requireDay(patch.dueOn, before.openedAt.slice(0, 10))
    if (patch.counterfactualId !== before.counterfactualId) await requireCounterfactual(patch.counterfactualId)
    const same = changeAction(before, patch, now)
    if (same.status === 'deprioritised' && !same.reason) throw new Refusal('reason_missing')
    if (same.notes.length > notesMaximum) throw new Refusal('invalid_body', `note: at most ${notesMaximum} notes.`)
    const changed = JSON.stringify(same) !== JSON.stringify(before)
    const after = changed ? { ...same, version: before.version + 1 } : before
    if (changed) {
      if (version !== undefined && version !== before.version) throw new Refusal('changed_meanwhile')
      if (!(await actions.changeAction(after, before))) throw new Refusal('changed_meanwhile')
    }
    await figures.refreshFigures({ actions: [before, after] }, now)
    return after
  }

  /** Without a status those under way, or with a quarter all that were opened in it. */
  const list = (context: AppContext): Promise<Response> => {
    const status = query(context, 'status', actionStatusSchema)
    const given = query(context, 'quarter', quarterSchema)
    const quarter = given ?? (status === 'completed' ? quarterOf(context.get('now')) : undefined)
    return answerPage(context, { status, quarter }, asked => actions.listActions({ status, quarter }, asked))
  }

  const ofIncident = async (context: AppContext) => {
    const incident = await incidents.readIncident(idOf(context, incidentIdSchema, 'unknown_incident'))
    if (!incident) throw new Refusal('unknown_incident')
    const [own, earlier] = await Promise.all([
      actions.actionsOfIncident(incident.id),
      likeIncidents(stores.failureModes, incident).then(like => earlierActionsOf(actions, incident, like)),
    ])
    const oldestFirst = own.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))
    return { actions: oldestFirst, earlier: earlier.map(action => ({ ...action, cameBack: !isOpen(action.status) })) }
  }

  route(app, '/api/actions', {
    GET: list,
    POST: async context => {
      const made = await createAlone(context)
      return context.json(made, 201, { location: `/api/actions/${made.id}` })
    },
  })
  route(app, '/api/actions/:id', {
    GET: async context => context.json(await read(context)),
    PATCH: async context => context.json(await change(context)),
  })
  route(app, '/api/incidents/:id/actions', { GET: async context => context.json(await ofIncident(context)) })
  route(app, '/api/reviews/:id/actions', {
    GET: async context => {
      const review = await readOwnReview(reviews, context)
      const all = await actions.actionsOfIncident(review.incidentId)
      return context.json(all.filter(({ reviewId }) => reviewId === review.id))
    },
    POST: async context => {
      const made = await createOfReview(context)
      return context.json(made, 201, { location: `/api/actions/${made.id}` })
    },
  })
}

/** Recording an action that was agreed, and what it must have. */
import { asksOfPeople, systemQuestions } from '../../domain/action/lens.ts'
import { type Action, type ActionInput, isDay } from '../../domain/action/action.ts'
import { failureModeKey } from '../../domain/incident/failure-mode.ts'
import { actionId, type ReviewId } from '../../domain/ids.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { dayMilliseconds, plus } from '../../domain/time/instants.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Caller } from '../../http/access.ts'
import { type Random, repeatableBytes } from '../../http/repeat.ts'
import type { ActionStore } from './actions.store.ts'
import type { CounterfactualStore } from '../conditions/conditions.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'
import type { IncidentStore } from '../incidents/incidents.store.ts'

/** In some time zone it is still yesterday. */
const earliestDay = (now: string): string => plus(now, -dayMilliseconds).slice(0, 10)

export const requireOwner = (owner: string): void => {
  if (owner === '') throw new Refusal('action_without_owner')
}
export const requireDay = (dueOn: string, earliest: string): void => {
  if (!isDay(dueOn)) throw new Refusal('bad_due_date', 'A day of the calendar reads 2026-12-31.')
  if (dueOn < earliest) throw new Refusal('bad_due_date', 'That day lies in the past.')
}

export interface ChangingStores {
  readonly actions: ActionStore
  readonly counterfactuals: CounterfactualStore
  readonly figures: FiguresStore
}

export interface MakingDependencies extends ChangingStores {
  readonly incidents: IncidentStore
  readonly random: Random
}

export const requireCounterfactual = async (
  { counterfactuals }: ChangingStores,
  id: ActionInput['counterfactualId'] | undefined,
): Promise<void> => {
  if (id && !(await counterfactuals.readCounterfactual(id))) throw new Refusal('unknown_counterfactual')
}

/** The question to ask if the text expects people to be different; nothing is refused because of it. */
const questionOf = (text: string): string | null => {
  const kind = asksOfPeople(text)
  return kind === null ? null : systemQuestions[kind]
}

interface MakingRequest {
  readonly header: (name: string) => string | undefined
  readonly caller: Caller
  readonly now: string
}

export const recordAction = async (
  dependencies: MakingDependencies,
  request: MakingRequest,
  input: ActionInput,
  of: { readonly incident: Incident | null; readonly reviewId: ReviewId | null },
) => {
  const { actions, figures, random } = dependencies
  const { now } = request
  requireOwner(input.owner)
  requireDay(input.dueOn, earliestDay(now))
  await requireCounterfactual(dependencies, input.counterfactualId)
  const [primary] = of.incident?.failureModes ?? []
  const mode = primary ?? input.failureMode
  const id = actionId(await repeatableBytes(request, 'action', random))
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
  // False means it exists under the same idempotency key, because the reply to the first request was lost.
  const made = (await actions.addAction(action)) ? action : ((await actions.readAction(id)) ?? action)
  await figures.refreshFigures({ actions: [made] }, now)
  const json = { id, question: questionOf(made.text) }
  return { status: 201, json, headers: { location: `/api/actions/${id}` } } as const
}

/** `/api/pulse-plan`: when each quarter's pulse opens and closes. The clock carries it out. */
import { planFrom, plannedQuarters, requirePlannedDistance } from '../domain/survey/pulse-calendar.ts'
import {
  type PulsePlan,
  type PulsePlanInput,
  pulsePlanInputSchema,
  type PulsePlanView,
  pulsePlanViewSchema,
} from '../domain/survey/pulse-plan.ts'
import { Refusal } from '../domain/refusal.ts'
import type { SurveySummary } from '../domain/survey/survey.ts'
import { operation } from '../http/operation.ts'
import type { OrganiseDependencies } from './dependencies.ts'

/**
 * The survey of each quarter that has one. A cancelled survey comes last, so that it counts only if there is no other.
 */
const pulsesOf = (surveys: readonly Omit<SurveySummary, 'terms'>[]) =>
  surveys
    .filter(({ kind, status, invited }) => kind === 'pulse' && (status !== 'cancelled' || invited > 0))
    .toSorted((a, b) => Number(a.status === 'cancelled') - Number(b.status === 'cancelled'))
    .flatMap(({ quarter, surveyId, status, opensAt, closesAt }) =>
      quarter === null ? [] : [{ quarter, surveyId, status, opensAt, closesAt }],
    )

/** Whether this very change is already stored, because its answer was lost. */
const isStored = (before: PulsePlan | null, input: PulsePlanInput): boolean => {
  const { activeFrom: _, ...stored } = before ?? { activeFrom: '' }
  return JSON.stringify(stored) === JSON.stringify({ ...input, version: input.version + 1 })
}

const view = async (
  { store, calendar: { yearStartsIn } }: Pick<OrganiseDependencies, 'store' | 'calendar'>,
  plan: PulsePlan | null,
  now: string,
): Promise<PulsePlanView> => ({
  plan,
  quarters: plan ? plannedQuarters(plan, pulsesOf(await store.listSurveys()), now, undefined, yearStartsIn) : [],
})

const readPlan = operation({
  method: 'GET',
  path: '/api/pulse-plan',
  who: 'organiser',
  tag: 'surveys',
  summary: 'The pulse plan, or null, with the current quarter and the four after it.',
  answers: { 200: pulsePlanViewSchema },
  refuses: [],
  example: { answer: { plan: null, quarters: [] } },
}).handledBy((dependencies: OrganiseDependencies) => async ({ now }) => ({
  status: 200,
  json: await view(dependencies, await dependencies.store.readPulsePlan(), now),
}))

const setPlan = operation({
  method: 'PUT',
  path: '/api/pulse-plan',
  who: 'keeper',
  tag: 'surveys',
  summary: 'Sets when the pulse of each quarter opens.',
  description:
    'In the organisation’s zone, for how many days, which quarters are skipped or moved, and who gets the quarter’s ' +
    'mail. `version` is that of the plan it replaces, 0 for the first.',
  body: pulsePlanInputSchema,
  trace: { act: 'pulses-planned', about: 'nothing' },
  answers: { 200: pulsePlanViewSchema },
  refuses: [
    'unknown_instrument',
    'outside_its_quarter',
    'opening_in_the_past',
    'closing_too_far_ahead',
    'two_pulses_open',
    'pulses_too_close',
    'changed_meanwhile',
  ],
}).handledBy((dependencies: OrganiseDependencies) => async ({ body: input, now }) => {
  const { store, calendar } = dependencies
  const before = await store.readPulsePlan()
  if (isStored(before, input)) return { status: 200, json: await view(dependencies, before, now) }
  if ((before?.version ?? 0) !== input.version) throw new Refusal('changed_meanwhile')
  const plan = planFrom(input, before, now, calendar.yearStartsIn)
  requirePlannedDistance(plan, before, await store.listSurveys(), now, calendar.yearStartsIn)
  if (!(await store.savePulsePlan(plan))) throw new Refusal('changed_meanwhile')
  return { status: 200, json: await view(dependencies, plan, now) }
})

export const pulsePlanOperations = [readPlan, setPlan] as const

/** `/api/pulse-plan`: when each quarter's pulse opens and closes. The clock carries it out. */
import type { Hono } from 'hono'
import { planFrom, plannedQuarters } from '../domain/survey/pulse-calendar.ts'
import {
  type PulsePlan,
  type PulsePlanInput,
  pulsePlanInputSchema,
  type PulsePlanView,
} from '../domain/survey/pulse-plan.ts'
import { Refusal } from '../domain/refusal.ts'
import type { SurveySummary } from '../domain/survey/life.ts'
import type { AppEnvironment } from '../http/app.ts'
import { body, route } from '../http/route.ts'
import type { OrganiseStore } from './store.ts'

/** The survey of each quarter that has one; a cancelled one where there is no other. */
const pulsesOf = (surveys: readonly SurveySummary[]) =>
  surveys
    .filter(({ kind, status, invited }) => kind === 'pulse' && (status !== 'cancelled' || invited > 0))
    .toSorted((a, b) => Number(a.status === 'cancelled') - Number(b.status === 'cancelled'))
    .flatMap(({ quarter, surveyId, status, opensAt, closesAt }) =>
      quarter === null ? [] : [{ quarter, surveyId, status, opensAt, closesAt }],
    )

/** The very change that is stored already: its answer was lost. */
const isStored = (before: PulsePlan | null, input: PulsePlanInput): boolean => {
  const { activeFrom: _, ...stored } = before ?? { activeFrom: '' }
  return JSON.stringify(stored) === JSON.stringify({ ...input, version: input.version + 1 })
}

export const pulsePlanRoutes = (app: Hono<AppEnvironment>, store: OrganiseStore): void => {
  const view = async (plan: PulsePlan | null, now: string): Promise<PulsePlanView> => ({
    plan,
    quarters: plan ? plannedQuarters(plan, pulsesOf(await store.listSurveys()), now) : [],
  })

  route(app, '/api/pulse-plan', {
    GET: async context => context.json(await view(await store.readPulsePlan(), context.get('now'))),

    PUT: async context => {
      const now = context.get('now')
      const input = await body(context, pulsePlanInputSchema)
      const before = await store.readPulsePlan()
      if (isStored(before, input)) return context.json(await view(before, now))
      if ((before?.version ?? 0) !== input.version) throw new Refusal('changed_meanwhile')
      const plan = planFrom(input, before, now)
      if (!(await store.savePulsePlan(plan))) throw new Refusal('changed_meanwhile')
      return context.json(await view(plan, now))
    },
  })
}

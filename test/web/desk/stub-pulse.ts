/** The pulse's calls in memory, by the rules of the real ones. */
import { surveyId } from '../../../functions/domain/ids.ts'
import { usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { quarterTitle } from '../../../functions/domain/time/quarter-title.ts'
import { planFrom, plannedQuarters } from '../../../functions/domain/survey/pulse-calendar.ts'
import {
  type PulsePlan,
  pulsePlanInputSchema,
  type PulsePlanView,
} from '../../../functions/domain/survey/pulse-plan.ts'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { pulseSurveyInputSchema, type SurveyView } from '../../../functions/domain/survey/survey.ts'

export interface PulseWorld {
  readonly surveys: SurveyView[]
  readonly people: readonly object[]
  plan: PulsePlan | null
}

const now = (): string => new Date().toISOString()

export const planView = ({ plan, surveys }: PulseWorld): PulsePlanView => {
  const made = surveys.flatMap(({ id, quarter, status, opensAt, closesAt }) =>
    quarter === null ? [] : [{ quarter, surveyId: id, status, opensAt, closesAt }],
  )
  return { plan, quarters: plan ? plannedQuarters(plan, made, now()) : [] }
}

export const setPlan = (world: PulseWorld, body: string): PulsePlanView => {
  const input = pulsePlanInputSchema.parse(JSON.parse(body))
  if (input.version !== (world.plan?.version ?? 0)) throw new Refusal('changed_meanwhile')
  world.plan = planFrom(input, world.plan, now())
  return planView(world)
}

export const pulseOf = (quarter: string, more: Partial<SurveyView> = {}): SurveyView => ({
  id: surveyId(new TextEncoder().encode(`pulse of ${quarter}`.padEnd(16))),
  kind: 'pulse',
  status: 'scheduled',
  instrument: 'pulse-2',
  reviewId: null,
  quarter,
  title: quarterTitle(quarter, usualCalendar),
  meetingAt: null,
  zone: 'Europe/Berlin',
  opensAt: now(),
  closesAt: now(),
  invited: 0,
  takenPart: null,
  takenPartAt: null,
  isFinal: false,
  terms: null,
  termsByLanguage: {},
  ...more,
})

export const openPulse = (world: PulseWorld, body: string): SurveyView => {
  const { quarter, closesAt } = pulseSurveyInputSchema.parse(JSON.parse(body))
  if (world.people.length === 0) throw new Refusal('empty_roster')
  if (Date.parse(closesAt) <= Date.now()) throw new Refusal('closing_in_the_past')
  if (world.surveys.some(one => one.quarter === quarter && one.status !== 'cancelled'))
    throw new Refusal('quarter_has_pulse')
  const survey = pulseOf(quarter, { closesAt, invited: world.people.length })
  world.surveys.push(survey)
  return survey
}

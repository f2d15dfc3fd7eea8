/** The pulse plan: creates the survey of a quarter when it is due, exactly once even if several runs try. */
import { randomBytes } from 'node:crypto'
import * as ids from '../domain/ids.ts'
import { findInstrument } from '../domain/instrument/registry.ts'
import { duePulse } from '../domain/survey/pulse-calendar.ts'
import { inTheWay } from '../domain/survey/pulse-distance.ts'
import { pulsePlanned, scheduledSurvey } from '../domain/survey/request.ts'
import type { Survey } from '../domain/survey/survey.ts'
import type { ClockStore } from './store.ts'

/** Nobody was ever invited: the id was barred after an interrupted run, or the pulse would have invited nobody. */
const isBarred = ({ status, invited }: Survey): boolean => status === 'cancelled' && invited === 0

/**
 * The id to write the quarter's pulse under, or null if the quarter has one. A claim without a row belongs to a run
 * that was cut off or is still going; writing under its id means that at most one row is written.
 */
const claimQuarter = async (store: ClockStore, quarter: string): Promise<ids.SurveyId | null> => {
  const claim = { kind: 'quarter', of: quarter } as const
  const claimed = await store.readClaim(claim)
  const earlier = claimed ? await store.readSurvey(claimed) : null
  if (claimed && !earlier) return claimed
  if (earlier && !isBarred(earlier)) return null
  const surveyId = ids.surveyId(randomBytes(16))
  // Another run was faster: the next run sees what came of it.
  return (await store.putClaim(claim, surveyId, claimed)) ? surveyId : null
}

/** If a quarter's pulse was cancelled by hand, that was intended: the plan does not make another. */
export const followPlan = async (store: ClockStore, now: string, yearStartsIn = 1): Promise<void> => {
  const plan = await store.readPulsePlan()
  const due = plan && duePulse(plan, now, yearStartsIn)
  if (!plan || !due) return
  const instrument = findInstrument(plan.instrument)
  if (!instrument) throw new Error('the instrument of the pulse plan is gone from the registry')
  // Another pulse lies too near: this quarter has none, which the plan's page says.
  if (inTheWay(due, await store.listPulses())) return
  const surveyId = await claimQuarter(store, due.quarter)
  if (surveyId === null) return
  const invited = await store.countRoster()
  if (invited === 0) return
  const pulse = pulsePlanned({ ...due, instrument, zone: plan.zone }, yearStartsIn)
  await store.publishSurvey(scheduledSurvey(surveyId, pulse, invited))
}

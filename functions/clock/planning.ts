/** The pulse plan: makes the survey of a quarter whose time has come, once, whoever else is at it. */
import { randomBytes } from 'node:crypto'
import * as ids from '../domain/ids.ts'
import { findInstrument } from '../domain/instrument/registry.ts'
import { duePulse } from '../domain/survey/pulse-calendar.ts'
import { pulsePlanned, scheduledSurvey } from '../domain/survey/request.ts'
import type { Survey } from '../domain/survey/survey.ts'
import type { ClockStore } from './store.ts'

/** Nobody was ever invited to it: an id barred after a run that was cut off, or a pulse that would have asked nobody. */
const isBarred = ({ status, invited }: Survey): boolean => status === 'cancelled' && invited === 0

/**
 * The id under which the quarter's pulse is to be written; null where it has one. A claim whose row is missing is a run
 * that was cut off or is under way: the row goes under that id, so that at most one is written.
 */
const claimQuarter = async (store: ClockStore, quarter: string): Promise<ids.SurveyId | null> => {
  const claim = { kind: 'quarter', of: quarter } as const
  const claimed = await store.readClaim(claim)
  const earlier = claimed ? await store.readSurvey(claimed) : null
  if (claimed && !earlier) return claimed
  if (earlier && !isBarred(earlier)) return null
  const surveyId = ids.surveyId(randomBytes(16))
  // Somebody was faster: the next run sees what became of it.
  return (await store.putClaim(claim, surveyId, claimed)) ? surveyId : null
}

/** Whoever cancelled a quarter's pulse by hand meant it: the plan does not make another. */
export const followPlan = async (store: ClockStore, now: string): Promise<void> => {
  const plan = await store.readPulsePlan()
  const due = plan && duePulse(plan, now)
  if (!plan || !due) return
  const instrument = findInstrument(plan.instrument)
  if (!instrument) throw new Error('the instrument of the pulse plan is gone from the registry')
  const surveyId = await claimQuarter(store, due.quarter)
  if (surveyId === null) return
  const invited = await store.countRoster()
  if (invited === 0) return
  await store.publishSurvey(scheduledSurvey(surveyId, pulsePlanned({ ...due, instrument, zone: plan.zone }), invited))
}

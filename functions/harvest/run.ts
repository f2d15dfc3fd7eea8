/**
 * One run of the harvest, under a lease. It files what passes suppression with a single committing write, and only
 * after that destroys ballots, slots and the seal key. Cut off anywhere and run again, it ends in the same state. Work
 * that exceeds one run is left to the next, which `clock` starts every minute until the survey is destroyed.
 */
import { minuteMilliseconds, plus } from '../domain/time/instants.ts'
import { cancelledDelayMilliseconds, harvestDelayMilliseconds } from '../domain/survey/open.ts'
import type { Survey } from '../domain/survey/survey.ts'
import type { Filing, FilingResult, HarvestDependencies } from './filing.ts'
import { filePulse } from './pulse.ts'
import { fileStatements } from './statements.ts'
import { tryingOf } from './trying.ts'

/** Longer than the function's own timeout of ten minutes. */
const leaseMilliseconds = 11 * minuteMilliseconds

/** A step seldom takes longer; none is begun with less time left. */
const stepMilliseconds = minuteMilliseconds

type HarvestResult = 'not_due' | 'leased' | 'unfinished' | 'destroyed' | 'harvested'

export const runHarvest = async (
  dependencies: HarvestDependencies,
  surveyId: string,
  now: string,
): Promise<HarvestResult> => {
  const { store } = dependencies
  const survey = await store.readSurvey(surveyId)
  if (!survey || survey.destroyedAt || !isDue(survey, now)) return 'not_due'
  const leaseUntil = plus(now, leaseMilliseconds)
  if (!(await store.takeLease(surveyId, now, leaseUntil))) return 'leased'
  try {
    const result = await underLease(dependencies, survey, leaseUntil, now)
    if (result === 'unfinished') await store.releaseLease(surveyId, leaseUntil)
    return result
  } catch (error) {
    await store.releaseLease(surveyId, leaseUntil)
    throw error
  }
}

const isDue = (survey: Survey, now: string): boolean => {
  if (survey.status === 'cancelled') {
    return survey.cancelledAt !== null && now >= plus(survey.cancelledAt, cancelledDelayMilliseconds)
  }
  // Nothing is read while somebody may still stop that it all ends unread.
  if (survey.cancelling) return false
  return survey.status === 'closed' && survey.issued !== null && now >= plus(survey.closesAt, harvestDelayMilliseconds)
}

const underLease = async (
  dependencies: HarvestDependencies,
  survey: Survey,
  leaseUntil: string,
  now: string,
): Promise<HarvestResult> => {
  const { store } = dependencies
  const { surveyId, quarter } = survey
  const filing: Filing = {
    ...dependencies,
    survey,
    leaseUntil,
    now,
    stop: () => dependencies.remaining() < stepMilliseconds,
    trying: tryingOf(store, survey, leaseUntil),
  }
  if (survey.status === 'cancelled') {
    await store.sweepRuns(surveyId, null)
    return (await destroy(filing, 'cancelled')) ? 'destroyed' : 'unfinished'
  }
  // The promised time is over: nothing is read any more, and `clock` has the key.
  if (survey.unreadAt) {
    await store.sweepRuns(surveyId, null)
    return (await destroy(filing, 'closed')) ? 'destroyed' : 'unfinished'
  }
  const file = survey.kind === 'pulse' ? filePulse : fileStatements
  const filed = survey.filed ?? (await filedBy(file, filing))
  if (filed === 'lost') return 'leased'
  if (filed === 'unfinished') return filed
  if (quarter) await store.listPulse({ quarter, surveyId, run: filed.run, instrument: survey.instrument })
  await store.sweepRuns(surveyId, filed.run)
  return (await destroy(filing, 'closed')) ? 'harvested' : 'unfinished'
}

const filedBy = async (file: (filing: Filing) => Promise<FilingResult>, filing: Filing): Promise<FilingResult> => {
  try {
    return await file(filing)
  } finally {
    await filing.trying.forgive()
  }
}

/** Each deletion can be repeated; the row is updated only when all have succeeded. False if some are left. */
const destroy = async (filing: Filing, status: 'closed' | 'cancelled'): Promise<boolean> => {
  const { store, survey, now, stop, deleteSealKey } = filing
  if (survey.keys) await deleteSealKey(survey.keys.seal)
  if (!(await store.deleteBallots(survey.surveyId, stop))) return false
  if (!(await store.deleteSlots(survey.surveyId, stop))) return false
  await store.deleteRosterNames(survey.surveyId)
  await store.finish(survey.surveyId, status, now)
  return true
}

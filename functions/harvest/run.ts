/**
 * One run of the harvest, under a lease: files what passes suppression by one committing write, and only after it
 * destroys ballots, slots and the seal key. Cut off anywhere and run again it ends in the same state.
 */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { runId } from '../domain/ids.ts'
import { minuteMilliseconds, plus } from '../domain/instants.ts'
import { findInstrument } from '../domain/instruments/registry.ts'
import { drawPseudonym } from '../domain/pseudonyms.ts'
import { publishReceipts, publishStatements } from '../domain/suppression.ts'
import { harvestDelayMilliseconds } from '../domain/survey-open.ts'
import type { Survey } from '../domain/survey.ts'
import { namedPersonSchema } from '../domain/synthesis/schema.ts'
import { synthesize } from '../domain/synthesis/synthesis.ts'
import { openNames } from '../protocol/names.ts'
import { materialOf, openBallots } from './material.ts'
import type { HarvestStore } from './store.ts'

export interface HarvestDependencies {
  readonly store: HarvestStore
  readonly readSealKey: (keyId: string) => Promise<string | null>
  readonly deleteSealKey: (keyId: string) => Promise<void>
  readonly report: (step: string, surveyId: string) => void
}

/** Longer than the function's own timeout of ten minutes. */
const leaseMilliseconds = 11 * minuteMilliseconds

export type HarvestResult = 'not_due' | 'leased' | 'destroyed' | 'harvested'

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
    return await underLease(dependencies, survey, leaseUntil, now)
  } catch (error) {
    await store.releaseLease(surveyId, leaseUntil)
    throw error
  }
}

const underLease = async (
  dependencies: HarvestDependencies,
  survey: Survey,
  leaseUntil: string,
  now: string,
): Promise<HarvestResult> => {
  const { store } = dependencies
  const { surveyId } = survey
  if (survey.status === 'cancelled') {
    await store.sweepRuns(surveyId, null)
    await destroy(dependencies, survey, 'cancelled', now)
    return 'destroyed'
  }
  const filed = survey.filed ?? (await file(dependencies, survey, leaseUntil, now))
  if (!filed) return 'leased'
  await store.sweepRuns(surveyId, filed.run)
  await destroy(dependencies, survey, 'closed', now)
  return 'harvested'
}

const isDue = (survey: Survey, now: string): boolean => {
  if (survey.status === 'cancelled') {
    return survey.cancelledAt !== null && now >= plus(survey.cancelledAt, harvestDelayMilliseconds)
  }
  return survey.status === 'closed' && survey.issued !== null && now >= plus(survey.closesAt, harvestDelayMilliseconds)
}

/** Reads, opens, publishes and commits. Null: another run committed first, or holds the lease by now. */
const file = async (
  { store, readSealKey, report }: HarvestDependencies,
  survey: Survey,
  leaseUntil: string,
  now: string,
): Promise<Survey['filed']> => {
  const { surveyId } = survey
  const sealKey = survey.keys && (await readSealKey(survey.keys.seal))
  const instrument = findInstrument(survey.instrument)
  if (!sealKey || !instrument) throw new Error('the seal key or the instrument is gone before anything was filed')

  const sealed = await store.readBallots(surveyId)
  const ballots = await openBallots(sealed, survey, sealKey, instrument)
  const { statements, ratings, ticks } = materialOf(ballots, instrument, () => drawPseudonym(randomBytes(8)))
  const counts = {
    invited: survey.invited,
    issued: survey.issued ?? 0,
    cast: sealed.length,
    counted: ballots.length,
  }
  const people = await namesOf(survey, sealKey)
  const release = publishStatements(counts, survey.minimumBallots, {
    synthesize: () => synthesize(statements, people),
    ratings,
    ticks,
  })
  if (release.withheld) report(release.withheld.reason, surveyId)

  const run = runId(randomBytes(16))
  await store.putPublished(surveyId, run, 'statements', release)
  const receipts = publishReceipts(counts, release.withheld?.reason === 'counts_do_not_add_up' ? [] : serials(ballots))
  await store.putPublished(surveyId, run, 'receipts', receipts)

  // A ballot that was written while this run read would be counted by nobody: leave it to the next run.
  if ((await store.countBallots(surveyId)) !== sealed.length) throw new Error('a late ballot arrived; run again')
  const filed = { run, cast: counts.cast, counted: counts.counted, at: now }
  return (await store.commit(surveyId, leaseUntil, filed)) ? filed : null
}

const serials = (ballots: readonly { readonly serial: string }[]): string[] => ballots.map(({ serial }) => serial)

const namesOf = async (survey: Survey, sealKey: string) => {
  const opened = await Promise.all(survey.sealedNames.map(sealed => openNames(sealKey, survey.surveyId, sealed)))
  return opened.flatMap(names => z.array(namedPersonSchema).parse(names ?? []))
}

/** Each deletion can be repeated; the row says so only when all of them have held. */
const destroy = async (
  { store, deleteSealKey }: HarvestDependencies,
  survey: Survey,
  status: 'closed' | 'cancelled',
  now: string,
): Promise<void> => {
  if (survey.keys) await deleteSealKey(survey.keys.seal)
  await store.deleteBallots(survey.surveyId)
  await store.deleteSlots(survey.surveyId)
  await store.finish(survey.surveyId, status, now)
}

/**
 * Files a pulse: counts in steps that are kept, then publishes once, taking into account everything published before.
 */
import { randomBytes } from 'node:crypto'
import { runId } from '../domain/ids.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import type { NamedPerson } from '../domain/synthesis/schema.ts'
import { minuteMilliseconds } from '../domain/time/instants.ts'
import { askedCohorts } from '../domain/survey/pulse-cohorts.ts'
import { publishComments, publishNothing, publishPulse } from '../domain/suppression/publish.ts'
import { emptyTally, mergeTallies, type Tally } from '../domain/suppression/tally.ts'
import { type Counted, countBallots, isComplete } from './counting.ts'
import {
  countsOf,
  type Filing,
  type FilingResult,
  openingOf,
  peopleOf,
  receiptsOf,
  togetherSetAside,
} from './filing.ts'

/** Publishing is a single step, so it begins only with this much time left, which is most of a run. */
const publishMilliseconds = 5 * minuteMilliseconds

/** Merges in pairs, so that with a thousand parts no part is copied a thousand times. */
const sumOf = (tallies: readonly Tally[]): Tally | undefined => {
  const [one, other] = tallies
  if (!other) return one
  const pairs = Array.from({ length: Math.ceil(tallies.length / 2) }, (_, at) => tallies.slice(2 * at, 2 * at + 2))
  return sumOf(pairs.flatMap(([first, second]) => (first && second ? mergeTallies(first, second) : (first ?? []))))
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

/** Where not even counting could be brought to an end, it is said that nothing passed, and the receipts are filed. */
const publishPlainly = (...material: Parameters<typeof publishPulse>): ReturnType<typeof publishPulse> => {
  try {
    return publishPulse(...material)
  } catch {
    return publishNothing(material[1])
  }
}

const publish = async (filing: Filing, instrument: Instrument, counted: readonly Counted[]) => {
  const { store, survey, report, trying } = filing
  const { surveyId, quarter, groupMinimum } = survey
  if (!quarter) throw new Error('a pulse without its quarter')
  const tally = sumOf(counted.map(part => part.tally)) ?? emptyTally(instrument)
  const ballots = counted.flatMap(part => part.receipts)
  const cast = total(counted.map(part => part.cast))
  const counts = countsOf(survey, cast, ballots.length)
  const open = survey.status !== 'closed'
  const material = { quarter, instrument, groupMinimum, open, cohorts: askedCohorts(survey), tally }
  const before = await store.readReleases()
  const release = await trying.within('publishing', () =>
    trying.isPlain ? publishPlainly(counts, material, before) : publishPulse(counts, material, before),
  )
  if (release.withheld) report(release.withheld, surveyId)

  const run = runId(randomBytes(16))
  await store.putPublished(surveyId, run, 'pulse', release)
  await store.putPublished(surveyId, run, 'comments', publishComments(release, tally))
  const setAside = togetherSetAside(counted.map(part => part.setAside))
  if (Object.keys(setAside).length > 0) report('set_aside', surveyId)
  const receipts = receiptsOf(surveyId, counts, release.withheld === 'counts_do_not_add_up' ? [] : ballots, setAside)
  await store.putPublished(surveyId, run, 'receipts', receipts)
  return { run, cast: counts.cast, counted: counts.counted, root: receipts.root }
}

export const filePulse = async (filing: Filing): Promise<FilingResult> => {
  const { store, survey, leaseUntil, now, stop, remaining, trying, ballotsPerStep, stepsPerStatement } = filing
  const opening = await openingOf(filing)
  let opened: Promise<readonly NamedPerson[]> | null = null
  const people = (): Promise<readonly NamedPerson[]> => {
    opened ??= peopleOf(survey, opening)
    return opened
  }
  const counting = { store, survey, trying, ballotsPerStep, stepsPerStatement, people, ...opening }
  const counted = await countBallots(counting, stop)
  if (!counted || remaining() < publishMilliseconds) return 'unfinished'

  const published = await publish(filing, opening.instrument, counted)
  // A ballot arrived after its range was counted: nothing is committed, and the next run publishes with that ballot.
  if (!(await isComplete(counting, counted))) return 'unfinished'
  const filed = { ...published, at: now }
  return (await store.commit(survey.surveyId, leaseUntil, filed)) ? filed : 'lost'
}

/** What both ways of filing a survey share: the state of one run, and what it needs to open ballots. */
import * as z from 'zod'
import { faultSchema, type SetAside } from '../domain/ballot/ballot.ts'
import type { SurveyId } from '../domain/ids.ts'
import { findInstrument } from '../domain/instrument/registry.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import { type Counts, type Published, publishReceipts, type Receipts } from '../domain/suppression/publish.ts'
import { lateMilliseconds } from '../domain/survey/open.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { type NamedPerson, namedPersonSchema } from '../domain/synthesis/schema.ts'
import { openNames } from '../protocol/names.ts'
import { type RecordEntry, recordRoot } from '../protocol/record.ts'
import type { ReaderCalls } from './reading.ts'
import type { HarvestStore } from './store.ts'
import type { Trying } from './trying.ts'

export interface HarvestDependencies {
  readonly store: HarvestStore
  readonly readSealKey: (keyId: string) => Promise<string | null>
  readonly deleteSealKey: (keyId: string) => Promise<void>
  readonly report: (step: string, surveyId: string) => void
  /** Milliseconds this run may still take. */
  readonly remaining: () => number
  /** How a model is asked, where a survey's terms name one; without it none is. */
  readonly readerCalls?: ReaderCalls
  /** Ballots between two checkpoints of a pulse; the default is in counting.ts. */
  readonly ballotsPerStep?: number
  /** Steps that reading one statement may take; the default is in synthesis/steps.ts. */
  readonly stepsPerStatement?: number
}

export interface Filing extends HarvestDependencies {
  readonly survey: Survey
  readonly leaseUntil: string
  readonly now: string
  /** Whether to leave the next step to the next run. */
  readonly stop: () => boolean
  readonly trying: Trying
}

/** As they are published. */
export const countsOf = ({ invited, issued, tried, contested }: Survey, cast: number, counted: number): Counts => ({
  invited,
  issued: issued ?? 0,
  cast,
  counted,
  ...(tried === undefined || contested === undefined ? {} : { tried, contested }),
})

/** The public record: of each counted ballot what its sender has too, and the root over all of it. */
export const receiptsOf = (
  surveyId: SurveyId,
  counts: Counts,
  ballots: readonly RecordEntry[],
  setAside: SetAside = {},
): Published<Receipts> => publishReceipts(counts, ballots, (...record) => recordRoot(surveyId, ...record), setAside)

/** Of all parts together. */
export const togetherSetAside = (parts: readonly SetAside[]): SetAside => {
  const all: SetAside = {}
  for (const reason of faultSchema.options) {
    const count = parts.reduce((sum, part) => sum + (part[reason] ?? 0), 0)
    if (count > 0) all[reason] = count
  }
  return all
}

/** 'lost' if another run committed first or now holds the lease. */
export type FilingResult = NonNullable<Survey['filed']> | 'unfinished' | 'lost'

export interface Opening {
  readonly sealKey: string
  readonly instrument: Instrument
  /** Names to redact, as they are stored. */
  readonly sealedNames: readonly string[]
  /** Whether some of them are gone, or nobody can read them. */
  readonly isMissingNames: boolean
}

/**
 * Names of the roster that are not there leave everything as it is for a day. After that they are missed where texts are
 * read: of figures and receipts, which need no names, nothing is lost for them.
 */
export const openingOf = async ({ store, survey, readSealKey, now }: Filing): Promise<Opening> => {
  const sealKey = survey.keys && (await readSealKey(survey.keys.seal))
  const instrument = findInstrument(survey.instrument)
  if (!sealKey || !instrument || !survey.keys) {
    throw new Error('the seal key or the instrument is gone before anything was filed')
  }
  const ofRoster = survey.rosterChunks ? await store.readRosterNames(survey.surveyId, survey.keys.seal) : []
  const isMissingNames = ofRoster.length < (survey.rosterChunks ?? 0)
  if (isMissingNames && Date.parse(now) < Date.parse(survey.closesAt) + lateMilliseconds)
    throw new Error('names of the roster are not there yet')
  return { sealKey, instrument, sealedNames: [...survey.sealedNames, ...ofRoster], isMissingNames }
}

/** The names to redact. A person who cannot be read is passed over; a list that does not open leaves no text readable. */
export const peopleOf = async (
  { surveyId }: Survey,
  { sealKey, sealedNames, isMissingNames }: Opening,
): Promise<NamedPerson[]> => {
  if (isMissingNames) throw new Error('names of the roster cannot be read')
  const people: NamedPerson[] = []
  for (const sealed of sealedNames) {
    const names = z.array(z.unknown()).parse(await openNames(sealKey, surveyId, sealed))
    for (const name of names) {
      const person = namedPersonSchema.safeParse(name)
      if (person.success) people.push(person.data)
    }
  }
  return people
}

/** What both ways of filing a survey share: the state of one run, and what it needs to open ballots. */
import * as z from 'zod'
import { findInstrument } from '../domain/instrument/registry.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { type NamedPerson, namedPersonSchema } from '../domain/synthesis/schema.ts'
import { openNames } from '../protocol/names.ts'
import type { ReaderCalls } from './reading.ts'
import type { HarvestStore } from './store.ts'

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
}

export interface Filing extends HarvestDependencies {
  readonly survey: Survey
  readonly leaseUntil: string
  readonly now: string
  /** Whether to leave the next step to the next run. */
  readonly stop: () => boolean
}

/** 'lost' if another run committed first or now holds the lease. */
export type FilingResult = NonNullable<Survey['filed']> | 'unfinished' | 'lost'

export interface Opening {
  readonly sealKey: string
  readonly instrument: Instrument
  /** Names to redact. */
  readonly people: readonly NamedPerson[]
}

export const openingOf = async ({ survey, readSealKey }: Filing): Promise<Opening> => {
  const sealKey = survey.keys && (await readSealKey(survey.keys.seal))
  const instrument = findInstrument(survey.instrument)
  if (!sealKey || !instrument) throw new Error('the seal key or the instrument is gone before anything was filed')
  const opened = await Promise.all(survey.sealedNames.map(sealed => openNames(sealKey, survey.surveyId, sealed)))
  const people = opened.flatMap(names => z.array(namedPersonSchema).parse(names ?? []))
  return { sealKey, instrument, people }
}

/**
 * Counts the ballots of a pulse in ranges of serials and keeps each range as a sealed checkpoint, in one write. A run
 * that is cut off loses only the range it was working on; the next run continues after the last checkpoint. A
 * checkpoint knows which ballots it covers, so that a ballot that arrives or changes later is noticed and its range
 * counted again.
 */
import * as z from 'zod'
import { inParallel } from '../domain/in-parallel.ts'
import { setAsideSchema } from '../domain/ballot/ballot.ts'
import type { ReadContent } from '../domain/ballot/content.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { redact } from '../domain/synthesis/redaction.ts'
import type { NamedPerson } from '../domain/synthesis/schema.ts'
import { stepsPerStatement, stepsUpTo } from '../domain/synthesis/steps.ts'
import { tallyBallots, tallySchema } from '../domain/suppression/tally.ts'
import { checkpoints } from '../protocol/checkpoint.ts'
import { sha256Base64url } from '../protocol/digest.ts'
import { sortedRecord } from '../protocol/record.ts'
import { checkpointSerial } from '../records/ballots.ts'
import { endOfSerials, type SealedBallot, type SerialRange } from './ballot-store.ts'
import { openBallots } from './material.ts'
import type { HarvestStore } from './store.ts'
import type { Trying } from './trying.ts'

/** A few seconds of work, and 8 MB of ballots of 16 KiB. */
const ballotsPerStep = 500

/** All ranges are compared again before the commit; this many at once do a million ballots in a minute. */
const rangesAtOnce = 8

/** With padding, tag and key it stays under DynamoDB's limit of 400 KB. */
const checkpointBytes = 24 * 16_384

const checkpointSchema = z.object({
  after: z.string(),
  /** A digest over serial and digest of every ballot in the range. */
  seen: z.string(),
  cast: z.int(),
  setAside: setAsideSchema,
  receipts: z.array(z.object({ serial: z.string(), digest: z.string() })),
  tally: tallySchema,
})

export interface Counted extends z.infer<typeof checkpointSchema> {
  readonly to: string
}

export interface Counting {
  readonly store: HarvestStore
  readonly survey: Survey
  readonly instrument: Instrument
  readonly sealKey: string
  /** Names to redact in comments, opened when the first is read. */
  readonly people: () => Promise<readonly NamedPerson[]>
  readonly trying: Trying
  readonly ballotsPerStep?: number | undefined
  readonly stepsPerStatement?: number | undefined
}

const seenOf = (ballots: readonly { readonly serial: string; readonly digest: string }[]): string =>
  sha256Base64url(ballots.map(({ serial, digest }) => `${serial}|${digest}`).join('\n'))

/** A comment that cannot be read is counted among those whose text goes no further; in the plainest form each is. */
const redacted = (
  answers: ReadContent['answers'],
  redactText: ((text: string) => string) | null,
): ReadContent['answers'] => {
  const kept = <Answer extends { text: string }>(answer: Answer) => {
    try {
      if (redactText !== null) return { ...answer, text: redactText(answer.text) }
    } catch {
      // Counted below.
    }
    return { ...answer, choice: 'themes-only' as const }
  }
  return Object.fromEntries(
    Object.entries(answers).map(([item, answer]) =>
      typeof answer === 'object' && 'text' in answer ? [item, kept(answer)] : [item, answer],
    ),
  )
}

const count = async (
  { survey, sealKey, instrument, people, trying, stepsPerStatement: steps = stepsPerStatement }: Counting,
  range: SerialRange,
  ballots: readonly SealedBallot[],
): Promise<Counted> => {
  const { opened, setAside } = await openBallots(ballots, survey, sealKey, instrument)
  const known = trying.isPlain ? null : await people()
  const redactText = known && ((text: string): string => redact(text, known, stepsUpTo(steps)))
  const tallied = opened.map(({ cohort, content }) => ({ cohort, answers: redacted(content.answers, redactText) }))
  return {
    ...range,
    seen: seenOf(ballots),
    cast: ballots.length,
    setAside,
    receipts: sortedRecord(opened.map(({ serial, digest }) => ({ serial, digest }))),
    tally: tallyBallots(instrument, tallied),
  }
}

/** Counts onwards from `after`, at most up to `to`, and stores the checkpoint. Long comments make the range shorter. */
const countNext = async (counting: Counting, { after, to }: SerialRange): Promise<Counted> => {
  const { store, survey, sealKey, ballotsPerStep: enough = ballotsPerStep } = counting
  const found = await store.readBallots(survey.surveyId, { after, to }, enough)
  const isWhole = found.length < enough
  for (let size = Math.min(found.length, enough); ; size = Math.floor(size / 2)) {
    const part = found.slice(0, size)
    const reached = isWhole && size === found.length ? to : (part.at(-1)?.serial ?? to)
    const range = { after, to: reached }
    const { to: end, ...state } = await counting.trying.within(`ballots after ${after}`, () =>
      count(counting, range, part),
    )
    const text = JSON.stringify(state)
    if (Buffer.byteLength(text) > checkpointBytes && size > 1) continue
    const sealed = checkpoints(sealKey, survey.surveyId).seal(checkpointSerial(end), text)
    await store.putCheckpoint(survey.surveyId, end, sealed)
    return { ...state, to: end }
  }
}

const readCheckpoints = async ({ store, survey, sealKey }: Counting): Promise<Counted[]> => {
  const { open } = checkpoints(sealKey, survey.surveyId)
  const kept = await store.readCheckpoints(survey.surveyId)
  return kept.flatMap(({ to, sealed }) => {
    const text = open(checkpointSerial(to), sealed)
    // What another version counted is counted again.
    const state = text === null ? null : checkpointSchema.safeParse(JSON.parse(text))
    return state?.success ? [{ ...state.data, to }] : []
  })
}

/** Counts every ballot, in ranges without gaps. Null if `stop` returned true before all were counted. */
export const countBallots = async (counting: Counting, stop: () => boolean): Promise<Counted[] | null> => {
  const kept = await readCheckpoints(counting)
  const counted: Counted[] = []
  for (let after = ''; after !== endOfSerials; after = counted.at(-1)?.to ?? endOfSerials) {
    const next = kept.find(({ to }) => to > after)
    if (next?.after === after) {
      counted.push(next)
      continue
    }
    if (stop()) return null
    counted.push(await countNext(counting, { after, to: next?.to ?? endOfSerials }))
  }
  return counted
}

/** Recounts every range in which a ballot arrived or changed. False if there was one. */
export const isComplete = async (counting: Counting, counted: readonly Counted[]): Promise<boolean> => {
  const unchanged = await inParallel(counted, rangesAtOnce, async ({ after, to, seen, cast }) => {
    const now = await counting.store.listBallots(counting.survey.surveyId, { after, to })
    if (now.length === cast && seenOf(now) === seen) return true
    await countNext(counting, { after, to })
    return false
  })
  return !unchanged.includes(false)
}

/**
 * Has the statements read by the model that the survey's terms name, once, and keeps what was accepted as a sealed
 * checkpoint, so that a run after one that was cut off files the same without asking again. Whatever is missing, refused,
 * late or wrong leaves the default: no survey waits for a model.
 */
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod'
import type { NamedReader } from '../domain/ballot/bulletin.ts'
import { accept } from '../domain/reader/accept.ts'
import { proposalIn } from '../domain/reader/answer.ts'
import type { Reading } from '../domain/reader/apply.ts'
import { acceptedSchema } from '../domain/reader/proposal.ts'
import { numbered, type ReaderRequest, requestDigest, requestOf } from '../domain/reader/request.ts'
import type { NamedPerson, Statement } from '../domain/synthesis/schema.ts'
import { sortOut } from '../domain/synthesis/synthesis.ts'
import { checkpoints } from '../protocol/checkpoint.ts'
import { checkpointSerial } from '../records/ballots.ts'
import type { Filing, Opening } from './filing.ts'

/** How a named model is reached. */
export interface ReaderCalls {
  /** Whether the account keeps what is sent to models in a region; rejects where it cannot be told. */
  readonly isLogged: (region: string) => Promise<boolean>
  readonly read: (reader: NamedReader, request: ReaderRequest, limits: Limits) => Promise<unknown>
  /** Why the default stands. */
  readonly report: (code: 'over_budget' | 'logged' | 'failed', surveyId: string) => void
}

export interface Limits {
  /** Tokens that the answer may have. */
  readonly mostTokens: number
  readonly milliseconds: number
}

const readMilliseconds = 180_000
/** What follows the reading, in the same run. */
const filingMilliseconds = 120_000

/** More attempts are not paid for, whatever cuts them off. */
const mostAttempts = 2

/** A token is hardly shorter than two bytes in any script. */
const tokensOf = (request: ReaderRequest): number => Math.ceil(Buffer.byteLength(JSON.stringify(request)) / 2)
/** Less is no proposal. */
const leastAnswer = 1_000
const mostAnswer = 16_000

/** A whole item of a table is 400 KB. */
const checkpointBytes = 20 * 16_384

/** Sorts among the checkpoints, and is none of a pulse. */
const place = 'reader'

const keptSchema = z.object({
  attempts: z.int(),
  /** Of model and request: what was accepted of another fits nothing. */
  asked: z.string(),
  accepted: acceptedSchema.nullable(),
})
export type Kept = z.infer<typeof keptSchema>

const about = checkpointSerial(place)

/** Null where nothing was kept, or where nobody can read it. */
const keptIn = (text: string): Kept | null => {
  try {
    return keptSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * What the runs before have kept. Read before the reading is begun, which counts as a try: a table that is away says
 * nothing of what was written.
 */
export const keptReading = async (
  { store, survey, readerCalls }: Filing,
  { sealKey }: Opening,
): Promise<Kept | null> => {
  if (!survey.reader || !readerCalls) return null
  const found = (await store.readCheckpoints(survey.surveyId)).find(({ to }) => to === place)
  const text = found ? checkpoints(sealKey, survey.surveyId).open(about, found.sealed) : null
  return text === null ? null : keptIn(text)
}

const anyIsLogged = async ({ isLogged }: ReaderCalls, { region, regions }: NamedReader): Promise<boolean> => {
  const answers = await Promise.all([...new Set([region, ...regions])].map(isLogged))
  return answers.includes(true)
}

/** Rejects when the time is up; the call itself may still be on its way and nobody looks at what comes of it. */
const inTime = async <T>(work: Promise<T>, milliseconds: number): Promise<T> => {
  const clock = new AbortController()
  const late = setTimeout(milliseconds, null, { signal: clock.signal }).then(() => {
    throw new Error('too late')
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clock.abort()
    late.catch(() => {})
  }
}

/** Null where the default stands. Nothing is written or sent unless the survey's own terms name a model. */
export const readingOf = async (
  filing: Filing,
  opening: Opening & { readonly people: readonly NamedPerson[]; readonly kept: Kept | null },
  statements: readonly Statement[],
): Promise<Reading | null> => {
  const { store, survey, readerCalls, remaining } = filing
  const { kept } = opening
  const { reader } = survey
  if (!reader || !readerCalls) return null
  const request = requestOf(numbered(sortOut(statements, opening.people).open))
  if (!request) return null
  const mostTokens = Math.min(reader.tokens - tokensOf(request), mostAnswer)
  const { seal } = checkpoints(opening.sealKey, survey.surveyId)
  const keep = (next: Kept): Promise<void> =>
    store.putCheckpoint(survey.surveyId, place, seal(about, JSON.stringify(next)))
  const asked = requestDigest(reader.model, request)
  if (kept?.accepted && kept.asked === asked) return { model: reader.model, accepted: kept.accepted }

  const attempts = (kept?.attempts ?? 0) + 1
  if (attempts > mostAttempts || mostTokens < leastAnswer || remaining() < readMilliseconds + filingMilliseconds) {
    readerCalls.report('over_budget', survey.surveyId)
    return null
  }
  try {
    if (await anyIsLogged(readerCalls, reader)) {
      readerCalls.report('logged', survey.surveyId)
      return null
    }
    // Before it is asked: a run that is cut off while it waits has cost its attempt.
    await keep({ attempts, asked, accepted: null })
    const answer = await inTime(
      readerCalls.read(reader, request, { mostTokens, milliseconds: readMilliseconds }),
      readMilliseconds,
    )
    const accepted = accept(typeof answer === 'string' ? proposalIn(answer) : answer, request, opening.people)
    const whole = { attempts, asked, accepted }
    if (Buffer.byteLength(JSON.stringify(whole)) > checkpointBytes) throw new Error('too long to be kept')
    await keep(whole)
    return { model: reader.model, accepted }
  } catch {
    readerCalls.report('failed', survey.surveyId)
    return null
  }
}

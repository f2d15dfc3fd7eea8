/** From sealed ballots to the input of the synthesis: opened, shuffled, and with each answer's choices applied. */
import { type KeyObject, randomBytes, randomInt } from 'node:crypto'
import { inParallel } from '../domain/in-parallel.ts'
import type { Fault, SetAside } from '../domain/ballot/ballot.ts'
import { isSigned, sealInfo } from '../domain/ballot/texts.ts'
import { pseudonymAt } from '../domain/ballot/pseudonyms.ts'
import { ratingAnswer, type ReadContent, readContent, textAnswers, tickedFactors } from '../domain/ballot/content.ts'
import { observationId } from '../domain/ids.ts'
import type { Instrument } from '../domain/instrument/schema.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { isNonAnswer } from '../domain/synthesis/non-answers.ts'
import { splitAnswer } from '../domain/synthesis/matters.ts'
import type { Factor, Statement } from '../domain/synthesis/schema.ts'
import { voiceOf } from '../domain/synthesis/voices.ts'
import { sha256Base64url } from '../protocol/digest.ts'
import { faultOf, passKey } from '../protocol/pass.ts'
import { opener } from '../protocol/seal.ts'
import type { SealedBallot } from './ballot-store.ts'

export interface OpenedBallot {
  readonly serial: string
  readonly digest: string
  readonly cohort: string
  readonly content: ReadContent
}

/** How many ballots are opened at once, so that others proceed while one waits for its cipher. */
const atOnce = 8

export interface OpenedBallots {
  readonly opened: OpenedBallot[]
  /** The others, which get no receipt. */
  readonly setAside: SetAside
}

const parsedKey = (publicKey: string): KeyObject | null => {
  try {
    return passKey(publicKey)
  } catch {
    return null
  }
}

/**
 * Opens the ballots that are what they say they are: of a cohort of the survey, unchanged since they were signed by whoever
 * holds their pass, and a ballot inside. By the protocol under which the survey opened: only in one that knew no signature
 * is a row without one a ballot. What fails is not opened, and is counted with its reason.
 */
export const openBallots = async (
  ballots: readonly SealedBallot[],
  survey: Survey,
  sealKey: string,
  instrument: Instrument,
): Promise<OpenedBallots> => {
  const { surveyId } = survey
  const open = await opener(sealKey)
  const cohorts = new Map(survey.cohorts.map(({ id, publicKey }) => [id, publicKey]))
  const keys = new Map<string, KeyObject | null>()
  const keyOf = (cohort: string): KeyObject | null => {
    const key = keys.get(cohort) ?? parsedKey(cohorts.get(cohort) ?? '')
    keys.set(cohort, key)
    return key
  }
  /** Under the first protocol nothing was signed. Under any other, a cohort whose key cannot be read has no pass. */
  const signatureFault = (ballot: SealedBallot): Fault | null => {
    if (!isSigned(survey)) return null
    const key = keyOf(ballot.cohort)
    return key ? faultOf(key, { ...ballot, surveyId }) : 'pass'
  }

  const read = async (ballot: SealedBallot): Promise<OpenedBallot | Fault> => {
    const { cohort, serial, sealed, digest } = ballot
    if (!cohorts.has(cohort)) return 'cohort'
    if (sha256Base64url(sealed) !== digest) return 'digest'
    const fault = signatureFault(ballot)
    if (fault) return fault
    const plain = await open({ info: sealInfo(surveyId, cohort), about: serial }, sealed)
    if (!plain) return 'sealed'
    const content = readContent(plain, instrument)
    return content ? { serial, digest, cohort, content } : 'content'
  }

  // Whatever one holds, the others are counted without it.
  const all = await inParallel(ballots, atOnce, ballot => read(ballot).catch((): Fault => 'content'))
  const setAside: SetAside = {}
  for (const one of all) if (typeof one === 'string') setAside[one] = (setAside[one] ?? 0) + 1
  return { opened: shuffled(all.filter(one => typeof one !== 'string')), setAside }
}

/** Fisher-Yates with the system's CSPRNG. The stored order is by serial, and a writer knows their own serial. */
export const shuffled = <T>(items: readonly T[]): T[] => {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    const [a, b] = [result[last], result[other]]
    if (a !== undefined && b !== undefined) {
      result[last] = b
      result[other] = a
    }
  }
  return result
}

interface Material {
  readonly statements: Statement[]
  /** Texts that could not be taken apart. */
  readonly lost: number
}

/**
 * Statements under fresh random ids. A statement that is signed, or whose question is kept apart, carries no pseudonym
 * and counts as a voice of its own: a shared voice would tie it to its writer's other answers. `isRead` where the
 * survey's terms name a model; it may read what its writer allows.
 */
export const statementsOf = (
  ballots: readonly OpenedBallot[],
  instrument: Instrument,
  drawPseudonym: () => string,
  isRead = false,
): Material => {
  const taken = new Set<string>()
  const statements: Statement[] = []
  let lost = 0
  for (const { content } of ballots) {
    let pseudonym = (content.pseudonym === null ? null : pseudonymAt(content.pseudonym)) ?? drawPseudonym()
    while (taken.has(pseudonym)) pseudonym = drawPseudonym()
    taken.add(pseudonym)
    const writer = randomBytes(8).toString('hex')
    const mayBeRead = isRead && content.mayBeRead === true
    for (const { text, signedBy, ...said } of textAnswers(content, instrument)) {
      const alone = signedBy !== null || said.apart
      const voice = voiceOf(writer, alone ? (signedBy === null ? said.item : 'signed') : null)
      try {
        for (const part of splitAnswer(text, said.purpose === 'condition')) {
          const id = observationId(randomBytes(16))
          statements.push({ ...said, id, text: part, voice, signedBy, pseudonym: alone ? null : pseudonym, mayBeRead })
        }
      } catch {
        lost += 1
      }
    }
  }
  return { statements: shuffled(statements), lost }
}

/** What was rated and ticked: of it figures are made, which need no text. */
export const figuresOf = (
  ballots: readonly OpenedBallot[],
  instrument: Instrument,
): { ratings: number[]; ticks: Factor[][] } => ({
  ratings: ballots.flatMap(({ content }) => ratingAnswer(content, instrument) ?? []),
  ticks: ballots.flatMap(({ content }) => {
    const ticked = tickedFactors(content, instrument)
    return ticked ? [ticked] : []
  }),
})

/** Whoever writes "n/a" is no writer; nor is one whose words cannot be read, since they hide nobody else's. */
const saysSomething = (text: string): boolean => {
  try {
    return !isNonAnswer(text)
  } catch {
    return false
  }
}

/** How many texts there are, and how many wrote one that says something. */
export const textsOf = (
  ballots: readonly OpenedBallot[],
  instrument: Instrument,
): { texts: number; writers: number } => {
  const each = ballots.map(({ content }) => textAnswers(content, instrument).filter(({ text }) => text.trim() !== ''))
  return {
    texts: each.flat().length,
    writers: each.filter(texts => texts.some(({ text }) => saysSomething(text))).length,
  }
}

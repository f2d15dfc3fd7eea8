/**
 * Sizes and texts of the ballot protocol (docs/architecture.md, section 4) that two sides must agree on to the byte.
 * There are no schemas here, so that the page and the participants' functions start quickly.
 */
import type { BallotContent } from './ballot.ts'

/** RSA-2048. */
export const modulusBytes = 256
/** HPKE puts the encapsulated P-256 point in front, and AES-GCM its tag at the end. */
export const encapsulationBytes = 65
export const tagBytes = 16

/**
 * How long after the close a ballot is taken whose pass was drawn before it. No pass is drawn after the close, so the
 * pass itself proves that.
 */
export const graceMilliseconds = 10 * 60_000

/**
 * The protocol that surveys are opened under today, frozen on their row at the opening and counted by it. Under the first,
 * which a row without a number has, a ballot carried no signature of its browser; under the second no link stood for the
 * keys that lists are sealed to.
 */
export const currentProtocol = 3

interface OfProtocol {
  readonly protocol?: number | undefined
}

/** Whether ballots of such a survey are signed by the key in their message. */
export const isSigned = ({ protocol = 1 }: OfProtocol): boolean => protocol >= 2

/** Whether its links stand for the keys of its lists as well. */
const holdsLists = ({ protocol = 1 }: OfProtocol): boolean => protocol >= 3

/** A P-256 point, uncompressed: the public key of the browser that asked for the pass. */
export const ownKeyBytes = 65
/** Of ECDSA over P-256, r | s. */
export const ownSignatureBytes = 64

/** The only cohort of a pre-meeting survey. */
export const wholeCohort = 'all'

interface CohortKeys {
  readonly id: string
  readonly publicKey: string
  readonly listKey?: string | undefined
}

interface SurveyKeys extends OfProtocol {
  readonly surveyId: string
  readonly sealKey: string
  readonly cohorts: readonly CohortKeys[]
}

/**
 * The text whose SHA-256 is the keysHash, which each link stands for. It names its protocol from the third on, so that no
 * survey of one is read as one of another; no key holds a colon or a bar (`functions/domain/ballot/ballot.ts`).
 */
export const keysText = ({ surveyId, sealKey, cohorts, protocol }: SurveyKeys): string => {
  const keysOf = ({ id, publicKey, listKey = '' }: CohortKeys): string =>
    [id, publicKey, ...(holdsLists({ protocol }) ? [listKey] : [])].join(':')
  const number = holdsLists({ protocol }) ? [String(protocol)] : []
  return ['keys', ...number, surveyId, sealKey, ...cohorts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(keysOf)].join(
    '|',
  )
}

/**
 * The part of the message that says what the pass is for. In front of it stand the RFC's 32 random bytes, behind it the
 * browser's public key; under the first protocol 32 random bytes.
 */
export const passContext = (surveyId: string, cohort: string): string => `${surveyId}|${cohort}`

/** The HPKE info; the additional data is the serial. */
export const sealInfo = (surveyId: string, cohort: string): string => `murmur/v1|${surveyId}|${cohort}`

/** What the key in a message signs: these sealed bytes, as this ballot, later than any of its with a lower number. */
export const ballotText = (surveyId: string, serial: string, number: number, digest: string): string =>
  ['murmur/ballot/v2', surveyId, serial, number, digest].join('|')

export const tokenText = (surveyId: string, invitationId: string): string => `v1|${surveyId}|${invitationId}`
export const slotText = (token: string): string => `slot|${token}`
export const namesKeyText = (surveyId: string): string => `names|${surveyId}`
export const cohortSecretText = (surveyId: string, cohort: string): string => `cohort|${surveyId}|${cohort}`

/** HPKE info and additional data of an entry of a cohort's list. */
export const listInfo = (surveyId: string, cohort: string): string => sealInfo(surveyId, `list|${cohort}`)
export const listAbout = 'list'

/** UTF-8 padded to `sealedBytes` bytes. Refuses (RangeError) content that does not fit. */
export const padContent = (content: BallotContent, sealedBytes: number): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  if (bytes.length > sealedBytes) throw new RangeError(`${bytes.length} bytes do not fit into ${sealedBytes}`)
  const padded = new Uint8Array(sealedBytes).fill(0x20)
  padded.set(bytes)
  return padded
}

/**
 * The published record of a survey: what anybody can check of its count with nothing but the public API. Its root stands
 * in a mail to everybody invited, so that nobody can be shown another record than their colleagues.
 */
import { createHash } from 'node:crypto'

export interface RecordEntry {
  /** SHA-256 of the pass's message, in hex. */
  readonly serial: string
  /** SHA-256 of the sealed bytes, in base64url: of what was sent, never of answers, which could be guessed. */
  readonly digest: string
}

export interface RecordCounts {
  readonly invited: number
  readonly issued: number
  readonly cast: number
  readonly counted: number
  /** Of the issued: links that were tried again, and that were contested. Absent where an older version counted neither. */
  readonly tried?: number | undefined
  readonly contested?: number | undefined
}

const hash = (prefix: number, ...parts: readonly (string | Uint8Array)[]): Buffer => {
  const sum = createHash('sha256').update(Uint8Array.of(prefix))
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** The largest power of two below `count`. */
const splitOf = (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1)

/** Merkle tree hash (RFC 6962, section 2.1) of leaves that are hashed already; null of none. */
const treeOf = (leaves: readonly Buffer[]): Buffer | null => {
  const [only] = leaves
  if (!only || leaves.length === 1) return only ?? null
  const at = splitOf(leaves.length)
  const [left, right] = [treeOf(leaves.slice(0, at)), treeOf(leaves.slice(at))]
  return left && right && hash(1, left, right)
}

const byCodeUnit = (a: RecordEntry, b: RecordEntry): number => (a.serial < b.serial ? -1 : a.serial > b.serial ? 1 : 0)

export const sortedRecord = (entries: readonly RecordEntry[]): RecordEntry[] => entries.toSorted(byCodeUnit)

/**
 * The root, in base64url: over the survey and its counts as the first leaf, then each entry in the order of its serial.
 */
export const recordRoot = (survey: string, counts: RecordCounts, entries: readonly RecordEntry[]): string => {
  const { invited, issued, cast, counted, tried, contested } = counts
  const first = [survey, invited, issued, cast, counted]
  const head =
    tried === undefined || contested === undefined
      ? `murmur/record/v1|${first.join('|')}`
      : `murmur/record/v2|${[...first, tried, contested].join('|')}`
  const leaves = sortedRecord(entries).map(({ serial, digest }) => hash(0, `${serial}|${digest}`))
  return treeOf([hash(0, head), ...leaves])?.toString('base64url') ?? ''
}

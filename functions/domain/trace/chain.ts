/** The chain of hashes: what a line's hash is over, and how one follows on another. */
import { createHash } from 'node:crypto'
import { type Chain, type Line, lineSchema, type NewLine } from './trace.ts'

/** Where a chain stands: its last line. */
export interface Head {
  readonly number: number
  readonly hash: string
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Before the first line: a chain of one survey is no chain of another. */
export const beginningOf = (chain: Chain): Head => ({ number: 0, hash: digest(`murmur/trace/v1|${chain}`) })

const sorted = (values: Readonly<Record<string, unknown>>) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))

/** A line in the one way in which it is hashed. */
const canonical = (line: NewLine & { readonly number: number }): string =>
  JSON.stringify(
    'act' in line
      ? [line.number, line.at, line.id, line.act, line.by, line.roles, sorted(line.about)]
      : [line.number, line.at, line.id, line.settles, line.outcome, sorted(line.counts)],
  )

export const lineAfter = (head: Head, line: NewLine): Line => {
  const numbered = { ...line, number: head.number + 1 }
  return lineSchema.parse({ ...numbered, hash: digest(`${head.hash}|${canonical(numbered)}`) })
}

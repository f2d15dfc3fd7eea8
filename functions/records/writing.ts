/** A conditional write that knows how it ended, whatever became of its answer. */
import { randomBytes } from 'node:crypto'
import { isPassing } from '../aws/reached.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Item } from './kind.ts'

/** 'unknown': it may have been carried out, or may be yet. Nothing may be destroyed on the strength of it. */
export type Outcome = 'done' | 'refused' | 'unknown'

export interface Ended {
  readonly outcome: Outcome
  /** As it was written, or as it was found. */
  readonly item: Item | undefined
}

/** Twelve characters that nobody else writes. */
export const drawMark = (): string => randomBytes(9).toString('base64url')

const endOf = (error: unknown): 'refused' | 'unknown' | null => {
  if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'refused'
  return isPassing(error) ? 'unknown' : null
}

/**
 * A condition that does not hold may be one's own doing: the answer was lost, and the client has sent the write again. So
 * the item is read back, refused with `try_again` where it is out of reach, and `isOurs` tells. Null: this writer may not
 * read it.
 */
export const settled = async (
  write: Promise<Item | undefined>,
  isOurs: ((item: Item | undefined) => boolean) | null,
  readBack: () => Promise<Item | undefined>,
): Promise<Ended> => {
  try {
    return { outcome: 'done', item: await write }
  } catch (error) {
    const end = endOf(error)
    if (end === null) throw error
    if (isOurs === null) return { outcome: end, item: undefined }
    try {
      const item = await readBack()
      return { outcome: isOurs(item) ? 'done' : end, item }
    } catch (unread) {
      if (!(unread instanceof Refusal)) throw unread
      return { outcome: 'unknown', item: undefined }
    }
  }
}

/** Whether it was carried out; refuses `try_again` where nobody knows. */
export const held = async (write: Promise<Outcome>): Promise<boolean> => {
  const outcome = await write
  if (outcome === 'unknown') throw new Refusal('try_again')
  return outcome === 'done'
}

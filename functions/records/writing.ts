/** Conditional writes whose outcome is known even if the answer is lost. */
import { randomBytes } from 'node:crypto'
import { isPassing } from '../aws/reached.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Item } from './kind.ts'

/** 'unknown': the write may have been carried out, or may still be. Nothing may be destroyed because of it. */
export type Outcome = 'done' | 'refused' | 'unknown'

export interface Ended {
  readonly outcome: Outcome
  /** The item as it was written or found. */
  readonly item: Item | undefined
}

/** Twelve characters that nobody else will draw. */
export const drawMark = (): string => randomBytes(9).toString('base64url')

const endOf = (error: unknown): 'refused' | 'unknown' | null => {
  if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'refused'
  return isPassing(error) ? 'unknown' : null
}

/**
 * A failed condition may be the writer's own doing: the answer was lost and the client repeated the write. So the item
 * is read back and `isOurs` decides; if it is out of reach the outcome is unknown. `isOurs` is null if this writer may
 * not read the item.
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

/** Whether the write was carried out. Refuses `try_again` if that is unknown. */
export const held = async (write: Promise<Outcome>): Promise<boolean> => {
  const outcome = await write
  if (outcome === 'unknown') throw new Refusal('try_again')
  return outcome === 'done'
}

/** The sample's random draws. They are the same in every world, so that screenshots stay valid. */
import { createHash } from 'node:crypto'

export type Draw = (below: number) => number

/** The linear congruential generator of Numerical Recipes. */
export const drawing = (seed: number): Draw => {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export const pick = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length]
  if (value === undefined) throw new RangeError('sample: nothing to pick from')
  return value
}

/** The bytes for an id, derived from what it identifies. */
export const bytesOf = (text: string): Uint8Array => createHash('sha256').update(text).digest()

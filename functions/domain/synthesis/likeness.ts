/** Which of many short texts evidently say the same: shared rare words, weighed, through an inverted index. */
import { rarityOf } from './rarity.ts'
import { contentStems, wordsOf } from './words.ts'

/** More of a text adds nothing to what it is about, and a pasted log would cost seconds. */
const longestRead = 2_000
/** A word in so many texts tells none of them apart, and all pairs of them are too many to look at. */
const mostSharing = 60
/** From this rarity on (docs/synthesis.md) a shared word is no accident of everyday language. */
const rare = 5

export interface Pair {
  /** Indices into the texts, the lower first. */
  readonly a: number
  readonly b: number
  /** Cosine of their stems, each weighed by its rarity in English and in the set: 0 to 1. */
  readonly cosine: number
  /** How many rare words they share. */
  readonly rareShared: number
}

/** All pairs that share at least one rare word, in no order. */
export const pairsOf = (texts: readonly string[]): Pair[] => {
  const stems = texts.map(text => new Set(contentStems(text.slice(0, longestRead))))
  const postings = new Map<string, number[]>()
  for (const [index, own] of stems.entries()) {
    for (const stem of own) {
      const list = postings.get(stem)
      if (list) list.push(index)
      else postings.set(stem, [index])
    }
  }
  const weight = new Map(
    [...postings].map(([stem, list]) => [stem, (0.2 + rarityOf(stem) / 12) * Math.log(1 + texts.length / list.length)]),
  )
  const square = (stem: string): number => (weight.get(stem) ?? 0) ** 2
  const norms = stems.map(own => Math.sqrt([...own].reduce((sum, stem) => sum + square(stem), 0)))
  const found = new Map<number, { dot: number; rareShared: number }>()
  for (const [stem, list] of postings) {
    if (list.length > mostSharing) continue
    const isRare = rarityOf(stem) >= rare
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) {
        const key = a * texts.length + b
        const pair = found.get(key) ?? { dot: 0, rareShared: 0 }
        pair.dot += square(stem)
        if (isRare) pair.rareShared += 1
        found.set(key, pair)
      }
    }
  }
  return [...found].flatMap(([key, { dot, rareShared }]) => {
    const [a, b] = [Math.floor(key / texts.length), key % texts.length]
    const length = (norms[a] ?? 0) * (norms[b] ?? 0)
    return rareShared > 0 && length > 0 ? [{ a, b, cosine: dot / length, rareShared }] : []
  })
}

/** Enough to see why. */
const mostNamed = 4

/** Words of the first text that make it like the second, the rarest first, as they stand there. */
export const sharedWords = (text: string, other: string): string[] => {
  const theirs = new Set(contentStems(other.slice(0, longestRead)))
  const shared = new Map<string, string>()
  for (const word of wordsOf(text.slice(0, longestRead)).map(one => one.text)) {
    for (const stem of contentStems(word)) {
      if (theirs.has(stem) && rarityOf(stem) >= rare && !shared.has(stem)) shared.set(stem, word)
    }
  }
  return [...shared]
    .toSorted(([a], [b]) => rarityOf(b) - rarityOf(a))
    .slice(0, mostNamed)
    .map(([, word]) => word)
}

/** Rare words in common that are much of both texts. Measured: docs/synthesis.md. */
export const isStrong = ({ cosine, rareShared }: Pair): boolean =>
  cosine >= (rareShared >= 3 ? 0.4 : rareShared === 2 ? 0.5 : 0.9)

/** Nearly the same words throughout. */
export const isSame = ({ cosine, rareShared }: Pair): boolean => cosine >= (rareShared >= 2 ? 0.55 : 0.9)

/**
 * Groups in which every member is joined to every other by a pair given (complete linkage), strongest pairs first;
 * texts in no pair stand alone. Indices within a group ascend; groups are in the order of their first member.
 */
export const groupsOf = (size: number, pairs: readonly Pair[]): number[][] => {
  const linked = new Set(pairs.map(({ a, b }) => a * size + b))
  const isLinked = (a: number, b: number): boolean => linked.has(Math.min(a, b) * size + Math.max(a, b))
  const groupOf = Array.from({ length: size }, (_, index) => [index])
  for (const { a, b } of pairs.toSorted((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b)) {
    const [one, other] = [groupOf[a] ?? [], groupOf[b] ?? []]
    if (one === other || !one.every(i => other.every(j => isLinked(i, j)))) continue
    const joined = [...one, ...other].toSorted((i, j) => i - j)
    for (const index of joined) groupOf[index] = joined
  }
  return [...new Set(groupOf)].toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

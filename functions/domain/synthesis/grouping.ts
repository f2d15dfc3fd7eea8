/** Groups texts that say the same thing: average linkage over what they share, cut against the set's own similarities. */
import { rarityOf } from './rarity.ts'
import { contentStems } from './words.ts'

type Vector = Map<string, number>

/** Weights of the two views of a text, design section 6. */
const stemWeight = 1
const gramWeight = 0.35
const gramLength = 4
/** More of a text adds nothing to what it is about, and a pasted log would cost seconds. */
const longestRead = 2_000

const normalised = (vector: Vector): Vector => {
  let sum = 0
  for (const value of vector.values()) sum += value * value
  const length = Math.sqrt(sum)
  if (length > 0) for (const [key, value] of vector) vector.set(key, value / length)
  return vector
}

const counted = (keys: string[]): Vector => {
  const counts: Vector = new Map()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const weighed = (keys: string[][], rarity: (key: string) => number): Vector[] => {
  const seen = new Map<string, number>()
  for (const list of keys) for (const key of new Set(list)) seen.set(key, (seen.get(key) ?? 0) + 1)
  return keys.map(list => {
    const vector = counted(list)
    for (const [key, count] of vector) {
      const inSet = Math.log(1 + keys.length / (seen.get(key) ?? 1))
      vector.set(key, (1 + Math.log(count)) * inSet * rarity(key))
    }
    return normalised(vector)
  })
}

const gramsOf = (stems: string[]): string[] => {
  const grams: string[] = []
  for (const stem of stems) {
    const letters = Array.from(` ${stem} `)
    if (letters.length <= gramLength) grams.push(letters.join(''))
    for (let at = 0; at + gramLength <= letters.length; at += 1) grams.push(letters.slice(at, at + gramLength).join(''))
  }
  return grams
}

/** Cosines of all pairs through an inverted index: only pairs that share something cost anything. */
const addCosines = (vectors: Vector[], weight: number, into: Float64Array): void => {
  const size = vectors.length
  const postings = new Map<string, { at: number; value: number }[]>()
  vectors.forEach((vector, at) => {
    for (const [key, value] of vector) {
      const list = postings.get(key) ?? []
      list.push({ at, value })
      postings.set(key, list)
    }
  })
  for (const list of postings.values()) {
    for (let i = 0; i < list.length; i += 1) {
      const a = list[i]
      if (a === undefined) continue
      for (let j = i + 1; j < list.length; j += 1) {
        const b = list[j]
        if (b === undefined) continue
        const cell = a.at * size + b.at
        into[cell] = (into[cell] ?? 0) + weight * a.value * b.value
      }
    }
  }
}

/** Similarities of all pairs, row by row, symmetric. */
export const similarities = (texts: string[]): Float64Array => {
  const size = texts.length
  const stems = texts.map(text => contentStems(text.slice(0, longestRead)))
  const matrix = new Float64Array(size * size)
  addCosines(
    weighed(stems, stem => 0.2 + rarityOf(stem) / 12),
    stemWeight,
    matrix,
  )
  addCosines(
    weighed(stems.map(gramsOf), () => 1),
    gramWeight,
    matrix,
  )
  for (let i = 0; i < size; i += 1)
    for (let j = i + 1; j < size; j += 1) matrix[j * size + i] = matrix[i * size + j] ?? 0
  return matrix
}

/** Average linkage: every round joins the two groups whose members are most alike on average, while that is above the cut. */
export const link = (matrix: Float64Array, size: number, cut: number, fewest: number): number[][] => {
  const groups: (number[] | null)[] = Array.from({ length: size }, (_, at) => [at])
  const between = Float64Array.from(matrix)
  const nearest = new Int32Array(size).fill(-1)
  const find = (row: number): void => {
    let best = -1
    let most = -Infinity
    for (let other = 0; other < size; other += 1) {
      if (other === row || groups[other] === null) continue
      const value = between[row * size + other] ?? 0
      if (value > most) {
        most = value
        best = other
      }
    }
    nearest[row] = best
  }
  for (let row = 0; row < size; row += 1) find(row)
  for (let left = size; left > fewest; left -= 1) {
    let a = -1
    let most = -Infinity
    for (let row = 0; row < size; row += 1) {
      const other = nearest[row] ?? -1
      if (groups[row] === null || other < 0) continue
      const value = between[row * size + other] ?? 0
      if (value > most) {
        most = value
        a = row
      }
    }
    if (a < 0 || most <= cut) break
    const b = nearest[a] ?? -1
    const first = groups[a]
    const second = groups[b]
    if (first === null || first === undefined || second === null || second === undefined) break
    for (let other = 0; other < size; other += 1) {
      if (other === a || other === b || groups[other] === null) continue
      const value =
        ((between[a * size + other] ?? 0) * first.length + (between[b * size + other] ?? 0) * second.length) /
        (first.length + second.length)
      between[a * size + other] = value
      between[other * size + a] = value
    }
    groups[a] = [...first, ...second]
    groups[b] = null
    for (let row = 0; row < size; row += 1)
      if (groups[row] !== null && (row === a || nearest[row] === a || nearest[row] === b)) find(row)
      else if (
        groups[row] !== null &&
        (between[row * size + a] ?? 0) > (between[row * size + (nearest[row] ?? 0)] ?? 0)
      )
        nearest[row] = a
  }
  return groups.filter(group => group !== null)
}

/** Deviations above the set's mean similarity that a group must keep. */
const cutDeviations = 0.5
/** Bounds of the cut: below the first two texts share next to nothing, above the second they say the same whatever the set. */
const lowestCut = 0.06
const highestCut = 0.5

const cutOf = (matrix: Float64Array, size: number): number => {
  let sum = 0
  let squares = 0
  const pairs = (size * (size - 1)) / 2
  for (let i = 0; i < size; i += 1)
    for (let j = i + 1; j < size; j += 1) {
      const value = matrix[i * size + j] ?? 0
      sum += value
      squares += value * value
    }
  if (pairs === 0) return lowestCut
  const mean = sum / pairs
  const deviation = Math.sqrt(Math.max(0, squares / pairs - mean * mean))
  return Math.min(highestCut, Math.max(lowestCut, mean + cutDeviations * deviation))
}

const sameText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, ' ')
    .trim()

/** Groups of indices, each index in exactly one; the caller gives the texts in a fixed order. Equal texts stand together. */
export const group = (texts: string[]): number[][] => {
  const copies = new Map<string, number[]>()
  texts.forEach((text, at) => {
    const key = sameText(text) === '' ? text : sameText(text)
    copies.set(key, [...(copies.get(key) ?? []), at])
  })
  const distinct = [...copies.values()]
  const matrix = similarities(distinct.map(([first = 0]) => texts[first] ?? ''))
  return link(matrix, distinct.length, cutOf(matrix, distinct.length), 1).map(indices =>
    indices.flatMap(at => distinct[at] ?? []),
  )
}

/** For each further text the group (by its place in the list) it is most like on average, or -1 where none is above the cut. */
export const join = (texts: string[], groups: number[][], further: string[]): number[] => {
  const size = texts.length + further.length
  if (further.length === 0) return []
  if (groups.length === 0) return further.map(() => -1)
  const matrix = similarities([...texts, ...further])
  const cut = cutOf(matrix, size)
  return further.map((_, index) => {
    const row = (texts.length + index) * size
    let best = -1
    let most = cut
    groups.forEach((members, at) => {
      const mean = members.reduce((sum, member) => sum + (matrix[row + member] ?? 0), 0) / members.length
      if (mean > most) {
        most = mean
        best = at
      }
    })
    return best
  })
}

/** How alike two texts are: cosines of their stems and of the letters within them, weighed by how much each one tells. */
import { rarityOf } from './rarity.ts'
import { contentStems } from './words.ts'

type Vector = Map<string, number>

/** One way of looking at a set of texts. Several together are steadier than any one (grouping.ts). */
export type View = {
  gramWeight: number
  gramLength: number
  rarityPower: number
  /** How a stem's rareness within the set counts beside its rareness in English. */
  inSet: 'log' | 'root'
}

/** Stems times rarity at 1.0, character 4-grams at 0.35: docs/synthesis.md. */
export const plainView: View = { gramWeight: 0.35, gramLength: 4, rarityPower: 1, inSet: 'log' }

/** More of a text adds nothing to what it is about, and a pasted log would cost seconds. */
const longestRead = 2_000
/** A stem of no rarity at all still counts a little, else two texts of everyday words share nothing. */
const leastRarity = 0.2

const normalised = (vector: Vector): Vector => {
  let sum = 0
  for (const value of vector.values()) sum += value * value
  const length = Math.sqrt(sum)
  if (length > 0) for (const [key, value] of vector) vector.set(key, value / length)
  return vector
}

const countsOf = (keys: string[]): Vector => {
  const counts: Vector = new Map()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const weighed = (keys: string[][], inSet: View['inSet'], rarity: (key: string) => number): Vector[] => {
  const vectors = keys.map(countsOf)
  const seen: Vector = new Map()
  for (const vector of vectors) for (const key of vector.keys()) seen.set(key, (seen.get(key) ?? 0) + 1)
  const weights = new Map<string, number>()
  for (const [key, count] of seen) {
    const rareness = Math.log(1 + keys.length / count)
    weights.set(key, (inSet === 'log' ? rareness : Math.sqrt(rareness)) * rarity(key))
  }
  for (const vector of vectors) {
    for (const [key, count] of vector) vector.set(key, (1 + Math.log(count)) * (weights.get(key) ?? 0))
    normalised(vector)
  }
  return vectors
}

/** One sign of these scripts says as much as several letters. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

const gramsOf = (stems: string[], longest: number): string[] => {
  const grams: string[] = []
  for (const stem of stems) {
    const length = dense.test(stem) ? 2 : longest
    const letters = Array.from(dense.test(stem) ? stem : ` ${stem} `)
    if (letters.length <= length) grams.push(letters.join(''))
    for (let at = 0; at + length <= letters.length; at += 1) grams.push(letters.slice(at, at + length).join(''))
  }
  return grams
}

type Posting = { texts: number[]; values: number[] }

const addPosting = ({ texts, values }: Posting, weight: number, size: number, into: Float64Array): void => {
  for (let i = 0; i < texts.length; i += 1) {
    const row = (texts[i] ?? 0) * size
    const value = weight * (values[i] ?? 0)
    for (let j = i + 1; j < texts.length; j += 1) {
      const cell = row + (texts[j] ?? 0)
      into[cell] = (into[cell] ?? 0) + value * (values[j] ?? 0)
    }
  }
}

/** Cosines of all pairs through an inverted index: only pairs that share something cost anything. */
const addCosines = (vectors: Vector[], weight: number, into: Float64Array): void => {
  const size = vectors.length
  const postings = new Map<string, Posting>()
  vectors.forEach((vector, at) => {
    for (const [key, value] of vector) {
      const list = postings.get(key) ?? { texts: [], values: [] }
      list.texts.push(at)
      list.values.push(value)
      postings.set(key, list)
    }
  })
  for (const posting of postings.values()) addPosting(posting, weight, size, into)
}

/** What a set is compared by: stems of each text, and their letters in runs, weighed once for all views that weigh them alike. */
export type Compared = { stems: string[][]; gramVectors: (length: number, inSet: View['inSet']) => Vector[] }

/** Takes the texts apart once, since every view looks at the same. */
export const compared = (texts: string[]): Compared => {
  const stems = texts.map(text => contentStems(text.slice(0, longestRead)))
  const kept = new Map<string, Vector[]>()
  const gramVectors = (length: number, inSet: View['inSet']): Vector[] => {
    const key = `${length} ${inSet}`
    const vectors =
      kept.get(key) ??
      weighed(
        stems.map(list => gramsOf(list, length)),
        inSet,
        () => 1,
      )
    kept.set(key, vectors)
    return vectors
  }
  return { stems, gramVectors }
}

const mirror = (matrix: Float64Array, size: number): void => {
  for (let i = 0; i < size; i += 1)
    for (let j = i + 1; j < size; j += 1) matrix[j * size + i] = matrix[i * size + j] ?? 0
}

/** Similarities of all pairs under one view, row by row, symmetric, zero on the diagonal; at most 1 + gramWeight. */
export const similarities = ({ stems, gramVectors }: Compared, view: View = plainView): Float64Array => {
  const size = stems.length
  const matrix = new Float64Array(size * size)
  addCosines(
    weighed(stems, view.inSet, stem => (leastRarity + rarityOf(stem) / 12) ** view.rarityPower),
    1,
    matrix,
  )
  addCosines(gramVectors(view.gramLength, view.inSet), view.gramWeight, matrix)
  mirror(matrix, size)
  return matrix
}

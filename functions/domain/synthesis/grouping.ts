/** Groups texts that say the same thing. Many partitions of the set vote on which two belong together; what they agree on stands. */
import { cut, dendrogram, largest, settle } from './linkage.ts'
import { type Compared, compared, plainView, similarities, type View } from './similarity.ts'

/** Views that see the set a little differently, each with the power by which it weighs large groups (linkage.ts). */
const views: { view: View; power: number }[] = [
  { view: plainView, power: 0.8 },
  { view: { ...plainView, inSet: 'root' }, power: 0.8 },
  { view: { ...plainView, inSet: 'root', rarityPower: 1.5, gramLength: 5 }, power: 0.8 },
  { view: { ...plainView, inSet: 'root', gramWeight: 0.5 }, power: 0.6 },
]
/** A meeting can talk about as many themes as the root of what was said; voters take a few fewer and a few more. */
const voterCounts = [0.7, 0.85, 1, 1.15, 1.3, 1.5]
/** How much finer the linkage is cut before its largest groups are kept. */
const voterFineness = [1.5, 2, 3]

/** From here on a third of the voters agree as well, and all of them would cost seconds. */
const manyTexts = 150

/** Fewer texts than this are linked directly: there is no set to measure them against. */
const fewTexts = 12
/** Bounds of the direct cut: below the first two texts share next to nothing, above the second they say the same whatever the set. */
const lowestCut = 0.08
const highestCut = 0.4
/** Deviations above the set's mean similarity that a directly linked group must keep. */
const cutDeviations = 0.5
/** Groups this alike on average are one, however many were asked for. */
const sameMatter = 0.2
/** Who shares less than this with every other of the group stands alone: nothing was said that joins them. */
const leastShared = 0.02

const directCut = (matrix: Float64Array, size: number): number => {
  let sum = 0
  let squares = 0
  const pairs = (size * (size - 1)) / 2
  for (let i = 0; i < size; i += 1)
    for (let j = i + 1; j < size; j += 1) {
      const similarity = matrix[i * size + j] ?? 0
      sum += similarity
      squares += similarity * similarity
    }
  if (pairs === 0) return lowestCut
  const mean = sum / pairs
  const deviation = Math.sqrt(Math.max(0, squares / pairs - mean * mean))
  return Math.min(highestCut, Math.max(lowestCut, mean + cutDeviations * deviation))
}

const countTogether = (group: number[], size: number, together: Float64Array): void => {
  for (const a of group) for (const b of group) together[a * size + b] = (together[a * size + b] ?? 0) + 1
}

const vote = (set: Compared): Float64Array => {
  const size = set.stems.length
  const finenesses = size > manyTexts ? [2] : voterFineness
  const together = new Float64Array(size * size)
  for (const { view, power } of views) {
    const matrix = similarities(set, view)
    const merges = dendrogram(matrix, size)
    for (const fineness of finenesses)
      for (const share of voterCounts) {
        const count = Math.max(2, Math.min(size, Math.round(share * Math.sqrt(size))))
        const fine = cut(merges, size, Math.min(size, Math.round(count * fineness)))
        for (const group of settle(matrix, size, largest(matrix, size, fine, count), power))
          countTogether(group, size, together)
      }
  }
  const voters = views.length * finenesses.length * voterCounts.length
  return together.map(votes => votes / voters)
}

const meanBetween = (matrix: Float64Array, size: number, a: number[], b: number[]): number => {
  let sum = 0
  for (const i of a) for (const j of b) sum += matrix[i * size + j] ?? 0
  return sum / (a.length * b.length)
}

const joinSame = (matrix: Float64Array, size: number, groups: number[][]): number[][] => {
  const joined = groups.map(group => [...group])
  for (;;) {
    let best: [number, number] | null = null
    let most = sameMatter
    for (let i = 0; i < joined.length; i += 1)
      for (let j = i + 1; j < joined.length; j += 1) {
        const mean = meanBetween(matrix, size, joined[i] ?? [], joined[j] ?? [])
        if (mean > most) {
          most = mean
          best = [i, j]
        }
      }
    if (best === null) return joined
    const [into, from] = best
    joined[into] = [...(joined[into] ?? []), ...(joined[from] ?? [])].toSorted((a, b) => a - b)
    joined.splice(from, 1)
  }
}

const partition = (texts: string[]): number[][] => {
  const size = texts.length
  const set = compared(texts)
  const matrix = similarities(set)
  if (size < fewTexts) return cut(dendrogram(matrix, size), size, 1, directCut(matrix, size))
  const together = vote(set)
  const count = Math.round(Math.sqrt(size))
  const agreed = largest(together, size, cut(dendrogram(together, size), size, count * 2), count)
  const settled = joinSame(matrix, size, settle(together, size, agreed, 0.8))
  return settled.flatMap(group => {
    const near = (member: number): number =>
      group.reduce((most, other) => (other === member ? most : Math.max(most, matrix[member * size + other] ?? 0)), 0)
    const loners = group.filter(member => near(member) < leastShared)
    return [group.filter(member => !loners.includes(member)), ...loners.map(member => [member])].filter(
      members => members.length > 0,
    )
  })
}

const sameText = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, ' ')
    .trim()
  return plain === '' ? text : plain
}

type Partition = (distinct: string[]) => number[][]
const ofDistinct = (texts: string[], partitioned: Partition): number[][] => {
  const copies = new Map<string, number[]>()
  texts.forEach((text, at) => {
    const same = copies.get(sameText(text))
    if (same === undefined) copies.set(sameText(text), [at])
    else same.push(at)
  })
  const distinct = [...copies.values()]
  return partitioned(distinct.map(([first = 0]) => texts[first] ?? '')).map(indices =>
    indices.flatMap(at => distinct[at] ?? []),
  )
}

/** Groups of indices, each index in exactly one; the caller gives the texts in a fixed order. Equal texts stand together. */
export const group = (texts: string[]): number[][] => ofDistinct(texts, partition)

/** The same for texts of which only those that say the same belong together, however few there are. */
export const mergeSame = (texts: string[]): number[][] =>
  ofDistinct(texts, distinct =>
    cut(dendrogram(similarities(compared(distinct)), distinct.length), distinct.length, 1, sameMatter),
  )

/** For each further text the group (by its place in the list) it is most like on average, or -1 where none is above the cut. */
export const join = (texts: string[], groups: number[][], further: string[]): number[] => {
  const size = texts.length + further.length
  if (further.length === 0) return []
  if (groups.length === 0) return further.map(() => -1)
  const matrix = similarities(compared([...texts, ...further]))
  const floor = Math.min(directCut(matrix, size), lowestCut)
  return further.map((_, index) => {
    const row = (texts.length + index) * size
    let best = -1
    let most = floor
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

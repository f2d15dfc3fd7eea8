/** Partitions of a set from the similarities of its pairs; each group's members ascend, and groups stand by their first member. */

type Merge = { into: number; from: number; similarity: number }

const value = (matrix: Float64Array, at: number): number => matrix[at] ?? 0
const ordered = (groups: number[][]): number[][] =>
  groups
    .filter(group => group.length > 0)
    .map(group => group.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))

// The inner loops stand alone and small: a compiler that meets them within one long function spends more time on that than they run.

/** The standing group most alike to `row`; -1 where none other stands. */
const nearestOf = (between: Float64Array, weight: Int32Array, row: number): number => {
  const size = weight.length
  let best = -1
  let most = -Infinity
  for (let other = 0; other < size; other += 1) {
    if (other === row || weight[other] === 0) continue
    const near = value(between, row * size + other)
    if (near > most) {
      most = near
      best = other
    }
  }
  return best
}

/** The standing group that is most alike to its nearest one. */
const closest = (between: Float64Array, weight: Int32Array, nearest: Int32Array): number => {
  const size = weight.length
  let best = -1
  let most = -Infinity
  for (let row = 0; row < size; row += 1) {
    if (weight[row] === 0) continue
    const near = value(between, row * size + (nearest[row] ?? 0))
    if (near > most) {
      most = near
      best = row
    }
  }
  return best
}

const average = (between: Float64Array, weight: Int32Array, into: number, from: number): void => {
  const size = weight.length
  const a = weight[into] ?? 1
  const b = weight[from] ?? 1
  for (let other = 0; other < size; other += 1) {
    if (other === into || other === from || weight[other] === 0) continue
    const mean = (value(between, into * size + other) * a + value(between, from * size + other) * b) / (a + b)
    between[into * size + other] = mean
    between[other * size + into] = mean
  }
  weight[into] = a + b
  weight[from] = 0
}

const renew = (between: Float64Array, weight: Int32Array, nearest: Int32Array, into: number, from: number): void => {
  const size = weight.length
  for (let row = 0; row < size; row += 1) {
    if (weight[row] === 0) continue
    const next = nearest[row] ?? 0
    if (row === into || next === into || next === from) nearest[row] = nearestOf(between, weight, row)
    else if (value(between, row * size + into) > value(between, row * size + next)) nearest[row] = into
  }
}

/** Average linkage (Sokal and Michener 1958) to the end: every step joins the two groups most alike on average. */
export const dendrogram = (matrix: Float64Array, size: number): Merge[] => {
  const weight = new Int32Array(size).fill(1)
  const between = Float64Array.from(matrix)
  const nearest = new Int32Array(size)
  for (let row = 0; row < size; row += 1) nearest[row] = nearestOf(between, weight, row)
  const merges: Merge[] = []
  for (let left = size; left > 1; left -= 1) {
    const into = closest(between, weight, nearest)
    const from = nearest[into] ?? -1
    if (into < 0 || from < 0) break
    merges.push({ into, from, similarity: value(between, into * size + from) })
    average(between, weight, into, from)
    renew(between, weight, nearest, into, from)
  }
  return merges
}

/** The groups that stand when so many are left, or earlier when the next two to join are no more alike than `floor`. */
export const cut = (merges: Merge[], size: number, count: number, floor = -Infinity): number[][] => {
  const groups: number[][] = Array.from({ length: size }, (_, at) => [at])
  for (const { into, from, similarity } of merges.slice(0, Math.max(0, size - count))) {
    if (similarity <= floor) break
    groups[into] = [...(groups[into] ?? []), ...(groups[from] ?? [])]
    groups[from] = []
  }
  return ordered(groups)
}

/** Average linkage lets few groups swallow the set while loners stand for themselves: keeps the largest, and spreads the others over them. */
export const largest = (matrix: Float64Array, size: number, groups: number[][], count: number): number[][] => {
  const bySize = groups.toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
  const kept = bySize.slice(0, count)
  const grown = kept.map(group => [...group])
  for (const member of bySize.slice(count).flat()) {
    let best = 0
    let most = -1
    kept.forEach((group, at) => {
      const near = group.reduce((sum, other) => sum + value(matrix, member * size + other), 0) / group.length ** 0.7
      if (near > most) {
        most = near
        best = at
      }
    })
    grown[best]?.push(member)
  }
  return ordered(grown)
}

/** So many rounds settle every set that was tried; a set that still moves then is left as it is. */
const mostRounds = 10

/** Members of a set in groups: which one each is in, how many each has, and how alike each member is to each group in sum. */
type Grouping = { label: Int32Array; weight: Int32Array; sums: Float64Array; divisors: Float64Array }

const addSums = (matrix: Float64Array, { label, weight, sums }: Grouping, row: number): void => {
  const size = label.length
  const count = weight.length
  for (let other = 0; other < size; other += 1) {
    const near = value(matrix, row * size + other)
    if (near === 0 || other === row) continue
    const cell = row * count + (label[other] ?? 0)
    sums[cell] = value(sums, cell) + near
  }
}

const bestFor = ({ label, weight, sums, divisors }: Grouping, member: number): number => {
  const count = weight.length
  const home = label[member] ?? 0
  const others = (weight[home] ?? 0) - 1
  let best = home
  let most = others > 0 ? value(sums, member * count + home) / value(divisors, others) : 0
  for (let at = 0; at < count; at += 1) {
    const members = weight[at] ?? 0
    if (at === home || members === 0) continue
    const near = value(sums, member * count + at) / value(divisors, members)
    // Sums are kept up by differences: equal ones may differ in their last digits.
    if (near > most + 1e-9) {
      most = near
      best = at
    }
  }
  return best
}

const move = (matrix: Float64Array, { label, weight, sums }: Grouping, member: number, to: number): void => {
  const size = label.length
  const count = weight.length
  const home = label[member] ?? 0
  label[member] = to
  weight[home] = (weight[home] ?? 1) - 1
  weight[to] = (weight[to] ?? 0) + 1
  for (let row = 0; row < size; row += 1) {
    const near = value(matrix, member * size + row)
    if (near === 0 || row === member) continue
    sums[row * count + home] = value(sums, row * count + home) - near
    sums[row * count + to] = value(sums, row * count + to) + near
  }
}

/** Moves each member to the group it is most alike to, in turn, until none moves. `power` 1 compares means, less favours large groups. */
export const settle = (matrix: Float64Array, size: number, groups: number[][], power: number): number[][] => {
  const count = groups.length
  const grouping: Grouping = {
    label: new Int32Array(size),
    weight: Int32Array.from(groups, group => group.length),
    sums: new Float64Array(size * count),
    divisors: Float64Array.from({ length: size + 1 }, (_, members) => members ** power),
  }
  groups.forEach((group, at) => {
    for (const member of group) grouping.label[member] = at
  })
  for (let row = 0; row < size; row += 1) addSums(matrix, grouping, row)
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = false
    for (let member = 0; member < size; member += 1) {
      const best = bestFor(grouping, member)
      if (best === grouping.label[member]) continue
      moved = true
      move(matrix, grouping, member, best)
    }
    if (!moved) break
  }
  const settled: number[][] = Array.from({ length: count }, () => [])
  grouping.label.forEach((at, member) => settled[at]?.push(member))
  return ordered(settled)
}

/** Partitions of a set from the similarities of its pairs; each group's members ascend, and groups stand by their first member. */

type Merge = { into: number; from: number; similarity: number }

const value = (matrix: Float64Array, at: number): number => matrix[at] ?? 0
const ordered = (groups: number[][]): number[][] =>
  groups
    .filter(group => group.length > 0)
    .map(group => group.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))

/** Average linkage (Sokal and Michener 1958) to the end: every step joins the two groups most alike on average. */
export const dendrogram = (matrix: Float64Array, size: number): Merge[] => {
  const weight = new Int32Array(size).fill(1)
  const between = Float64Array.from(matrix)
  const nearest = new Int32Array(size).fill(-1)
  const find = (row: number): void => {
    let best = -1
    let most = -Infinity
    for (let other = 0; other < size; other += 1) {
      if (other === row || weight[other] === 0) continue
      if (value(between, row * size + other) > most) {
        most = value(between, row * size + other)
        best = other
      }
    }
    nearest[row] = best
  }
  for (let row = 0; row < size; row += 1) find(row)
  const merges: Merge[] = []
  for (let left = size; left > 1; left -= 1) {
    let into = -1
    let similarity = -Infinity
    for (let row = 0; row < size; row += 1) {
      if (weight[row] === 0) continue
      const candidate = value(between, row * size + (nearest[row] ?? 0))
      if (candidate > similarity) {
        similarity = candidate
        into = row
      }
    }
    const from = nearest[into] ?? -1
    if (into < 0 || from < 0) break
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
    merges.push({ into, from, similarity })
    for (let row = 0; row < size; row += 1) {
      if (weight[row] === 0) continue
      if (row === into || nearest[row] === into || nearest[row] === from) find(row)
      else if (value(between, row * size + into) > value(between, row * size + (nearest[row] ?? 0))) nearest[row] = into
    }
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

/** Moves each member to the group it is most alike to, in turn, until none moves. `power` 1 compares means, less favours large groups. */
export const settle = (matrix: Float64Array, size: number, groups: number[][], power: number): number[][] => {
  const count = groups.length
  const label = new Int32Array(size)
  const weight = groups.map(group => group.length)
  groups.forEach((group, at) => {
    for (const member of group) label[member] = at
  })
  const sums = new Float64Array(size * count)
  for (let row = 0; row < size; row += 1)
    for (let other = 0; other < size; other += 1) {
      const near = value(matrix, row * size + other)
      if (near === 0 || other === row) continue
      const cell = row * count + (label[other] ?? 0)
      sums[cell] = value(sums, cell) + near
    }
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = false
    for (let member = 0; member < size; member += 1) {
      const home = label[member] ?? 0
      let best = home
      let most = (weight[home] ?? 0) > 1 ? value(sums, member * count + home) / ((weight[home] ?? 0) - 1) ** power : 0
      for (let at = 0; at < count; at += 1) {
        if (at === home || weight[at] === 0) continue
        const near = value(sums, member * count + at) / (weight[at] ?? 1) ** power
        // Sums are kept up by differences: equal ones may differ in their last digits.
        if (near > most + 1e-9) {
          most = near
          best = at
        }
      }
      if (best === home) continue
      moved = true
      label[member] = best
      weight[home] = (weight[home] ?? 1) - 1
      weight[best] = (weight[best] ?? 0) + 1
      for (let row = 0; row < size; row += 1) {
        const near = value(matrix, member * size + row)
        if (near === 0 || row === member) continue
        sums[row * count + home] = value(sums, row * count + home) - near
        sums[row * count + best] = value(sums, row * count + best) + near
      }
    }
    if (!moved) break
  }
  const settled: number[][] = Array.from({ length: count }, () => [])
  label.forEach((at, member) => settled[at]?.push(member))
  return ordered(settled)
}

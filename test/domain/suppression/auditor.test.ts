import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AuditedSystem, audit } from '../../../functions/domain/suppression/auditor.ts'

/** Rank over the integers modulo a prime, on dense rows: reaches the auditor's answer another way. */
const prime = 2_147_483_647n
const inverse = (value: bigint): bigint => {
  let [result, base] = [1n, ((value % prime) + prime) % prime]
  for (let exponent = prime - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}
const rank = (rows: readonly (readonly number[])[]): number => {
  const matrix = rows.map(row => row.map(BigInt))
  let found = 0
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = matrix.findIndex((row, index) => index >= found && row[column] !== 0n)
    const pivot = matrix[at]
    if (!pivot) continue
    matrix.splice(at, 1)
    matrix.splice(found, 0, pivot)
    const scale = inverse(pivot[column] ?? 1n)
    for (const row of matrix.slice(found + 1)) {
      const factor = ((row[column] ?? 0n) * scale) % prime
      for (const [index, value] of pivot.entries()) {
        row[index] = ((((row[index] ?? 0n) - factor * value) % prime) + prime) % prime
      }
    }
    found += 1
  }
  return found
}

interface World {
  readonly people: readonly number[]
  /** Bits. */
  readonly published: readonly number[]
  readonly hidden: readonly number[]
}

const bits = (set: number, length: number) => Array.from({ length }, (_, index) => ((set >> index) & 1 ? 1 : 0))
const name = (index: number) => `cell ${index}`
const members = (set: number, length: number) => bits(set, length).flatMap((bit, index) => (bit ? [name(index)] : []))

const systemOf = ({ people, published, hidden }: World): AuditedSystem => ({
  measure: 'mean',
  cells: new Map(people.map((n, index) => [name(index), { people: n }])),
  published: published.map(set => ({
    cells: members(set, people.length),
    people: people.reduce((total, n, index) => total + ((set >> index) & 1 ? n : 0), 0),
  })),
  hidden: hidden.map(set => members(set, people.length)),
})

/** By definition: if removing the columns of a set lowers the rank of the rows, or if a cell lies in their span. */
const leaks = ({ people, published, hidden }: World): { small: boolean; hidden: boolean } => {
  const occupied = people.map(n => n > 0)
  const rows = published.map(set => bits(set, people.length).map((bit, index) => (occupied[index] ? bit : 0)))
  const full = rank(rows)
  const sets = Array.from({ length: 2 ** people.length - 1 }, (_, index) => index + 1)
  const size = (set: number) => people.reduce((total, n, index) => total + ((set >> index) & 1 ? n : 0), 0)
  const small = sets.some(set => {
    if (size(set) === 0 || size(set) > 4) return false
    return rank(rows.map(row => row.map((value, index) => ((set >> index) & 1 ? 0 : value)))) < full
  })
  const found = hidden.some(set => {
    const target = bits(set, people.length).map((bit, index) => (occupied[index] ? bit : 0))
    return target.includes(1) && rank([...rows, target]) === full
  })
  return { small, hidden: found }
}

const world: fc.Arbitrary<World> = fc.integer({ min: 1, max: 6 }).chain(length =>
  fc.record({
    people: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: length, maxLength: length }),
    published: fc.array(fc.integer({ min: 1, max: 2 ** length - 1 }), { maxLength: 6 }),
    hidden: fc.array(fc.integer({ min: 1, max: 2 ** length - 1 }), { maxLength: 3 }),
  }),
)

describe('the auditor', () => {
  test('finds exactly what lies in the span of the published equations', () => {
    const seen = { small: 0, hidden: 0, clean: 0 }
    fc.assert(
      fc.property(world, given => {
        const kinds = new Set(audit(systemOf(given), 5).map(({ kind }) => kind))
        const truth = leaks(given)
        expect({ small: kinds.has('small-group'), hidden: kinds.has('hidden-cell') }).toEqual(truth)
        seen.small += Number(truth.small)
        seen.hidden += Number(truth.hidden)
        seen.clean += Number(!truth.small && !truth.hidden)
      }),
      { numRuns: 1_500 },
    )
    expect(Math.min(seen.small, seen.hidden, seen.clean)).toBeGreaterThan(100)
  })

  const cells = new Map([
    ['a', { people: 3 }],
    ['b', { people: 6 }],
    ['c', { people: 9 }],
  ])

  test('a fraction is reached where no sum or difference is', () => {
    const published = [
      { cells: ['a', 'b'], people: 9 },
      { cells: ['b', 'c'], people: 15 },
      { cells: ['a', 'c'], people: 12 },
    ]
    const kinds = audit({ measure: 'x', cells, published, hidden: [['a']] }, 5).map(({ kind }) => kind)
    expect(kinds).toEqual(['hidden-cell', 'small-group'])
  })

  test('earlier publications count, also through others', () => {
    const published = [{ cells: ['a', 'b', 'c'], people: 18 }]
    const earlier = [
      { cells: ['b', 'd'], people: 15 },
      { cells: ['c', 'e'], people: 16 },
      { cells: ['d', 'e'], people: 16 },
    ]
    const system = { measure: 'x', cells, published, earlier, hidden: [['a']] }
    // a + b + c, less (b + d) and (c + e), plus (d + e).
    expect(audit(system, 5)).toContainEqual({ kind: 'hidden-cell', measure: 'x', cells: ['a'] })
    expect(audit({ ...system, earlier: earlier.slice(0, 2) }, 5)).toEqual([])
  })

  test('of an earlier cell of forgotten size it uses what the equations say', () => {
    const hidden = [['old 1'], ['old 2']]
    const unknown = new Map([
      ['new', { people: 7 }],
      ['old 1', { people: null }],
      ['old 2', { people: null }],
    ])
    const system = (people: number): AuditedSystem => ({
      measure: 'x',
      cells: unknown,
      published: [
        { cells: ['new', 'old 1', 'old 2'], people: people + 7 },
        { cells: ['new'], people: 7 },
      ],
      hidden,
    })
    expect(audit(system(4), 5).map(({ kind }) => kind)).toEqual(['small-group'])
    expect(audit(system(5), 5)).toEqual([])
  })

  test('a remainder at the end of its scale reveals everything hidden in it', () => {
    const total = (value: number) => ({ least: 0, value, most: 6 })
    const ended = (b: number) =>
      audit(
        {
          measure: 'x',
          cells: new Map([
            ['a', { people: 6, total: total(6) }],
            ['b', { people: 6, total: total(b) }],
            ['c', { people: 6, total: total(3) }],
          ]),
          published: [
            { cells: ['a', 'b', 'c'], people: 18 },
            { cells: ['c'], people: 6 },
          ],
          hidden: [['a'], ['b']],
        },
        5,
      )
    expect(ended(6).map(({ kind }) => kind)).toEqual(['end-of-scale'])
    expect(ended(5)).toEqual([])
  })

  test('what takes too long to check is refused', () => {
    const many = Array.from({ length: 60 }, (_, index) => name(index))
    const crowd = new Map(many.map(cell => [cell, { people: 1 }]))
    const published = many.slice(5).map((_, index) => ({ cells: many.slice(index, index + 6), people: 6 }))
    const system = { measure: 'x', cells: crowd, published, hidden: [] }
    expect(audit(system, 5).map(({ kind }) => kind)).toEqual(['too-large'])
    expect(audit({ ...system, cells: new Map(many.map(cell => [cell, { people: 9 }])) }, 5)).toEqual([])
    expect(audit(system, 5, 10).map(({ kind }) => kind)).toEqual(['too-large'])
  })
})

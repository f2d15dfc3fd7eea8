import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { audit } from '../../../functions/domain/suppression/auditor.ts'
import { suppressionRules } from '../../vectors/rules.ts'
import type { Group } from '../../../functions/domain/suppression/tree.ts'
import { reachable } from './organisation.ts'

const { tree, overlap, windows, rollup, measures } = suppressionRules

const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
const sizes = (length: number, most = 20) => fc.array(fc.nat(most), { minLength: 1, maxLength: length })
const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0)
const sizeOf = (set: number, people: readonly number[]) => total(people.filter((_, index) => set & (2 ** index)))

describe('a tree', () => {
  const nested = fc.array(sizes(3), { minLength: 1, maxLength: 4 }).map(departments => {
    const people = departments.flat()
    let leaf = 0
    const children = departments.map((teams, index): Group => {
      const own = teams.map((n, at) => ({ name: `${names[index]}${at}`, n }))
      return { name: names[index] ?? '', n: total(teams), children: own }
    })
    const bits = new Map<string, number>([['Org', 2 ** people.length - 1]])
    for (const { name, children: teams = [] } of children) {
      const first = leaf
      for (const team of teams) bits.set(team.name, 2 ** leaf++)
      bits.set(name, 2 ** leaf - 2 ** first)
    }
    return { root: { name: 'Org', n: total(people), children }, people, bits }
  })

  test('reveals no set of one to four answers, and none of its hidden groups', () => {
    fc.assert(
      fc.property(nested, ({ root, people, bits }) => {
        const { published, hidden } = tree({ k: 5, tree: root })
        expect([...published, ...Object.keys(hidden)].sort()).toEqual([...bits.keys()].sort())
        const reached = reachable(published.map(name => bits.get(name) ?? 0))
        const occupied = people.reduce((set, n, index) => (n > 0 ? set | (2 ** index) : set), 0)
        const filled = new Set([...reached].map(set => set & occupied))
        for (const set of filled) if (set !== 0) expect(sizeOf(set, people)).toBeGreaterThanOrEqual(5)
        for (const name of Object.keys(hidden)) {
          const own = (bits.get(name) ?? 0) & occupied
          // A department with a single team is the same group as that team.
          const again = published.some(other => ((bits.get(other) ?? 0) & occupied) === own)
          if (own !== 0 && !again) expect(filled).not.toContain(own)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('hides no more than it must: nothing if no group is below five', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 1, maxLength: 7 }), people => {
        const children = people.map((n, index) => ({ name: names[index], n }))
        expect(tree({ k: 5, tree: { name: 'All', n: total(people), children } }).hidden).toEqual({})
      }),
    )
  })
})

describe('measures', () => {
  const answers = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 })

  test('that reveal what everybody in a group answered are never published', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), given => {
        const groups = Object.fromEntries(given.map((values, index) => [names[index] ?? '', values]))
        const { mean, favourable } = measures({ k: 5, groups })
        for (const [name, values] of Object.entries(groups)) {
          const bands = new Set(values.map(value => (value <= 2 ? 'low' : value >= 4 ? 'high' : 'middle')))
          if (values.length < 5 || bands.size < 2) expect(mean.published).not.toContain(name)
          const share = values.filter(value => value >= 4).length / values.length
          if (values.length < 5 || share === 0 || share === 1) expect(favourable.published).not.toContain(name)
        }
      }),
    )
  })
})

describe('overlapping breakdowns', () => {
  const atom = fc.record({
    n: fc.nat(14),
    team: fc.constantFrom('Core', 'Edge', 'Web'),
    tenure: fc.constantFrom('old', 'new'),
    site: fc.constantFrom('north', 'south'),
  })

  test('leave no two published groups that differ by one to four people', () => {
    fc.assert(
      fc.property(fc.array(atom, { minLength: 1, maxLength: 9 }), atoms => {
        const { published } = overlap({ k: 5, dimensions: ['team', 'tenure', 'site'], atoms })
        const holds = (name: string, own: (typeof atoms)[number]) =>
          name === 'All' || [`team=${own.team}`, `tenure=${own.tenure}`, `site=${own.site}`].includes(name)
        for (const one of published) {
          for (const other of published) {
            const apart = total(atoms.filter(own => holds(one, own) !== holds(other, own)).map(({ n }) => n))
            expect(apart === 0 || apart >= 5).toBe(true)
          }
        }
      }),
    )
  })

  test('can still be combined from three sides, which the auditor sees', () => {
    const cells = new Map([7, 6, 6, 3].map((people, index) => [`atom ${index}`, { people }]))
    const set = (...indexes: number[]) => ({
      cells: indexes.map(index => `atom ${index}`),
      people: total(indexes.map(index => [7, 6, 6, 3][index] ?? 0)),
    })
    // Each pair differs by ten or more; the first two minus the third leave the three people.
    const published = [set(0, 1), set(2, 3), set(0, 1, 2)]
    const found = audit({ measure: 'x', cells, published, hidden: [] }, 5).map(({ kind }) => kind)
    expect(found).toEqual(['small-group'])
  })
})

describe('windows', () => {
  test('reveal no hidden quarter and no small set of answers by sums and differences of published figures', () => {
    const asked = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 2, max: 6 })), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }), asked, (people, spans) => {
        const quarters = Object.fromEntries(people.map((n, index) => [`Q${index + 1}`, n]))
        const wanted = spans.map(([from, length]) => Object.keys(quarters).slice(from, from + length))
        const { published } = windows({ k: 5, quarters, windows: wanted })
        const bit = (quarter: string) => 2 ** (Number(quarter.slice(1)) - 1)
        const sets = published.map(name => total(name.split('+').map(bit)))
        const shown = published.filter(name => !name.includes('+'))
        for (const set of reachable(sets)) {
          const size = sizeOf(set, people)
          expect(size === 0 || size >= 5).toBe(true)
          const held = people.flatMap((n, index) => (n > 0 && set & (2 ** index) ? [`Q${index + 1}`] : []))
          if (held.length === 1) expect(shown).toContain(held[0])
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('pooling before the launch', () => {
  test('loses nobody, and leaves groups of eight or more, or none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }), people => {
        const invited = Object.fromEntries(people.map((n, index) => [names[index] ?? '', n]))
        const groups = Object.entries(rollup({ minInvited: 8, invited }).groups)
        if (groups.length === 0) return
        expect(groups.flatMap(([, teams]) => teams).sort()).toEqual(Object.keys(invited))
        expect(groups.length).toBeGreaterThanOrEqual(2)
        for (const [, teams] of groups) {
          expect(total(teams.map(team => invited[team] ?? 0))).toBeGreaterThanOrEqual(8)
        }
      }),
    )
  })

  test("includes a team with the pool's name", () => {
    expect(rollup({ minInvited: 8, invited: { Other: 20, Ada: 3, Bo: 12, Cy: 9 } })).toEqual({
      groups: { Bo: ['Bo'], Cy: ['Cy'], Other: ['Ada', 'Other'] },
    })
  })

  test('adds the smallest group to a pool that is too small, the first by name among equals', () => {
    expect(rollup({ minInvited: 8, invited: { Ada: 1, Di: 9, Bo: 9, Cy: 30 } })).toEqual({
      groups: { Cy: ['Cy'], Di: ['Di'], Other: ['Ada', 'Bo'] },
    })
  })
})

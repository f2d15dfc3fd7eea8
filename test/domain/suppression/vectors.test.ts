import { describe, expect, test } from 'vitest'
import { suppressionRules } from '../../vectors/rules.ts'
import { failure, readVectors, resultOf } from '../../vectors/run.ts'

const [{ cases, tolerance }, limits] = [
  readVectors('test/vectors/suppression.json'),
  readVectors('test/vectors/limits.json'),
]

/** Read from a release, in which a hidden figure is null whatever hid it. */
const withoutReason = ['detail', 'interim']

describe('the reference', () => {
  test.each([...cases, ...limits.cases].map(vector => [vector.id, vector] as const))('%s', (_, vector) => {
    expect(failure(vector, tolerance)).toBeNull()
    if (!withoutReason.includes(vector.kind ?? '')) expect(resultOf(vector)).toEqual(vector.expected)
  })

  test('has a case for every rule', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(suppressionRules)))
  })
})

describe('between the cases', () => {
  const { tree, measures, windows, detail, interim, items, crosstab, responseRate, threshold, overlap } =
    suppressionRules
  const group = (name: string, n: number, children?: unknown[]) => ({ name, n, ...(children ? { children } : {}) })

  test('nothing below a hidden group is shown, however large, and a hidden whole hides everything', () => {
    const a = group('A', 12, [group('A1', 6), group('A2', 6)])
    const wholly = tree({ k: 5, tree: group('Org', 46, [a, group('B', 4), group('C', 30)]) })
    expect(wholly.published).toEqual(['C', 'Org'])
    expect(wholly.hidden).toEqual({ B: 'primary', A: 'complementary', A1: 'parent', A2: 'parent' })
    expect(tree({ k: 5, tree: group('Org', 4, [group('A', 2), group('B', 2)]) }).published).toEqual([])
  })

  test('an empty group is hidden and protects nobody', () => {
    const empty = tree({ k: 5, tree: group('All', 12, [group('A', 0), group('B', 5), group('C', 7)]) })
    expect(empty).toEqual({ published: ['All', 'B', 'C'], hidden: { A: 'empty' } })
    const small = tree({ k: 5, tree: group('All', 15, [group('A', 0), group('B', 3), group('C', 5), group('D', 7)]) })
    expect(small.published).toEqual(['All', 'D'])
  })

  test('among equal groups the first by code point is hidden, also outside the basic plane', () => {
    const children = [group('A', 2), group('\u{1F600}', 7), group('\uFF21', 7)]
    expect(tree({ k: 5, tree: group('All', 16, children) }).hidden).toEqual({
      A: 'primary',
      '\uFF21': 'complementary',
    })
  })

  test('a bound hides both ends of a unanimous result, and is absent if the whole is hidden', () => {
    const five = (value: number) => Array.from({ length: 5 }, () => value)
    expect(measures({ k: 5, groups: { A: five(5), B: [...five(5), 4] } })).toMatchObject({
      topMean: '>=4.9',
      topFavourable: '>=90%',
    })
    expect(measures({ k: 5, groups: { A: five(1), B: [...five(1), 1] } })).toMatchObject({
      topMean: '<=1.1',
      topFavourable: '<=10%',
    })
    expect(measures({ k: 5, groups: { A: [4], B: [2] } })).toMatchObject({ topMean: null, topFavourable: null })
    expect(measures({ k: 5, groups: { A: [1, 1, 3, 5, 5, 1], B: [4, 2] } })).toMatchObject({
      topMean: '2.8',
      topFavourable: '38%',
    })
  })

  test.each([
    [
      'sliding',
      [
        ['Q1', 'Q2'],
        ['Q2', 'Q3'],
      ],
      ['Q1+Q2'],
    ],
    [
      'a quarter by difference',
      [
        ['Q1', 'Q2', 'Q3'],
        ['Q2', 'Q3'],
      ],
      ['Q1+Q2+Q3', 'Q2+Q3'],
    ],
    ['a hidden quarter by difference', [['Q1', 'Q4']], []],
    ['a window of too few', [['Q4']], []],
  ])('windows: %s', (_, asked, shown) => {
    const { published } = windows({ k: 5, quarters: { Q1: 7, Q2: 8, Q3: 9, Q4: 3 }, windows: asked })
    expect(published.filter(name => name.includes('+'))).toEqual(shown)
  })

  test('an empty quarter in a window reveals nobody', () => {
    const { published } = windows({ k: 5, quarters: { Q1: 7, Q2: 0 }, windows: [['Q1', 'Q2']] })
    expect(published).toEqual(['Q1', 'Q1+Q2'])
  })

  test.each([
    [4, 9, []],
    [5, 9, ['favourable', 'mean']],
    [9, 9, ['favourable', 'mean']],
    [10, 2, ['distribution', 'favourable', 'mean']],
  ])('detail of %i answers and %i comments', (n, comments, published) => {
    expect(detail({ state: 'closed', n, comments }).published).toEqual(published)
    expect(interim({ state: 'open', n, comments }).published).toEqual([])
  })

  test('an item that a group skipped is empty there', () => {
    const skipped = items({ k: 5, answersPerItem: { A: { Q1: 6 }, B: { Q1: 6, Q2: 7 }, C: { Q1: 9, Q2: 8 } } })
    expect(skipped.Q2).toEqual({ published: ['All', 'B', 'C'], hidden: { A: 'empty' } })
  })

  test('margins of a table hide each other where they nearly coincide', () => {
    const { published } = crosstab({
      k: 5,
      rows: ['R', 'S'],
      cols: ['x', 'y'],
      cells: [
        [10, 0],
        [2, 9],
      ],
    })
    expect(published).toEqual(['R', 'S', 'total'])
    const pairs = {
      k: 5,
      dimensions: ['row', 'col'],
      atoms: [
        { n: 3, row: 'R', col: 'x' },
        { n: 9, row: 'S', col: 'y' },
      ],
    }
    expect(overlap(pairs).published).toEqual(['All'])
  })

  test('four invited people have no response rate, and no minimum is lowered or raised afterwards', () => {
    expect(responseRate({ k: 5, groups: { A: { invited: 4, answered: 4 } } }).published).toEqual([])
    const groups = { A: 5, B: 9, C: 9 }
    for (const kRequested of [1, 3, 5, 50]) {
      expect(threshold({ kAtLaunch: 5, kRequested, groups }).published).toEqual(['A', 'All', 'B', 'C'])
      expect(threshold({ kAtLaunch: 6, kRequested, groups }).published).toEqual(['All', 'C'])
    }
  })
})

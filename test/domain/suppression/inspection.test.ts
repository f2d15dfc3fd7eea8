import { describe, expect, test } from 'vitest'
import { type Draft, draftPulse, type PulseRules, pulseRules } from '../../../functions/domain/suppression/draft.ts'
import { type BrokenRule, inspect } from '../../../functions/domain/suppression/inspection.ts'
import { audit, type Finding } from '../../../functions/domain/suppression/auditor.ts'
import type { Cell } from '../../../functions/domain/suppression/release.ts'
import { hideInTree, type TreeOptions } from '../../../functions/domain/suppression/tree.ts'
import { materialOf } from './organisation.ts'

const names = (found: readonly (Finding | BrokenRule)[]): Set<string> =>
  new Set(found.map(finding => (finding.kind === 'rule' ? finding.rule : finding.kind)))

const team = (invited: number, values: readonly number[], comment: string | null = null) => ({
  invited,
  ballots: values.map(value => ({
    'review-safety': value,
    ...(comment === null ? {} : { comment: { text: comment, choice: 'verbatim' as const } }),
  })),
})
const spread = [1, 2, 3, 4, 5, 4]
const large = [...spread, ...spread]

/** All rules except one, as if it had never been written. */
const withoutReason =
  (...reasons: readonly string[]): PulseRules['hide'] =>
  (root, options) =>
    new Map([...hideInTree(root, options)].filter(([, reason]) => !reasons.includes(reason)))
const withOptions =
  (change: (options: TreeOptions) => TreeOptions): PulseRules['hide'] =>
  (root, options) =>
    hideInTree(root, change(options))
const never = { mean: () => false, favourable: () => false }

const agreed = [4, 5, 5, 4, 5]

describe('each rule switched off is detected', () => {
  test.each<[string, Partial<PulseRules>, Parameters<typeof materialOf>[0], readonly string[]]>([
    [
      'R1, a few answers',
      { hide: withOptions(options => ({ ...options, k: 1 })) },
      [team(9, [1, 4, 3]), team(9, spread), team(9, large.slice(3))],
      ['R1', 'small-group'],
    ],
    [
      'R2, one hidden beside the whole',
      { hide: withoutReason('complementary') },
      [team(9, [1, 4, 3]), team(9, spread), team(9, [...spread, 1])],
      ['hidden-cell', 'small-group'],
    ],
    [
      'R2, two hidden with too few in both',
      { hide: withoutReason('complementary') },
      [team(9, [1, 4]), team(9, [2, 3]), team(9, spread), team(9, [...spread, 1])],
      ['small-group'],
    ],
    [
      'R4, all in one band',
      { allOrNone: never },
      [team(9, agreed), team(9, spread), team(9, [...spread, 1]), team(9, [...spread, 2])],
      ['R4'],
    ],
    [
      'R4, a remainder that could be no higher',
      { hide: withOptions(({ k, before = new Map() }) => ({ k, before })) },
      [team(9, [5, 5, 5, 5, 5]), team(9, [5, 5, 5, 5, 5]), team(9, spread), team(9, [...spread, 2])],
      ['end-of-scale'],
    ],
    ['R5, bars of nine', { detailMinimum: 5 }, [team(12, large.slice(0, 9)), team(9, large.slice(0, 9))], ['R5']],
    ['R5, a single comment', { commentsMinimum: 1 }, [team(20, large), team(9, [3], 'words')], ['R5']],
    ['R9, a team of seven', { invitedMinimum: 1 }, [team(7, spread), team(20, large), team(20, large)], ['R9']],
  ])('%s', (_, change, groups, expected) => {
    const material = materialOf(groups)
    expect(names(inspect(draftPulse(material), []))).toEqual(new Set())
    const found = names(inspect(draftPulse(material, { ...pulseRules, ...change }), []))
    for (const name of expected) expect(found).toContain(name)
  })

  test("R3, a score of a team while the whole's score is hidden", () => {
    // "risk" has four answers in all, so neither it nor a score that includes it can be shown for the whole.
    const full = (risk: boolean, step: number) => ({
      mistakes: (step % 5) + 1,
      problems: (step % 4) + 1,
      different: (step % 3) + 2,
      help: (step % 5) + 1,
      efforts: (step % 4) + 2,
      skills: (step % 5) + 1,
      ...(risk ? { risk: (step % 4) + 1 } : {}),
    })
    const ballots = Array.from({ length: 8 }, (_, step) => full(step < 2, step))
    const material = materialOf([
      { invited: 9, ballots },
      { invited: 9, ballots },
    ])
    expect(names(inspect(draftPulse(material), []))).toEqual(new Set())
    const hide: PulseRules['hide'] = (root, options) =>
      new Map([...hideInTree(root, options)].filter(([group]) => group.name === root.name))
    expect(names(inspect(draftPulse(material, { ...pulseRules, hide }), []))).toContain('R3')
  })

  const sound = draftPulse(materialOf([team(9, spread), team(9, [...spread, 1]), team(9, [...spread, 2])]))

  test('R7, a quarter published again', () => {
    expect(names(inspect(sound, [sound.release]))).toEqual(new Set(['R7']))
  })

  test('R10, the response of four who were invited', () => {
    const cohorts = sound.release.cohorts.map((cohort, index) => (index === 0 ? { ...cohort, invited: 4 } : cohort))
    expect(names(inspect({ ...sound, release: { ...sound.release, cohorts } }, []))).toContain('R10')
  })

  test('R10, a minimum lowered after the launch', () => {
    const four = materialOf([team(9, [1, 4, 3, 2]), team(9, spread), team(9, [...spread, 1])])
    const lowered = draftPulse({ ...four, groupMinimum: 3 })
    expect(names(inspect(lowered, []))).toEqual(new Set(['R1', 'small-group']))
  })

  test('items of a group whose response is hidden', () => {
    const rows = (n: number, item: string) => Array.from({ length: n }, (_, at) => ({ [item]: (at % 5) + 1 }))
    const material = materialOf([
      { invited: 8, ballots: rows(4, 'risk') },
      { invited: 9, ballots: rows(8, 'review-safety') },
      { invited: 12, ballots: [...rows(6, 'review-safety'), ...rows(4, 'risk')] },
    ])
    expect(names(inspect(draftPulse(material), []))).toEqual(new Set())
    const hide: PulseRules['hide'] = (root, { before, ...options }) =>
      hideInTree(root, { ...options, before: new Map([...(before ?? [])].filter(([, reason]) => reason !== 'parent')) })
    expect(names(inspect(draftPulse(material, { ...pulseRules, hide }), []))).toContain('response')
  })

  /** A pulse with its single breakdown never reaches the rules R6-R8; the auditor sees all of them. */
  const sets = (
    people: Readonly<Record<string, number>>,
    published: readonly string[][],
    hidden: readonly string[][],
  ) =>
    audit(
      {
        measure: 'n',
        cells: new Map(Object.entries(people).map(([cell, n]) => [cell, { people: n }])),
        published: published.map(cells => ({
          cells,
          people: cells.reduce((sum, cell) => sum + (people[cell] ?? 0), 0),
        })),
        hidden,
      },
      5,
    ).map(({ kind }) => kind)

  test.each([
    ['R6, a team and a tenure that differ by two', [['core'], ['core', 'edge old'], ['edge old', 'edge new']]],
    ['R6, the same beside the whole', [['core', 'edge old', 'edge new'], ['core', 'edge old'], ['core']]],
  ])('%s', (_, published) => {
    const people = { core: 10, 'edge old': 2, 'edge new': 9 }
    expect(sets(people, published, [['edge old']])).toEqual(expect.arrayContaining(['small-group']))
    expect(sets(people, [['core'], ['edge old', 'edge new']], [['edge old']])).toEqual([])
  })

  test.each([
    ['R7, a year less its three shown quarters', [['a', 'b', 'c', 'd'], ['a'], ['b'], ['c']]],
    ['R7, a window that slides on', [['a', 'b', 'c'], ['a'], ['b'], ['b', 'c', 'd'], ['c', 'd']]],
    [
      'R7, nested windows with a hidden quarter between them',
      [
        ['a', 'b', 'c', 'd'],
        ['a', 'b', 'c'],
      ],
    ],
  ])('%s', (_, published) => {
    expect(sets({ a: 12, b: 9, c: 11, d: 3 }, published, [['d']])).toEqual(['hidden-cell', 'small-group'])
  })

  test('R8, inner cells of two attributes beside their margins', () => {
    const people = { 'core old': 20, 'core new': 15, 'edge old': 3, 'edge new': 17 }
    const margins = [
      ['core old', 'core new'],
      ['edge old', 'edge new'],
      ['core old', 'edge old'],
      ['core new', 'edge new'],
    ]
    expect(sets(people, margins, [['edge old']])).toEqual([])
    expect(sets(people, [...margins, ['core old']], [['edge old']])).toEqual(['hidden-cell', 'small-group'])
  })

  test('a score that reveals an item', () => {
    const cells = (draft: Draft, id: string, change: (cell: Cell) => Cell): Draft => {
      const figures = draft.release.figures.map(figure =>
        figure.id === id ? { ...figure, organisation: change(figure.organisation) } : figure,
      )
      return { ...draft, release: { ...draft.release, figures } }
    }
    const row = (step: number) => ({
      mistakes: (step % 5) + 1,
      problems: (step % 4) + 1,
      different: (step % 3) + 2,
      risk: (step % 5) + 1,
      help: (step % 5) + 1,
    })
    const ballots = Array.from({ length: 9 }, (_, step) => ({ ...row(step), efforts: (step % 4) + 2, skills: 3 }))
    const draft = draftPulse(materialOf([{ invited: 12, ballots }]))
    expect(draft.release.figures.find(({ id }) => id === 'safety')?.organisation.mean).toMatchObject({ kind: 'exact' })
    expect(names(inspect(draft, []))).toEqual(new Set())
    const without = cells(draft, 'risk', cell => ({ ...cell, mean: null, distribution: null, silent: null }))
    expect(names(inspect(without, []))).toEqual(new Set(['score']))
  })
})

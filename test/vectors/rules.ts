/**
 * Each kind of case in suppression.json: takes its `input` and returns what is comparable with its `expected`. Nothing
 * is decided here. A case runs through the functions that draft a pulse, and if it can be expressed as a pulse, one is
 * drafted too: a cell that the release shows counts as published, whatever the function said. Throws (ZodError) for
 * input of another shape. Thresholds missing from a case are the survey's defaults.
 */
import * as z from 'zod'
import { type Atom, hideInBreakdowns } from '../../functions/domain/suppression/breakdowns.ts'
import { allOrNone, type Measure, profileOf } from '../../functions/domain/suppression/measures.ts'
import * as thresholds from '../../functions/domain/suppression/parameters.ts'
import type { Cell } from '../../functions/domain/suppression/release.ts'
import { rollUp } from '../../functions/domain/suppression/rollup.ts'
import { type Group, hideInTree, whole } from '../../functions/domain/suppression/tree.ts'
import { windowReason } from '../../functions/domain/suppression/windows.ts'
import { cellsOf, draftOf, mixed } from './pulse.ts'
import { topsOf } from './tops.ts'

const { byCodePoint, primary } = thresholds

export interface Suppressed {
  /** In code-point order. */
  readonly published: readonly string[]
  readonly hidden: Readonly<Record<string, string>>
}

const count = z.int().min(0)
const k = z.int().min(1).default(thresholds.groupMinimum)
const counts = z.record(z.string(), count)

const groupSchema: z.ZodType<Group> = z.object({
  name: z.string(),
  n: count,
  get children() {
    return z.array(groupSchema).optional()
  },
})

const sides = (names: Iterable<string>, hidden: ReadonlyMap<string, string>, shown: Iterable<string> = []) => {
  const leaked = new Set(shown)
  const left = [...hidden].filter(([name]) => !leaked.has(name))
  const published = new Set([...names].filter(name => !hidden.has(name) || leaked.has(name)))
  return { published: [...published].toSorted(byCodePoint), hidden: Object.fromEntries(left) }
}

const namesIn = (group: Group): string[] => [group.name, ...(group.children ?? []).flatMap(namesIn)]

/** Groups side by side below the whole, through the rules and through a pulse. */
const flat = (
  minimum: number,
  groups: ReadonlyMap<string, readonly number[]>,
  before: ReadonlyMap<string, thresholds.Reason> = new Map(),
  isShown: (cell: Cell) => boolean = ({ n }) => n !== null,
): Suppressed => {
  const atoms = Array.from(groups, ([name, answers]) => ({ n: answers.length, values: new Map([['group', name]]) }))
  const nameOf = (_: readonly string[], values: readonly string[]) => values.join()
  const hidden = hideInBreakdowns({ k: minimum, atoms, by: [['group']], nameOf, before })
  const asked = new Map(Array.from(groups, ([name, answers]) => [name, { answers }]))
  const shown = [...cellsOf(draftOf(asked, { k: minimum }))].filter(([, cell]) => isShown(cell))
  return sides(
    [whole, ...groups.keys()],
    hidden,
    shown.map(([name]) => name),
  )
}

const ofSizes = (minimum: number, sizes: Iterable<readonly [string, number]>): Suppressed =>
  flat(minimum, new Map(Array.from(sizes, ([name, n]) => [name, mixed(n)])))

const detailSchema = z.object({
  k,
  kDetail: z.int().default(thresholds.detailMinimum),
  minComments: z.int().default(thresholds.commentsMinimum),
  state: z.string(),
  n: count,
  comments: count.default(0),
})

/** What a pulse with one group shows of it. */
const detail = (input: unknown): Suppressed => {
  const { state, kDetail, minComments, n, comments, ...asked } = detailSchema.parse(input)
  const group = { answers: mixed(n), ballots: n, invited: n + 1 }
  const rules = { detailMinimum: kDetail, commentsMinimum: minComments }
  const release = draftOf(new Map([['one', group]]), { ...asked, open: state !== 'closed', comments, rules })
  const cell = cellsOf(release).get(whole)
  const told = {
    mean: cell?.mean,
    favourable: cell?.favourable,
    distribution: cell?.distribution,
    comments: release.comments[0]?.quoted,
  }
  const hidden = Object.entries(told).filter(([, figure]) => figure === null || figure === undefined)
  return sides(Object.keys(told), new Map(hidden.map(([name]) => [name, 'detail'])))
}

const measuresOf = (input: unknown) => {
  const { k: minimum, groups: given } = z.object({ k, groups: z.record(z.string(), z.array(z.number())) }).parse(input)
  const groups = new Map(Object.entries(given))
  const measure = (name: Measure): Suppressed => {
    const telling = [...groups].filter(([, values]) => allOrNone[name](profileOf(values)))
    const before = new Map(telling.map(([group]) => [group, 'all-or-none'] as const))
    return flat(minimum, groups, before, cell => cell[name] !== null)
  }
  return { mean: measure('mean'), favourable: measure('favourable'), ...topsOf(groups, minimum) }
}

const breakdownsOf = (input: Omit<Parameters<typeof hideInBreakdowns>[0], 'by'> & { by: string[][] }): Suppressed => {
  const { atoms, by, nameOf, top = whole } = input
  const names = by.flatMap(attributes =>
    atoms.map(({ values }) =>
      nameOf(
        attributes,
        attributes.map(attribute => values.get(attribute) ?? 'none'),
      ),
    ),
  )
  return sides([top, ...names], hideInBreakdowns(input))
}

const overlap = (input: unknown): Suppressed => {
  const schema = z.object({ k, dimensions: z.array(z.string()), atoms: z.array(z.looseObject({ n: count })) })
  const { k: minimum, dimensions, atoms } = schema.parse(input)
  return breakdownsOf({
    k: minimum,
    by: dimensions.map(dimension => [dimension]),
    atoms: atoms.map(({ n, ...values }) => ({
      n,
      values: new Map(Object.entries(values).map(([attribute, value]) => [attribute, String(value)])),
    })),
    nameOf: ([attribute], [value]) => `${attribute}=${value}`,
  })
}

const crosstab = (input: unknown): Suppressed => {
  const names = z.array(z.string())
  const schema = z.object({ k, rows: names, cols: names, cells: z.array(z.array(count)) })
  const { k: minimum, rows, cols, cells } = schema.parse(input)
  const atoms = rows.flatMap((row, at) =>
    cols.map((column, across): Atom => {
      const values = new Map(Object.entries({ row, column }))
      return { n: cells[at]?.[across] ?? 0, values }
    }),
  )
  const by = [['row'], ['column'], ['row', 'column']]
  return breakdownsOf({ k: minimum, by, atoms, nameOf: (_, values) => values.join('/'), top: 'total' })
}

/** Quarters first, then each window in the order requested. A window's name is its quarters joined with '+'. */
const windowsOf = (input: unknown): Suppressed => {
  const schema = z.object({ k, quarters: counts, windows: z.array(z.array(z.string())) })
  const { k: minimum, quarters: given, windows } = schema.parse(input)
  const quarters = new Map(Object.entries(given))
  const published = new Map<string, readonly string[]>()
  const hidden = new Map<string, string>()
  for (const window of [...Array.from(quarters.keys(), quarter => [quarter]), ...windows]) {
    const name = window.join('+')
    if (published.has(name) || hidden.has(name)) continue
    const answers = window.reduce((total, quarter) => total + (quarters.get(quarter) ?? 0), 0)
    const asked = { k: minimum, quarters, published: [...published.values()] }
    const reason = primary(answers, minimum) ?? windowReason(window, asked)
    if (reason) hidden.set(name, reason)
    else published.set(name, window)
  }
  return sides([...published.keys(), ...hidden.keys()], hidden)
}

const rollup = (input: unknown) => {
  const schema = z.object({ minInvited: z.int().default(thresholds.invitedMinimum), invited: counts })
  const { minInvited, invited } = schema.parse(input)
  const teams = new Map(Object.entries(invited))
  const groups = rollUp({ invitedMinimum: minInvited, invited: teams })
  const asked = new Map(Array.from(teams, ([name, people]) => [name, { answers: [], invited: people }]))
  const unpooled = draftOf(asked, { rules: { invitedMinimum: minInvited } }).cohorts
  // A pulse never breaks its figures down by teams that had to be pooled.
  return unpooled.some(team => team.invited < minInvited)
    ? { groups: Object.fromEntries(unpooled.map(({ id }) => [id, [id]])) }
    : { groups: Object.fromEntries(groups) }
}

const items = (input: unknown): Record<string, Suppressed> => {
  const { k: minimum, answersPerItem } = z.object({ k, answersPerItem: z.record(z.string(), counts) }).parse(input)
  const ids = new Set(Object.values(answersPerItem).flatMap(answers => Object.keys(answers)))
  const sizes = (item: string) =>
    Object.entries(answersPerItem).map(([group, byItem]) => [group, byItem[item] ?? 0] as const)
  return Object.fromEntries([...ids].map(item => [item, ofSizes(minimum, sizes(item))]))
}

/** R10. Everybody answers, and there is a second group, because a single group gets no breakdown. */
const responseRate = (input: unknown): Suppressed => {
  const schema = z.object({ k, groups: z.record(z.string(), z.object({ invited: count })) })
  const { k: minimum, groups } = schema.parse(input)
  const group = (invited: number) => ({ answers: mixed(minimum), invited })
  const asked = new Map(Object.entries(groups).map(([name, { invited }]) => [name, group(invited)] as const))
  const beside = `${[...asked.keys()].join('')} beside`
  const { cohorts } = draftOf(new Map([...asked, [beside, group(minimum)]]), { k: minimum })
  const silent = cohorts.filter(({ answered }) => answered === null)
  return sides(asked.keys(), new Map(silent.map(({ id }) => [id, 'primary'])))
}

export const suppressionRules = {
  tree: (input: unknown): Suppressed => {
    const { k: minimum, tree } = z.object({ k, tree: groupSchema }).parse(input)
    const hidden = new Map([...hideInTree(tree, { k: minimum })].map(([group, reason]) => [group.name, reason]))
    return sides(namesIn(tree), hidden)
  },
  measures: measuresOf,
  overlap,
  windows: windowsOf,
  interim: detail,
  detail,
  rollup,
  items,
  crosstab,
  responseRate,
  /** R10: `kRequested` changes nothing. */
  threshold: (input: unknown): Suppressed => {
    const { kAtLaunch, groups } = z.object({ kAtLaunch: z.int().min(1), groups: counts }).parse(input)
    return ofSizes(kAtLaunch, Object.entries(groups))
  },
} as const

/**
 * Each rule by the kind of case it has in test/vectors/suppression.json: takes the case's `input`, returns its
 * `expected`. Refuses (ZodError) input of another shape. Thresholds that a case leaves out are the survey's own.
 */
import * as z from 'zod'
import { suppressDetail, suppressResponseRates } from './detail.ts'
import { profileOf, suppressMeasures } from './measures.ts'
import { suppressCrosstab, suppressOverlaps } from './overlap.ts'
import { commentsMinimum, detailMinimum, groupMinimum, invitedMinimum, type Suppressed } from './parameters.ts'
import { rollUp } from './rollup.ts'
import { flatTree, type Group, suppressTree } from './tree.ts'
import { suppressWindows } from './windows.ts'

const count = z.int().min(0)
const k = z.int().min(1).default(groupMinimum)
const counts = z.record(z.string(), count)

const groupSchema: z.ZodType<Group> = z.object({
  name: z.string(),
  n: count,
  get children() {
    return z.array(groupSchema).optional()
  },
})

const entries = <T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> => new Map(Object.entries(record))

const detailSchema = z.object({
  k,
  kDetail: z.int().default(detailMinimum),
  minComments: z.int().default(commentsMinimum),
  state: z.string(),
  n: count,
  comments: count.default(0),
})
const detail = (input: unknown): Suppressed => {
  const { state, kDetail, minComments, ...rest } = detailSchema.parse(input)
  return suppressDetail({ ...rest, open: state !== 'closed', detailMinimum: kDetail, commentsMinimum: minComments })
}

const itemsSchema = z.object({ k, answersPerItem: z.record(z.string(), counts) })
const overlapSchema = z.object({
  k,
  dimensions: z.array(z.string()),
  atoms: z.array(z.looseObject({ n: count })),
})

export const suppressionRules = {
  tree: (input: unknown): Suppressed => {
    const parsed = z.object({ k, tree: groupSchema }).parse(input)
    return suppressTree(parsed.tree, { k: parsed.k })
  },
  measures: (input: unknown) => {
    const parsed = z.object({ k, groups: z.record(z.string(), z.array(z.number())) }).parse(input)
    const profiles = Object.entries(parsed.groups).map(([name, values]) => [name, profileOf(values)] as const)
    return suppressMeasures({ k: parsed.k, profiles: new Map(profiles) })
  },
  overlap: (input: unknown): Suppressed => {
    const { atoms, ...parsed } = overlapSchema.parse(input)
    return suppressOverlaps({
      ...parsed,
      atoms: atoms.map(({ n, ...values }) => ({
        n,
        values: new Map(Object.entries(values).map(([dimension, value]) => [dimension, String(value)])),
      })),
      nameOf: (dimension, value) => `${dimension}=${value}`,
    })
  },
  windows: (input: unknown): Suppressed => {
    const parsed = z.object({ k, quarters: counts, windows: z.array(z.array(z.string())) }).parse(input)
    return suppressWindows({ ...parsed, quarters: entries(parsed.quarters) })
  },
  interim: detail,
  detail,
  rollup: (input: unknown) => {
    const parsed = z.object({ minInvited: z.int().default(invitedMinimum), invited: counts }).parse(input)
    const groups = rollUp({ invitedMinimum: parsed.minInvited, invited: entries(parsed.invited) })
    return { groups: Object.fromEntries(groups) }
  },
  items: (input: unknown): Record<string, Suppressed> => {
    const { k: minimum, answersPerItem } = itemsSchema.parse(input)
    const items = new Set(Object.values(answersPerItem).flatMap(answers => Object.keys(answers)))
    const pass = (item: string) => {
      const answers = Object.entries(answersPerItem).map(([group, byItem]) => [group, byItem[item] ?? 0] as const)
      return suppressTree(flatTree(answers), { k: minimum })
    }
    return Object.fromEntries([...items].map(item => [item, pass(item)]))
  },
  crosstab: (input: unknown): Suppressed => {
    const names = z.array(z.string())
    const parsed = z.object({ k, rows: names, cols: names, cells: z.array(z.array(count)) }).parse(input)
    return suppressCrosstab({ ...parsed, columns: parsed.cols })
  },
  responseRate: (input: unknown): Suppressed => {
    const parsed = z.object({ k, groups: z.record(z.string(), z.object({ invited: count })) }).parse(input)
    const invited = Object.entries(parsed.groups).map(([name, group]) => [name, group.invited] as const)
    return suppressResponseRates(new Map(invited), parsed.k)
  },
  /** R10: `kRequested` changes nothing. */
  threshold: (input: unknown): Suppressed => {
    const parsed = z.object({ kAtLaunch: z.int().min(1), groups: counts }).parse(input)
    return suppressTree(flatTree(Object.entries(parsed.groups)), { k: parsed.kAtLaunch })
  },
} as const
export type RuleKind = keyof typeof suppressionRules

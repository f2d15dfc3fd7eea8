/** R1, R2 and R3: which cells of a tree of groups are hidden, for their own sake or to protect another. */
import { byCodePoint, primary, type Reason } from './parameters.ts'

export interface Group {
  readonly name: string
  /** Answers, not people invited. */
  readonly n: number
  readonly children?: readonly Group[] | undefined
}

export interface TreeOptions {
  readonly k: number
  /** Groups hidden beforehand by another rule, by name. */
  readonly before?: ReadonlyMap<string, Reason>
  /** What a set of hidden siblings, given by name, has to fulfil beyond R2. */
  readonly conceals?: ((names: readonly string[]) => boolean) | undefined
}

const answers = (groups: readonly Group[]): number => groups.reduce((total, { n }) => total + n, 0)

/** The published sibling to hide next: the smallest, or the first by name among equals. */
const smallest = (groups: readonly Group[]): Group | undefined =>
  groups.toSorted((a, b) => a.n - b.n || byCodePoint(a.name, b.name))[0]

/**
 * R2 among the children of one published group. `hidden` holds those already hidden and receives the others. It stops
 * when there is nothing left to hide, because then all of them are hidden.
 */
const complement = (children: readonly Group[], options: TreeOptions, hidden: Map<Group, Reason>): void => {
  for (;;) {
    const concealed = children.filter(child => hidden.has(child) && child.n > 0)
    const remainder = answers(concealed)
    const enough = remainder >= options.k && concealed.length >= 2
    const names = concealed.map(({ name }) => name)
    if (remainder === 0 || (enough && (options.conceals?.(names) ?? true))) return
    const next = smallest(children.filter(child => !hidden.has(child)))
    if (!next) return
    hidden.set(next, 'complementary')
  }
}

const hideBelow = (group: Group, hidden: Map<Group, Reason>): void => {
  for (const child of group.children ?? []) {
    hidden.set(child, 'parent')
    hideBelow(child, hidden)
  }
}

const visit = (group: Group, options: TreeOptions, hidden: Map<Group, Reason>): void => {
  if (hidden.has(group)) {
    hideBelow(group, hidden)
    return
  }
  const children = group.children ?? []
  for (const child of children) {
    const reason = primary(child.n, options.k) ?? options.before?.get(child.name)
    if (reason) hidden.set(child, reason)
  }
  complement(children, options, hidden)
  for (const child of children) visit(child, options, hidden)
}

/** The tree's hidden groups with their reasons; the others are published. */
export const hideInTree = (root: Group, options: TreeOptions): ReadonlyMap<Group, Reason> => {
  const hidden = new Map<Group, Reason>()
  const reason = primary(root.n, options.k) ?? options.before?.get(root.name)
  if (reason) hidden.set(root, reason)
  visit(root, options, hidden)
  return hidden
}

export const whole = 'All'

/** Groups side by side below the whole. */
export const flatTree = (groups: Iterable<readonly [name: string, n: number]>): Group => {
  const children = Array.from(groups, ([name, n]) => ({ name, n }))
  return { name: whole, n: answers(children), children }
}

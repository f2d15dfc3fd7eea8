/** Rules that a single cell can break, which no equation shows. Checked on the release and what it was made from. */
import { audit, type Finding } from './auditor.ts'
import { type Counted, type CountedFigure, joinCounted } from './counted.ts'
import type { Draft } from './draft.ts'
import { hasInterval, systemsOf } from './equations.ts'
import { allOrNone, topFavourable, topMean } from './measures.ts'
import { commentsMinimum, detailMinimum, groupMinimum, invitedMinimum } from './parameters.ts'
import type { Cell, Figure, PulseRelease } from './release.ts'
import { windowReason } from './windows.ts'

export interface BrokenRule {
  readonly kind: 'rule'
  readonly rule: 'P2' | 'R1' | 'R3' | 'R4' | 'R5' | 'R7' | 'R9' | 'R10' | 'score' | 'response'
  /** The figure, and the cohort if there is one. */
  readonly where: string
}

const tellsAnything = ({ n, mean, favourable, distribution, silent }: Cell): boolean =>
  [n, mean, favourable, distribution, silent].some(figure => figure !== null)

const bySize = (cell: Cell, n: number, k: number, kind: Figure['kind']): BrokenRule['rule'][] => {
  const broken: BrokenRule['rule'][] = []
  if (tellsAnything(cell) && (cell.n === null || n < k)) broken.push('R1')
  const exact = cell.mean?.kind === 'exact' && cell.favourable?.kind === 'exact'
  if (cell.distribution && (n < detailMinimum || !exact)) broken.push('R5')
  if (hasInterval(cell) && (n < detailMinimum || (kind === 'item' && !cell.distribution))) broken.push('R5')
  if (cell.silent && !exact) broken.push('R4')
  return broken
}

const ofCohort = (cell: Cell, { profile }: Counted): boolean =>
  (cell.mean !== null && allOrNone.mean(profile)) || (cell.favourable !== null && allOrNone.favourable(profile))

const ofWhole = (cell: Cell, { profile }: Counted, { scale }: CountedFigure): boolean =>
  (cell.mean?.kind === 'exact' && topMean(profile, scale).kind !== 'exact') ||
  (cell.favourable?.kind === 'exact' && topFavourable(profile).kind !== 'exact')

const figureRules = (figure: Figure, counted: CountedFigure, release: PulseRelease, k: number): BrokenRule[] => {
  const { organisation } = figure
  const whole = joinCounted([...counted.cohorts.values()])
  const at =
    (where: string) =>
    (rule: BrokenRule['rule']): BrokenRule => ({ kind: 'rule', rule, where })
  const found = bySize(organisation, whole.profile.n, k, figure.kind).map(at(figure.id))
  if (ofWhole(organisation, whole, counted)) found.push(at(figure.id)('R4'))
  const parts = release.figures.filter(({ id }) => figure.items.includes(id))
  if (organisation.mean && parts.some(part => part.organisation.mean?.kind !== 'exact'))
    found.push(at(figure.id)('score'))
  for (const [cohort, cell] of Object.entries(figure.cohorts)) {
    const own = counted.cohorts.get(cohort) ?? joinCounted([])
    const here = at(`${figure.id} ${cohort}`)
    found.push(...bySize(cell, own.profile.n, k, figure.kind).map(here))
    if (ofCohort(cell, own)) found.push(here('R4'))
    if (cell.mean && parts.some(part => part.cohorts[cohort]?.mean?.kind !== 'exact')) found.push(here('score'))
    const orphaned = (['n', 'mean', 'favourable', 'distribution'] as const).some(
      part => cell[part] !== null && organisation[part] === null,
    )
    if (orphaned) found.push(here('R3'))
  }
  return found
}

const responseRules = ({ cohorts, quarter, figures }: PulseRelease, k: number): BrokenRule[] => [
  ...cohorts
    .filter(({ answered, invited }) => answered !== null && invited < k)
    .map(({ id }): BrokenRule => ({ kind: 'rule', rule: 'R10', where: id })),
  ...cohorts
    .filter(({ id, answered }) => answered === null && figures.some(own => own.cohorts[id]?.n !== null))
    .map(({ id }): BrokenRule => ({ kind: 'rule', rule: 'response', where: id })),
  ...(cohorts.length === 1 || cohorts.some(({ invited }) => invited < invitedMinimum)
    ? [{ kind: 'rule', rule: 'R9', where: quarter } as const]
    : []),
]

const commentRules = ({ comments }: PulseRelease, answered: number): BrokenRule[] =>
  comments
    .filter(({ quoted }) => quoted !== null && (quoted < commentsMinimum || answered < detailMinimum))
    .map(({ item }): BrokenRule => ({ kind: 'rule', rule: 'R5', where: item }))

/** Everything that forbids a release, given all that was published before; empty if it may be published. */
export const inspect = (draft: Draft, before: readonly PulseRelease[]): (Finding | BrokenRule)[] => {
  const { release } = draft
  // No setting can go below the lowest permitted minimum.
  const k = Math.max(groupMinimum, release.groupMinimum)
  const answered = [...draft.ballots.values()].reduce((total, n) => total + n, 0)
  const published = before.filter(({ withheld }) => withheld === null)
  const quarters = new Map([...published, release].map(({ quarter, answered: told }) => [quarter, told ?? 0]))
  const earlier = { k, quarters, published: published.map(({ quarter }) => [quarter]) }
  const untimely = windowReason([release.quarter], earlier) !== null
  return [
    ...(untimely ? [{ kind: 'rule', rule: 'R7', where: release.quarter } as const] : []),
    ...responseRules(release, k),
    ...commentRules(release, answered),
    ...release.figures.flatMap(figure => {
      const counted = draft.figures.find(({ id }) => id === figure.id)
      return counted ? figureRules(figure, counted, release, k) : []
    }),
    ...systemsOf(draft, before).flatMap(system => audit(system, k)),
  ]
}

/** R1-R5 and R8-R10 applied to a pulse: which figures of which cohort it releases, before the auditor reads it. */
import type { Instrument } from '../instrument/schema.ts'
import { mergeTallies, type Tally } from './tally.ts'
import { hideInBreakdowns } from './breakdowns.ts'
import { cellOf } from './cell.ts'
import { type Counted, type CountedFigure, countedFigures, joinCounted } from './counted.ts'
import { allOrNone, type Measure, topFavourable, topMean } from './measures.ts'
import { byCodePoint, commentsMinimum, detailMinimum, invitedMinimum, type Reason } from './parameters.ts'
import { type Figure, hiddenCell, type PulseRelease } from './release.ts'
import { type Group, hideInTree, type TreeOptions, whole } from './tree.ts'

export interface PulseCohort {
  readonly id: string
  readonly label: string
  /** As frozen at the opening. */
  readonly invited: number
}

export interface PulseMaterial {
  readonly quarter: string
  readonly instrument: Instrument
  /** As frozen at the launch (R10). */
  readonly groupMinimum: number
  /** Ballots may still arrive, so nothing is published, not even provisionally (R7). */
  readonly open: boolean
  readonly cohorts: readonly PulseCohort[]
  readonly tally: Tally
}

/** The rules that the draft applies. Tests replace single ones to see that the auditor notices. */
export interface PulseRules {
  readonly hide: (root: Group, options: TreeOptions) => ReadonlyMap<Group, Reason>
  readonly allOrNone: typeof allOrNone
  readonly detailMinimum: number
  readonly commentsMinimum: number
  readonly invitedMinimum: number
}
export const pulseRules: PulseRules = { hide: hideInTree, allOrNone, detailMinimum, commentsMinimum, invitedMinimum }

/**
 * At least two groups, none too small to be shown as one (R9); otherwise everybody is one group without a breakdown.
 */
const hasBreakdown = (cohorts: readonly PulseCohort[], least: number = invitedMinimum): boolean =>
  cohorts.length >= 2 && cohorts.every(({ invited }) => invited >= least)

type Names = ReadonlySet<string>

/** Applies the rules once to the whole and its cohorts, and returns the hidden names. */
const hiddenNames = ({ hide }: PulseRules, sizes: ReadonlyMap<string, number>, options: TreeOptions): Names => {
  const atoms = Array.from(sizes, ([name, n]) => ({ n, values: new Map([['group', name]]) }))
  const nameOf = (_: readonly string[], values: readonly string[]) => values.join()
  return new Set(hideInBreakdowns({ ...options, atoms, by: [['group']], nameOf, hide }).keys())
}

const because = (reason: Reason, ...sets: readonly Iterable<string>[]): Map<string, Reason> =>
  new Map(sets.flatMap(names => [...names].map(name => [name, reason] as const)))

/** The hidden names for each thing that a cell shows. */
interface Hidden {
  readonly n: Names
  readonly mean: Names
  readonly favourable: Names
  readonly spread: Names
}

const nowhere: Names = new Set()

/**
 * `silent` names the groups whose response is hidden. Answers to an item show that at least that many took part. If
 * everybody invited in a group answered an item, they would reveal its response, and with it that of the small group
 * hidden beside it.
 */
const hiddenOf = (figure: CountedFigure, rules: PulseRules, k: number, overItems: Names, silent: Names): Hidden => {
  const { cohorts } = figure
  const sizes = new Map([...cohorts].map(([id, { profile }]) => [id, profile.n]))
  const joined = (names: readonly string[]) => joinCounted(names.flatMap(name => cohorts.get(name) ?? [])).profile
  // If only one cohort answered, it equals the whole: its figures would appear twice, including those that R4 hides.
  const alone = [...sizes.values()].filter(size => size > 0).length < 2 ? sizes.keys() : []
  const n = hiddenNames(rules, sizes, { k, before: because('parent', alone, silent) })
  const measure = (name: Measure, also: Names): Names => {
    const telling = [...cohorts].filter(([, { profile }]) => rules.allOrNone[name](profile)).map(([id]) => id)
    // R4 for the hidden groups together: the remainder of the whole would reveal what all of them answered.
    const conceals = (names: readonly string[]) => !rules.allOrNone[name](joined(names))
    return hiddenNames(rules, sizes, { k, before: because('all-or-none', n, telling, also), conceals })
  }
  const mean = measure('mean', overItems)
  const isItem = figure.kind === 'item'
  const favourable = isItem ? measure('favourable', nowhere) : nowhere
  const top = joined([...cohorts.keys()])
  const capped =
    top.n === 0 || topMean(top, figure.scale).kind !== 'exact' || (isItem && topFavourable(top).kind !== 'exact')
  const spread = hiddenNames(rules, sizes, {
    k: Math.max(k, rules.detailMinimum),
    before: because('detail', mean, favourable, capped ? [whole] : []),
    conceals: names => {
      const profile = joined(names)
      return !rules.allOrNone.mean(profile) && !(isItem && rules.allOrNone.favourable(profile))
    },
  })
  return { n, mean, favourable, spread }
}

const figureOf = (figure: CountedFigure, hidden: Hidden, cohorts: readonly PulseCohort[]): Figure => {
  const { scale, kind } = figure
  const cell = (name: string, counted: Counted, invited: number) => {
    if (hidden.n.has(name)) return hiddenCell
    const shown = {
      mean: !hidden.mean.has(name),
      favourable: !hidden.favourable.has(name),
      spread: !hidden.spread.has(name),
    }
    return cellOf(counted, { scale, kind, invited, shown, top: name === whole })
  }
  const invited = cohorts.reduce((total, cohort) => total + cohort.invited, 0)
  const nobody = joinCounted([])
  return {
    id: figure.id,
    kind,
    line: figure.line,
    reversed: figure.reversed,
    scale: { ...scale },
    items: [...figure.items],
    organisation: cell(whole, joinCounted([...figure.cohorts.values()]), invited),
    cohorts: hasOne(cohorts)
      ? {}
      : Object.fromEntries(
          cohorts.map(own => [own.id, cell(own.id, figure.cohorts.get(own.id) ?? nobody, own.invited)]),
        ),
  }
}

const hasOne = (cohorts: readonly PulseCohort[]): boolean => cohorts.length < 2

/** If an item's mean is hidden or capped, a score over it could reveal it by subtracting the other items. */
const overHidden = (figure: CountedFigure, made: readonly Figure[], cohorts: readonly PulseCohort[]): Names => {
  const names = new Set<string>()
  for (const { organisation, cohorts: cells } of made.filter(({ id }) => figure.items.includes(id))) {
    if (organisation.mean?.kind !== 'exact') names.add(whole)
    for (const { id } of cohorts) if (cells[id]?.mean === null) names.add(id)
  }
  return names
}

const commentsOf = (material: PulseMaterial, rules: PulseRules, answered: number): PulseRelease['comments'] =>
  material.instrument.items
    .filter(({ kind }) => kind === 'text')
    .map(({ id }) => {
      const given = material.tally.comments[id] ?? { texts: [], unquoted: 0 }
      const enough = !material.open && answered >= rules.detailMinimum && given.texts.length >= rules.commentsMinimum
      if (!enough) return { item: id, quoted: null, unquoted: null }
      const few = given.unquoted < material.groupMinimum
      return { item: id, quoted: given.texts.length, unquoted: few ? null : given.unquoted }
    })

const everybody = 'all'

/** The same people as a single group. */
export const withoutBreakdown = (material: PulseMaterial): PulseMaterial => {
  const { cohorts, tally, instrument } = material
  const invited = cohorts.reduce((total, cohort) => total + cohort.invited, 0)
  const parts = Object.values(tally.cohorts).map(
    (own): Tally => ({
      instrument: instrument.id,
      cohorts: { [everybody]: own },
      comments: {},
    }),
  )
  const [first, ...rest] = parts
  const joined = first ? rest.reduce(mergeTallies, first).cohorts : {}
  return { ...material, cohorts: [{ id: everybody, label: everybody, invited }], tally: { ...tally, cohorts: joined } }
}

export interface Draft {
  readonly release: PulseRelease
  /** What it was made from, by figure; the auditor takes it as the truth. */
  readonly figures: readonly CountedFigure[]
  /** Ballots by cohort. */
  readonly ballots: ReadonlyMap<string, number>
}

/** The release that the rules allow, not published yet. Ballots of cohorts that were not invited are ignored. */
export const draftPulse = (given: PulseMaterial, rules: PulseRules = pulseRules): Draft => {
  const material = hasBreakdown(given.cohorts, rules.invitedMinimum) ? given : withoutBreakdown(given)
  const { cohorts, tally, instrument, groupMinimum } = material
  // While it is open, no number of answers is enough.
  const k = material.open ? Number.POSITIVE_INFINITY : groupMinimum
  const ids = cohorts.map(({ id }) => id)
  const ballots = new Map(ids.map(id => [id, tally.cohorts[id]?.ballots ?? 0]))
  const answered = [...ballots.values()].reduce((total, n) => total + n, 0)
  const figures = countedFigures(instrument, tally, ids)
  const silent = hiddenNames(rules, ballots, { k })
  const made: Figure[] = []
  for (const figure of figures) {
    const overItems = overHidden(figure, made, cohorts)
    made.push(figureOf(figure, hiddenOf(figure, rules, k, overItems, silent), cohorts))
  }
  const release: PulseRelease = {
    quarter: material.quarter,
    instrument: instrument.id,
    groupMinimum,
    withheld: null,
    invited: cohorts.reduce((total, { invited }) => total + invited, 0),
    answered: silent.has(whole) ? null : answered,
    cohorts: hasOne(cohorts)
      ? []
      : cohorts
          .map(({ id, label, invited }) => {
            const hidden = silent.has(id) || invited < k
            return { id, label, invited, answered: hidden ? null : (ballots.get(id) ?? null) }
          })
          .toSorted((a, b) => byCodePoint(a.label, b.label)),
    figures: made,
    comments: commentsOf(material, rules, answered),
  }
  return { release, figures, ballots }
}

/**
 * A second attacker, which shares nothing with the auditor. The unknowns are how many people of each group gave each
 * answer, and everything that a release shows is one system of equations over them (the auditor takes counts, means,
 * shares and bars one by one). Counts of answers are limited by how many were invited and took part.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generative1, pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { type Draft, draftPulse } from '../../../functions/domain/suppression/draft.ts'
import type { Cell, Figure } from '../../../functions/domain/suppression/release.ts'
import { basisOf, subsetsOf } from '../../simulation/attack.ts'
import { materialOf, organisation } from './organisation.ts'

type Row = readonly number[]

const partsOf = ({
  kind,
  scale: { min, max, favourableFrom },
}: Figure): { n: Row; mean: Row; favourable: Row | null } => {
  if (kind === 'score') return { n: [1, 0], mean: [0, 1], favourable: null }
  const steps = Array.from({ length: max - min + 1 }, (_, step) => min + step)
  return { n: steps.map(() => 1), mean: steps, favourable: steps.map(step => Number(step >= favourableFrom)) }
}

/** Everything computed about one figure that must stay unknown. */
const spoilsOf = (figure: Figure, sizes: ReadonlyMap<string, number>): string[] => {
  const groups = [...sizes.keys()]
  const parts = partsOf(figure)
  const width = parts.n.length
  const answered = groups.map(group => (sizes.get(group) ?? 0) > 0)
  if (answered.filter(Boolean).length < 2) return []
  const over = (part: Row, who: (group: string) => boolean): Row =>
    groups.flatMap((group, at) => part.map(value => (answered[at] && who(group) ? value : 0)))
  const rowsOf = (cell: Cell, who: (group: string) => boolean): Row[] => [
    ...(cell.n === null ? [] : [over(parts.n, who)]),
    ...(cell.mean ? [over(parts.mean, who)] : []),
    ...(cell.favourable && parts.favourable ? [over(parts.favourable, who)] : []),
    ...(cell.distribution ?? []).map((_, step) =>
      over(
        parts.n.map((__, at) => Number(at === step)),
        who,
      ),
    ),
  ]
  const single = groups.flatMap(group => {
    const cell = figure.cohorts[group]
    return cell ? rowsOf(cell, own => own === group) : []
  })
  const rows = [...rowsOf(figure.organisation, () => true), ...single]
  const basis = basisOf(rows)
  const hidden = groups.flatMap((group, at) => {
    const cell = figure.cohorts[group]
    if (!answered[at] || !cell) return []
    const wanted = [
      [cell.n, parts.n],
      [cell.mean, parts.mean],
      [cell.favourable, parts.favourable],
    ] as const
    return wanted.some(([shown, row]) => shown === null && row && basis.spans(over(row, own => own === group)))
      ? [`${figure.id}: ${group} was hidden`]
      : []
  })
  const people = groups.map(group => sizes.get(group) ?? 0)
  const few = [...subsetsOf(people, 4)].flatMap(set => {
    const without = rows.map(row => row.map((value, column) => (set.includes(Math.floor(column / width)) ? 0 : value)))
    return basisOf(without).rank < basis.rank ? [`${figure.id}: ${set.map(at => groups[at]).join(' and ')}, few`] : []
  })
  return [...hidden, ...few]
}

interface Range {
  least: number
  most: number
}

/** A hidden count lies between what it must contain and what it has room for, given the sum of all hidden counts. */
const narrowed = (ranges: readonly Range[], sum: number): Range[] => {
  const total = (part: keyof Range) => ranges.reduce((all, range) => all + range[part], 0)
  return ranges.map(({ least, most }) => ({
    least: Math.max(least, sum - (total('most') - most)),
    most: Math.min(most, sum - (total('least') - least)),
  }))
}

/** How many of a group took part is never computed while it is hidden: answers to an item only give a lower bound. */
const countsComputed = ({ release, ballots, figures }: Draft): string[] => {
  const { cohorts } = release
  const hidden = cohorts.filter(({ answered }) => answered === null)
  if (release.answered === null || hidden.length === 0) return []
  const shown = cohorts.reduce((sum, { answered }) => sum + (answered ?? 0), 0)
  const ranges = hidden.map(({ id, invited }): Range => {
    const answers = release.figures.map(figure => figure.cohorts[id]?.n ?? 0)
    return { least: Math.max(0, ...answers), most: invited }
  })
  const found = narrowed(ranges, release.answered - shown).flatMap(({ least, most }, at) => {
    const id = hidden[at]?.id ?? ''
    return least === most && (ballots.get(id) ?? 0) > 0 ? [`${id}: ${least} took part`] : []
  })
  const byItem = release.figures.flatMap(figure => {
    const truth = figures.find(({ id }) => id === figure.id)
    const own = cohorts.filter(({ id }) => figure.cohorts[id]?.n === null)
    if (figure.organisation.n === null || own.length === 0) return []
    const rest = cohorts.reduce((sum, { id }) => sum + (figure.cohorts[id]?.n ?? 0), 0)
    const bounds = own.map(({ invited, answered }): Range => ({ least: 0, most: answered ?? invited }))
    return narrowed(bounds, figure.organisation.n - rest).flatMap(({ least, most }, at) => {
      const id = own[at]?.id ?? ''
      const people = truth?.cohorts.get(id)?.profile.n ?? 0
      return least === most && people > 0 && people < 5 ? [`${figure.id} ${id}: ${least} answered`] : []
    })
  })
  return [...found, ...byItem]
}

const jointAttack = (draft: Draft): string[] =>
  draft.release.figures.flatMap(figure => {
    const counted = draft.figures.find(({ id }) => id === figure.id)
    if (!counted || Object.keys(figure.cohorts).length === 0) return []
    return spoilsOf(figure, new Map([...counted.cohorts].map(([id, { profile }]) => [id, profile.n])))
  })

describe('with everything that a release shows taken together', () => {
  test.each([pulse2, generative1])('no hidden figure and no small group is computed: $id', instrument => {
    fc.assert(
      fc.property(organisation(instrument, 5), material => {
        expect(jointAttack(draftPulse(material))).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  test('limits leave no hidden count a single value', () => {
    fc.assert(
      fc.property(organisation(pulse2, 5), material => {
        expect(countsComputed(draftPulse(material))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('answering every shown item does not reveal how many of a small group took part', () => {
    const rated = (n: number, item: string) => Array.from({ length: n }, (_, at) => ({ [item]: (at % 5) + 1 }))
    // Eight of the second group answered "review-safety", as many as were invited; five of the third did.
    const third = [...rated(5, 'review-safety'), ...rated(4, 'risk')]
    const draft = draftPulse(
      materialOf([
        { invited: 8, ballots: rated(4, 'review-safety') },
        { invited: 8, ballots: rated(8, 'review-safety') },
        { invited: 12, ballots: third },
      ]),
    )
    expect(countsComputed(draft)).toEqual([])
  })
})

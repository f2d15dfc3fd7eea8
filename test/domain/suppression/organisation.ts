/** Random pulses (cohorts, who answered what, items left out), and an attacker who only adds and subtracts. */
import fc from 'fast-check'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import type { Instrument } from '../../../functions/domain/instrument/schema.ts'
import type { Draft, PulseMaterial } from '../../../functions/domain/suppression/draft.ts'
import type { Counts } from '../../../functions/domain/suppression/publish.ts'
import { type PulseBallot, tallyBallots } from '../../../functions/domain/suppression/tally.ts'

export const countsOf = ({ cohorts, tally }: PulseMaterial): Counts => {
  const counted = Object.values(tally.cohorts).reduce((total, { ballots }) => total + ballots, 0)
  const invited = cohorts.reduce((total, cohort) => total + cohort.invited, 0)
  return { invited, issued: counted, cast: counted, counted }
}

export const materialOf = (
  groups: readonly { readonly invited: number; readonly ballots: readonly PulseBallot['answers'][] }[],
  instrument: Instrument = pulse2,
  quarter = '2026-Q1',
): PulseMaterial => ({
  quarter,
  instrument,
  groupMinimum: 5,
  open: false,
  cohorts: groups.map(({ invited }, index) => ({ id: `c${index}`, label: `Team ${index}`, invited })),
  tally: tallyBallots(
    instrument,
    groups.flatMap(({ ballots }, index) => ballots.map(answers => ({ cohort: `c${index}`, answers }))),
  ),
})

/** Some teams lean to one end, so that all-or-none happens; an item is skipped by a few or by many. */
const groupArbitrary = (instrument: Instrument) =>
  fc
    .record({
      invited: fc.integer({ min: 8, max: 24 }),
      answering: fc.integer({ min: 0, max: 24 }),
      lean: fc.constantFrom('low', 'middle', 'high', 'mixed', 'mixed', 'mixed'),
      skipping: fc.integer({ min: 0, max: 9 }),
      seeds: fc.array(fc.array(fc.nat(999), { minLength: 9, maxLength: 9 }), { minLength: 24, maxLength: 24 }),
    })
    .map(({ invited, answering, lean, skipping, seeds }) => {
      const ballots = seeds.slice(0, Math.min(invited, answering)).map(row => {
        const answers: Record<string, PulseBallot['answers'][string]> = {}
        for (const [index, item] of instrument.items.entries()) {
          const seed = row[index] ?? 0
          if (seed % 10 < skipping - 4) continue
          if (item.kind === 'text') answers[item.id] = { text: `words ${seed}`, choice: 'verbatim' }
          if (item.kind !== 'scale') continue
          const steps = item.max - item.min + 1
          const high = lean === 'high' ? !item.reversed : lean === 'low' ? item.reversed : null
          const value = high === null ? item.min + (seed % steps) : high ? item.max - (seed % 2) : item.min + (seed % 2)
          answers[item.id] = lean === 'middle' ? (item.min + item.max) / 2 : value
        }
        return answers
      })
      return { invited, ballots }
    })

export const organisation = (instrument: Instrument = pulse2, most = 6): fc.Arbitrary<PulseMaterial> =>
  fc.array(groupArbitrary(instrument), { minLength: 1, maxLength: most }).map(groups => materialOf(groups, instrument))

/** Every set reachable by sums of disjoint and differences of nested published sets, as bits. */
export const reachable = (published: readonly number[]): Set<number> => {
  const found = new Set(published)
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const one of found) {
      for (const other of found) {
        if (one === other) continue
        if ((one & other) === 0) found.add(one | other)
        if ((one & other) === other) found.add(one & ~other)
      }
    }
  }
  return found
}

type Cell = Draft['release']['figures'][number]['organisation']
const drawn = ({ mean }: Cell) => mean?.kind === 'exact' && mean.lo !== null

const shows: Readonly<Record<string, (cell: Cell) => boolean>> = {
  n: cell => cell.n !== null,
  mean: cell => cell.mean !== null,
  favourable: cell => cell.favourable !== null,
  spread: cell => cell.distribution !== null || drawn(cell),
}

/** A score that everybody in a group of ten or more has needs no interval, and hides none. */
const needless = (cell: Cell, invited: number | undefined) =>
  cell.mean !== null && cell.favourable === null && cell.n === invited && (cell.n ?? 0) >= 10

/** What somebody who has the release, and knows which cells to look for, can find out. */
export const attack = ({ release, figures }: Draft): string[] => {
  const ids = release.cohorts.map(({ id }) => id)
  if (ids.length === 0) return []
  const everyone = 2 ** ids.length - 1
  const spoils: string[] = []
  for (const figure of release.figures) {
    const truth = figures.find(({ id }) => id === figure.id)
    const sizes = ids.map(id => truth?.cohorts.get(id)?.profile.n ?? 0)
    const size = (set: number) => sizes.reduce((total, n, index) => total + (set & (2 ** index) ? n : 0), 0)
    const occupied = sizes.reduce((set, n, index) => (n > 0 ? set | (2 ** index) : set), 0)
    for (const [part, isShown] of Object.entries(shows)) {
      const cells = ids.map(id => figure.cohorts[id])
      const published = cells.flatMap((cell, index) => (cell && isShown(cell) ? [2 ** index] : []))
      const top = figure.organisation
      const bounded =
        (part === 'mean' && top.mean?.kind !== 'exact') || (part === 'favourable' && top.favourable?.kind !== 'exact')
      if (isShown(top) && !(bounded && published.length === 0)) published.push(everyone)
      for (const set of reachable(published)) {
        if (size(set) > 0 && size(set) < 5) spoils.push(`${figure.id} ${part}: ${size(set)} answers`)
        // A sole group that answered is the whole organisation and not a part of it.
        const alone = ids.findIndex((_, index) => (set & occupied) === 2 ** index && occupied !== 2 ** index)
        const cell = cells[alone]
        const exempt =
          part === 'spread' && figure.kind === 'score' && cell && needless(cell, release.cohorts[alone]?.invited)
        if (cell && !exempt && !isShown(cell)) spoils.push(`${figure.id} ${part}: ${ids[alone] ?? ''} was hidden`)
      }
    }
  }
  return spoils
}

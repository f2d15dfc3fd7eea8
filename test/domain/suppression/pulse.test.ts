import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generative1, pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { draftPulse, type PulseMaterial } from '../../../functions/domain/suppression/draft.ts'
import { inspect } from '../../../functions/domain/suppression/inspection.ts'
import { hiddenCell, pulseReleaseSchema } from '../../../functions/domain/suppression/release.ts'
import { publishComments, publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { mergeTallies } from '../../../functions/domain/suppression/tally.ts'
import { attack, countsOf, materialOf, organisation } from './organisation.ts'

const publish = (material: PulseMaterial, before: Parameters<typeof publishPulse>[2] = []) =>
  publishPulse(countsOf(material), material, before)

/** Answers to the review-safety item only, a list for each team; more people are invited to each. */
const rated = (...groups: readonly (readonly number[])[]) =>
  materialOf(
    groups.map(values => ({
      invited: Math.max(8, values.length + 1),
      ballots: values.map(value => ({ 'review-safety': value })),
    })),
  )
const safetyOf = (material: PulseMaterial) => {
  const figure = publish(material).figures.find(({ id }) => id === 'review-safety')
  if (!figure) throw new Error('no figure')
  return figure
}

describe('against somebody who adds and subtracts published figures', () => {
  test.each([pulse2, generative1])('no small set of answers and no hidden cell is reached: $id', instrument => {
    const seen = { shown: 0, hidden: 0 }
    fc.assert(
      fc.property(organisation(instrument), material => {
        const draft = draftPulse(material)
        expect(attack(draft)).toEqual([])
        for (const cell of draft.release.figures.flatMap(({ cohorts }) => Object.values(cohorts))) {
          seen[cell.mean ? 'shown' : 'hidden'] += 1
        }
      }),
      { numRuns: 250 },
    )
    expect(Math.min(seen.shown, seen.hidden)).toBeGreaterThan(500)
  })

  test('the last gate finds nothing in what the rules allow, quarter after quarter', () => {
    fc.assert(
      fc.property(fc.array(organisation(pulse2, 4), { minLength: 2, maxLength: 4 }), quarters => {
        const before: Parameters<typeof publishPulse>[2][number][] = []
        for (const [index, material] of quarters.entries()) {
          const own = { ...material, quarter: `2026-Q${index + 1}` }
          expect(inspect(draftPulse(own), before)).toEqual([])
          before.push(publish(own, before))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a hidden group looks the same whatever hid it', () => {
    fc.assert(
      fc.property(organisation(), material => {
        const release = publish(material)
        expect(pulseReleaseSchema.parse(JSON.parse(JSON.stringify(release)))).toEqual(release)
        for (const { organisation: whole, cohorts } of release.figures) {
          for (const cell of [whole, ...Object.values(cohorts)]) if (cell.n === null) expect(cell).toEqual(hiddenCell)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('figures', () => {
  const first = [1, 2, 3, 4, 4, 5, 5, 5, 4, 2]
  const second = [2, 4, 4, 5, 1, 3, 3]
  const figure = safetyOf(rated(first, second, [4, 4, 5, 3, 2, 1]))

  test('of the whole: n of N, mean and share with intervals, what nonrespondents could change, five bars', () => {
    // Computed independently: 76 in 23 of 27 answers, t(22) = 2.0739, nEff = 23 x 26 / 4.
    expect(figure.organisation).toEqual({
      n: 23,
      mean: { kind: 'exact', value: 3.3, lo: 3.08, hi: 3.53 },
      favourable: { kind: 'exact', count: 12, share: 0.522, lo: 0.442, hi: 0.6 },
      distribution: [3, 4, 4, 7, 5],
      silent: { meanLo: 2.96, meanHi: 3.56, favLo: 0.444, favHi: 0.593 },
    })
  })

  test('bars need ten answers, also in the remainder of the whole', () => {
    const bars = ({ cohorts }: typeof figure) => Object.values(cohorts).map(({ distribution }) => distribution)
    expect(bars(figure)).toEqual([[1, 2, 1, 3, 3], null, null])
    expect(figure.cohorts.c1).toMatchObject({ n: 7, mean: { value: 3.14 }, favourable: { count: 3 } })
    expect(bars(safetyOf(rated(first, second, [...first, 1, 3])))).toEqual([null, null, [2, 2, 2, 3, 3]])
  })

  test('have no interval if everybody answered', () => {
    const everyone = materialOf([{ invited: 12, ballots: [...first, 3, 3].map(value => ({ 'review-safety': value })) }])
    expect(safetyOf(everyone).organisation.mean).toEqual({ kind: 'exact', value: 3.42, lo: null, hi: null })
    expect(safetyOf(everyone).organisation.favourable).toMatchObject({ lo: null, hi: null })
  })

  test('a reversed item is turned round: agreement that mistakes are held against you is unfavourable', () => {
    const material = materialOf([{ invited: 20, ballots: first.map(value => ({ mistakes: value })) }])
    const mistakes = publish(material).figures.find(({ id }) => id === 'mistakes')
    expect(mistakes).toMatchObject({
      reversed: true,
      organisation: { distribution: [3, 3, 1, 2, 1], mean: { value: 2.5 } },
    })
  })

  test('a score is the mean over people who answered enough of it', () => {
    const safe = { mistakes: 1, problems: 5, different: 2, risk: 4, help: 3 }
    const unsafe = { mistakes: 5, problems: 1, different: 4, risk: 2, help: 3, efforts: 2, skills: 3 }
    const few = { mistakes: 3, risk: 3, efforts: 2, skills: 1 }
    const ballots = [safe, safe, safe, safe, unsafe, unsafe, unsafe, few, few]
    const score = publish(materialOf([{ invited: 20, ballots }])).figures.find(({ id }) => id === 'safety')
    // (4 x 21/5 + 3 x 14/7) / 7
    expect(score).toMatchObject({ kind: 'score', organisation: { n: 7, mean: { value: 3.26 }, favourable: null } })
  })

  test('the interval is given where the bars are', () => {
    for (const { mean, distribution } of Object.values(figure.cohorts)) {
      expect(mean?.kind === 'exact' && mean.lo !== null).toBe(distribution !== null)
    }
    const cohorts = safetyOf(rated([1, 2, 3, 3, 2], [4, 3, 5, 2, 4], [3, 4, 4, 2, 5, 3, 4, 4, 1, 3])).cohorts
    expect(cohorts.c0).toMatchObject({ n: 5, favourable: null, mean: { value: 2.2, lo: null, hi: null } })
    expect(cohorts.c2).toMatchObject({ n: 10, favourable: { count: 5 }, mean: { lo: expect.any(Number) } })
  })

  test('of five to nine answers, the figures shown leave more than one possible set of bars, except for a tenth of them', () => {
    const splits = (left: number, steps: number): number[][] =>
      steps === 1
        ? [[left]]
        : Array.from({ length: left + 1 }, (_, first) => first).flatMap(first =>
            splits(left - first, steps - 1).map(rest => [first, ...rest]),
          )
    for (const n of [5, 6, 7, 8, 9]) {
      const told = new Map<string, number>()
      for (const bars of splits(n, 5)) {
        const values = bars.flatMap((count, step) => Array.from({ length: count }, () => step + 1))
        const cell = JSON.stringify(safetyOf(rated(values)).organisation)
        told.set(cell, (told.get(cell) ?? 0) + 1)
      }
      const [sets, alone] = [splits(n, 5).length, [...told.values()].filter(ways => ways === 1).length]
      expect(alone / sets).toBeLessThan(0.1)
    }
  })

  test('the whole is capped if all but one agree', () => {
    const { organisation: whole, cohorts } = safetyOf(rated([5, 5, 5, 5, 5, 5], [5, 5, 5, 5, 4]))
    expect(whole).toMatchObject({ mean: { kind: 'atLeast', value: 4.9 }, favourable: { kind: 'atLeast', value: 0.9 } })
    expect(whole).toMatchObject({ distribution: null, silent: null })
    expect(cohorts).toMatchObject({ c0: { n: 6, mean: null, favourable: null }, c1: { mean: null, favourable: null } })
  })

  test('two unanimous teams are not left as the remainder', () => {
    const { cohorts } = safetyOf(rated([4, 5, 5, 4, 4], [5, 4, 4, 4, 5], [2, 3, 4, 4, 5, 5], [1, 2, 3, 4, 5, 5, 4]))
    expect([cohorts.c0?.favourable, cohorts.c1?.favourable, cohorts.c2?.favourable]).toEqual([null, null, null])
    expect(cohorts.c3?.favourable).toMatchObject({ count: 4 })
  })
})

describe('comments', () => {
  const commented = (texts: readonly string[], ballots: number, choice: 'verbatim' | 'themes-only' = 'verbatim') =>
    materialOf([
      {
        invited: 30,
        ballots: Array.from({ length: ballots }, (_, index) => {
          const text = texts[index]
          const rating = { 'review-safety': (index % 5) + 1 }
          return text === undefined ? rating : { ...rating, comment: { text, choice } }
        }),
      },
    ])

  test.each([
    [['c', 'a', 'b'], 10, ['a', 'b', 'c']],
    [['c', 'a'], 10, null],
    [['c', 'a', 'b'], 9, null],
    [['c', 'a', 'b', '  '], 10, ['a', 'b', 'c']],
  ])('%j of %i people', (texts, people, shown) => {
    const material = commented(texts, people)
    const release = publish(material)
    expect(release.comments).toEqual([{ item: 'comment', quoted: shown ? shown.length : null, unquoted: null }])
    expect(publishComments(release, material.tally)).toEqual(shown ? [{ item: 'comment', texts: shown }] : [])
  })

  test.each([
    [4, null],
    [5, 5],
  ])('%i given for themes only are counted as %j, and their words are nowhere', (given, told) => {
    const aside = commented(['u', 'v', 'w', 'x', 'y'].slice(0, given), 20, 'themes-only')
    const quoted = commented(['a', 'b', 'c'], 20)
    const material = { ...quoted, tally: mergeTallies(quoted.tally, { ...aside.tally, cohorts: {} }) }
    const release = publish(material)
    expect(release.comments).toEqual([{ item: 'comment', quoted: 3, unquoted: told }])
    expect(publishComments(release, material.tally)).toEqual([{ item: 'comment', texts: ['a', 'b', 'c'] }])
  })
})

describe('publishing', () => {
  const sound = rated([1, 2, 3, 4, 4, 5], [2, 4, 4, 5, 1, 3, 3], [4, 4, 5, 3, 2, 1, 1, 2])

  test('inconsistent counts publish nothing', () => {
    const counts = countsOf(sound)
    const told = (changes: Partial<typeof counts>) => publishPulse({ ...counts, ...changes }, sound, [])
    expect(told({})).toMatchObject({ withheld: null })
    for (const forged of [{ issued: 20 }, { counted: 20 }, { invited: 20 }]) {
      expect(told(forged)).toMatchObject({ withheld: 'counts_do_not_add_up', figures: [], answered: null })
    }
    const [first, ...others] = sound.cohorts
    if (!first) throw new Error('no cohort')
    const moved = { ...sound, cohorts: [{ ...first, invited: 5 }, { id: 'x', label: 'x', invited: 3 }, ...others] }
    expect(publish(moved)).toMatchObject({ withheld: 'counts_do_not_add_up' })
  })

  test('with four ballots nothing is said, with five the whole is', () => {
    expect(publish(rated([1, 2, 4, 5]))).toMatchObject({ withheld: 'too_few_ballots', figures: [] })
    expect(safetyOf(rated([1, 2, 4, 5, 4])).organisation.n).toBe(5)
  })

  test('a requested minimum that is too low costs the breakdown, a higher one applies', () => {
    const lax = { ...rated([1, 2, 4, 5], [2, 4, 4, 5, 1, 3, 3], [4, 4, 5, 3, 2, 1, 1, 2]), groupMinimum: 3 }
    expect(publish(lax)).toMatchObject({ withheld: null, cohorts: [], answered: 19 })
    expect(Object.keys(safetyOf(lax).cohorts)).toEqual([])
    const strict = safetyOf({ ...sound, groupMinimum: 7 })
    expect([strict.cohorts.c0?.n, strict.cohorts.c1?.n, strict.cohorts.c2?.n]).toEqual([null, null, 8])
  })

  test('a quarter is published once', () => {
    const first = publish(sound)
    expect(publish(sound, [first])).toMatchObject({ withheld: 'failed_audit', figures: [], answered: null })
    expect(publish({ ...sound, quarter: '2026-Q2' }, [first])).toMatchObject({ withheld: null })
    const withheld = { ...first, withheld: 'too_few_ballots' as const }
    expect(publish(sound, [withheld])).toMatchObject({ withheld: null })
  })

  test('an open pulse shows nothing, and publishing it is refused', () => {
    const open = { ...sound, open: true }
    expect(() => publish(open)).toThrow(RangeError)
    const { release } = draftPulse(open)
    expect(release).toMatchObject({ answered: null, comments: [{ quoted: null, unquoted: null }] })
    for (const { organisation: whole, cohorts } of release.figures) {
      for (const cell of [whole, ...Object.values(cohorts)]) expect(cell).toEqual(hiddenCell)
    }
  })

  test('the response of each group is shown as R1 and R2 allow, beside the whole', () => {
    const release = publish(rated([1, 2, 3], [2, 4, 4, 5, 1, 3, 3], [4, 4, 5, 3, 2, 1, 1, 2]))
    expect(release.cohorts.map(({ answered }) => answered)).toEqual([null, null, 8])
    expect(release).toMatchObject({ answered: 18, invited: 25 })
  })

  test('the order of the ballots changes nothing', () => {
    const values = [1, 2, 3, 4, 5, 5, 4, 2, 2, 3]
    const ballots = values.map((value, index) => ({
      'review-safety': value,
      comment: { text: `words ${index}`, choice: 'verbatim' as const },
    }))
    const one = publish(materialOf([{ invited: 20, ballots }]))
    expect(publish(materialOf([{ invited: 20, ballots: ballots.toReversed() }]))).toEqual(one)
  })
})

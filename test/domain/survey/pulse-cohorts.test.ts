import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupKey } from '../../../functions/domain/normal-form.ts'
import { cohortIdSchema } from '../../../functions/domain/ids.ts'
import { askedCohorts, freezeCohorts } from '../../../functions/domain/survey/pulse-cohorts.ts'
import { surveyRow } from '../../survey.ts'

const groupsOf = (sizes: Readonly<Record<string, number>>): string[] =>
  Object.entries(sizes).flatMap(([name, size]) => Array.from({ length: size }, () => name))

describe('cohorts frozen at the opening', () => {
  test('are named after teams of 8 or more; smaller teams form one cohort, together with people who have no team', () => {
    const { cohorts, cohortOf } = freezeCohorts(groupsOf({ Search: 12, Billing: 8, Legal: 7, '': 2, ' ': 1 }))
    expect(cohorts).toEqual([
      { id: 'group-1', label: 'Billing', invited: 8 },
      { id: 'group-2', label: 'Other', invited: 10 },
      { id: 'group-3', label: 'Search', invited: 12 },
    ])
    expect(['Billing', 'Legal', '', ' ', 'Search'].map(cohortOf)).toEqual([
      'group-1',
      'group-2',
      'group-2',
      'group-2',
      'group-3',
    ])
  })

  test('are one for all spellings of a name, called as most write it; the pool takes in its namesakes', () => {
    const spelt = {
      Sécurité: 4,
      'Se\u0301curité': 3,
      SÉCURITÉ: 2,
      'Data  Platform': 5,
      'Data\u00A0Platform': 6,
      other: 8,
    }
    const { cohorts, cohortOf } = freezeCohorts(groupsOf({ ...spelt, Legal: 2 }))
    expect(cohorts).toEqual([
      { id: 'group-1', label: 'Data Platform', invited: 11 },
      { id: 'group-2', label: 'Other', invited: 10 },
      { id: 'group-3', label: 'Sécurité', invited: 9 },
    ])
    expect(Object.keys(spelt).map(cohortOf)).toEqual(['group-3', 'group-3', 'group-3', 'group-1', 'group-1', 'group-2'])
  })

  test('hold everybody once, whatever the spellings: no group is too small, and none is there twice', () => {
    const spelling = fc.constantFrom(
      'Ops',
      'ops',
      ' OPS',
      'O\u200Bps',
      'Search',
      'search ',
      'Zoë',
      'Zoe\u0308',
      '',
      'Other',
    )
    fc.assert(
      fc.property(fc.array(spelling, { maxLength: 60 }), groups => {
        const { cohorts, cohortOf } = freezeCohorts(groups)
        const invited = cohorts.map(({ id }) => groups.filter(group => cohortOf(group) === id).length)
        expect(invited).toEqual(cohorts.map(cohort => cohort.invited))
        expect(new Set(cohorts.map(({ label }) => groupKey(label))).size).toBe(cohorts.length)
        if (cohorts.length > 1) for (const cohort of cohorts) expect(cohort.invited).toBeGreaterThanOrEqual(8)
      }),
    )
  })

  test('are a single one, without a breakdown, if fewer than two would remain', () => {
    for (const groups of [
      groupsOf({ Search: 40 }),
      groupsOf({ Search: 5, Billing: 6 }),
      groupsOf({ Search: 12, Tax: 3 }),
    ]) {
      const { cohorts, cohortOf } = freezeCohorts(groups)
      expect(cohorts).toEqual([{ id: 'all', label: 'all', invited: groups.length }])
      expect(cohortOf('Search')).toBe('all')
    }
  })

  test('are limited to the number of keys: the largest keep their names', () => {
    const { cohorts } = freezeCohorts(groupsOf({ A: 8, B: 9, C: 10, D: 9, E: 20 }), 3)
    expect(cohorts.map(({ label, invited }) => [label, invited])).toEqual([
      ['C', 10],
      ['E', 20],
      ['Other', 26],
    ])
  })

  const organisation = fc.array(fc.constantFrom('', 'Other', 'A', 'B', 'C', 'all', '🦊', 'é', '￼'), { maxLength: 90 })

  test('hold everybody once, 8 or more each, with ids that say nothing but their label’s position', () => {
    fc.assert(
      fc.property(organisation, fc.integer({ min: 2, max: 6 }), (groups, maximum) => {
        const { cohorts, cohortOf } = freezeCohorts(groups, maximum)
        expect(cohorts.length).toBeLessThanOrEqual(maximum)
        expect(new Set(cohorts.map(({ label }) => label)).size).toBe(cohorts.length)
        for (const { id, invited } of cohorts) {
          expect(cohortIdSchema.safeParse(id).success).toBe(true)
          expect(groups.filter(group => cohortOf(group) === id).length).toBe(invited)
          if (cohorts.length > 1) expect(invited).toBeGreaterThanOrEqual(8)
        }
        if (cohorts.length > 1) expect(cohorts.map(({ id }) => id)).toEqual(cohorts.map((_, n) => `group-${n + 1}`))
        expect(freezeCohorts(groups.toReversed(), maximum).cohorts).toEqual(cohorts)
      }),
    )
  })
})

test('a row with one unnamed cohort has everybody in it', () => {
  const survey = surveyRow({ invited: 4, cohorts: [{ id: 'all', publicKey: 'key' }] })
  expect(askedCohorts(survey)).toEqual([{ id: 'all', label: 'all', invited: 4 }])
})

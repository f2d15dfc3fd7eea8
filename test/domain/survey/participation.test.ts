import { expect, test } from 'vitest'
import { atLeast, participationOf } from '../../../functions/domain/survey/participation.ts'

test('under six invited nothing is said', () => {
  for (let invited = 0; invited < 6; invited += 1)
    for (let issued = 0; issued <= invited; issued += 1) expect(atLeast(issued, invited)).toBeNull()
})

test('it moves in steps of three, is never too high, and never says more than all but two', () => {
  for (let invited = 6; invited <= 60; invited += 1) {
    const said = Array.from({ length: invited + 1 }, (_, issued) => atLeast(issued, invited) ?? NaN)
    for (const [issued, told] of said.entries()) {
      expect(told % 3).toBe(0)
      expect(told).toBeLessThanOrEqual(Math.min(issued, invited - 2))
      // Whatever is said, at least three figures look like it: nobody is told by what they add.
      expect(said.filter(other => other === told).length).toBeGreaterThanOrEqual(3)
    }
    expect(said).toStrictEqual(said.toSorted((a, b) => a - b))
  }
})

test('"six or more of ten" is all that is ever said of ten', () => {
  expect([0, 2, 3, 5, 6, 7, 8, 9, 10].map(issued => atLeast(issued, 10))).toStrictEqual([0, 0, 3, 3, 6, 6, 6, 6, 6])
})

const row = { takenPart: 7, takenPartAt: '2026-11-02T09:00:00.000Z', invited: 10, issued: null }

test('a row that holds an exact count is shown in steps, and exactly after the close', () => {
  expect(participationOf(row)).toStrictEqual({ takenPart: 6, takenPartAt: row.takenPartAt, isFinal: false })
  expect(participationOf({ ...row, issued: 7 })).toStrictEqual({
    takenPart: 7,
    takenPartAt: row.takenPartAt,
    isFinal: true,
  })
  expect(participationOf({ ...row, invited: 5 })).toStrictEqual({ takenPart: null, takenPartAt: null, isFinal: false })
  expect(participationOf({ ...row, takenPartAt: null }).takenPart).toBeNull()
})

test('what is shown already is shown again, whoever is invited after it', () => {
  for (let invited = 6; invited <= 20; invited += 1)
    for (let issued = 0; issued <= invited; issued += 1) {
      const told = atLeast(issued, invited) ?? 0
      for (const more of [0, 1, 2, 9]) expect(atLeast(told, invited + more)).toBe(told)
    }
})

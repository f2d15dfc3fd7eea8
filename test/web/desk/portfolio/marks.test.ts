import fc from 'fast-check'
import { expect, test } from 'vitest'
import { counterfactualSchema } from '../../../../functions/domain/condition/condition.ts'
import { marksOf, numbersOf } from '../../../../web/desk/portfolio/marks.ts'

const grade = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null })
const conditionOf = (index: number, generalisability: number | null, cost: number | null, changeable: boolean | null) =>
  counterfactualSchema.parse({
    id: `cfa_${String(index).padStart(16, 'a')}`,
    version: 1,
    text: `Condition ${index}`,
    generalisability,
    cost,
    changeable,
    sightings: [],
  })
const conditions = fc
  .array(fc.tuple(grade, grade, fc.option(fc.boolean(), { nil: null })), { maxLength: 80 })
  .map(all =>
    all.map(([generalisability, cost, changeable], index) => conditionOf(index, generalisability, cost, changeable)),
  )

test('every rated condition stands in exactly one mark, numbered without a gap in the order of the marks', () => {
  fc.assert(
    fc.property(conditions, all => {
      const marks = marksOf(all)
      const rated = all.filter(({ generalisability, cost }) => generalisability !== null && cost !== null)
      const shown = marks.flatMap(mark => mark.conditions.map(({ id }) => id))
      expect(shown.toSorted()).toStrictEqual(rated.map(({ id }): string => id).toSorted())
      expect([...numbersOf(marks)]).toStrictEqual(shown.map((id, index) => [id, index + 1]))
    }),
  )
})

test('no mark lies over another, and none leaves the cell of its ratings', () => {
  fc.assert(
    fc.property(conditions, all => {
      const marks = marksOf(all)
      const places = marks.map(
        ({ generalisability, cost, column, row }) => `${generalisability} ${cost} ${column} ${row}`,
      )
      expect(new Set(places).size).toBe(marks.length)
      for (const { column, row } of marks) expect(Math.max(Math.abs(column), Math.abs(row))).toBeLessThanOrEqual(0.5)
    }),
  )
})

test('up to four of a pair of ratings are shown one by one, more are counted, leverage points apart from others', () => {
  const of = (count: number, changeable: (index: number) => boolean) =>
    Array.from({ length: count }, (_, index) => conditionOf(index, 4, 2, changeable(index)))
  const sizes = (all: ReturnType<typeof of>) => marksOf(all).map(mark => [mark.conditions.length, mark.leverage])
  expect(sizes(of(1, () => true))).toStrictEqual([[1, true]])
  expect(sizes(of(4, () => true))).toHaveLength(4)
  expect(sizes(of(60, () => true))).toStrictEqual([[60, true]])
  expect(sizes(of(5, index => index > 1))).toStrictEqual([
    [3, true],
    [2, false],
  ])
})

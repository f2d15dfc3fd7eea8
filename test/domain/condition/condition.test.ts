import { expect, test } from 'vitest'
import {
  type Counterfactual,
  isLeveragePoint,
  withoutSighting,
  withSighting,
} from '../../../functions/domain/condition/condition.ts'
import { counterfactualId, incidentId, reviewId } from '../../../functions/domain/ids.ts'

const bytes = (first: number) => new Uint8Array(16).fill(first)
const sighting = (number: number) => ({
  incidentId: incidentId(bytes(number)),
  reviewId: reviewId(bytes(number)),
  at: `2026-0${number}-01T00:00:00.000Z`,
})
const condition: Counterfactual = {
  id: counterfactualId(bytes(0)),
  version: 1,
  text: 'If the certificate had an owner',
  generalisability: null,
  cost: null,
  changeable: null,
  intervention: null,
  sightings: [sighting(3)],
}

test('a leverage point is changeable, with generalisability 4 or more and cost 3 or less; nothing else is one', () => {
  for (const changeable of [true, false, null])
    for (const generalisability of [null, 1, 2, 3, 4, 5])
      for (const cost of [null, 1, 2, 3, 4, 5])
        expect([generalisability, cost, isLeveragePoint({ changeable, generalisability, cost })]).toStrictEqual([
          generalisability,
          cost,
          changeable === true && [4, 5].includes(generalisability ?? 0) && [1, 2, 3].includes(cost ?? 9),
        ])
})

test('a review names a condition once, and takes back only its own sighting', () => {
  const twice = withSighting(condition, sighting(2))
  expect(twice).toMatchObject({ version: 2, sightings: [sighting(2), sighting(3)] })
  expect(withSighting(twice, sighting(2))).toBe(twice)
  expect(withoutSighting(twice, sighting(2).reviewId).sightings).toStrictEqual([sighting(3)])
  expect(withoutSighting(condition, sighting(2).reviewId)).toBe(condition)
})

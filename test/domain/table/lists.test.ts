import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listIn, listText } from '../../../functions/domain/table/lists.ts'

const inCell = (cell: string): string[] => listIn(cell).map(name => name.trim())

test('names come back as they were, whatever signs they have', () => {
  const sign = fc.constantFrom(',', ';', '"', "'", ' ', 'a', 'b', '\\', '|')
  const name = fc
    .array(sign, { minLength: 1, maxLength: 8 })
    .map(all => all.join('').trim())
    .filter(Boolean)
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), names => {
      expect(inCell(listText(names))).toStrictEqual(names)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['web, api', ['web', 'api']],
  ['web; api, v2', ['web', 'api, v2']],
  ['web\napi', ['web', 'api']],
  ['"Payments, EU"; web', ['Payments, EU', 'web']],
  ['"Payments, EU", web', ['Payments, EU', 'web']],
  ['"Patty" P, web', ['"Patty" P', 'web']],
  ['"open', ['"open']],
])('%j holds %j', (cell, names) => {
  expect(inCell(cell)).toStrictEqual(names)
})

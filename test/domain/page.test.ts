import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstThatFit, type Page, pageBytes, pageOf, type Position } from '../../functions/domain/page.ts'

const placeOf = ({ at, id }: { at: string; id: string }): Position => ({ at, pk: 'item', sk: id })
const isAfter = (one: Position, other: Position): boolean =>
  one.at > other.at || (one.at === other.at && one.sk > other.sk)

test('the pages of an in-memory list join up to the list, even if items share an instant', () => {
  const items = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 })
    .map(ids => ids.map((id, index) => ({ id, at: String(index % 4) })))
    .map(all => all.toSorted((a, b) => (isAfter(placeOf(a), placeOf(b)) ? 1 : -1)))
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 31 }), (all, limit) => {
      const joined: { id: string }[] = []
      let page: Page<{ id: string; at: string }> = { items: [], next: null }
      do {
        page = pageOf(all, placeOf, isAfter, { limit, after: page.next })
        joined.push(...page.items)
      } while (page.next)
      expect(joined).toStrictEqual(all)
    }),
  )
})

test('an answer has room for a megabyte, and for one item however large', () => {
  const large = 'x'.repeat(pageBytes * 2)
  expect(firstThatFit([large, 'a'], 10)).toStrictEqual([large])
  expect(firstThatFit(['a', large, 'b'], 10)).toStrictEqual(['a'])
  expect(firstThatFit(['a', 'b', 'c'], 2)).toStrictEqual(['a', 'b'])
  expect(firstThatFit([], 2)).toStrictEqual([])
})

import { expect, test } from 'vitest'
import { matchRoster } from '../../../../web/desk/roster/match.ts'
import { sampleWorld } from '../sample.ts'

const { people } = sampleWorld(0)
const found = (typed: string, chosen: string[] = []): string[] =>
  matchRoster(people, typed, new Set(chosen)).people.map(one => one.email)

test('words typed begin words of name, address or group, in any order and case', () => {
  expect(found('ad')).toEqual(['ada@example.com'])
  expect(found('SAMPLE ada')).toEqual(['ada@example.com'])
  expect(found('fay@ex')).toEqual(['fay@example.com'])
  expect(found('upp')).toEqual([])
  expect(found('  ')).toEqual([])
})

test('whoever is chosen already is not offered again, nor counted in a group', () => {
  expect(found('ada', ['ada@example.com'])).toEqual([])
  const { groups } = matchRoster(people, 'plat', new Set(['ada@example.com']))
  expect(groups.map(group => [group.name, group.people.length])).toEqual([['Platform', 2]])
})

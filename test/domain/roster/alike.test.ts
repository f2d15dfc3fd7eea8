import { expect, test } from 'vitest'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import { alikePairs, pairOf } from '../../../functions/domain/roster/alike.ts'

const entry = (email: string, name = ''): RosterEntry => ({
  email,
  name,
  group: '',
  seniority: null,
  zone: 'UTC',
  language: 'en',
  stopped: null,
})
const pairs = (roster: readonly RosterEntry[], apart: readonly string[] = []) =>
  alikePairs(roster, pair => apart.includes(pair)).pairs.map(({ one, other, why }) => [why, one.email, other.email])

test.each([
  ['name', entry('kim.lee@a.example', 'Kim Lee'), entry('klee@a.example', 'Kim Lee')],
  ['name', entry('kim.lee@a.example', 'Kim Lee'), entry('kim.lee@b.example', 'LEE, Kim')],
  ['name', entry('kim@a.example', 'Zoë Lee'), entry('zlee@a.example', 'Zoe\u0308  Lee')],
  ['tag', entry('kim+pager@a.example', 'Kim'), entry('kim@a.example', 'Kim Lee')],
  ['mailbox', entry('kim.lee@a.example', 'Kim Lee'), entry('kim.lee@b.example')],
])('are offered by %s', (why, one, other) => {
  expect(pairs([one, other])).toStrictEqual([[why, one.email, other.email]])
})

test.each([
  ['one first name', entry('kim@a.example', 'Kim'), entry('kim2@a.example', 'Kim')],
  ['two names at two domains', entry('kim.lee@a.example', 'Kim Lee'), entry('kim.lee@b.example', 'Kim Leeds')],
  ['a role at two domains', entry('info@a.example'), entry('info@b.example')],
  ['nothing in common', entry('kim.lee@a.example', 'Kim Lee'), entry('bo.li@a.example', 'Bo Li')],
])('are not offered for %s', (_what, one, other) => {
  expect(pairs([one, other])).toStrictEqual([])
})

test('a pair that was refused stays refused in either order, and a name that many have is none', () => {
  const [one, other] = [entry('kim.lee@a.example', 'Kim Lee'), entry('klee@a.example', 'Kim Lee')]
  expect(pairs([one, other], [pairOf(other.email, one.email)])).toStrictEqual([])
  expect(pairs(Array.from({ length: 9 }, (_, index) => entry(`g${index}@a.example`, 'Guest User')))).toStrictEqual([])
})

test('only the first of many are listed, and the others counted', () => {
  const many = Array.from({ length: 60 }, (_, index) => entry(`p${index}@a.example`, `Kim L${Math.floor(index / 2)}`))
  const { pairs: listed, more } = alikePairs(many, () => false)
  expect([listed.length, more]).toStrictEqual([20, 10])
})

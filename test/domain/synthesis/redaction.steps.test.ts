import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNames } from '../../../functions/domain/synthesis/redaction.ts'
import type { NamedPerson } from '../../../functions/domain/synthesis/schema.ts'
import { StepsSpent, stepsUpTo } from '../../../functions/domain/synthesis/steps.ts'
import { baits, lineOf } from './hostile.ts'

const syllables = 'ka lo mi ra su ne ti vo pe dan gre hol jen mar zu'.split(' ')
const nameOf = (number: number): string => {
  const at = (power: number): string =>
    syllables[Math.floor(number / syllables.length ** power) % syllables.length] ?? ''
  return `${at(0)}${at(1)}${at(2)}`.replace(/^./, letter => letter.toUpperCase())
}
/** Everybody begins with S, has one of few first names, and half have a name that is a word. */
const rosterOf = (size: number): NamedPerson[] =>
  Array.from({ length: size }, (_, number) => ({
    name: `S${nameOf(number % 50).toLowerCase()} ${number % 2 === 0 ? nameOf(number) : 'Stone'}`,
    email: `s.${nameOf(number).toLowerCase()}${number}@team.example`,
  })).concat(
    ['山田太郎', '김민수', '王小明', 'Жанна Романова', 'Γιώργος Λύκος', 'Mika Virtanen'].map((name, at) => ({
      name,
      email: `own${at}@team.example`,
    })),
  )
const rosters = { small: rosterOf(20), large: rosterOf(4_000) }

/** What the harvest allows one text, and the page. */
const mostFor = (text: string): number => 200 * text.length + 2_000

const hostile = [
  ...baits,
  'S. ',
  'S ',
  's.',
  'S.\u00a0',
  'S.\u2003\u2009',
  'Skaloka ',
  'Skaloka Stone ',
  'Skaloka, ',
  'Mr Sa ',
  'Herr Aa Bb ',
  'S. S. Stone ',
  '@s',
  'a@',
  'a.b@c.d ',
  '@',
  '山田',
  '山',
  '김민수',
  '王小明',
  'Жанну ',
  'ж',
  'Γιώργο ',
  '0 ',
  '+1 ',
  '(0)',
  'tel ',
  '/home/',
  'git.git.git/',
  "S'",
  'Stone and ',
  'mark failed ',
  ',\u00a0den Stone ',
  '\t',
  '\u200b',
]

const stepsOf = (text: string, people: readonly NamedPerson[]): number => {
  const steps = stepsUpTo(mostFor(text))
  findNames(text, people, steps)
  return steps.taken()
}

describe('the steps of redaction grow with the text and no faster, however many people are known', () => {
  test.each(hostile)('%j', bait => {
    for (const people of Object.values(rosters)) {
      const [half, whole] = [stepsOf(lineOf(bait, 4_000), people), stepsOf(lineOf(bait, 8_000), people)]
      expect(whole).toBeLessThan(2.2 * half + 2_000)
    }
    const text = lineOf(bait, 4_000)
    expect(stepsOf(text, rosters.large)).toBeLessThan(4 * stepsOf(text, rosters.small) + 2_000)
  })

  test('any mixture of them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostile), { maxLength: 600 }), parts => {
        expect(() => stepsOf(parts.join(''), rosters.large)).not.toThrow()
      }),
      { numRuns: 60 },
    )
  })

  test('a text that takes more is left unread', () => {
    expect(() => findNames('Skaloka Stone knew', rosters.small, stepsUpTo(10))).toThrow(StepsSpent)
  })
})

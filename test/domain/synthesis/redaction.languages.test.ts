import { describe, expect, test } from 'vitest'
import { findNames } from '../../../functions/domain/synthesis/redaction.ts'
import type { NamedPerson } from '../../../functions/domain/synthesis/schema.ts'
import { english, french, german, polish, portuguese, spanish } from './redaction.languages.ts'

const languages = { english, german, french, spanish, portuguese, polish }

/** What was left of the names, and which other words went. */
const misses = (marked: string, people: NamedPerson[]): { left: string[]; damaged: string[] } => {
  let text = ''
  let within = ''
  const marks: string[] = []
  for (const letter of marked) {
    if (letter === '{' || letter === '<') within = letter
    else if (letter === '}' || letter === '>') within = ''
    else {
      text += letter
      marks.push(within)
    }
  }
  const gone = new Set(
    findNames(text, people).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  )
  const wordsWhere = (isMissed: (at: number) => boolean): string[] =>
    [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
      .filter(({ index, 0: word }) => Array.from(word).some((_, at) => isMissed(index + at)))
      .map(([word]) => word)
  return {
    left: wordsWhere(at => marks[at] === '{' && !gone.has(at)),
    damaged: wordsWhere(at => marks[at] === '' && gone.has(at)),
  }
}

const counted = (half: 'seen' | 'unseen'): Record<string, { left: string[]; damaged: string[] }> =>
  Object.fromEntries(
    Object.entries(languages).map(([language, halves]) => {
      const all = halves[half].said.map(text => misses(text, halves[half].people))
      return [language, { left: all.flatMap(({ left }) => left), damaged: all.flatMap(({ damaged }) => damaged) }]
    }),
  )
const sizes = (found: ReturnType<typeof counted>): Record<string, [number, number]> =>
  Object.fromEntries(Object.entries(found).map(([key, { left, damaged }]) => [key, [left.length, damaged.length]]))

describe('names left and words damaged, by language', () => {
  test('none in the sentences the rules were made from', () => {
    expect(sizes(counted('seen'))).toEqual({
      english: [0, 0],
      german: [0, 0],
      french: [0, 0],
      spanish: [0, 0],
      portuguese: [0, 0],
      polish: [0, 0],
    })
  })

  test('none in the sentences no rule was made from', () => {
    expect(sizes(counted('unseen'))).toEqual({
      english: [0, 0],
      german: [0, 0],
      french: [0, 0],
      spanish: [0, 0],
      portuguese: [0, 0],
      polish: [0, 0],
    })
  })
})

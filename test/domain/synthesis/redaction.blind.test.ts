import { describe, expect, test } from 'vitest'
import { blindLanguages, figureOf } from './redaction.figures.ts'

/** By language, of development and held out: names left, sentences damaged. */
const known: Record<string, [development: [number, number], heldOut: [number, number]]> = {
  en: [
    [4, 1],
    [4, 0],
  ],
  de: [
    [5, 1],
    [4, 0],
  ],
  fr: [
    [4, 1],
    [4, 1],
  ],
  es: [
    [4, 0],
    [5, 0],
  ],
  pt: [
    [4, 1],
    [4, 1],
  ],
  pl: [
    [5, 1],
    [5, 2],
  ],
  ru: [
    [10, 7],
    [11, 7],
  ],
  tr: [
    [5, 6],
    [4, 7],
  ],
  fi: [
    [9, 7],
    [10, 7],
  ],
  el: [
    [11, 7],
    [11, 7],
  ],
  ja: [
    [8, 2],
    [8, 1],
  ],
  ko: [
    [14, 0],
    [13, 0],
  ],
  zh: [
    [7, 2],
    [7, 3],
  ],
}

describe('names left and sentences damaged, in sentences written before the rules that they try', () => {
  test.each(Object.keys(blindLanguages))('%s', language => {
    const { development, heldOut } = blindLanguages[language] ?? { development: null, heldOut: null }
    const found = [development, heldOut].map(half => (half === null ? null : figureOf(half)))
    expect(found.map(figure => figure && [figure.left, figure.damaged])).toEqual(known[language])
  })
})

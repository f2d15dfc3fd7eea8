import { describe, expect, test } from 'vitest'
import { blindLanguages, figureOf } from './redaction.figures.ts'

/** By language, of development and held out: names left, sentences damaged. */
const known: Record<string, [development: [number, number], heldOut: [number, number]]> = {
  en: [
    [0, 0],
    [0, 0],
  ],
  de: [
    [0, 1],
    [0, 0],
  ],
  fr: [
    [0, 0],
    [0, 0],
  ],
  es: [
    [0, 0],
    [1, 0],
  ],
  pt: [
    [0, 0],
    [0, 1],
  ],
  pl: [
    [0, 1],
    [0, 2],
  ],
  ru: [
    [0, 0],
    [1, 0],
  ],
  tr: [
    [0, 0],
    [0, 0],
  ],
  fi: [
    [0, 0],
    [1, 0],
  ],
  el: [
    [0, 0],
    [0, 0],
  ],
  ja: [
    [0, 0],
    [0, 0],
  ],
  ko: [
    [0, 0],
    [0, 0],
  ],
  zh: [
    [0, 0],
    [0, 0],
  ],
}

describe('names left and sentences damaged, in sentences written before the rules that they try', () => {
  test.each(Object.keys(blindLanguages))('%s', language => {
    const { development, heldOut } = blindLanguages[language] ?? { development: null, heldOut: null }
    const found = [development, heldOut].map(half => (half === null ? null : figureOf(half)))
    expect(found.map(figure => figure && [figure.left, figure.damaged])).toEqual(known[language])
  })
})

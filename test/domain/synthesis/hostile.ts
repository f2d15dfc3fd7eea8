/** Texts that nobody means, to try whatever reads what people wrote. */
import * as fc from 'fast-check'

/** Each repeated makes a line on which patterns that look back and forth would not end. */
export const baits: readonly string[] = [
  'a',
  'a ',
  '0',
  '. ',
  ', ',
  '; ',
  '.',
  '- ',
  "'",
  '`a` ',
  '12:30 ',
  '2026-',
  'if the ',
  'had we ',
  'wenn ',
  'si ',
  'gdyby ',
  'i have ',
  'not ',
  'the big team ',
  'they just ',
  'since ',
  'i since ',
  'whoever ',
  'without a ',
  'would have ',
  'half an hour ',
  'a x and ',
  '\u{1f525}',
  '\ud800',
  '\u202e',
  'שלום ',
  '日',
  'x\u0301',
  '\u00a0',
]

/** One of them over and over, up to `length` UTF-16 units. */
export const lineOf = (bait: string, length: number): string =>
  bait.repeat(Math.ceil(length / bait.length)).slice(0, length)

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...baits), { maxLength: 400 }).map(parts => parts.join('')),
  fc.constantFrom(...baits).map(bait => lineOf(bait, 4_000)),
)

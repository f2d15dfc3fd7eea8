import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedText } from '../../../../web/desk/record/text.ts'

test.each([
  ['what each added to one line stands there once', 'x', 'x b', 'x a', 'x a b', true],
  ['what each changed in lines of their own', 'one\ntwo\nthree', 'one\ntwo\n3', '1\ntwo\nthree', '1\ntwo\n3', false],
  [
    'what each changed in one line',
    'The old queue was slow.',
    'The queue was slow.',
    'The old queue was very slow.',
    'The queue was very slow.',
    false,
  ],
  ['a sentence cut here beside a line added there', 'One. Two.', 'One.', 'One. Two.\nThree.', 'One.\nThree.', false],
  [
    'what one cut and the other changed stays',
    'One.\nTwo is here.',
    'One.',
    'One.\nTwo was here.',
    'One.\nTwo was here.',
    true,
  ],
  ['paragraphs that both added stand below each other', 'x', 'x\n\nmine', 'x\n\ntheirs', 'x\n\ntheirs\n\nmine', true],
  ['what the other has taken over is not joined again', '', 'a b', 'a b, and theirs', 'a b, and theirs', false],
  ['lines that both have by now are not joined again', '', 'one\ntwo', 'one\nthree', 'one\nthree\n\ntwo', true],
  ['a word is not taken for a part of a longer one', 'x', 'x no', 'x nobody', 'x nobody no', true],
  ['both rewrote all of it', 'a', 'mine', 'theirs', 'theirs\n\nmine', true],
])('%s', (_, before, mine, theirs, text, both) => {
  expect(mergedText(before, mine, theirs)).toEqual({ text, both })
})

/** Two people whose pages save in turns, each over what it last knew; every word is typed once. */
const people = () => {
  const pages = [0, 1].map(() => ({ base: '', version: 0, typed: '' }))
  const stored = { text: '', version: 0 }
  return {
    stored,
    type: (who: number, edit: (text: string) => string): void => {
      const page = pages[who]
      if (page) page.typed = edit(page.typed)
    },
    pause: (who: number): void => {
      const page = pages[who]
      if (!page) return
      if (page.version !== stored.version) page.typed = mergedText(page.base, page.typed.trim(), stored.text).text
      stored.text = page.typed.trim()
      stored.version += 1
      Object.assign(page, { base: stored.text, version: stored.version })
    },
  }
}

test('two who type into one text in turns: it grows by what was typed, and nothing is lost', () => {
  const { stored, type, pause } = people()
  type(0, () => 'x')
  pause(0)
  pause(1)
  for (let round = 0; round < 50; round += 1) {
    for (const who of [0, 1]) type(who, text => `${text} ${'ab'[who]}${round}`)
    for (const who of [0, 1]) pause(who)
  }
  expect(stored.text.split(/\s+/).toSorted()).toEqual(
    ['x', ...Array.from({ length: 50 }, (_, round) => [`a${round}`, `b${round}`]).flat()].toSorted(),
  )
})

const step = fc.record({
  who: fc.nat(1),
  place: fc.nat(1000),
  kind: fc.constantFrom('word', 'word', 'line', 'cut', 'pause', 'pause'),
})

test('whatever two people type and cut, a word that nobody cut stands there once, and none twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const { stored, type, pause } = people()
      const typed = new Set<string>()
      const cut = new Set<string>()
      for (const [at, { who, place, kind }] of steps.entries()) {
        if (kind === 'pause') {
          pause(who)
          continue
        }
        type(who, text => {
          const parts = text.match(/\S+|\s/g) ?? []
          const here = place % (parts.length + 1)
          const word = parts[here]
          if (kind === 'cut') {
            if (!word?.trim()) return text
            cut.add(word)
            return parts.toSpliced(here, 1).join('')
          }
          typed.add(`w${at}`)
          return parts.toSpliced(here, 0, kind === 'line' ? `\nw${at}\n` : ` w${at} `).join('')
        })
      }
      for (const who of [0, 1, 0]) pause(who)
      const words = stored.text.split(/\s+/).filter(Boolean)
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
      expect([...typed].filter(word => !cut.has(word) && !words.includes(word))).toEqual([])
      expect(words.filter(word => !typed.has(word))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('two long texts that share nothing are joined without comparing each word with each', () => {
  const long = (word: string): string => `${word} `.repeat(3000).trim()
  const { text } = mergedText('x', long('mine'), long('theirs'))
  expect(text.match(/\w+/g)).toHaveLength(6000)
})

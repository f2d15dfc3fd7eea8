import { expect, test } from 'vitest'
import type { RecordContent } from '../../../../functions/domain/review/record.ts'
import { contentOf, type Excess, excessOf, goneOnWith, unsavedSchema } from '../../../../web/desk/record/typed.ts'

const factor = (text: string) => ({ text, confirmed: false })
const decision = (text: string, tradeOffs = '') => ({ text, tradeOffs, confirmed: false })
const typed = {
  understanding: 'The queue was \n',
  factors: [factor('No owner '), factor('')],
  decisions: [decision('Keep it ', 'slower '), decision(' ')],
}

test('a blank or a new line typed a moment ago stays where another’s words are taken in', () => {
  const content = contentOf(typed)
  const theirs = { ...content, factors: [factor('Theirs'), ...content.factors] }
  expect(goneOnWith(theirs, typed)).toEqual({ ...typed, factors: [factor('Theirs'), ...typed.factors] })
})

test('a field that another’s words came into stands as it was merged', () => {
  const content = { ...contentOf(typed), understanding: 'The old queue was' }
  expect(goneOnWith(content, typed).understanding).toBe('The old queue was')
})

test('what is too much to be saved is told apart, and none of it is cut off', () => {
  const factors = Array.from({ length: 51 }, (_, at) => factor(`${at}`))
  const cases: [Partial<RecordContent>, Excess | null][] = [
    [{ understanding: 'x'.repeat(20_000) }, null],
    [{ understanding: 'x'.repeat(20_001) }, 'too_long'],
    [{ decisions: [decision('d', 'x'.repeat(2001))] }, 'too_long'],
    [{ factors }, 'too_many'],
  ]
  for (const [more, excess] of cases) {
    const content = { understanding: '', factors: [], decisions: [], ...more }
    expect(contentOf(content)).toEqual(content)
    const unsaved = { base: { ...contentOf(typed), version: 1 }, typed: content }
    expect(unsavedSchema.parse(unsaved)).toEqual(unsaved)
    expect(excessOf(content)).toBe(excess)
  }
})

import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { mostBriefWords, shortened } from '../../../functions/domain/agenda/brief.ts'
import { wordsOf } from '../../../functions/domain/synthesis/words.ts'
import { facts } from './fixture.ts'
import { japanese, large } from './large.ts'

const long = '監視の画面は緑のままで誰も待ち行列が伸びていることに気づかず朝まで顧客からの電話だけが頼りだった'

test('what is written without spaces is cut at the end of a word, and marked', () => {
  const cut = shortened(long, 10)
  expect(cut).toMatch(/ …$/)
  const kept = cut.slice(0, -2)
  expect(long.startsWith(kept)).toBe(true)
  expect(wordsOf(kept)).toEqual(wordsOf(long).slice(0, 10))
})

test('with spaces it is cut as it was', () => {
  expect(shortened('one two three four five', 3)).toBe('one two three …')
  expect(shortened('one two three', 3)).toBe('one two three')
})

test('a brief without spaces is as long as any other', () => {
  const { brief } = layOutAgenda(large(japanese), facts)
  const quotes = [
    ...brief.alone,
    ...brief.proposals,
    ...brief.wentWell,
    ...brief.differing.flatMap(({ a, b }) => [a, b]),
  ]
  const told = [
    ...brief.matters.flatMap(({ title, quote }) => [title, quote?.text ?? '']),
    ...quotes.map(({ text }) => text),
  ]
  expect(told.reduce((sum, text) => sum + wordsOf(text).length, 0)).toBeLessThanOrEqual(mostBriefWords)
})

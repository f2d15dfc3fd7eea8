import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { shortened } from '../../../functions/domain/agenda/aloud.ts'
import { mostBriefWords } from '../../../functions/domain/agenda/brief.ts'
import { wordsOf } from '../../../functions/domain/synthesis/words.ts'
import type { Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { facts, synthesis } from './fixture.ts'
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

test('a theme whose accounts differ is named above them, with its voices', () => {
  const title = 'When the first alert came'
  const disputed = synthesis.disagreements[0]?.a.observationId ?? ''
  const themes = synthesis.themes.map(theme =>
    theme.observationIds.includes(disputed) ? { ...theme, title, voices: 3 } : theme,
  )
  expect(layOutAgenda({ ...synthesis, themes }, facts).brief.differing).toMatchObject([{ title, voices: 3 }])
})

test('themes that share an item of the plan stand on the first page too, with a statement of theirs', () => {
  const { brief, parts } = layOutAgenda(synthesis, { ...facts, durationMinutes: 20 })
  const shared = parts.flatMap(({ items }) => items).flatMap(({ topics, kind }) => (kind === 'theme' && topics) || [])
  expect(shared.length).toBeGreaterThan(0)
  const titles = [...brief.matters, ...brief.differing].flatMap(({ title }) => title ?? [])
  expect(titles).toEqual(expect.arrayContaining(shared.map(({ title }) => title)))
  expect(brief.matters.every(({ quote }) => quote)).toBe(true)
})

test('what asks is not told as what one person saw, and nothing is quoted twice', () => {
  const asked = { ...synthesis, observations: synthesis.observations.map(one => ({ ...one, text: `${one.text}?` })) }
  expect(layOutAgenda(asked, facts).brief.alone).toEqual([])
  const { brief } = layOutAgenda(synthesis, facts)
  const quoted = [
    ...brief.matters.flatMap(({ quote }) => quote ?? []),
    ...brief.differing.flatMap(({ a, b }) => [a, b]),
  ]
  const ids = new Set(quoted.map(({ observationId }) => observationId))
  expect([...brief.alone, ...brief.wentWell].filter(({ observationId }) => ids.has(observationId))).toEqual([])
})

test('what has nothing to do with the incident is not told before what has', () => {
  const chat = {
    id: 'chat',
    text: 'Why does nobody water the ferns near our lifts any more on Fridays, they look terribly sad.',
    item: null,
    purpose: 'moment',
    pseudonym: 'Calm Fern',
    signedBy: null,
    flags: [],
    factor: null,
  } as const satisfies Synthesis['observations'][number]
  const told = {
    ...chat,
    id: 'told',
    text: 'The provider was slow. Our pool was full and the release had gone out.',
  }
  const said = {
    ...synthesis,
    observations: [
      ...synthesis.observations,
      { ...chat, text: chat.text.replace('Why does nobody', 'Somebody must') },
      told,
    ],
    raisedOnce: [...synthesis.raisedOnce, 'chat', 'told'],
  }
  const { alone, told: inWords } = layOutAgenda({ ...said, themes: [], disagreements: [] }, facts).brief
  const ids = [...(inWords ?? []), ...alone].map(({ observationId }) => observationId)
  expect(ids).toContain('told')
  expect(ids).not.toContain('chat')
})

test('the quote of a matter says more than its title', () => {
  const [first, second] = synthesis.themes[0]?.quotes ?? []
  const themes = synthesis.themes.map((theme, index) =>
    index === 0 ? { ...theme, title: (first?.text ?? '').replace(/\.$/u, '') } : theme,
  )
  const { brief } = layOutAgenda({ ...synthesis, themes }, facts)
  expect(brief.matters[0]?.quote?.text).toBe(second?.text)
})

test('a proposal that judges somebody is not on the page', () => {
  const judging = synthesis.observations.map(one =>
    one.id === synthesis.proposals[0]?.observationIds[0] ? { ...one, flags: ['blame' as const] } : one,
  )
  expect(layOutAgenda(synthesis, facts).brief.proposals).toHaveLength(1)
  expect(layOutAgenda({ ...synthesis, observations: judging }, facts).brief.proposals).toEqual([])
})

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { instruments } from '../../functions/domain/instrument/registry.ts'
import { languages } from '../../functions/domain/language/language.ts'
import { refusalCodes } from '../../functions/domain/refusal.ts'
import { choiceSchema, factorSchema, flagSchema } from '../../functions/domain/synthesis/schema.ts'
import { wordingsIn } from '../../functions/domain/instrument/words/languages.ts'
import { words as mailWords } from '../../functions/domain/mail/words/languages.ts'
import { words } from '../../functions/domain/words/languages.ts'

/** Every path to a word, with its value. */
const leaves = (value: unknown, path = ''): [path: string, value: unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
    : [[path, value]]

/** Paths that lack a word, or hold another kind of value than in English. */
const gaps = (language: unknown): string[] => {
  const own = new Map(leaves(language))
  const missing = leaves(words.en).filter(([path, value]) => typeof own.get(path) !== typeof value)
  const empty = [...own].filter(([, value]) => typeof value === 'string' && !value.trim())
  return [...missing, ...empty].map(([path]) => path)
}

test('a missing key, an empty word and a sentence in place of a function are found', () => {
  const { title: _, ...page } = words.en.page
  const known = { ...words.en.known, invited: 'people' }
  const gapped = { ...words.en, page: { ...page, product: ' ' }, known }
  expect(gaps(gapped).sort()).toEqual(['known.invited', 'page.product', 'page.title'])
})

/** A purpose is not shown to participants; instrument/purposes.test.ts pins it, beside what was read. */
const asRead = (key: string, value: unknown): unknown => (key === 'purpose' || key === 'apart' ? undefined : value)
const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value, asRead)).digest('hex')

/** Item ids, kinds and options with each language's wording: what an answer responds to. */
const wordingOf = (id: string, language: (typeof languages)[number]) => {
  const instrument = instruments.find(known => known.id === id)
  return sha256({ ...instrument, source: '', licence: '', words: wordingsIn(language)[id] })
}

/** A version that was ever shown never changes: add a version instead of changing a hash here. */
const pinned: Record<string, Record<string, string>> = {
  'pre-meeting-1': { en: '1253927f35f005a79f945000e84893472c87cf2399565d55624109a5e308aead' },
  'pulse-1': { en: 'c160f4e91b01affe0ffc164050efa2b6d1a844029231b5d624ed9f37d8e59a23' },
  'pulse-2': { en: 'e51a8b422453f394105ace3833821a8e8449711722a6cc9048a72d5a2fe78633' },
  'edmondson-1': { en: '86bac6f0f54085f159463680ff659833cba913ddf711c02974ed52582816bd89' },
  'generative-1': { en: 'f96ad7b4b8636d9fa8d004a049c387369c469b226ead6bc855a2d12c81ddc662' },
}

describe.each(languages)('%s', language => {
  test('has every key that English has, of the same kind, and nothing empty', () => {
    expect(gaps(words[language])).toEqual([])
  })

  test('words every item of every instrument, every factor, choice and hint', () => {
    const { factors, choices, hints } = words[language]
    const wordings = wordingsIn(language)
    for (const { id, items } of instruments) {
      expect(Object.keys(wordings[id] ?? {}).sort()).toEqual(items.map(item => item.id).sort())
    }
    expect(Object.keys(wordings).sort()).toEqual(instruments.map(({ id }) => id).sort())
    expect(Object.keys(factors).sort()).toEqual([...factorSchema.options].sort())
    expect(Object.keys(choices).sort()).toEqual([...choiceSchema.options].sort())
    expect(Object.keys(hints).sort()).toEqual([...flagSchema.options].sort())
  })

  test('says what to do for every refusal of the participant’s calls', () => {
    const participant = [
      ...refusalCodes.slice(refusalCodes.indexOf('unknown_link'), refusalCodes.indexOf('unknown_meeting')),
      ...(['survey_closed', 'survey_cancelled', 'survey_not_open', 'unknown_survey'] as const),
      ...(['invalid_body', 'body_too_large', 'try_again', 'internal'] as const),
    ]
    const { troubles, passingTroubles } = words[language]
    expect(Object.keys({ ...troubles, ...passingTroubles })).toEqual(expect.arrayContaining(participant))
  })

  test.each(instruments.map(({ id }) => id))('the wording of %s is the one it was published with', id => {
    expect(wordingOf(id, language)).toBe(pinned[id]?.[language])
  })

  test('claims neither that nobody can be identified nor that a pre-meeting survey is anonymous', () => {
    for (const [path, value] of leaves(words[language])) {
      if (typeof value === 'string')
        expect([path, value]).not.toEqual([path, expect.stringMatching(/anonym|100 ?%|impossible|untrace/i)])
    }
  })

  test('says neither that nobody at all can open what is sealed, nor that anything lies between a writer and their words that could be destroyed', () => {
    for (const [path, value] of leaves(words[language])) {
      if (typeof value === 'string')
        expect([path, value]).not.toEqual([path, expect.stringMatching(/nobody can open|between you and your words/i)])
    }
  })

  test('promises nothing that is somebody’s good manners, and not that nobody reads answers of which some are read', () => {
    for (const [path, value] of [...leaves(words[language]), ...leaves(mailWords[language])]) {
      const said = typeof value === 'function' ? String(value) : value
      if (typeof said === 'string')
        expect([path, said]).not.toEqual([path, expect.stringMatching(/nobody asks who|nobody reads single answers/i)])
    }
  })

  test('says that no name is stored only where it says that one may sign', () => {
    const { page, privacy } = words[language]
    for (const said of [
      page.storedList.join(' '),
      ...privacy.sections.flatMap(section => ('list' in section ? section.list : [])),
    ])
      if (/\bname\b[^.]*\bstored\b|stored without (?:a|your) name/i.test(said)) expect(said).toMatch(/unless you sign/)
  })
})

import { expect, test, vi } from 'vitest'
import { languageOf, languages, preferred, preferredBy } from '../../../functions/domain/language/language.ts'

vi.mock(import('../../../functions/domain/language/spoken.ts'), async original => {
  const { withPseudo } = await import('../../pseudo/spoken.ts')
  return withPseudo(await original())
})

test('a reader gets the first language they ask for that is spoken, regions aside, else English', () => {
  expect(languages).toEqual(['en', 'qps'])
  expect(preferred(['fr-CA', 'QPS-Ploc', 'en-US'])).toBe('qps')
  expect(preferred(['fr', 'toString'])).toBe('en')
  expect(preferred([])).toBe('en')
})

test('a header is read by its weights, whatever stands in it', () => {
  expect(preferredBy('en;q=0.3, fr, qps;q=0.8')).toBe('qps')
  expect(preferredBy('qps;q=0, en')).toBe('en')
  expect(preferredBy('en-GB,qps')).toBe('en')
  for (const odd of [undefined, null, '', ';;q=,', '*', 'qps;q=x']) expect(preferredBy(odd)).toBe('en')
})

test('a language of a newer version is shown in English', () => {
  expect(['qps', 'tlh', '', null].map(languageOf)).toEqual(['qps', 'en', 'en', 'en'])
})

import { expect, test } from 'vitest'
import { formSchema } from '../../../functions/domain/ballot/ballot.ts'
import { keysText } from '../../../functions/domain/ballot/texts.ts'

const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const textOf = (protocol: number | undefined, publicKey: string, listKey?: string): string =>
  keysText({ surveyId, sealKey: 'seal', protocol, cohorts: [{ id: 'all', publicKey, listKey }] })

test('the keys of one protocol are never those of another, however a key is written', () => {
  expect(textOf(2, 'key:list')).not.toBe(textOf(3, 'key', 'list'))
  expect(textOf(3, 'key', 'list')).toBe(`keys|3|${surveyId}|seal|all:key:list`)
  // Links that are out stand for these.
  expect(textOf(2, 'key')).toBe(`keys|${surveyId}|seal|all:key`)
  expect(textOf(undefined, 'key')).toBe(textOf(2, 'key'))
})

test('a form whose keys hold what parts them is refused', () => {
  const { sealKey, cohorts } = formSchema.shape
  for (const odd of ['a:b', 'a|b']) {
    expect(sealKey.safeParse(odd).success).toBe(false)
    expect(cohorts.safeParse([{ id: 'all', publicKey: odd }]).success).toBe(false)
    expect(cohorts.safeParse([{ id: 'all', publicKey: 'a', listKey: odd }]).success).toBe(false)
  }
})

/** What is promised where people decide whether to answer stands in docs/privacy.md beside the tests that hold it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { words } from '../../functions/domain/words/languages.ts'

const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'privacy.md'), 'utf8')
/** By its sentence, the tests of each row of the table. */
const held = new Map(
  [...page.matchAll(/^\| (.+?) \| ((?:`test\/[\w./-]+`(?:, )?)+) \|$/gm)].map(([, said = '', tests = '']) => [
    said,
    [...tests.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  ]),
)

const { page: review, pulse, privacy } = words.en
const promised: readonly string[] = [
  ...privacy.sections.flatMap(section =>
    section.heading === 'What you can rely on' && 'list' in section ? section.list : [],
  ),
  ...review.storedList,
  ...pulse.storedList,
]

test('each promise of the page is held by tests that are named for it, and no row of the table is about another', () => {
  expect(promised.length).toBeGreaterThan(10)
  expect([...held.keys()].toSorted()).toEqual([...new Set(promised)].toSorted())
})

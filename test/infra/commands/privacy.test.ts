import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ballot } from '../../../functions/records/ballots.ts'
import { keptIn } from '../../../functions/records/every.ts'
import { tableNames } from '../../../functions/tables.ts'
import { filled, privacyPage, sections } from '../../../infra/commands/privacy.ts'

const page = readFileSync(privacyPage, 'utf8')

test('the privacy page matches the tables and the manifest (else: node infra/commands/privacy.ts)', () => {
  expect(filled(page)).toBe(page)
})

test('no function is said to do the same with a key twice', () => {
  const said = sections['keys']?.().match(/`\w+` [\w ]+ it/g) ?? []
  expect(said.length).toBeGreaterThan(0)
  for (const sentence of said) {
    const [, ...verbs] = sentence.replace(/ it$/, '').split(/ and | /)
    expect(verbs).toStrictEqual([...new Set(verbs)])
  }
})

test('a page with other content is reported as stale', () => {
  const altered = page.replace(ballot.kept.holds, 'nothing')
  expect(altered).not.toBe(page)
  expect(filled(altered)).toBe(page)
})

test('a page without the markers is refused', () => {
  for (const name of Object.keys(sections)) {
    expect(() => filled(page.replace(`<!-- begin ${name} -->`, ''))).toThrow(name)
  }
})

test('every kind of stored item is listed on the page with its content', () => {
  for (const name of tableNames) {
    for (const { holds } of keptIn(name)) expect(page).toContain(holds)
  }
})

test('the page promises nothing that it must not', () => {
  const promises = page.slice(0, page.indexOf('Not: "100 % anonymous"'))
  expect(promises).not.toMatch(/100 ?% anonymous|impossible to trace/i)
})

import { expect, test } from 'vitest'
import { changesIn, entryOf, withEntry } from './changelog.ts'

const log = [
  'aaaaaaa feat(organise): lists of people in pages',
  'bbbbbbb fix(mailer): a mail goes out twice at most',
  'ccccccc feat(infra)!: the setting `issuer` is an address',
  'ddddddd docs: a page about pages',
  'eeeeeee no conventional commit',
  'fffffff perf: a smaller page',
  '1111111 feat(agenda): a first page',
].join('\n')

test('an entry has what whoever updates would notice, what breaks first, by folder', () => {
  expect(entryOf('1.2.0', '2026-12-01', changesIn(log))).toBe(`## 1.2.0, 2026-12-01

### Before you update

- infra: the setting \`issuer\` is an address (ccccccc)

### New

- agenda: a first page (1111111)
- organise: lists of people in pages (aaaaaaa)

### Mended

- mailer: a mail goes out twice at most (bbbbbbb)

### Faster

- a smaller page (fffffff)
`)
})

test('the latest entry stands first, and none is written twice', () => {
  const first = withEntry('', '1.0.0', entryOf('1.0.0', '2026-11-01', []))
  const second = withEntry(first, '1.1.0', entryOf('1.1.0', '2026-12-01', changesIn(log)))
  expect([...second.matchAll(/^#+ .*\d.*$/gm)].map(([line]) => line)).toEqual([
    '## 1.1.0, 2026-12-01',
    '## 1.0.0, 2026-11-01',
  ])
  expect(second.startsWith('# What has changed\n\n## 1.1.0')).toBe(true)
  expect(() => withEntry(second, '1.0.0', '')).toThrow('1.0.0 stands in CHANGELOG.md already')
})

import { expect, test } from 'vitest'
import { missingPaths, missingSections, topFolders } from './documents.ts'
import { readNames, readText } from './sources.ts'

const atTheRoot = ['README.md', 'AGENTS.md', 'LICENSE', 'package.json', 'cdk.json', 'biome.json', 'tsconfig.json']
/** Written by whoever deploys, one for each stage. */
const ofOperators = ['settings.json', 'settings.staging.json']
const names = [
  ...topFolders,
  ...ofOperators,
  ...readNames(topFolders),
  ...atTheRoot.filter(name => readText(name) !== null),
]
const pages = ['README.md', 'AGENTS.md', ...names.filter(name => /^docs\/[\w-]+\.md$/.test(name))]

test.each(pages)('every path that %s names exists', file => {
  expect(missingPaths(file, readText(file) ?? '', names)).toEqual([])
})

test('every section of docs/architecture.md that a comment cites has its heading', () => {
  const page = readText('docs/architecture.md') ?? ''
  const sources = names.filter(name => /^(functions|infra|web|test)\/.*\.tsx?$/.test(name) && !/boundaries/.test(name))
  expect(sources.flatMap(name => missingSections(name, readText(name) ?? '', page))).toEqual([])
})

test('README.md can be read in one sitting, AGENTS.md at a glance', () => {
  const linesOf = (file: string) => (readText(file) ?? '').trimEnd().split('\n').length
  expect(linesOf('README.md')).toBeLessThanOrEqual(120)
  expect(linesOf('AGENTS.md')).toBeLessThanOrEqual(60)
})

test('a missing path is found: in full, by its ending, in a command and in a link', () => {
  const tree = ['docs', 'docs/a.md', 'functions', 'functions/domain', 'functions/domain/ids.ts']
  const text = [
    'See `functions/domain/ids.ts`, `domain/ids.ts`, `npm test -- functions/domain` and [a](a.md#words).',
    'Not `functions/gone`, `gone/ids.ts`, `node infra/gone.ts`, [b](b.md).',
    'No path: `/api/openapi.json`, `@aws-sdk/client-ses`, `murmur/cite`, `<name>.lambda.ts`, https://example.com/x.md',
  ]
  expect(missingPaths('docs/a.md', text.join('\n'), tree)).toEqual([
    'docs/a.md: functions/gone',
    'docs/a.md: gone/ids.ts',
    'docs/a.md: infra/gone.ts',
    'docs/a.md: docs/b.md',
  ])
})

test('a section without a heading is found', () => {
  const page = '# Architecture\n\n## 1. Words\n'
  expect(missingSections('x.ts', 'docs/architecture.md section 1 and docs/architecture.md section 12', page)).toEqual([
    'x.ts: docs/architecture.md section 12',
  ])
})

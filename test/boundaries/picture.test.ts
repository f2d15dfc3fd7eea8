import { describe, expect, test } from 'vitest'
import { flowchart, page, picturedFolders, reduced, roomTable, withPicture } from './picture.ts'
import { readSources, readText, source } from './sources.ts'

test('docs/architecture.md shows the actual imports: `npm run picture` writes them', () => {
  const text = readText(page) ?? ''
  expect(withPicture(text, readSources(picturedFolders))).toBe(text)
})

const reads = (places: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(places).map(([place, to]) => [place, new Set(to)]))

describe('the flowchart', () => {
  test('leaves out an arrow that a longer path already implies', () => {
    const all = reads({ page: ['kit', 'domain', 'time'], kit: ['domain'], domain: ['time'], time: [] })
    expect(reduced(all)).toEqual(reads({ page: ['kit'], kit: ['domain'], domain: ['time'], time: [] }))
  })

  test('is refused if folders import each other in a cycle', () => {
    expect(() => reduced(reads({ one: ['two'], two: ['one'] }))).toThrow('two')
  })

  test('groups places with the same imports in one box, and leaves out tests and libraries', () => {
    const sources = [
      source('functions/domain/ids.ts', "import * as z from 'zod'"),
      source('functions/passes/api.ts', "import type { Id } from '../domain/ids.ts'"),
      source('functions/ballots/api.ts', "import { id } from '../domain/ids.ts'"),
      source('test/seed.ts', "import { id } from '../functions/domain/ids.ts'"),
    ]
    expect(flowchart(sources)).toEqual([
      '```mermaid',
      'flowchart TD',
      '  functions_ballots["functions/ballots<br/>functions/passes"]',
      '  functions_domain["functions/domain"]',
      '  functions_ballots --> functions_domain',
      '```',
    ])
  })
})

test('a room is one level below the lowest room it imports', () => {
  const sources = [
    source('functions/domain/ids.ts', ''),
    source('functions/domain/time/instants.ts', ''),
    source('functions/domain/people/person.ts', "import { zone } from '../time/instants.ts'"),
    source('functions/domain/review/review.ts', "import { person } from '../people/person.ts'\nimport '../ids.ts'"),
    source('functions/clock/run.ts', "import { zone } from '../domain/time/instants.ts'"),
  ]
  expect(roomTable(sources, 'functions/domain').slice(2)).toEqual([
    '| 0 | `functions/domain` | - |',
    '| 0 | `time` | - |',
    '| 1 | `people` | `time` |',
    '| 2 | `review` | `functions/domain`, `people` |',
  ])
})

test('a page without the markers is refused', () => {
  expect(() => withPicture('# Architecture\n', [])).toThrow('marks')
})

import { describe, expect, test } from 'vitest'
import { source } from './boundaries/sources.ts'
import { testsOf } from './changed.ts'

const sources = [
  source('functions/domain/ids.ts', ''),
  source('functions/domain/rule.ts', "import { id } from './ids.ts'"),
  source('functions/passes/store.ts', "import type { Id } from '../domain/ids.ts'"),
  source('functions/passes/passes.lambda.ts', "import { store } from './store.ts'"),
  source('infra/bundle.ts', ''),
  source('infra/commands/erase.ts', "import { rule } from '../../functions/domain/rule.ts'"),
  source('test/built.ts', "import { build } from '../web/build.ts'\nconst bundle = import('../infra/bundle.ts')"),
  source('test/erase.test.ts', "spawn(path.join(import.meta.dirname, '../infra/commands/erase.ts'))"),
  source('test/page.test.ts', "import { built } from './built.ts'"),
  source('test/pages.test.ts', "readFileSync(path.join(import.meta.dirname, '..', 'docs', 'privacy.md'))"),
  source('test/rule.test.ts', "import { rule } from '../functions/domain/rule.ts'"),
  source('test/payload.test.ts', 'readFileSync(new URL(`payloads/${name}`, import.meta.url))'),
  source('test/style.test.ts', "readFileSync('web/desk/desk.css') // not 'docs/privacy.md'"),
  source('web/build.ts', ''),
  source('web/desk/main.ts', "import './desk.css'"),
]
const others = ['docs/privacy.md', 'package.json', 'test/payloads/one.json', 'web/desk/desk.css']
const names = [...sources.map(({ file }) => file), ...others]

describe('a change selects the tests that', () => {
  test.each([
    ['import it, by whatever way', 'functions/domain/ids.ts', ['erase', 'rule']],
    ['start it as a program', 'infra/commands/erase.ts', ['erase']],
    ['load the built page that it is part of', 'web/desk/main.ts', ['page']],
    ['read it, or load it as a style', 'web/desk/desk.css', ['page', 'style']],
    ['call the function that it is bundled into', 'functions/passes/store.ts', ['page']],
    ['read it by a path in pieces', 'docs/privacy.md', ['pages']],
    ['read the folder that it lies in', 'test/payloads/one.json', ['payload']],
  ])('%s: %s', (_, changed, tests) => {
    expect(testsOf([changed], sources, names)).toEqual(tests.map(name => `test/${name}.test.ts`))
  })

  test('are themselves what has changed', () => {
    expect(testsOf(['test/rule.test.ts'], sources, names)).toEqual(['test/rule.test.ts'])
  })

  test('read a folder that it is gone from', () => {
    expect(testsOf(['web/desk/old.ts'], sources, [...names, 'web/desk/old.ts'])).toEqual(['test/page.test.ts'])
  })

  test('are all there is where every test stands on it', () => {
    expect(testsOf(['package.json'], sources, names)).toHaveLength(6)
  })

  test('read the whole tree, whatever it is', () => {
    const rules = source('test/boundaries/sources.ts', '')
    const reader = source('test/tree.test.ts', "import { readSources } from './boundaries/sources.ts'")
    expect(testsOf(['LICENSE'], [...sources, rules, reader], [...names, 'LICENSE', rules.file])).toEqual([reader.file])
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readVectors } from './run.ts'

const root = path.join(import.meta.dirname, '..', '..')
const suppression = path.join(root, 'functions', 'domain', 'suppression')
const files = ['suppression', 'limits'].map(name => path.join(import.meta.dirname, `${name}.json`))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'switched-off-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The ids that fail if `text` in a shipped file is replaced by `instead`. */
const failing = async (name: string, file: string, text: string, instead: string): Promise<string[]> => {
  const changed = path.join(suppression, file)
  const before = readFileSync(changed, 'utf8')
  expect(before, `${file} has the place where ${name} is switched off`).toContain(text)
  const outfile = path.join(folder, `${name.replace(/\W+/g, '-')}.mjs`)
  await build({
    entryPoints: [path.join(import.meta.dirname, 'run.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
    plugins: [
      {
        name: 'switch off',
        setup: bundler =>
          bundler.onLoad({ filter: /suppression\/[a-z]+\.ts$/ }, ({ path: loaded }) =>
            loaded === changed ? { contents: before.replace(text, instead), loader: 'ts' } : null,
          ),
      },
    ],
  })
  const { failure }: typeof import('./run.ts') = await import(pathToFileURL(outfile).href)
  return files
    .map(readVectors)
    .flatMap(({ cases, tolerance }) => cases.filter(vector => failure(vector, tolerance) !== null))
    .map(({ id }) => id)
}

describe('a rule switched off in the code that the harvest publishes with makes a case fail', () => {
  test.each([
    ['R1', 'tree.ts', 'primary(child.n, options.k) ?? ', '', 'p05-three-tiny'],
    ['R1 for the whole', 'tree.ts', 'primary(root.n, options.k) ?? ', '', 'limits/four-answers'],
    ['R1 in a pulse', 'draft.ts', ': groupMinimum\n', ': 1\n', 'x07-threshold-change'],
    ['R2', 'tree.ts', '  complement(children, options, hidden)\n', '', 'p13-one-person'],
    ['R3', 'tree.ts', '    hideBelow(group, hidden)\n', '', 'limits/under-a-hidden-group'],
    [
      'R3 below the root',
      'tree.ts',
      '  for (const child of children) visit(child, options, hidden)\n',
      '',
      't01-three-levels',
    ],
    ['R4', 'measures.ts', 'n > 0 && [', 'n < 0 && [', 'm03-all-neutral'],
    ['R4 of shares', 'measures.ts', 'n > 0 && (', 'n < 0 && (', 'm02-nobody-favourable'],
    [
      'R4 in a pulse',
      'draft.ts',
      '.filter(([, { profile }]) => rules.allOrNone[name](profile))',
      '.slice(0, 0)',
      'm03',
    ],
    ['R4 of the whole', 'cell.ts', 'options.top && capped', 'false && capped', 'm08-nearly-all-ones'],
    ['R5', 'parameters.ts', 'detailMinimum = 10', 'detailMinimum = 1', 'limits/nine-answers'],
    ['R5 of bars', 'draft.ts', 'Math.max(k, rules.detailMinimum)', 'k', 'limits/nine-answers'],
    ['R5 of comments', 'draft.ts', 'answered >= rules.detailMinimum && ', '', 'limits/nine-answers'],
    ['R5 of few comments', 'draft.ts', ' && given.texts.length >= rules.commentsMinimum', '', 'x04-two-comments'],
    ['R6', 'breakdowns.ts', 'apart > 0 && apart < k', 'false', 'o01-nearly-same-group'],
    ['R7', 'windows.ts', 'findings.length > 0', 'false', 'w05-nested-leftover'],
    ['R7 sliding', 'windows.ts', "return 'sliding'", 'continue', 'limits/sliding'],
    ['R7 while open', 'draft.ts', 'material.open ? Number.POSITIVE_INFINITY : ', '', 'x01-interim'],
    ['R7 of comments while open', 'draft.ts', '!material.open && ', '', 'limits/open-comments'],
    ['R8', 'breakdowns.ts', 'attributes.length > 1', 'false', 'x05-crosstab'],
    ['R9', 'rollup.ts', '.filter(([, n]) => n < invitedMinimum)', '.slice(0, 0)', 'r01-one-small'],
    ['R9 in a pulse', 'draft.ts', ' && cohorts.every(({ invited }) => invited >= least)', '', 'r01-one-small'],
    ['R10', 'draft.ts', 'silent.has(id) || invited < k', 'silent.has(id)', 'x06-response-rate'],
    ['R10, the minimum of the launch', 'draft.ts', ': groupMinimum\n', ': 5\n', 'limits/raised-at-launch'],
  ])('%s (%s)', async (name, file, text, instead, id) => {
    expect((await failing(name, file, text, instead)).join(' ')).toContain(id)
  })

  test('nothing else does', async () => {
    expect(await failing('none', 'tree.ts', 'R1, R2 and R3', 'R1, R2, R3')).toEqual([])
  })
})

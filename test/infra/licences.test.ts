import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleFunctions } from '../../infra/bundle.ts'
import { bundledPackages, licencesOf } from '../../infra/licences.ts'
import { builtSite } from '../built.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'licences-'))
})
afterAll(() => rm(folder, { recursive: true }))

const library = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
  const own = path.join('node_modules', name)
  await mkdir(path.join(folder, own), { recursive: true })
  const described = { 'package.json': JSON.stringify({ name, version: '1.2.3', license: 'MIT' }), ...files }
  for (const [file, text] of Object.entries(described)) await writeFile(path.join(folder, own, file), text)
  return own
}

test('a library counts if any of it is in the output, by the innermost of nested folders', () => {
  const used = { bytesInOutput: 1 }
  const inputs = {
    'functions/a.ts': used,
    'node_modules/zod/v4/index.js': used,
    'node_modules/zod/v4/core.js': used,
    'node_modules/@hpke/core/esm/mod.js': used,
    'node_modules/outer/node_modules/inner/x.js': used,
    'node_modules/dropped/x.js': { bytesInOutput: 0 },
  }
  const outputs = { 'out/index.js': { bytes: 1, inputs, imports: [], exports: [] } }
  const found = ['node_modules/@hpke/core', 'node_modules/outer/node_modules/inner', 'node_modules/zod']
  expect(bundledPackages({ outputs })).toEqual(found)
  expect(bundledPackages({ outputs }, 'out/other.js')).toEqual([])
})

test('every text appears once, below the libraries it belongs to, with its notice', async () => {
  const same = { LICENSE: 'the same text\n' }
  const folders = [
    await library('b', same),
    await library('@a/a', same),
    await library('c', { 'LICENCE-MIT.md': 'another text', NOTICE: 'made by C' }),
  ]
  const text = await licencesOf(folder, folders)
  expect(text).toContain('@a/a 1.2.3 (MIT)\nb 1.2.3 (MIT)\n\nthe same text\n')
  expect(text).toContain('c 1.2.3 (MIT)\n\nanother text\n\nmade by C\n')
  expect(text.match(/the same text/g)).toHaveLength(1)
})

test('a library without a licence text fails the build, by name', async () => {
  const without = await library('nameless', { LICENSE: ' \n' })
  await expect(licencesOf(folder, [without])).rejects.toThrow('nameless 1.2.3')
})

test('they are written beside each function and into the site, and add nothing to its scripts', async () => {
  await bundleFunctions({ only: ['passes'], outDir: path.join(folder, 'functions') })
  const own = (file: string) => readFile(path.join(folder, 'functions', 'passes', file), 'utf8')
  expect(await own('THIRD-PARTY-LICENSES.txt')).toMatch(/^zod \d[\d.]* \(MIT\)$/m)
  expect(await own('index.js')).not.toMatch(/Permission is hereby granted/)
  const served = await readFile(path.join(await builtSite(), 'third-party-licenses.txt'), 'utf8')
  for (const name of ['@hpke/core', 'd3-scale', 'minisearch', 'oauth4webapi', 'preact', 'zod']) {
    expect(served).toMatch(new RegExp(`^${name} \\d`, 'm'))
  }
})

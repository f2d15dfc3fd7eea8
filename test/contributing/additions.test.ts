import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow, stepsOf } from './follow.ts'

const here = path.join(import.meta.dirname, '..', '..')
const document = readFileSync(path.join(here, 'docs', 'contributing.md'), 'utf8')
const [field, route, page, question] = [
  'Add a field of an incident',
  'Add a route',
  'Add a page of the desk',
  'Add a question',
].map(heading => stepsOf(document, heading))

/** What the new field comes to, told by the code alone. */
const regionTest = `
import { expect, test } from 'vitest'
import { incidentChangeSchema, incidentInputSchema } from '../../functions/domain/incident/incident.ts'
import { importMappingSchema } from '../../functions/domain/import/fields.ts'
import { readImport } from '../../functions/domain/import/read.ts'
import { differences } from '../../web/kit/form/fields.ts'
import { emptyIncident, incidentForm, readIncident } from '../../web/desk/incident-form/fields.ts'

test('a region is taken by the API, typed in the form, told as a difference and read from a table', () => {
  const given = { title: 'A', severity: 'P2', startedAt: '2026-01-01T00:00:00Z' }
  expect(incidentInputSchema.parse({ ...given, region: ' north ' }).region).toBe('north')
  expect(incidentInputSchema.parse(given).region).toBeUndefined()
  expect(incidentChangeSchema.parse({ region: null })).toEqual({ region: null })
  const form = { ...emptyIncident('UTC'), title: 'A', startedAt: '2026-01-01T00:00' }
  expect(readIncident({ ...form, region: 'north' }, Infinity)).toMatchObject({ input: { region: 'north' } })
  expect(differences(incidentForm('UTC'), form, { ...form, region: 'north' })).toEqual([
    { label: 'Region', before: '', after: 'north' },
  ])
  const read = readImport('title,severity,started,area\\nA,P2,2026-01-01 00:00,north\\n', importMappingSchema.parse({}))
  expect(read.rows[0]?.fields.region).toBe('north')
})
`

let copy = ''
const run = async (...command: string[]): Promise<string> => {
  const [name = '', ...parameters] = command
  const program = path.join(here, 'node_modules', '.bin', name)
  const { stdout } = await promisify(execFile)(program, parameters, { cwd: copy, maxBuffer: 16_000_000 }).catch(
    (error: { stdout: string; stderr: string }) => ({ stdout: `failed\n${error.stdout}\n${error.stderr}` }),
  )
  return stdout
}

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'murmur-additions-'))
  const told = ['functions', 'infra', 'web', 'test', 'docs', 'AGENTS.md', 'README.md']
  for (const name of [...told, 'package.json', 'tsconfig.json', 'biome.json', 'vitest.config.ts', '.gitignore'])
    cpSync(path.join(here, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(here, 'node_modules'), path.join(copy, 'node_modules'))
  for (const step of [field, route, page, question].flatMap(steps => steps ?? [])) follow(copy, step)
  writeFileSync(path.join(copy, 'test', 'contributing', 'region.test.ts'), regionTest)
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

describe('what the document says to do', () => {
  const files = (steps: typeof field): string[] => [...new Set(steps?.map(({ file }) => file))]
  test('is a field in at most five files, and a route in two', () => {
    expect(files(field).length).toBeGreaterThan(0)
    expect(files(field).length).toBeLessThanOrEqual(5)
    expect(files(route)).toHaveLength(2)
  })

  test('is a page in one folder and one line', () => {
    const [line, ...more] = (page ?? []).filter(({ where }) => where !== 'new')
    expect([line?.text.trim().split('\n').length, more]).toEqual([1, []])
    const made = (page ?? []).filter(({ where }) => where === 'new')
    expect(made.every(({ file }) => file.startsWith('web/desk/glossary/'))).toBe(true)
  })

  test('is a question as data, with what it promises pinned', () => {
    const told = /^(functions\/domain\/(instrument|words)|test\/domain)\//
    expect(files(question).filter(file => !told.test(file))).toEqual([])
  })
})

// Two compilers' worth of work on a busy machine.
describe('done so', { timeout: 900_000 }, () => {
  test('every type holds', async () => {
    expect(await run('tsc', '--noEmit')).toBe('')
  })

  test('every boundary and every test concerned holds', async () => {
    const concerned = [
      'test/boundaries.test.ts',
      'test/contributing/region.test.ts',
      'test/domain/import/read.test.ts',
      'test/domain/instrument/purposes.test.ts',
      'test/domain/words.test.ts',
      'test/organise/groups.test.ts',
      'test/web/desk/incident-form/fields.test.ts',
      'test/web/desk/pages.test.ts',
    ]
    const result = path.join(copy, 'result.json')
    await run('vitest', 'run', '--maxWorkers', '1', '--reporter', 'json', '--outputFile', result, ...concerned)
    const told: { testResults: { name: string; status: string }[] } = JSON.parse(readFileSync(result, 'utf8'))
    expect(told.testResults.filter(({ status }) => status !== 'passed')).toEqual([])
    expect(told.testResults).toHaveLength(concerned.length)
  })
})

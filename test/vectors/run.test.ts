import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { agrees, failure, readVectors } from './run.ts'

const run = (...files: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, ['test/vectors/run.ts', ...files], { encoding: 'utf8' })
  return { status, failing: stdout.split('\n').filter(line => line) }
}

describe('npm run vectors', () => {
  test('is silent and succeeds if every case of either kind holds', () => {
    expect(run('test/vectors/statistics.json', 'test/vectors/suppression.json')).toEqual({ status: 0, failing: [] })
    expect(run()).toEqual({ status: 0, failing: [] })
  })

  test('names what fails, and exits with 1', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vectors-'))
    try {
      const wrong = path.join(folder, 'wrong.json')
      const [good] = readVectors('test/vectors/statistics.json').cases
      const bad = { id: 'bad/figure', fn: 'wilson', input: { k: 1, n: 2 }, expected: { p: 0.6, lo: 0, hi: 1 } }
      const unknown = { id: 'bad/kind', kind: 'unheardOf', input: {}, expected: {} }
      const malformed = { id: 'bad/input', kind: 'tree', input: { tree: 1 }, expected: {} }
      writeFileSync(wrong, JSON.stringify({ cases: [good, bad, unknown, malformed] }))
      expect(run(wrong)).toEqual({ status: 1, failing: ['bad/figure', 'bad/kind', 'bad/input'] })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a case', () => {
  const tree = {
    name: 'All',
    n: 9,
    children: [
      { name: 'A', n: 4 },
      { name: 'B', n: 5 },
    ],
  }
  const vector = (expected: unknown) => ({ id: 'x', kind: 'tree', input: { k: 5, tree }, expected })

  test('compares which cells are hidden, not why', () => {
    expect(failure(vector({ published: ['All'], hidden: { A: 'one', B: 'another' } }), 1e-9)).toBeNull()
    expect(failure(vector({ published: ['All'], hidden: { A: 'one' } }), 1e-9)).not.toBeNull()
    expect(failure(vector({ published: ['All', 'B'], hidden: { A: 'one', B: 'x' } }), 1e-9)).not.toBeNull()
  })

  test.each([
    [1, 1 + 5e-10, true],
    [1, 1 + 5e-9, false],
    [0, null, false],
    [null, null, true],
    [[1, 2], [1], false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    ['40%', '40%', true],
  ])('%j against %j: %s', (actual, expected, holds) => {
    expect(agrees(actual, expected, 1e-9)).toBe(holds)
  })
})

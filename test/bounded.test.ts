import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Job, reportOf, runBounded } from './bounded.ts'

const job = (again: string, text: string, usualMinutes = 0): Job => ({
  again,
  usualMinutes,
  command: [process.execPath, '-e', text],
})
const none = () => []

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a job that fails is told, and those after it run all the same', async () => {
  const outcomes = await runBounded([job('bad', 'process.exit(3)'), job('good', '')], none, 1)
  expect(outcomes.map(({ again, how }) => [again, how])).toEqual([
    ['bad', 'failed'],
    ['good', 'passed'],
  ])
})

test('a program that is not there has failed', async () => {
  const outcomes = await runBounded([{ again: 'gone', usualMinutes: 0, command: ['./no-such-program'] }], none, 1)
  expect(outcomes.map(({ how }) => how)).toEqual(['failed'])
})

test('what runs when the time is up is cut off, and so is whatever it has started', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'murmur-bounded-')), 'pid')
  const begin = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })`
  const endless = `require('fs').writeFileSync(${JSON.stringify(file)}, String(${begin}.pid))`
  const outcomes = await runBounded([job('endless', endless), job('next', '', 0.1)], none, 0.1)
  expect(outcomes.map(({ again, how }) => [again, how])).toEqual([
    ['endless', 'cut off'],
    ['next', 'left out'],
  ])
  const started = Number(readFileSync(file, 'utf8'))
  await expect.poll(() => isThere(started)).toBe(false)
})

test('what there is no time for is left out, and what is shorter runs in its place', async () => {
  const outcomes = await runBounded([job('long', '', 9), job('short', '')], none, 1)
  expect(reportOf(outcomes)).toMatch(/^left out +long\npassed +\d+ s +short$/)
})

test('rounds fill what is left, each with its own number, and end by themselves', async () => {
  const round = (number: number): Job[] => (number > 2 ? [job('never', '', 9)] : [job(`round ${number}`, '')])
  const outcomes = await runBounded([], round, 1)
  expect(outcomes.map(({ again }) => again)).toEqual(['round 1', 'round 2'])
})

test('rounds that there was no time for are told once', async () => {
  const outcomes = await runBounded([], () => [job('round', '', 9)], 1)
  expect(outcomes.map(({ again, how }) => [again, how])).toEqual([['round', 'left out']])
})

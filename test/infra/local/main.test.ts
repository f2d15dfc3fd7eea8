import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { temporaryFolder } from './handlers.ts'

const main = path.join(import.meta.dirname, '../../../infra/local/main.ts')

let stop: () => void = () => {}
afterEach(() => stop())

const run = (...flags: string[]) => {
  const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] })
  stop = () => child.kill('SIGKILL')
  const written: string[] = []
  const lines = createInterface(child.stdout).on('line', line => written.push(line))
  const errors = child.stderr.toArray()
  const exit = once(child, 'exit').then(([code]) => Number(code))
  return { child, lines, written, exit, errors: async () => Buffer.concat(await errors).toString() }
}

test('invalid flags end it with a message on standard error and nothing on standard output', async () => {
  for (const flags of [
    ['--port', 'http'],
    ['--prot', '4100'],
  ]) {
    const { exit, written, errors } = run(...flags)
    expect(await exit).toBe(1)
    expect(written).toEqual([])
    expect(await errors()).toContain(flags[0])
  }
})

test('it builds what it runs, prints one line when ready, serves pages and API, and ends when asked', async () => {
  const { child, lines, written, exit } = run('--port', '0', '--data', temporaryFolder(), '--empty')
  const [line] = await once(lines, 'line')
  const url = /^ready (http:\/\/localhost:\d+)$/.exec(String(line))?.[1] ?? ''
  expect((await fetch(`${url}/answer/pre-meeting-1/`)).status).toBe(200)
  expect((await fetch(`${url}/api/receipts/srv_aaaaaaaaaaaaaaaa`)).status).toBe(404)
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(written).toEqual([line])
})

test('without a given port it takes the usual one, or a free one if that is taken', async () => {
  const squatter = createServer().listen(4100, '127.0.0.1')
  await Promise.race([once(squatter, 'listening'), once(squatter, 'error')])
  const { child, lines, exit } = run('--data', temporaryFolder(), '--empty')
  const [line] = await once(lines, 'line')
  expect(String(line)).toMatch(/^ready http:\/\/localhost:\d+$/)
  expect(String(line)).not.toBe('ready http://localhost:4100')
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  squatter.close()
})

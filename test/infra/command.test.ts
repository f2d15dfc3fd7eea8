import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { helpIn, sentenceOf } from '../../infra/command.ts'

const root = path.join(import.meta.dirname, '..', '..')
const run = promisify(execFile)
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))

/** Those that are one file of ours; the others pass their words on to a tool that has help of its own. */
const commands = Object.entries(scripts).flatMap(([name, words]) => {
  const file = /^node (\S+\.ts)$/.exec(words)?.[1]
  return file === undefined ? [] : [[name, file] as const]
})

test.each(commands)('npm run %s -- --help explains itself and does nothing', async (_name, file) => {
  const { stdout, stderr } = await run(process.execPath, [file, '--help'], { cwd: root })
  expect(stdout.trim()).toBe(helpIn(readFileSync(path.join(root, file), 'utf8')))
  expect(stdout.length).toBeGreaterThan(40)
  expect(stdout).toMatch(/^\w/)
  expect(stderr).toBe('')
})

test('every refusal is a sentence without a stack', async () => {
  const bare = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' }
  const refused = async (file: string, words: readonly string[], environment = {}) => {
    const ended = await run(process.execPath, [file, ...words], { cwd: root, env: { ...bare, ...environment } }).then(
      () => '',
      (error: { stderr: string }) => error.stderr,
    )
    expect(ended).not.toMatch(/^\s+at /m)
    return ended
  }
  expect(await refused('infra/commands/export.ts', ['nobody'])).toContain('give one mail address')
  expect(await refused('infra/commands/export.ts', ['ada@example.com'])).toContain('No AWS region is set')
  const region = { AWS_REGION: 'eu-central-1' }
  expect(await refused('infra/commands/export.ts', ['ada@example.com'], region)).toContain('No AWS credentials')
  expect(await refused('infra/local/main.ts', ['--data', '/dev/null/here'])).toContain('choose another')
  expect(await refused('infra/local/main.ts', ['--nope'])).toContain('--help')
  expect(await refused('test/soak.ts', ['many'])).toContain('from 1 to 9999')
})

const anHourAgo = new Date(Date.now() - 3_600_000).toISOString()

test.each([
  ['retire', '--confirm', 'Murmur'],
  ['restore', '--to', anHourAgo, '--confirm', 'Murmur'],
  ['rotate'],
  ['invite', 'ann@example.com', 'keeper'],
  ['smoke', 'ann@example.com'],
  ['deploy', '-c', 'mailFrom=murmur@corp.test'],
])('npm run %s ends in one sentence without a region, and without credentials', async (name, ...words) => {
  const bare = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' }
  const refused = async (environment = {}) => {
    const file = `infra/commands/${name}.ts`
    const ended = run(process.execPath, [file, ...words], { cwd: root, env: { ...bare, ...environment } })
    return ended.then(
      () => '',
      (error: { stderr: string }) => error.stderr.trim().split('\n'),
    )
  }
  expect(await refused()).toEqual([expect.stringContaining('No AWS region is set')])
  expect(await refused({ AWS_REGION: 'eu-central-1' })).toEqual([expect.stringContaining('No AWS credentials')])
})

test('a document of another shape is told where it differs', () => {
  const error = z.object({ observations: z.array(z.string()) }).safeParse({ observations: 3 }).error
  expect(sentenceOf(error)).toContain('observations')
  expect(sentenceOf(new SyntaxError('Unexpected end'))).toBe('This is not JSON: Unexpected end.')
})

test('a right that is missing is named, with what it is needed on, and nothing of who asked', () => {
  const refused = (message: string) => Object.assign(new Error(message), { name: 'AccessDeniedException' })
  const whole =
    'User: arn:aws:iam::1:user/ada is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:x because no policy allows it'
  expect(sentenceOf(refused(whole))).toBe(
    'These credentials may not call dynamodb:Scan on arn:aws:dynamodb:x: choose others by AWS_PROFILE, or have the right added.',
  )
  expect(sentenceOf(new Error('sts answers 403 AccessDenied'))).toContain('sts answers 403 AccessDenied')
  expect(sentenceOf(Object.assign(new Error('x'), { name: 'UnrecognizedClientException' }))).toContain(
    'No AWS credentials',
  )
  expect(sentenceOf(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND sts.x') }))).toContain(
    'AWS_REGION',
  )
})

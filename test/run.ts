/**
 * `npm test`: makes sure of a browser, then runs every test. Arguments go to vitest: `npm test -- test/passes`.
 * `npm test -- --changed [REVISION]`: only what can break by what differs from that revision, the last commit unless
 * one is named.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { command } from '../infra/command.ts'
import { testsChangedSince } from './changed.ts'
import { needChromium } from './chromium.ts'

/** Whatever the tests put into the temporary folder goes when they end. */
const runVitest = async (args: readonly string[]): Promise<number> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-tests-'))
  // The child gets the signal too, and is waited for.
  process.on('SIGINT', () => {})
  const env = { ...process.env, CHROMIUM_PATH: needChromium(), TMPDIR: folder }
  const [code] = await once(spawn('npx', ['vitest', 'run', ...args], { stdio: 'inherit', env }), 'exit')
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  return typeof code === 'number' ? code : 1
}

/** With the test files in place of `--changed`; null where there are none. */
const withTests = (args: readonly string[]): readonly string[] | null => {
  const at = args.indexOf('--changed')
  if (at < 0) return args
  const revision = args[at + 1]?.startsWith('-') ? undefined : args[at + 1]
  const tests = testsChangedSince(revision ?? 'HEAD')
  console.log(`${tests.length} test files can break by what differs from ${revision ?? 'HEAD'}`)
  const others = args.toSpliced(at, revision === undefined ? 1 : 2)
  return tests.length > 0 ? [...tests, ...others] : null
}

await command(import.meta.filename, async words => {
  const args = withTests(words)
  process.exitCode = args ? await runVitest(args) : 0
})

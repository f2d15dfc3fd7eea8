/**
 * `npm run soak -- ROUNDS [PATH...]`: the property tests with other cases than `npm test` draws, with a new seed in
 * each round (from PROPERTY_SEED on, where it is set). Stops at the first failure and says how to reproduce it.
 */
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { command } from '../infra/command.ts'

await command(import.meta.filename, async ([rounds = '3', ...paths]) => {
  if (!/^[1-9]\d{0,3}$/.test(rounds)) throw new Error('ROUNDS is a number from 1 to 9999. See --help.')

  /** Browser tests that draw cases are left to `npm test`: they are slow, and a seed changes little in them. */
  const files: string[] = []
  for await (const file of glob('test/**/*.test.ts')) {
    const wanted = paths.length === 0 || paths.some(path => file.includes(path))
    if (wanted && !file.includes('.browser.') && readFileSync(file, 'utf8').includes("from 'fast-check'"))
      files.push(file)
  }

  const first = Number(process.env['PROPERTY_SEED'] ?? randomInt(2 ** 31))
  for (let round = 1; round <= Number(rounds); round += 1) {
    const seed = String(first + round - 1)
    console.log(`round ${round} of ${rounds}: PROPERTY_SEED=${seed}, ${files.length} files`)
    const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...files.toSorted()], {
      stdio: 'inherit',
      env: { ...process.env, PROPERTY_SEED: seed },
    })
    if (status !== 0) {
      console.error(`again: PROPERTY_SEED=${seed} npm test -- <the file that failed>`)
      process.exitCode = 1
      return
    }
  }
})

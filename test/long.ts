/**
 * `npm run test:long -- [--minutes N] [--seed N]`: what takes too long for `npm test`. It stops when the minutes are
 * over (25 unless said), tells what it ran, cut off and left out, and fails where anything failed or nothing ended. The
 * same seed draws the same cases in the same order. Speed is no test: `npm run bench` measures it.
 */
import { randomInt } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { command } from '../infra/command.ts'
import { faultKinds } from '../infra/local/hostile/faults.ts'
import { type Job, reportOf, runBounded } from './bounded.ts'

const whole = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN)

const script = (
  usualMinutes: number,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Job => ({
  usualMinutes,
  environment,
  command: ['npm', 'run', '--silent', ...words],
  again: [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), 'npm run', ...words].join(' '),
})

await command(import.meta.filename, async () => {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } })
  const minutes = whole(values.minutes ?? '25')
  const seed = whole(values.seed ?? String(randomInt(1, 1e9)))
  if (Number.isNaN(minutes) || Number.isNaN(seed))
    throw new Error('--minutes and --seed want whole numbers from 1. See --help.')

  console.log(`seed ${seed}, ${minutes} minutes`)
  const outcomes = await runBounded(
    [
      script(10, ['simulate', '--', String(seed)]),
      script(1, ['pictures', '--', '--out', path.join(tmpdir(), 'murmur-pictures')]),
      script(6, ['everywhere']),
      script(4, ['week', '--', String(seed)]),
      ...faultKinds.map(kind => script(1, ['hostile', '--', '--seeds', '1', '--from', String(seed), '--kind', kind])),
      script(4, ['hostile', '--', '--without', 'all']),
      script(8, ['hostile', '--', '--seeds', '1', '--from', String(seed), '--people', '300', '--chance', '0.02']),
    ],
    number => [
      script(2, ['soak', '--', '1'], { PROPERTY_SEED: String(seed + number) }),
      script(1, ['simulate', '--', String(seed + number), 'small']),
      script(2, ['hostile', '--', '--seeds', '2', '--from', String(seed + 2 * number)]),
    ],
    minutes,
    console.log,
  )
  console.log(`\n${reportOf(outcomes)}\nseed ${seed}: npm run test:long -- --minutes ${minutes} --seed ${seed}`)
  const has = (which: string): boolean => outcomes.some(({ how }) => how === which)
  // Nothing that ran to its end shows nothing.
  process.exitCode = has('passed') && !has('failed') ? 0 : 1
})

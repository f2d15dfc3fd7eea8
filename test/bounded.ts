/** Programs one after another until the time is up: what ran, what was cut off, what was left out, and what failed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Job {
  /** As it is typed to run it again. */
  readonly again: string
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** On two idle cores: it is not begun where less is left. */
  readonly usualMinutes: number
}

interface Outcome {
  readonly again: string
  readonly how: 'passed' | 'failed' | 'cut off' | 'left out'
  readonly seconds: number
}

/** Its whole group goes with it: browsers and databases are children of children. */
const runUntil = async ({ command, environment }: Job, milliseconds: number): Promise<Outcome['how']> => {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    stdio: 'inherit',
    detached: true,
    env: { ...process.env, ...environment },
  })
  const end = (): void => {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  }
  const interrupted = (): void => {
    end()
    process.exit(130)
  }
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    end()
  }, milliseconds)
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    const [code] = await once(child, 'exit')
    if (isLate) return 'cut off'
    return code === 0 ? 'passed' : 'failed'
  } catch {
    return 'failed'
  } finally {
    clearTimeout(timer)
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
  }
}

/** Each of `jobs` once, then round after round until there is no time for any job of it. */
export const runBounded = async (
  jobs: readonly Job[],
  round: (number: number) => readonly Job[],
  minutes: number,
  tell: (text: string) => void = () => {},
): Promise<Outcome[]> => {
  const end = performance.now() + minutes * 60_000
  const run = async (job: Job): Promise<Outcome> => {
    const { again, usualMinutes } = job
    const begun = performance.now()
    if (end - begun < usualMinutes * 60_000) return { again, how: 'left out', seconds: 0 }
    tell(`\n${again}`)
    const how = await runUntil(job, end - begun)
    return { again, how, seconds: Math.round((performance.now() - begun) / 1000) }
  }
  const outcomes: Outcome[] = []
  for (const job of jobs) outcomes.push(await run(job))
  for (let number = 1; ; number += 1) {
    const those: Outcome[] = []
    for (const job of round(number)) those.push(await run(job))
    const isOver = those.every(({ how }) => how === 'left out')
    if (!isOver || number === 1) outcomes.push(...those)
    if (isOver) return outcomes
  }
}

export const reportOf = (outcomes: readonly Outcome[]): string =>
  outcomes
    .map(
      ({ again, how, seconds }) => `${how.padEnd(8)}  ${how === 'left out' ? '' : `${seconds} s`.padEnd(7)}  ${again}`,
    )
    .join('\n')

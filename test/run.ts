/** `npm test`: makes sure of a browser, then runs every test. Arguments go to vitest: `npm test -- test/passes`. */
import { spawn } from 'node:child_process'
import { needChromium } from './chromium.ts'

const run = (command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> =>
  new Promise(resolve => {
    const child = spawn(command, args, { stdio: 'inherit', env: environment })
    child.on('exit', code => resolve(code ?? 1))
  })

try {
  const environment = { ...process.env, CHROMIUM_PATH: needChromium() }
  process.exitCode = await run('npx', ['vitest', 'run', ...process.argv.slice(2)], environment)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

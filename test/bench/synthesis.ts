/** The cost of a synthesis in a new process, and of the hint under the participant's text boxes. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import * as z from 'zod'
import { isBlaming } from '../../functions/domain/synthesis/blame.ts'
import { needsCare } from '../../functions/domain/synthesis/care.ts'
import { isCondition } from '../../functions/domain/synthesis/conditions.ts'
import { lens } from '../../functions/domain/synthesis/lens.ts'
import { splitAnswer } from '../../functions/domain/synthesis/matters.ts'
import { momentsOf } from '../../functions/domain/synthesis/moments.ts'
import { isNonAnswer } from '../../functions/domain/synthesis/non-answers.ts'
import { isProposal } from '../../functions/domain/synthesis/proposals.ts'
import { isStrength } from '../../functions/domain/synthesis/strengths.ts'
import { titleOf } from '../../functions/domain/synthesis/titles.ts'
import { cases as factorCases, indirect } from '../domain/synthesis/factors.cases.ts'
import { turns as factorTurns } from '../domain/synthesis/factors.turns.ts'
import { cases, heldOut } from '../domain/synthesis/lens.cases.ts'
import { lastTurns, turns } from '../domain/synthesis/lens.turns.ts'
import { baits, lineOf } from '../domain/synthesis/hostile.ts'
import { wordNames } from '../domain/synthesis/redaction.cases.ts'
import { bundleOf } from './bundle.ts'
import type { Figure } from './figure.ts'

const run = promisify(execFile)
const measuredSchema = z.object({ seconds: z.number(), megabytes: z.number() })

const said = [...factorCases, ...indirect, ...factorTurns, ...cases, ...heldOut, ...turns, ...lastTurns].map(
  ([text]) => text,
)
/** Two remarks each; no pair repeats. */
const statements = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const other = at * 7 + 1 + Math.floor(at / said.length)
    return `${said[at % said.length] ?? ''}. ${said[other % said.length] ?? ''}.`
  })

const inputFile = async (count: number): Promise<string> => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'murmur-bench-')), 'input.json')
  const all = statements(count).map((text, at) => ({
    id: `s${at}`,
    text,
    purpose: null,
    apart: false,
    voice: `v${at % 30}`,
  }))
  await writeFile(file, JSON.stringify({ people: wordNames, statements: all }))
  return file
}

const measure = async (bundle: string, count: number, rounds: number) => {
  const file = await inputFile(count)
  const found = []
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await run(process.execPath, [bundle, file])
    found.push(measuredSchema.parse(JSON.parse(stdout)))
  }
  return {
    // Other load on the machine only adds time, so the minimum is closest.
    seconds: Math.min(...found.map(({ seconds }) => seconds)),
    megabytes: Math.max(...found.map(({ megabytes }) => megabytes)),
  }
}

/** Roughly the compression level of a content delivery network. */
const incident = { startedAt: '2026-03-04T13:10:00.000Z', resolvedAt: null, zone: 'Europe/Vienna' }
const readers: readonly ((text: string) => unknown)[] = [
  text => needsCare(text),
  text => isBlaming(text),
  text => isProposal(text),
  text => isCondition(text),
  isNonAnswer,
  text => isStrength(text, null),
  text => splitAnswer(text),
  text => momentsOf(text, incident),
  text => titleOf([text, 'The gauge stuck']),
]

const lineMilliseconds = (): number => {
  const costs = readers.flatMap(read =>
    baits.map(bait => {
      const text = lineOf(bait, 16_384)
      const once = (): number => {
        const before = process.cpuUsage()
        read(text)
        const { user, system } = process.cpuUsage(before)
        return (user + system) / 1000
      }
      return Math.min(once(), once(), once())
    }),
  )
  return Math.max(...costs)
}

const packedKilobytes = async (): Promise<number> => {
  const outfile = path.join(await mkdtemp(path.join(tmpdir(), 'murmur-bench-')), 'lens.js')
  await build({
    entryPoints: [path.join(import.meta.dirname, '../../functions/domain/synthesis/lens.ts')],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
  })
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 }
  return brotliCompressSync(await readFile(outfile), { params }).length / 1000
}

/** The slowest of several texts of 10,000 characters, the maximum length of an answer. */
const hintMilliseconds = (): number => {
  const longest = 10_000
  const texts = [
    said.join('. '),
    said.join(' ').replaceAll('.', ''),
    'if the team had not '.repeat(500),
    'a '.repeat(5_000),
  ]
  const costs = texts.map(text => {
    const cut = text.slice(0, longest)
    for (let warm = 0; warm < 5; warm += 1) lens(cut)
    const rounds = 20
    const before = process.cpuUsage()
    for (let round = 0; round < rounds; round += 1) lens(cut)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / rounds
  })
  return Math.max(...costs)
}

export const benchSynthesis = async (rounds = 7): Promise<Figure[]> => {
  const bundle = await bundleOf('test/bench/synthesis-run.ts')
  const few = await measure(bundle, 60, rounds)
  const many = await measure(bundle, 5_000, 3)
  const detail = `processor seconds of a process that has just begun, its compiler's threads counted`
  return [
    { name: '60 statements', value: few.seconds, bound: 0.2, detail: `${detail}; least of ${rounds}` },
    { name: '5,000 statements', value: many.seconds, bound: 20, detail: `${detail}; least of 3` },
    { name: 'memory for 5,000', value: many.megabytes, bound: 512, detail: 'MB at the peak, the runtime counted' },
    {
      name: 'worst line',
      value: lineMilliseconds(),
      bound: 50,
      detail: 'processor ms for 16 KB of one turn over and over, the dearest of nine readers',
    },
    {
      name: 'hint, time',
      value: hintMilliseconds(),
      bound: 5,
      detail: 'processor ms for 10,000 characters, the dearest text',
    },
    { name: 'hint, size', value: await packedKilobytes(), bound: 6, detail: 'kB of Brotli, with all that it imports' },
  ]
}

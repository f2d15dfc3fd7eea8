/**
 * `npm run retire -- [--export DIR] [--confirm STACK]`: ends an installation. Surveys that are open are cancelled, unread,
 * and everybody invited is told; an open pulse only after the day in which a keeper or leadership can stop that; what is
 * closed is still filed. What is to be kept (incidents, reviews, results, terms, the trace) is exported into DIR, by
 * default `retired-STACK`; addresses of those who were asked are not. Then every function is halted, keys, ballots and
 * slots are destroyed, and what is left is counted. It asks for the stack's name first. Where something has to pass before
 * (mail, a harvest, a pulse's day) it says so and exits with 2: run it again then.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { TableName } from '../../functions/tables.ts'
import { command } from '../command.ts'
import { installationNames } from '../installation-names.ts'
import { confirm, onTerminal } from './confirm.ts'
import { everyItem, type Installed, installed, type Item } from './installed.ts'
import {
  closeTheDesk,
  endWhatIsOpen,
  haltEverything,
  type Proof,
  proofOf,
  sweep,
  takePlan,
  waitsFor,
} from './retiring.ts'

/** Not `people`: who was asked, and under which address, is of no use without the installation. */
const kept = ['learning', 'surveys', 'trace'] as const satisfies readonly TableName[]

const bytesAsText = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

interface Exported {
  readonly items: number
  readonly sha256: string
}

/** One line of JSON for each item; whoever runs this alone may read it. */
const exportTable = async (parts: Installed, table: TableName, folder: string): Promise<Exported> => {
  const lines: string[] = []
  for await (const item of everyItem(parts, table)) lines.push(JSON.stringify(item, bytesAsText))
  const text = lines.map(line => `${line}\n`).join('')
  writeFileSync(path.join(folder, `${table}.jsonl`), text, { mode: 0o600 })
  return { items: lines.length, sha256: createHash('sha256').update(text).digest('hex') }
}

export type Retired =
  | { readonly done: false; readonly waits: readonly string[] }
  | { readonly done: true; readonly exported: Readonly<Record<string, Exported>>; readonly proof: Proof }

export const retire = async (parts: Installed, folder: string, now: string): Promise<Retired> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keep = (name: string, value: Item): void =>
    writeFileSync(path.join(folder, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  const ending = async (): Promise<string[]> => {
    await takePlan(parts, plan => keep('pulse-plan.json', plan))
    await endWhatIsOpen(parts, now)
    return waitsFor(parts)
  }
  const waits = await ending()
  if (waits.length > 0) return { done: false, waits }
  // The desk stays open as long as somebody may stop the end of a pulse there. What was begun at it meanwhile ends too.
  await closeTheDesk(parts)
  const late = await ending()
  if (late.length > 0) return { done: false, waits: late }
  await haltEverything(parts)
  await sweep(parts)
  const exported: Record<string, Exported> = {}
  for (const table of kept) exported[table] = await exportTable(parts, table, folder)
  const proof = await proofOf(parts)
  keep('proof.json', { at: now, exported, proof })
  return { done: true, exported, proof }
}

export const isProven = (proof: Proof): boolean => Object.values(proof).every(count => count === 0)

/** The stack's app knows no other stack than that of its stage. */
export const destroying = (stack: string, stage: string | undefined): string =>
  `${stage ? `MURMUR_STAGE=${stage} ` : ''}npx cdk destroy ${stack}`

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { values } = parseArgs({ options: { export: { type: 'string' }, confirm: { type: 'string' } } })
    const { stack } = installationNames()
    const parts = await installed()
    const question = `This ends ${stack} for good: what is open is cancelled, and what was written is destroyed unread.`
    await confirm(question, stack, values.confirm, process.stdin.isTTY ? onTerminal : null)
    const folder = path.resolve(values.export ?? `retired-${stack}`)
    const retired = await retire(parts, folder, new Date().toISOString())
    if (!retired.done) {
      console.log(`not yet:\n${retired.waits.map(wait => `  ${wait}`).join('\n')}\nRun this again then.`)
      process.exitCode = 2
      return
    }
    console.log(JSON.stringify({ ...retired, folder }, null, 2))
    if (!isProven(retired.proof)) throw new Error('something is left: run this again')
    const ending = destroying(stack, process.env['MURMUR_STAGE'])
    console.log(`now: ${ending}, and delete the tables that it leaves`)
  })
}

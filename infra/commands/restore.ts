/**
 * `npm run restore -- --to TIME [--tables people,surveys,learning] [--confirm STACK]`: takes tables back to how they were at
 * TIME (2026-12-01T09:00:00Z, within 35 days), by default all three. Incidents, reviews, records, actions, the roster and the
 * plan are as they were then. What cannot go back goes on from today: surveys, their lists, mail, results, the trace. Whoever
 * was erased since is erased again, and a survey whose keys are gone is cancelled. DynamoDB restores into new tables, which
 * takes from minutes to hours: until they are ready it exits with 2, to be run again. Then it halts the functions, makes the
 * new tables fit, names them in the file of settings, deploys, and sets the functions going. The old tables stay.
 */
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SSMClient } from '@aws-sdk/client-ssm'
import * as z from 'zod'
import { instantSchema } from '../../functions/domain/time/instants.ts'
import { lambdaNames } from '../../functions/manifest.ts'
import { command } from '../command.ts'
import type { Deployment } from '../deployment.ts'
import { requireDeployment } from '../doctor/installation.ts'
import { type InstallationNames, installationNames } from '../installation-names.ts'
import { readSettings } from '../settings.ts'
import { settingsIn } from '../settings-file.ts'
import { ownVersion, requireNoDowngrade } from '../version.ts'
import { confirm, onTerminal } from './confirm.ts'
import { requireOwnSettings } from './deploy.ts'
import { deployWith } from './deploy-with.ts'
import { erasuresIn } from './erasures.ts'
import { type Installed, installed, keyNames } from './installed.ts'
import { recoveryBy, type Recovery } from './recovery.ts'
import { reconcile, type Reconciled, type Restorable, restorable } from './restoring.ts'

const tablesSchema = z
  .string()
  .transform(text => text.split(',').map(name => name.trim()))
  .pipe(z.array(z.enum(restorable, `--tables: any of ${restorable.join(', ')}`)).min(1))

/** The same for each run with this time, so that a second one finds what the first began. */
export const restoredName = (stack: string, table: Restorable, to: string): string =>
  `${stack}-${table}-${to.replace(/[^0-9TZ]/g, '')}`

export interface Wanted {
  readonly to: string
  readonly tables: readonly Restorable[]
  readonly stack: string
  readonly now: string
}

export type Restored =
  | { readonly ready: false; readonly waitsFor: readonly string[] }
  | {
      readonly ready: true
      readonly names: Readonly<
        Partial<Record<Restorable, string>>
      > /** Null where an earlier run had come so far that only the functions were left to be set going. */
      readonly done: Reconciled | null
    }

export interface Adoption {
  /** Throws where a deployment would be refused: halted functions would wait for one that does not come. */
  readonly requireDeployable: () => void
  /** Has the stack use the tables; the functions stand still from before to after it. */
  readonly adopt: (names: Readonly<Partial<Record<Restorable, string>>>) => Promise<void>
}

export const restore = async (
  parts: Installed,
  recovery: Recovery,
  { to, tables, stack, now }: Wanted,
  { requireDeployable, adopt }: Adoption,
): Promise<Restored> => {
  const names = Object.fromEntries(tables.map(table => [table, restoredName(stack, table, to)]))
  const setGoing = async (): Promise<void> => {
    for (const name of lambdaNames) await parts.resume(name)
  }
  // They are in use: today's state would be put over itself.
  if (tables.every(table => parts.tables[table] === names[table])) {
    await setGoing()
    return { ready: true, names, done: null }
  }
  requireDeployable()
  const waitsFor: string[] = []
  for (const table of tables)
    if (!(await recovery.restore(parts.tables[table], names[table] ?? '', to))) waitsFor.push(names[table] ?? '')
  if (waitsFor.length > 0) return { ready: false, waitsFor }
  for (const name of lambdaNames) await parts.halt(name)
  const erased = await erasuresIn(parts.documents, parts.tables.trace).since(to)
  const done = await reconcile({ ...parts, restored: names, keyNames: new Set(await keyNames(parts)), erased, now })
  for (const table of tables) await recovery.complete(table, names[table] ?? '')
  await adopt(names)
  await setGoing()
  return { ready: true, names, done }
}

/** Throws for a time that was not yet, or that DynamoDB no longer knows. */
export const requireTime = (given: string | undefined, now: string): string => {
  const to = instantSchema.safeParse(given)
  if (!to.success) throw new Error('--to wants a time: --to 2026-12-01T09:00:00Z')
  const age = Date.parse(now) - Date.parse(to.data)
  if (age <= 0) throw new Error('--to: that time is yet to come')
  if (age > 35 * 24 * 3_600_000) throw new Error('--to: DynamoDB restores the last 35 days alone')
  return to.data
}

const adoptionBy = (names: InstallationNames, { version }: Deployment): Adoption => ({
  requireDeployable: () => {
    requireOwnSettings(names)
    requireNoDowngrade(version, ownVersion())
  },
  adopt: async found => {
    const { restoredTables } = readSettings(settingsIn(names))
    const left = 'the tables are ready, and the functions are halted until the same command ends well'
    // Whoever runs this has said the stack's name: a question that nobody answers would leave the functions halted.
    const words = ['--require-approval', 'never']
    await deployWith(names, { restoredTables: { ...restoredTables, ...found } }, { left, words })
  },
})

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const options = { to: { type: 'string' }, tables: { type: 'string' }, confirm: { type: 'string' } } as const
    const { values } = parseArgs({ options })
    const now = new Date().toISOString()
    const to = requireTime(values.to, now)
    const tables = tablesSchema.parse(values.tables ?? restorable.join())
    const names = installationNames()
    const parts = await installed()
    const question = `${tables.join(', ')} of ${names.stack} go back to ${to}: what was entered since is left behind.`
    await confirm(question, names.stack, values.confirm, process.stdin.isTTY ? onTerminal : null)
    const wanted = { to, tables, stack: names.stack, now }
    const adoption = adoptionBy(names, await requireDeployment(new SSMClient({})))
    const restored = await restore(parts, recoveryBy(new DynamoDBClient({})), wanted, adoption)
    console.log(JSON.stringify(restored, null, 2))
    if (!restored.ready) {
      console.log('DynamoDB is restoring: run this again later, with the same words.')
      process.exitCode = 2
    }
  })
}

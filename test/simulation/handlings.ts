/**
 * What keeps a survey whole under faults, each with the lines that would be missing without it. `npm run hostile --
 * --without NAME` builds the functions without it and tells a review: if nothing is found then, either it is not needed or
 * nobody would notice that it is gone. The deadline of a call is not among them, since no answer hangs here;
 * `test/aws/transport.test.ts` fails without it.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'esbuild'
import type { FaultKind, FaultSettings } from '../../infra/local/hostile/faults.ts'

interface Change {
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface Handling {
  readonly changes: readonly Change[]
  /** The faults that it is for. */
  readonly faults: Omit<FaultSettings, 'seed'>
}

const faults = (chance: number, ...kinds: FaultKind[]) => ({ chance, kinds })

export const handlings = {
  'settling by reading back': {
    changes: [
      {
        file: 'functions/records/writing.ts',
        from: 'if (isOurs === null) return',
        to: 'if (isOurs !== undefined) return',
      },
    ],
    faults: faults(0.11, 'dropped-after'),
  },
  'conditions of writes': {
    changes: [
      {
        file: 'functions/records/records.ts',
        from: 'const ConditionExpression = condition(when)\n    const input = { Item: { ...item, ...signed }, ConditionExpression, ...aliases() }',
        to: 'const input = { Item: { ...item, ...signed } }',
      },
    ],
    faults: faults(0.15, 'repeated', 'delayed'),
  },
} as const satisfies Record<string, Handling>
export type HandlingName = keyof typeof handlings
export const handlingNames = Object.keys(handlings) as HandlingName[]

const root = path.join(import.meta.dirname, '..', '..')

/** Throws where the line is not there, or more than once: it would not be what is meant. */
export const changed = (text: string, { file, from, to }: Change): string => {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`${file}: ${parts.length - 1} times ${from}`)
  return parts.join(to)
}

export const readChanged = async (change: Change): Promise<string> =>
  changed(await readFile(path.join(root, change.file), 'utf8'), change)

/** Bundles the functions as if it had never been written. */
export const without = (name: HandlingName): Plugin => ({
  name: 'without',
  setup: build => {
    const byFile = new Map(handlings[name].changes.map(change => [path.join(root, change.file), change]))
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const change = byFile.get(file)
      return change ? { contents: await readChanged(change), loader: 'ts' } : null
    })
  },
})

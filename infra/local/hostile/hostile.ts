/**
 * An AWS that is less kind than the local one. `strict` enforces roles, limits and the end of connections that froze, and
 * changes nothing for whoever keeps to them. `hostile` adds what happens on some days: indexes and parameters that lag,
 * several sandboxes, events that come twice or late, and the faults that it is told to make.
 */
import type { NamedReader } from '../../../functions/domain/ballot/bulletin.ts'
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Functions } from '../emulators/functions.ts'
import { type AnyFault, createFaults, drawOf, type FaultSettings } from './faults.ts'
import { startGuard } from './guard.ts'
import { lagBy } from './lag.ts'
import { limitsBy } from './limits.ts'
import { mayOf } from './roles.ts'
import { inSandboxes } from './sandboxes.ts'
import { statementsIn, synthesized } from './template.ts'

export const kindnesses = ['kind', 'strict', 'hostile'] as const
export type Kindness = (typeof kindnesses)[number]

export interface HostileSettings {
  readonly kindness: Exclude<Kindness, 'kind'>
  readonly backends: { readonly dynamodb: string; readonly aws: string }
  readonly configurationSet: string
  readonly reader: NamedReader | undefined
  readonly log: (name: string, line: string) => void
}

export interface HostileReport {
  /** What roles did not grant. */
  readonly refused: readonly string[]
  readonly faults: FaultSettings | null
  readonly met: Readonly<Partial<Record<AnyFault, number>>>
  /** How many calls each table has throttled so far. */
  readonly throttled: Readonly<Record<string, { readonly reads: number; readonly writes: number }>>
}

export interface Hostile {
  readonly url: string
  readonly run: (make: () => Functions) => Functions
  /** Before the schedule of a minute. */
  readonly wake: (at: Date) => Promise<void>
  readonly set: (faults: FaultSettings | null) => Promise<void>
  readonly report: () => HostileReport
  readonly stop: () => Promise<void>
}

/** Synthesizing takes seconds, and the roles of the same settings are the same. */
const known = new Map<string, ReturnType<typeof statementsIn>>()

const rolesFor = ({ configurationSet, reader }: HostileSettings): ReturnType<typeof statementsIn> => {
  const named = reader && {
    readerModel: reader.model,
    readerRegion: reader.region,
    readerRegions: reader.regions.join(','),
    readerTokens: reader.tokens,
  }
  const key = JSON.stringify([configurationSet, named])
  const statements = known.get(key) ?? statementsIn(synthesized({ ...named }), configurationSet)
  known.set(key, statements)
  return statements
}

export const startHostile = async (settings: HostileSettings): Promise<Hostile> => {
  const isHostile = settings.kindness === 'hostile'
  const now = (): number => performance.now()
  const faults = createFaults()
  const guard = await startGuard({
    backends: settings.backends,
    may: mayOf(rolesFor(settings)),
    layers: [faults.layer, limitsBy(now), ...(isHostile ? [lagBy(now)] : [])],
    log: settings.log,
  })
  /** Events are as reliable as calls are. */
  const isTwice = (name: LambdaName, time: number): boolean => {
    const drawn = faults.settings()
    return drawn !== null && drawOf(drawn.seed, 'event', name, time) < drawn.chance
  }
  let minute = 0
  return {
    url: guard.url,
    run: make => (isHostile ? inSandboxes({ make, log: settings.log, isTwice }) : make()),
    wake: async at => {
      if (at.getTime() === minute) return
      minute = at.getTime()
      guard.wake()
      await faults.wake()
    },
    set: faults.set,
    report: () => ({
      refused: guard.refused(),
      faults: faults.settings(),
      met: faults.met(),
      throttled: guard.throttled(),
    }),
    stop: guard.stop,
  }
}

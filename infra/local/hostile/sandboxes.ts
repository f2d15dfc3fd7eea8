/**
 * Lambda as it runs more than one call: each has a sandbox to itself, calls take turns between sandboxes, there are no
 * more at once than a new account has, and what was called asynchronously is tried twice again.
 */
import type { LambdaName } from '../../../functions/manifest.ts'
import { asynchronously, deadLetter } from '../emulators/asynchronous.ts'
import type { Functions, Outcome } from '../emulators/functions.ts'

/** What a new account has, for all functions together. */
const concurrency = 10
/** Even where one is free another takes the next call, as long as there are fewer than this. */
const inTurn = 2
/** Of an asynchronous call that failed (`infra/lambdas.ts`). */
const retries = 2

const scheduled = 'aws.scheduler'

export interface SandboxSettings {
  /** Functions of their own, each in a sandbox. */
  readonly make: () => Functions
  readonly log: (name: LambdaName, line: string) => void
  /** Whether an event comes twice, by what it is and for which time. */
  readonly isTwice: (name: LambdaName, time: number) => boolean
}

const sourceOf = (event: unknown): { source?: unknown } => (typeof event === 'object' && event !== null ? event : {})

export const inSandboxes = ({ make, log, isTwice }: SandboxSettings): Functions => {
  const copies: { readonly functions: Functions; readonly busy: Set<LambdaName>; last: number }[] = []
  const waiting: (() => void)[] = []
  let [underWay, turn] = [0, 0]
  const times = new Map<LambdaName, number>()
  const earlier = new Map<LambdaName, unknown>()

  const free = (name: LambdaName) => {
    const idle = copies.filter(({ busy }) => !busy.has(name))
    const [longest] = idle.toSorted((one, other) => one.last - other.last)
    if (longest && copies.length >= inTurn) return longest
    const made = { functions: make(), busy: new Set<LambdaName>(), last: 0 }
    copies.push(made)
    return made
  }

  const run = async (name: LambdaName, event: unknown): Promise<Outcome> => {
    underWay += 1
    turn += 1
    const copy = free(name)
    copy.last = turn
    copy.busy.add(name)
    try {
      return await copy.functions.invoke(name, event)
    } finally {
      copy.busy.delete(name)
      underWay -= 1
      waiting.shift()?.()
    }
  }

  /** Lambda keeps asynchronous calls until there is room. */
  const whenFree = async (name: LambdaName, event: unknown): Promise<Outcome> => {
    if (underWay < concurrency) return run(name, event)
    await new Promise<void>(resolve => waiting.push(resolve))
    return whenFree(name, event)
  }

  const twice = (name: LambdaName): boolean => {
    const time = (times.get(name) ?? 0) + 1
    times.set(name, time)
    return isTwice(name, time)
  }

  const untilDone = async (name: LambdaName, event: unknown): Promise<void> => {
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const { failed } = await whenFree(name, event)
      if (!failed) return
    }
    log(name, deadLetter)
  }

  /** The minute's event comes once or twice, and the one of the minute before once more beside it. */
  const onSchedule = async (name: LambdaName, event: unknown): Promise<Outcome> => {
    const before = earlier.get(name)
    earlier.set(name, event)
    if (!twice(name)) return whenFree(name, event)
    const [outcome] = await Promise.all([whenFree(name, event), whenFree(name, event), whenFree(name, before ?? event)])
    return outcome
  }

  const { start, settled } = asynchronously(untilDone)

  return {
    invoke: async (name, event) => {
      if (sourceOf(event).source === scheduled) return onSchedule(name, event)
      // The gateway waits for nobody.
      if (underWay >= concurrency) return { payload: '', failed: false, throttled: true }
      return run(name, event)
    },
    start: (name, event) => start(name, event, twice(name) ? 2 : 1),
    settled,
    stop: async () => {
      await Promise.all(copies.map(({ functions }) => functions.stop()))
    },
  }
}

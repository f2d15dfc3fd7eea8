/** Calls that nobody waits for: taken now, run at once, and counted until the last of them has ended. */
import type { LambdaName } from '../../../functions/manifest.ts'

export interface Asynchronous {
  /** As InvocationType Event. `times`: how often it is delivered. */
  readonly start: (name: LambdaName, event: unknown, times?: number) => void
  /** Waits until nothing that was started runs any more; answers the names started since the last time it was asked. */
  readonly settled: () => Promise<LambdaName[]>
}

export const asynchronously = (run: (name: LambdaName, event: unknown) => Promise<void>): Asynchronous => {
  const started = new Set<Promise<void>>()
  let names: LambdaName[] = []
  return {
    start: (name, event, times = 1) => {
      names.push(name)
      for (let left = times; left > 0; left -= 1) {
        const work = run(name, event).finally(() => started.delete(work))
        started.add(work)
      }
    },
    settled: async () => {
      while (started.size > 0) await Promise.allSettled(started)
      const settled = names
      names = []
      return settled
    },
  }
}

/** Where a call that failed each time would lie on AWS. */
export const deadLetter = 'Asynchronous invocation failed; on AWS a dead letter'

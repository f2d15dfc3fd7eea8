/** Lambda's reserved concurrency, as far as it switches a function off: with 0 nothing of it runs, whoever calls. */
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Functions, Outcome } from './functions.ts'

export interface Concurrency {
  /** Null: it shares what is not reserved. */
  readonly reserve: (name: LambdaName, room: number | null) => void
  readonly limiting: (functions: Functions) => Functions
}

const throttled: Outcome = {
  payload: JSON.stringify({ errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' }),
  failed: true,
  throttled: true,
}

export const createConcurrency = (): Concurrency => {
  const off = new Set<LambdaName>()
  return {
    reserve: (name, room) => void (room === 0 ? off.add(name) : off.delete(name)),
    limiting: functions => ({
      ...functions,
      invoke: async (name, event) => (off.has(name) ? throttled : functions.invoke(name, event)),
      start: (name, event) => {
        if (!off.has(name)) functions.start(name, event)
      },
    }),
  }
}

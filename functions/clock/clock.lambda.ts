/**
 * Purpose: opens, reminds, closes and announces surveys. Trigger: every minute.
 * Fired twice, or twice at once, each step is taken once: its write holds only where nobody else took it.
 */
import { LambdaClient } from '@aws-sdk/client-lambda'
import { SSMClient } from '@aws-sdk/client-ssm'
import { documentClient } from '../aws/clients.ts'
import { environment } from '../aws/env.ts'
import { startEvent } from '../aws/invoke.ts'
import { log } from '../aws/log.ts'
import { manifest } from '../manifest.ts'
import { clockKeys } from './keys.ts'
import { runClock } from './run.ts'
import { clockStore } from './store.ts'

const { keyPrefix, keyAlias, harvestFunction, ...tables } = environment(manifest.clock.environment)
const store = clockStore({ ...tables, documents: documentClient() })
const keys = clockKeys(new SSMClient({ maxAttempts: 5 }), { keyPrefix, keyAlias })
const startHarvest = startEvent(new LambdaClient({ maxAttempts: 3 }), harvestFunction)
const report = (surveyId: string, error: Error): void => log('clock_failed', { surveyId, error: error.name })
export const handler = (event: { time: string }, context: { getRemainingTimeInMillis: () => number }) =>
  runClock({ store, keys, startHarvest, report, remaining: () => context.getRemainingTimeInMillis() }, event.time)

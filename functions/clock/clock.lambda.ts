/**
 * Purpose: opens surveys, sends reminders, closes and announces them, sees when one is ill; reminds owners, tells of editions.
 * Trigger: every minute. If it fires twice, even at once, each step is taken once: its write holds only if nobody else has taken it.
 */
import { documentClient } from '../aws/clients.ts'
import { environment, openingRules } from '../aws/env.ts'
import { lambdaClient, startEvent } from '../aws/invoke.ts'
import { keyClient } from '../aws/keys.ts'
import { log } from '../aws/log.ts'
import { manifest } from '../manifest.ts'
import { clockKeys } from './keys.ts'
import { seeToEditions } from './editions.ts'
import { seeToHealth } from './health.ts'
import { seeToOwners } from './owners.ts'
import { runClock } from './run.ts'
import { clockStore } from './store.ts'

const { keyPrefix, keyAlias, harvestFunction, ...names } = environment(manifest.clock.environment)
const [tables, ssm] = [{ ...names, documents: documentClient() }, keyClient()]
const parts = { store: clockStore(tables), keys: clockKeys(ssm, { keyPrefix, keyAlias }), ...openingRules(names) }
const [startHarvest, checkHealth] = [startEvent(lambdaClient(), harvestFunction), seeToHealth(tables, ssm, keyPrefix)]
const report = (surveyId: string, error: Error): void => log('clock_failed', { surveyId, error: error.name })
const fixed = { ...parts, startHarvest, checkHealth, remind: seeToOwners(tables), tellEditions: seeToEditions(tables) }
export const handler = (event: { time: string }, context: { getRemainingTimeInMillis: () => number }) =>
  runClock({ ...fixed, report, remaining: () => context.getRemainingTimeInMillis() }, event.time)

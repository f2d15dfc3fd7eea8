/** One minute's run of the clock over these tables, within its grants. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'

/** `parameters` holds the keys from one run to the next; the others may have a protection switched off. */
export const clockOnce = (
  client: DynamoDBDocumentClient,
  now: string,
  parameters = new Map<string, string>(),
  { run = runClock, storeOf = clockStore }: { run?: typeof runClock; storeOf?: typeof clockStore } = {},
) =>
  run(
    {
      store: storeOf({ ...testTables, documents: withinGrants(client, 'clock') }),
      keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )

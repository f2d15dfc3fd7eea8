/**
 * Purpose: opens the ballots of a closed survey, publishes what passes suppression, destroys the rest and the key.
 * Trigger: clock. If it fires twice, the lease lets one run; a run after an interrupted one continues from the row.
 */
import { documentClient } from '../aws/clients.ts'
import { environment } from '../aws/env.ts'
import { jsonService } from '../aws/json-service.ts'
import { keyReader } from '../aws/key-reader.ts'
import { deleteKey, keyClient } from '../aws/keys.ts'
import { manifest } from '../manifest.ts'
import { outside } from './outside.ts'
import { runHarvest } from './run.ts'
import { harvestStore } from './store.ts'

const { keyPrefix, ...tables } = environment(manifest.harvest.environment)
const ssm = keyClient()
const dependencies = {
  ...outside,
  store: harvestStore({ ...tables, documents: documentClient() }),
  readSealKey: keyReader(jsonService('ssm'), keyPrefix, 'seal'),
  deleteSealKey: (keyId: string) => deleteKey(ssm, keyPrefix, 'seal', keyId),
}
export const handler = (event: { surveyId: string; now: string }, context: { getRemainingTimeInMillis(): number }) =>
  runHarvest({ ...dependencies, remaining: () => context.getRemainingTimeInMillis() }, event.surveyId, event.now)

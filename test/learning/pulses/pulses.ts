/** Pulses in the learning table, filed the way the harvest does. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import { splitDocument } from '../../../functions/domain/suppression/filed.ts'
import { runId, surveyId } from '../../../functions/domain/ids.ts'
import type { PulseComments, PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { filedPulseKey, filedPulsesKey, pieceKey, publishedKey } from '../../keys.ts'

export const plantPulse = async (
  client: DynamoDBDocumentClient,
  release: PulseRelease,
  comments: PulseComments = [],
): Promise<void> => {
  const [id, run] = [surveyId(randomBytes(16)), runId(randomBytes(16))]
  const put = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: 'learning', Item }))
  for (const [name, document] of [
    ['pulse', release],
    ['comments', comments],
  ] as const) {
    for (const [index, text] of splitDocument(JSON.stringify(document)).entries()) {
      await put({ pk: publishedKey(id), sk: pieceKey(run, name, index), text })
    }
  }
  const { quarter, instrument } = release
  const filed = { quarter, surveyId: id, run, instrument }
  await put({ pk: filedPulsesKey, sk: filedPulseKey(filed), ...filed })
}

/** A survey that has closed, with these ballots in it, harvested; and what was filed of it. `roster` are those who were not asked. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { padContent } from '../../functions/domain/ballot/texts.ts'
import { filedReviewSchema } from '../../functions/domain/suppression/filed.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import type { NamedPerson } from '../../functions/domain/synthesis/schema.ts'
import { sealNames } from '../../functions/protocol/names.ts'
import { keyOf } from '../../functions/records/kind.ts'
import { rosterNames } from '../../functions/records/survey.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import { openSurveyWith } from '../participation.ts'
import { passFor, signedRow } from '../signed.ts'
import { closesAt, emptyTables, itemsOf } from '../survey.ts'

export const harvested = async (
  client: DynamoDBDocumentClient,
  invited: number,
  ballots: readonly BallotContent[],
  changes: Partial<Survey> = {},
  { run: harvest = runHarvest, roster = [] }: { run?: typeof runHarvest; roster?: readonly NamedPerson[] } = {},
) => {
  await emptyTables(client, 'ballots', 'slots', 'learning', 'surveys')
  const open = await openSurveyWith(client, invited, {
    status: 'closed',
    issued: ballots.length,
    ...(roster.length > 0 ? { rosterChunks: 1 } : {}),
    ...changes,
  })
  const { surveyId, sealedBytes, keys } = open.survey
  if (keys && roster.length > 0) {
    const sealed = await sealNames(open.sealKeys.publicKey, surveyId, roster)
    const named = keyOf(rosterNames, { survey: surveyId, sealKey: keys.seal, chunk: '0000' })
    await client.send(new PutCommand({ TableName: 'surveys', Item: { ...named, sealed } }))
  }
  for (const said of ballots) {
    const sealing = { surveyId, sealPublicKey: open.sealKeys.publicKey }
    const Item = await signedRow(passFor(open.signKey, surveyId), sealing, padContent(said, sealedBytes))
    await client.send(new PutCommand({ TableName: 'ballots', Item }))
  }
  const { client: parameters, call } = testParameters(open.parameters)
  await harvest(
    {
      store: harvestStore({ ...testTables, documents: withinGrants(client, 'harvest') }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: id => deleteKey(parameters, '/murmur', 'seal', id),
      report: () => {},
      remaining: () => 600_000,
    },
    surveyId,
    plus(closesAt, 13 * minuteMilliseconds),
  )
  const { Item } = await client.send(new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }))
  const run = surveySchema.parse(Item).filed?.run
  const pieces = (await itemsOf(client, 'learning'))
    .filter(item => String(item['sk']).startsWith(`${run}#statements#`))
    .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
  return filedReviewSchema.parse(JSON.parse(pieces.map(piece => piece['text']).join('')))
}

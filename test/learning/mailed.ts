/** A record's letter, made as the desk makes it and mailed as `organise` marks it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { reviewIdSchema } from '../../functions/domain/ids.ts'
import { letterInputSchema } from '../../functions/domain/review/record.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { noon } from '../caller.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { learning } from './setup.ts'

/** The letter that would be mailed now; its id. */
export const makeLetter = async (client: DynamoDBDocumentClient, reviewId: string, at = noon): Promise<string> => {
  const { call } = learning(client)
  const path = `/api/reviews/${reviewId}/record/letter`
  const { letter } = letterInputSchema.parse((await call(`GET ${path}`, { at })).json)
  await call(`POST ${path}`, { body: { letter }, at })
  return letter
}

export const markMailed = (client: DynamoDBDocumentClient, reviewId: string, letter: string, at = noon) =>
  organiseStore({ ...testTables, documents: withinGrants(client, 'organise') }).markMailed(
    reviewIdSchema.parse(reviewId),
    letter,
    at,
  )

export const mailLetter = async (client: DynamoDBDocumentClient, reviewId: string, at = noon): Promise<string> => {
  const letter = await makeLetter(client, reviewId, at)
  await markMailed(client, reviewId, letter, at)
  return letter
}

/** What harvests have filed in `learning`: its documents in pieces, and the list of pulses. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import {
  type FiledPulse,
  filedPulseSchema,
  filedPulsesKey,
  publishedKey,
  type PublishedDocument,
} from '../domain/suppression/filed.ts'
import { queryAll } from './documents.ts'

const pieceSchema = z.object({ text: z.string() })

/** A run's document, whole; null where the run has none. */
export const readFiled = async (
  documents: DynamoDBDocumentClient,
  learningTable: string,
  { surveyId, run }: Pick<FiledPulse, 'surveyId' | 'run'>,
  document: PublishedDocument,
): Promise<unknown> => {
  const pieces = await queryAll(documents, {
    TableName: learningTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :document)',
    ExpressionAttributeValues: { ':pk': publishedKey(surveyId), ':document': `${run}#${document}#` },
    ConsistentRead: true,
  })
  return pieces.length > 0 ? JSON.parse(pieces.map(piece => pieceSchema.parse(piece).text).join('')) : null
}

/** The earliest quarter first. */
export const listFiledPulses = async (
  documents: DynamoDBDocumentClient,
  learningTable: string,
): Promise<FiledPulse[]> => {
  const items = await queryAll(documents, {
    TableName: learningTable,
    KeyConditionExpression: 'pk = :pulses',
    ExpressionAttributeValues: { ':pulses': filedPulsesKey },
    ConsistentRead: true,
  })
  return items.map(item => filedPulseSchema.parse(item))
}

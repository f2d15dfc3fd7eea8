/** The tables of `learning`, and the records in them. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../aws/document-calls.ts'
import { recordsOf, type TableSettings } from '../../records/records.ts'

export interface LearningTable {
  readonly documents: DynamoDBDocumentClient
  readonly learningTable: string
}

export const recordsIn = ({ documents, ...settings }: LearningTable & TableSettings) =>
  recordsOf(documentCalls(documents), settings)

/** What the harvest reaches beside its tables and keys: the model, and the log. */
import { type Conversation, converse, invocationsAreLogged } from '../aws/bedrock.ts'
import { log } from '../aws/log.ts'
import type { NamedReader } from '../domain/ballot/bulletin.ts'
import type { ReaderRequest } from '../domain/reader/request.ts'
import type { Limits, ReaderCalls } from './reading.ts'

/** The statements go as data beside the instructions, never within them. */
export const conversationOf = (
  { model, region }: NamedReader,
  { instructions, language, statements, schema }: ReaderRequest,
  limits: Limits,
): Conversation => ({
  model,
  region,
  instructions,
  said: JSON.stringify({ language, statements }),
  schema,
  ...limits,
})

const readerCalls: ReaderCalls = {
  isLogged: invocationsAreLogged,
  read: (reader, request, limits) => converse(conversationOf(reader, request, limits)),
  report: (code, surveyId) => log('reader', { code, surveyId }),
}

export const outside = {
  readerCalls,
  report: (code: string, surveyId: string): void => log('withheld', { code, surveyId }),
}

import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { documentCalls } from '../../../functions/aws/document-calls.ts'
import { surveyId } from '../../../functions/domain/ids.ts'
import { restOfIt } from '../../../functions/domain/trace/trace.ts'
import { recordsOf } from '../../../functions/records/records.ts'
import { traceOf } from '../../../functions/records/trace.ts'
import { traceReport } from '../../../infra/commands/trace.ts'
import { noon } from '../../caller.ts'
import { testTables } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const survey = surveyId(new Uint8Array(16).fill(3))
const line = { at: noon, act: 'roster-changed', by: 'kay@example.com', roles: ['keeper'], about: {} } as const

test('tells each chain with its head, the lines of one, and what somebody changed behind its back', async () => {
  const trace = traceOf(recordsOf(documentCalls(database.client), testTables))
  const intention = await trace.intend(restOfIt, line)
  await trace.settle(restOfIt, intention, 'done', { added: 2 }, noon)
  await trace.intend(survey, line)
  await trace.putMark('a mark')
  const { hash } = await trace.headOf(restOfIt)
  const before = await database.client.send(new ScanCommand({ TableName: 'trace' }))

  const whole = await traceReport(database.client, 'trace')
  expect(whole.wrong).toBe(0)
  expect(whole.texts).toHaveLength(2)
  expect(whole.texts[0]).toBe(`ok    rest: 2 lines, head ${hash}`)
  const one = await traceReport(database.client, 'trace', restOfIt)
  expect(one.texts[0]).toContain('"by":"kay@example.com"')
  expect(one.texts).toHaveLength(3)
  expect((await database.client.send(new ScanCommand({ TableName: 'trace' }))).Items).toStrictEqual(before.Items)

  const Item = { ...intention, chain: restOfIt, place: '0000000001', by: 'odd@example.com' }
  await database.client.send(new PutCommand({ TableName: 'trace', Item }))
  const altered = await traceReport(database.client, 'trace')
  expect(altered.wrong).toBe(1)
  expect(altered.texts[0]).toBe('FAIL  rest: line 1 of its trace is not the one that was written there')
})

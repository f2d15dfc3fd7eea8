import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { randomBytes } from 'node:crypto'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import type { TableCall } from '../../functions/aws/table-service.ts'
import { surveyId } from '../../functions/domain/ids.ts'
import { isIntention, restOfIt } from '../../functions/domain/trace/trace.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { traceOf } from '../../functions/records/trace.ts'
import { chainProblems } from '../../infra/verify/trace.ts'
import { noon } from '../caller.ts'
import { cutOff, losingReply, testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()
const traceIn = (client: DynamoDBDocumentClient) =>
  traceOf(recordsOf(documentCalls(withinGrants(client, 'organise')), testTables))

const somebody = (by = 'fay@example.com') =>
  ({ at: noon, act: 'people-invited', by, roles: ['facilitator'], about: {} }) as const
const newSurvey = () => surveyId(randomBytes(16))

describe('a trace', () => {
  test('takes in everybody who writes at once, in one chain without a gap', async () => {
    const survey = newSurvey()
    const trace = traceIn(database.client)
    const people = Array.from({ length: 20 }, (_, index) => `p${index}@example.com`)
    await Promise.all(
      people.map(async by => {
        const intention = await trace.intend(survey, somebody(by))
        await trace.settle(survey, intention, 'done', {}, noon)
      }),
    )
    const lines = await trace.linesOf(survey)
    expect(chainProblems(survey, lines)).toStrictEqual([])
    expect(lines).toHaveLength(40)
    expect(
      lines
        .filter(isIntention)
        .map(({ by }) => by)
        .toSorted(),
    ).toStrictEqual(people.toSorted())
    expect(await trace.headOf(survey)).toStrictEqual({ number: 40, hash: lines.at(-1)?.hash })
  })

  test('has one line of a put whose answer was lost', async () => {
    const survey = newSurvey()
    const losing = losingReply(database.endpoint, 'PutItem')
    const intention = await traceIn(losing.client).intend(survey, somebody())
    expect(losing.lost()).toBe(true)
    const lines = await traceIn(database.client).linesOf(survey)
    expect(lines.map(({ hash }) => hash)).toStrictEqual([intention.hash])
    losing.client.destroy()
  })

  test('has one line of a put of which nobody knows, and which nobody could read back at first', async () => {
    const survey = newSurvey()
    const calls = documentCalls(withinGrants(database.client, 'organise'))
    const lost = new Set(['PutItem', 'GetItem'])
    const losing: TableCall = async (operation, input) => {
      const answer = await calls(operation, input)
      if (lost.delete(operation)) throw Object.assign(new Error('the reply was lost'), { name: 'TimeoutError' })
      return answer
    }
    const { hash } = await traceOf(recordsOf(losing, testTables)).intend(survey, somebody())
    expect(lost.size).toBe(0)
    expect((await traceIn(database.client).linesOf(survey)).map(line => line.hash)).toStrictEqual([hash])
  })

  test.each([0, 1, 2])('has one line of a put that lands late, with %i lines of others before', async others => {
    const survey = newSurvey()
    const calls = documentCalls(withinGrants(database.client, 'organise'))
    let late: (() => Promise<unknown>) | null = null
    let puts = 0
    const slow: TableCall = async (operation, input) => {
      // Nobody can read back what has become of it; it lands before the head is read again.
      if (operation === 'Query' && late) {
        const landing = late
        late = null
        await landing()
      }
      if (operation === 'PutItem' && (puts += 1) === 1) {
        late = () => calls(operation, input)
        throw Object.assign(new Error('the reply was lost'), { name: 'TimeoutError' })
      }
      return calls(operation, input)
    }
    for (let index = 0; index < others; index += 1) await traceIn(database.client).intend(survey, somebody())
    const { number, hash } = await traceOf(recordsOf(slow, testTables)).intend(survey, somebody('odd@example.com'))
    const lines = await traceIn(database.client).linesOf(survey)
    expect(lines.map(line => line.number)).toStrictEqual(Array.from({ length: others + 1 }, (_, index) => index + 1))
    expect(lines.at(-1)).toMatchObject({ number, hash })
    expect(chainProblems(survey, lines)).toStrictEqual([])
  })

  test('is whole wherever a writer is cut off, and takes the next', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let calls = 0; ; calls += 1) {
        const survey = newSurvey()
        const cutting = cutOff(database.client, calls, when)
        await traceIn(cutting.client)
          .intend(survey, somebody())
          .catch(() => undefined)
        const trace = traceIn(database.client)
        await trace.intend(survey, somebody('odd@example.com'))
        expect(chainProblems(survey, await trace.linesOf(survey))).toStrictEqual([])
        if (!cutting.cut()) break
      }
    }
  })

  test('goes on behind a line that somebody has spoilt, and shows it', async () => {
    const survey = newSurvey()
    const trace = traceIn(database.client)
    const { number } = await trace.intend(survey, somebody())
    const place = String(number).padStart(10, '0')
    await database.client.send(new PutCommand({ TableName: 'trace', Item: { chain: survey, place, by: 7 } }))
    const next = await trace.intend(survey, somebody())
    expect(next.number).toBe(2)
    expect(chainProblems(survey, await trace.linesOf(survey)).length).toBeGreaterThan(0)
  })

  test('tells what was intended in any chain, the latest first, and what became of it', async () => {
    const [survey, other] = [newSurvey(), newSurvey()]
    const trace = traceIn(database.client)
    const at = (hour: number) => `2027-01-01T0${hour}:00:00.000Z`
    const first = await trace.intend(survey, { ...somebody(), at: at(1) })
    await trace.intend(other, { ...somebody(), at: at(2) })
    const third = await trace.intend(restOfIt, { ...somebody(), at: at(3) })
    await trace.settle(restOfIt, third, 'refused', {}, at(3))
    await trace.settle(survey, first, 'done', { invited: 2 }, at(4))
    const one = await trace.latest({ limit: 2, after: null })
    expect(one.items.map(({ chain, settled }) => [chain, settled?.outcome])).toStrictEqual([
      [restOfIt, 'refused'],
      [other, undefined],
    ])
    const two = await trace.latest({ limit: 1, after: one.next })
    expect(two.items).toMatchObject([{ chain: survey, settled: { outcome: 'done', counts: { invited: 2 } } }])
  })

  test('a mark that was put is found, however often', async () => {
    const trace = traceIn(database.client)
    expect(await trace.hasMark('m')).toBe(false)
    await trace.putMark('m')
    await trace.putMark('m')
    expect(await trace.hasMark('m')).toBe(true)
  })
})

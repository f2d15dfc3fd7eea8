import type { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { otherFacilitator } from '../caller.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { idIn, items, organise, plantReview, trio } from './setup.ts'

const database = ownDatabase()
const call = (...request: Parameters<ReturnType<typeof organise>['call']>) => organise(database.client).call(...request)

const headers = { 'idempotency-key': 'pressed-twice-or-lost' }
const bodyOf = (reviewId: string, more: object = {}) => ({ kind: 'pre-meeting', reviewId, participants: trio, ...more })
const surveysOf = async (reviewId: string) =>
  (await items(database.client, 'surveys', 'survey')).filter(item => item['reviewId'] === reviewId)

describe('a survey that is asked for again with its key', () => {
  test('is the one that was made, and is answered in the same words', async () => {
    const { id } = await plantReview(database.client)
    const first = await call('POST /api/surveys', { body: bodyOf(id), headers })
    const again = await call('POST /api/surveys', { body: bodyOf(id), headers })
    expect([again.status, again.json]).toEqual([201, first.json])
    expect(await surveysOf(id)).toHaveLength(1)
  })

  test('is one where both come at once', async () => {
    const { id } = await plantReview(database.client)
    const both = await Promise.all([1, 2].map(() => call('POST /api/surveys', { body: bodyOf(id), headers })))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(both.map(({ json }) => idIn(json))).size).toBe(1)
    expect(await surveysOf(id)).toHaveLength(1)
    const asked = await items(database.client, 'people', `participants#${idIn(both[0]?.json)}`)
    expect(asked.flatMap(({ emails }) => emails)).toEqual(trio)
  })

  test('is the one that was made where the first overtakes it just before its claim', async () => {
    const { id } = await plantReview(database.client)
    const made: unknown[] = []
    const overtaken: typeof database.client = new Proxy(database.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: PutCommand) => {
              if (made.length === 0 && command.input.Item?.['pk'] === 'claim')
                made.push((await call('POST /api/surveys', { body: bodyOf(id), headers })).json)
              return target.send(command)
            }
          : Reflect.get(target, name, target),
    })
    const again = await organise(overtaken).call('POST /api/surveys', { body: bodyOf(id), headers })
    expect([again.status, again.json]).toEqual([201, made[0]])
    expect(await surveysOf(id)).toHaveLength(1)
  })

  test('with other words is another, which its review does not take', async () => {
    const { id } = await plantReview(database.client)
    const first = await call('POST /api/surveys', { body: bodyOf(id), headers })
    const participants = [...trio, 'dee@example.com']
    const other = await call('POST /api/surveys', { body: bodyOf(id, { participants }), headers })
    expect([other.code, Object(other.json).surveyId]).toEqual(['review_has_survey', idIn(first.json)])
    const asked = await items(database.client, 'people', `participants#${idIn(first.json)}`)
    expect(asked.flatMap(({ emails }) => emails)).toEqual(trio)
  })

  test('by somebody else is theirs alone', async () => {
    const { id } = await plantReview(database.client)
    await call('POST /api/surveys', { body: bodyOf(id), headers })
    expect((await call('POST /api/surveys', { body: bodyOf(id), headers, as: otherFacilitator })).code).toBe(
      'unknown_review',
    )
  })

  test('leaves its lines in the one chain of that survey', async () => {
    const { id } = await plantReview(database.client)
    const first = await call('POST /api/surveys', { body: bodyOf(id), headers })
    const chains = async () => new Set((await itemsOf(database.client, 'trace')).map(({ chain }) => chain))
    const before = await chains()
    await call('POST /api/surveys', { body: bodyOf(id), headers })
    expect(before).toContain(idIn(first.json))
    expect(await chains()).toEqual(before)
  })
})

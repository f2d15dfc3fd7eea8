import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { deleteAll, putAll } from '../../functions/aws/documents.ts'
import { reached } from '../../functions/aws/reached.ts'
import { itemsOf } from '../survey.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const partition = async (pk: string) =>
  (await itemsOf(database.client, 'people'))
    .filter(item => item['pk'] === pk)
    .toSorted((a, b) => Number(a['sk']) - Number(b['sk']))
const numbered = (pk: string, count: number, text = '') =>
  Array.from({ length: count }, (_, index) => ({ pk, sk: String(index).padStart(5, '0'), text }))

describe('many items', () => {
  test('are put and deleted completely', async () => {
    const items = numbered('many', 120, 'x'.repeat(20_000))
    await putAll(database.client, 'people', items)
    expect((await partition('many')).map(({ sk }) => sk)).toStrictEqual(items.map(({ sk }) => sk))
    const keys = items.slice(0, 70).map(({ pk, sk }) => ({ pk, sk }))
    await deleteAll(database.client, 'people', keys)
    await deleteAll(database.client, 'people', keys)
    expect(await partition('many')).toHaveLength(50)
  })

  test('send no request if there are none', async () => {
    await putAll(database.client, 'people', [])
    expect(await partition('none')).toStrictEqual([])
  })

  test('that were not processed are sent again', async () => {
    let batches = 0
    const unwilling = new Proxy(database.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: { input: { RequestItems: Record<string, unknown[]> } }) => {
              batches += 1
              const [last, ...rest] = command.input.RequestItems['people']?.toReversed() ?? []
              for (const request of batches > 3 ? [last, ...rest] : rest) {
                const { Item } = Reflect.get(Object(request), 'PutRequest')
                await target.send(new PutCommand({ TableName: 'people', Item }))
              }
              return batches > 3 ? {} : { UnprocessedItems: { people: [last] } }
            }
          : Reflect.get(target, name, target),
    })
    await putAll(unwilling, 'people', numbered('unwilling', 10))
    expect(await partition('unwilling')).toHaveLength(10)
    expect(batches).toBe(4)
  })
})

const serviceError = (name: string, fault: 'client' | 'server') =>
  new DynamoDBServiceException({ name, $fault: fault, $metadata: {}, message: 'about the table' })

describe('a call that fails', () => {
  test.each([
    ['throttled', serviceError('ThrottlingException', 'client')],
    ['over its capacity', serviceError('ProvisionedThroughputExceededException', 'client')],
    ['failing on the other side', serviceError('InternalServerError', 'server')],
    ['out of reach', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['timed out', Object.assign(new Error('slow'), { name: 'TimeoutError' })],
  ])('%s is to be tried again', async (_, error) => {
    await expect(reached(Promise.reject(error))).rejects.toMatchObject({ code: 'try_again' })
  })

  test('for any other reason is not a refusal', async () => {
    const error = serviceError('ValidationException', 'client')
    await expect(reached(Promise.reject(error))).rejects.toBe(error)
  })
})

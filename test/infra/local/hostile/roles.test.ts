import { expect, test } from 'vitest'
import type { LambdaName } from '../../../../functions/manifest.ts'
import type { Call } from '../../../../infra/local/hostile/asked.ts'
import { mayOf } from '../../../../infra/local/hostile/roles.ts'
import { statementsIn, synthesized } from '../../../../infra/local/hostile/template.ts'
import { invokeCall, mailCall, parameterCall, tableCall } from './calls.ts'

const may = mayOf(statementsIn(synthesized({}), 'murmur'))
const allows = (caller: LambdaName, { asked }: Call): boolean => asked.every(one => may(caller, one))

const key = (pk: string, sk = 'x') => ({ pk: { S: pk }, sk: { S: sk } })
const names = (...all: string[]) => Object.fromEntries(all.map((name, index) => [`#n${index}`, name]))
const query = (table: string, partition: string, value: string, more: object = {}) =>
  tableCall('Query', {
    TableName: table,
    KeyConditionExpression: '#n0 = :v0',
    ExpressionAttributeNames: names(partition),
    ExpressionAttributeValues: { ':v0': { S: value } },
    ...more,
  })

test('a role reads the partitions that it is granted, and no other of the same table', () => {
  const get = (pk: string) => tableCall('GetItem', { TableName: 'surveys', Key: key(pk) })
  expect(allows('mailer', get('survey'))).toBe(true)
  expect(allows('mailer', get('list#srv'))).toBe(false)
  expect(allows('ballots', query('surveys', 'pk', 'list#srv'))).toBe(true)
  expect(allows('ballots', query('surveys', 'pk', 'survey'))).toBe(false)
})

test('an index is granted by itself, and one of a table is none of another', () => {
  expect(allows('mailer', query('people', 'queue', 'waiting', { IndexName: 'queue' }))).toBe(true)
  expect(allows('organise', query('people', 'queue', 'waiting', { IndexName: 'queue' }))).toBe(false)
  expect(allows('organise', query('learning', 'kind', 'review', { IndexName: 'kind' }))).toBe(true)
  expect(allows('organise', query('learning', 'kind', 'incident', { IndexName: 'kind' }))).toBe(false)
})

test('a role that may only count sees no item, and one that may list some attributes sees no other', () => {
  expect(allows('clock', query('slots', 'surveyId', 'srv', { Select: 'COUNT' }))).toBe(true)
  expect(allows('clock', query('slots', 'surveyId', 'srv'))).toBe(false)
  const listed = (...attributes: string[]) =>
    query('slots', 'surveyId', 'srv', {
      Select: 'SPECIFIC_ATTRIBUTES',
      ProjectionExpression: attributes.map((_, index) => `#n${index + 1}`).join(', '),
      ExpressionAttributeNames: names('surveyId', ...attributes),
    })
  expect(allows('harvest', listed('surveyId', 'slot'))).toBe(true)
  expect(allows('harvest', listed('surveyId', 'slot', 'issued'))).toBe(false)
})

test('a write that gives back what it replaced is refused to a role that may not read it', () => {
  const put = (more: object) =>
    tableCall('PutItem', { TableName: 'ballots', Item: { surveyId: { S: 'srv' }, serial: { S: 's' } }, ...more })
  expect(allows('ballots', put({}))).toBe(true)
  expect(allows('ballots', put({ ReturnValues: 'ALL_OLD' }))).toBe(false)
})

test('a batch is granted where any item may be put and deleted', () => {
  const batch = (table: string, item: object) =>
    tableCall('BatchWriteItem', { RequestItems: { [table]: [{ PutRequest: { Item: item } }] } })
  expect(allows('organise', batch('people', key('person')))).toBe(true)
  expect(allows('clock', batch('people', key('person')))).toBe(false)
  expect(allows('learning', batch('trace', { chain: { S: 'rest' }, place: { S: '1' } }))).toBe(false)
})

test('a role reads keys of its own class alone, by their whole name, and overwrites none; the clock alone lists them', () => {
  const name = (keyClass: string) => `/murmur/${keyClass}/key_aaaaaaaaaaaaaaaa`
  const get = (path: string) => parameterCall('GetParameter', { Name: path })
  expect(allows('mailer', get(name('link')))).toBe(true)
  expect(allows('mailer', get(name('sign')))).toBe(false)
  expect(allows('mailer', get('/murmur/link/key_aaaaaaaaaaaaaaaa/below'))).toBe(false)
  expect(allows('clock', get(name('link')))).toBe(false)
  expect(allows('clock', parameterCall('DescribeParameters', {}))).toBe(true)
  expect(allows('mailer', parameterCall('DescribeParameters', {}))).toBe(false)
  expect(allows('passes', parameterCall('GetParameters', { Names: [name('sign'), name('seal')] }))).toBe(false)
  expect(allows('clock', parameterCall('PutParameter', { Name: name('seal'), Overwrite: false }))).toBe(true)
  expect(allows('clock', parameterCall('PutParameter', { Name: name('seal'), Overwrite: true }))).toBe(false)
})

test('mail goes out under the sender of the settings, by the mailer alone', () => {
  expect(allows('mailer', mailCall('Robin <murmur@example.com>', 'murmur'))).toBe(true)
  expect(allows('mailer', mailCall('Robin <boss@example.com>', 'murmur'))).toBe(false)
  expect(allows('mailer', mailCall('murmur@example.com', 'another'))).toBe(false)
  expect(allows('clock', mailCall('murmur@example.com', 'murmur'))).toBe(false)
})

test('only the clock starts the harvest, and nothing else', () => {
  expect(allows('clock', invokeCall('harvest'))).toBe(true)
  expect(allows('clock', invokeCall('mailer'))).toBe(false)
  expect(allows('organise', invokeCall('harvest'))).toBe(false)
})

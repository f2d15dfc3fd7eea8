import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { recoveryBy } from '../../../infra/commands/recovery.ts'
import { restoredName } from '../../../infra/commands/restore.ts'

const missing = new ResourceNotFoundException({ $metadata: {}, message: 'x' })

/** Answers each kind of command with what is given for it, or throws it. */
const client = (answers: (command: unknown) => unknown) => {
  const sent: unknown[] = []
  const send = async (command: unknown): Promise<unknown> => {
    sent.push(command)
    const answer = answers(command)
    if (answer instanceof Error) throw answer
    return answer
  }
  return { sent, send: send as DynamoDBClient['send'] }
}

test('a table is restored once, and used when it and its indexes are active', async () => {
  const at = '2026-12-01T09:00:00.000Z'
  const fresh = client(command => (command instanceof DescribeTableCommand ? missing : {}))
  expect(await recoveryBy(fresh).restore('people', 'later', at)).toBe(false)
  const begun = fresh.sent.find(command => command instanceof RestoreTableToPointInTimeCommand)
  expect(begun?.input).toMatchObject({
    SourceTableName: 'people',
    TargetTableName: 'later',
    RestoreDateTime: new Date(at),
  })

  const found = (table: string, index: string) =>
    client(() => ({ Table: { TableStatus: table, GlobalSecondaryIndexes: [{ IndexStatus: index }] } }))
  for (const [table, index, isReady] of [
    ['CREATING', 'CREATING', false],
    ['ACTIVE', 'CREATING', false],
    ['ACTIVE', 'ACTIVE', true],
  ] as const) {
    const there = found(table, index)
    expect(await recoveryBy(there).restore('people', 'later', at)).toBe(isReady)
    expect(there.sent).toHaveLength(1)
  }
})

test('recovery, time-to-live and protection are switched on, however often it is asked for', async () => {
  const twice = client(command =>
    command instanceof UpdateTimeToLiveCommand ? new Error('TimeToLive is already enabled') : {},
  )
  await recoveryBy(twice).complete('people', 'later')
  expect(twice.sent.map(command => (command as object).constructor)).toEqual([
    UpdateContinuousBackupsCommand,
    UpdateTimeToLiveCommand,
    UpdateTableCommand,
  ])
  const refused = client(command => (command instanceof UpdateTableCommand ? new Error('no right') : {}))
  await expect(recoveryBy(refused).complete('trace', 'later')).rejects.toThrow('no right')
  expect(refused.sent.some(command => command instanceof UpdateTimeToLiveCommand)).toBe(false)
})

test('a run with the same time finds the tables of the one before, by a name that DynamoDB takes', () => {
  const name = restoredName('Murmur-staging', 'people', '2026-12-01T09:00:00.000Z')
  expect(name).toBe('Murmur-staging-people-20261201T090000000Z')
  expect(name).toMatch(/^[\w.-]{3,255}$/)
})

import { expect, test } from 'vitest'
import { confirm } from '../../../infra/commands/confirm.ts'
import { destroying, isProven } from '../../../infra/commands/retire.ts'

test('nothing is ended before the stack is named, on the command line or when asked', async () => {
  await expect(confirm('It ends.', 'Murmur-staging', undefined, null)).rejects.toThrow('--confirm Murmur-staging')
  await expect(confirm('It ends.', 'Murmur-staging', 'Murmur', null)).rejects.toThrow('Murmur is not Murmur-staging')
  await expect(confirm('It ends.', 'Murmur', undefined, async () => 'yes')).rejects.toThrow('yes is not Murmur')
  await expect(confirm('It ends.', 'Murmur', undefined, async () => 'Murmur\n')).resolves.toBeUndefined()
  await expect(confirm('It ends.', 'Murmur', 'Murmur', null)).resolves.toBeUndefined()
})

test('one thing left is no proof', () => {
  const nothing = { keys: 0, slots: 0, ballots: 0, live: 0, sealedRows: 0, unended: 0 }
  expect(isProven(nothing)).toBe(true)
  for (const name of Object.keys(nothing)) expect(isProven({ ...nothing, [name]: 1 })).toBe(false)
})

test('what is to be run at last names the stage, without which the stack is not found', () => {
  expect(destroying('Murmur', undefined)).toBe('npx cdk destroy Murmur')
  expect(destroying('Murmur-staging', 'staging')).toBe('MURMUR_STAGE=staging npx cdk destroy Murmur-staging')
})

/** What the account's log of key use can tell: each call names the keys that it asks for, and when. */
import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { keyId, surveyIdSchema } from '../../functions/domain/ids.ts'
import { keysReadTogether, signKeysOf, type SignKeyStore } from '../../functions/passes/keys.ts'
import { passStore } from '../../functions/passes/store.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { openSurveyWith } from '../participation.ts'
import { emptyTables, putSurvey } from '../survey.ts'
import { switchedOff } from '../attacks/switched-off.ts'

const database = ownDatabase()

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const idOf = (index: number) =>
  keyId(Uint8Array.from({ length: 16 }, (_, at) => (at < 2 ? Math.floor(index / 25 ** at) % 25 : 7)))

interface Seen {
  readonly operation: string
  readonly names: readonly string[]
}

/** `count` keys of open surveys, of one survey each, and the calls that a process makes for them. */
const process = (ids: readonly string[], make: typeof signKeysOf = signKeysOf) => {
  const values = new Map(ids.map(id => [`/murmur/sign/${id}`, pem]))
  const { call } = testParameters(values)
  const seen: Seen[] = []
  let listed = 0
  const store: SignKeyStore = {
    ...passStore({
      ...testTables,
      keyPrefix: '/murmur',
      tables: () => Promise.reject(new Error('no table is asked')),
      parameters: (operation, input) => {
        const names = 'Names' in input && Array.isArray(input.Names) ? input.Names.map(String) : []
        seen.push({ operation, names: 'Name' in input ? [String(input.Name)] : names })
        return call(operation, input)
      },
    }),
    listSignKeys: async () => {
      listed += 1
      return [...values.keys()].map(name => name.split('/').at(-1) ?? '')
    },
  }
  return { keyOf: make(store), seen, values, listings: () => listed }
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => idOf(index))
const named = (seen: readonly Seen[]) => seen.flatMap(({ names }) => names).toSorted()

describe('a starting process', () => {
  test('named the survey in which somebody answers, while it read the one key that it needed', async () => {
    const before = await switchedOff<{ signKeysOf: typeof signKeysOf }>('functions/passes/keys.ts', {
      file: 'functions/passes/keys.ts',
      text: 'open.size > keysReadTogether ?',
      instead: 'true ?',
    })
    const one = process(ids(12), before.signKeysOf)
    await one.keyOf(idOf(3))
    expect(one.seen).toEqual([{ operation: 'GetParameter', names: [`/murmur/sign/${idOf(3)}`] }])
  })

  test.each([1, 9, 10, 11, 12, 50])('of %i keys asks for all, ten a call, whichever is needed', async count => {
    const calls = await Promise.all(
      [0, count - 1].map(async needed => {
        const one = process(ids(count))
        expect(await one.keyOf(idOf(needed))).not.toBeNull()
        return one.seen
      }),
    )
    const [first = [], last] = calls
    expect(last).toEqual(first)
    expect(first.map(({ operation }) => operation)).toEqual(Array(Math.ceil(count / 10)).fill('GetParameters'))
    expect(Math.max(...first.map(({ names }) => names.length))).toBeLessThanOrEqual(10)
    expect(named(first)).toEqual(
      ids(count)
        .map(id => `/murmur/sign/${id}`)
        .toSorted(),
    )
  })

  test('asks for nothing more, however many answer', async () => {
    const one = process(ids(12))
    for (const id of [...ids(12), ...ids(12)]) expect(await one.keyOf(id)).not.toBeNull()
    expect(one.seen.length).toBe(2)
    expect(one.listings()).toBe(1)
  })

  test('of more than fifty keys asks for the one it needs alone, once', async () => {
    expect(keysReadTogether).toBe(50)
    const one = process(ids(51))
    for (const needed of [4, 4, 5]) expect(await one.keyOf(idOf(needed))).not.toBeNull()
    expect(one.seen).toEqual(
      [4, 5].map(index => ({ operation: 'GetParameter', names: [`/murmur/sign/${idOf(index)}`] })),
    )
  })
})

test('a survey that opens later has all keys read again, not its own', async () => {
  const one = process(ids(3))
  await one.keyOf(idOf(0))
  one.values.set(`/murmur/sign/${idOf(9)}`, pem)
  expect(await one.keyOf(idOf(9))).not.toBeNull()
  expect(one.seen.map(({ names }) => names.length)).toEqual([3, 4])
})

test('a key that is gone gives none, and takes none of the others along', async () => {
  const one = process(ids(3))
  one.values.delete(`/murmur/sign/${idOf(1)}`)
  expect(await one.keyOf(idOf(1))).toBeNull()
  expect(await one.keyOf(idOf(0))).not.toBeNull()
})

describe('the list of keys', () => {
  beforeEach(() => emptyTables(database.client, 'surveys'))

  test('holds those of open surveys, within what the role may read', async () => {
    const open = await openSurveyWith(database.client, 0)
    const keys = Object.values(open.survey.keys?.sign ?? {})
    expect(keys.length).toBeGreaterThan(0)
    const closed = {
      ...open.survey,
      surveyId: surveyIdSchema.parse(`srv_${'c'.repeat(16)}`),
      status: 'closed' as const,
    }
    await putSurvey(database.client, closed)
    const store = passStore({
      ...testTables,
      keyPrefix: '/murmur',
      tables: documentCalls(withinGrants(database.client, 'passes')),
      parameters: testParameters().call,
    })
    expect(await store.listSignKeys()).toEqual(keys)
  })
})

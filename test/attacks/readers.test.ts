/**
 * A reader under another name (privacy-5): a second facilitator is given the name of the first, so that whoever is asked
 * sees one name twice and cannot tell that somebody else reads as well.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { clockStore } from '../../functions/clock/store.ts'
import { pageNamesSchema } from '../../functions/domain/ballot/ballot.ts'
import { mailSchema } from '../../functions/domain/mail/mail.ts'
import { toldReader } from '../../functions/domain/people/reader.ts'
import { openNames } from '../../functions/protocol/names.ts'
import { cohortSecret, namesKey } from '../../functions/protocol/token.ts'
import { noon } from '../caller.ts'
import { idIn, organise, plantReview, row, trio } from '../organise/setup.ts'
import { clockOnce } from './clock.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
const parameters = new Map<string, string>()

const onRoster = (email: string, name: string) => {
  const person = { email, name, group: '', seniority: null, zone: 'UTC', language: 'en', unsubscribeId: 'u' }
  return database.client.send(new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: email, ...person } }))
}

const asGiven = [
  { email: 'fay@example.com', name: 'Robin Facilitator' },
  { email: 'odd@example.com', name: 'Robin Facilitator' },
  { email: 'stranger@example.com', name: 'Robin Facilitator' },
]

const emptied = async () => {
  await emptyTables(database.client, 'people', 'surveys')
  await onRoster('fay@example.com', 'Robin Facilitator')
  await onRoster('odd@example.com', 'Sasha Facilitator')
}
beforeEach(emptied)

/** What whoever holds a link, and whoever reads their mail, is told of readers. */
const told = async (storeOf = clockStore) => {
  const review = await plantReview(database.client, { facilitators: asGiven })
  const body = { kind: 'pre-meeting', reviewId: review.id, participants: [...trio, 'dan@example.com'] }
  const survey = idIn((await organise(database.client).call('POST /api/surveys', { body })).json)
  await clockOnce(database.client, noon, parameters, { storeOf })
  const opened = await row(database.client, survey)
  const link = Buffer.from(parameters.get(`/murmur/link/${opened.keys?.link}`) ?? '', 'base64url')
  const bytes = Buffer.from(opened.pageNames ?? '', 'base64url')
  const secret = Buffer.from(cohortSecret(link, survey, 'all'), 'base64url')
  const raw = Buffer.from(namesKey(secret, survey), 'base64url')
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, key, bytes.subarray(12))
  const page = pageNamesSchema.parse(JSON.parse(new TextDecoder().decode(plain)))
  const mails = (await itemsOf(database.client, 'people')).filter(({ pk }) => pk === `mail#${survey}`)
  return { opened, page, mails: mails.map(item => mailSchema.parse(item)) }
}

const right = [
  'Robin Facilitator (fay@example.com)',
  'Sasha Facilitator (odd@example.com)',
  // Nobody knows who that is: the address says no more than it is.
  'stranger@example.com',
]

test('each reader is told by the address that opens it and the roster’s name, on the page and in every mail', async () => {
  // Switched off: the names as they were sent tell of one reader.
  const store = 'functions/clock/store.ts'
  const { clockStore: unprotected } = await switchedOff<{ clockStore: typeof clockStore }>(
    store,
    { file: store, text: 'async ({ email }) => {', instead: 'async ({ email, name: given }) => {' },
    { file: store, text: 'told: toldReader(email, name)', instead: 'told: given' },
  )
  expect(new Set((await told(unprotected)).page.readers)).toEqual(new Set(['Robin Facilitator']))
  await emptied()
  const { page, mails } = await told()
  expect(page.readers).toStrictEqual(right)
  expect(mails.length).toBeGreaterThan(0)
  for (const { asker } of mails) expect(asker?.readers).toStrictEqual(right)
  // Nor does the name that was sent stand among those asked.
  expect(page.people.filter(({ name }) => name === 'Robin Facilitator').map(({ email }) => email)).toStrictEqual([
    'fay@example.com',
  ])
})

test('whatever they were called is taken out of what is filed', async () => {
  const { opened } = await told()
  const sealKey = parameters.get(`/murmur/seal/${opened.keys?.seal}`) ?? ''
  const names = await openNames(sealKey, opened.surveyId, opened.sealedNames[0] ?? '')
  expect(names).toContainEqual({ name: 'Sasha Facilitator', email: 'odd@example.com' })
  expect(names).toContainEqual({ name: 'Robin Facilitator', email: 'stranger@example.com' })
})

test('a reader without a name on the roster is told by address alone', () => {
  expect(toldReader('a@example.com', '')).toBe('a@example.com')
  expect(toldReader('a@example.com', '  ')).toBe('a@example.com')
})

import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { runIdSchema } from '../../functions/domain/ids.ts'
import { type Invitation, invitationSchema } from '../../functions/domain/people/invitation.ts'
import { invitationIdOf } from '../../functions/protocol/token.ts'
import { holdAt } from '../dynamodb.ts'
import { hours, idIn, invitation, items, organise, plantReview, row, saveReview, setRow, trio } from './setup.ts'
import { openNames } from '../../functions/protocol/names.ts'
import { makeSealKey } from '../../functions/protocol/seal.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const run = runIdSchema.parse(`run_${'r'.repeat(16)}`)

const scheduled = async () => {
  const { call } = organise(database.client)
  const review = await plantReview(database.client)
  const answer = await call('POST /api/surveys', {
    body: { kind: 'pre-meeting', reviewId: review.id, participants: trio },
  })
  return { call, review, surveyId: idIn(answer.json), add: `POST /api/surveys/${idIn(answer.json)}/participants` }
}

/** As `clock` leaves it: the three people frozen in one chunk. */
const sealKeys = await makeSealKey()

const open = async () => {
  const made = await scheduled()
  const people = trio.map(email => invitation(made.surveyId, email))
  const pk = `invitation#${made.surveyId}`
  await database.client.send(new PutCommand({ TableName: 'people', Item: { pk, sk: `${run}#0000`, people } }))
  await setRow(database.client, made.surveyId, {
    status: 'open',
    roster: { run, chunks: 1 },
    sealKey: sealKeys.publicKey,
  })
  return made
}

const invitedTo = async (surveyId: string): Promise<Invitation[]> => {
  const committed = (await row(database.client, surveyId)).addedChunks.map(id => `added#${id}`)
  const chunks = await items(database.client, 'people', `invitation#${surveyId}`)
  return chunks
    .filter(({ sk }) => sk === `${run}#0000` || committed.includes(String(sk)))
    .flatMap(({ people }) => invitationSchema.array().parse(people))
}

const body = (...participants: unknown[]) => ({ body: { participants } })

describe('adding participants before the opening', () => {
  test('adds a forgotten person after those asked for, on the roster too', async () => {
    const { call, surveyId, add } = await scheduled()
    const { status, json } = await call(add, body('dan@example.com', 'ann@example.com', 'DAN@example.com'))
    expect([status, json]).toStrictEqual([200, { invited: 4, added: 1 }])
    expect((await row(database.client, surveyId)).invited).toBe(4)
    const asked = await items(database.client, 'people', `participants#${surveyId}`)
    expect(asked.map(({ emails }) => emails)).toStrictEqual([trio, ['dan@example.com']])
    const roster = await items(database.client, 'people', 'person')
    expect(roster.map(({ sk }) => sk)).toContain('dan@example.com')
  })

  test('by several facilitators at once loses nobody', async () => {
    const { call, surveyId, add } = await scheduled()
    const answers = await Promise.all(['d', 'e', 'f'].map(name => call(add, body(`${name}@example.com`))))
    expect(answers.map(({ status }) => status)).toStrictEqual([200, 200, 200])
    const asked = await items(database.client, 'people', `participants#${surveyId}`)
    expect(asked.flatMap(({ emails }) => emails)).toHaveLength(6)
    expect((await row(database.client, surveyId)).invited).toBe(6)
  })

  test('recomputes a count that somebody else has overtaken', async () => {
    const { call, surveyId, add } = await scheduled()
    const slow = holdAt(database.client, command => command instanceof UpdateCommand)
    const first = organise(slow.client).call(add, body('dan@example.com'))
    await slow.reached
    expect((await call(add, body('eve@example.com', 'fin@example.com'))).json).toStrictEqual({ invited: 6, added: 2 })
    slow.release()
    expect((await first).json).toStrictEqual({ invited: 6, added: 1 })
    expect((await row(database.client, surveyId)).invited).toBe(6)
  })

  test('of a person during the freezing of the list does not claim that they are invited', async () => {
    const { surveyId, add } = await scheduled()
    const slow = holdAt(database.client, command => command instanceof UpdateCommand)
    const first = organise(slow.client).call(add, body('dan@example.com'))
    await slow.reached
    await setRow(database.client, surveyId, { status: 'opening', invited: 3 })
    slow.release()
    expect((await first).code).toBe('try_again')
  })

  test('during the minute of freezing adds nobody by half', async () => {
    const { call, surveyId, add } = await scheduled()
    await setRow(database.client, surveyId, { status: 'opening' })
    const answer = await call(add, body('dan@example.com'))
    expect([answer.status, answer.code]).toStrictEqual([503, 'try_again'])
    expect(await items(database.client, 'people', `participants#${surveyId}`)).toHaveLength(1)
  })
})

describe('adding participants while the survey is open', () => {
  test('invites a forgotten person like the others', async () => {
    const { call, surveyId, add } = await open()
    const answer = await call(
      add,
      body({ email: 'Gil@example.com', name: 'Gil', zone: 'Asia/Tokyo' }, 'ann@example.com'),
    )
    expect(answer.json).toStrictEqual({ invited: 4, added: 1 })
    const gil = (await invitedTo(surveyId)).find(({ email }) => email === 'gil@example.com')
    expect(gil).toMatchObject({
      invitationId: invitationIdOf(surveyId, 'gil@example.com'),
      name: 'Gil',
      zone: 'Asia/Tokyo',
      cohort: 'all',
    })
    const roster = await items(database.client, 'people', 'person')
    expect(roster.find(({ sk }) => sk === 'gil@example.com')).toMatchObject({ unsubscribeId: gil?.unsubscribeId })
  })

  test('seals their names for the harvest like everybody’s, and puts them nowhere on the bulletin', async () => {
    const { call, surveyId, add } = await open()
    await call(add, body({ email: 'late@example.com', name: 'Late Arrival' }))
    const { Item } = await database.client.send(
      new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }),
    )
    expect(JSON.stringify(Item)).not.toMatch(/late@|Arrival/)
    const sealed: string[] = Item?.['sealedNames'] ?? []
    expect(await openNames(sealKeys.privateKey, surveyId, sealed.at(-1) ?? '')).toEqual([
      { name: 'Late Arrival', email: 'late@example.com' },
    ])
  })

  test('of the same list again adds nobody', async () => {
    const { call, surveyId, add } = await open()
    await call(add, body('dan@example.com', 'eve@example.com'))
    expect((await call(add, body('dan@example.com', 'EVE@example.com'))).json).toStrictEqual({ invited: 5, added: 0 })
    expect(await invitedTo(surveyId)).toHaveLength(5)
  })

  test('by several facilitators at once invites each person once', async () => {
    const { call, surveyId, add } = await open()
    const lists = [
      ['d', 'e'],
      ['e', 'f'],
      ['f', 'd'],
    ]
    const answers = await Promise.all(lists.map(names => call(add, body(...names.map(name => `${name}@example.com`)))))
    expect(answers.map(({ status }) => status)).toStrictEqual([200, 200, 200])
    const emails = (await invitedTo(surveyId)).map(({ email }) => email)
    expect(emails.toSorted()).toStrictEqual([...new Set(emails)].toSorted())
    expect(emails).toHaveLength(6)
    expect((await row(database.client, surveyId)).invited).toBe(6)
  })

  test('of more than a hundred people at once is stored in several pieces', async () => {
    const { call, surveyId, add } = await open()
    const many = Array.from({ length: 250 }, (_, index) => `p${index}@example.com`)
    expect((await call(add, body(...many))).json).toStrictEqual({ invited: 253, added: 250 })
    expect((await row(database.client, surveyId)).addedChunks).toHaveLength(3)
    expect(await invitedTo(surveyId)).toHaveLength(253)
  })
})

describe('adding participants is refused', () => {
  test('from the close on, after a cancellation, and if the review is cancelled', async () => {
    const { call, review, surveyId, add } = await open()
    const late = await call(add, { ...body('dan@example.com'), at: hours(47) })
    expect([late.status, late.code]).toStrictEqual([410, 'survey_closed'])
    await saveReview(database.client, { ...review, status: 'cancelled', version: 2 })
    expect((await call(add, body('dan@example.com'))).code).toBe('review_cancelled')
    await setRow(database.client, surveyId, { status: 'cancelled' })
    expect((await call(add, body('dan@example.com'))).code).toBe('survey_cancelled')
    await setRow(database.client, surveyId, { status: 'harvested' })
    expect((await call(add, body('dan@example.com'))).code).toBe('survey_closed')
  })

  test('without anybody, without an address, with an invalid one', async () => {
    const { call, add } = await open()
    expect((await call(add, body())).code).toBe('invalid_body')
    expect((await call(add, body({ name: 'Dan' }))).code).toBe('address_missing')
    expect((await call(add, body('dan'))).code).toBe('invalid_body')
    expect((await call(add, { body: '{' })).code).toBe('invalid_body')
    expect((await call(add, { body: `"${'x'.repeat(300_001)}"` })).code).toBe('body_too_large')
  })
})

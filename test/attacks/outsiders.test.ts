/**
 * People made up: whoever invites adds mailboxes of their own beside one colleague, answers for all of them, and reads
 * the colleague's words as the only ones that are somebody else's.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { facilitator, keeper, noon, otherFacilitator } from '../caller.ts'
import { idIn, items, organise, plantReview, row } from '../organise/setup.ts'
import { clockOnce } from './clock.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables } from '../survey.ts'

const database = ownDatabase()
const allowed = ['corp.example']
const world = (domains: readonly string[] = allowed) => organise(database.client, undefined, domains).call

const madeUp = ['one@elsewhere.example', 'two@elsewhere.example', 'three@elsewhere.example']
const colleagues = ['victim@corp.example', 'bo@corp.example', 'cy@corp.example']

const schedule = async (participants: readonly unknown[], domains?: readonly string[]) => {
  const review = await plantReview(database.client)
  const body = { kind: 'pre-meeting', reviewId: review.id, participants }
  return world(domains)('POST /api/surveys', { body })
}

beforeEach(async () => {
  await emptyTables(database.client, 'people', 'surveys', 'slots')
  const body = colleagues.map(email => ({ email, group: 'Payments' }))
  await world()('PUT /api/people', { as: keeper, body })
})

const rosterOf = async () => (await items(database.client, 'people', 'person')).map(({ sk, addedBy }) => [sk, addedBy])

describe('mailboxes of one’s own', () => {
  test('beside one colleague are refused, each by name, and nobody is added', async () => {
    // Switched off: with every domain allowed the survey is made of one colleague and three made-up people.
    const open = await schedule(['victim@corp.example', ...madeUp], ['elsewhere.example'])
    expect(open.status).toBe(201)
    await emptyTables(database.client, 'people')
    await world()('PUT /api/people', { as: keeper, body: colleagues.map(email => ({ email })) })

    const refused = await schedule(['victim@corp.example', ...madeUp])
    expect([refused.status, refused.code]).toStrictEqual([409, 'not_on_roster'])
    expect(refused.json).toMatchObject({ addresses: madeUp, detail: expect.stringContaining(madeUp.join(', ')) })
    expect(await rosterOf()).toHaveLength(3)
  })

  test('come no other way: later, before the opening or after it, nor in the place of somebody', async () => {
    const survey = idIn((await schedule(colleagues)).json)
    const call = world()
    const add = () => call(`POST /api/surveys/${survey}/participants`, { body: { participants: madeUp } })
    expect((await add()).code).toBe('not_on_roster')
    await clockOnce(database.client, noon)
    expect((await row(database.client, survey)).status).toBe('open')
    expect((await add()).code).toBe('not_on_roster')
    const bounced = { pk: 'stop', sk: 'bo@corp.example', reason: 'bounced', at: noon }
    await database.client.send(new PutCommand({ TableName: 'people', Item: bounced }))
    const correct = { body: { from: 'bo@corp.example', to: madeUp[0] } }
    expect((await call(`POST /api/surveys/${survey}/delivery/correct`, correct)).code).toBe('not_on_roster')
    expect(await rosterOf()).toHaveLength(3)
    expect((await row(database.client, survey)).invited).toBe(3)
  })

  test('are told of to nobody who does not lead the review', async () => {
    const survey = idIn((await schedule(colleagues)).json)
    const foreign = { as: otherFacilitator, body: { participants: madeUp } }
    expect((await world()(`POST /api/surveys/${survey}/participants`, foreign)).code).toBe('unknown_survey')
  })

  test('while no domain is allowed, only the roster is invited', async () => {
    expect((await schedule([...colleagues, 'new@corp.example'], [])).code).toBe('not_on_roster')
    expect((await schedule(colleagues, [])).status).toBe(201)
    await emptyTables(database.client, 'people')
    expect((await schedule(colleagues, [])).code).toBe('not_on_roster')
  })
})

describe('somebody from an allowed domain', () => {
  test('stands on the roster afterwards, marked with whoever invited them', async () => {
    expect((await schedule([...colleagues, 'new@corp.example'])).status).toBe(201)
    expect(await rosterOf()).toStrictEqual([
      ['bo@corp.example', undefined],
      ['cy@corp.example', undefined],
      ['new@corp.example', facilitator.email],
      ['victim@corp.example', undefined],
    ])
    const shown = (await world()('GET /api/people')).json
    expect(shown).toContainEqual(expect.objectContaining({ email: 'new@corp.example', addedBy: facilitator.email }))
    // A keeper who changes the row does not unmark it.
    await world()('PUT /api/people', { as: keeper, body: [{ email: 'new@corp.example', name: 'New' }] })
    expect(await rosterOf()).toContainEqual(['new@corp.example', facilitator.email])
  })

  test('comes into no group by it, whatever is sent, and in nobody’s place takes their name or group', async () => {
    const sent = { email: 'new@corp.example', name: 'New', group: 'Payments', seniority: 'lead' }
    const survey = idIn((await schedule([...colleagues, sent])).json)
    const later = { ...sent, email: 'late@corp.example' }
    await world()(`POST /api/surveys/${survey}/participants`, { body: { participants: [later] } })
    await world()('PUT /api/people', { as: keeper, body: [{ email: 'bo@corp.example', name: 'Bo Roe' }] })
    await clockOnce(database.client, noon)
    const bounced = { pk: 'stop', sk: 'bo@corp.example', reason: 'bounced', at: noon }
    await database.client.send(new PutCommand({ TableName: 'people', Item: bounced }))
    const body = { from: 'bo@corp.example', to: 'mine@corp.example' }
    expect((await world()(`POST /api/surveys/${survey}/delivery/correct`, { body })).status).toBe(200)
    const rows = await items(database.client, 'people', 'person')
    const of = (address: string) => rows.find(({ sk }) => sk === address)
    for (const address of ['new', 'late'])
      expect(of(`${address}@corp.example`)).toMatchObject({ name: 'New', group: '', seniority: null })
    expect(of('mine@corp.example')).toMatchObject({ name: '', group: '', seniority: null })
  })

  test('marks cannot be sent along', async () => {
    const forged = { email: 'new@corp.example', addedBy: 'somebody@corp.example' }
    expect((await schedule([...colleagues, forged])).code).toBe('invalid_body')
    expect(JSON.stringify(await rosterOf())).not.toMatch(/new@corp|somebody@corp/)
  })

  test('an empty roster is begun with pasted addresses', async () => {
    await emptyTables(database.client, 'people')
    expect((await schedule(colleagues)).status).toBe(201)
    expect((await rosterOf()).every(([, by]) => by === facilitator.email)).toBe(true)
  })

  test('a row of an older roster, without a mark, is read', async () => {
    const Item = { pk: 'person', sk: 'old@corp.example', email: 'old@corp.example', name: '', group: '' }
    const rest = { seniority: null, zone: 'UTC', language: 'en', unsubscribeId: 'u' }
    await database.client.send(new PutCommand({ TableName: 'people', Item: { ...Item, ...rest } }))
    expect((await schedule([...colleagues, 'old@corp.example'], [])).status).toBe(201)
  })
})

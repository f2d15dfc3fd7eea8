import { beforeEach, describe, expect, test } from 'vitest'
import { publicRepliesSchema, replySchema } from '../../../functions/domain/reply/reply.ts'
import { director, facilitator, otherFacilitator, outsider } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'
import { emptyTables } from '../../survey.ts'
import { agreeOn, learning } from '../setup.ts'

const database = ownDatabase()
beforeEach(() => emptyTables(database.client, 'learning', 'trace'))

const at = '2026-11-24T12:00:00.000Z'
const said = {
  heard: 'Whoever breaks something is alone until the morning.',
  heardIn: 'pulse',
  done: 'A second person is on call at night.',
  state: 'done',
}
const call = (path: string, options: object = {}) =>
  learning(database.client).call(path, { at, as: director, ...options })
const answer = async (body: object = {}, quarter = '2026-Q3') =>
  replySchema.parse((await call(`POST /api/quarters/${quarter}/replies`, { body: { ...said, ...body } })).json)
const everybody = async () => publicRepliesSchema.parse((await call('GET /api/you-said', { as: null })).json)
const path = ({ quarter, id }: { quarter: string; id: string }): string => `/api/quarters/${quarter}/replies/${id}`

describe('an answer of leadership', () => {
  test('is read by everybody without a sign-in, the latest quarter first, with role alone where no name is known', async () => {
    expect(await everybody()).toStrictEqual([])
    await answer({ heard: 'The older' }, '2026-Q2')
    await call('POST /api/quarters/2026-Q3/replies', { as: { ...director, name: '' }, body: said })
    expect(await everybody()).toMatchObject([
      { quarter: '2026-Q3', replies: [{ ...said, name: '', lesson: null }] },
      { quarter: '2026-Q2', replies: [{ heard: 'The older', name: director.name }] },
    ])
    expect(JSON.stringify(await everybody())).not.toContain(director.email)
  })

  test('stands in a quarter of the organisation’s own calendar, where it has one', async () => {
    await answer()
    const calendar = { zone: 'Europe/Berlin', yearStartsIn: 2 }
    const { json } = await learning(database.client, calendar).call('GET /api/you-said', { as: null })
    expect(json).toMatchObject([{ quarter: '2026-Q3', calendar }])
    expect((await everybody())[0]).not.toHaveProperty('calendar')
  })

  test('leads to an action for those alone who sign in, and only to one that is there', async () => {
    const behind = await agreeOn(database.client)
    await answer({ behind })
    expect(JSON.stringify(await everybody())).not.toContain(behind)
    expect((await call('GET /api/replies', { as: facilitator })).json).toMatchObject([{ behind }])
    for (const [gone, code] of [
      ['act_aaaaaaaaaaaaaaaa', 'unknown_action'],
      ['les_aaaaaaaaaaaaaaaa', 'unknown_lesson'],
      ['inc_aaaaaaaaaaaaaaaa', 'invalid_body'],
    ]) {
      const refused = await call('POST /api/quarters/2026-Q3/replies', { body: { ...said, behind: gone } })
      expect(refused.code).toBe(code)
    }
  })

  test('is changed over the version that was read, and a lost reply is answered with what was made', async () => {
    const reply = await answer()
    const change = { done: 'Two people are on call at night.', version: 1 }
    expect((await call(`PATCH ${path(reply)}`, { body: change })).json).toMatchObject({ done: change.done, version: 2 })
    expect((await call(`PATCH ${path(reply)}`, { body: change })).json).toMatchObject({ version: 2 })
    const other = await call(`PATCH ${path(reply)}`, { body: { done: 'Three are.', version: 1 } })
    expect(other.code).toBe('changed_meanwhile')
  })

  test('that is taken back stays with its reason for leadership, and is gone for everybody', async () => {
    const reply = await answer()
    const taken = await call(`POST ${path(reply)}/take-back`, { body: { reason: 'It did not happen.' } })
    expect(taken.json).toMatchObject({ takenBack: { reason: 'It did not happen.', name: director.name } })
    const again = await call(`POST ${path(reply)}/take-back`, { body: { reason: 'Another' } })
    expect(again.json).toMatchObject({ takenBack: { reason: 'It did not happen.' } })
    expect((await call(`PATCH ${path(reply)}`, { body: { done: 'Yes', version: 2 } })).code).toBe('reply_taken_back')
    expect(await everybody()).toStrictEqual([])
    expect((await call('GET /api/replies')).json).toMatchObject([{ takenBack: { reason: 'It did not happen.' } }])
  })

  test('is written by leadership alone, and of no quarter that is still to come', async () => {
    for (const as of [facilitator, outsider, null]) {
      expect((await call('POST /api/quarters/2026-Q3/replies', { as, body: said })).status).toBeGreaterThan(400)
    }
    expect((await call('POST /api/quarters/2027-Q3/replies', { body: said })).code).toBe('quarter_not_begun')
  })

  test.each(['before', 'after'] as const)(
    'is written once, however often it is sent under its key and wherever that was cut off: %s',
    async when => {
      const headers = { 'idempotency-key': 'a-key-of-my-own-0001' }
      for (let calls = 0; calls < 8; calls += 1) {
        const { client } = cutOff(database.client, calls, when)
        await learning(client).call('POST /api/quarters/2026-Q3/replies', { at, as: director, headers, body: said })
      }
      const last = await call('POST /api/quarters/2026-Q3/replies', { headers, body: said })
      expect(last.status).toBe(201)
      expect((await everybody()).flatMap(({ replies }) => replies).length).toBe(1)
    },
  )
})

describe('what a quarter asks of leadership', () => {
  const path = '/api/quarters/2026-Q3/ask'
  const text = 'Give two teams six weeks to finish what was promised.'

  test('is written by a facilitator over the version that was read, and read by leadership', async () => {
    expect((await call(`GET ${path}`)).json).toMatchObject({ text: '', version: 0 })
    const behind = await agreeOn(database.client)
    const body = { text, behind, version: 0 }
    expect((await call(`PUT ${path}`, { as: facilitator, body })).json).toMatchObject({ text, version: 1 })
    expect((await call(`PUT ${path}`, { as: facilitator, body })).json).toMatchObject({ text, version: 1 })
    expect((await call(`PUT ${path}`, { as: otherFacilitator, body })).code).toBe('changed_meanwhile')
    expect((await call(`GET ${path}`)).json).toMatchObject({ text, behind, name: facilitator.name })
    expect((await call(`PUT ${path}`, { body })).status).toBe(403)
  })

  test('is nothing again once its words are taken away', async () => {
    await call(`PUT ${path}`, { as: facilitator, body: { text, version: 0 } })
    await call(`PUT ${path}`, { as: facilitator, body: { text: ' ', version: 1 } })
    expect((await call(`GET ${path}`)).json).toMatchObject({ text: '', version: 2 })
  })
})

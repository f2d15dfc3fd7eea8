import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { noon } from '../caller.ts'
import { items, organise, siteUrl } from './setup.ts'
import { ownDatabase } from '../own.ts'

const database = ownDatabase()

const person = async (email: string) => {
  const { call } = organise(database.client)
  await call('PUT /api/people', { body: [{ email }] })
  const people = await items(database.client, 'people', 'person')
  const id = String(people.find(({ sk }) => sk === email)?.['unsubscribeId'])
  const stopped = async () =>
    (await items(database.client, 'people', 'stop')).find(({ sk }) => sk === email)?.['reason'] ?? null
  return { call, stopped, path: `/api/unsubscribe/${id}`, id }
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const anonymous = { as: null }
const oneClick = { ...anonymous, headers: form, body: 'List-Unsubscribe=One-Click' }
const json = (action: string) => ({ ...anonymous, body: { action } })

describe('a mail’s unsubscribe address', () => {
  test('stops mail by one POST, as mail programs send it', async () => {
    const { call, stopped, path } = await person('one@example.com')
    const answer = await call(`POST ${path}`, oneClick)
    expect([answer.status, answer.json]).toStrictEqual([200, { stopped: 'unsubscribed' }])
    expect(await stopped()).toBe('unsubscribed')
    expect((await call(`POST ${path}`, oneClick)).json).toStrictEqual({ stopped: 'unsubscribed' })
    const roster = await call('GET /api/people')
    expect(roster.json).toContainEqual(expect.objectContaining({ email: 'one@example.com', stopped: 'unsubscribed' }))
  })

  test('accepts multipart form data too', async () => {
    const { call, stopped, path } = await person('multipart@example.com')
    const body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    expect((await call(`POST ${path}`, { ...anonymous, headers, body })).status).toBe(200)
    expect(await stopped()).toBe('unsubscribed')
  })

  test.each(['GET', 'HEAD'])('read by %s leads to the page, behind a fragment, and stops nothing', async method => {
    const { call, stopped, path, id } = await person(`${method.toLowerCase()}@example.com`)
    const answer = await call(`${method} ${path}`, anonymous)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`${siteUrl}/unsubscribe/#${id}`)
    expect(await stopped()).toBeNull()
  })

  test('can be undone by the same person', async () => {
    const { call, stopped, path } = await person('back@example.com')
    await call(`POST ${path}`, json('stop'))
    expect((await call(`POST ${path}`, json('resume'))).json).toStrictEqual({ stopped: null })
    expect(await stopped()).toBeNull()
    expect((await call(`POST ${path}`, json('resume'))).json).toStrictEqual({ stopped: null })
  })

  test.each(['bounced', 'complained'])('does not lift what %s', async reason => {
    const email = `${reason}@example.com`
    const { call, stopped, path } = await person(email)
    await database.client.send(new PutCommand({ TableName: 'people', Item: { pk: 'stop', sk: email, reason } }))
    expect((await call(`POST ${path}`, json('stop'))).json).toStrictEqual({ stopped: reason })
    expect((await call(`POST ${path}`, json('resume'))).json).toStrictEqual({ stopped: reason })
    expect(await stopped()).toBe(reason)
  })

  test('works for people who left the roster, as long as its id is kept', async () => {
    const { call, stopped, path } = await person('left@example.com')
    await call('PUT /api/people?replace=true', { body: [] })
    expect((await call(`POST ${path}`, { ...oneClick, at: plus(noon, 729 * dayMilliseconds) })).status).toBe(200)
    expect(await stopped()).toBe('unsubscribed')
    const late = await call(`POST ${path}`, { ...oneClick, at: plus(noon, 731 * dayMilliseconds) })
    expect(late.status).toBe(404)
  })

  test('that is unknown stops nothing', async () => {
    const { call } = await person('known@example.com')
    const before = await items(database.client, 'people', 'stop')
    for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', 'known@example.com']) {
      const answers = [
        await call(`POST /api/unsubscribe/${id}`, oneClick),
        await call(`GET /api/unsubscribe/${id}`, anonymous),
      ]
      expect(answers.map(({ status, code }) => [status, code])).toStrictEqual([
        [404, 'not_found'],
        [404, 'not_found'],
      ])
    }
    expect(await items(database.client, 'people', 'stop')).toStrictEqual(before)
  })

  test.each([
    ['nothing', { ...anonymous, headers: form, body: '' }],
    ['something else', { ...anonymous, headers: form, body: 'List-Unsubscribe=Two-Click' }],
    ['an unknown action', json('erase')],
  ])('posted with %s stops nothing', async (_, request) => {
    const { call, stopped, path } = await person('odd-body@example.com')
    expect((await call(`POST ${path}`, request)).code).toBe('invalid_body')
    expect(await stopped()).toBeNull()
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { director, facilitator, personClaims, presented } from '../../caller.ts'
import { unzip } from '../../formats/unzip.ts'
import { ownDatabase } from '../../own.ts'
import { mailLetter, makeLetter } from '../mailed.ts'
import { actionBody, hours, idIn, incidentBody, learning, plan } from '../setup.ts'

const database = ownDatabase()
const site = 'https://murmur.example.org'
const call = (...given: Parameters<ReturnType<typeof learning>['call']>) => learning(database.client).call(...given)
const later = '2026-12-30T09:00:00.000Z'
const quarter = '/api/learning-reviews/2026-Q4'

let ids = { incident: '', review: '', action: '', lesson: '' }
beforeAll(async () => {
  const { incidentId, reviewId } = await plan(database.client, {})
  const title = 'Again [x](https://evil.example) | _down_'
  const again = idIn((await call('POST /api/incidents', { body: { ...incidentBody, title } })).json)
  const action = idIn(
    (await call('POST /api/actions', { body: { ...actionBody, incidentId }, at: '2026-09-20T09:00:00.000Z' })).json,
  )
  const lesson = idIn((await call(`POST /api/reviews/${reviewId}/lessons`, { body: { text: 'Owners renew' } })).json)
  const citation = {
    url: 'https://git.example.com/1',
    kind: 'adr',
    title: 'Owners',
    changed: 'Certificates have owners',
  }
  await call(`POST /api/lessons/${lesson}/citations`, { body: citation })
  const decisions = [
    { text: 'Renew by hand this time', tradeOffs: '', confirmed: true },
    { text: 'Nobody agreed on this', tradeOffs: '', confirmed: false },
  ]
  const path = `/api/reviews/${reviewId}/record`
  await call(`PUT ${path}`, { body: { version: 0, decisions } })
  await mailLetter(database.client, reviewId)
  await call(`PUT ${path}`, {
    body: { version: 1, decisions: [{ text: 'Made and not mailed', tradeOffs: '', confirmed: true }] },
  })
  await makeLetter(database.client, reviewId, hours(1))
  ids = { incident: again, review: reviewId, action, lesson }
  await call(`POST ${quarter}/publish`, { at: later })
})

const read = async (format: 'md' | 'html', as: typeof director) =>
  (await call(`GET ${quarter}.${format}`, { as, at: later })).text
const document = async (as: typeof director): Promise<string> => {
  const { headers, authorizer } = presented(personClaims(as))
  const event = { requestContext: { timeEpoch: Date.parse(later), authorizer } }
  const answer = await learning(database.client).app.request(`${quarter}.docx`, { headers: { ...headers } }, { event })
  const files = unzip(new Uint8Array(await answer.arrayBuffer()))
  return [...files].map(([name, text]) => `${name}\n${text}`).join('\n')
}
const addresses = () => ({
  incident: `${site}/desk/#/incidents/${ids.incident}`,
  action: `${site}/desk/#/actions/${ids.action}`,
  lesson: `${site}/desk/#/lessons/${ids.lesson}`,
  record: `${site}/desk/#/lessons/records/${ids.review}`,
})

describe('a learning review leads its reader to', () => {
  test.each(['md', 'html', 'docx'] as const)('incidents, actions, lessons and decisions, in %s', async format => {
    const text = format === 'docx' ? await document(facilitator) : await read(format, facilitator)
    for (const address of Object.values(addresses())) expect(text).toContain(address)
    expect(text).toContain('Renew by hand this time')
    expect(text).not.toContain('Nobody agreed on this')
    expect(text).not.toContain('Made and not mailed')
  })

  test.each(['md', 'html', 'docx'] as const)('only what they may open: others read its title, in %s', async format => {
    const text = format === 'docx' ? await document(director) : await read(format, director)
    const { incident, action, lesson, record } = addresses()
    for (const address of [lesson, record]) expect(text).toContain(address)
    for (const address of [incident, action]) expect(text).not.toContain(address)
    expect(text).toContain(actionBody.text)
  })

  test('its own places alone: no title makes a link of its own', async () => {
    const text = await read('md', facilitator)
    expect(text).toContain(`[Again \\[x\\](https\\://evil.example) \\| \\_down\\_](<${addresses().incident}>)`)
    expect(await read('html', facilitator)).not.toContain('href="https://evil')
  })
})

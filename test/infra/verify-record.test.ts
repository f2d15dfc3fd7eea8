import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAsText } from '../../infra/commands/verify.ts'
import { checkRecord } from '../../infra/verify/record.ts'
import { recordRoot } from '../../functions/protocol/record.ts'

const survey = 'srv_aaaaaaaaaaaaaaaa'
const entries = ['a', 'b', 'c'].map(letter => ({ serial: letter.repeat(64), digest: letter.toUpperCase().repeat(43) }))
const counts = { invited: 5, issued: 4, cast: 3, counted: 3, tried: 2, contested: 1 }
const whole = {
  ...counts,
  serials: entries.map(({ serial }) => serial),
  digests: entries.map(({ digest }) => digest),
  root: recordRoot(survey, counts, entries),
}

/** Pages as the API answers them, or a refusal. */
let answers: readonly object[] = []
const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? '/', 'http://site').searchParams.get('page') ?? '1')
  const answer = answers[page - 1] ?? { code: 'not_harvested' }
  response.writeHead('code' in answer ? 409 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
})
let url = ''
beforeAll(async () => {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const problems = async (pages: readonly object[], asked: Parameters<typeof checkRecord>[2] = {}) => {
  answers = pages
  return (await checkRecord(url, survey, asked)).problems
}

test('a record that adds up has no problem; its root is that of the mail, and one’s own receipt is in it', async () => {
  expect(await problems([whole], { mailed: whole.root, receipt: entries[1] ?? { serial: '', digest: '' } })).toEqual([])
  const check = await checkRecord(url, survey)
  expect(recordAsText(survey, check)).toContain(
    '3 counted of 4 who had a pass and 5 invited; 1 pass not used; 2 links tried again, 1 contested',
  )
  expect(recordAsText(survey, check)).toContain(whole.root)
})

test('it may come in pages, which are of one record', async () => {
  const page = (from: number, to: number, more: object = {}) => ({
    ...whole,
    pages: 2,
    serials: whole.serials.slice(from, to),
    digests: whole.digests.slice(from, to),
    ...more,
  })
  expect(await problems([page(0, 2), page(2, 3)])).toEqual([])
  expect(await problems([page(0, 2), page(2, 3, { root: 'another' })])).toEqual(['its pages are of two records'])
})

test.each([
  ['a digest changed', { digests: ['X'.repeat(43), ...whole.digests.slice(1)] }, 'its root is not that'],
  ['a ballot taken away', { serials: whole.serials.slice(1), digests: whole.digests.slice(1) }, '2 listed'],
  ['a ballot added', { serials: [...whole.serials, 'd'.repeat(64)], digests: [...whole.digests, 'D'] }, '4 listed'],
  ['a number changed', { issued: 5 }, 'its root is not that'],
  ['more counted than had a pass', { issued: 2 }, 'do not add up'],
  ['more passes than invited', { issued: 6 }, 'do not add up'],
  ['another number of contested links', { contested: 0 }, 'its root is not that'],
  ['contested links left out', { contested: undefined }, 'its root is not that'],
  ['more links tried again than had a pass', { tried: 5 }, 'do not add up'],
  ['one that stands twice', { serials: [...whole.serials.slice(0, 2), 'b'.repeat(64)] }, 'stands twice'],
  ['another order', { serials: whole.serials.toReversed(), digests: whole.digests.toReversed() }, 'not sorted'],
  ['no root', { root: undefined }, 'older version'],
])('%s is told', async (_, change, told) => {
  expect((await problems([{ ...whole, ...change }])).join('\n')).toContain(told)
})

test('another root than that of the mail, a receipt that is missing, and one beside other answers are told', async () => {
  expect((await problems([whole], { mailed: 'another' })).join()).toContain('the mail names another root')
  const missing = { serial: 'e'.repeat(64), digest: 'E'.repeat(43) }
  expect((await problems([whole], { receipt: missing })).join()).toContain('is not in the record')
  const altered = { serial: 'a'.repeat(64), digest: 'B'.repeat(43) }
  expect((await problems([whole], { receipt: altered })).join()).toContain('beside other answers')
})

test('a survey without a record is refused in a sentence', async () => {
  answers = []
  await expect(checkRecord(url, survey)).rejects.toThrow('nothing is published yet')
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordAsText } from '../../infra/commands/verify.ts'
import { surveyIdSchema } from '../../functions/domain/ids.ts'
import { beginningOf, type Head, lineAfter } from '../../functions/domain/trace/chain.ts'
import type { Line, NewLine } from '../../functions/domain/trace/trace.ts'
import { checkRecord } from '../../infra/verify/record.ts'
import { recordRoot } from '../../functions/protocol/record.ts'

const survey = surveyIdSchema.parse('srv_aaaaaaaaaaaaaaaa')
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
let traces: readonly object[] = []
const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? '/', 'http://site').searchParams.get('page') ?? '1')
  const isTrace = request.url?.startsWith('/api/trace/')
  const answer = (isTrace ? traces : answers)[page - 1] ?? { code: 'not_harvested' }
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

const at = '2026-11-24T12:00:00.000Z'
const acts: NewLine[] = [
  { at, id: 'a', act: 'survey-scheduled', by: 'fay@example.com', roles: ['facilitator'], about: {} },
  { at, id: 'b', settles: 1, outcome: 'done', counts: { invited: 5 } },
  { at, id: 'c', act: 'agenda-downloaded', by: 'fay@example.com', roles: ['facilitator'], about: {} },
]
const chained = (lines: readonly NewLine[]): Line[] => {
  let head: Head = beginningOf(survey)
  return lines.map(line => {
    const next = lineAfter(head, line)
    head = next
    return next
  })
}
const traced = (lines: readonly Line[], head: Head = lines.at(-1) ?? beginningOf(survey)) => ({
  lines,
  head: { number: head.number, hash: head.hash },
})
beforeEach(() => {
  traces = [traced(chained(acts))]
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

test('the trace of those who hold a role is checked beside it, and told with its head', async () => {
  const lines = chained(acts)
  const told = lines[1]?.hash ?? ''
  expect(await problems([whole], { head: told })).toEqual([])
  expect(recordAsText(survey, await checkRecord(url, survey))).toContain(
    `its trace: 3 lines, 1 acts of which nobody knows what became, head ${lines[2]?.hash}`,
  )
  traces = [
    { ...traced(lines), lines: lines.slice(0, 2), pages: 2 },
    { ...traced(lines), lines: lines.slice(2) },
  ]
  expect(await problems([whole], { head: told })).toEqual([])
})

const [first, second, third] = chained(acts)
if (!first || !second || !third) throw new Error('three lines')

test.each([
  ['altered', [first, { ...second, counts: { invited: 4 } }, third], 'line 2 of its trace is not the one'],
  [
    'altered, and its hash with it',
    [first, second, { ...lineAfter(second, { ...acts[2], by: 'o@example.com' } as NewLine) }],
    null,
  ],
  ['removed from the middle', [first, third], 'line 3 of its trace follows on line 1'],
  ['put elsewhere', [first, third, second], 'line 3 of its trace follows on line 1'],
  ['removed from the end', [first, second], 'its trace ends elsewhere than it says'],
] as const)('a line that was %s is found', async (_, lines, told) => {
  const last = lines.at(-1) ?? first
  traces = [traced(lines, last.number === 3 ? last : third)]
  const mailed = await problems([whole], { head: third.hash })
  // A chain that was made anew from there holds in itself: what shows it is the head in somebody's mail.
  if (told === null) expect(await problems([whole])).toEqual([])
  expect(mailed.join()).toContain(told ?? `its trace has no line with the head ${third.hash}`)
})

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ownBrowser } from '../own.ts'
import { ownStory } from './story.ts'
import { answer, complaintsOf, download, type Downloads, invite, type Participant, textOfHtml } from './whole-job.ts'
import { problemsOf } from '../web/problems.ts'

const hour = 3_600_000

/** Each statement stands on its own, so that it can be searched for. */
const participants: readonly Participant[] = [
  { email: 'ada@example.com', said: { saw: 'The lamp on panel seven went out before anybody was paged.' } },
  {
    email: 'bela@example.com',
    said: {
      saw: 'Panel seven showed green although its lamp was dark.',
      well: 'The spare lamp lay where the drawer label said.',
    },
  },
  { email: 'cem@example.com', said: { sense: 'A dark lamp had always meant a blown bulb, so I changed the bulb.' } },
  {
    email: 'dora@example.com',
    said: { differently: 'A second sensor beside the lamp would have shown that the line was down.' },
  },
  {
    email: 'emre@example.com',
    said: { hesitate: 'We all know that panel seven is never tested, because the test takes the line down.' },
  },
]
const statements = participants.flatMap(({ said }) => Object.values(said))

const story = ownStory({ pages: true })
const browser = ownBrowser()
let page: Page
let downloads: Downloads
let reviewId = ''
const receipts: string[] = []
const complaints: string[] = []
const violations: string[] = []

const axe = async (target: Page, name: string): Promise<void> => {
  violations.push(...(await problemsOf(target)).map(problem => `${name}: ${problem}`))
}

beforeAll(async () => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  const ofDesk = complaintsOf(page)
  const wall = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString().slice(0, 16)
  const meetingAt = wall(72 * hour)
  const pasted = participants.map(({ email }) => `Somebody <${email}>`).join(', ')
  const planned = { title: 'The lamp of panel seven went out', startedAt: wall(-24 * hour), meetingAt, pasted }
  reviewId = (await invite(page, story, planned, axe)).reviewId
  const now = await story.passTime()
  await story.passTime(new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString())
  for (const { email, said } of participants) {
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
    const answered = await answer(phone, await story.linkOf(email), said, email.startsWith('ada') ? axe : undefined)
    receipts.push(answered.serial)
    complaints.push(...answered.complaints)
    await phone.close()
  }
  await story.passTime(new Date(Date.parse(`${meetingAt}:00Z`) - hour / 2).toISOString())
  downloads = await download(page, story.url, reviewId, axe)
  complaints.push(...ofDesk)
}, 300_000)

const count = (text: string, part: string): number => text.split(part).length - 1

test('every statement is in the appendix of the Markdown and of the print-ready page exactly once', async () => {
  const appendixOf = (text: string): string => text.split('Appendix: what was said')[1] ?? ''
  const markdown = appendixOf(downloads.md.toString('utf8'))
  const html = appendixOf(await textOfHtml(browser, downloads.html))
  for (const statement of statements) {
    expect([statement, count(markdown, statement), count(html, statement)]).toEqual([statement, 1, 1])
  }
})

test('every statement is in exactly one item of the JSON, and the minutes of the items add up', () => {
  const agenda: {
    minutes: number
    parts: { items: { minutes: number; observationIds: string[] }[] }[]
    appendix: { id: string; text: string }[]
  } = JSON.parse(downloads.json.toString('utf8'))
  const items = agenda.parts.flatMap(part => part.items)
  expect(items.reduce((sum, item) => sum + item.minutes, 0)).toBe(agenda.minutes)
  const placed = items.flatMap(item => item.observationIds)
  expect(placed.toSorted()).toEqual(agenda.appendix.map(({ id }) => id).toSorted())
  expect(agenda.appendix.map(({ text }) => text).toSorted()).toEqual(statements.toSorted())
})

test('the other formats are what their names say', () => {
  expect(downloads.docx.subarray(0, 2).toString()).toBe('PK')
  expect(downloads.ics.toString()).toMatch(/^BEGIN:VCALENDAR/)
  for (const statement of statements) expect(downloads.ics.includes(statement)).toBe(false)
})

test('the receipts shown by the pages are the published list', async () => {
  const surveyId = (await story.dump()).tables.surveys.find(row => row['pk'] === 'survey')?.['surveyId']
  const { json } = await story.call('GET', `/api/receipts/${String(surveyId)}`, undefined, null)
  expect(json['serials']).toEqual(receipts.toSorted())
})

test('facilitators are told by mail, and only the facilitators of the review get the agenda', async () => {
  const ready = (await story.inbox()).filter(({ to }) => to === 'facilitator@example.com')
  expect(ready.map(({ text }) => /5 of 5/.test(text))).toEqual([true])
  const agenda = `/api/reviews/${reviewId}/agenda.json`
  expect((await story.call('GET', agenda, undefined, 'facilitator2')).status).toBe(404)
  expect((await story.call('GET', agenda, undefined, 'leadership')).status).toBe(403)
  expect((await story.call('GET', agenda, undefined, 'outsider')).status).toBe(403)
  expect((await story.call('GET', agenda, undefined, null)).status).toBe(401)
})

test('no page has an axe finding, an error or a policy violation', () => {
  expect(violations).toEqual([])
  expect(complaints).toEqual([])
})

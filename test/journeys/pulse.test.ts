import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import { nextQuarter, plus } from '../../functions/domain/time/instants.ts'
import { pulseWindow, type PulseWindow, quarterIn } from '../../functions/domain/survey/pulse-calendar.ts'
import { pulsePlanInputSchema } from '../../functions/domain/survey/pulse-plan.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { readForm } from '../../web/answer/form.ts'
import { ownBrowser } from '../own.ts'
import { browserOf, type LocalMail, ownStory, takePart } from './story.ts'
import { problemsOf } from '../web/problems.ts'

const minute = 60_000
const day = 24 * 60 * minute
const { page: said, review, receipt, pulseFacts, pulseResults } = words.en

const teams = { Platform: 12, Search: 9, Legal: 3 }
const people = Object.entries(teams).flatMap(([group, size]) =>
  Array.from({ length: size }, (_, index) => ({
    email: `${group.toLowerCase()}${index}@example.com`,
    name: `Fictional ${group} ${index}`,
    group,
    zone: 'Europe/Berlin',
  })),
)
const plan = pulsePlanInputSchema.parse({
  zone: 'Europe/Berlin',
  opens: { month: 2, week: 1, weekday: 2, time: '09:00' },
  openDays: 10,
  leaders: ['lee@example.com'],
  version: 0,
})

const story = ownStory({ pages: true })
const browser = ownBrowser()
let page: Page
let window: PulseWindow
let surveyId = ''
const receipts: string[] = []
const violations: string[] = []
const complaints: string[] = []
let invitations: LocalMail[] = []
let mails: LocalMail[] = []

const axe = async (name: string): Promise<void> => {
  violations.push(...(await problemsOf(page)).map(problem => `${name}: ${problem}`))
}

/** Answers in a browser of phone size, as the mail's recipient would. */
const answerByHand = async (link: string): Promise<void> => {
  await page.goto(link)
  await page.waitForSelector('#forget button')
  await axe('form')
  await page.check('input[name=review-safety][value="2"]')
  await page.fill('#comment', 'Ask before you decide.')
  await page.getByRole('button', { name: said.next }).click()
  await page.getByRole('button', { name: review.send, exact: true }).click()
  await page.getByRole('heading', { name: receipt.title }).waitFor()
  receipts.push((await page.locator('.receipt code').first().textContent()) ?? '')
}

beforeAll(async () => {
  page = await (
    await browser.newContext({
      viewport: { width: 390, height: 844 },
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    })
  ).newPage()
  page.on('pageerror', error => complaints.push(error.message))

  await story.call('PUT', '/api/people', people)
  const set = await story.call('PUT', '/api/pulse-plan', plan)
  if (set.status !== 200) throw new Error(set.text)
  const now = await story.passTime()
  window = pulseWindow(plan, nextQuarter(quarterIn(now, plan.zone)))
  await story.passTime(plus(window.opensAt, -minute))
  mails = await story.inbox()
  expect(mails).toEqual([])
  await story.passTime(window.opensAt)
  await story.passTime(plus(window.opensAt, 5 * minute))
  invitations = await story.inbox()

  const answering = people.filter((_, index) => index % 4 !== 3)
  for (const [index, { email }] of answering.entries()) {
    const link = await story.linkOf(email, invitations)
    if (index === 0) await answerByHand(link)
    else {
      const answers: Record<string, Answer> = { 'review-safety': index % 5 === 0 ? 2 : 4, risk: 3 }
      if (index % 6 === 0) answers['comment'] = { text: `More time, please: ${index}.`, choice: 'verbatim' }
      receipts.push(await takePart(browserOf(story.url, link), answers, { pseudonym: '' }))
    }
  }
  const form = await readForm(browserOf(story.url, await story.linkOf('search0@example.com', invitations)))
  surveyId = form.surveyId
  await story.passTime(plus(window.closesAt, -day + minute))
  await story.passTime(plus(window.closesAt, 15 * minute))
  await story.passTime(plus(window.closesAt, 16 * minute))
  mails = await story.inbox()
}, 300_000)

const to = (email: string, subject: RegExp) => mails.filter(mail => mail.to === email && subject.test(mail.subject))

test('opens at the plan’s hour in its zone, and invites everybody once', () => {
  expect(invitations.map(mail => mail.to).toSorted()).toEqual(people.map(({ email }) => email).toSorted())
})

test('those who answered and those who did not get the same kinds of mail, equally often', () => {
  for (const { email } of people) {
    expect([
      to(email, /^How safe/).length,
      to(email, /^Reminder/).length,
      to(email, /results are there/).length,
    ]).toEqual([1, 1, 1])
  }
})

test('leadership gets one page, with the published sentences', () => {
  const pages = to('lee@example.com', /Leadership/)
  expect(pages.length).toBe(1)
  const flat = pages[0]?.text.replace(/\s+/g, ' ') ?? ''
  expect(flat).toMatch(/Safety 18 of 24 answered; \d+ % feel comfortable/)
  expect(flat).toContain('What is asked of you: 1.')
  expect(mails.filter(mail => mail.to === 'lee@example.com').length).toBe(1)
})

test('everybody who answered is counted, by receipt, in a result for the whole organisation only', async () => {
  const { json, text } = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
  expect(json['serials']).toEqual(receipts.toSorted())
  expect(json).toMatchObject({ invited: 24, issued: 18, cast: 18, counted: 18 })
  expect(json['result']).toMatchObject({ quarter: window.quarter, answered: 18, withheld: null })
  expect(text).not.toMatch(/Platform|Search|Legal|More time|Ask before/)
})

test('the page where the answer was given confirms that, and shows the result', async () => {
  const [mail] = to(people[0]?.email ?? '', /results are there/)
  const link = mail?.links.find(candidate => candidate.includes('/answer/')) ?? ''
  expect(link).toBe(`${story.url}/answer/pulse-2/#${surveyId}`)
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByText(pulseResults.counted).waitFor()
  expect(await page.textContent('h1')).toContain(pulseFacts.title(window.quarter.split('-').toReversed().join(' ')))
  await page.getByText(pulseResults.answered(18, 24)).waitFor()
  await axe('results')
})

test('nothing that lets anybody answer or read is left: no key, no slot, no ballot', async () => {
  const { tables, parameters } = await story.dump()
  expect([parameters.length, tables.slots.length, tables.ballots.length]).toEqual([0, 0, 0])
})

test('no page has an axe finding or an error', () => {
  expect(violations).toEqual([])
  expect(complaints).toEqual([])
})

import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { wallOf } from '../../../web/kit/time.ts'
import { sampleWorld } from './sample.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { emptyWorld } from './stub-api.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = emptyWorld()
  desk.caller = robin
})

const pasted =
  'Ada Sample <ada@example.com>, bo@example.com; "Sample, Zoe" <zoe@example.com>\nxi@example.com\tyu@example.com'

const describeIncident = async (page: Page): Promise<void> => {
  await page.getByLabel('What happened?').fill('Checkout timed out')
  await page.getByLabel('Started').fill('2026-01-20T09:10')
  await page.getByRole('button', { name: 'Continue' }).click()
}

const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 11)

const upToTheCheck = async (page: Page, addresses: string): Promise<void> => {
  await describeIncident(page)
  await page.getByLabel('Begins').fill(`${soon(4)}15:00`)
  await page.getByLabel('Paste addresses').fill(addresses)
  await page.getByRole('button', { name: 'Check what is sent' }).click()
}

const queue = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /Send invitations|Go on from here/ }).click()

test('three screens lead from sign-in to queued invitations, each without an axe finding', async () => {
  const { page, complaints, close } = await visit(browser, desk)
  expect(await problemsOf(page)).toEqual([])
  await signIn(page)
  await page.getByRole('heading', { name: 'Your first review' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await upToTheCheck(page, pasted)
  await page.getByRole('heading', { name: 'Check, then send' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await queue(page)
  await page.getByRole('heading', { name: 'Checkout timed out' }).waitFor()
  const [survey] = desk.world.surveys
  const [review] = desk.world.reviews
  expect([...(desk.world.invited.get(survey?.id ?? '') ?? [])]).toEqual(
    ['ada', 'bo', 'zoe', 'xi', 'yu'].map(name => `${name}@example.com`),
  )
  expect(review).toMatchObject({
    zone: 'Europe/Berlin',
    durationMinutes: 60,
    facilitators: [{ email: robin.email, name: robin.name }],
  })
  expect(wallOf(review?.meetingAt ?? '', 'Europe/Berlin')).toBe(`${soon(4)}15:00`)
  expect(Date.parse(review?.meetingAt ?? '') - Date.parse(survey?.closesAt ?? '')).toBe(3_600_000)
  expect(page.url()).toContain(`#/reviews/${review?.id}`)
  expect(complaints).toEqual([])
  await close()
})

test('the check says what goes to whom and when, before anything is sent', async () => {
  desk.world.people.push({
    email: 'bo@example.com',
    name: 'Bo',
    group: '',
    seniority: null,
    zone: 'UTC',
    language: 'en',
    stopped: 'bounced',
  })
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await upToTheCheck(page, pasted)
  const main = page.getByRole('main')
  await main.getByText('To 5 participants').waitFor()
  for (const said of ['One of them gets no mail', 'mail bounced', 'Reminder', 'ada@example.com', robin.email])
    await main.getByText(said).first().waitFor({ state: 'attached' })
  expect(desk.world.calls.filter(call => !call.startsWith('GET'))).toEqual([])
  await close()
})

test.each([
  ['POST', /^\/api\/incidents$/, 'before'],
  ['POST', /^\/api\/incidents$/, 'after'],
  ['POST', /^\/api\/reviews$/, 'after'],
  ['POST', /^\/api\/surveys$/, 'before'],
  ['POST', /^\/api\/surveys$/, 'after'],
] as const)('%s %s cut off %s: after a reload one more press makes one of each', async (method, path, how) => {
  desk.world.cuts = [{ method, path, how }]
  const { page, close } = await visit(browser, desk)
  page.on('dialog', dialog => void dialog.accept())
  await signIn(page)
  await upToTheCheck(page, pasted)
  await queue(page)
  await page.getByRole('alert').waitFor()
  await page.reload()
  await queue(page)
  await page.getByText('Invitations go out within').waitFor()
  const { incidents, reviews, surveys } = desk.world
  expect([incidents.length, reviews.length, surveys.length]).toEqual([1, 1, 1])
  await close()
})

test('two are refused before anything is sent, three are warned of', async () => {
  const { page, close } = await visit(browser, desk, { width: 390 })
  await signIn(page)
  await upToTheCheck(page, 'a@example.com, b@example.com')
  await page.getByRole('alert').getByText('At least 3 participants').waitFor()
  await page.getByLabel('Paste addresses').fill('c@example.com, not-an-address@')
  await page.getByText('Could not be read as an address').waitFor()
  expect(await page.getByText('may recognise each other').count()).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  // What could not be read is meant to be invited: it has to be mended or removed first.
  expect(await page.getByRole('heading', { name: 'Meeting and participants' }).count()).toBe(1)
  await page.getByLabel('Paste addresses').fill('')
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  await page.getByRole('heading', { name: 'Check, then send' }).waitFor()
  expect(desk.world.calls.filter(call => !call.startsWith('GET'))).toEqual([])
  await close()
})

test('what is typed and is no address is told beside its box when one goes on, and no more once it is mended', async () => {
  const { page, close } = await visit(browser, desk, { width: 390 })
  await signIn(page)
  await describeIncident(page)
  await page.getByLabel('Begins').fill(`${soon(4)}15:00`)
  const box = page.getByLabel('Paste addresses')
  await box.fill(Array.from({ length: 12 }, (_, index) => `p${index}@example.com`).join(', '))
  await box.pressSequentially('eve at home')
  const goOn = page.getByRole('button', { name: 'Check what is sent' })
  await goOn.click()
  await page.getByText('Not everything here is an address yet').waitFor()
  await expect.poll(() => box.evaluate(one => one === document.activeElement)).toBe(true)
  expect(await problemsOf(page)).toEqual([])
  await box.fill('')
  expect(await page.getByText('Not everything here is an address yet').count()).toBe(0)
  const facilitator = page.getByLabel('Add another facilitator')
  await facilitator.fill('the other one')
  await goOn.click()
  await page.getByText('This is no address.').waitFor()
  await expect.poll(() => facilitator.evaluate(one => one === document.activeElement)).toBe(true)
  await facilitator.fill('sasha@example.com')
  expect(await page.getByText('This is no address.').count()).toBe(0)
  await goOn.click()
  await page.getByRole('heading', { name: 'Check, then send' }).waitFor()
  await page.getByText('By mail to 2 facilitators.').waitFor()
  await close()
})

test('a refusal of the API stands there in its own words, and the draft stays', async () => {
  desk.world.cuts = [{ method: 'POST', path: /surveys$/, how: 'closing_in_the_past' }]
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await upToTheCheck(page, pasted)
  await queue(page)
  await page.getByRole('alert').getByText('The closing time lies in the past').waitFor()
  expect(await page.getByText('Review made').count()).toBe(1)
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByText('5 participants', { exact: true }).waitFor()
  await close()
})

test('a review whose survey was never made is finished from its page, without another review', async () => {
  desk.world = sampleWorld()
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page
    .getByRole('link', { name: /^Invite people: Nightly export/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Invite people' }).click()
  await page.getByLabel('Or choose from the roster').fill('platform')
  await page.getByRole('button', { name: 'Add 3 from Platform' }).click()
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  await queue(page)
  await page.getByText('Invitations go out within').waitFor()
  expect(desk.world.reviews).toHaveLength(6)
  expect(desk.world.invited.get(desk.world.surveys.at(-1)?.id ?? '')?.size).toBe(3)
  await close()
})

test('an incident that is recorded already is picked, and none is made', async () => {
  desk.world = sampleWorld()
  const { page, close } = await visit(browser, desk, { hash: '#/prepare' })
  await signIn(page)
  await page.getByRole('radio', { name: 'Already recorded' }).check()
  const option = await page.getByRole('option', { name: /^Login slow/ }).getAttribute('value')
  await page.getByLabel('Incident', { exact: true }).last().selectOption(option)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Paste addresses').fill(pasted)
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  await queue(page)
  await page.getByText('Invitations go out within').waitFor()
  expect(desk.world.incidents).toHaveLength(6)
  expect(desk.world.reviews.at(-1)?.incidentId).toBe(option)
  await close()
})

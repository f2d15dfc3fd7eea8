import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { wallOf } from '../../../web/kit/time.ts'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = sampleWorld()
})

const collecting = `#/reviews/${sampleReviewId(1)}`
const open = async (
  hash: string,
  width = 1280,
): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> => {
  const there = await visit(browser, desk, { hash, width })
  await signIn(there.page)
  return there
}
/** By the menu of the review. */
const change = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Change this review' }).click()
  await page.getByRole('button', { name, exact: true }).click()
}
const survey = () => desk.world.surveys.find(one => one.reviewId === sampleReviewId(1))

test.each([1280, 390])('home and a review that collects answers are clean at %i pixels', async width => {
  const { page, complaints, close } = await open('', width)
  await page.getByText('3 or more of 9 took part').first().waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Search returned stale results after reindex', exact: true }).click()
  await page.getByText('3 or more of 9 took part').first().waitFor()
  expect(await problemsOf(page)).toEqual([])
  // No page is wider than its window.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
  await close()
})

test('a meeting that was held is offered as one that was, and not to be led', async () => {
  const { page, close } = await open(`#/reviews/${sampleReviewId(4)}`)
  await page.getByRole('heading', { name: 'Login slow after pool change' }).waitFor()
  await page.getByRole('link', { name: 'How the meeting went' }).waitFor()
  expect(await page.getByRole('link', { name: 'Lead the meeting' }).count()).toBe(0)
  await page.goto(`${desk.url}/desk/#/reviews/${sampleReviewId(0)}`)
  await page.getByRole('link', { name: 'Lead the meeting' }).first().waitFor()
  await close()
})

test('the status names a count and an hour, and nobody who was invited', async () => {
  for (const one of desk.world.people) desk.world.invited.get(survey()?.id ?? '')?.add(one.email)
  const { page, close } = await open(collecting)
  await page.getByText('3 or more of 9 took part').first().waitFor()
  const shown = await page.locator('.card', { hasText: 'took part' }).first().innerText()
  for (const one of desk.world.people) {
    expect(shown).not.toContain(one.email)
    expect(shown).not.toContain(one.name)
  }
  await close()
})

test('a meeting moves later with its survey; the dialog says when that closes before anything is sent', async () => {
  const before = survey()?.closesAt ?? ''
  const later = new Date(Date.parse(desk.world.reviews[1]?.meetingAt ?? '') + 86_400_000).toISOString()
  const { page, close } = await open(collecting)
  await change(page, 'Move meeting')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('The survey still closes').waitFor()
  await dialog.getByLabel('Begins').fill(wallOf(later, 'Europe/Berlin'))
  await dialog.getByText('The survey will then close').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(survey()?.closesAt).toBe(before)
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByText('The meeting was moved.').waitFor()
  expect(Date.parse(desk.world.reviews[1]?.meetingAt ?? '')).toBe(Date.parse(later))
  expect(Date.parse(survey()?.closesAt ?? '') - Date.parse(before)).toBe(86_400_000)
  await close()
})

test('a meeting before the close, or in the past, is not sent', async () => {
  const { page, close } = await open(collecting)
  await change(page, 'Move meeting')
  const dialog = page.getByRole('dialog')
  const closes = survey()?.closesAt ?? ''
  await dialog
    .getByLabel('Begins')
    .fill(wallOf(new Date(Date.parse(closes) - 3_600_000).toISOString(), 'Europe/Berlin'))
  await dialog.getByText('before the survey closes').waitFor()
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await dialog.getByLabel('Begins').fill('2020-01-01T10:00')
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await dialog.getByText('This lies in the past.').waitFor()
  await dialog.getByLabel('Begins').fill('2099-01-01T10:00')
  await dialog.getByText('This is more than a year ahead.').waitFor()
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  expect(desk.world.calls.filter(call => call.startsWith('PATCH'))).toEqual([])
  await close()
})

test('the close alone moves later, never earlier', async () => {
  const before = survey()?.closesAt ?? ''
  const wall = (minutes: number): string =>
    wallOf(new Date(Date.parse(before) + minutes * 60_000).toISOString(), 'Europe/Berlin')
  const { page, close } = await open(collecting)
  await change(page, 'Close later')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Survey closes').fill(wall(-30))
  await dialog.getByRole('button', { name: 'Close later' }).click()
  await dialog.getByLabel('Survey closes').and(page.locator('[aria-invalid=true]')).waitFor()
  await dialog.getByLabel('Survey closes').fill(wall(30))
  await dialog.getByRole('button', { name: 'Close later' }).click()
  await page.getByText('The survey closes later now.').waitFor()
  expect(Date.parse(survey()?.closesAt ?? '') - Date.parse(before)).toBe(30 * 60_000)
  await close()
})

test('cancelling says what is destroyed and does nothing until it is pressed twice', async () => {
  const { page, close } = await open(collecting)
  await change(page, 'Cancel review')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('destroyed, unread').waitFor()
  await dialog.getByText('9 people invited get a mail').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(desk.world.reviews[1]?.status).toBe('planned')
  await change(page, 'Cancel review')
  await dialog.getByRole('button', { name: 'Cancel review and destroy answers' }).click()
  await page.getByText('This review was cancelled').waitFor()
  expect(desk.world.reviews[1]?.status).toBe('cancelled')
  expect(survey()?.status).toBe('cancelled')
  await close()
})

test('a forgotten participant is added, and whoever is invited already is passed over', async () => {
  desk.world.invited.get(survey()?.id ?? '')?.add('ada@example.com')
  const { page, close } = await open(collecting)
  await change(page, 'Add participants')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Paste addresses').fill('ada@example.com, new@example.com')
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Invite 2 people' }).click()
  await page.getByText('1 person added.').waitFor()
  expect(desk.world.invited.get(survey()?.id ?? '')).toEqual(new Set(['ada@example.com', 'new@example.com']))
  await close()
})

test('what is no address among forgotten participants is told beside its box, and nothing is sent', async () => {
  const { page, close } = await open(collecting)
  await change(page, 'Add participants')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Paste addresses').pressSequentially('eve at home')
  await dialog.getByRole('button', { name: 'Add', exact: true }).last().click()
  await dialog.getByText('Not everything here is an address yet').waitFor()
  expect(desk.world.calls.filter(call => call.startsWith('POST'))).toEqual([])
  await close()
})

test('addresses pasted into a dialog are there again after the sign-in ran out', async () => {
  const { page, close } = await open(collecting)
  await change(page, 'Add participants')
  await page.getByLabel('Paste addresses').fill('new@example.com, newer@example.com')
  desk.revoke()
  await page.getByRole('button', { name: 'Invite 2 people' }).click()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await change(page, 'Add participants')
  await page.getByRole('button', { name: 'Invite 2 people' }).click()
  await page.getByText('2 people added.').waitFor()
  await close()
})

test("somebody else's review is told apart from one that failed to load", async () => {
  const review = desk.world.reviews[1]
  if (review) review.facilitators = [{ email: 'other@example.com', name: 'Other' }]
  const { page, close } = await open(collecting)
  await page.getByRole('alert').getByText('No such review, or it is not yours.').waitFor()
  await close()
})

test('times are shown in the zone of the meeting and in the reader’s own where they differ', async () => {
  const { page, close } = await open(`#/reviews/${sampleReviewId(2)}`)
  await page.getByText('CET for you').first().waitFor()
  await close()
})

/** The desk's lists where there are more than one page of them. */
import { beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { putAll } from '../../../functions/aws/documents.ts'
import { seeToDesk } from '../../../functions/clock/desk.ts'
import { clockStore } from '../../../functions/clock/store.ts'
import { actionIdSchema } from '../../../functions/domain/ids.ts'
import { sampleAction } from '../../domain/action/sample.ts'
import { counterfactualSchema } from '../../../functions/domain/condition/condition.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { quarterBounds, quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { lessonSchema } from '../../../functions/domain/review/lesson.ts'
import { reviewSchema } from '../../../functions/domain/review/review.ts'
import { realApi } from './real-api.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { actionItem, counterfactualItem } from '../../keys.ts'
import { testTables, withinGrants } from '../../dynamodb.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const quarter = quarterOf(new Date().toISOString(), usualCalendar)
const [incidentCount, actionCount, conditionCount, reviewCount] = [450, 1250, 230, 240]

const id = (prefix: string, number: number): string =>
  `${prefix}_${String(number)
    .replace(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
    .padStart(16, 'k')}`
const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number)
const from = Date.parse(quarterBounds(quarter, usualCalendar).from)
const instant = (minutes: number): string => new Date(from + minutes * 60_000).toISOString()
/** So long ago that nobody writes its record any more. */
const long = (number: number): string => new Date(from + (number - 300 * 1440) * 60_000).toISOString()
const day = (number: number): string => new Date(Date.UTC(2031, 0, 1 + number)).toISOString().slice(0, 10)

const incidentItem = (number: number) => ({
  pk: `incident#${id('inc', number)}`,
  sk: 'incident',
  kind: `incident#${quarter}`,
  at: instant(number),
  ...incidentSchema.parse({
    id: id('inc', number),
    version: 1,
    title: number === 3 ? 'The one with the generator' : `Outage number ${number}`,
    severity: 'P2',
    startedAt: instant(number),
  }),
})
const action = (number: number) =>
  actionItem(
    sampleAction({
      id: actionIdSchema.parse(id('act', number)),
      text: number === 1240 ? 'Test the generator' : `Alert number ${number}`,
      dueOn: day(number),
      openedAt: instant(number),
      progressAt: instant(number),
    }),
  )
const condition = (number: number) =>
  counterfactualItem(
    counterfactualSchema.parse({
      id: id('cfa', number),
      version: 1,
      text: `If it had limit ${number}`,
      sightings: [{ incidentId: id('inc', number), reviewId: id('rev', number), at: instant(number) }],
      generalisability: 1 + (number % 5),
      cost: 1 + (number % 4),
      changeable: true,
      intervention: 'monitoring',
    }),
  )
const lesson = (number: number) => ({
  pk: `lesson#${id('les', number)}`,
  sk: 'lesson',
  kind: 'lesson',
  ...lessonSchema.parse({
    id: id('les', number),
    version: 1,
    text: number === 0 ? 'A generator wants diesel' : `Lesson of number ${number}`,
    reviewId: id('rev', number),
    incidentId: id('inc', number),
    title: `Outage number ${number}`,
    at: instant(number),
  }),
})
const review = (number: number) => ({
  pk: `review#${id('rev', number)}`,
  sk: 'review',
  kind: 'review',
  at: long(number),
  ...reviewSchema.parse({
    id: id('rev', number),
    incidentId: id('inc', number),
    title: `Outage number ${number}`,
    startedAt: instant(number),
    meetingAt: long(number),
    zone: 'UTC',
    durationMinutes: 60,
    facilitators: [{ email: robin.email, name: robin.name }],
    status: 'planned',
    version: 1,
  }),
})

const database = ownDatabase()
const desk = ownDesk()
const browser = ownBrowser()
beforeAll(async () => {
  await putAll(database.client, 'learning', [
    ...numbers(incidentCount).map(incidentItem),
    ...numbers(actionCount).map(action),
    ...numbers(conditionCount).map(condition),
    ...numbers(conditionCount).map(lesson),
    ...numbers(reviewCount).map(review),
  ])
  // As in the minutes after an upgrade: there are reviews, and no entries of them.
  const clock = clockStore({ ...testTables, documents: withinGrants(database.client, 'clock') })
  for (const minute of numbers(Math.ceil(reviewCount / 100))) await seeToDesk(clock, instant(minute), () => 50_000)
  desk.real = realApi(database.client)
})

const open = async (hash: string, width = 1280) => {
  const visited = await visit(browser, desk, { hash, width })
  await signIn(visited.page)
  return visited
}
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

test('incidents: so many are shown and that there are more; the next ones by keyboard; a filter looks through all', async () => {
  const { page, complaints, close } = await open('#/incidents')
  await page.getByText('The latest 100 incidents; there are more').waitFor()
  expect(await page.locator('.rows > li').count()).toBe(100)
  await page.getByRole('button', { name: 'Show more' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('The latest 200 incidents; there are more').waitFor()
  await vi.waitFor(async () => expect(await focused(page)).toBe(`Outage number ${incidentCount - 101}`))
  for (const shown of [300, 400]) {
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText(`The latest ${shown} incidents`).waitFor()
  }
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText(`${incidentCount} incidents`, { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  await page.getByLabel('Filter').fill('generator')
  await page.getByText(`1 of ${incidentCount} incidents`).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('incidents: a filter that is typed at once finds what stands on the last page', async () => {
  const { page, close } = await open('#/incidents', 390)
  await page.getByLabel('Filter').fill('generator')
  await page.getByRole('link', { name: 'The one with the generator' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await close()
})

test('actions: those due first, that there are more, a filter over all, and an export of all', async () => {
  const { page, complaints, close } = await open('#/actions')
  await page.getByRole('heading', { name: 'The 1000 actions that are due first; there are more' }).waitFor()
  expect(await page.getByText('Test the generator').count()).toBe(0)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'GitHub issues (CSV)' }).click()
  const stream = await (await downloading).createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  expect(text).toContain('Test the generator')
  await page.getByRole('searchbox', { name: 'Find' }).fill('generator')
  await page.getByRole('heading', { name: '1 action', exact: true }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('searchbox', { name: 'Find' }).fill('')
  await page.getByRole('heading', { name: `${actionCount} actions`, exact: true }).waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('the portfolio and the search of lessons have all of them', async () => {
  const { page, close } = await open('#/portfolio')
  await page.getByText('If it had limit 0', { exact: true }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(conditionCount)
  await page.getByRole('link', { name: 'Lessons' }).first().click()
  await page.getByLabel('Search lessons and records').fill('generator diesel')
  await page.getByText('1 result', { exact: true }).waitFor()
  await close()
})

test('past reviews come a page at a time; the latest incidents are offered, and where the earlier ones are', async () => {
  const { page, complaints, close } = await open('#/reviews')
  await page.getByText('Past and cancelled (the latest 200)').waitFor()
  await page.getByRole('button', { name: 'Show earlier ones' }).click()
  await page.getByText(`Past and cancelled (${reviewCount})`).waitFor()
  await page.getByRole('link', { name: 'Prepare a review' }).click()
  await page.getByLabel('Already recorded').check()
  await page.getByText('The latest 200. For an earlier one').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

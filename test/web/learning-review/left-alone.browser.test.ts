import { beforeEach, expect, test } from 'vitest'
import { reviewSchema } from '../../../functions/domain/review/review.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'
import { organise, plantReview } from '../../organise/setup.ts'
import { emptyTables, itemsOf } from '../../survey.ts'
import { realApi } from '../desk/real-api.ts'
import { ownDesk, signIn, visit } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'

const desk = ownDesk()
const browser = ownBrowser()
const world = ownDatabase()
const gone = [{ email: 'gone@example.com', name: 'Gone Example' }]
const meetingAt = new Date(Date.now() + 86_400_000).toISOString()

beforeEach(async () => {
  desk.caller = director
  desk.real = realApi(world.client)
  await emptyTables(world.client, 'learning', 'people')
  const roster = [{ email: 'bo@example.com', name: 'Bo Example' }]
  await organise(world.client).call('PUT /api/people', { body: roster })
})

const open = async (width: number) => {
  const there = await visit(browser, desk, { folder: 'learning-review', width })
  await signIn(there.page)
  return there
}

test.each([1280, 320])('leadership finds a review that nobody leads, and names somebody, at %i pixels', async width => {
  await plantReview(world.client, { facilitators: gone, meetingAt })
  const { page, complaints, close } = await open(width)
  await page.getByRole('heading', { name: 'Reviews that nobody leads any more' }).waitFor()
  await page.getByRole('button', { name: 'Name somebody for “Checkout outage”' }).click()
  await page.getByText('Gone Example led it, and none of them is on the roster any more.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  await page.getByLabel('To whom').fill('bo@example.com')
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await page.getByText('leads this review now.').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('left-alone')
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  const [review] = (await itemsOf(world.client, 'learning'))
    .filter(({ kind }) => kind === 'review')
    .map(item => reviewSchema.parse(item))
  expect(review).toMatchObject({ facilitators: gone, successors: [{ email: 'bo@example.com', name: 'Bo Example' }] })
  await close()
})

test('an open dialog stays while what can be read comes in around it', async () => {
  await plantReview(world.client, { facilitators: gone, meetingAt })
  const { page, close } = await open(1280)
  const list = Promise.withResolvers<void>()
  await page.route('**/api/learning-reviews', async route => {
    await list.promise
    await route.continue()
  })
  await page.reload()
  await page.getByRole('button', { name: 'Name somebody for “Checkout outage”' }).click()
  await page.getByLabel('To whom').fill('bo@example.com')
  list.resolve()
  await page.getByText('None is published yet').waitFor()
  expect(await page.getByLabel('To whom').inputValue()).toBe('bo@example.com')
  await close()
})

test('of many, the first three stand there and the others are folded, so that what is read begins on one screen', async () => {
  for (let number = 1; number <= 5; number += 1) await plantReview(world.client, { facilitators: gone, meetingAt })
  const { page, close } = await open(1280)
  await page.getByText('The 2 others').waitFor()
  const buttons = page.getByRole('button', { name: /^Name somebody for/ })
  expect(await buttons.count()).toBe(3)
  await page.getByText('The 2 others').click()
  expect(await buttons.count()).toBe(5)
  expect(await problemsOf(page)).toEqual([])
  await close()
})

test('nothing stands there where somebody leads every review', async () => {
  await plantReview(world.client, { meetingAt, successors: [{ email: 'bo@example.com', name: '' }] })
  const { page, close } = await open(1280)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('nobody leads').count()).toBe(0)
  await close()
})

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commentsAtOnce } from '../../../functions/domain/trends/comments.ts'
import { answers, history, whole } from '../../domain/trends/pulses.ts'
import { plantPulse } from '../../learning/pulses/pulses.ts'
import { realApi } from '../desk/real-api.ts'
import { opening, ownDesk, robin } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const planted = ownDatabase()
const empty = ownDatabase()

const texts = [
  'I stopped raising the queue alarm, since nothing came of it twice.\nPlease look at it.',
  '<b>Reviews</b> are calmer since the round robin.',
  'המשמרת בלילה קצרה מדי',
  ...Array.from({ length: commentsAtOnce }, (_, index) => `Reviews end before the third question (${index}).`),
].toSorted()

beforeAll(async () => {
  const [first, second] = history(
    before => whole('2026-Q2', 200, answers(12, 13, 28, 42, 40), before),
    before => whole('2026-Q3', 200, answers(12, 13, 28, 42, 40), before),
  )
  if (!first || !second) throw new Error('two were published')
  await plantPulse(planted.client, first)
  const comments = [{ item: 'comment', quoted: texts.length, unquoted: 6 }]
  await plantPulse(planted.client, { ...second, comments }, [{ item: 'comment', texts }])
})
beforeEach(() => {
  desk.caller = director
  desk.real = realApi(planted.client)
})

const open = opening(browser, desk, 'comments')

test('the latest quarter is shown word for word, in parts, and no comment is treated as markup', async () => {
  const { page, complaints, close } = await open()
  await page.getByText(`${texts.length} comments`).waitFor()
  await page.getByText('6 more are counted only').waitFor()
  await page.getByRole('button', { name: 'Show more (3 left)' }).click()
  await expect.poll(() => page.locator('blockquote').allTextContents()).toEqual(texts)
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  expect(await page.locator('blockquote b').count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})

test('a quarter that hides its comments says how many are needed; one without a pulse leads back', async () => {
  const { page, close } = await open()
  await page.getByRole('link', { name: 'Q2 2026' }).click()
  await page.getByText('No comment of Q2 2026 is shown').waitFor()
  expect(await page.locator('blockquote').count()).toBe(0)
  expect(await page.title()).toBe('In their own words, Q2 2026 · Murmur')
  await page.evaluate(() => {
    location.hash = '#2024-Q1'
  })
  await page.getByText('There was no pulse in Q1 2024').waitFor()
  await page.getByRole('link', { name: 'Read the latest' }).click()
  await page.locator('blockquote').first().waitFor()
  await close()
})

describe.each([
  [1280, false],
  [1280, true],
  [390, false],
  [390, true],
])('at %i pixels, dark %s', (width, dark) => {
  test('is accessible and fits, with comments and without', async () => {
    const { page, complaints, close } = await open({ width, dark })
    await page.locator('blockquote').first().waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    desk.real = realApi(empty.client)
    await page.reload()
    await page.getByText('No pulse has been published yet').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })
})

test('somebody in neither group is told so; a facilitator can read it too', async () => {
  desk.caller = { ...robin, groups: [] }
  const outside = await open()
  await outside.page.getByText('Your account does not read comments yet').waitFor()
  await outside.close()
  desk.caller = robin
  const inside = await open()
  await inside.page.locator('blockquote').first().waitFor()
  await inside.close()
})

test('a lost answer is reported, and requested again', async () => {
  const { page, close } = await open()
  await page.locator('blockquote').first().waitFor()
  const { real } = desk
  desk.real = async () => new Response('', { status: 502 })
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByRole('alert').waitFor()
  desk.real = real
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => page.locator('blockquote').count()).toBe(texts.length)
  expect(await page.getByRole('alert').count()).toBe(0)
  await close()
})

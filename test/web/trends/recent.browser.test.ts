/** What the page reads at first, and what only once somebody has asked for more. */
import type { Locator } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { words } from '../../../web/trends/words/en.ts'
import { opening, ownDesk } from '../desk/site.ts'
import { emptyWorld } from '../desk/stub-api.ts'
import { answerTrends, director, sampleReleases } from './sample.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const read: string[] = []

beforeEach(() => {
  read.length = 0
  desk.caller = director
  const answer = answerTrends({ releases: sampleReleases(20) })
  desk.world = {
    ...emptyWorld(),
    trends: url => {
      read.push(url.pathname)
      return answer(url)
    },
  }
})

const open = opening(browser, desk, 'trends')

test('three years are drawn at first, and the earlier quarters when they are asked for', async () => {
  const { page, complaints, close } = await open()
  const marks = page.locator('figure').first().locator('[data-mark]')
  await expect.poll(() => marks.count()).toBe(12)
  expect(read).toEqual(['/api/trends/recent'])
  await page.getByRole('button', { name: 'Show everything' }).click()
  await expect.poll(() => marks.count()).toBeGreaterThan(12)
  expect(read).toEqual(['/api/trends/recent', '/api/trends'])
  expect(await page.getByRole('button', { name: 'Show everything' }).count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(complaints).toEqual([])
  await close()
})

test('another figure, and an earlier quarter’s answers, are read when they are chosen', async () => {
  const { page, close } = await open()
  const figure = page.locator('figure').first()
  await figure.getByLabel('Figure').selectOption({ index: 2 })
  await expect.poll(() => read.at(-1)).toBe('/api/trends')
  const chosen = await figure.getByLabel('Figure').locator('option:checked').innerText()
  await figure.getByRole('heading', { name: chosen }).waitFor()
  await close()
})

test('until what was chosen is there, the page says that it loads and names what it draws', async () => {
  const { page, close } = await open()
  const figure = page.locator('figure').first()
  const select = figure.getByLabel('Figure')
  const answers = page.locator('figure').nth(1)
  await select.waitFor()
  let go = (): void => {}
  const held = new Promise<void>(resolve => {
    go = resolve
  })
  await page.route('**/api/trends', async route => {
    await held
    await route.continue()
  })
  const named = (one: Locator) => one.locator('option:checked').innerText()
  const [drawn, latest] = [await named(select), await named(answers.getByLabel('Quarter'))]
  await select.selectOption({ index: 2 })
  await figure.getByRole('status').getByText(words.loading).waitFor()
  expect(await named(select)).toBe(drawn)
  await figure.getByRole('heading', { name: drawn }).waitFor()
  await answers.getByLabel('Quarter').selectOption({ index: 3 })
  await answers.getByRole('status').getByText(words.loading).waitFor()
  expect(await named(answers.getByLabel('Quarter'))).toBe(latest)
  go()
  await page.getByText(words.loading).first().waitFor({ state: 'detached' })
  expect(await named(select)).not.toBe(drawn)
  expect(await named(answers.getByLabel('Quarter'))).not.toBe(latest)
  await close()
})

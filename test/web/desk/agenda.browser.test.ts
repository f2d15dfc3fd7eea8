import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = sampleWorld()
})

interface Opened {
  readonly page: Page
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

const openAgenda = async (width = 1280): Promise<Opened> => {
  const there = await visit(browser, desk, { hash: `#/reviews/${sampleReviewId(0)}`, width })
  await signIn(there.page)
  await there.page.getByRole('heading', { name: 'What people wrote' }).waitFor()
  return there
}

test.each([1280, 390])('every statement stands once in the appendix and nothing is amiss at %i pixels', async width => {
  const { page, complaints, close } = await openAgenda(width)
  const shown = (await page.locator('.appendix').innerText()).replaceAll(/\s+/g, ' ')
  const texts = desk.world.agenda?.appendix.map(entry => entry.text.replaceAll(/\s+/g, ' ')) ?? []
  expect(texts.length).toBeGreaterThan(5)
  for (const text of texts) expect(shown.split(text).length - 1, text).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
  await close()
})

test('what needs care stands on the screen, and not on paper', async () => {
  const { page, close } = await openAgenda()
  await page.getByText('Only you: somebody may need care').waitFor()
  await page.getByText('I have hardly slept since that evening.').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('I have hardly slept since that evening.').isVisible()).toBe(false)
  await close()
})

test('a statement’s number leads to the statement and leaves the page where it is', async () => {
  const { page, close } = await openAgenda()
  await page.getByRole('button', { name: 'Statement 4', exact: true }).first().click()
  await page.waitForFunction(() => document.activeElement?.id === 'statement-4')
  expect(page.url()).toContain(sampleReviewId(0))
  await close()
})

test('a download is fetched with the sign-in and keeps the name the API gives it', async () => {
  const { page, close } = await openAgenda()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Markdown' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('agenda-sample.md')
  expect(await readFile(await file.path(), 'utf8')).toContain('Card payments declined')
  await close()
})

test('on paper there is the agenda and none of the tools', async () => {
  const { page, close } = await openAgenda()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('link', { name: 'Arrange' }).isVisible()).toBe(false)
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false)
  expect(await page.getByText('What people wrote').isVisible()).toBe(true)
  await close()
})

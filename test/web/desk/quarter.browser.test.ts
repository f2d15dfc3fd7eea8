import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { facilitator } from '../../caller.ts'
import { plantQuarters } from '../../learning/quarters/quarters.ts'
import { incidentBody, learning } from '../../learning/setup.ts'
import { sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit, type Visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const database = ownDatabase()

beforeAll(async () => {
  await plantQuarters(database.client)
})
beforeEach(() => {
  desk.world = sampleWorld()
})

/** Calls of the page go to the API itself, in process, on the planted quarters. */
const withApi = async (page: Page): Promise<void> => {
  const { call } = learning(database.client)
  await page.route(/\/api\/(learning-reviews|metrics)\//, async route => {
    const request = route.request()
    const { pathname, search } = new URL(request.url())
    const key = request.headers()['idempotency-key']
    const answer = await call(`${request.method()} ${pathname}${search}`, {
      as: facilitator,
      at: new Date().toISOString(),
      headers: { 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      ...(request.postData() === null ? {} : { body: request.postData() }),
    })
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: answer.text,
    })
  })
}

const open = async (hash: string, width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { hash: '#/', width })
  await withApi(there.page)
  await signIn(there.page)
  await there.page.evaluate(to => void (location.hash = to), hash)
  await there.page.getByRole('heading', { level: 1, name: /Learning review/ }).waitFor()
  return there
}

test('says, where it is asked, how much the counters that are collected do not have yet', async () => {
  const { page, complaints, close } = await open('#/quarters/2026-Q3', 390)
  await page.getByText('These figures in Prometheus').click()
  await page.getByText(/^(Nothing waits|The counters that are collected differ)/).waitFor()
  await page.getByText(/incidents? ha(s|ve) no failure mode/).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

const evidence = path.join(import.meta.dirname, '..', '..', '..', 'evidence', 'quarter')

test.each([1280, 390])('five sections with their minutes, clean at %i pixels', async width => {
  const { page, complaints, close } = await open('#/quarters/2026-Q3', width)
  for (const name of ['Inventory', 'Patterns', 'Action audit', 'Pulse', 'Forward risks']) {
    await page.getByRole('heading', { level: 2, name: new RegExp(`^${name} (15|20) min`) }).waitFor()
  }
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  mkdirSync(evidence, { recursive: true })
  await page.screenshot({ path: path.join(evidence, `learning-review-${width}.png`), fullPage: true })
  expect(complaints).toEqual([])
  await close()
})

test('a debt and notes are entered, stand in the review after a reload, and are frozen by publishing', async () => {
  const { page, complaints, close } = await open('#/quarters/2026-Q2')
  await page.getByLabel('Debt', { exact: true }).fill('The old job scheduler')
  await page.getByLabel('Potential').selectOption('high')
  await page.getByRole('button', { name: 'Add debt' }).click()
  await page.getByText(/tables? of Forward risks/).click()
  await page.getByRole('rowheader', { name: 'high' }).waitFor()
  await page.getByLabel('Notes: Patterns').fill('Ask the pool’s owners in.')
  const { call } = learning(database.client)
  const theirs = { text: 'Ask support first.', version: 0 }
  await call('PUT /api/learning-reviews/2026-Q2/notes/patterns', {
    as: facilitator,
    at: new Date().toISOString(),
    body: theirs,
  })
  await page.getByRole('button', { name: 'Save notes' }).nth(1).click()
  await page.getByText('Notes: – → Ask support first.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.getByLabel('Notes: Patterns').inputValue()).toBe('Ask the pool’s owners in.')
  await page.getByRole('button', { name: 'Save notes' }).nth(1).click()
  await page.getByRole('button', { name: 'Save notes' }).nth(1).and(page.locator(':disabled')).waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog').getByText('It can be taken back, with a reason').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish this edition' }).click()
  await page.getByText('Published. It no longer changes').waitFor()
  expect(await page.getByRole('button', { name: 'Add debt' }).count()).toBe(0)
  expect(await page.getByText('Ask the pool’s owners in.').count()).toBeGreaterThan(0)
  await page.getByRole('cell', { name: 'The old job scheduler' }).waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('what came later makes a next edition, with its reason, which can be taken back again', async () => {
  const { call } = learning(database.client)
  const api = (name: string, body?: unknown) => call(name, { as: facilitator, at: new Date().toISOString(), body })
  await api('POST /api/learning-reviews/2026-Q1/publish')
  const late = { ...incidentBody, startedAt: '2026-02-05T10:00:00Z', detectedAt: null, resolvedAt: null }
  await api('POST /api/incidents', late)
  const { page, complaints, close } = await open('#/quarters/2026-Q1')
  await page.getByText('1 recorded since').waitFor()
  await page.getByRole('button', { name: 'See the draft of the next edition' }).click()
  await page.getByText('This is a draft of the next edition').waitFor()
  await page.getByLabel('Notes: Pulse').fill('Said after the meeting.')
  await page.getByRole('button', { name: 'Save notes' }).nth(3).click()
  await page.getByRole('button', { name: 'Save notes' }).nth(3).and(page.locator(':disabled')).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Publish the next edition' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Publish the next edition' }).click()
  await dialog.locator('.field-error').waitFor()
  await dialog.getByLabel('Why is there another edition?').fill('One was found in the old tracker.')
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Publish the next edition' }).dblclick()
  await page.getByText('Edition 2, published on').waitFor()
  await page.getByText('“One was found in the old tracker.”').waitFor()
  await page.locator('.notes-printed', { hasText: 'Said after the meeting.' }).waitFor()
  const editions = page.getByRole('navigation', { name: 'Editions' }).getByRole('link')
  expect(await editions.count()).toBe(2)
  await page.getByRole('button', { name: 'Take this edition back' }).click()
  await dialog.getByLabel('Why is it taken back?').fill('It was a drill.')
  await dialog.getByRole('button', { name: 'Take it back' }).dblclick()
  await page.getByText('Edition 1, published on').waitFor()
  await editions.filter({ hasText: 'taken back on' }).waitFor()
  expect(await editions.count()).toBe(2)
  expect(complaints).toEqual([])
  await close()
})

test('another quarter is a choice away; an empty one says so and what to do', async () => {
  const { page, close } = await open('#/quarters/2026-Q3')
  await page.getByLabel('Quarter', { exact: true }).selectOption('2025-Q4')
  await page.getByText('Nothing was recorded in this quarter.').waitFor()
  expect(page.url()).toContain('#/quarters/2025-Q4')
  expect(await problemsOf(page)).toEqual([])
  await close()
})

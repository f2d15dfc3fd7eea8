import { beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { realApi } from './real-api.ts'
import { ownDesk, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const database = ownDatabase()
const desk = ownDesk()
const browser = ownBrowser()
beforeAll(async () => {
  desk.real = realApi(database.client)
})

const look = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Or paste it').fill(text)
  await page.getByRole('button', { name: 'Look at it' }).click()
}
const open = async (width: number) => {
  const there = await visit(browser, desk, { hash: '#/incidents/import', width })
  await signIn(there.page)
  return there
}
const fitsIn = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
const table = (...rows: readonly string[]) => ['Id,Title,Severity,Started', ...rows].join('\n')

test('what changes is shown beside what stands, what may be another is asked, and undone it is as before', async () => {
  const { page, close } = await open(390)
  await look(page, table('1,Slow checkout,P2,2026-01-02 10:00', '2,Ledger lost writes,P1,2026-01-03 10:00'))
  // No zone is assumed.
  await page.getByText('Where does the team work?').waitFor()
  await page.getByText('Which system is it from?').waitFor()
  await page.getByRole('button', { name: 'Take 2 incidents' }).click()
  await page.getByText('2 added, 0 changed, 0 as they were.').waitFor()

  await look(page, table('1,Slow checkout,P1,2026-01-02 10:00', '2,Badge printer offline,P3,2025-05-03 10:00'))
  await page.getByText('0 new, 1 changed, 0 as they are, 1 held up.').waitFor()
  await page.getByRole('row', { name: /Slow checkout.*Severity.*P2.*P1/ }).waitFor()
  await page.getByText('Title and start are both others than under this id before').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await fitsIn(page)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'It is the same' }).click()
  await page.getByText('0 new, 2 changed, 0 as they are.').waitFor()
  await page.getByRole('button', { name: 'Take 2 incidents' }).click()
  await page.getByText('0 added, 2 changed, 0 as they were.').waitFor()
  await page.getByRole('button', { name: 'Undo this import' }).first().click()
  await page.getByRole('button', { name: 'Undo it' }).click()
  await page.getByText('0 incidents deleted. 2 incidents are as before.').waitFor()
  await page.getByRole('link', { name: 'To the incidents' }).waitFor()
  await close()
})

test('an order of day and month, times that cannot be, and the zone are said on the page', async () => {
  const { page, close } = await open(1280)
  const more = JSON.stringify({
    records: [{ id: 'a', title: 'One', severity: 'P1', started: '03/04/2026 10:00' }],
    total: 4,
  })
  await look(page, more)
  await page.getByText('This is one page of more').waitFor()
  await page.getByText('It holds 1 of 4 records.').waitFor()
  await page.getByRole('row', { name: /1 · a · One.*started.*told apart/ }).waitFor()
  await page.getByLabel('In dates such as 03/04/2026').selectOption('mdy')
  await page.getByRole('cell', { name: /4 Mar 2026, 10:00/ }).waitFor()
  await page.getByRole('button', { name: /^In [A-Z]/ }).click()
  await page.getByText('Where does the team work?').waitFor({ state: 'detached' })
  expect(await problemsOf(page)).toEqual([])
  await look(page, table('7,Long ahead,P1,2062-01-02 10:00'))
  await page.getByRole('row', { name: /lies in the future/ }).waitFor()
  await page.getByLabel('Times in the future or before 1990').selectOption('yes')
  await page.getByRole('button', { name: 'Take 1 incident' }).waitFor()
  await close()
})

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

const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

const look = async (page: Page, rows: readonly string[]): Promise<void> => {
  const text = ['Id,Title,Severity,Started,Outcome,Postmortem', ...rows].join('\n')
  await page.getByLabel('Or paste it').fill(text)
  await page.getByRole('button', { name: 'Look at it' }).click()
}
const fitsIn = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

test('what was taken and is none now is shown before it is marked, and counts again once that import is undone', async () => {
  const { page, close } = await visit(browser, desk, { hash: '#/incidents/import', width: 390 })
  await signIn(page)
  await look(page, [`1,Slow checkout,P1,${day},,https://wiki.example.com/1`, `2,False start,P2,${day},,to follow`])
  await page.getByText('1 value is left out, and the rest of their records is taken.').waitFor()
  await page.getByText('Which ones').click()
  await page.getByRole('row', { name: /Postmortem to follow no web address/ }).waitFor()
  await page.getByRole('button', { name: 'Take 2 incidents' }).click()
  await page.getByText('2 added, 0 changed, 0 as they were.').waitFor()

  await look(page, [`2,False start,P2,${day},False alarm,`])
  await page.getByText('1 record is no incident and is passed over: 1 false alarm.').waitFor()
  await page.getByRole('heading', { name: 'Taken before, and now no incidents' }).waitFor()
  await page.getByRole('row', { name: /False start.*Not counted: it was no incident.*false alarm/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await fitsIn(page)).toBeLessThanOrEqual(390)
  // Whoever knows better says which words mean none, and then this one counts.
  await page.locator('summary').filter({ hasText: 'Where each field comes from' }).waitFor()
  await page.getByLabel('Column that says it was no incident').selectOption('Outcome')
  await page.getByRole('button', { name: 'Take 1 incident' }).waitFor()
  const words = page.getByLabel('Words in it that say so')
  await words.fill('false alarm, merged')
  await words.blur()
  await page.getByRole('button', { name: 'Mark 1 incident' }).click()
  await page.getByText('0 added, 1 changed, 0 as they were.').waitFor()
  await page.getByRole('button', { name: 'Undo this import' }).first().click()
  await page.getByRole('button', { name: 'Undo it' }).click()
  await page.getByText('0 incidents deleted. 1 incident is as before.').waitFor()

  await page.getByRole('link', { name: 'To the incidents' }).click()
  await page.getByRole('link', { name: 'Slow checkout' }).click()
  const link = page.getByRole('link', { name: 'Its review, held elsewhere' })
  expect(await link.getAttribute('href')).toBe('https://wiki.example.com/1')
  expect(await problemsOf(page)).toEqual([])
  await close()
})

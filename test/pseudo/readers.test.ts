/** Pages whose language their reader chooses, on a phone, in a language of nobody. */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { ownBrowser } from '../own.ts'
import { ownDesk, robin } from '../web/desk/site.ts'
import { cutOffOn, foreignOn } from './seen.ts'
import { pseudoLanguage } from './spoken.ts'

vi.mock(import('../../functions/domain/language/spoken.ts'), async original => {
  const { withPseudo } = await import('./spoken.ts')
  return withPseudo(await original())
})
vi.mock(import('../built.ts'), async original => {
  const { builtInPseudo } = await import('./bundled.ts')
  return { ...(await original()), builtSite: builtInPseudo }
})

const browser = ownBrowser()
const desk = ownDesk()

const open = async (address: string, chosen: string | null = pseudoLanguage): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (chosen) await page.addInitScript(language => localStorage.setItem('murmur/language', language), chosen)
  await page.route(/\/api\/live/, route => {
    const board = {
      title: 'T',
      batchSeconds: 15,
      batch: 1,
      remarks: [{ id: 'a', batch: 1, text: said }],
      hidden: 2,
      hiddenIds: [],
    }
    return route.request().method() === 'POST'
      ? route.fulfill({ status: 410, json: { code: 'meeting_ended' } })
      : route.fulfill({ status: 200, json: board })
  })
  await page.goto(`${desk.url}${address}`)
  return page
}

const said = 'The graph stood still.'
const typed = 'A limit was not known.'
/** Initials are of the name; a language stands under its own. */
const known = ['Murmur', said, typed, robin.email, robin.name, 'RE', 'English', pseudoLanguage]

const holds = async (page: Page): Promise<void> => {
  expect(await foreignOn(page, known)).toEqual([])
  expect(await cutOffOn(page)).toEqual([])
}

test('a page is in English until its reader chose otherwise', async () => {
  const page = await open('/live/', null)
  await page.getByRole('button', { name: 'Open the board' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
})

test('the board: the code, what was added, the end', async () => {
  const page = await open('/live/')
  await page.locator('h1').waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe(pseudoLanguage)
  await page.locator('button').click()
  await holds(page)
  const board = await open('/live/#abcd-2345-wxyz')
  await board.locator('.batch').waitFor()
  await board.locator('summary').click()
  await board.fill('textarea', 'x'.repeat(2_000))
  await holds(board)
  await board.fill('textarea', typed)
  await board.locator('button.main').click()
  await board.locator('#closed').waitFor()
  await holds(board)
})

/** Not yet: trends and learning-review, whose titles stand in their index.html. */
test.each(['desk', 'comments'])('the sign-in of /%s/', async folder => {
  const page = await open(`/${folder}/`)
  await page.getByRole('button').first().waitFor()
  await holds(page)
})

test('the facilitator’s first page', async () => {
  const page = await open('/desk/')
  await page.getByRole('button').first().click()
  await page.getByRole('navigation').first().waitFor()
  await page.getByRole('heading', { level: 1 }).getByText('Robin').waitFor()
  expect(await foreignOn(page, [...known, 'Robin'])).toEqual([])
  expect(await cutOffOn(page)).toEqual([])
})

test('whoever reads the desk chooses its language, and finds it so the next time', async () => {
  const page = await open('/desk/', null)
  await page.getByRole('button').first().click()
  await page.getByLabel('Language').selectOption(pseudoLanguage)
  await page.waitForFunction(language => document.documentElement.lang === language, pseudoLanguage)
  await page.reload()
  await page.locator('main h1').waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe(pseudoLanguage)
})

/** What a stub without such items says, columns of a file, and names of quarters and zones. */
const told = ['There is nothing here.', 'email,name,group,zone', /\bQ[1-4] \d{4}\b|\bUTC\b/g]

test.each([
  '/reviews',
  '/prepare/review',
  '/incidents',
  '/incidents/new',
  '/incidents/import',
  '/failure-modes',
  '/actions',
  '/portfolio',
  '/lessons',
  '/pulse',
  '/quarters',
  '/roster',
])('behind the door %s', async address => {
  const page = await open(`/desk/#${address}`)
  await page.getByRole('button').first().click()
  await page.locator('nav.doors').waitFor()
  await page.locator('main h1').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await foreignOn(page, [...known, ...told])).toEqual([])
  expect(await cutOffOn(page)).toEqual([])
})

import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, problemsOf, signIn, visit } from './site.ts'
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

const edit = (page: Page): Promise<void> => page.getByRole('button', { name: 'Edit', exact: true }).click()
const item = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
const minutesOf = (page: Page): Promise<number[]> =>
  page.locator('.item .clock .quiet').evaluateAll(all => all.map(one => Number.parseInt(one.textContent ?? '', 10)))
const saved = (page: Page): Promise<void> => page.getByText('Saved', { exact: true }).waitFor()

test.each([1280, 390])('every statement stands once in the appendix and nothing is amiss at %i pixels', async width => {
  const { page, complaints, close } = await openAgenda(width)
  const shown = (await page.locator('.appendix').innerText()).replaceAll(/\s+/g, ' ')
  const texts = desk.world.agenda?.appendix.map(entry => entry.text.replaceAll(/\s+/g, ' ')) ?? []
  expect(texts.length).toBeGreaterThan(5)
  for (const text of texts) expect(shown.split(text).length - 1, text).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  await edit(page)
  expect(await problemsOf(page)).toEqual([])
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

test('minutes add up live while an item is timed, and what is saved is what is shown', async () => {
  const { page, close } = await openAgenda()
  await edit(page)
  const theme = item(page, 'our client waited for it')
  await theme.getByLabel('Minutes').fill('12')
  await theme.getByLabel('Minutes').press('Enter')
  await saved(page)
  const minutes = await minutesOf(page)
  expect(minutes).toContain(12)
  expect(minutes.reduce((total, one) => total + one, 0)).toBe(60)
  expect(desk.world.edits).toMatchObject({ version: 1, edits: [{ op: 'retime', minutes: 12 }] })
  await page.reload()
  await page.getByRole('heading', { name: 'What people wrote' }).waitFor()
  expect(await minutesOf(page)).toEqual(minutes)
  await close()
})

test('rename, move, merge and split are kept in order, and undone one by one, over a reload too', async () => {
  const { page, close } = await openAgenda()
  await edit(page)
  const first = item(page, 'The release note said nothing about `max_connections`')
  await first.getByLabel('Title').fill('The pool and its release')
  await first.getByLabel('Title').press('Enter')
  await page.getByRole('button', { name: 'Move “The pool and its release” up' }).click()
  await item(page, 'The pool and its release').getByRole('button', { name: 'Merge into…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^our client waited/ })
    .click()
  await item(page, 'our client waited for it').getByRole('button', { name: 'Split…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await dialog.getByText('Choose at least one statement').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByLabel('Title of the new item').fill('Apart again')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await page.getByRole('heading', { name: 'Apart again' }).first().waitFor()
  await saved(page)
  await expect.poll(() => desk.world.edits.edits.length).toBe(4)
  expect(desk.world.edits.edits).toMatchObject([{ op: 'rename' }, { op: 'move' }, { op: 'merge' }, { op: 'split' }])
  await page.reload()
  await edit(page)
  await page.getByRole('heading', { name: 'Apart again' }).first().waitFor()
  for (const left of [3, 2, 1, 0]) {
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => desk.world.edits.edits.length).toBe(left)
  }
  await page.getByRole('heading', { name: 'The release note said nothing about `max_connections`' }).first().waitFor()
  expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true)
  await close()
})

test('what another facilitator changed meanwhile is not overwritten: the page offers to load it', async () => {
  const { page, close } = await openAgenda()
  await edit(page)
  desk.world.edits = { version: 5, edits: [{ op: 'rename', itemId: 'closing', title: 'A last round' }] }
  const theme = item(page, 'our client waited for it')
  await theme.getByLabel('Title').fill('Mine')
  await theme.getByLabel('Title').press('Enter')
  await page.getByRole('alert').getByText('Somebody else changed this agenda').waitFor()
  await page.getByRole('button', { name: 'Load again' }).click()
  await page.getByRole('heading', { name: 'A last round' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Mine' }).count()).toBe(0)
  expect(desk.world.edits.version).toBe(5)
  await close()
})

test('a save that does not get through is told and made again', async () => {
  const { page, close } = await openAgenda()
  await edit(page)
  desk.world.cuts = [{ method: 'PUT', path: /edits$/, how: 'before' }]
  const theme = item(page, 'our client waited for it')
  await theme.getByLabel('Title').fill('Slow answers')
  await theme.getByLabel('Title').press('Enter')
  await page.getByRole('alert').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await saved(page)
  expect(desk.world.edits.edits).toMatchObject([{ op: 'rename', title: 'Slow answers' }])
  await close()
})

test('changes that the sign-in ran out under are saved after the next one', async () => {
  const { page, close } = await openAgenda()
  await edit(page)
  await item(page, 'our client waited for it').getByLabel('Title').fill('First')
  await page.keyboard.press('Enter')
  await saved(page)
  await expect.poll(() => desk.world.calls.at(-1)).toContain('agenda.json')
  desk.revoke()
  await item(page, 'First').getByLabel('Title').fill('Second')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
  await page.getByRole('heading', { name: 'Second' }).first().waitFor()
  await expect.poll(() => desk.world.edits.edits).toMatchObject([{ title: 'First' }, { title: 'Second' }])
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
  expect(await page.getByRole('button', { name: 'Edit', exact: true }).isVisible()).toBe(false)
  expect(await page.getByRole('navigation', { name: 'Main' }).isVisible()).toBe(false)
  expect(await page.getByText('What people wrote').isVisible()).toBe(true)
  await close()
})

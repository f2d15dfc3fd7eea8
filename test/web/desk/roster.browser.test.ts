import { beforeEach, expect, test } from 'vitest'
import { sampleWorld } from './sample.ts'
import { ownDesk, problemsOf, signIn, visit, type Visit } from './site.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = sampleWorld()
})

const open = async (hash: string, width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { hash, width })
  await signIn(there.page)
  return there
}
const emails = (): string[] => desk.world.people.map(one => one.email)

test.each([1280, 390])('the roster is clean at %i pixels and says whose mail has stopped', async width => {
  const { page, complaints, close } = await open('#/roster', width)
  await page
    .getByRole('row', { name: /Gus Sample/ })
    .getByText('Bounced')
    .waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
  await close()
})

test('a bad row is named by line and column as the API names it, and nothing is taken', async () => {
  const before = emails()
  const { page, close } = await open('#/roster')
  await page
    .getByLabel('Or paste rows')
    .fill('email,name,zone\nnew@example.com,New,UTC\nworse@example.com,Worse,Nowhere')
  await page.getByRole('button', { name: 'Add or update 2 people' }).click()
  await page.getByRole('alert').getByText('Line 3, column zone').waitFor()
  expect(await page.getByRole('table').last().getByRole('row').count()).toBe(2)
  expect(emails()).toEqual(before)
  await page.getByLabel('Or paste rows').fill('email,name,zone\nnew@example.com,New,UTC')
  await page.getByRole('button', { name: 'Add or update 1 person' }).click()
  await page.getByText('1 added, 0 changed, 0 removed.').waitFor()
  expect(emails()).toEqual([...before, 'new@example.com'])
  await close()
})

test('a file becomes the whole roster only after saying how many go', async () => {
  const { page, close } = await open('#/roster')
  const buffer = Buffer.from('email;name\nada@example.com;Ada\nnew@example.com;New\n')
  await page.getByLabel('Choose a CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Make this the whole roster' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('7 people who are not in this list will be removed').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(emails()).toHaveLength(8)
  await page.getByRole('button', { name: 'Make this the whole roster' }).click()
  await dialog.getByRole('button', { name: 'Replace and remove 7' }).click()
  await page.getByText('1 added, 1 changed, 7 removed.').waitFor()
  expect(emails()).toEqual(['ada@example.com', 'new@example.com'])
  await close()
})

test('a person is added and changed by form', async () => {
  const { page, close } = await open('#/roster')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('not an address')
  await dialog.getByRole('button', { name: 'Add person' }).click()
  await dialog.getByText('Give one mail address').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByLabel('Address').fill('Ivy@example.com')
  await dialog.getByLabel('Name').fill('Ivy Sample')
  await dialog.getByRole('button', { name: 'Add person' }).click()
  await page.getByText('Ivy Sample is on the roster.').waitFor()
  expect(desk.world.people.at(-1)).toMatchObject({ email: 'ivy@example.com', zone: 'Europe/Berlin' })
  await page.getByRole('button', { name: 'Edit Ivy Sample' }).click()
  await dialog.getByLabel('Seniority').selectOption('lead')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('row', { name: /Ivy Sample/ })
    .getByText('Lead')
    .waitFor()
  await close()
})

test('an incident’s times must follow each other, and every field reaches the API', async () => {
  const { page, close } = await open('#/incidents/new')
  await page.getByLabel('What happened?').fill('Export stopped')
  await page.getByLabel('Time zone').fill('Asia/Kolkata')
  await page.getByLabel('Started').fill('2026-01-20T10:00')
  await page.getByLabel('Resolved').fill('2026-01-20T09:00')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('This is before “Started”').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
  await page.getByLabel('Resolved').fill('2026-01-20T12:00')
  await page.getByLabel('Services').fill('export, storage')
  await page.getByLabel('Failure modes').fill('disk full')
  await page.getByLabel('Related to a deployment').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor()
  expect(desk.world.incidents.at(-1)).toMatchObject({
    title: 'Export stopped',
    startedAt: '2026-01-20T04:30:00.000Z',
    resolvedAt: '2026-01-20T06:30:00.000Z',
    services: ['export', 'storage'],
    failureModes: ['disk full'],
    deploymentRelated: true,
  })
  await close()
})

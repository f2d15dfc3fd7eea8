import { readFile } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit, type Visit } from './site.ts'
import { problemsOf } from '../problems.ts'
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

test.each([1280, 390, 320])('the roster is clean at %i pixels and says whose mail has stopped', async width => {
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

const paste = async ({ page }: Visit, text: string): Promise<void> => {
  await page.getByLabel('Or paste rows').fill(text)
  await page.getByRole('button', { name: 'Look at it' }).click()
}

test('a list is shown before anything is written: who is new, what changes from what to what, who is not in it', async () => {
  const before = emails()
  const there = await open('#/roster')
  const { page } = there
  await paste(there, 'Work Email;First Name;Last Name\nada@example.com;Ada;Changed\nnew@example.com;Nea;New\n')
  await page.getByText('1 is new, 1 changes').waitFor()
  const changed = page.getByRole('listitem').filter({ hasText: 'Ada Changed' })
  expect(await changed.getByText('Ada Sample').count()).toBe(1)
  await page.getByText('7 people on the roster are not in it').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(emails()).toEqual(before)
  await page.getByRole('button', { name: 'Add or update 2 people' }).click()
  await page.getByText('1 added, 1 changed, 0 removed.').waitFor()
  expect(emails()).toEqual([...before, 'new@example.com'])
  await there.close()
})

test('columns that were taken for others are chosen again, and the preview follows', async () => {
  const there = await open('#/roster')
  const { page } = there
  await paste(there, 'Kennung,Kasten,Truppe\nNea,nea@example.com,Ops\nNo,x,Ops\n')
  await page.getByText('There is nobody in it who can be taken.').waitFor()
  await page.getByLabel('Address', { exact: true }).selectOption('Kasten')
  await page.getByText('1 is new, 1 row cannot be taken').waitFor()
  await page.getByText('Where each field comes from').click()
  await page.getByLabel('Name', { exact: true }).selectOption('Kennung')
  await page.getByText('1 is new, 1 row cannot be taken').waitFor()
  await page.getByRole('button', { name: 'Take only the good one' }).click()
  await page.getByText('1 added, 0 changed, 0 removed.').waitFor()
  expect(desk.world.people.at(-1)).toMatchObject({ email: 'nea@example.com', name: 'Nea' })
  await there.close()
})

test('bad rows are named and handed back as a file that can be mended; what a zone means is said once', async () => {
  const there = await open('#/roster', 390)
  const { page } = there
  await paste(there, 'email,name,zone\na@example.com,Ann,IST\nb@example.com,Bo,ist\nworse,Worse,UTC\n')
  await page.getByRole('cell', { name: /there is no @ in it/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByLabel('“IST”').selectOption('Asia/Kolkata')
  await page.getByText('2 are new, 1 row cannot be taken').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download these rows to mend them' }).click(),
  ])
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n')
  expect(lines[0]).toBe('\uFEFFemail,name,zone,What is wrong,Line')
  expect(lines[1]).toMatch(/^worse,Worse,UTC,.*no @.*,4$/)
  await page.getByRole('button', { name: 'Take only the 2 good ones' }).click()
  await page.getByText('2 added, 0 changed, 0 removed.').waitFor()
  expect(desk.world.people.slice(-2).map(({ zone }) => zone)).toEqual(['Asia/Kolkata', 'Asia/Kolkata'])
  await there.close()
})

test('a file becomes the whole roster only after saying how many go', async () => {
  const { page, close } = await open('#/roster')
  const buffer = Buffer.from('email;name\nada@example.com;Ada\nnew@example.com;New\n')
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
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

test('a file in letters of another encoding is read as what its reader says', async () => {
  const { page, close } = await open('#/roster')
  const buffer = Buffer.from('656d61696c2c6e616d650a6e65774065782e6578616d706c652c4d69636861b30a', 'hex')
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByText('These letters look wrong').waitFor()
  await page.getByLabel('Read it as').selectOption('windows-1250')
  await page.getByText('1 new person').click()
  await page.getByText('Michał').waitFor()
  await close()
})

test('a stored zone that nobody can reckon with is said, and asked about where it is edited', async () => {
  const [first] = desk.world.people
  if (first) Object.assign(first, { zone: 'IST' })
  const { page, close } = await open('#/roster')
  const row = page.getByRole('row', { name: new RegExp(first?.name ?? '') })
  await row.getByText('Not a zone that can be used').waitFor()
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByLabel('Which “IST” is meant?').selectOption('Europe/Dublin')
  await page.getByRole('button', { name: 'Save' }).click()
  await row.getByText('Europe/Dublin').waitFor()
  expect(desk.world.people[0]?.zone).toBe('Europe/Dublin')
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

test('who has no name is asked for, and can be looked at alone', async () => {
  desk.world.people[0] = { ...desk.world.people[0], name: '' } as never
  const there = await open('#/roster')
  const { page } = there
  await page.getByText('One person has no name here.').waitFor()
  const show = page.getByRole('button', { name: 'Show only them' })
  await show.click()
  await page.getByText('1 person', { exact: false }).first().waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Show everybody' }).click()
  expect(await page.getByRole('row').count()).toBeGreaterThan(2)
  await there.close()
})

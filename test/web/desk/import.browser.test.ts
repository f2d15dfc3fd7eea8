import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyVendorSection } from '../../../functions/domain/incident/vendor.ts'
import { ownDesk, signIn, visit, type Visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { emptyWorld } from './stub-api.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
beforeEach(() => {
  desk.world = emptyWorld()
})

const open = async (width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { hash: '#/incidents/import', width })
  await signIn(there.page)
  return there
}
const fitsIn = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
const payload = (name: string) => readFileSync(new URL(`../../domain/import/payloads/${name}`, import.meta.url))
const choose = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/plain', buffer })
const paste = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Or paste it').fill(text)
  await page.getByRole('button', { name: 'Look at it' }).click()
}
const table = (rows: number, severity = 'P2'): string =>
  [
    'id,title,severity,started',
    ...Array.from({ length: rows }, (_, id) => `${id},Row ${id},${severity},2026-01-01`),
  ].join('\n')

describe('an import', () => {
  test('recognises a file, names what is wrong with it and what is no incident, and takes the good ones', async () => {
    const { page, close } = await open(390)
    await choose(page, 'issues.json', payload('github.json'))
    await page.getByRole('heading', { name: 'Recognised as: GitHub issues' }).waitFor()
    await page.getByRole('row', { name: /labels.name/ }).waitFor()
    await page.getByText('1 record is no incident').waitFor()
    await page.getByText('Which ones').click()
    await page.getByRole('row', { name: /Ask for a number.*a pull request/ }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await fitsIn(page)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Take only the 2 good ones' }).click()
    await page.getByText('2 added, 0 changed, 0 as they were.').waitFor()
    expect(desk.world.incidents.length).toBe(2)
    expect(await problemsOf(page)).toEqual([])
    await close()
  })

  test('maps the columns of a table of one’s own, and takes hundreds part by part; again it adds none', async () => {
    const rows = Array.from({ length: 600 }, (_, index) => `${index};Row ${index};grave;2026-01-01 10:00`)
    const { page, close } = await open()
    await paste(page, ['nr;was;wie;wann', ...rows].join('\n'))
    await page.getByRole('heading', { name: 'Recognised as: A table of your own' }).waitFor()
    await page.getByText('There is nothing in it that can be taken.').waitFor()
    for (const [field, column] of [
      ['What happened?', 'was'],
      ['Started', 'wann'],
      ['Severity', 'wie'],
      ['Id', 'nr'],
    ] as const) {
      if (field === 'Id') await page.locator('summary').filter({ hasText: 'More about' }).click()
      await page.getByLabel(field, { exact: true }).selectOption(column)
      await page.getByLabel(field, { exact: true }).and(page.locator(':enabled')).waitFor()
    }
    // What its own word for a severity means is asked once.
    await page.getByLabel('“grave”').selectOption('P1')
    await page.getByRole('button', { name: 'Take 600 incidents' }).click()
    await page.getByText('600 added, 0 changed, 0 as they were.').waitFor()
    expect(desk.world.calls.filter(call => call.includes('limit=250')).length).toBe(3)
    expect(new Set(desk.world.incidents.map(({ severity }) => severity))).toStrictEqual(new Set(['P1']))
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('button', { name: 'Take 600 incidents' }).click()
    await page.getByText('0 added, 0 changed, 600 as they were.').waitFor()
    await close()
  })

  test('looks again at what is chosen while it is being looked at, before anything can be taken', async () => {
    const { page, close } = await open()
    await paste(page, table(2))
    await page.getByRole('button', { name: 'Take 2 incidents' }).waitFor()
    const held = Promise.withResolvers<void>()
    await page.route(/dryRun=true/, async route => {
      await held.promise
      await route.fallback()
    })
    const asked = (what: string) => page.waitForRequest(request => decodeURIComponent(request.url()).includes(what))
    const first = asked('"startedAt":"started"')
    await page.getByLabel('Started', { exact: true }).selectOption('started')
    await first
    await page.getByLabel('Times without an offset are in').fill('Europe/Oslo')
    const second = asked('"zone":"Europe/Oslo"')
    held.resolve()
    await second
    await page.getByRole('button', { name: 'Take 2 incidents' }).click()
    await page.getByText('2 added, 0 changed, 0 as they were.').waitFor()
    await close()
  })

  test('is undone straight after it, and later from the list; what something refers to stays and is named', async () => {
    const { page, close } = await open(390)
    await paste(page, table(3))
    await page.getByRole('button', { name: 'Take 3 incidents' }).click()
    await page.getByText('3 added, 0 changed, 0 as they were.').waitFor()
    await page.getByRole('button', { name: 'Undo this import' }).first().click()
    await page.getByRole('heading', { name: 'Undo this import?' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('3 incidents deleted.').waitFor()
    expect(desk.world.incidents).toStrictEqual([])

    await paste(page, table(2))
    await page.getByRole('button', { name: 'Take 2 incidents' }).click()
    await page.getByText('2 added, 0 changed, 0 as they were.').waitFor()
    const [kept] = desk.world.incidents
    if (kept) desk.world.vendors.set(kept.id, emptyVendorSection(kept.id))
    await page.reload()
    await page.getByText('Earlier imports').click()
    await page.getByText(/^Undone/).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await fitsIn(page)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Undo this import' }).click()
    await page.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('1 incident deleted.').waitFor()
    await page.getByText('Row 0: a vendor section').waitFor()
    expect(desk.world.incidents.length).toBe(1)
    await close()
  })

  test('goes on by itself after a lost reply, and by a press after a refusal; nothing is doubled', async () => {
    const { page, close } = await open()
    await paste(page, table(600))
    let lost = true
    await page.route(/from=250/, async route => {
      if (!lost) return route.fallback()
      lost = false
      await route.fetch()
      return route.abort()
    })
    await page.getByRole('button', { name: 'Take 600 incidents' }).click()
    await page.getByText('No answer. Trying again…').waitFor()
    await page.getByText('600 added, 0 changed, 0 as they were.').waitFor()
    expect(desk.world.incidents.length).toBe(600)

    await page.route(/from=500/, route =>
      route.fulfill({ status: 409, json: { code: 'changed_meanwhile', title: 'Somebody else changed this.' } }),
    )
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('button', { name: 'Take 600 incidents' }).click()
    await page.getByText('The import stopped at 500 of 600.').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.unroute(/from=500/)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('0 added, 0 changed, 600 as they were.').waitFor()
    await close()
  })
})

describe('a file that can’t be taken says what to do', () => {
  const csv = 'id;title;severity;started\n1;Café geschlossen;P1;2026-01-01 10:00\n'

  test.each([
    ['saved by a spreadsheet in Windows-1252', Buffer.from(csv, 'latin1'), 'read as Windows-1252', true],
    ['in UTF-16 with its mark', Buffer.from(`\uFEFF${csv}`, 'utf16le'), 'Café geschlossen', true],
    ['in UTF-16 without it', Buffer.from(csv, 'utf16le'), 'read as UTF-16', true],
    ['empty', Buffer.alloc(0), 'The file is empty.', false],
    ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'Save the sheet as CSV UTF-8', false],
    ['half a download', Buffer.from('[{"title": "One"},\n{"tit'), 'it was cut off', false],
    ['of 20 MB', 20_000_000, 'This has 20.0 MB, and 5 is the most.', false],
    ['of too many records', Buffer.from(table(5001)), '5000 is the most', false],
  ])('%s', async (_what, buffer, message, readable) => {
    const { page, close } = await open(390)
    if (typeof buffer === 'number') {
      const folder = await mkdtemp(path.join(tmpdir(), 'murmur-import-'))
      await writeFile(path.join(folder, 'incidents.csv'), Buffer.alloc(buffer, 'a'))
      await page.getByLabel('Choose a file').setInputFiles(path.join(folder, 'incidents.csv'))
      await rm(folder, { recursive: true })
    } else await choose(page, 'incidents.csv', buffer)
    await page.getByText(message).first().waitFor()
    if (readable) await page.getByRole('cell', { name: 'Café geschlossen' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await fitsIn(page)).toBeLessThanOrEqual(390)
    await close()
  })
})

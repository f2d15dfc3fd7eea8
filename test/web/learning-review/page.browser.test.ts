import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { caller as callerOf, director as asDirector } from '../../caller.ts'
import { plantQuarters } from '../../learning/quarters/quarters.ts'
import { learning } from '../../learning/setup.ts'
import { realApi } from '../desk/real-api.ts'
import { opening, ownDesk, robin, signIn, visit } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { director } from '../trends/sample.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()
const planted = ownDatabase()
const empty = ownDatabase()
let call: ReturnType<typeof callerOf>
const at = '2026-10-05T09:00:00.000Z'

beforeAll(async () => {
  await plantQuarters(planted.client)
  call = learning(planted.client).call
  await call('PUT /api/learning-reviews/2026-Q3/notes/patterns', {
    at,
    body: { text: 'Ask about\nthe pool.', version: 0 },
  })
  for (const quarter of ['2026-Q2', '2026-Q3']) await call(`POST /api/learning-reviews/${quarter}/publish`, { at })
})
beforeEach(() => {
  desk.caller = director
  desk.real = realApi(planted.client)
})

const open = opening(browser, desk, 'learning-review')
const heading = (page: Page, level: number, name: string | RegExp) => page.getByRole('heading', { level, name })
const shown = (page: Page, quarter = 'Q3 2026') => heading(page, 1, `Learning review ${quarter}`).waitFor()
const evidence = path.join(import.meta.dirname, '..', '..', '..', 'evidence', 'learning-review')

describe('a published review', () => {
  test.each([
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
  ])('is clean at %i pixels, dark %s, with its five sections', async (width, dark) => {
    const { page, complaints, close } = await open({ width, dark })
    await shown(page)
    for (const name of ['Inventory', 'Patterns', 'Action audit', 'Pulse', 'Forward risks']) {
      await heading(page, 2, new RegExp(`^${name} (15|20) min`)).waitFor()
    }
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await page.title()).toBe('Learning review Q3 2026 · Murmur')
    mkdirSync(evidence, { recursive: true })
    await page.screenshot({ path: path.join(evidence, `${width}${dark ? '-dark' : ''}.png`), fullPage: true })
    expect(complaints).toEqual([])
    await close()
  })

  test('says what the API says: its figures in short, its notes, and nothing that could be changed', async () => {
    const { json } = await call('GET /api/learning-reviews/2026-Q3', { at })
    const { inventory, patterns, actions } = learningReviewSchema.parse(json).sections
    const { page, close } = await open()
    await shown(page)
    const short = await page.getByRole('region', { name: 'In short' }).innerText()
    const { rate, recurring, classified, total } = patterns.figures.recurrence
    expect(short).toContain(`${inventory.figures.total}\nincidents`)
    expect(short).toContain(`${Math.round((rate ?? 0) * 100)}%\ncame back`)
    expect(short).toContain(`${recurring} of ${classified} incidents of 90 days`)
    expect(short).toContain(`(of ${classified} of ${total} with a known failure mode)`)
    expect(short).toContain(
      `${actions.figures.closure.completed} completed for ${actions.figures.closure.opened} opened`,
    )
    expect(await page.getByText('Ask about').innerText()).toBe('Ask about\nthe pool.')
    expect(await page.locator('main').getByRole('textbox').count()).toBe(0)
    expect(await page.getByRole('button', { name: /publish|save|add|take back/i }).count()).toBe(0)
    await close()
  })

  test('has links to other quarters, the latest first, and an address for each section', async () => {
    const { page, close } = await open()
    await shown(page)
    const quarters = page.getByRole('navigation', { name: 'Published quarters' }).getByRole('link')
    expect((await quarters.allInnerTexts()).map(text => text.slice(0, 7))).toEqual(['Q3 2026', 'Q2 2026'])
    await quarters.nth(1).click()
    await shown(page, 'Q2 2026')
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Action audit' }).click()
    expect(new URL(page.url()).hash).toBe('#2026-Q2/actions')
    await page.locator('#section-actions h2:focus').waitFor()
    await page.reload()
    await shown(page, 'Q2 2026')
    await page.locator('#section-actions h2:focus').waitFor()
    await close()
  })

  test('works by keyboard: past the bar to the content, then to the quarters', async () => {
    const { page, close } = await open({ hash: '#2026-Q2' })
    await shown(page, 'Q2 2026')
    await page.locator('body').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    expect(new URL(page.url()).hash).toBe('#2026-Q2')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await shown(page)
    await close()
  })

  test('can be downloaded in four formats, as the API returns them', async () => {
    const { page, close } = await open()
    await shown(page)
    for (const [name, format] of [
      ['Markdown', 'md'],
      ['Page for print', 'html'],
      ['Word', 'docx'],
      ['Data (JSON)', 'json'],
    ] as const) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
      expect(file.suggestedFilename()).toBe(`learning-review-2026-Q3.${format}`)
      const given = await call(`GET /api/learning-reviews/2026-Q3.${format}`, { at, as: asDirector })
      const bytes = await readFile(await file.path())
      if (format === 'docx') expect(bytes.subarray(0, 2).toString()).toBe('PK')
      // Each of the two has an address of its own.
      else
        expect(bytes.toString('utf8')).toBe(given.text.replaceAll('https://murmur.example.org/', 'http://localhost/'))
    }
    await close()
  })

  test('prints its figures and sections, without buttons and links to other quarters', async () => {
    const { page, close } = await open()
    await shown(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    await heading(page, 1, 'Learning review Q3 2026').filter({ visible: true }).waitFor()
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
    await close()
  })
})

describe('where something is missing', () => {
  test('none published: what that means, and where to read meanwhile; facilitators learn where to publish', async () => {
    desk.real = realApi(empty.client)
    const one = await open({ width: 390 })
    await one.page.getByText('None is published yet').waitFor()
    expect(await one.page.getByRole('link', { name: 'Open the desk' }).count()).toBe(0)
    expect(await problemsOf(one.page)).toEqual([])
    expect(one.complaints).toEqual([])
    await one.page.getByRole('link', { name: 'Open the trends' }).click()
    await one.page.waitForURL('**/trends/')
    await one.close()
    desk.caller = robin
    const other = await open()
    await other.page.getByRole('link', { name: 'Open the desk' }).waitFor()
    await other.close()
  })

  test.each(['#2026-Q1', '#2031-Q1', '#gossip'])(
    '%s is not published: said so, with a way to the latest',
    async hash => {
      const { page, close } = await open({ hash })
      await page.getByText('is not published').waitFor()
      expect(await problemsOf(page)).toEqual([])
      await page.getByRole('link', { name: 'Read the latest' }).click()
      await shown(page)
      await close()
    },
  )

  test.each([/reviews$/, /2026-Q3$/])('an unreachable API (%s) is reported with a way to try again', async broken => {
    const there = await visit(browser, desk, { folder: 'learning-review' })
    let cut = true
    await there.page.route(broken, route => {
      if (!cut) return route.fallback()
      cut = false
      return route.abort()
    })
    await signIn(there.page)
    await there.page.getByRole('button', { name: 'Try again' }).click()
    await shown(there.page)
    await there.close()
  })

  test('somebody who is neither leadership nor facilitator learns whom to ask, and reads nothing', async () => {
    desk.caller = { ...director, groups: [] }
    const { page, close } = await open()
    await page.getByText('Your account does not read learning reviews yet').waitFor()
    expect(await heading(page, 2, /Inventory/).count()).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    await close()
  })

  test('a token that is no longer accepted asks for a new sign-in, and comes back to the quarter', async () => {
    const { page, close } = await open({ hash: '#2026-Q2' })
    await shown(page, 'Q2 2026')
    desk.revoke()
    await page.reload()
    await page.getByText('Your sign-in has run out').waitFor()
    await signIn(page)
    await shown(page, 'Q2 2026')
    await close()
  })
})

test('the trends link there', async () => {
  desk.real = null
  const there = await visit(browser, desk, { folder: 'trends' })
  await signIn(there.page)
  desk.real = realApi(planted.client)
  await there.page.getByRole('link', { name: 'Learning reviews' }).click()
  await shown(there.page)
  await there.close()
})

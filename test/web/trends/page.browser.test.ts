import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PulseRelease } from '../../../functions/domain/suppression/release.ts'
import { opening, ownDesk, robin, signIn } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { emptyWorld } from '../desk/stub-api.ts'
import { answerTrends, director, sampleReleases, sampleTrends } from './sample.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.caller = director
  desk.world = { ...emptyWorld(), trends: answerTrends() }
})

const open = opening(browser, desk, 'trends')
const shown = (page: Page) => page.getByText('Latest pulse').waitFor()
const figure = (page: Page, name: string | RegExp) => page.getByRole('figure', { name })
const spoken = (sentence: string) => sentence.replaceAll(' %', '\u00A0%').replaceAll(/(\d)-(\d)/g, '$1\u2011$2')

describe('what is there', () => {
  test.each([
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
  ])('is clean at %i pixels, dark %s, with every table and definition open', async (width, dark) => {
    const { page, complaints, close } = await open({ width, dark })
    await shown(page)
    expect(await problemsOf(page)).toEqual([])
    const closed = page.getByRole('button', { name: 'Show table' })
    while ((await closed.count()) > 0) await closed.first().click()
    for (const more of await page.locator('summary').all()) await more.click()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  })

  test('every quarter has its sentence, the latest first', async () => {
    const { page, close } = await open()
    await shown(page)
    const { quarters } = sampleTrends()
    await page.getByText('Earlier quarters', { exact: true }).click()
    const text = await page.locator('.headline').innerText()
    for (const { headline } of quarters) expect(text).toContain(spoken(headline))
    await close()
  })

  test('where years are not those of calendars, each place that names a quarter says so', async () => {
    const { page, close } = await open()
    await shown(page)
    await page.evaluate(() => {
      const session: object = JSON.parse(sessionStorage.getItem('murmur.session') ?? '{}')
      const calendar = { zone: 'UTC', yearStartsIn: 2 }
      sessionStorage.setItem('murmur.session', JSON.stringify({ ...session, calendar }))
    })
    await page.reload()
    await shown(page)
    await page.getByText('Earlier quarters', { exact: true }).click()
    const closed = page.getByRole('button', { name: 'Show table' })
    while ((await closed.count()) > 0) await closed.first().click()
    const places = page.locator('h2, h3, dt, option, .figure .tick, tbody th, .legend li')
    const named = (await places.allTextContents()).filter(text => /\bQ[1-4]\b.*20\d\d|^(FY)?20\d\d$/.test(text))
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(text => !/FY20\d\d/.test(text))).toEqual([])
    await close()
  })

  test('of how many incidents hour and service are known stands with their charts; with too few nothing is drawn', async () => {
    const view = sampleTrends()
    const last = view.learning.at(-1)
    if (!last) throw new Error('no quarter')
    const { page, close } = await open()
    await shown(page)
    const hours = figure(page, /Incidents by hour/)
    expect(await hours.locator('p').first().innerText()).toBe(last.incidents.hoursSentence)
    expect(
      await figure(page, /Incidents by service/)
        .locator('p')
        .first()
        .innerText(),
    ).toBe(last.incidents.servicesSentence)
    expect(await hours.locator('svg.chart').count()).toBe(1)
    await close()

    const few = { hoursTold: false, hoursSentence: '4 of 11 have a known time of day: too few to say.' }
    const learning = view.learning.map(one => ({ ...one, incidents: { ...one.incidents, ...few } }))
    desk.world.trends = () => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...view, learning }),
    })
    const next = await open()
    await shown(next.page)
    const drawn = figure(next.page, /Incidents by hour/)
    expect(await drawn.locator('p').first().innerText()).toBe(few.hoursSentence)
    expect(await drawn.locator('svg.chart').count()).toBe(0)
    await next.close()
  })

  test('groups stand by name, and of the hidden ones nothing is told but that they are', async () => {
    const { page, close } = await open()
    await shown(page)
    const names = await figure(page, 'By group').locator('h4').allInnerTexts()
    expect(names).toEqual(names.toSorted())
    expect(names).toHaveLength(8)
    const marks = figure(page, 'By group').locator('[data-mark]')
    const labels = await marks.evaluateAll(all => all.map(mark => mark.getAttribute('aria-label') ?? ''))
    const hidden = labels.filter(label => label.includes('nothing can be shown'))
    expect(hidden.length).toBeGreaterThan(2)
    for (const label of hidden) {
      expect(label).toMatch(
        /^Q\d \d{4}: \d+ were asked; nothing can be shown this quarter without showing what a few people answered\.$/,
      )
    }
    await close()
  })

  test('a facilitator has a way to the desk, a director none', async () => {
    const one = await open()
    await shown(one.page)
    expect(await one.page.getByRole('link', { name: 'Incidents' }).count()).toBe(0)
    await one.close()
    desk.caller = { ...robin, groups: ['facilitator', 'leadership'] }
    const other = await open()
    await shown(other.page)
    expect(await other.page.getByRole('link', { name: 'Incidents' }).count()).toBe(1)
    await other.close()
  })
})

describe('a chart', () => {
  test('is one stop for the Tab key; arrows move through its quarters, each read aloud and shown', async () => {
    const { page, close } = await open()
    await shown(page)
    const chart = figure(page, /Comfort in raising concerns/)
    const points = sampleTrends().series[0]?.points ?? []
    await chart.getByLabel('Figure').focus()
    await page.keyboard.press('Tab')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    const label = (index: number) => {
      const { quarter = '', sentence } = points.at(index) ?? {}
      return `${quarter.slice(5)} ${quarter.slice(0, 4)}: ${sentence}`
    }
    expect(await focused()).toBe(label(-1))
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toBe(label(-2))
    expect(await chart.locator('.reading').innerText()).toBe(label(-2))
    await page.keyboard.press('Home')
    expect(await focused()).toBe(label(0))
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toBe(label(0))
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Show table')
    await close()
  })

  test('has a name, a description, and marks for every quarter, the empty one too', async () => {
    const { page, close } = await open()
    await shown(page)
    for (const svg of await page.locator('svg.chart').all()) {
      const [label, by, described] = await Promise.all(
        ['aria-label', 'aria-labelledby', 'aria-describedby'].map(name => svg.getAttribute(name)),
      )
      const text = async (id: string | null | undefined) => (id ? page.locator(`[id="${id}"]`).innerText() : '')
      expect(label ?? (await text(by))).not.toBe('')
      expect(await text(described)).not.toBe('')
    }
    expect(
      await figure(page, /Comfort/)
        .locator('[data-mark]')
        .count(),
    ).toBe(sampleTrends().quarters.length)
    await close()
  })

  test('shows its table on demand, with the figures that were answered', async () => {
    const { page, close } = await open()
    await shown(page)
    const chart = figure(page, /Comfort in raising concerns/)
    expect(await chart.getByRole('table').count()).toBe(0)
    await chart.getByRole('button', { name: 'Show table' }).click()
    const rows = await chart
      .locator('tbody tr')
      .evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent)))
    const points = sampleTrends().series[0]?.points ?? []
    expect(rows.map(([, n, invited, share]) => [n, invited, share])).toEqual(
      points.map(({ n, invited, share }) => [n, invited, share?.value].map(value => String(value ?? ''))),
    )
    await chart.getByRole('button', { name: 'Hide table' }).click()
    expect(await chart.getByRole('table').count()).toBe(0)
    await close()
  })

  test('gives a table in which no cell is a formula', async () => {
    const releases = sampleReleases().map(
      (release): PulseRelease => ({
        ...release,
        cohorts: release.cohorts.map(cohort => (cohort.label === 'Checkout' ? { ...cohort, label: '=1+1' } : cohort)),
      }),
    )
    desk.world.trends = answerTrends({ releases })
    const { page, close } = await open()
    await shown(page)
    const text = await downloaded(page, 'Download “By group” as CSV', 'murmur-groups.csv')
    const rows: string[][] = parse(text, { bom: true })
    expect(rows.some(([group]) => group === "'=1+1")).toBe(true)
    expect(rows.flat().filter(cell => /^[=+@]/.test(cell))).toEqual([])
    await close()
  })

  test('gives itself as an SVG that stands alone', async () => {
    const { page, close } = await open()
    await shown(page)
    const title = 'Comfort in raising concerns, by quarter'
    const text = await downloaded(page, `Download “${title}” as SVG`, 'murmur-trend.svg')
    expect(text).not.toMatch(/class=|var\(--|data-hit|<script|href=/)
    const blank = await browser.newPage()
    await blank.setContent(text)
    const seen = await blank.locator('svg').evaluate(svg => ({
      title: svg.querySelector('title')?.textContent,
      described: (svg.querySelector('desc')?.textContent ?? '').length > 10,
      marks: svg.querySelectorAll('[data-mark]').length,
      line: getComputedStyle(svg.querySelector('path[fill="none"]') ?? svg).stroke,
      width: svg.getBoundingClientRect().width,
    }))
    expect(seen).toMatchObject({ title, described: true, marks: sampleTrends().quarters.length })
    expect(seen.line).toMatch(/^rgb/)
    expect(seen.width).toBeGreaterThan(500)
    await blank.close()
    await close()
  })

  test('says without colour what it says with it: stripes, dots and plain; shapes for other words', async () => {
    const { page, close } = await open()
    await shown(page)
    const fills = await page
      .locator('.segment')
      .evaluateAll(all => all.map(one => [one.classList[1], one.getAttribute('fill')?.replace(/^.*-/, '') ?? 'plain']))
    const kinds = new Map(fills.map(([kind = '', fill = '']) => [fill, kind]))
    expect(Object.fromEntries(kinds)).toMatchObject({ 'dots)': 'middle', plain: 'high' })
    expect(
      [...kinds]
        .filter(([, kind]) => kind === 'low')
        .map(([fill]) => fill)
        .every(fill => /stripes|dense/.test(fill)),
    ).toBe(true)
    const shapes = await figure(page, /Comfort/)
      .locator('.dot-mark')
      .evaluateAll(all => new Set(all.map(one => one.getAttribute('d'))).size)
    expect(shapes).toBe(2)
    await close()
  })

  test('on paper there are charts and words, no buttons', async () => {
    const { page, close } = await open()
    await shown(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.locator('svg.chart').filter({ visible: true }).count()).toBeGreaterThan(8)
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
    await close()
  })
})

const downloaded = async (page: Page, button: string, name: string): Promise<string> => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  expect(file.suggestedFilename()).toBe(name)
  return readFile(await file.path(), 'utf8')
}

describe('choosing', () => {
  test('a group stands in the address, and the page of one group names it', async () => {
    const { page, close } = await open()
    await shown(page)
    await page.getByLabel('Group', { exact: true }).selectOption('Payments')
    await page.getByText('Group Payments').waitFor()
    expect(new URL(page.url()).hash).toBe('#group=Payments')
    const { quarters } = sampleTrends({ group: 'Payments' })
    // What was read last stays while another choice is read.
    const headline = () => page.locator('.headline-sentence').innerText()
    await expect.poll(headline).toBe(spoken(quarters.at(-1)?.headline ?? ''))
    expect(await figure(page, 'By group').count()).toBe(0)
    await page.reload()
    await page.getByText('Group Payments').waitFor()
    await close()
  })

  test('everything can be taken along as one table', async () => {
    const { page, close } = await open()
    await shown(page)
    const text = await downloaded(page, 'Download everything (CSV)', 'murmur-trends.csv')
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
    expect(new Set(rows.map(row => row['quarter']))).toEqual(
      new Set(sampleTrends().quarters.map(({ quarter }) => quarter)),
    )
    await close()
  })
})

describe('where something is missing', () => {
  test('no pulse yet: what to do', async () => {
    desk.world.trends = answerTrends({ releases: [], learning: false })
    const { page, complaints, close } = await open()
    await page.getByText('No pulse has been published yet').waitFor()
    await page.getByText('Nothing has been recorded yet').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('one quarter: a point, and no trend', async () => {
    desk.world.trends = answerTrends({ releases: sampleReleases(1) })
    const { page, close } = await open()
    await shown(page)
    expect(await page.locator('.headline').innerText()).toContain('Too early for a trend: 1 of the 5 quarters')
    expect(await page.locator('.fit').count()).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    await close()
  })

  test('a pulse that is withheld says why, and draws gaps', async () => {
    const [release] = sampleReleases(1)
    if (!release) throw new Error('no release')
    const withheld: PulseRelease = {
      ...release,
      withheld: 'too_few_ballots',
      answered: null,
      cohorts: [],
      figures: [],
      comments: [],
    }
    desk.world.trends = answerTrends({ releases: [withheld] })
    const { page, complaints, close } = await open({ width: 390 })
    await page.getByText('Too few of 146 answered: nothing is shown under 5 answers.').first().waitFor()
    expect(
      await figure(page, /Comfort/)
        .locator('.gap')
        .count(),
    ).toBe(1)
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await close()
  })

  test('an unreachable API is told with a way to try again', async () => {
    desk.world.cuts = [{ method: 'GET', path: /trends/, how: 'before' }]
    const { page, close } = await open()
    await page.getByText('Murmur could not be reached').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await shown(page)
    await close()
  })

  test('a group that is not known is told with a way back', async () => {
    desk.world.cuts = [{ method: 'GET', path: /trends/, how: 'unknown_group' }]
    const { page, close } = await open({ hash: '#group=Nobody' })
    await page.getByText('is not known').waitFor()
    await page.getByRole('button', { name: 'Show everything' }).click()
    await shown(page)
    await close()
  })

  test('who is neither leadership nor facilitator is told whom to ask', async () => {
    desk.caller = { ...director, groups: [] }
    const { page, close } = await open()
    await page.getByText('Your account does not read trends yet').waitFor()
    await close()
  })

  test('whose address nobody verified is told so, and not to ask for a group', async () => {
    desk.world.cuts = [{ method: 'GET', path: /trends/, how: 'address_not_verified' }]
    const { page, close } = await open()
    await page.getByText('Your address is not verified').waitFor()
    await close()
  })

  test('a token that is taken no more asks for a new sign-in', async () => {
    const { page, close } = await open()
    await shown(page)
    desk.revoke()
    await page.reload()
    await page.getByText('Your sign-in has run out').waitFor()
    await signIn(page)
    await shown(page)
    await close()
  })
})

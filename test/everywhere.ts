/**
 * `npm run everywhere`: a local world with its sample, and each kind of page that its links lead to, as a facilitator
 * and as leadership. At three widths, with text twice as large, with forced colours and with reduced motion it lists what
 * `test/web/problems.ts` finds; then it presses everything there is to press, by keyboard, and lists where the focus
 * fell to the page, or nothing answered. Fails where it lists anything.
 */
import type { BrowserContext, ElementHandle, Page } from 'playwright-core'
import { command } from '../infra/command.ts'
import { startWorld } from '../infra/local/world.ts'
import { builtFunctions, builtSite } from './built.ts'
import { launch } from './chromium.ts'
import { motionIn, problemsOf, tooWide, unmarkedIn } from './web/problems.ts'

/** Of an address all ids and quarters are alike. */
const kindOf = (address: string): string =>
  address.replace(/(rev|inc|act|les)_\w+/g, '$1').replace(/\d{4}-Q\d.*/, 'quarter')

/** Reviews differ by their stage; the rest is laid out alike. */
const enoughOf = (kind: string): number => (kind === '/desk/#/reviews/rev' ? 4 : 1)

/** Prints, fills the screen or signs out: nothing that a page could show. */
const passedOver = /^(Print|Full screen|Sign out)$/

const pressable = 'main button, main summary, main input[type=checkbox]'

const settle = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle')
  // Two frames: what moves the focus waits for what is drawn.
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** A hash alone would not load the page anew. */
const openAt = async (page: Page, url: string): Promise<void> => {
  await page.goto('about:blank')
  await page.goto(url)
  await settle(page)
}

const nameOf = (element: ElementHandle<HTMLElement | SVGElement>): Promise<string> =>
  element.evaluate(one => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 60))

/** The page's policy lets no style element in. */
const restyle = (page: Page, css: string): Promise<void> =>
  page.evaluate(async text => {
    const sheet = new CSSStyleSheet()
    await sheet.replace(text)
    document.adoptedStyleSheets = [sheet]
  }, css)

const looks = async (page: Page, url: string): Promise<string[]> => {
  const found: string[] = []
  const add = (where: string, problems: readonly string[]): void => {
    found.push(...problems.map(problem => `${where}: ${problem}`))
  }
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    await openAt(page, url)
    add(`${width} pixels`, await problemsOf(page))
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await restyle(page, 'html { font-size: 200% }')
  add('text twice as large', await tooWide(page))
  // The distances of criterion 1.4.12.
  const spaced = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
  await restyle(page, `html { font-size: 100% } ${spaced}`)
  add('text spaced out', await tooWide(page))
  await page.setViewportSize({ width: 1280, height: 900 })
  await openAt(page, url)
  await page.emulateMedia({ forcedColors: 'active' })
  add('forced colours', await unmarkedIn(page))
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' })
  add('reduced motion', await motionIn(page))
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  return found
}

/** One press, on a page that was just opened. Null: it answered, and the focus is somewhere. */
const press = async (page: Page, element: ElementHandle<HTMLElement | SVGElement>): Promise<string | null> => {
  const download = Promise.withResolvers<boolean>()
  const found = (): void => download.resolve(true)
  page.once('download', found)
  const before = page.url()
  await element.focus()
  await element.evaluate(one => {
    const seen = { changes: 0, at: one }
    new MutationObserver(records => {
      seen.changes += records.length
    }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true })
    Object.assign(globalThis, { seen })
  })
  await page.keyboard.press((await element.evaluate(one => one.tagName)) === 'INPUT' ? 'Space' : 'Enter')
  await settle(page)
  const after = await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen?: { changes: number; at: Element } }
    return {
      // Another document has none: the press led away.
      isAnswered:
        !seen ||
        seen.changes > 0 ||
        document.activeElement !== seen.at ||
        Boolean(document.querySelector(':popover-open')),
      isOnPage: document.activeElement === document.body || document.activeElement === null,
      isInDialog: Boolean(document.querySelector('dialog[open]')),
    }
  })
  if (after.isOnPage) return 'the focus fell to the page'
  if (!after.isAnswered && page.url() === before) {
    // A file that is made first comes a moment later.
    const timer = setTimeout(download.resolve, 10_000, false)
    const isFile = await download.promise
    clearTimeout(timer)
    if (!isFile) return 'nothing answered'
  }
  page.off('download', found)
  if (!after.isInDialog) return null
  await page.keyboard.press('Escape')
  await settle(page)
  const back = await page.evaluate(() => document.activeElement !== document.body)
  return back ? null : 'the focus fell to the page as its dialog closed'
}

const presses = async (page: Page, url: string): Promise<string[]> => {
  const found: string[] = []
  await openAt(page, url)
  const all = await page.$$(pressable)
  const seen = new Set<string>()
  for (let index = 0; index < all.length; index += 1) {
    await openAt(page, url)
    const element = (await page.$$(pressable))[index]
    if (!element || !(await element.isVisible()) || (await element.isDisabled())) continue
    const name = await nameOf(element)
    // One of many alike, such as the buttons of a list's rows, stands for them.
    const alike = name
      .replace(/[“"].*|\d+/g, '')
      .split(' ')
      .slice(0, 2)
      .join(' ')
    if (passedOver.test(name) || seen.has(alike)) continue
    seen.add(alike)
    const problem = await press(page, element)
    if (problem !== null) found.push(`“${name}” pressed: ${problem}`)
  }
  return found
}

const walk = async (context: BrowserContext, url: string, first: string, persona: RegExp): Promise<string[]> => {
  const page = await context.newPage()
  const found: string[] = []
  page.on('pageerror', error => found.push(`${page.url()}: ${error.message}`))
  await page.goto(url + first)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: persona }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  const ahead = [first]
  const been = new Map<string, number>()
  for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
    const kind = kindOf(at)
    const times = been.get(kind) ?? 0
    if (times >= enoughOf(kind)) continue
    been.set(kind, times + 1)
    await openAt(page, url + at)
    const links = await page.evaluate(() => [...document.querySelectorAll('a')].map(({ href }) => href))
    const pages = links.filter(link => link.startsWith(url) && !/\/(api|assets|local)\/|#content$/.test(link))
    ahead.push(...pages.map(link => link.slice(url.length)))
    const here = [...(await looks(page, url + at)), ...(await presses(page, url + at))]
    console.log(here.length === 0 ? `${at}: nothing` : here.map(problem => `${at}: ${problem}`).join('\n'))
    found.push(...here.map(problem => `${at} ${problem}`))
  }
  return found
}

await command(import.meta.filename, async () => {
  const [functions, site] = await Promise.all([builtFunctions(), builtSite()])
  const world = await startWorld({ functions, site, schedule: false })
  const browser = await launch()
  try {
    const found: string[] = []
    for (const [first, persona] of [
      ['/desk/', /Robin/],
      ['/quarter/', /Kim/],
      ['/trends/', /Kim/],
    ] as const) {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
      found.push(...(await walk(context, world.url, first, persona)))
      await context.close()
    }
    console.log(`${found.length} findings`)
    process.exitCode = found.length === 0 ? 0 : 1
  } finally {
    await browser.close()
    await world.stop()
  }
})

/**
 * The trend page against a static page with the same charts, from the same server in the same run: the floor has its
 * SVG in the HTML, no script, and makes no API request.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { launch } from '../chromium.ts'
import { signIn, startDesk, visit } from '../web/desk/site.ts'
import { emptyWorld } from '../web/desk/stub-api.ts'
import { answerTrends, director } from '../web/trends/sample.ts'
import { scriptBytes } from '../web/trends/script-bytes.ts'
import { type Figure, median } from './figure.ts'

/** Milliseconds until the last chart is in a painted frame. */
const watch = (charts: number) => {
  const look = () => {
    if (document.querySelectorAll('svg.chart').length < charts) requestAnimationFrame(look)
    // Called before a frame is painted, so the next frame confirms it.
    else requestAnimationFrame(() => Reflect.set(globalThis, 'paintedMs', performance.now()))
  }
  requestAnimationFrame(look)
}

const paint = async (browser: Browser, url: string, charts: number, session: string): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(kept => sessionStorage.setItem('murmur.session', kept), session)
  await page.addInitScript(watch, charts)
  await page.goto(url, { waitUntil: 'commit' })
  const painted = await page.waitForFunction(() => Number(Reflect.get(globalThis, 'paintedMs') ?? 0))
  const milliseconds = await painted.jsonValue()
  await context.close()
  return milliseconds
}

export const benchTrendsPage = async (rounds = 15): Promise<Figure[]> => {
  const desk = await startDesk()
  const browser = await launch()
  try {
    desk.caller = director
    desk.world = { ...emptyWorld(), trends: answerTrends() }
    const { page, close } = await visit(browser, desk, { folder: 'trends' })
    await signIn(page)
    await page.getByText('Latest pulse').waitFor()
    const charts = await page.locator('svg.chart').count()
    const session = await page.evaluate(() => sessionStorage.getItem('murmur.session') ?? '')
    const still = await page.evaluate(() => {
      for (const script of document.querySelectorAll('script, noscript')) script.remove()
      return `<!doctype html>${document.documentElement.outerHTML}`
    })
    await close()
    await mkdir(path.join(desk.folder, 'static-trends'))
    await writeFile(path.join(desk.folder, 'static-trends', 'index.html'), still)
    // A recorded answer, because the page is measured and not the sample behind it.
    const answer = answerTrends()(new URL('/api/trends', desk.url))
    desk.world.trends = () => answer
    const [floor, own]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      floor.push(await paint(browser, `${desk.url}/static-trends/`, charts, session))
      own.push(await paint(browser, `${desk.url}/trends/`, charts, session))
    }
    return [
      {
        name: 'trend page: charts painted / static page of the same charts',
        value: median(own) / median(floor),
        bound: 1.5,
        detail: `${charts} charts, ${median(own).toFixed(0)} ms / ${median(floor).toFixed(0)} ms`,
      },
      {
        name: 'trend page: kB of script under brotli, sign-in included',
        value: (await scriptBytes(desk.folder, 'trends')) / 1000,
        bound: 35,
        detail: `answer of the API ${(answer.body.length / 1000).toFixed(0)} kB`,
      },
    ]
  } finally {
    await browser.close()
    await desk.stop()
  }
}

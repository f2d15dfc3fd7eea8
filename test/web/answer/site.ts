/** The built page in a real Chromium, with one survey in memory and the deployed headers. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { linkFragment } from '../../../functions/domain/ballot/link.ts'
import { createSite } from '../../../infra/local/emulators/site.ts'
import { builtSite } from '../../built.ts'
import { during } from '../../own.ts'
import type { Fate, World } from './world.ts'

export interface Site {
  readonly url: string
  readonly stop: () => Promise<void>
  /** The survey that answers; a test sets its own. */
  world: World | null
  /** Every requested address, in full. */
  readonly addresses: string[]
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

const startSite = async (): Promise<Site> => {
  const pages = createSite(await builtSite())
  const site: Site = {
    url: '',
    world: null,
    addresses: [],
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const server = createServer((request, response) => {
    const address = request.url ?? '/'
    site.addresses.push(`${request.method} ${address} ${request.headers.referer ?? ''}`)
    if (!address.startsWith('/api/')) return pages(request, response)
    const answer = async (): Promise<void> => {
      const method = request.method ?? 'GET'
      const body = await bodyOf(request)
      const { world } = site
      if (!world) throw new Error('no survey')
      world.calls.push({ method, path: address, body })
      const answered = await world.handle(method, address, body)
      response.writeHead(answered.statusCode, answered.headers).end(answered.body)
    }
    answer().catch(() => request.socket.destroy())
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return Object.assign(site, { url: `http://localhost:${port}` })
}

export const ownSite = (): Site => during(startSite, ({ stop }) => stop())

export const linkTo = (site: Site, which = 0, instrument = 'pre-meeting-1'): string => {
  const link = site.world?.links[which]
  if (!link) throw new RangeError('no such link')
  return `${site.url}/answer/${instrument}/#${linkFragment(link)}`
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Everything that the console or the page complained about. */
  readonly complaints: string[]
}

export const visit = async (browser: Browser, address: string, width = 390): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    timezoneId: 'Europe/Berlin',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => {
    // Some tests are about a lost network, which Chromium itself reports.
    if (message.type() === 'error' && !/net::|Failed to load resource/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(address)
  return { context, page, complaints }
}

/** Cuts off the next call of `path` here and not at the server, because Chromium quietly repeats a call. */
export const attached = (page: Page) => page.waitForFunction(() => document.querySelector('#pseudonym')?.textContent)
export const stands = (page: Page, heading: string) =>
  page.getByRole('heading', { name: heading, exact: true }).waitFor()

const stepOf = (page: Page, item: string) => page.locator(`[data-step][data-item="${item}"]`)
/** To the last step, from any other. */
export const toEnd = async (page: Page): Promise<void> => {
  while (!(await page.locator('#use').isVisible())) {
    const done = page.locator('#done')
    await ((await done.isVisible()) ? done : page.locator('#next')).click()
  }
}
/** To a question, as one gets there by hand. */
export const toQuestion = async (page: Page, item: string): Promise<void> => {
  const step = stepOf(page, item)
  if ((await step.count()) === 0 || (await step.isVisible())) return
  await toEnd(page)
  if ((await step.getAttribute('data-step')) === 'main') {
    while (!(await step.isVisible())) await page.click('#back')
    return
  }
  if (!(await page.locator('#more ul').isVisible())) await page.click('#more summary')
  await page.click(`#more [data-to="${item}"]`)
}
export const write = async (page: Page, item: string, text: string): Promise<void> => {
  await toQuestion(page, item)
  await page.fill(`#${item}`, text)
}
export const pressSend = async (page: Page): Promise<void> => {
  await toEnd(page)
  await page.click('#go-send')
}
export const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

export const cutOff = (context: BrowserContext, path: string, fate: Fate): Promise<unknown> =>
  context.route(
    `**${path}`,
    async route => {
      if (fate === 'reply-lost') await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )

/**
 * `npm run pictures -- [--out DIR]`: takes the pictures that the README shows, of a local world with its sample, into
 * `docs/pictures` or another folder. Run it after a change of what they show. It fails where a screen lacks what its
 * picture is there to show.
 */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { command } from '../infra/command.ts'
import { startWorld } from '../infra/local/world.ts'
import { builtFunctions, builtSite } from './built.ts'
import { launch } from './chromium.ts'
import { signIn } from './journeys/whole-job.ts'

/** A README is loaded with all of them. */
const mostBytes = 300_000

interface Picture {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Brings the page to what is shown; throws where it is not there. */
  readonly show: (page: Page, url: string) => Promise<void>
}

/** Follows a link of the page where a local world begins. */
const begin = async (page: Page, url: string, step: string): Promise<void> => {
  await page.goto(`${url}/local/`)
  const address = await page.getByRole('link', { name: step }).getAttribute('href')
  if (!address) throw new Error(`The page at /local/ has no link “${step}”.`)
  await page.goto(new URL(address, url).href)
}

const pictures: readonly Picture[] = [
  {
    name: 'answer',
    width: 390,
    height: 780,
    show: async (page, url) => {
      await begin(page, url, 'answers under a pseudonym')
      await page.getByRole('textbox').first().waitFor()
      await page.getByText('Sealed until').first().waitFor()
    },
  },
  {
    name: 'agenda',
    width: 1280,
    height: 860,
    show: async (page, url) => {
      await signIn(page, url, /Robin/)
      await begin(page, url, 'goes through an agenda')
      const brief = page.locator('.brief')
      await brief.waitFor()
      // With the agenda's title and day above it.
      await brief.evaluate(element => scrollTo(0, scrollY + element.getBoundingClientRect().top - 104))
    },
  },
  {
    name: 'trends',
    width: 1280,
    height: 860,
    show: async (page, url) => {
      await page.goto(`${url}/trends/`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('button', { name: /Kim/ }).click()
      await page.locator('figure svg').first().waitFor()
    },
  },
]

const take = async (browser: Browser, url: string, folder: string, picture: Picture): Promise<void> => {
  const { name, width, height, show } = picture
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: width < 600 ? 2 : 1,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Berlin',
  })
  try {
    const page = await context.newPage()
    await show(page, url)
    await page.waitForLoadState('networkidle')
    const file = path.join(folder, `${name}.png`)
    await page.screenshot({ path: file })
    const { size } = await stat(file)
    if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes, more than ${mostBytes}.`)
    console.log(`${name}.png: ${size} bytes`)
  } finally {
    await context.close()
  }
}

await command(import.meta.filename, async () => {
  const { values } = parseArgs({ options: { out: { type: 'string' } } })
  const folder = path.resolve(values.out ?? path.join(import.meta.dirname, '..', 'docs', 'pictures'))
  await mkdir(folder, { recursive: true })
  const [functions, site] = await Promise.all([builtFunctions(), builtSite()])
  const world = await startWorld({ functions, site, schedule: false })
  const browser = await launch()
  try {
    for (const picture of pictures) await take(browser, world.url, folder, picture)
  } finally {
    await browser.close()
    await world.stop()
  }
})

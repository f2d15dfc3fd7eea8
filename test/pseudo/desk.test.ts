/**
 * Every kind of page of the desk, of trends and of the learning review, over a filled local world, on a phone, in a
 * language of nobody: what does not come from the API is no English, and nothing is cut off.
 */
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { startWorld } from '../../infra/local/world.ts'
import { builtFunctions } from '../built.ts'
import { during, ownBrowser } from '../own.ts'
import { builtInPseudo } from './bundled.ts'
import { cutOffOn, foreignIn, textsOn } from './seen.ts'
import { pseudoLanguage } from './spoken.ts'

vi.mock(import('../../functions/domain/language/spoken.ts'), async original => {
  const { withPseudo } = await import('./spoken.ts')
  return withPseudo(await original())
})
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const browser = ownBrowser()
const world = during(
  async () => startWorld({ schedule: false, functions: await builtFunctions(), site: await builtInPseudo() }),
  ({ stop }) => stop(),
)

/** Of an address all ids and quarters are alike. */
const kindOf = (address: string): string =>
  address.replace(/(rev|inc|act|les)_\w+/g, '$1').replace(/\d{4}-Q\d.*/, 'quarter')

/** Initials, marks of a chart, quarters, zones, the address of a page; the day in an agenda that is in English itself. */
const usual = [
  'Murmur',
  pseudoLanguage,
  'Robin',
  'Kim',
  /https?:\/\/\S+/g,
  /[a-z]+@example\.com/g,
  /\b[A-Z]{1,2}\b/g,
  /\bQ[1-4](?: \d{4})?\b/g,
  /\bUTC\b/g,
  /\b[A-Z][a-z]+day \d{1,2} [A-Z][a-z]+ \d{4}/g,
]

/** Whatever spaces and dashes hold it together on a line. */
const plainly = (text: string): string => text.replaceAll('‑', '-').replaceAll(/\s+/g, ' ').trim()

/** Its stretches of plain letters, a sentence or a name each: what of somebody's words was cut short or put together. */
const stretchesOf = (text: string): string[] =>
  text.split(/[^ -~]+|(?<=[.!?]) |[,;:] /u).flatMap(part => {
    const words = part.replace(/^[^A-Za-z]+|[^A-Za-z]+$/g, '')
    return words === '' ? [] : [words]
  })

/** Of what a page shows: what is neither in the pseudo-language nor said by the API, whole or in part. */
const foreignTo = (texts: readonly string[], told: ReadonlySet<string>): string[] => {
  const known = [...told].map(plainly).filter(text => /[A-Za-z]/.test(text))
  const longestFirst = [...new Set(known)].toSorted((a, b) => b.length - a.length)
  const all = known.join('\n')
  return foreignIn(texts.flatMap(text => text.split('\n')).map(plainly), [...longestFirst, ...usual]).filter(text =>
    stretchesOf(text).some(part => !all.includes(part)),
  )
}

/** Every text of an answer, which is data: people's words, names, what an agenda says in its review's language. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

const signIn = async (persona: string): Promise<{ page: Page; told: Set<string> }> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.addInitScript(language => localStorage.setItem('murmur/language', language), pseudoLanguage)
  const told = new Set<string>()
  page.on('response', response => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return
    response.json().then(
      body => textsIn(body).forEach(text => told.add(text)),
      () => {},
    )
  })
  await page.goto(`${world.url}/desk/`)
  await page.getByRole('button').first().click()
  await page.getByRole('button', { name: persona }).click()
  await page.locator('main h1').waitFor()
  return { page, told }
}

test.each([
  ['Robin', 20],
  ['Kim', 4],
])('%s', async (persona, fewestKinds) => {
  const { page, told } = await signIn(persona)
  const found: string[] = []
  const seen = new Map<string, number>()
  const queue = ['/desk/#/', '/quarter/', '/trends/', '/learning-review/', '/comments/', '/trace/']
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    await page.goto('about:blank')
    await page.goto(`${world.url}${address}`)
    await page.waitForLoadState('networkidle')
    const foreign = foreignTo(await textsOn(page), told)
    const cut = await cutOffOn(page)
    found.push(...[...foreign, ...cut].map(problem => `${kindOf(address)}: ${problem}`))
    const links = await page.$$eval('a[href]', all => all.map(link => (link as HTMLAnchorElement).href))
    for (const link of links) {
      const next = new URL(link)
      const to = next.pathname + next.search + next.hash
      const kind = kindOf(to)
      if (
        next.origin !== world.url ||
        !/^\/(desk|quarter|trends|learning-review|comments|trace)\//.test(to) ||
        next.hash === '#content'
      )
        continue
      if ((seen.get(kind) ?? 0) >= (kind === '/desk/#/reviews/rev' ? 4 : 1)) continue
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      queue.push(to)
    }
  }
  expect(seen.size).toBeGreaterThan(fewestKinds)
  expect(found).toEqual([])
})

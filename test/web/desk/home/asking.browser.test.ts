/** How often home asks, and for what. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { ownBrowser } from '../../../own.ts'
import { sampleWorld } from '../sample.ts'
import { ownDesk, signIn, visit } from '../site.ts'

const desk = ownDesk()
const browser = ownBrowser()
beforeEach(() => {
  desk.world = sampleWorld()
})

/** As when somebody comes back to the tab. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

test('home is one call, and asks again with the tag of what it has', async () => {
  const { page, close } = await visit(browser, desk)
  const tags: (string | undefined)[] = []
  await page.route('**/api/home', async route => {
    const tag = route.request().headers()['if-none-match']
    tags.push(tag)
    if (tag) return route.fulfill({ status: 304, headers: { etag: tag } })
    const response = await route.fetch()
    return route.fulfill({ response, headers: { ...response.headers(), etag: '"first"' } })
  })
  await signIn(page)
  const open = page.getByRole('link', { name: 'Open agenda: Card payments' }).first()
  await open.waitFor()
  expect(desk.world.calls.filter(call => call.startsWith('GET'))).toEqual(['GET /api/home'])
  const again = page.waitForResponse('**/api/home')
  await comeBack(page)
  expect((await again).status()).toBe(304)
  expect([tags, await open.isVisible()]).toEqual([[undefined, '"first"'], true])
  await close()
})

test('home does not ask again once nothing is open', async () => {
  for (const review of desk.world.reviews) review.status = 'cancelled'
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('link', { name: 'All reviews' }).waitFor()
  for (let time = 0; time < 3; time += 1) await comeBack(page)
  await page.getByRole('link', { name: 'All reviews' }).click()
  await page.getByText('Past and cancelled').waitFor()
  expect(desk.world.calls.filter(call => call.startsWith('GET'))).toEqual([
    'GET /api/home',
    'GET /api/home/reviews?limit=200',
  ])
  await close()
})

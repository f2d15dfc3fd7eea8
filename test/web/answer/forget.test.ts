/** Forgetting on this device: nothing is left, nothing comes back, and nothing is sent any more. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend as send, stands, visit } from './site.ts'
import { createWorld, type World } from './world.ts'

const { receipt, review, passingTroubles } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
})

const open = async () => {
  const visited = await visit(browser, linkTo(site))
  await attached(visited.page)
  return visited
}
const called = (path: string) => world.calls.filter(call => call.path === path)
const keptText = (page: Page) =>
  page.evaluate(() => JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)]))
const forget = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: receipt.forget }).click()
  await page.getByRole('button', { name: receipt.forgetConfirm }).click()
  await stands(page, receipt.forgotten)
}

describe('forget on this device', () => {
  test('asks once more, leaves nothing in this browser, and can be undone while the page is open', async () => {
    const { page } = await open()
    await page.fill('#saw', 'to be forgotten')
    await send(page)
    await stands(page, receipt.title)
    const before = await keptText(page)
    await page.getByRole('button', { name: receipt.forget }).click()
    expect(await keptText(page)).toBe(before)
    await page.getByRole('button', { name: receipt.forgetConfirm }).click()
    await stands(page, receipt.forgotten)
    expect(await keptText(page)).toBe('[]')
    await page.getByRole('button', { name: receipt.undo }).click()
    await stands(page, receipt.title)
    await page.locator('.proof > summary').click()
    await page.locator('#after').getByText('to be forgotten', { exact: true }).waitFor()
  })

  test('before anything is sent it forgets the draft; the link in the mail starts again', async () => {
    const { page } = await open()
    await page.fill('#saw', 'to be forgotten')
    await page.getByRole('button', { name: receipt.forget }).click()
    await page.getByRole('button', { name: receipt.forgetConfirm }).click()
    await stands(page, receipt.forgotten)
    expect(await keptText(page)).toBe('[]')
    await page.goto('about:blank')
    await page.goto(linkTo(site))
    await attached(page)
    expect(await page.inputValue('#saw')).toBe('')
    expect(called('/api/passes')).toEqual([])
  })
})

describe('forgotten while it is being sent', () => {
  test('a send that waits to be tried again is not tried again, also when the network is back', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'to be forgotten')
    await context.route('**/api/ballots', route => route.abort())
    await send(page)
    await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
    await forget(page)
    await context.unroute('**/api/ballots')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    expect(await page.locator('#send').textContent()).not.toContain(review.progress.pass)
    await page.evaluate(() => fetch('/privacy/'))
    expect(called('/api/ballots')).toEqual([])
    expect(await keptText(page)).toBe('[]')
  })

  test('an answer to what was on its way changes nothing, keeps nothing and leads to nothing more', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'to be forgotten')
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    await context.route('**/api/passes', async route => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest('**/api/passes')
    await send(page)
    await asked
    await forget(page)
    const answered = page.waitForResponse('**/api/passes')
    release()
    await answered
    // The button can be pressed again once the send has ended.
    await page.locator('#go-send:not([aria-disabled])').waitFor({ state: 'attached' })
    await stands(page, receipt.forgotten)
    expect(called('/api/ballots')).toEqual([])
    expect(await keptText(page)).toBe('[]')
    await page.getByRole('button', { name: receipt.undo }).click()
    await page.getByText(review.interrupted).waitFor()
    await send(page)
    await stands(page, receipt.title)
    expect(new Set(called('/api/passes').map(({ body }) => body)).size).toBe(1)
  })
})

test('where nothing can be kept, the link leaves the address bar, and undoing puts it back', async () => {
  const visited = await visit(browser, 'about:blank')
  await visited.context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  const { page } = visited
  await page.goto(linkTo(site))
  await attached(page)
  await forget(page)
  expect(new URL(page.url()).hash).toBe('')
  await page.getByRole('button', { name: receipt.undo }).click()
  await page.waitForURL(linkTo(site))
  await attached(page)
})

/** One question a screen: the way forward and back, what is kept, and how much still fits. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { utf8 } from '../../../web/kit/plain/bytes.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend, stands, toEnd, visit, write } from './site.ts'
import { createWorld, type World } from './world.ts'

const { facts, receipt } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
})

const bare = () => `${site.url}/answer/pre-meeting-1/`
const open = async () => {
  const visited = await visit(browser, linkTo(site))
  await attached(visited.page)
  return visited
}
const seen = (page: Page) =>
  page.locator('[data-step]:visible').evaluateAll(all => all.map(one => one.id || one.getAttribute('data-item')))

describe('from question to question', () => {
  test('one stands on the screen; back is always there, by its button and the browser’s, and the address says nothing', async () => {
    const { page } = await open()
    expect(await seen(page)).toEqual(['saw'])
    await page.fill('#saw', 'canaryword')
    await page.click('#next')
    expect(await seen(page)).toEqual(['sense'])
    await page.click('#skip')
    expect(await seen(page)).toEqual(['differently'])
    await page.goBack()
    expect(await seen(page)).toEqual(['sense'])
    await page.click('#back')
    expect(await seen(page)).toEqual(['saw'])
    expect(await page.inputValue('#saw')).toBe('canaryword')
    expect(page.url()).toBe(bare())
  })

  test('a reload stays at the question, and skipping is offered as long as nothing is written', async () => {
    const { page } = await open()
    await page.click('#next')
    await page.reload()
    await attached(page)
    expect(await seen(page)).toEqual(['sense'])
    expect(await page.isVisible('#skip')).toBe(true)
    await page.fill('#sense', 'x')
    expect(await page.isVisible('#skip')).toBe(false)
  })

  test('progress is said in words, and the questions beyond are offered at the end', async () => {
    const { page } = await open()
    expect(await page.textContent('#progress')).toBe(facts.step(1, 4))
    await toEnd(page)
    expect(await page.textContent('#progress')).toBe(facts.last)
    await write(page, 'well', 'the runbook')
    expect(await page.textContent('#progress')).toBe(facts.more(5, 6))
    await page.click('#done')
    await page.locator('.answers').getByText('the runbook').waitFor()
    await page.getByRole('button', { name: /^Change: What went well/ }).click()
    expect(await seen(page)).toEqual(['well'])
  })
})

describe('on this device', () => {
  test('whether it has answered is said before anybody writes', async () => {
    const { page } = await open()
    expect(await page.isVisible('#sent')).toBe(false)
    await page.fill('#saw', 'text')
    await pressSend(page)
    await stands(page, receipt.title)
    await page.reload()
    await stands(page, receipt.title)
    await page.getByRole('button', { name: receipt.edit }).click()
    expect(await page.textContent('#sent')).toBe(facts.sent)
    expect(await page.isVisible('#sent')).toBe(true)
  })

  test('a tab that slept takes over what another wrote, and adds what is typed into it', async () => {
    const { page, context } = await open()
    const other = await context.newPage()
    await other.goto(bare())
    await attached(other)
    // It hears nothing of the other any more.
    await page.evaluate(() => {
      for (const event of ['storage', 'focus', 'pageshow', 'visibilitychange', 'resume'])
        for (const place of [globalThis, document])
          place.addEventListener(event, each => each.stopImmediatePropagation(), true)
    })
    await write(other, 'saw', 'from the tab that was awake')
    await write(other, 'sense', 'its second answer')
    await page.locator('#saw').pressSequentially('typed')
    await page.locator('#saw').evaluate(box => box.dispatchEvent(new Event('change', { bubbles: true })))
    await expect.poll(() => page.inputValue('#saw')).toContain('from the tab that was awake')
    const here = await page.inputValue('#saw')
    expect(here).toContain('typed')
    await expect.poll(() => page.inputValue('#sense')).toBe('its second answer')
    await other.bringToFront()
    await other.evaluate(() => dispatchEvent(new Event('focus')))
    await expect.poll(() => other.inputValue('#saw')).toBe(here)
  })

  test('woken, it has it before anybody types', async () => {
    const { page, context } = await open()
    const other = await context.newPage()
    await other.goto(bare())
    await attached(other)
    await page.evaluate(() => addEventListener('storage', event => event.stopImmediatePropagation(), true))
    await write(other, 'saw', 'newer')
    await page.evaluate(() => document.dispatchEvent(new Event('resume')))
    await expect.poll(() => page.inputValue('#saw')).toBe('newer')
  })
})

describe('how much still fits', () => {
  test.each([
    ['kana', 'あいうえお'],
    ['letters', 'abcde'],
    ['letters with marks', 'éàüöñ'],
    ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈👍🏽🔥🎉'],
    ['Arabic', 'مرحبا'],
  ])('is a figure that is true for %s', async (_, sample) => {
    const { page } = await open()
    await page.fill('#saw', sample.repeat(Math.floor(8_000 / utf8(sample).length)))
    const left = Number(/about ([\d,]+) more/.exec((await page.textContent('#left')) ?? '')?.[1]?.replaceAll(',', ''))
    expect(left).toBeGreaterThan(0)
    const written = await page.inputValue('#saw')
    const characters = Array.from(new Intl.Segmenter().segment(sample), ({ segment }) => segment)
    const more = (count: number) =>
      Array.from({ length: count }, (_each, at) => characters[at % characters.length]).join('')
    await page.fill('#saw', written + more(left - characters.length))
    expect(await page.textContent('#left')).toMatch(/^Room for/)
    await page.fill('#saw', written + more(left + characters.length + 1))
    expect(await page.textContent('#left')).toMatch(/^Too long/)
  })
})

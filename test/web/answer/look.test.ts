import { createHash } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { termsText } from '../../../functions/domain/terms/terms.ts'
import { wordingsIn } from '../../../functions/domain/instrument/words/languages.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { attached, linkTo, overflows, ownSite, pressSend, stands, toEnd, toQuestion, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { createWorld, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { naming, page: said, review, receipt, links, unsubscribe, privacy } = words.en
const retention = { ballot: 0, slot: 0, invitation: 400, mail: 30, survey: 1100 }
const facts = {
  kind: 'pre-meeting',
  minimumBallots: 3,
  groupMinimum: 5,
  retention,
  promisedDays: 7,
  instrument: preMeeting1,
} as const

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld(termsText(facts, 'en'))
  site.world = world
  site.addresses.length = 0
})

/** Each step in turn; `look` is called on every one. At the end a name to sign with is asked for. */
const walk = async (page: Page, look: () => Promise<void>): Promise<void> => {
  await page.fill('#saw', 'I called Robin Sample; it was their own fault.')
  await page.click('#how summary')
  await page.click('#how details summary')
  await look()
  await page.click('#next')
  await page.fill('#sense', `A long word: ${'Donaudampfschifffahrt'.repeat(8)}`)
  await look()
  // The others look like these.
  for (const id of ['harder', 'comfortable']) {
    await toQuestion(page, id)
    await look()
  }
  await toQuestion(page, 'hesitate')
  await page.fill('#hesitate', 'I have not slept properly since.')
  await page.press('#hesitate', 'Tab')
  await page.locator('.care').waitFor()
  await look()
  await toEnd(page)
  await page.getByRole('heading', { name: naming.title }).waitFor()
  await page.check('input[name=use][value=signed]')
  await page.click('.exact summary')
  await page.click('#go-send')
  await page.getByText(review.signatureMissing).waitFor()
  await look()
  await page.fill('#signature', 'Kim Placeholder')
}

/** Lines that the title's box cuts off, at its top or at its bottom. */
const cutLines = (page: Page) =>
  page.evaluate(() => {
    const place = document.querySelector('h1')
    const text = place?.firstChild
    if (!place || !text) return -1
    const range = document.createRange()
    range.selectNodeContents(text)
    const box = place.getBoundingClientRect()
    return [...range.getClientRects()].filter(line => line.top < box.top - 1 || line.bottom > box.bottom + 1).length
  })

test.each([
  'Search down',
  'Search showed yesterday’s catalogue until noon',
  'Emails were delayed for two hours because the queue',
  'Orders were charged twice while the payment provider was answering slowly for an afternoon',
  'Ein Datenbankwechsel hielt die Bestellannahme in allen Regionen über eine Stunde lang an, und niemand sah es',
])('the whole title is in sight on a phone: %s', async title => {
  world.title = title
  const { page } = await visit(browser, linkTo(site), 390)
  await attached(page)
  expect(await page.textContent('h1')).toBe(title)
  expect(await cutLines(page)).toBe(0)
})

test.each([
  'Search down',
  'Checkout returned errors for 48 minutes',
  'Orders were charged twice while the payment provider was answering slowly for an afternoon',
])('the whole title is in sight once the text is made twice as large: %s', async title => {
  world.title = title
  const { page } = await visit(browser, linkTo(site), 390)
  await attached(page)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('html { font-size: 200% }')
    document.adoptedStyleSheets = [sheet]
  })
  expect(await cutLines(page)).toBe(0)
})

test.each([320, 390, 1280])('no fact is cut off at %i pixels', async width => {
  const { page } = await visit(browser, linkTo(site), width)
  await attached(page)
  const cut = await page.$$eval('#who, .inc p, #sealed', all =>
    all.filter(fact => fact.scrollWidth > fact.clientWidth + 1 && fact.clientWidth > 0).map(fact => fact.textContent),
  )
  expect(await page.textContent('#who')).toMatch(/\d\d:\d\d/)
  expect(cut).toEqual([])
  expect(await overflows(page)).toBe(false)
})

const looks = [390, 1280].flatMap(width => (['light', 'dark'] as const).map(scheme => [width, scheme] as const))

describe.each(looks)('%i pixels, %s', (width, colorScheme) => {
  test('each step, and the receipt: no violation, and nothing overflows the window', async () => {
    const { page, complaints } = await visit(browser, linkTo(site), width)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await attached(page)
    const look = async (): Promise<void> => {
      expect(await problemsOf(page)).toEqual([])
    }
    await walk(page, look)
    await pressSend(page)
    await stands(page, receipt.title)
    await page.click('.proof > summary')
    await page.getByRole('button', { name: receipt.forget }).click()
    await look()
    expect(complaints).toEqual([])
  })

  test('the box for a link, the privacy page and the unsubscribe page: no violation', async () => {
    const { page, complaints } = await visit(browser, `${site.url}/answer/pre-meeting-1/`, width)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await stands(page, links.title)
    expect(await problemsOf(page)).toEqual([])
    await page.goto(`${site.url}/privacy/`)
    await stands(page, privacy.title)
    expect(await problemsOf(page)).toEqual([])
    await page.goto(`${site.url}/unsubscribe/#aaaaaaaaaaaaaaaaaaaaaa`)
    await stands(page, unsubscribe.title)
    expect(await problemsOf(page)).toEqual([])
    expect(complaints).toEqual([])
  })
})

/** Text that its own box cuts off, and controls too small for a finger. */
const cramped = (page: Page) =>
  page.evaluate(() => {
    const seen = (one: Element) => one.getClientRects().length > 0
    const named = (one: Element) => `${one.tagName} ${one.id} ${one.textContent?.slice(0, 30) ?? ''}`
    const clipped = [...document.querySelectorAll('main *')].filter(
      one =>
        seen(one) &&
        one.tagName !== 'TEXTAREA' &&
        getComputedStyle(one).overflowY !== 'visible' &&
        one.scrollHeight > one.clientHeight + 1,
    )
    const small = [
      ...document.querySelectorAll('main :is(button,select,summary,input[type=text],label:has(input))'),
    ].filter(one => seen(one) && one.getBoundingClientRect().height < 44)
    const tiny = [...document.querySelectorAll('main a')].filter(
      one => seen(one) && !one.closest('p:has(span)') && one.getBoundingClientRect().height < 24,
    )
    return [...clipped, ...small, ...tiny].map(named)
  })

test.each([
  ['320 pixels', 320, ''],
  ['390 pixels', 390, ''],
  ['text twice as large', 390, 'html { font-size: 200% }'],
  ['text twice as large at 320 pixels', 320, 'html { font-size: 200% }'],
] as const)('%s: no step overflows or is cut off, and every control is large enough', async (_, width, style) => {
  world.title = 'Orders were charged twice while the payment provider was answering slowly for an afternoon'
  const { page, context } = await visit(browser, 'about:blank', width)
  await context.addInitScript(css => {
    // As a reader's own setting is there before the page.
    document.addEventListener('readystatechange', () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [sheet]
    })
  }, style)
  await page.goto(linkTo(site))
  await attached(page)
  const look = async (): Promise<void> => {
    expect([await cramped(page), await overflows(page)]).toEqual([[], false])
  }
  await walk(page, look)
  await pressSend(page)
  await stands(page, receipt.title)
  await look()
})

test('with forced colours what is chosen, and where one is, can still be seen', async () => {
  const { page } = await visit(browser, linkTo(site))
  await page.emulateMedia({ forcedColors: 'active' })
  await attached(page)
  expect(await page.$eval('.inc', one => getComputedStyle(one).borderStyle)).toBe('solid')
  const marks = await page.$$eval('.bar i', all => all.map(one => getComputedStyle(one).backgroundColor))
  expect(new Set(marks.slice(0, 2)).size).toBe(2)
  await toEnd(page)
  expect(await page.$eval('.opt:has(:checked)', one => getComputedStyle(one).outlineStyle)).toBe('solid')
})

test('from right to left nothing overflows the window', async () => {
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  await walk(page, async () => {
    expect(await overflows(page)).toBe(false)
  })
  const [box, window] = await page.evaluate(() => [
    document.querySelector('h1')?.getBoundingClientRect().right,
    innerWidth,
  ])
  expect((window ?? 0) - (box ?? 0)).toBeLessThan(40)
})

test('by keyboard: from the link to the receipt, the focus is always where one expects it, and the title says where one is', async () => {
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent || '')
  const tabTo = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 12 && (await focused()) !== wanted; presses += 1) await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(said.skip)
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('What did you see, and when?')
  await tabTo('saw')
  await page.keyboard.type('typed')
  for (const [at, question] of ['What made your actions', 'What would have had', 'Is there anything'].entries()) {
    await tabTo('next')
    await page.keyboard.press('Enter')
    expect(await focused()).toContain(question)
    expect(await page.title()).toMatch(new RegExp(`^${at + 2} of 4: ${question}.* · Murmur$`))
  }
  await tabTo('next')
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('use-ask')
  for (let presses = 0; presses < 20 && (await focused()) !== 'go-send'; presses += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await stands(page, receipt.title)
  expect(await focused()).toBe(receipt.title)
  expect(await page.title()).toBe(`${receipt.title} · Murmur`)
  expect(world.ballots.size).toBe(1)
})

test('in print the receipt and the stored text remain, and no button', async () => {
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  await page.fill('#saw', 'on paper')
  await pressSend(page)
  await stands(page, receipt.title)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('#after').getByText('on paper', { exact: true }).isVisible()).toBe(true)
  expect(await page.locator('.receipt code').first().isVisible()).toBe(true)
  expect(await page.locator('button:visible').count()).toBe(0)
})

test('nothing above or at the first question moves while the facts load, for a short title and a long one', async () => {
  const { page, context } = await visit(browser, 'about:blank')
  await context.addInitScript(() => {
    let moved = 0
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) moved += 'value' in entry ? Number(entry.value) : 0
      document.documentElement.dataset['moved'] = String(moved)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  for (const title of [
    'Short',
    'Forty letters of a title and so on '.repeat(4).slice(0, 139),
    'A title of two hundred characters '.repeat(6).slice(0, 159) + '.',
  ]) {
    await context.route('**/form', async route => {
      // Late enough that the page has been painted as it came, before the facts are there.
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
      const answered = await route.fetch()
      await route.fulfill({ json: { ...(await answered.json()), title } })
    })
    await page.goto('about:blank')
    await page.goto(linkTo(site))
    const before = await page.evaluate(() => document.querySelector('textarea')?.getBoundingClientRect().top)
    await attached(page)
    expect(await page.textContent('h1')).toBe(title)
    expect(await cutLines(page)).toBe(0)
    expect(await page.evaluate(() => document.querySelector('textarea')?.getBoundingClientRect().top)).toBe(before)
    expect(await page.evaluate(() => document.documentElement.dataset['moved'] ?? '0')).toBe('0')
    await context.unroute('**/form')
    await page.evaluate(() => localStorage.clear())
  }
})

test('the questions are in the HTML of at most 5 kB, and all that it takes to send weighs at most 21, from this origin', async () => {
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  const shell = await (await fetch(`${site.url}/answer/pre-meeting-1/`)).text()
  for (const { id } of preMeeting1.items) {
    expect(shell).toContain(wordingsIn('en')['pre-meeting-1']?.[id]?.question)
  }
  const linked = [...shell.matchAll(/(?:src|href)=(\/[^\s>]+)/g)].map(([, address]) => address ?? '')
  const script = linked.filter(address => address.startsWith('/assets/'))
  expect(script.length).toBe(1)
  // Roughly the compression level of a CDN.
  const packed = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
  const first = await (await fetch(`${site.url}${script[0]}`)).text()
  expect(packed(shell)).toBeLessThanOrEqual(5_000)
  expect(packed(shell) + packed(first)).toBeLessThanOrEqual(21_000)
  const origins = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
  )
  expect(new Set(origins)).toEqual(new Set([site.url]))
})

test('the inlined style is the one that the Content-Security-Policy allows by its hash', async () => {
  const answer = await fetch(`${site.url}/answer/pre-meeting-1/`)
  const shell = await answer.text()
  const style = /<style>([^]*?)<\/style>/.exec(shell)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'sha256-${hash}'`)
  expect(shell).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=/)
})

import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { linkFragment } from '../../../functions/domain/ballot/link.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { attached, cutOff, linkTo, ownSite, stands, visit } from './site.ts'
import { createWorld, termsOf, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { page: said, review, receipt, troubles, facts, links, unsent } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
})

const bare = () => `${site.url}/answer/pre-meeting-1/`
const open = async (which = 0) => {
  const visited = await visit(browser, linkTo(site, which))
  await attached(visited.page)
  return visited
}
const look = (page: Page) => page.getByRole('button', { name: said.look }).click()
const send = (page: Page) => page.getByRole('button', { name: review.send }).click()
const called = (path: string) => world.calls.filter(call => call.path === path)
const keptText = (page: Page) =>
  page.evaluate(() => JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)]))

describe('an incomplete link', () => {
  test('a page without its fragment asks for the link and continues with it', async () => {
    const { page } = await visit(browser, bare())
    await stands(page, links.title)
    await page.getByLabel(links.label).fill('https://example.org/answer')
    await page.getByRole('button', { name: links.button }).click()
    await page.getByText(links.wrong).waitFor()
    await page.getByLabel(links.label).fill(linkTo(site))
    await page.getByRole('button', { name: links.button }).click()
    await page.waitForFunction(() => document.querySelector('#readers')?.textContent?.includes('Dana'))
    expect(page.url()).toBe(bare())
  })

  test('a link pasted into the address bar of the open page works too', async () => {
    const { page } = await visit(browser, bare())
    await stands(page, links.title)
    await page.goto(linkTo(site))
    await attached(page)
    expect(await page.textContent('h1')).toBe('Checkout answered slowly for two hours')
    expect(page.url()).toBe(bare())
  })

  test('keys that do not match the link: nothing can be sent, and the page says why', async () => {
    const link = world.links[0]
    if (!link) throw new RangeError()
    const keysHash = randomBytes(32).toString('base64url')
    const { page } = await visit(browser, `${bare()}#${linkFragment({ ...link, keysHash })}`)
    await stands(page, troubles.keys_altered[0])
    expect(await page.locator('form').isVisible()).toBe(false)
  })

  test('an unknown link is refused at Submit with advice, and the answer stays', async () => {
    const link = world.links[0]
    if (!link) throw new RangeError()
    const token = randomBytes(32).toString('base64url')
    const { page } = await visit(browser, `${bare()}#${linkFragment({ ...link, token })}`)
    await attached(page)
    await page.fill('#saw', 'kept words')
    await look(page)
    await send(page)
    await stands(page, troubles.unknown_link[0])
    await page.getByText('kept words', { exact: true }).waitFor()
    expect(world.ballots.size).toBe(0)
  })
})

describe('drafts', () => {
  test('survive a closed tab: the page opened again without its link continues where it was', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'half a sentence')
    await page.click('#well-ask')
    await page.fill('#well', 'the runbook')
    await page.selectOption('[name=well-choice]', 'themes-only')
    const pseudonym = await page.textContent('#pseudonym')
    await page.close()
    const again = await context.newPage()
    await again.goto(bare())
    await attached(again)
    expect(await again.inputValue('#saw')).toBe('half a sentence')
    expect(await again.inputValue('#well')).toBe('the runbook')
    expect(await again.inputValue('[name=well-choice]')).toBe('themes-only')
    expect(await again.textContent('#pseudonym')).toBe(pseudonym)
  })

  test('text typed before the script ran is added to the draft, and neither is lost', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'written yesterday')
    await page.close()
    const again = await context.newPage()
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    await context.route('**/assets/answer-main-*.js', async route => {
      await held
      await route.continue()
    })
    await again.goto(bare(), { waitUntil: 'commit' })
    await again.fill('#saw', 'typed at once')
    release()
    await attached(again)
    expect(await again.inputValue('#saw')).toBe('written yesterday\ntyped at once')
  })

  test('two people who answer on one device do not see each other’s words', async () => {
    const { page } = await open(0)
    await page.fill('#saw', 'words of the first')
    await page.goto('about:blank')
    await page.goto(linkTo(site, 1))
    await attached(page)
    expect(await page.inputValue('#saw')).toBe('')
    await page.fill('#saw', 'words of the second')
    for (const which of [1, 0]) {
      await page.goto('about:blank')
      await page.goto(linkTo(site, which))
      await attached(page)
      expect(await page.inputValue('#saw')).toBe(which ? 'words of the second' : 'words of the first')
    }
  })

  test('without a network the questions are there, typed text is kept, and Submit says so', async () => {
    const { page, context } = await open()
    await context.route('**/api/**', route => route.abort('internetdisconnected'))
    await page.reload()
    await page.locator('#status', { hasText: troubles.offline[0] }).waitFor()
    await page.fill('#saw', 'on a train')
    expect(await keptText(page)).toContain('on a train')
    expect(await page.textContent('h1')).toBe('Checkout answered slowly for two hours')
    await look(page)
    await send(page)
    await page.locator('.alarm', { hasText: troubles.offline[0] }).waitFor()
    await context.unroute('**/api/**')
    await page.getByRole('button', { name: review.again }).click()
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
  })

  test('a second script that could not be fetched is fetched again when it is needed', async () => {
    const { page, context } = await visit(browser, 'about:blank')
    await context.route('**/assets/answer-later-*', route => route.abort('internetdisconnected'), { times: 2 })
    await page.goto(linkTo(site))
    await page.locator('#status', { hasText: facts.offline }).waitFor()
    await page.fill('#saw', 'text')
    await look(page)
    await stands(page, review.title)
  })
})

describe('a browser that keeps nothing', () => {
  const faults: Record<string, () => void> = {
    'is full': () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
    'only pretends': () => {
      Storage.prototype.setItem = () => {}
    },
    'hands out no storage': () => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    },
  }
  test.each(Object.entries(faults))(
    'one that %s: says so while writing and at Submit, and uses up no pass',
    async (_, fault) => {
      const { page, context } = await visit(browser, 'about:blank')
      await context.addInitScript(fault)
      await page.goto(linkTo(site))
      await attached(page)
      await page.fill('#saw', 'text')
      await page.getByText(facts.keptNot).waitFor()
      await look(page)
      await send(page)
      await page.locator('.alarm', { hasText: troubles.storage_failed[0] }).waitFor()
      expect(called('/api/passes')).toEqual([])
    },
  )
})

describe('two tabs', () => {
  test('the one in the background follows, and both together send one ballot', async () => {
    const { page, context } = await open()
    const other = await context.newPage()
    await other.goto(bare())
    await attached(other)
    // Two pages of a headless browser both believe that they have the focus.
    await page.evaluate(() => Object.defineProperty(document, 'hasFocus', { value: () => false }))
    await other.fill('#saw', 'from the other tab')
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'from the other tab')
    await Promise.all([look(page), look(other)])
    // Whichever is first takes both to the receipt, so the other's button may be gone before it is pressed.
    const sendOrFollow = (tab: Page) => Promise.race([send(tab), stands(tab, receipt.title)])
    await Promise.all([sendOrFollow(page), sendOrFollow(other)])
    await Promise.all([stands(page, receipt.title), stands(other, receipt.title)])
    expect(called('/api/passes').length).toBe(1)
    expect(world.ballots.size).toBe(1)
  })

  test('sent in one, the other shows the receipt', async () => {
    const { page, context } = await open()
    const other = await context.newPage()
    await other.goto(bare())
    await attached(other)
    await page.fill('#saw', 'text')
    await look(page)
    await send(page)
    await stands(page, receipt.title)
    await stands(other, receipt.title)
    expect(await other.textContent('.receipt code')).toBe(await page.textContent('.receipt code'))
  })

  test('begun in another browser: asked to finish there, the words are kept', async () => {
    const first = await open()
    await first.page.fill('#saw', 'there')
    await look(first.page)
    await send(first.page)
    await stands(first.page, receipt.title)
    const { page } = await open()
    await page.fill('#saw', 'here')
    await look(page)
    await send(page)
    await page.getByText(troubles.pass_already_issued[0]).waitFor()
    expect(await keptText(page)).toContain('here')
    expect(world.ballots.size).toBe(1)
  })
})

describe('surveys that accept no answer', () => {
  const states: [string, () => void, keyof typeof troubles][] = [
    ['closed', () => (world.now = Date.parse(world.closesAt)), 'survey_closed'],
    ['cancelled', () => (world.status = 'cancelled'), 'survey_cancelled'],
    ['not open yet', () => (world.status = 'scheduled'), 'survey_not_open'],
    ['with other terms than before', () => (world.terms = termsOf('quietly changed')), 'terms_altered'],
  ]
  test.each(states)('%s: says so, and returns the text that was not sent', async (_, change, code) => {
    const { page } = await open()
    await page.fill('#saw', 'not sent in time')
    change()
    await page.reload()
    await stands(page, troubles[code][0])
    await stands(page, unsent.title)
    await page.getByText('not sent in time', { exact: true }).waitFor()
    expect(await page.locator('form').isVisible()).toBe(false)
  })

  test('cancelled after it was sent: destroyed unread, and no receipt claims otherwise', async () => {
    const { page } = await open()
    await page.fill('#saw', 'sent in time')
    await look(page)
    await send(page)
    await stands(page, receipt.title)
    world.status = 'cancelled'
    await page.reload()
    await stands(page, troubles.survey_cancelled[0])
    expect(await page.locator('.receipt').count()).toBe(0)
    expect(await page.getByRole('heading', { name: receipt.title }).count()).toBe(0)
    expect(await page.getByRole('button', { name: receipt.forget }).count()).toBe(1)
  })

  test('closed while it was being checked: refused, nothing lost', async () => {
    const { page } = await open()
    await page.fill('#saw', 'a minute late')
    await look(page)
    await stands(page, review.title)
    world.now = Date.parse(world.closesAt)
    await send(page)
    await stands(page, troubles.survey_closed[0])
    await page.getByText('a minute late', { exact: true }).waitFor()
    expect(world.ballots.size).toBe(0)
  })

  test('a pass signed in the last second: the reply lost, the page loaded after the close, it still counts', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'last second')
    await look(page)
    await cutOff(context, '/api/ballots', 'request-lost')
    await send(page)
    await page.getByText(troubles.offline[0]).waitFor()
    world.now = Date.parse(world.closesAt) + 60_000
    await page.reload()
    await page.getByText(review.interrupted).waitFor()
    await send(page)
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
  })
})

describe('forget on this device', () => {
  test('asks once more, leaves nothing in this browser, and can be undone while the page is open', async () => {
    const { page } = await open()
    await page.fill('#saw', 'to be forgotten')
    await look(page)
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
    await page.getByText('to be forgotten', { exact: true }).waitFor()
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

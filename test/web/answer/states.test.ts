import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { linkFragment } from '../../../functions/domain/ballot/link.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { attached, cutOff, linkTo, ownSite, pressSend as send, stands, toEnd, visit, write } from './site.ts'
import { createWorld, termsOf, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { contested, review, receipt, stopped, passingTroubles, troubles, facts, unsent } = words.en

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
const called = (path: string) => world.calls.filter(call => call.path === path)
const keptText = (page: Page) =>
  page.evaluate(() => JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)]))

describe('a link that leads nowhere', () => {
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
    await send(page)
    await stands(page, troubles.unknown_link[0])
    await page.locator('#after').getByText('kept words', { exact: true }).waitFor()
    expect(world.ballots.size).toBe(0)
  })
})

describe('drafts', () => {
  test('survive a closed tab: the page opened again without its link continues where it was', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'half a sentence')
    await write(page, 'well', 'the runbook')
    await toEnd(page)
    await page.selectOption('[name=well-choice]', 'themes-only')
    const pseudonym = await page.textContent('#pseudonym')
    await page.close()
    const again = await context.newPage()
    await again.goto(bare())
    await attached(again)
    expect(await again.inputValue('#saw')).toBe('half a sentence')
    expect(await again.inputValue('#well')).toBe('the runbook')
    await toEnd(again)
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
    await page.locator('#status', { hasText: passingTroubles.offline[0] }).waitFor()
    await page.fill('#saw', 'on a train')
    expect(await keptText(page)).toContain('on a train')
    expect(await page.textContent('h1')).toBe('Checkout answered slowly for two hours')
    await send(page)
    await page.locator('#send', { hasText: passingTroubles.offline[0] }).waitFor()
    await context.unroute('**/api/**')
    await page.getByRole('button', { name: review.again }).click()
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
  })

  test.each(['main', 'later', 'wording'])('an altered %s script does not run', async name => {
    const { page, context } = await visit(browser, 'about:blank')
    await context.route(`**/assets/answer-${name}-*`, async route => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: `globalThis.altered = true;${await answer.text()}` })
    })
    const refused = page.waitForEvent('console', message => message.text().includes('integrity'))
    await page.goto(linkTo(site))
    if (name !== 'main') {
      await page.fill('#saw', 'text')
      await toEnd(page)
    }
    await refused
    expect(await page.evaluate(() => Reflect.get(globalThis, 'altered'))).toBeUndefined()
    await context.unrouteAll({ behavior: 'wait' })
  })

  test('a script that could not be fetched with the first words is fetched again when it is needed', async () => {
    const { page, context } = await open()
    let refused = 0
    await context.route('**/assets/answer-later-*.js*', async route => {
      refused += 1
      await (refused > 1 ? route.continue() : route.abort('internetdisconnected'))
    })
    await page.fill('#saw', 'text')
    await expect.poll(() => refused).toBe(1)
    await send(page)
    await stands(page, receipt.title)
  })

  test('a style that could not be fetched with the first words is fetched again when it is needed', async () => {
    const { page, context } = await visit(browser, 'about:blank')
    let asked = 0
    await context.route('**/assets/answer-later-*.css', async route => {
      asked += 1
      await (asked > 1 ? route.continue() : route.abort('internetdisconnected'))
    })
    await page.goto(linkTo(site))
    await attached(page)
    await expect.poll(() => asked).toBe(1)
    await page.fill('#saw', 'text')
    await send(page)
    await stands(page, receipt.title)
    await expect.poll(() => asked).toBe(2)
  })

  test.each([
    ['keys_altered', troubles.keys_altered[0]],
    ['storage_failed', troubles.storage_failed[0]],
    ['survey_closed', passingTroubles.internal[0]],
  ] as const)('%s is not called a lost connection where nothing more of it can be fetched', async (code, title) => {
    const { page, context } = await open()
    await context.route('**/assets/answer-later-*.js*', route => route.abort('internetdisconnected'))
    await page.fill('#saw', 'text')
    await toEnd(page)
    await context.route('**/api/passes', route => route.fulfill({ status: 409, json: { code } }))
    await page.click('#go-send')
    await page.locator('#send').getByText(title).waitFor()
    expect(world.ballots.size).toBe(0)
  })

  test('what was sent is said to count where nothing more of it can be fetched', async () => {
    const { page, context } = await open()
    await context.route('**/assets/answer-later-*.js*', route => route.abort('internetdisconnected'))
    await page.fill('#saw', 'text')
    await send(page)
    await page.locator('#send').getByText(facts.sent).waitFor()
    expect(world.ballots.size).toBe(1)
  })
})

describe('two tabs', () => {
  test('the one in the background follows, and both together send one ballot', async () => {
    const { page, context } = await open()
    const other = await context.newPage()
    await other.goto(bare())
    await attached(other)
    await other.fill('#saw', 'from the other tab')
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'from the other tab')
    await Promise.all([toEnd(page), toEnd(other)])
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
    await send(page)
    await stands(page, receipt.title)
    await stands(other, receipt.title)
    expect(await other.textContent('.receipt code')).toBe(await page.textContent('.receipt code'))
  })

  test('begun in another browser: asked to finish there, the words are kept', async () => {
    const first = await open()
    await first.page.fill('#saw', 'there')
    await send(first.page)
    await stands(first.page, receipt.title)
    const { page } = await open()
    await page.fill('#saw', 'here')
    await send(page)
    await stands(page, troubles.pass_already_issued[0])
    await page.locator('#after').getByText('here', { exact: true }).waitFor()
    expect(await keptText(page)).toContain('here')
    expect(world.ballots.size).toBe(1)
  })
})

describe('a link that somebody else used', () => {
  const used = async () => {
    for (const slot of world.slots.values()) slot.issued = 'by somebody else'
    const { page } = await open()
    await page.fill('#saw', 'mine')
    await send(page)
    await stands(page, troubles.pass_already_issued[0])
    return page
  }
  const contests = () => called('/api/passes').filter(({ body }) => body.includes('"contested":true'))

  test('can be contested by one press, which asks for the same pass and nothing else', async () => {
    const page = await used()
    expect(contests()).toEqual([])
    await page.getByRole('button', { name: contested.press }).click()
    await page.getByText(contested.done).waitFor()
    expect(contests().length).toBe(1)
    const [first, second] = called('/api/passes').map(({ body }) => JSON.parse(body) as object)
    expect(second).toEqual({ ...first, contested: true })
    expect(await page.getByRole('button', { name: contested.press }).isVisible()).toBe(false)
    expect(world.ballots.size).toBe(0)
    // What was written is kept here.
    expect(await keptText(page)).toContain('mine')
  })

  test('is contested by nobody’s script, and cut off it says so and can be pressed again', async () => {
    const page = await used()
    await page.evaluate(() => document.querySelector<HTMLElement>('.contest button')?.click())
    expect(contests()).toEqual([])
    await page.route('**/api/passes', route => route.abort())
    await page.getByRole('button', { name: contested.press }).click()
    await page.getByText(passingTroubles.offline[1]).last().waitFor()
    await page.unroute('**/api/passes')
    await page.getByRole('button', { name: contested.press }).click()
    await page.getByText(contested.done).waitFor()
  })

  test('is offered on a used link alone', async () => {
    const { page } = await open()
    await page.fill('#saw', 'mine')
    expect(await page.getByRole('button', { name: contested.press }).count()).toBe(0)
    world.status = 'cancelled'
    await send(page)
    await stands(page, troubles.survey_cancelled[0])
    expect(await page.getByRole('button', { name: contested.press }).count()).toBe(0)
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
    expect(await page.textContent('h1')).toBe('Checkout answered slowly for two hours')
    await page.locator('#after').getByText('not sent in time', { exact: true }).waitFor()
    expect(await page.getByText(stopped.write('Dana Example')).count()).toBe(
      code === 'survey_closed' || code === 'survey_cancelled' ? 1 : 0,
    )
    expect(await page.locator('form').isVisible()).toBe(false)
  })

  test('cancelled after it was sent: destroyed unread, and no receipt claims otherwise', async () => {
    const { page } = await open()
    await page.fill('#saw', 'sent in time')
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
    await toEnd(page)
    await stands(page, review.mine)
    world.now = Date.parse(world.closesAt)
    await send(page)
    await stands(page, troubles.survey_closed[0])
    await page.locator('#after').getByText('a minute late', { exact: true }).waitFor()
    expect(world.ballots.size).toBe(0)
  })

  test('a pass that was begun and not signed before the close promises nothing: it is closed', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'last second')
    await toEnd(page)
    await cutOff(context, '/api/passes', 'request-lost')
    await send(page)
    await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
    world.now = Date.parse(world.closesAt) + 60_000
    await page.reload()
    await stands(page, troubles.survey_closed[0])
    await page.locator('#after').getByText('last second', { exact: true }).waitFor()
    expect(await page.getByText('still counts').isVisible()).toBe(false)
  })

  test('a pass signed in the last second: the reply lost, the page loaded after the close, it still counts', async () => {
    const { page, context } = await open()
    await page.fill('#saw', 'last second')
    await toEnd(page)
    await cutOff(context, '/api/ballots', 'request-lost')
    await send(page)
    await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
    world.now = Date.parse(world.closesAt) + 60_000
    await page.reload()
    await page.getByText(review.interrupted).waitFor()
    await send(page)
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
  })
})

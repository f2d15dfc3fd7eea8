/** A survey that asks whoever answers to sign in, in the page; the way through a provider is in test/journeys. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../functions/domain/refusal.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { problemsOf } from '../problems.ts'
import { attached, linkTo, ownSite, pressSend as send, stands, toEnd, visit } from './site.ts'
import { createWorld, type World } from './world.ts'

const { contested, facts, receipt, review, signIn, troubles } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  world.owners = ['ada@example.org', 'bo@example.org', 'cy@example.org']
  site.world = world
})

const passCalls = () => world.calls.filter(({ path }) => path === '/api/passes').map(({ body }) => JSON.parse(body))
const addressed = (page: Page) => page.evaluate(() => location.href)
const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem('murmur/signed-in'))

/** As after a sign-in in this tab; `who` is what the world reads of the token. */
const signedInAs = (page: Page, who: string, expiresAt = Date.now() + 3_600_000) =>
  page.addInitScript(
    ([idToken = '', email = '', until = '']) => {
      if (sessionStorage.getItem('signed-once')) return
      sessionStorage.setItem('signed-once', 'yes')
      sessionStorage.setItem('murmur/signed-in', JSON.stringify({ idToken, email, expiresAt: Number(until) }))
    },
    [`e30.${who}.AA`, `${who}@example.org`, String(expiresAt)],
  )
const open = async (who: string | null, which = 0) => {
  const visited = await visit(browser, 'about:blank')
  if (who !== null) await signedInAs(visited.page, who)
  await visited.page.goto(linkTo(site, which))
  return visited
}
/** In a browser of its own, signed in. */
const sendAs = async (...who: Parameters<typeof open>) => {
  const { page } = await open(...who)
  await attached(page)
  await page.fill('#saw', 'text')
  await send(page)
  return page
}

test('a survey without it fetches nothing of it, and sends nothing of a sign-in that this tab has', async () => {
  world.owners = null
  site.addresses.length = 0
  const { page } = await open('ada')
  await attached(page)
  await page.fill('#saw', 'text')
  await send(page)
  await stands(page, receipt.title)
  expect(site.addresses.filter(address => /sign-in|config\.json/.test(address))).toEqual([])
  expect(passCalls().map(body => Object.keys(body))).toEqual([['surveyId', 'cohort', 'token', 'blinded', 'protocol']])
})

test('before the first box it says why, and who sees what; nothing is asked of anybody before a press', async () => {
  const { page, complaints } = await open(null)
  await stands(page, signIn.title)
  for (const said of [signIn.text, ...signIn.seen]) await page.getByText(said, { exact: true }).waitFor()
  expect(await page.locator('form').isVisible()).toBe(false)
  expect(await page.getByText(words.en.page.stored, { exact: true }).last().isVisible()).toBe(true)
  expect(site.addresses.filter(address => address.includes('config.json'))).toEqual([])
  expect(passCalls()).toEqual([])
  expect(await addressed(page)).toBe(`${site.url}/answer/pre-meeting-1/`)
  expect(await page.title()).toContain(signIn.title)
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('signed in, its owner answers; what was shown of the sign-in goes with the pass', async () => {
  const { page } = await open('ada')
  await attached(page)
  await page.fill('#saw', 'text')
  expect(await kept(page)).not.toBeNull()
  await send(page)
  await stands(page, receipt.title)
  expect(passCalls().map(({ idToken }) => idToken)).toEqual(['e30.ada.AA'])
  expect(await kept(page)).toBeNull()
  // Whoever has a pass needs no other sign-in to change what they sent.
  await page.reload()
  await stands(page, receipt.title)
  await page.getByRole('button', { name: receipt.edit }).click()
  await page.fill('#saw', 'another text')
  await send(page)
  await stands(page, receipt.title)
  expect(passCalls().length).toBe(1)
  expect(world.ballots.size).toBe(1)
})

test('the token is in a body alone: in no address, no header and nothing that outlives the tab', async () => {
  const { page, context } = await open('ada')
  await attached(page)
  const requests: string[] = []
  page.on('request', request => requests.push(request.url(), JSON.stringify(request.headers())))
  await page.fill('#saw', 'text')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('e30.ada')
  await send(page)
  await stands(page, receipt.title)
  for (const said of [...requests, ...site.addresses]) expect(said).not.toContain('e30.ada')
  expect(await context.cookies()).toEqual([])
})

describe('somebody else', () => {
  const isShut = async (page: Page) => {
    await stands(page, troubles.not_its_owner[0])
    expect(await page.locator('form').isVisible()).toBe(false)
  }

  test('is told before the first box, without a word about whose link it is, and may sign in as another', async () => {
    const { page } = await open('bo')
    await isShut(page)
    await page.getByText(signIn.as('bo@example.org')).waitFor()
    await page.getByRole('button', { name: signIn.pressAnother }).waitFor()
    expect(await page.locator('main').innerText()).not.toContain('ada')
    expect(await page.getByRole('button', { name: signIn.back }).count()).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    expect(await kept(page)).toBeNull()
    expect(passCalls()).toEqual([])
  })

  test('who was told at Send alone, because nobody could tell before, keeps what was written', async () => {
    const { page, context } = await visit(browser, 'about:blank')
    await signedInAs(page, 'bo')
    await context.route('**/api/owners', route => route.abort('internetdisconnected'))
    await page.goto(linkTo(site))
    await attached(page)
    await page.fill('#saw', 'kept words')
    await send(page)
    await stands(page, troubles.not_its_owner[0])
    await page.getByRole('button', { name: signIn.back }).click()
    await toEnd(page)
    await page.locator('#mine', { hasText: 'kept words' }).waitFor()
    expect([...world.slots.values()].filter(({ issued }) => issued !== undefined)).toEqual([])
  })

  test('learns the same of a link that was used', async () => {
    await stands(await sendAs('ada'), receipt.title)
    const { page } = await open('bo')
    await isShut(page)
  })

  test('is told so of another link in the same tab, although the first was theirs', async () => {
    const { page } = await open('bo', 1)
    await attached(page)
    await page.locator('#saw').waitFor()
    await page.goto('about:blank')
    await page.goto(linkTo(site))
    await isShut(page)
  })
})

test('whose link it is is asked once in a tab, whatever it is loaded again for', async () => {
  const { page } = await open('ada')
  await page.locator('#saw').waitFor()
  await page.reload()
  await attached(page)
  await page.locator('#saw').waitFor()
  expect(world.calls.filter(({ path }) => path === '/api/owners').length).toBe(1)
})

describe('a sign-in that ran out', () => {
  test('at Send is asked for anew, and nothing that was written is lost', async () => {
    const { page } = await open('ada')
    await attached(page)
    await page.fill('#saw', 'an hour of thought')
    const { addressOf } = world
    world.addressOf = () => Promise.reject(new Refusal('sign_in_needed'))
    await send(page)
    await stands(page, troubles.sign_in_needed[0])
    expect(await kept(page)).toBeNull()
    expect(await page.getByText(signIn.as('ada@example.org')).count()).toBe(0)
    world.addressOf = addressOf
    await page.reload()
    await stands(page, signIn.title)
    // As it stands once the provider has led back.
    await page.evaluate(() => {
      const who = { idToken: 'e30.ada.AA', email: 'ada@example.org', expiresAt: Date.now() + 3_600_000 }
      sessionStorage.setItem('murmur/signed-in', JSON.stringify(who))
    })
    await page.reload()
    await page.locator('#send', { hasText: review.interrupted }).waitFor()
    await page.click('#go-send')
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
  })

  test('as the server sees it is asked for before the first box', async () => {
    const { page } = await open('expired')
    await stands(page, troubles.sign_in_needed[0])
    expect(await page.locator('form').isVisible()).toBe(false)
  })

  test('by this device’s clock is asked for before the first box', async () => {
    const { page } = await visit(browser, 'about:blank')
    await signedInAs(page, 'ada', Date.now() - 1)
    await page.goto(linkTo(site))
    await stands(page, signIn.title)
  })
})

test('an address that is not vouched for is said to be that', async () => {
  world.addressOf = () => Promise.reject(new Refusal('address_not_verified'))
  const { page } = await open('ada')
  await stands(page, troubles.address_not_verified[0])
})

test('a sign-in that cannot be checked for now is no fault of its owner, who sends by the next press', async () => {
  const { addressOf } = world
  world.addressOf = () => Promise.reject(new Refusal('sign_in_unchecked', undefined, { retryAfterSeconds: 10 }))
  const page = await sendAs('ada')
  await page.getByText(troubles.sign_in_unchecked[0]).waitFor()
  expect(await kept(page)).not.toBeNull()
  world.addressOf = addressOf
  await page.getByRole('button', { name: review.again }).click()
  await stands(page, receipt.title)
})

test('its owner finds it used, and says that it was not them', async () => {
  await stands(await sendAs('ada'), receipt.title)
  const page = await sendAs('ada')
  await stands(page, troubles.pass_already_issued[0])
  await page.getByRole('button', { name: contested.press }).click()
  await page.getByText(contested.done).waitFor()
  expect(passCalls().at(-1)).toMatchObject({ contested: true, idToken: 'e30.ada.AA' })
  expect(await kept(page)).toBeNull()
})

test('whoever has this device forget everything leaves no sign-in in it', async () => {
  const { page } = await open('ada')
  await attached(page)
  await page.getByRole('button', { name: receipt.forget }).click()
  await page.getByRole('button', { name: receipt.forgetConfirm }).click()
  await stands(page, receipt.forgotten)
  expect(await kept(page)).toBeNull()
})

test('a browser that keeps nothing is told what to do, and led nowhere', async () => {
  const { page } = await visit(browser, 'about:blank')
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException('no', 'SecurityError')
        },
      })
    }
  })
  await page.goto(linkTo(site))
  await stands(page, signIn.title)
  await page.getByText(signIn.unkept).waitFor()
  expect(await page.getByRole('button', { name: signIn.press }).count()).toBe(0)
})

test('a sign-in that cannot be reached says so, and is tried again by another press', async () => {
  const { page } = await open(null)
  await stands(page, signIn.title)
  await page.getByRole('button', { name: signIn.press }).click()
  await page.getByText(signIn.unreachable).waitFor()
  expect(await page.locator('[role=status]', { hasText: signIn.going }).count()).toBe(0)
})

test.each(['?error=access_denied&state=x', '?code=made-up&state=made-up'])(
  'an answer that is to no question of this tab (%s) signs nobody in, and leaves the address bar',
  async search => {
    const { page } = await open(null)
    await stands(page, signIn.title)
    await page.goto(`${site.url}/answer/pre-meeting-1/${search}`)
    await page.getByText(signIn.failed).waitFor()
    expect(await addressed(page)).toBe(`${site.url}/answer/pre-meeting-1/`)
    expect(await kept(page)).toBeNull()
  },
)

test('without a network what is written is kept, and asked for at Send', async () => {
  const { page, context } = await visit(browser, 'about:blank')
  await context.route('**/assets/answer-sign-in-*', route => route.abort('internetdisconnected'), { times: 3 })
  await page.goto(linkTo(site))
  await page.locator('#status', { hasText: facts.offline }).waitFor()
  await page.fill('#saw', 'on a train')
  await context.unroute('**/assets/answer-sign-in-*')
  await send(page)
  await stands(page, troubles.sign_in_needed[0])
})

test('nobody begins to write before it is asked for, and where that script does not come the questions stand again', async () => {
  const { page, context } = await visit(browser, 'about:blank')
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  await context.route('**/assets/answer-later-*.js', async route => {
    await held
    await route.abort('internetdisconnected')
  })
  await page.goto(linkTo(site))
  await page.locator('#form').waitFor({ state: 'hidden' })
  release()
  await page.locator('#status', { hasText: facts.offline }).waitFor()
  await page.locator('#form').waitFor()
  await page.fill('#saw', 'kept')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).toContain('kept')
  await context.unrouteAll({ behavior: 'wait' })
})

test('an altered script of the sign-in does not run', async () => {
  const { page, context } = await visit(browser, 'about:blank')
  await context.route('**/assets/answer-sign-in-*', async route => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, body: `globalThis.altered = true;${await answer.text()}` })
  })
  const refused = page.waitForEvent('console', message => message.text().includes('integrity'))
  await page.goto(linkTo(site))
  await refused
  expect(await page.evaluate(() => Reflect.get(globalThis, 'altered'))).toBeUndefined()
  await context.unrouteAll({ behavior: 'wait' })
})

test('a pulse asks for it as well', async () => {
  world = await createWorld('Fictional terms.', 'pulse-2')
  world.owners = ['ada@example.org', 'bo@example.org', 'cy@example.org']
  site.world = world
  const { page } = await visit(browser, linkTo(site, 0, 'pulse-2'))
  await stands(page, signIn.title)
  expect(await page.locator('form').isVisible()).toBe(false)
})

/** Links as gateways and people hand them on, in the address bar and in the box; and browsers that keep none. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { linkFragment } from '../../../functions/domain/ballot/link.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { gateways } from '../../domain/ballot/gateways.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend, stands, toEnd, visit } from './site.ts'
import { createWorld, type World } from './world.ts'

const { receipt, facts, links, troubles } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
  site.addresses.length = 0
})

const bare = () => `${site.url}/answer/pre-meeting-1/`
const fragment = () => {
  const [link] = world.links
  return link ? linkFragment(link) : ''
}
const opens = async (page: Page): Promise<void> => {
  await page.locator('#who', { hasText: 'Dana Example' }).waitFor()
  expect(page.url()).toBe(bare())
}

describe('in the address bar', () => {
  test.each(['&data=05', '>', '.', '?utm_source=x', '%22', '%20', '=', '%3E%0A', '&#46;'])(
    'with %s behind it the link opens, and nothing is left there',
    async tail => {
      const { page } = await visit(browser, linkTo(site) + tail)
      await opens(page)
      expect(site.addresses.join()).not.toContain(world.links[0]?.token)
    },
  )

  test.each(['/%23', '%23', '/%2523', '/%252523'])(
    'with its # as %s it comes to the server, which sends it back at once; no page is asked for with it',
    async sign => {
      const { page } = await visit(browser, `${site.url}/answer/pre-meeting-1${sign}${fragment()}`)
      await opens(page)
      const asked = site.addresses.filter(address => address.includes(world.links[0]?.token ?? ''))
      expect(asked.length).toBe(1)
    },
  )

  test('wrapped whole, as a gateway’s own page hands it over, it opens', async () => {
    const wrapped = gateways['Safe Links']?.(linkTo(site)) ?? ''
    const { page } = await visit(browser, `${bare()}#${wrapped}`)
    await opens(page)
  })

  test('cut off, it asks for the whole one, and what is left of it is out of the bar', async () => {
    const { page } = await visit(browser, linkTo(site).slice(0, -60))
    await stands(page, links.title)
    expect(page.url()).toBe(bare())
  })

  test('pasted into the bar of the open page it works too', async () => {
    const { page } = await visit(browser, bare())
    await stands(page, links.title)
    await page.goto(linkTo(site))
    await attached(page)
    await opens(page)
  })
})

describe('in the box', () => {
  const paste = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel(links.label).fill(text)
    await page.getByRole('button', { name: links.button }).click()
  }

  test.each(Object.keys(gateways))('by %s it is found', async name => {
    const { page } = await visit(browser, bare())
    await paste(page, `Answer the questions<${gateways[name]?.(linkTo(site)) ?? ''}>\nSent from my phone`)
    await opens(page)
  })

  test('nothing, no link and two of them are told apart, and the word goes when it is no longer true', async () => {
    const { page } = await visit(browser, bare())
    await paste(page, '')
    await page.getByText(links.empty).waitFor()
    await paste(page, 'https://example.org/answer')
    await page.getByText(links.wrong).waitFor()
    await paste(page, `${linkTo(site)}\n${linkTo(site, 1)}`)
    await page.getByText(links.several).waitFor()
    await page.getByLabel(links.label).fill(linkTo(site))
    expect(await page.textContent('#wrong')).toBe('')
    await page.getByRole('button', { name: links.button }).click()
    await opens(page)
  })

  test('however often Esc is pressed, the box stands: without a link nothing can be sent', async () => {
    const { page } = await visit(browser, bare())
    await page.getByRole('heading', { name: links.title }).waitFor()
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: links.title }).waitFor()
    await paste(page, linkTo(site))
    await opens(page)
  })

  test('on another page this tab’s link is not taken up: it asks for one', async () => {
    const { page } = await visit(browser, linkTo(site))
    await attached(page)
    await page.goto(`${site.url}/answer/pulse-2/`)
    await page.getByRole('heading', { name: links.title }).waitFor()
    await page.goto(bare())
    await opens(page)
  })

  test('one whose questions stand on another page leads there', async () => {
    const { page } = await visit(browser, bare())
    await paste(page, linkTo(site).replace('pre-meeting-1', 'pulse-2'))
    await page.waitForURL('**/answer/pulse-2/')
    expect(site.addresses.join()).not.toContain(world.links[0]?.token)
  })
})

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
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    }
  },
}
describe.each(Object.entries(faults))('a browser that keeps nothing: one that %s', (_, fault) => {
  const open = async (tail = '') => {
    const visited = await visit(browser, 'about:blank')
    await visited.context.addInitScript(fault)
    await visited.page.goto(linkTo(site) + tail)
    await attached(visited.page)
    return visited
  }

  test('it is said before the first box, and one can answer and send in one sitting', async () => {
    const { page, complaints } = await open()
    expect(await page.textContent('#unkept')).toBe(facts.unkept)
    const isBefore = await page.evaluate(() => {
      const [note, box] = [document.querySelector('#unkept'), document.querySelector('textarea')]
      return note && box && (note.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
    })
    expect(isBefore).toBe(true)
    await page.fill('#saw', 'in one sitting')
    await pressSend(page)
    await stands(page, receipt.title)
    await page.getByText(receipt.leadUnkept).waitFor()
    expect(world.ballots.size).toBe(1)
    expect(complaints).toEqual([])
  })

  test('the link stays in the bar, alone, and opens the page again', async () => {
    const { page } = await open('&data=05')
    expect(page.url()).toBe(linkTo(site))
    await page.click('#next')
    await page.click('#keeping', { force: true }).catch(() => {})
    expect(page.url()).toBe(linkTo(site))
    await page.reload()
    await attached(page)
    expect(await page.textContent('#who')).toContain('Dana Example')
  })

  test('a link that is pasted stays there too', async () => {
    const visited = await visit(browser, 'about:blank')
    await visited.context.addInitScript(fault)
    await visited.page.goto(bare())
    await visited.page.getByLabel(links.label).fill(linkTo(site))
    await visited.page.getByRole('button', { name: links.button }).click()
    await attached(visited.page)
    expect(visited.page.url()).toBe(linkTo(site))
  })
})

test('a browser that becomes full while one writes says so, and what is written can still be sent', async () => {
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  expect(await page.locator('#unkept').isVisible()).toBe(false)
  await page.fill('#saw', 'before')
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.fill('#saw', 'before and after')
  await page.getByText(facts.unkept).waitFor()
  await pressSend(page)
  await stands(page, receipt.title)
  const [ballot] = [...world.ballots.values()]
  expect(ballot && (await world.open(ballot)).answers).toEqual({
    saw: { text: 'before and after', choice: 'verbatim' },
  })
})

test('a link that was used elsewhere looks like any other until it is sent', async () => {
  const first = await visit(browser, linkTo(site))
  await attached(first.page)
  await first.page.fill('#saw', 'there')
  await pressSend(first.page)
  await stands(first.page, receipt.title)
  const before = world.calls.length
  const { page } = await visit(browser, linkTo(site))
  await attached(page)
  await page.fill('#saw', 'here')
  await toEnd(page)
  expect(world.calls.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /api/surveys/${world.surveyId}/form`,
  ])
  await pressSend(page)
  await stands(page, troubles.pass_already_issued[0])
})

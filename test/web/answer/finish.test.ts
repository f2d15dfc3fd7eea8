/** The last step: what it shows of each answer's use is what is sent. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend, stands, toEnd, visit, write } from './site.ts'
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

const atEnd = async () => {
  const visited = await visit(browser, linkTo(site))
  await attached(visited.page)
  await write(visited.page, 'saw', 'The graph stood still.')
  await toEnd(visited.page)
  await stands(visited.page, review.mine)
  return visited
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'))
/** What waits for the network gives up sooner than for people. */
const impatient = () => {
  const timeout = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = milliseconds => timeout(milliseconds / 30)
}
const sent = async (page: Page) => {
  await pressSend(page)
  await stands(page, receipt.title)
  const [content] = await Promise.all([...world.ballots.values()].map(world.open))
  return content?.answers['saw']
}

describe('how one answer may be used', () => {
  test('is shown as it is sent once it differs from the choice for all, and keeps the focus', async () => {
    const { page } = await atEnd()
    await page.check('input[name=use][value=themes-only]')
    await page.focus('[name=saw-choice]')
    await page.selectOption('[name=saw-choice]', 'verbatim')
    expect(await page.inputValue('[name=saw-choice]')).toBe('verbatim')
    expect(await focused(page)).toBe('saw-choice')
    expect(await sent(page)).toEqual({ text: 'The graph stood still.', choice: 'verbatim' })
  })

  test('is shown as it is sent once it is as chosen for all again', async () => {
    const { page } = await atEnd()
    await page.selectOption('[name=saw-choice]', 'signed')
    await page.selectOption('[name=saw-choice]', '')
    expect(await page.inputValue('[name=saw-choice]')).toBe('')
    expect(await sent(page)).toEqual({ text: 'The graph stood still.', choice: 'verbatim' })
  })

  test('chosen in another tab it is shown here, and the focus stays where it was', async () => {
    const { page, context } = await atEnd()
    await page.focus('[name=saw-choice]')
    const other = await context.newPage()
    await other.goto(`${site.url}/answer/pre-meeting-1/`)
    await attached(other)
    await toEnd(other)
    await other.selectOption('[name=saw-choice]', 'themes-only')
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('[name=saw-choice]')?.value === 'themes-only',
    )
    expect(await focused(page)).toBe('saw-choice')
  })
})

describe('on a bad line', () => {
  test.each(['/api/passes', '/api/ballots'])(
    '%s is never answered: it says so, is tried again, and counts once',
    async path => {
      const { page, context } = await atEnd()
      await page.evaluate(impatient)
      await context.route(`**${path}`, () => {}, { times: 1 })
      await page.click('#go-send')
      await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
      await page.getByRole('button', { name: review.again }).click()
      await stands(page, receipt.title)
      expect(world.ballots.size).toBe(1)
    },
  )

  test('what waits is said aloud once, and its seconds are counted beside that', async () => {
    const { page, context } = await atEnd()
    await context.route('**/api/passes', route => route.abort())
    await page.evaluate(() => {
      const said: (string | null)[] = []
      const status = document.querySelector('#send [role=status]')
      if (status) new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true })
      Object.assign(globalThis, { said })
    })
    await page.click('#go-send')
    await page.locator('#countdown', { hasText: review.waiting(3) }).waitFor()
    const said = await page.evaluate(() => Reflect.get(globalThis, 'said') as string[])
    expect(said.filter(text => text === review.retried)).toHaveLength(1)
    expect(said.at(-1)).toBe(review.retried)
    expect(
      await page.locator('#countdown').evaluate(one => one.closest('[role],[aria-live]')?.getAttribute('role')),
    ).not.toBe('status')
  })
})

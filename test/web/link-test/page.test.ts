/** The page that shows what mail made of the test link. */
import { beforeEach, expect, test } from 'vitest'
import { testLinkPath, testLinkUrl } from '../../../functions/domain/ballot/test-link.ts'
import { words } from '../../../web/link-test/words/en.ts'
import { gateways } from '../../domain/ballot/gateways.ts'
import { ownBrowser } from '../../own.ts'
import { ownSite, stands, visit } from '../answer/site.ts'
import { problemsOf } from '../problems.ts'

const browser = ownBrowser()
const site = ownSite()
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  site.addresses.length = 0
})

test('says that the link came through, or what became of it', async () => {
  const url = testLinkUrl(site.url)
  const { page, complaints } = await visit(browser, url)
  await stands(page, words.outcomes.whole.title)
  const ways = {
    [`${url}&data=05`]: 'changed',
    [url.slice(0, -9)]: 'broken',
    [`${site.url}${testLinkPath}`]: 'cut',
  } as const
  for (const [address, outcome] of Object.entries(ways)) {
    await page.goto('about:blank')
    await page.goto(address)
    await stands(page, words.outcomes[outcome].title)
    expect(await problemsOf(page)).toEqual([])
  }
  await page.goto('about:blank')
  await page.goto(url.replace('/#', '/%23'))
  await stands(page, words.outcomes.whole.title)
  expect(complaints).toEqual([])
})

test('cut off, it shows whether pasting the mail would help, and asks no server', async () => {
  const { page } = await visit(browser, `${site.url}${testLinkPath}`)
  await stands(page, words.outcomes.cut.title)
  const asked = site.addresses.length
  const press = () => page.getByRole('button', { name: words.button }).click()
  await press()
  await page.getByText(words.pasted.empty).waitFor()
  await page.getByLabel(words.label).fill(`Open ${testLinkUrl(site.url).slice(0, 90)}`)
  await press()
  await page.getByText(words.pasted.none).waitFor()
  await page.getByLabel(words.label).fill(`Open ${gateways['Safe Links']?.(testLinkUrl(site.url)) ?? ''} now`)
  await press()
  await page.getByText(words.pasted.found).waitFor()
  expect(site.addresses.length).toBe(asked)
})

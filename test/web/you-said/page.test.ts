/** What leadership answered, as everybody reads it who was asked. */
import { beforeEach, expect, test } from 'vitest'
import { publicRepliesSchema, type PublicReplies } from '../../../functions/domain/reply/reply.ts'
import { youSaid as words } from '../../../functions/domain/words/en.ts'
import { ownBrowser } from '../../own.ts'
import { ownSite, stands, visit } from '../answer/site.ts'
import { problemsOf } from '../problems.ts'

const browser = ownBrowser()
const site = ownSite()
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const one = {
  heard: '<b>Whoever</b> breaks something is alone.',
  heardIn: 'pulse',
  done: 'A second person is on call at night.',
  state: 'done',
  name: 'Dee Example',
  at: '2026-10-12T09:00:00.000Z',
  lesson: null,
} as const
const replies: PublicReplies = publicRepliesSchema.parse([
  { quarter: '2026-Q3', replies: [one, { ...one, name: '', state: 'promised', lesson: 'les_aaaaaaaaaaaaaaaa' }] },
  { quarter: '2026-Q2', replies: [{ ...one, heardIn: 'learning-review' }] },
])

const open = async (answer: unknown, width = 390, hash = '#2026-Q3') => {
  const visited = await visit(browser, 'about:blank', width)
  const { page } = visited
  const headers: Record<string, string>[] = []
  await page.route('**/api/you-said', route => {
    headers.push(route.request().headers())
    return answer === null ? route.abort() : route.fulfill({ json: answer })
  })
  await page.goto(`${site.url}/you-said/${hash}`)
  return { ...visited, headers }
}

test.each([390, 1280])(
  'each stands under its quarter, with the role and the name of its writer, at %i pixels',
  async width => {
    const { page, headers } = await open(replies, width)
    await stands(page, 'Q3 2026')
    await page.getByRole('heading', { name: 'Q2 2026' }).waitFor()
    expect(await page.locator('.replies li').count()).toBe(3)
    await page.getByText('Dee Example, leadership, October 12, 2026.').first().waitFor()
    await page.getByText('Leadership, October 12, 2026.', { exact: false }).nth(1).waitFor()
    expect(await page.locator('blockquote b').count()).toBe(0)
    expect(await page.getByRole('link', { name: words.lesson }).getAttribute('href')).toContain('les_aaaaaaaaaaaaaaaa')
    expect(await problemsOf(page)).toEqual([])
    expect(headers.every(({ authorization, cookie, referer }) => !authorization && !cookie && !referer)).toBe(true)
  },
)

test('before anything was answered it says so, and where nothing comes it can be asked again', async () => {
  const { page } = await open([])
  await page.getByText(words.none).waitFor()
  const failed = await open(null)
  await failed.page.getByRole('alert').waitFor()
  await failed.page.unroute('**/api/you-said')
  await failed.page.route('**/api/you-said', route => route.fulfill({ json: replies }))
  await failed.page.getByRole('button', { name: words.again }).click()
  await failed.page.getByRole('heading', { name: 'Q3 2026' }).waitFor()
})

test('a link to a quarter leads to it, and the page alone begins at its top, without a fault of the script', async () => {
  const many: PublicReplies = replies.map(each => ({ ...each, replies: Array.from({ length: 12 }, () => one) }))
  for (const [hash, moved] of [
    ['#2026-Q2', true],
    ['', false],
  ] as const) {
    const { page } = await open(many, 390, hash)
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    await page.reload()
    await page.getByRole('heading', { name: 'Q2 2026' }).waitFor()
    await expect.poll(() => page.evaluate(() => scrollY > 0)).toBe(moved)
    expect(faults).toEqual([])
  }
})

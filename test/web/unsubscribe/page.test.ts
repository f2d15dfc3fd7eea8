import { expect, test } from 'vitest'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownSite, visit } from '../answer/site.ts'
import { ownBrowser } from '../../own.ts'

const { unsubscribe } = words.en
const id = 'a1b2c3d4e5f6g7h8i9j0kk'

const browser = ownBrowser()
const site = ownSite()

const open = async (fragment: string, answers: (string | null)[], status = 200) => {
  const visited = await visit(browser, 'about:blank')
  const posted: unknown[] = []
  await visited.context.route('**/api/unsubscribe/**', async route => {
    const request = route.request()
    posted.push([request.method(), new URL(request.url()).pathname, request.postDataJSON()])
    await route.fulfill({ status, json: { stopped: answers.shift() ?? null } })
  })
  await visited.page.goto(`${site.url}/unsubscribe/#${fragment}`)
  return { ...visited, posted }
}

test('opening the page stops nothing; a press does, once, and can be undone', async () => {
  const { page, posted } = await open(id, ['unsubscribed', null])
  await page.evaluate(() => document.querySelector<HTMLElement>('#stop')?.click())
  await page.evaluate(() => fetch('/privacy/'))
  expect(posted).toEqual([])
  await page.getByRole('button', { name: unsubscribe.button }).click()
  await page.getByText(unsubscribe.done).waitFor()
  expect(posted).toEqual([['POST', `/api/unsubscribe/${id}`, { action: 'stop' }]])
  await page.getByRole('button', { name: unsubscribe.undo }).click()
  await page.getByText(unsubscribe.undone).waitFor()
  expect(posted[1]).toEqual(['POST', `/api/unsubscribe/${id}`, { action: 'resume' }])
})

test('an address that bounced stays stopped, and the page says so', async () => {
  const { page } = await open(id, ['bounced', 'bounced'])
  await page.getByRole('button', { name: unsubscribe.button }).click()
  await page.getByRole('button', { name: unsubscribe.undo }).click()
  await page.getByText(unsubscribe.stays).waitFor()
})

test.each([
  ['an answer that names no stop', { stopped: null }],
  ['something else than an answer', { page: 'sign in to this network' }],
])('%s is not told as done, and it can be pressed again', async (_, json) => {
  const { page, context } = await open(id, ['unsubscribed'])
  await context.route('**/api/unsubscribe/**', route => route.fulfill({ json }), { times: 1 })
  await page.getByRole('button', { name: unsubscribe.button }).click()
  await page.getByText(unsubscribe.failed).waitFor()
  await page.getByRole('button', { name: unsubscribe.button }).click()
  await page.getByText(unsubscribe.done).waitFor()
})

test('an incomplete or unknown link is reported as such', async () => {
  const cut = await open('', [])
  await cut.page.getByText(unsubscribe.unknown).waitFor()
  expect(await cut.page.getByRole('button').count()).toBe(0)
  const unknown = await open(id, [], 404)
  await unknown.page.getByRole('button', { name: unsubscribe.button }).click()
  await unknown.page.getByText(unsubscribe.unknown).waitFor()
})

test.each(['&data=05', '>', '.', '%22'])(
  'with %s behind it, it is read all the same, and leaves the address bar',
  async tail => {
    const { page, posted } = await open(`${id}${tail}`, ['unsubscribed'])
    expect(new URL(page.url()).hash).toBe('')
    await page.reload()
    await page.getByRole('button', { name: unsubscribe.button }).click()
    await page.getByText(unsubscribe.done).waitFor()
    expect(posted).toEqual([['POST', `/api/unsubscribe/${id}`, { action: 'stop' }]])
  },
)

/** The participants' page in a real Chromium, with answers from the test. */
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ownDesk } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser } from '../../own.ts'

const site = ownDesk()
const browser = ownBrowser()

type Reply = { readonly status: number; readonly body?: unknown } | 'cut'
interface Channel {
  post: Reply[]
  get: Reply
  readonly requests: Request[]
}

const board = { title: 'T', closesAt: '', batchSeconds: 15, batch: 0, remarks: [], hidden: 0, hiddenIds: [] }
const problem = (status: number, code: string): Reply => ({ status, body: { code } })
const key = 'abcd-2345-wxyz'

const open = async (hash: string, channel: Partial<Channel> = {}) => {
  const there: Channel = { post: [], get: { status: 200, body: board }, requests: [], ...channel }
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  await page.route(/\/api\/live/, async route => {
    const request = route.request()
    there.requests.push(request)
    const reply = request.method() === 'POST' ? (there.post.shift() ?? { status: 201, body: {} }) : there.get
    if (reply === 'cut') await route.abort()
    else {
      const body = JSON.stringify(reply.body ?? {})
      await route.fulfill({ status: reply.status, contentType: 'application/json', body })
    }
  })
  await page.goto(`${site.url}/live/${hash}`)
  return { page, there, complaints, close: () => context.close() }
}
const write = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Your observation').fill(text)
  await page.getByRole('button', { name: 'Add to the board' }).click()
}
const sentSchema = z.object({ id: z.string(), text: z.string() })
const sent = ({ requests }: Channel) =>
  requests.filter(request => request.method() === 'POST').map(request => sentSchema.parse(request.postDataJSON()))

test('without a key it asks for the code from the wall, says what one looks like, and accepts it as typed', async () => {
  const { page, there, complaints, close } = await open('')
  await page.getByLabel('Code').fill('not a code')
  await page.getByRole('button', { name: 'Open the board' }).click()
  await page.getByText('three times four').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByLabel('Code').fill(' ABCD 2345-wxyz ')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Add to the board' }).waitFor()
  await expect.poll(() => there.requests[0]?.headers()['authorization']).toBe('Bearer abcd2345wxyz')
  expect(complaints).toEqual([])
  await close()
})

test('an unknown key brings back the code’s box, and typed text stays', async () => {
  const { page, there, close } = await open(`#${key}`)
  await page.getByLabel('Your observation').fill('half a thought')
  there.get = problem(404, 'unknown_meeting')
  await page.getByText('This code is not known').waitFor()
  there.get = { status: 200, body: board }
  await page.getByLabel('Code').fill(key)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel('Your observation').inputValue()).toBe('half a thought')
  await close()
})

test('nothing of the device is sent: no cookie, no referrer, and the key only in its header', async () => {
  const { page, there, close } = await open(`#${key}`)
  await write(page, 'seen')
  await page.getByText('Sent. It appears').waitFor()
  for (const request of there.requests) {
    const headers = await request.allHeaders()
    expect([headers['cookie'], headers['referer']]).toEqual([undefined, undefined])
    expect(request.url()).not.toMatch(/abcd/)
  }
  expect(page.url()).toBe(`${site.url}/live/`)
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toMatch(/seen|\/id|draft/)
  await close()
})

test('after a lost reply it retries by itself, as the same remark, also after a reload', async () => {
  const { page, there, close } = await open(`#${key}`, { post: ['cut', 'cut'] })
  await write(page, 'said once')
  await page.getByText('No connection. What you wrote is kept').waitFor()
  await expect.poll(() => sent(there).length).toBe(2)
  await page.reload()
  expect(await page.getByLabel('Your observation').inputValue()).toBe('said once')
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await page.getByText('Sent. It appears').waitFor()
  const remarks = sent(there)
  expect(new Set(remarks.map(({ id }) => id)).size).toBe(1)
  await write(page, 'said once')
  await expect.poll(() => sent(there).length).toBe(remarks.length + 1)
  expect(new Set(sent(there).map(({ id }) => id)).size).toBe(2)
  await close()
})

test('changed after a failed sending, it is another remark', async () => {
  const { page, there, close } = await open(`#${key}`, { post: [problem(503, 'try_again'), problem(503, 'try_again')] })
  await write(page, 'first words')
  await page.getByText('No connection').first().waitFor()
  await write(page, 'better words')
  await expect.poll(() => sent(there).at(-1)?.text).toBe('better words')
  const ids = new Map(sent(there).map(({ id, text }) => [text, id]))
  expect(ids.get('first words')).not.toBe(ids.get('better words'))
  await close()
})

test('too much, nothing, and a full channel are each reported, and nothing typed is lost', async () => {
  const { page, there, close } = await open(`#${key}`, { post: [problem(429, 'too_many_remarks')] })
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await page.getByText('Write something first.').waitFor()
  await write(page, 'x'.repeat(503))
  await page.getByText('3 characters too long').waitFor()
  expect(sent(there)).toEqual([])
  await write(page, 'fits')
  await page.getByText('The channel is full for the moment').waitFor()
  expect(await page.getByLabel('Your observation').inputValue()).toBe('fits')
  expect(await problemsOf(page)).toEqual([])
  await close()
})

test('when the meeting has ended it says so, shows what was not sent, and keeps nothing', async () => {
  const { page, close } = await open(`#${key}`, { post: [problem(410, 'meeting_ended')] })
  await write(page, 'too late')
  await page.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
  await page.getByText('too late').waitFor()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  expect(await problemsOf(page)).toEqual([])
  await close()
})

test('a script’s press sends nothing', async () => {
  const { page, there, close } = await open(`#${key}`)
  await page.getByLabel('Your observation').fill('not by a person')
  await page.evaluate(() => document.querySelector<HTMLButtonElement>('button.main')?.click())
  await page.evaluate(() => document.querySelector('form')?.requestSubmit())
  await write(page, 'by a person')
  await page.getByText('Sent. It appears').waitFor()
  expect(sent(there).map(({ text }) => text)).toEqual(['by a person'])
  await close()
})

/** The participants' page in a real Chromium, with answers from the test. */
import type { Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { ownDesk } from '../desk/site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser } from '../../own.ts'
import { hurry } from '../../hurry.ts'

const site = ownDesk()
const browser = ownBrowser()

type Reply =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'cut'
interface Channel {
  post: Reply[]
  get: Reply
  readonly requests: Request[]
}

const board = { title: 'T', closesAt: '', batchSeconds: 15, batch: 0, remarks: [], hidden: 0, hiddenIds: [] }
const problem = (status: number, code: string): Reply => ({ status, body: { code } })
const key = 'abcd-2345-wxyz'

const open = async (hash: string, channel: Partial<Channel> = {}, before: (() => void) | null = null) => {
  const there: Channel = { post: [], get: { status: 200, body: board }, requests: [], ...channel }
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  await hurry(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  if (before) await page.addInitScript(before)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  await page.route(/\/api\/live/, async route => {
    const request = route.request()
    there.requests.push(request)
    const reply = request.method() === 'POST' ? (there.post.shift() ?? { status: 201, body: {} }) : there.get
    if (reply === 'cut') await route.abort()
    else {
      const body = JSON.stringify(reply.body ?? {})
      await route.fulfill({ status: reply.status, contentType: 'application/json', headers: reply.headers ?? {}, body })
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

test('after a lost reply it is sent again by itself, as the same remark; the same words pressed twice are two', async () => {
  const { page, there, close } = await open(`#${key}`, { post: ['cut', 'cut'] })
  await write(page, 'said once')
  await page.getByText('No connection. What you wrote is kept').waitFor()
  await page.getByText('Sent. It appears').waitFor()
  expect(sent(there).length).toBe(3)
  expect(new Set(sent(there).map(({ id }) => id)).size).toBe(1)
  await write(page, 'said once')
  await expect.poll(() => sent(there).length).toBe(4)
  expect(new Set(sent(there).map(({ id }) => id)).size).toBe(2)
  await close()
})

test('what was pressed for goes out by itself after a reload, and says so; what was only typed stays in the box', async () => {
  const { page, there, close } = await open(`#${key}`, { post: ['cut'] })
  await write(page, 'pressed for')
  await page.getByText('No connection. What you wrote is kept').waitFor()
  await page.getByLabel('Your observation').fill('only typed')
  await page.reload()
  await page.getByText('Sent. It appears').waitFor()
  expect(await page.getByLabel('Your observation').inputValue()).toBe('only typed')
  expect(new Set(sent(there).map(({ id, text }) => `${id} ${text}`)).size).toBe(1)
  expect(sent(there)[0]?.text).toBe('pressed for')
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('pressed for')
  await close()
})

test('the next thought can be written while the last one waits, and both arrive, each once, joined by nothing', async () => {
  const { page, there, close } = await open(`#${key}`, { post: [problem(503, 'try_again'), problem(503, 'try_again')] })
  await write(page, 'first words')
  await page.getByText('No connection').first().waitFor()
  await write(page, 'second words')
  await page.getByText('Sent. It appears').waitFor()
  const arrived = new Map(sent(there).map(({ id, text }) => [id, text]))
  expect([...arrived.values()].toSorted()).toEqual(['first words', 'second words'])
  for (const [id] of arrived) expect(id).toMatch(/^[0-9a-f]{32}$/)
  await close()
})

test('where many write at once it waits as long as it was told, says that nothing need be done, and sends again', async () => {
  const busy = { status: 429, body: { code: 'too_many_remarks' }, headers: { 'retry-after': '2' } }
  const { page, there, close } = await open(`#${key}`, { post: [busy] })
  await write(page, 'one of sixty')
  await page.getByText('Many are writing at this moment').waitFor()
  expect(sent(there).length).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  await page.getByText('Sent. It appears').waitFor()
  expect(sent(there).length).toBe(2)
  await close()
})

test('a board that is full for good says so, gives the text back and does not try again', async () => {
  const { page, there, close } = await open(`#${key}`, { post: [problem(409, 'channel_full')] })
  await write(page, 'no room for it')
  await page.getByText('takes no more in this meeting').waitFor()
  expect(await page.getByLabel('Your observation').inputValue()).toBe('no room for it')
  await page.reload()
  expect(await page.getByLabel('Your observation').inputValue()).toBe('no room for it')
  expect(sent(there).length).toBe(1)
  await close()
})

test('what was refused is given back once, however often another is tried again', async () => {
  const offline = problem(503, 'try_again')
  const { page, there, close } = await open(`#${key}`, {
    post: [offline, problem(409, 'channel_full'), offline, offline],
  })
  await write(page, 'no room for it')
  await page.getByText('No connection').first().waitFor()
  await write(page, 'another')
  await page.getByText('Sent. It appears').waitFor()
  expect(sent(there).map(({ text }) => text)).toEqual([
    'no room for it',
    'no room for it',
    'another',
    'another',
    'another',
  ])
  expect(await page.getByLabel('Your observation').inputValue()).toBe('no room for it')
  await close()
})

test('a network that takes a remark and never answers is told as none, and it is sent again', async () => {
  const soon = () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal)
    AbortSignal.timeout = milliseconds => timeout(milliseconds / 100)
  }
  const { page, there, close } = await open(`#${key}`, {}, soon)
  await page.route('**/api/live', () => {}, { times: 1 })
  await write(page, 'said once')
  await page.getByText('No connection').first().waitFor()
  await page.getByText('Sent. It appears').waitFor()
  expect(sent(there).map(({ text }) => text)).toEqual(['said once'])
  await close()
})

test('too much and nothing are each reported, and nothing typed is lost', async () => {
  const { page, there, close } = await open(`#${key}`)
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await page.getByText('Write something first.').waitFor()
  await write(page, 'x'.repeat(503))
  await page.getByText('3 characters too long').waitFor()
  expect(sent(there)).toEqual([])
  expect((await page.getByLabel('Your observation').inputValue()).length).toBe(503)
  await close()
})

test('without storage a remark is sent all the same, also where the line comes and goes', async () => {
  const { page, there, close } = await open('', { post: ['cut'] }, () =>
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('no', 'SecurityError')
      },
    }),
  )
  await page.getByLabel('Code').fill(key)
  await page.keyboard.press('Enter')
  await write(page, 'kept in the page')
  await page.getByText('No connection').waitFor()
  await page.getByText('Sent. It appears').waitFor()
  expect(new Set(sent(there).map(({ id }) => id)).size).toBe(1)
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

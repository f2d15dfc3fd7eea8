/** A review meeting in four browsers: a reload in the middle, a lost connection, and what is kept of it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterRoom, type Room, type Seat, written } from './meeting-room.ts'
import { signIn } from './whole-job.ts'

let room: Room
let desk: Page
let facilitator: Seat
const phones: Seat[] = []
let link = ''

beforeAll(async () => {
  room = await enterRoom()
  facilitator = await room.sit(1280, 900)
  desk = facilitator.page
  await signIn(desk, room.story.url, /Robin/)
  await desk.goto(`${room.story.url}/desk/#/reviews/${room.reviewId}`)
  await desk.getByRole('link', { name: 'Meeting page' }).click()
  await desk.getByRole('button', { name: 'Start the clock' }).waitFor()
}, 240_000)
afterAll(() => room.leave())

const phone = (index: number): Page => {
  const seat = phones[index]
  if (!seat) throw new Error('no such phone')
  return seat.page
}
const add = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Your observation').fill(text)
  await page.getByRole('button', { name: 'Add to the board' }).click()
}
const said = [
  'The pager app was muted on my phone.',
  'Two dashboards disagreed by a factor of ten.',
  'I call this one by a name.',
]
const kept = (): Promise<string> => desk.evaluate(() => JSON.stringify(Object.entries(localStorage)))

test('the room is set up: who is here, the clock, the first speakers, one of whom passes', async () => {
  await desk.getByLabel('Find on the roster').fill('Checkout')
  await desk.getByRole('button', { name: 'Everybody of Checkout (2)' }).click()
  await desk.getByLabel('Or type names').fill('Cem, Dora')
  await desk.getByRole('button', { name: 'Add', exact: true }).click()
  await desk.getByText('Bela Sample is next').waitFor()
  await desk.getByRole('button', { name: /^Bela Sample speaks/ }).click()
  await desk.getByText('1 of 4 has spoken').waitFor()
  await desk.getByRole('button', { name: 'Pass: Ada Sample' }).click()
  await desk.getByRole('button', { name: /^Cem speaks/ }).click()
  await desk.getByRole('button', { name: /^Cem speaks/ }).click()
  await desk.getByText('2 of 4 have spoken').waitFor()
  const first = await desk.locator('#current-item').innerText()
  await desk.getByRole('button', { name: 'Start the clock' }).click()
  await desk.locator('h1').click()
  await desk.keyboard.press('ArrowRight')
  await expect.poll(() => desk.locator('#current-item').innerText()).not.toBe(first)
  await desk.keyboard.press('ArrowLeft')
  await expect.poll(() => desk.locator('#current-item').innerText()).toBe(first)
  await room.look(desk, 'desk-round')
})

test('the channel opens with a link that phones use without an account, and no address bar keeps it', async () => {
  await desk.getByRole('button', { name: 'Open the live channel' }).click()
  const key = await desk.locator('.way .key').innerText()
  expect(key).toMatch(/^[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}$/)
  link = `${room.story.url}/live/#${key}`
  for (let index = 0; index < 3; index += 1) phones.push(await room.sit(390))
  for (const { page } of phones) {
    await page.goto(link)
    await page.getByRole('button', { name: 'Add to the board' }).waitFor()
    expect(page.url()).not.toContain(key.slice(0, 4))
  }
  await room.look(phone(0), 'live-390-empty')
  await room.look(desk, 'desk-live-empty')
})

test('what three people add appears when its batch ends, on the wall and on every phone, and not before', async () => {
  for (const [index, text] of said.entries()) {
    await add(phone(index), text)
    await phone(index).getByText('Sent. It appears').waitFor()
  }
  await phone(0).reload()
  await phone(0).getByText('Nothing yet.').waitFor()
  for (const { page } of [...phones, facilitator]) {
    for (const text of said) expect(await page.getByText(text).count()).toBe(0)
  }
  await room.passBatch()
  for (const { page } of [...phones, facilitator]) {
    for (const text of said) await page.getByText(text).first().waitFor()
  }
  await room.look(phone(1), 'live-390-board')
})

test('a note is saved automatically; a reload brings back the round, the clock, the note and the link', async () => {
  await desk.getByLabel('Notes on this item').fill('Begin with the mailbox.')
  await desk.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  await desk.reload()
  await desk.getByText('2 of 4 have spoken').waitFor()
  expect(await desk.getByLabel('Notes on this item').inputValue()).toBe('Begin with the mailbox.')
  expect(await desk.getByRole('timer').innerText()).not.toBe('00:00')
  expect(link).toContain(await desk.locator('.way .key').innerText())
  await room.look(desk, 'desk-running')
})

test('when time is over, it says by how much and that the plan is up to the facilitator, and nothing else happens', async () => {
  await desk.evaluate(() => {
    const [key = '', text = '{}'] =
      Object.entries(localStorage).find(([name]) => name.startsWith('murmur.meeting.')) ?? []
    const kept: { state: { clock: { itemId: string; elapsed: Record<string, number> } } } = JSON.parse(String(text))
    const { clock } = kept.state
    clock.elapsed[clock.itemId] = 5.5 * 60_000
    localStorage.setItem(key, JSON.stringify(kept))
  })
  await desk.reload()
  await desk.getByText(/^[2-9] min over; carry on or move on, the plan is yours$/).waitFor()
  expect(await desk.getByRole('alert').count()).toBe(0)
  await room.look(desk, 'desk-over')
})

test('a second browser of the facilitator has the agenda, but no names and no link, and signing out leaves none there', async () => {
  const { page, complaints } = await room.sit(1280, 900)
  await signIn(page, room.story.url, /Robin/)
  await page.goto(`${room.story.url}/desk/#/reviews/${room.reviewId}/meeting`)
  await page.getByText('its link was made in another browser').waitFor()
  expect(await page.getByLabel('Notes on this item').inputValue()).toBe('Begin with the mailbox.')
  expect(await page.getByText('Bela').count()).toBe(0)
  await page.getByLabel('Or type names').fill('Quentin')
  await page.keyboard.press('Enter')
  await page.getByText('Quentin is next').waitFor()
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).toContain('Quentin')
  expect(complaints).toEqual([])
  // The provider's pages have no icon, which Chromium reports, so this seat is not checked from here on.
  room.seats.pop()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect.poll(() => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('Quentin')
})

test('without a connection the facilitator goes on, is told so, and the text is sent once it is back', async () => {
  await facilitator.context.setOffline(true)
  await desk.getByLabel('Notes on this item').fill('Begin with the mailbox. Then the retry setting.')
  await desk.getByText('No connection. Everything is kept').waitFor()
  await desk.getByRole('button', { name: /^Dora speaks/ }).click()
  await desk.getByText('3 of 4 have spoken').waitFor()
  await room.look(desk, 'desk-offline')
  await facilitator.context.setOffline(false)
  await desk.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  const { json } = await room.story.call('GET', `/api/reviews/${room.reviewId}/meeting`)
  expect(Object.values(json['notes'] as object)).toEqual(['Begin with the mailbox. Then the retry setting.'])
})

test('a reload while the API is unreachable brings back agenda, round and notes, and new notes are sent later', async () => {
  await desk.route('**/api/**', route => route.abort())
  await desk.reload()
  await desk.getByText('this is the agenda as this tab last had it').waitFor()
  await desk.getByText('3 of 4 have spoken').waitFor()
  const note = desk.getByLabel('Notes on this item')
  expect(await note.inputValue()).toBe('Begin with the mailbox. Then the retry setting.')
  await note.fill('Begin with the mailbox. Then the retry setting. Then the rota.')
  await desk.getByText('No connection. Everything is kept').waitFor()
  await desk.unroute('**/api/**')
  await desk.getByRole('status').getByText('Saved', { exact: true }).waitFor()
  const { json } = await room.story.call('GET', `/api/reviews/${room.reviewId}/meeting`)
  expect(Object.values(json['notes'] as object)).toEqual([await note.inputValue()])
})

test('a phone without a connection keeps its draft and sends it once when reconnected', async () => {
  const { page, context } = phones[2] ?? facilitator
  await context.setOffline(true)
  await add(page, 'The line was gone, the thought was not.')
  await page.getByText('No connection. What you wrote is kept').waitFor()
  await room.look(page, 'live-390-offline')
  await context.setOffline(false)
  await page.getByText('Sent. It appears').waitFor()
  await room.passBatch()
  await desk.getByText('The line was gone').waitFor()
  expect(await desk.getByText('The line was gone').count()).toBe(1)
})

test('one is hidden: it leaves every board and is counted on each', async () => {
  await desk.getByRole('button', { name: 'Hide “I call this one by a name.”' }).click()
  await desk.getByText('1 observation hidden').waitFor()
  for (const { page } of phones) {
    await page.getByText('The facilitator has taken 1 observation off the board.').waitFor()
    expect(await page.getByText('I call this one by a name.').count()).toBe(0)
  }
  await room.look(phone(2), 'live-390-hidden')
})

test('the end counts who was heard in a plain sentence, closes the phones and forgets the names', async () => {
  expect(await kept()).toContain('Bela')
  await desk.getByRole('button', { name: 'End the meeting' }).click()
  await desk.getByRole('dialog').getByText('3 of 4 spoke: 75 %').waitFor()
  await room.look(desk, 'desk-ending')
  await desk.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await desk.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
  await desk.getByText('3 observations in the agenda’s appendix, 1 hidden left out.').waitFor()
  for (const { page } of phones) await page.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
  expect(await kept()).not.toMatch(/Bela|Cem|Dora|Ada/)
  for (const { page } of phones) expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await room.look(desk, 'desk-ended')
  await room.look(phone(0), 'live-390-closed')
  await desk.reload()
  await desk.getByText('3 of 4 spoke: 75 %').waitFor()
})

test('only numbers are stored: how many came, spoke and how often; no name anywhere but on the roster', async () => {
  const { json } = await room.story.call('GET', `/api/reviews/${room.reviewId}/meeting`)
  expect(json).toMatchObject({ attendees: 4, speakers: 3, turns: [2, 1, 1] })
  const { tables } = await room.story.dump()
  expect(JSON.stringify(tables.learning)).not.toMatch(/Bela|Cem|Dora|Ada/)
  expect(tables.live).toEqual([])
})

test('what was added appears in the agenda exactly once, in data and in text; what was hidden appears nowhere', async () => {
  const path = `/api/reviews/${room.reviewId}/agenda`
  const { json } = await room.story.call('GET', `${path}.json`)
  const texts = (json['appendix'] as { text: string }[]).map(({ text }) => text)
  const added = [...said.slice(0, 2), 'The line was gone, the thought was not.']
  expect(texts.toSorted()).toEqual([...written, ...added].toSorted())
  const markdown = (await room.story.call('GET', `${path}.md`)).text
  for (const text of added) expect(markdown.split(text).length - 1).toBe(1)
  expect(markdown).not.toContain('I call this one by a name.')
})

test('no page complained and axe found nothing', () => {
  // Chromium itself reports a cut connection, and the answer of a closed channel.
  expect(room.complaints(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 410|Failed to fetch/)).toEqual([])
  expect(room.violations).toEqual([])
})

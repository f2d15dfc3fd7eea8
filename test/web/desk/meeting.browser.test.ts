/** The two screens of a meeting at the sizes of projectors and phones, by keyboard, in the dark and with forced colours. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RoomView } from '../../../functions/domain/agenda/room-view.ts'
import { idIn, incidentBody, plantHarvest } from '../../learning/setup.ts'
import { ownBrowser, ownDatabase } from '../../own.ts'
import { realApi } from './real-api.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const database = ownDatabase()
const desk = ownDesk()
const browser = ownBrowser()
let reviewId = ''

const call = async (method: string, path: string, body?: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const given = body ? { body: JSON.stringify(body) } : {}
  const answer = await desk.real?.(new Request(`${desk.url}${path}`, { method, headers, ...given }), robin)
  return answer?.json()
}
const plan = async (): Promise<string> => {
  const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()
  const incident = { ...incidentBody, startedAt: at(-48), detectedAt: null, resolvedAt: null }
  const incidentId = idIn(await call('POST', '/api/incidents', incident))
  const meeting = { incidentId, meetingAt: at(0.1), zone: 'Europe/Berlin', durationMinutes: 60 }
  return idIn(await call('POST', '/api/reviews', meeting))
}

beforeAll(async () => {
  desk.real = realApi(database.client)
  reviewId = await plan()
  await plantHarvest(database.client, reviewId)
})

const open = async (path: 'meeting' | 'room', width: number, settings: { dark?: boolean } = {}) => {
  const visited = await visit(browser, desk, { width, hurried: true, ...settings })
  await signIn(visited.page)
  await visited.page.goto(`${desk.url}/desk/#/reviews/${reviewId}/${path}`)
  return visited
}
const widerThan = (page: Page, width: number): Promise<string[]> =>
  page.evaluate(
    most =>
      [...document.querySelectorAll('body *')]
        .filter(one => one.getBoundingClientRect().right > most + 1 && !one.closest('.visually-hidden, svg, datalist'))
        .map(one => `${one.tagName}.${one.className}`),
    width,
  )

/** As full as it gets: a long title, a long question, two long quotes, and the round of a large meeting. */
const fullRoom = (): RoomView => ({
  title: 'Checkout outage',
  state: 'running',
  zone: 'Europe/Berlin',
  endsAt: new Date(Date.now() + 1_800_000).toISOString(),
  parts: ['Opening', 'Understanding', 'Alignment', 'Action', 'Closing'],
  item: {
    part: 'Understanding',
    title: '“Five kinds of backups and not one of them worked when we needed it most”',
    question: 'What would each backup have shown us, had we looked, and why did not looking make sense at the time?',
    quotes: [
      'The cron job mails failures, but the mails were rejected because of DMARC, so nobody ever got them, and from our side it all looked green the whole time until that night.',
      'Azure disk snapshots were switched off for the database servers because we thought the other backups were enough, and nobody remembers who had decided it or when.',
    ],
  },
  clock: { minutes: 6, elapsed: 0, since: Date.now() - 122_000 },
  round: [
    { name: 'Maximiliane von Hohenstein-Waldburg', standing: 'waiting', now: true },
    ...Array.from({ length: 11 }, (_, index) => ({
      name: `Bartholomew${index}`,
      standing: index % 4 === 0 ? ('away' as const) : index % 3 === 0 ? ('passed' as const) : ('spoke' as const),
      now: false,
    })),
  ],
  others: 0,
  link: 'https://murmur.reviews.example-company.com/live/#abcd-2345-wxyz',
})

const roomOf = async (view: RoomView, width: number, height: number, dark = false) => {
  const visited = await visit(browser, desk, { width, dark, hurried: true })
  const { page } = visited
  await page.setViewportSize({ width, height })
  await signIn(page)
  const wall = { view: view as RoomView | null, asked: 0 }
  await page.route(/\/api\/reviews\/[^/]+\/room/, async route => {
    wall.asked += 1
    if (wall.view === null) return route.abort()
    const known = new URL(route.request().url()).searchParams.get('tag') === JSON.stringify(wall.view).slice(0, 90)
    const tag = JSON.stringify(wall.view).slice(0, 90)
    return route.fulfill({ json: { now: Date.now(), tag, room: known ? null : wall.view } })
  })
  await page.goto(`${desk.url}/desk/#/reviews/${reviewId}/room`)
  await page.locator('h1#room-item').waitFor()
  return { ...visited, wall }
}

const sizes = [
  [1024, 768],
  [1280, 720],
  [1920, 1080],
] as const

describe('the room’s screen', () => {
  test.each(sizes)(
    'at %i x %i shows all of it, without scrolling, a control, or anything that takes the focus',
    async (width, height) => {
      for (const dark of [false, true]) {
        const { page, complaints, close } = await roomOf(fullRoom(), width, height, dark)
        const seen = await page.evaluate(() => {
          const texts = [...document.querySelectorAll('.room :is(h1, h2, p, blockquote, li, strong, code, svg.code)')]
          const cut = texts.filter(one => {
            const { left, right, top, bottom, width: wide } = one.getBoundingClientRect()
            const inner = one.closest('.stage')?.getBoundingClientRect()
            const isOut = left < 0 || right > innerWidth + 1 || top < 0 || bottom > innerHeight + 1
            return wide > 1 && (isOut || (inner !== undefined && (top < inner.top - 1 || bottom > inner.bottom + 1)))
          })
          const { scrollHeight, scrollWidth } = document.documentElement
          const focusable =
            'a, button, input, select, textarea, summary, [contenteditable], [tabindex]:not([tabindex="-1"])'
          return {
            scrolls: scrollHeight > innerHeight || scrollWidth > innerWidth,
            cut: cut.map(one => one.textContent?.slice(0, 40)),
            focusable: [...document.querySelectorAll(focusable)].map(one => one.outerHTML.slice(0, 80)),
          }
        })
        expect([width, dark, seen]).toEqual([width, dark, { scrolls: false, cut: [], focusable: [] }])
        await page.keyboard.press('Tab')
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
        expect(await problemsOf(page)).toEqual([])
        expect(complaints).toEqual([])
        await close()
      }
    },
  )

  test.each(sizes)('at %i x %i is large enough to be read from six metres', async (width, height) => {
    const { page, close } = await roomOf(fullRoom(), width, height)
    // On a picture two metres high letters of a 45th of it have the size that six metres ask for.
    const heights = await page.evaluate(() =>
      ['h1', '.ask', '.clock strong', '.turns [aria-current]', '.join .word', 'blockquote'].map(one => {
        const size = Number.parseFloat(
          getComputedStyle(document.querySelector(`.room ${one}`) ?? document.body).fontSize,
        )
        return [one, size / innerHeight] as const
      }),
    )
    expect(heights.filter(([, share]) => share < 1 / 45)).toEqual([])
    const code = await page.locator('.join .code').boundingBox()
    expect((code?.height ?? 0) / height).toBeGreaterThan(0.2)
    await close()
  })

  test('keeps its last state when the line breaks, says so, and its clock runs on; then it follows again', async () => {
    const { page, wall, close } = await roomOf(fullRoom(), 1280, 720)
    wall.view = null
    await page.getByText('No connection: this screen stands as it was').waitFor()
    const face = await page.locator('.clock strong').innerText()
    await expect.poll(() => page.locator('.clock strong').innerText()).not.toBe(face)
    await page.reload()
    await page.getByText('Five kinds of backups').waitFor()
    wall.view = { ...fullRoom(), item: { part: 'Action', title: 'What we change', question: null, quotes: [] } }
    await page.getByRole('heading', { name: 'What we change' }).waitFor()
    expect(await page.getByText('No connection').count()).toBe(0)
    await close()
  })

  test('when the time is over turns ember and says by how much, without a flash, a sound or an alert', async () => {
    const over = { ...fullRoom(), clock: { minutes: 6, elapsed: 425_000, since: null } }
    const { page, close } = await roomOf(over, 1280, 720)
    await page.getByText(/^over by 1 min$/).waitFor()
    const [ring, ember] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('.ring .left') ?? document.body).stroke,
      getComputedStyle(document.documentElement).getPropertyValue('--ember'),
    ])
    const asRgb = (hex: string): string =>
      `rgb(${[1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
    expect(ring).toBe(asRgb((ember ?? '').trim()))
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    expect(await page.locator('[role=alert], audio, video').count()).toBe(0)
    await close()
  })

  test('with forced colours shows whose turn it is, and a code that a camera reads', async () => {
    const { page, close } = await roomOf(fullRoom(), 1280, 720)
    await page.emulateMedia({ forcedColors: 'active' })
    const [border, code] = await page.evaluate(() => [
      getComputedStyle(document.querySelector('.turns [aria-current]') ?? document.body).borderTopColor,
      getComputedStyle(document.querySelector('.code rect') ?? document.body).fill,
    ])
    expect(border).not.toBe('rgba(0, 0, 0, 0)')
    expect(code).toBe('rgb(255, 255, 255)')
    await close()
  })

  test('is not asked for while nobody looks at it, and no more once the meeting has ended', async () => {
    const { page, wall, close } = await roomOf(fullRoom(), 1280, 720)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    const asked = wall.asked
    await page.waitForTimeout(1500)
    expect(wall.asked - asked).toBeLessThanOrEqual(1)
    await close()
    const ended = await roomOf({ ...fullRoom(), state: 'ended', item: null, round: [], link: null }, 1280, 720)
    await ended.page.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
    const last = ended.wall.asked
    await ended.page.waitForTimeout(1500)
    expect(ended.wall.asked).toBe(last)
    await ended.close()
  })
})

const begin = async (page: Page): Promise<void> => {
  await page.getByLabel('Or type names').fill('Ada, Bela, Cem')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: /^Begin the meeting/ }).click()
  await page.getByRole('button', { name: /^Next/ }).waitFor()
}

describe('the facilitator’s screen', () => {
  test.each([390, 320])(
    'at %i pixels has nothing wider, targets of 24 pixels at least, and Next at the thumb',
    async width => {
      reviewId = await plan()
      await plantHarvest(database.client, reviewId)
      const { page, complaints, close } = await open('meeting', width)
      await begin(page)
      for (const kind of ['Note', 'Factor', 'Decision', 'Action']) {
        await page.getByRole('radio', { name: kind }).check()
        expect([kind, await widerThan(page, width)]).toEqual([kind, []])
        expect(await problemsOf(page)).toEqual([])
      }
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, a, summary, input, textarea, select')]
          .filter(one => {
            const label = one.closest('label')
            const { width: wide, height: high } = (label ?? one).getBoundingClientRect()
            return wide > 0 && (wide < 24 || high < 24) && !one.matches('p a')
          })
          .map(one => one.outerHTML.slice(0, 100)),
      )
      expect(small).toEqual([])
      const next = await page.getByRole('button', { name: /^Next/ }).boundingBox()
      expect((next?.y ?? 0) + (next?.height ?? 0)).toBeGreaterThan(844 - 60)
      expect(complaints).toEqual([])
      await close()
    },
  )

  test('works by keyboard: whatever is pressed, the focus stays on something', async () => {
    reviewId = await plan()
    await plantHarvest(database.client, reviewId)
    const { page, close } = await open('meeting', 1280)
    await begin(page)
    const held = (): Promise<string> => page.evaluate(() => document.activeElement?.tagName ?? 'BODY')
    const press = async (name: string | RegExp): Promise<void> => {
      await page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .focus()
      await page.keyboard.press('Enter')
      await expect.poll(async () => `${String(name)} ${await held()}`).not.toMatch(/ BODY$/)
    }
    await press(/ spoke$/)
    await press(/^Pass:/)
    await press('Undo')
    await press('Another round')
    await press(/^Back/)
    await press(/^Next/)
    await press('Pause')
    await press('Go on')
    await press('Open the live channel')
    await page.locator('.people summary').first().focus()
    await press(/ is not here$/)
    await page.getByLabel('Note on this item').fill('By keyboard alone.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('By keyboard alone.').waitFor()
    expect(await held()).toBe('TEXTAREA')
    await press('Change: By keyboard alone.')
    expect(await page.getByLabel('Note on this item').inputValue()).toBe('By keyboard alone.')
    await press('Remove: By keyboard alone.')
    await expect.poll(() => page.locator('.kept').count()).toBe(0)
    await close()
  })

  test('an answer that comes late takes the focus from nobody who is writing', async () => {
    reviewId = await plan()
    const { page, close } = await open('meeting', 1280)
    await begin(page)
    const { promise: typed, resolve: isTyped } = Promise.withResolvers<void>()
    await page.route('**/live', async route => {
      if (route.request().method() === 'POST') await typed
      await route.continue()
    })
    await page.getByRole('button', { name: 'Open the live channel' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Note on this item').focus()
    await page.keyboard.type('Half of a ')
    isTyped()
    await page.locator('.live svg').first().waitFor()
    await page.keyboard.type('sentence')
    expect(await page.getByLabel('Note on this item').inputValue()).toBe('Half of a sentence')
    await close()
  })

  test('says what is missing beside the field, and stops saying so when it is right', async () => {
    reviewId = await plan()
    const { page, close } = await open('meeting', 1280, { dark: true })
    await page.getByRole('radio', { name: 'Action' }).check()
    await page.getByRole('button', { name: 'Keep this action' }).click()
    await page.getByText('Write something first.').waitFor()
    await page.getByLabel('What changes in the system').fill('Restore a backup every week')
    expect(await page.getByText('Write something first.').count()).toBe(0)
    await page.getByLabel('By when').fill('2020-01-01')
    await page.getByRole('button', { name: 'Keep this action' }).click()
    await page.getByText('Choose a day from today on').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await close()
  })

  test('says that an action was agreed before, and takes that one up again', async () => {
    const first = await plan()
    const agreed = {
      text: 'Restore a backup every week by a job that pages when it fails',
      owner: 'Infrastructure',
      dueOn: '2099-01-15',
      category: 'automation',
    }
    await call('POST', `/api/reviews/${first}/actions`, agreed)
    reviewId = await plan()
    const { page, close } = await open('meeting', 1280)
    await page.getByRole('radio', { name: 'Action' }).check()
    await page.getByLabel('What changes in the system').fill('Restore a backup every week')
    await page.getByText(/^Agreed once before, .* and still open/).waitFor()
    await page.getByRole('button', { name: 'Take that one up again' }).click()
    expect(await page.getByLabel('What changes in the system').inputValue()).toBe(agreed.text)
    expect(await page.getByLabel('Team').inputValue()).toBe('Infrastructure')
    await close()
  })

  test('signed out it stays where it is, keeps what is pressed, and sends it after one press signs in again', async () => {
    reviewId = await plan()
    await plantHarvest(database.client, reviewId)
    const { page, close } = await open('meeting', 1280)
    await begin(page)
    desk.revoke()
    await page.getByText('You have been signed out.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: 'Ada spoke' }).click()
    await page.getByLabel('Note on this item').fill('Written while signed out.')
    await page.getByRole('button', { name: 'Keep this note' }).click()
    await page.getByText('1 of 3 has spoken').waitFor()
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await page.getByText('1 of 3 has spoken').waitFor()
    await expect
      .poll(async () => JSON.stringify(await call('GET', `/api/reviews/${reviewId}/running`)))
      .toContain('"turns":1')
    await expect
      .poll(async () => JSON.stringify(await call('GET', `/api/reviews/${reviewId}/meeting`)))
      .toContain('Written while signed out.')
    await close()
  })
})

describe('what happens beside the usual', () => {
  test('arrow keys in the round go from one person to the next, and the page keys go on with the meeting', async () => {
    reviewId = await plan()
    await plantHarvest(database.client, reviewId)
    const { page, close } = await open('meeting', 1280)
    await begin(page)
    const at = () => page.locator('h1').first().textContent()
    const first = await at()
    const spoke = page.getByRole('button', { name: / spoke$/ })
    await spoke.first().focus()
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight')
    expect(await spoke.last().evaluate(one => one === document.activeElement)).toBe(true)
    expect(await at()).toBe(first)
    await page.keyboard.press('PageDown')
    await expect.poll(at).not.toBe(first)
    await close()
  })

  test('an end that is refused is told, can be tried again, and what was being written is there', async () => {
    reviewId = await plan()
    const { page, close } = await open('meeting', 390)
    await begin(page)
    await page.getByLabel('Note on this item').fill('Half a thought')
    const held = Promise.withResolvers<void>()
    await page.route('**/meeting', async route => {
      if (route.request().method() !== 'POST') return route.continue()
      await held.promise
      return route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', status: 409, code: 'review_cancelled', title: 'Cancelled.' }),
      })
    })
    await page.getByRole('button', { name: 'End the meeting' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
    await page.getByText('Saving…').waitFor()
    expect(await page.getByText('when the line is back').count()).toBe(0)
    held.resolve()
    await page.getByText('The server did not take the end').waitFor()
    await page.getByText('Half a thought').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.unroute('**/meeting')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => page.getByText('The server did not take the end').count()).toBe(0)
    await expect.poll(() => call('GET', `/api/reviews/${reviewId}/meeting`)).toMatchObject({ attendees: 3 })
    await close()
  })

  test('where somebody else ended it no name stays in this browser, nor of a meeting of another day', async () => {
    reviewId = await plan()
    const { page, close } = await open('meeting', 1280)
    await begin(page)
    const kept = (): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
    await expect.poll(kept).toContain('Ada')
    await page.goto('about:blank')
    await call('POST', `/api/reviews/${reviewId}/meeting`, { attendees: 3, speakers: 1, ended: true })
    await page.goto(`${desk.url}/desk/#/reviews/${reviewId}/meeting`)
    await page.getByText('The meeting has ended').waitFor()
    await expect.poll(kept).not.toMatch(/Ada|Bela|Cem/)
    const old = JSON.stringify({ at: 0, state: { name: 'Zerlina' } })
    await page.evaluate(text => localStorage.setItem('murmur.meeting.rev_old', text), old)
    await page.goto('about:blank')
    await page.goto(`${desk.url}/desk/`)
    await expect.poll(kept).not.toContain('Zerlina')
    await close()
  })

  test('a second remark that is hidden while the first still is on its way is hidden too', async () => {
    reviewId = await plan()
    const { page, close } = await open('meeting', 1280)
    const remarks = ['one', 'two'].map(text => ({
      id: `obs_${text.padEnd(16, 'a')}`,
      batch: 1,
      text: `Remark ${text}`,
      hidden: false,
    }))
    const { promise: pressed, resolve: isPressed } = Promise.withResolvers<void>()
    const hidden: string[] = []
    await page.route('**/live', route => {
      const shown = { state: 'open', closesAt: null, url: null, batchSeconds: 15, filed: 0, filedHidden: 0 }
      return route.fulfill({ json: { ...shown, remarks, hidden: 0 } })
    })
    await page.route('**/live/hide', async route => {
      const { id } = route.request().postDataJSON() as { id: string }
      await pressed
      hidden.push(id)
      await route.fulfill({ json: { id, hidden: true } })
    })
    await page
      .getByRole('button', { name: /Remark one/ })
      .last()
      .click()
    await page
      .getByRole('button', { name: /Remark two/ })
      .last()
      .click()
    isPressed()
    await expect.poll(() => hidden).toEqual(remarks.map(({ id }) => id))
    await close()
  })
})

test('the room’s screen, opened from the facilitator’s, is signed in, follows, and goes on when that one signs in again', async () => {
  reviewId = await plan()
  await plantHarvest(database.client, reviewId)
  const { page, close } = await open('meeting', 1280)
  await begin(page)
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Open the room’s screen' }).click()
  const wall = await opened
  await wall.locator('h1#room-item').waitFor()
  await wall.getByText('Ada', { exact: true }).waitFor()
  const follows = async (): Promise<void> => {
    const before = await page.locator('h1').innerText()
    await page.getByRole('button', { name: /^Next/ }).click()
    await expect.poll(() => page.locator('h1').innerText()).not.toBe(before)
    await wall.bringToFront()
    await expect.poll(() => wall.locator('h1').innerText()).toBe(await page.locator('h1').innerText())
    await page.bringToFront()
  }
  await follows()
  desk.revoke()
  await wall.bringToFront()
  await wall.getByText('Signed out: this screen stands as it was').waitFor()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: /^Next/ }).waitFor()
  await follows()
  expect(await wall.getByText('Signed out').count()).toBe(0)
  await close()
})

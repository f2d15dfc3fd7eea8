import { beforeEach, expect, test } from 'vitest'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = sampleWorld()
  desk.caller = robin
  desk.tokenSeconds = 3600
  desk.authorizations.length = 0
})

test('sign-in is a code flow with PKCE, state and nonce, and leaves no trace in the address', async () => {
  const { page, close } = await visit(browser, desk, { hash: `#/reviews/${sampleReviewId(1)}` })
  await signIn(page)
  await page.getByRole('heading', { name: /^Search returned/ }).waitFor()
  expect(page.url()).toBe(`${desk.url}/desk/#/reviews/${sampleReviewId(1)}`)
  const [asked] = desk.authorizations
  expect(asked?.get('response_type')).toBe('code')
  expect(asked?.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked?.get(name)?.length).toBeGreaterThan(20)
  expect(asked?.get('redirect_uri')).toBe(`${desk.url}/desk/`)
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await close()
})

test('an answer to a sign-in that this tab did not begin signs nobody in', async () => {
  const { page, close } = await visit(browser, desk)
  await page.goto(`${desk.url}/desk/?code=stolen&state=of-somebody-else`)
  await page.getByRole('alert').waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(desk.world.calls).toEqual([])
  await close()
})

test('a sign-in that the provider refuses is told and can be begun again', async () => {
  desk.caller = null
  const { page, close } = await visit(browser, desk)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  desk.caller = robin
  await signIn(page)
  await close()
})

test('when the token is refused, what was typed is there again after the next sign-in', async () => {
  const { page, close } = await visit(browser, desk, { hash: '#/prepare' })
  await signIn(page)
  await page.getByLabel('What happened?').fill('Half a title')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByText('Ada Sample').first().waitFor()
  // What the page still reads would be refused before anything is pressed.
  await page.waitForLoadState('networkidle')
  desk.revoke()
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('are kept in this tab').waitFor()
  expect(await problemsOf(page)).toEqual([])
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Escape')
  await dialog.waitFor()
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await page.getByRole('link', { name: 'Open agenda: Card payments' }).first().waitFor()
  await page.getByRole('link', { name: 'Prepare a review' }).click()
  expect(await page.getByLabel('What happened?').inputValue()).toBe('Half a title')
  await close()
})

test('a token that runs out by the clock asks for a new sign-in without a call', async () => {
  desk.tokenSeconds = 2
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('dialog').getByText('Your sign-in has run out').waitFor()
  await close()
})

test('signed in again in a second tab, the first goes on with all that stands in it', async () => {
  desk.world.modes.push({ key: 'pool-empty', name: 'Pool empty', mergedInto: null, version: 1 })
  const { page, close } = await visit(browser, desk, { hash: '#/failure-modes' })
  await signIn(page)
  await page.getByRole('button', { name: 'Rename Pool empty' }).click()
  await page.getByLabel('Name', { exact: true }).fill('No connection left')
  desk.revoke()
  const rename = page.getByRole('dialog').getByRole('button', { name: 'Rename' })
  await rename.click()
  const expired = page.getByText('Your sign-in has run out')
  await expired.waitFor()
  expect(await problemsOf(page)).toEqual([])
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in in a second tab' }).click()
  await signIn(await opened)
  await expired.waitFor({ state: 'hidden' })
  await rename.click()
  await page.getByText('It is called “No connection left” now.').waitFor()
  await close()
})

test('the desk goes by the clock of the API, and a page that is loaded anew does so from its first words on', async () => {
  const ahead = 40 * 86_400_000
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/Berlin' })
  const there = day.format(Date.now() + ahead)
  const { page, close } = await visit(browser, desk)
  let isSilent = false
  await page.route('**/api/**', async route => {
    if (isSilent) return
    const response = await route.fetch()
    const date = new Date(Date.now() + ahead).toUTCString()
    await route.fulfill({ response, headers: { ...response.headers(), date } })
  })
  await signIn(page)
  const today = page.locator('.greeting').getByText(there)
  await today.waitFor()
  await page.waitForLoadState('networkidle')
  isSilent = true
  await page.reload()
  await today.waitFor()
  await close()
})

test('on the dark band what is overdue can be read', async () => {
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.locator('.hero').waitFor()
  const least = await page.evaluate(() => {
    const band = document.querySelector('.hero')
    const late = document.createElement('strong')
    late.className = 'overdue'
    band?.append(late)
    const channels = (text: string): number[] => (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
    const luminance = (text: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(text).map(channel => {
        const share = channel / 255
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    // axe passes over what stands on a gradient.
    const stops = (band ? getComputedStyle(band).backgroundImage : '').match(/rgb\([^)]*\)/g) ?? []
    const own = luminance(getComputedStyle(late).color)
    return Math.min(
      ...stops.map(stop => (Math.max(own, luminance(stop)) + 0.05) / (Math.min(own, luminance(stop)) + 0.05)),
    )
  })
  expect(least).toBeGreaterThan(4.5)
  await close()
})

test('somebody whose address nobody verified reads what to do', async () => {
  desk.world.cuts = [{ method: 'GET', path: /./, how: 'address_not_verified' }]
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('heading', { name: 'Your address is not verified' }).waitFor()
  expect(await page.getByText('Ask whoever runs it for that').count()).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  await close()
})

test('somebody without the group reads what to do', async () => {
  desk.caller = { email: 'kim@example.com', name: '', groups: ['leadership'] }
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('heading', { name: 'Your account is not a facilitator yet' }).waitFor()
  expect(await page.getByText('You are signed in as kim@example.com').count()).toBe(1)
  expect(await problemsOf(page)).toEqual([])
  desk.caller = { email: 'kim@example.com', name: '', groups: ['facilitator'] }
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await page.getByRole('heading', { name: /^Good /, level: 1 }).waitFor()
  await close()
})

test('signing out forgets the token and the drafts, and the provider is asked who it is next time', async () => {
  const { page, close } = await visit(browser, desk, { hash: '#/prepare' })
  await signIn(page)
  const token = String(await page.evaluate(() => JSON.parse(sessionStorage.getItem('murmur.session') ?? '{}').idToken))
  const addresses: string[] = []
  page.on('request', request => addresses.push(request.url()))
  await page.getByLabel('What happened?').fill('Half a title')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(addresses.some(address => address.includes('/oidc/end'))).toBe(true)
  expect(token.length).toBeGreaterThan(100)
  expect(addresses.filter(address => address.includes(token))).toEqual([])
  await signIn(page)
  expect(desk.authorizations.at(-1)?.get('prompt')).toBe('login')
  await page.getByRole('link', { name: 'Prepare a review' }).click()
  expect(await page.getByLabel('What happened?').inputValue()).toBe('')
  await close()
})

test('every change of page begins at its heading, by keyboard alone', async () => {
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('link', { name: 'Incidents', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor()
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
  expect(await page.title()).toContain('Incidents')
  await close()
})

test('an unreachable API is told with a way to try again', async () => {
  desk.world.cuts = [{ method: 'GET', path: /home$/, how: 'before' }]
  const { page, close } = await visit(browser, desk)
  await signIn(page)
  await page.getByRole('alert').getByText('could not be reached').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('link', { name: 'Open agenda: Card payments' }).first().waitFor()
  await close()
})

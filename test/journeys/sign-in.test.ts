/** A stack that asks whoever answers to sign in: from a mail through the provider to a receipt, and every way back. */
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { ownBrowser } from '../own.ts'
import { pressSend, stands, visit } from '../web/answer/site.ts'
import { incident, ownStory } from './story.ts'

const { receipt, signIn, troubles } = words.en
const hour = 3_600_000
const people = ['ann', 'bob', 'cas', 'dee', 'eve', 'fin', 'gus'].map(name => `${name}@example.com`)

const browser = ownBrowser()
const story = ownStory({ pages: true, participantSignIn: true })
let surveyId = ''
beforeAll(async () => {
  const now = await story.passTime()
  const day = new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString()
  await story.passTime(day)
  const incidentId = await story.create('/api/incidents', incident(plus(day, -48 * hour)))
  const meeting = { incidentId, meetingAt: plus(day, 72 * hour), zone: 'UTC', durationMinutes: 60 }
  const reviewId = await story.create('/api/reviews', meeting)
  const participants = people.map(email => ({ email, zone: 'UTC' }))
  surveyId = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants })
  // Days after the machine's own time, by which sign-ins are made.
  await story.passTime()
})
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const open = async (email: string, mail = email) => {
  const visited = await visit(browser, await story.linkOf(mail))
  await stands(visited.page, signIn.title)
  return visited
}
const signInAtProvider = async (page: Page, email: string, button = signIn.press): Promise<void> => {
  await page.getByRole('button', { name: button }).click()
  await page.getByLabel('Mail address').fill(email)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(bare())
}
const signInAs = async (...who: Parameters<typeof signInAtProvider>): Promise<void> => {
  await signInAtProvider(...who)
  const [page] = who
  // The questions stand in the page before its scripts have finished the sign-in.
  await page.waitForFunction(() => sessionStorage.getItem('murmur/signed-in') !== null)
}
const bare = () => `${story.url}/answer/pre-meeting-1/`
const firstBox = (page: Page) => page.locator('#saw')
const slots = async () => (await story.dump()).tables.slots
const used = async () => (await slots()).filter(slot => slot['issued'] !== undefined).length

test('its owner signs in, is back at the first box with a clean address, and has a receipt at the end', async () => {
  const { page, complaints } = await open('ann@example.com')
  const before = await used()
  await signInAs(page, 'Ann@example.com')
  await firstBox(page).waitFor()
  expect(page.url()).toBe(bare())
  await firstBox(page).fill('the pool was full')
  await page.click('#next')
  await page.goBack()
  expect(await firstBox(page).isVisible()).toBe(true)
  expect(await firstBox(page).inputValue()).toBe('the pool was full')
  await pressSend(page)
  await stands(page, receipt.title)
  expect(await used()).toBe(before + 1)
  expect(await page.evaluate(() => sessionStorage.getItem('murmur/signed-in'))).toBeNull()
  expect(complaints).toEqual([])
  const { tables, logs } = await story.dump()
  const kept = JSON.stringify([
    tables.slots,
    tables.ballots,
    logs,
    tables.surveys.filter(row => row['sk'] === surveyId),
  ])
  expect(kept).not.toContain('ann@example.com')
})

describe('the way back', () => {
  test('from the provider, without having signed in, leads to where it began, and the press works again', async () => {
    const { page } = await open('bob@example.com')
    await page.getByRole('button', { name: signIn.press }).click()
    await page.getByLabel('Mail address').waitFor()
    await page.goBack()
    await stands(page, signIn.title)
    expect(await page.getByText(signIn.going).count()).toBe(0)
    await signInAs(page, 'bob@example.com')
    await firstBox(page).fill('kept')
    // Further back than where the sign-in came from, and forward again: nothing is asked twice, and nothing is lost.
    await page.goBack()
    await page.goForward()
    await firstBox(page).waitFor()
    expect(page.url()).toBe(bare())
    expect(await firstBox(page).inputValue()).toBe('kept')
    await page.reload()
    expect(await firstBox(page).inputValue()).toBe('kept')
    await pressSend(page)
    await stands(page, receipt.title)
  })

  test('by the link in the mail, opened again in the same tab, asks for no other sign-in', async () => {
    const { page } = await open('gus@example.com')
    await signInAs(page, 'gus@example.com')
    await firstBox(page).waitFor()
    await page.goto('about:blank')
    await page.goto(await story.linkOf('gus@example.com'))
    await firstBox(page).waitFor()
    // A sign-in is this tab's alone.
    const other = await page.context().newPage()
    await other.goto(await story.linkOf('gus@example.com'))
    await stands(other, signIn.title)
  })
})

test('somebody else is told so before the first box, signs in as whom it was sent to, and answers', async () => {
  const before = await slots()
  const { page } = await open('cas@example.com')
  await signInAtProvider(page, 'reader-of-mails@example.com')
  await stands(page, troubles.not_its_owner[0])
  expect(await firstBox(page).isVisible()).toBe(false)
  expect(await page.locator('main').innerText()).not.toContain('cas@')
  expect(await slots()).toEqual(before)
  await signInAs(page, 'cas@example.com', signIn.pressAnother)
  await firstBox(page).fill('written once it was known')
  await pressSend(page)
  await stands(page, receipt.title)
})

test('a sign-in that no longer holds at Send is asked for anew, and nothing that was written is lost', async () => {
  const { page } = await open('dee@example.com')
  await signInAs(page, 'dee@example.com')
  await firstBox(page).fill('an hour of thought')
  await page.evaluate(() => {
    const key = 'murmur/signed-in'
    // As the server sees one that ran out: it no longer verifies.
    const who = JSON.parse(sessionStorage.getItem(key) ?? '')
    sessionStorage.setItem(key, JSON.stringify({ ...who, idToken: `${who.idToken.slice(0, -8)}AAAAAAAA` }))
  })
  await pressSend(page)
  await stands(page, troubles.sign_in_needed[0])
  await signInAs(page, 'dee@example.com')
  await page.locator('#mine', { hasText: 'an hour of thought' }).waitFor()
  await page.click('#go-send')
  await stands(page, receipt.title)
})

test('whoever the provider does not let in is back at the same place, and may try again', async () => {
  const { page } = await open('eve@example.com')
  await page.getByRole('button', { name: signIn.press }).click()
  await page.getByLabel('Mail address').waitFor()
  const begun = JSON.parse((await page.evaluate(() => sessionStorage.getItem('murmur.signing-in'))) ?? '{}')
  await page.goto(`${bare()}?error=access_denied&state=${begun.state}&iss=${encodeURIComponent(`${story.url}/oidc`)}`)
  await page.getByText(signIn.failed).waitFor()
  expect(page.url()).toBe(bare())
  await signInAs(page, 'eve@example.com')
  await firstBox(page).waitFor()
})

test('pressed twice it is begun once', async () => {
  const { page } = await open('fin@example.com')
  await page.getByRole('button', { name: signIn.press }).dblclick()
  await page.getByLabel('Mail address').fill('fin@example.com')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await firstBox(page).waitFor()
})

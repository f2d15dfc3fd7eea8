import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { BallotContent } from '../../../functions/domain/ballot/ballot.ts'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { termsText } from '../../../functions/domain/terms/terms.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend, stands, toEnd, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { createWorld, type World } from './world.ts'

const { reading, receipt, review } = words.en
const retention = { ballot: 0, slot: 0, invitation: 400, mail: 30, survey: 1100 }
const facts = {
  kind: 'pre-meeting',
  minimumBallots: 3,
  groupMinimum: 5,
  retention,
  promisedDays: 7,
  instrument: preMeeting1,
} as const
const reader = { model: 'eu.example.model-v1:0', region: 'eu-central-1', regions: ['eu-central-1'], tokens: 50_000 }

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld(termsText({ ...facts, reader }, 'en'))
  world.reader = reader
  site.world = world
  site.addresses.length = 0
})

const look = async (page: Page): Promise<void> => {
  await toEnd(page)
  await stands(page, review.mine)
}
const send = async (page: Page): Promise<void> => {
  await pressSend(page)
  await stands(page, receipt.title)
}
const answer = async (page: Page): Promise<void> => {
  await attached(page)
  await page.fill('#saw', 'The queue stood still from ten to eleven.')
  await look(page)
}
const box = (page: Page) => page.getByRole('checkbox', { name: reading.refuse })
const cast = async (): Promise<BallotContent[]> => Promise.all([...world.ballots.values()].map(one => world.open(one)))

test('where a model reads, a ballot says outright that it may', async () => {
  const { page, complaints } = await visit(browser, linkTo(site))
  await answer(page)
  expect(await box(page).isChecked()).toBe(false)
  await send(page)
  expect((await cast()).map(({ mayBeRead }) => mayBeRead)).toEqual([true])
  expect(complaints).toEqual([])
})

test('who refuses is remembered through a reload and a second look, and the ballot says so', async () => {
  const { page } = await visit(browser, linkTo(site))
  await answer(page)
  await box(page).check()
  expect(await page.textContent('#mine .exact pre')).toContain('"mayBeRead":false')
  await page.reload()
  await attached(page)
  await look(page)
  expect(await box(page).isChecked()).toBe(true)
  await send(page)
  expect((await cast()).map(({ mayBeRead }) => mayBeRead)).toEqual([false])
})

test('who changes their mind replaces their ballot', async () => {
  const { page } = await visit(browser, linkTo(site))
  await answer(page)
  await send(page)
  await page.getByRole('button', { name: receipt.edit }).click()
  await look(page)
  await box(page).check()
  await send(page)
  expect((await cast()).map(({ mayBeRead }) => mayBeRead)).toEqual([false])
})

test('the choice is forgotten with the rest, and comes back with it', async () => {
  const { page } = await visit(browser, linkTo(site))
  await answer(page)
  await box(page).check()
  await send(page)
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter(key => key.endsWith('/unread')).length)
  expect(await kept()).toBe(1)
  await page.getByRole('button', { name: receipt.forget }).click()
  await page.getByRole('button', { name: receipt.forgetConfirm }).click()
  await stands(page, receipt.forgotten)
  expect(await kept()).toBe(0)
  await page.getByRole('button', { name: receipt.undo }).click()
  await page.waitForFunction(() => Object.keys(localStorage).some(key => key.endsWith('/unread')))
})

test('where none reads nothing is offered or fetched, and the ballot says nothing of it', async () => {
  world.reader = null
  const { page } = await visit(browser, linkTo(site))
  await answer(page)
  expect(await box(page).count()).toBe(0)
  await send(page)
  expect((await cast()).map(content => Object.keys(content).includes('mayBeRead'))).toEqual([false])
  expect(site.addresses.filter(address => address.includes('/reading-'))).toEqual([])
})

test.each([390, 1280].flatMap(width => (['light', 'dark'] as const).map(scheme => [width, scheme] as const)))(
  '%i pixels, %s: no violation, and nothing overflows the window',
  async (width, colorScheme) => {
    const { page } = await visit(browser, linkTo(site), width)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await answer(page)
    expect(await problemsOf(page)).toEqual([])
  },
)

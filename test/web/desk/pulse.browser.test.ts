import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { plus } from '../../../functions/domain/time/instants.ts'
import { quarterTitle } from '../../../functions/domain/time/quarter-title.ts'
import { planFrom } from '../../../functions/domain/survey/pulse-calendar.ts'
import { pulsePlanInputSchema } from '../../../functions/domain/survey/pulse-plan.ts'
import { words } from '../../../web/desk/words/en.ts'
import { sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit, type Visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { pulseOf } from './stub-pulse.ts'
import { ownBrowser } from '../../own.ts'

const text = words.pulse
const day = 86_400_000
const now = () => new Date().toISOString()
const current = quarterOf(now(), usualCalendar)
const last = quarterOf(plus(now(), -92 * day), usualCalendar)

const desk = ownDesk()
const browser = ownBrowser()
beforeEach(() => {
  desk.world = sampleWorld()
})

const open = async (width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { hash: '#/pulse', width })
  await signIn(there.page)
  await there.page.getByRole('heading', { name: text.hand.title }).waitFor()
  return there
}
const plan = () => {
  const opens = { month: 3, week: 1, weekday: 2, time: '09:00' }
  const input = pulsePlanInputSchema.parse({ zone: 'Europe/Berlin', opens, openDays: 10, version: 0 })
  return planFrom(input, null, now())
}
const row = (page: Page, index: number) => page.locator('.quarters tbody tr').nth(index)

/** A plan, a pulse that is open and one that was published. */
const running = () => {
  desk.world.plan = plan()
  const times = { opensAt: plus(now(), -3 * day), closesAt: plus(now(), 5 * day), takenPartAt: plus(now(), -3_600_000) }
  const before = {
    opensAt: plus(now(), -90 * day),
    closesAt: plus(now(), -80 * day),
    takenPartAt: plus(now(), -80 * day),
  }
  desk.world.surveys.push(
    pulseOf(current, { status: 'open', invited: 41, takenPart: 12, ...times }),
    pulseOf(last, { status: 'harvested', invited: 40, takenPart: 31, isFinal: true, ...before }),
  )
}

describe.each([1280, 390])('at %i pixels', width => {
  test('without a plan it says what one does; with a plan and pulses it is clean and fits', async () => {
    const { page, complaints, close } = await open(width)
    await page.getByText(text.noPlan).waitFor()
    expect(await problemsOf(page)).toEqual([])
    running()
    await page.reload()
    await page.getByText('12 or more of 41 took part').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  })
})

test('the first plan is set as it is proposed, and the quarters to come stand in its zone', async () => {
  const { page, close } = await open()
  await page.getByLabel(text.form.zone).fill('Asia/Tokyo')
  await page.getByLabel(text.form.leaders).fill('lee@example.com, mia@example.com')
  await page.getByText(text.form.preview).waitFor()
  expect(await page.locator('.preview li').count()).toBe(4)
  await page.getByRole('button', { name: text.form.save }).click()
  await page.getByText(text.changed).waitFor()
  expect(desk.world.plan).toMatchObject({
    zone: 'Asia/Tokyo',
    opens: { month: 3, week: 1, weekday: 2, time: '09:00' },
    openDays: 10,
    leaders: ['lee@example.com', 'mia@example.com'],
    version: 1,
  })
  expect(await row(page, 1).textContent()).toMatch(/Tue .*, 09:00 GMT\+9/)
  await close()
})

test('an address that is none is named, and nothing is sent', async () => {
  const { page, close } = await open()
  await page.getByLabel(text.form.leaders).fill('lee@example.com, nobody')
  await page.getByRole('button', { name: text.form.save }).click()
  await page.getByText(text.form.badLeaders('nobody')).waitFor()
  expect(desk.world.calls.filter(call => call.startsWith('PUT'))).toEqual([])
  await close()
})

test('a quarter is skipped, taken back, moved, and moved back', async () => {
  desk.world.plan = plan()
  const { page, close } = await open()
  const press = (name: string) => row(page, 1).getByRole('button', { name }).click()
  await press(text.skip)
  await row(page, 1).getByText(text.state.skipped).waitFor()
  await press(text.unskip)
  await row(page, 1).getByText(text.state.planned, { exact: true }).waitFor()
  await press(text.move)
  const wall = page.getByLabel(text.when)
  const moved = (await wall.inputValue()).replace(/T.*/, 'T14:30')
  await wall.fill(moved)
  await page.getByRole('button', { name: text.moveDo }).click()
  await row(page, 1).getByText(text.state.moved).waitFor()
  expect(await row(page, 1).textContent()).toContain('14:30')
  await press(text.unmove)
  await row(page, 1).getByText(text.state.planned, { exact: true }).waitFor()
  await expect.poll(() => desk.world.plan).toMatchObject({ skipped: [], moved: [], version: 5 })
  await close()
})

test('what was typed into the rule outlives the skipping of a quarter, and both are saved', async () => {
  desk.world.plan = plan()
  const { page, close } = await open()
  await page.getByLabel(text.form.leaders).fill('lee@example.com')
  await row(page, 1).getByRole('button', { name: text.skip }).click()
  await row(page, 1).getByText(text.state.skipped).waitFor()
  expect(await page.getByLabel(text.form.leaders).inputValue()).toBe('lee@example.com')
  await page.getByRole('button', { name: text.form.save }).click()
  await expect.poll(() => desk.world.plan).toMatchObject({ leaders: ['lee@example.com'], version: 3 })
  expect(desk.world.plan?.skipped).toHaveLength(1)
  await close()
})

test('a move out of its quarter is refused by name, and what was chosen stays', async () => {
  desk.world.plan = plan()
  const { page, close } = await open()
  await row(page, 1).getByRole('button', { name: text.move }).click()
  await page.getByLabel(text.when).fill('2040-01-01T09:00')
  await page.getByRole('button', { name: text.moveDo }).click()
  await page.getByText('This is more than a year ahead.').waitFor()
  // Beyond the next quarter, whichever day this runs on.
  const out = `${new Date(Date.now() + 210 * 86_400_000).toISOString().slice(0, 10)}T09:00`
  await page.getByLabel(text.when).fill(out)
  await page.getByRole('button', { name: text.moveDo }).click()
  await page.getByRole('alert').getByText('opens within that quarter').waitFor()
  expect(await page.getByLabel(text.when).inputValue()).toBe(out)
  await close()
})

test('a plan that somebody else changed meanwhile is not overwritten', async () => {
  desk.world.plan = plan()
  const { page, close } = await open()
  desk.world.plan = { ...desk.world.plan, openDays: 5, version: 2 }
  await page.getByRole('button', { name: text.form.save }).click()
  await page.getByRole('alert').getByText('Somebody else changed this').waitFor()
  expect(desk.world.plan).toMatchObject({ openDays: 5, version: 2 })
  await close()
})

test('one is opened by hand for a quarter without, after saying how many are invited', async () => {
  const { page, close } = await open()
  await page.getByText(text.hand.confirm(desk.world.people.length)).waitFor()
  await page.getByRole('button', { name: text.hand.do }).click()
  await page.getByText(text.hand.made(quarterTitle(current, usualCalendar))).waitFor()
  expect(desk.world.surveys.filter(({ kind }) => kind === 'pulse')).toMatchObject([{ quarter: current }])
  await close()
})

test('with nobody on the roster it leads there, and none can be opened', async () => {
  desk.world.people.splice(0)
  const { page, close } = await open()
  await page.getByText(text.noRosterText).waitFor()
  expect(await page.getByRole('button', { name: text.hand.do }).isDisabled()).toBe(true)
  await close()
})

test('cancelling says what is destroyed and who hears of it, and asks once more', async () => {
  running()
  const { page, close } = await open()
  await page.getByRole('button', { name: text.cancel }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(text.cancelWhat({ takenPart: 12, takenPartAt: null, isFinal: false })).waitFor()
  await dialog.getByText(text.cancelMail(41)).waitFor()
  await page.keyboard.press('Escape')
  expect(desk.world.surveys.filter(({ status }) => status === 'open').length).toBeGreaterThan(0)
  await page.getByRole('button', { name: text.cancel }).click()
  await page.getByRole('button', { name: text.cancelDo }).click()
  await page.getByText(text.cancelled(quarterTitle(current, usualCalendar))).waitFor()
  expect(desk.world.surveys.find(({ quarter }) => quarter === current)?.status).toBe('cancelled')
  await close()
})

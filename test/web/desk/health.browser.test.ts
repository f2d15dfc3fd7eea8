import { beforeEach, expect, test } from 'vitest'
import { ailments, type ShownHealth } from '../../../functions/domain/survey/health.ts'
import { ownBrowser } from '../../own.ts'
import { problemsOf } from '../problems.ts'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit } from './site.ts'

const desk = ownDesk()
const browser = ownBrowser()
const since = '2026-11-02T09:00:00.000Z'

const survey = () => {
  const found = desk.world.surveys.find(one => one.reviewId === sampleReviewId(1))
  if (!found) throw new Error('no survey')
  return found
}

beforeEach(() => {
  desk.world = sampleWorld()
})

const isIll = (health: Partial<ShownHealth>): void => {
  desk.world.healths.set(survey().id, { findings: [], unknown: [], ...health })
}

const open = async (width = 1280) => {
  const there = await visit(browser, desk, { hash: `#/reviews/${sampleReviewId(1)}`, width })
  await signIn(there.page)
  await there.page.getByRole('region', { name: 'Who is invited' }).waitFor()
  return there
}

test('of a survey that is well nothing is shown', async () => {
  const { page, close } = await open()
  expect(await page.getByText('Something is wrong').count()).toBe(0)
  await close()
})

test.each([1280, 390])('everything that can be wrong fits and is read, at %i pixels', async width => {
  isIll({
    findings: ailments.map(ailment => ({ ailment, since, count: 2, remedies: ['cancel', 'close-later', 'operator'] })),
    unknown: [{ part: 'mail', since }],
  })
  const { page, complaints, close } = await open(width)
  await page.getByText('2 mails do not go out.').waitFor()
  for (const ailment of ailments) expect(await page.getByText(`under “${ailment}”`).count()).toBe(1)
  await page.getByText('It cannot be seen whether its mail goes out.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  expect(complaints).toEqual([])
  await close()
})

test('mail that is stuck is tried now by one press, which is answered', async () => {
  isIll({ findings: [{ ailment: 'mail_stuck', since, count: 1, remedies: ['try-mail-now', 'operator'] }] })
  const { page, close } = await open()
  await page.getByRole('button', { name: 'Try the mail now' }).click()
  await page.locator('.news').getByText('tried again within a minute').waitFor()
  await page.getByText('1 mail does not go out.').waitFor({ state: 'detached' })
  await close()
})

test('a later close, and cancelling, are one press away', async () => {
  isIll({ findings: [{ ailment: 'opening_late', since, remedies: ['close-later', 'cancel', 'operator'] }] })
  const { page, close } = await open()
  await page.getByRole('button', { name: 'Close later' }).click()
  await page.getByRole('dialog', { name: 'Close the survey later' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByRole('dialog', { name: 'Cancel this review?' }).waitFor()
  await close()
})

test('what could not be looked at is called unknown, and not ill', async () => {
  isIll({ unknown: [{ part: 'keys', since }] })
  const { page, close } = await open()
  await page.getByText('Nobody can tell whether all is well').waitFor()
  expect(await page.getByText('Something is wrong').count()).toBe(0)
  await close()
})

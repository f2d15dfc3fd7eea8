import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { withSuccessor } from '../../../functions/domain/review/handing.ts'
import { ownBrowser } from '../../own.ts'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import type { Caller } from './stub-api.ts'

const desk = ownDesk()
const browser = ownBrowser()
const bo: Caller = { email: 'bo@example.com', name: 'Bo Example', groups: ['facilitator'] }

beforeEach(() => {
  desk.caller = robin
  desk.world = sampleWorld()
})

const open = async (hash: string, settings: Partial<Parameters<typeof visit>[2]> = {}) => {
  const there = await visit(browser, desk, { hash, ...settings })
  await signIn(there.page)
  return there
}
const change = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Change this review' }).click()
  await page.getByRole('button', { name, exact: true }).click()
}
const collecting = 1
/** The sample's review whose agenda is ready. */
const ready = sampleWorld().surveys.findIndex(({ status }) => status === 'harvested')
const review = (index: number) => {
  const found = desk.world.reviews[index]
  if (!found) throw new Error('no such review in the sample')
  return found
}
const handToBo = (index: number): void => {
  const handing = { at: new Date().toISOString(), by: robin, as: 'leader', to: bo } as const
  Object.assign(review(index), withSuccessor(review(index), handing))
}
const address = (index: number) => `#/reviews/${sampleReviewId(index)}`
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Hand this review over' })

describe('handing a review over', () => {
  test.each([
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
    [320, false],
  ])('says what the other will and will not see, at %i pixels, dark %s', async (width, dark) => {
    const { page, complaints, close } = await open(address(collecting), { width, dark })
    await change(page, 'Hand over…')
    const dialog = dialogOf(page)
    await dialog.getByText('They do not see').waitFor()
    await dialog.getByText('Participants were told who reads that: Robin Example').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  })

  test('to somebody of the roster, by name: it is said, and stands in the review’s history', async () => {
    const [person] = desk.world.people
    if (!person) throw new Error('the sample has people')
    const { page, close } = await open(address(collecting))
    await change(page, 'Hand over…')
    await page.getByLabel('To whom').fill(person.name)
    await page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await page.getByText(`${person.name} leads this review now.`).waitFor()
    await page.getByText(`Robin Example handed it over to ${person.name}`).waitFor()
    expect(review(collecting).successors).toEqual([{ email: person.email, name: person.name }])
    expect(await problemsOf(page)).toEqual([])
    await close()
  })

  test('to nobody, to no address, or to somebody who leads already says what is wrong, beside the field', async () => {
    const { page, close } = await open(address(collecting))
    await change(page, 'Hand over…')
    const press = () => page.getByRole('button', { name: 'Hand over', exact: true }).click()
    await press()
    await page.getByText('Say to whom').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
    await page.getByLabel('To whom').fill(robin.email)
    await page.getByText('Robin Example leads it already.').waitFor()
    await page.getByLabel('To whom').fill('new@example.com')
    await page.getByLabel('Their name').fill('New Person')
    await press()
    await page.getByText('New Person leads this review now.').waitFor()
    expect(desk.world.calls.filter(call => call === 'POST /api/handovers')).toHaveLength(1)
    await close()
  })

  test('before the invitations go out the facilitators themselves change, and stand in the terms', async () => {
    const index = desk.world.reviews.findIndex(({ id }) => desk.world.surveys.every(({ reviewId }) => reviewId !== id))
    const { page, close } = await open(address(index))
    await change(page, 'Change facilitators…')
    await page.getByText('once the invitations are out, nobody can be added').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.getByLabel('Another address').fill('nobody')
    await page.getByRole('button', { name: 'Keep these' }).click()
    await page.getByText('This is no address').waitFor()
    await page.getByLabel('Another address').fill(bo.email)
    await page.getByRole('button', { name: 'Keep these' }).click()
    await page.getByText('The facilitators were changed.').waitFor()
    expect(review(index).facilitators.map(({ email }) => email)).toEqual([robin.email, bo.email])
    await close()
  })
})

describe('whoever took over', () => {
  test.each([1280, 390])('leads with the room’s plan and reads why, at %i pixels', async width => {
    handToBo(ready)
    desk.caller = bo
    const { page, complaints, close } = await open(address(ready), { width })
    await page.getByText('Participants were told who reads what they wrote: Robin Example').waitFor()
    await page.getByRole('heading', { name: 'The plan of the meeting' }).waitFor()
    expect(desk.world.calls.filter(call => /agenda\.json|\/care|agenda\/(raw|edits)/.test(call))).toEqual([])
    expect(await page.getByRole('link', { name: /Markdown|Word/ }).count()).toBe(0)
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  })

  test('finds the review at home', async () => {
    handToBo(ready)
    desk.caller = bo
    const { page, close } = await open('')
    await page
      .getByRole('link', { name: review(ready).title, exact: true })
      .first()
      .waitFor()
    await close()
  })
})

import { beforeEach, expect, test } from 'vitest'
import { ownBrowser } from '../../own.ts'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { row } from './stub-delivery.ts'

const desk = ownDesk()
const browser = ownBrowser()

const bounced = {
  state: 'bounced',
  reason: 'no-mailbox',
  words: 'It came back: there is no such mailbox.',
  remedy: 'correct',
} as const

const survey = () => {
  const found = desk.world.surveys.find(one => one.reviewId === sampleReviewId(1))
  if (!found) throw new Error('no survey')
  return found
}

beforeEach(() => {
  desk.world = sampleWorld()
  desk.world.deliveries.set(survey().id, [
    row('hannah@example.com', { name: 'Hannah Vogel' }),
    row('luis@example.com', { name: 'Luis Ortega', ...bounced }),
    row('tom@example.com', {
      name: 'Tom Brandt',
      state: 'returned',
      reason: 'mailbox-full',
      words: 'It came back: the mailbox is full.',
      remedy: 'again',
    }),
    row('maya@example.com', { name: 'Maya Okafor' }),
  ])
})

const open = async (width = 1280) => {
  const there = await visit(browser, desk, { hash: `#/reviews/${sampleReviewId(1)}`, width })
  await signIn(there.page)
  const list = there.page.getByRole('region', { name: 'Who is invited' })
  await list.waitFor()
  return { ...there, list, news: there.page.locator('.news') }
}

test.each([1280, 390])(
  'shows those in trouble with a reason and one remedy, the rest folded, at %i pixels',
  async width => {
    const { page, list, complaints, close } = await open(width)
    const rows = await list.getByRole('row').allInnerTexts()
    expect(rows.filter(text => /Luis|Tom|Hannah|Maya/.test(text)).map(text => /Luis|Tom/.exec(text)?.[0])).toEqual([
      'Luis',
      'Tom',
    ])
    await list.getByText('there is no such mailbox').waitFor()
    await list.getByText('And 2 others: 2 sent').click()
    await list.getByText('Hannah Vogel').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  },
)

test('an address is corrected, and the press is answered', async () => {
  const { page, list, news, close } = await open()
  await list.getByRole('button', { name: 'Correct the address: Luis Ortega' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Send it there' }).click()
  await dialog.getByText('This is not a mail address.').waitFor()
  await dialog.getByLabel('The right address').fill('Luis.Ortega@Example.com')
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Send it there' }).click()
  await news.getByText('goes to luis.ortega@example.com').waitFor()
  await list.getByText('And 3 others').waitFor()
  await close()
})

test('a mail is sent again by one press', async () => {
  const { list, news, close } = await open()
  await list.getByRole('button', { name: 'Send again: Tom Brandt' }).click()
  await news.getByText('Tom Brandt').waitFor()
  expect(desk.world.calls.filter(call => call.endsWith('/delivery/again'))).toHaveLength(1)
  await close()
})

test('an invitation is withdrawn, and that is undone', async () => {
  const { page, list, news, close } = await open()
  await list.getByText('And 2 others').click()
  await list.getByRole('button', { name: 'Change the invitation of Hannah Vogel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the invitation' }).click()
  await news.getByText('The invitation of Hannah Vogel is withdrawn.').waitFor()
  await list.getByText('1 withdrawn').first().waitFor()
  expect(survey().invited).toBe(9)
  await list.getByRole('button', { name: 'Undo' }).click()
  await news.getByText('invited again').waitFor()
  await close()
})

test('a refusal is shown, and nothing else changes', async () => {
  desk.world.cuts = [{ method: 'POST', path: /delivery\/again/, how: 'mail_stays_stopped' }]
  const { list, close } = await open()
  await list.getByRole('button', { name: 'Send again: Tom Brandt' }).click()
  await list.getByText('Only they can take that back').waitFor()
  await list.getByRole('button', { name: 'Send again: Tom Brandt' }).waitFor()
  await close()
})

test('among sixty, a field finds a name wherever it stands', async () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    row(`p${index}@example.com`, { name: `Person Number ${index}` }),
  )
  desk.world.deliveries.set(survey().id, many)
  const { list, close } = await open(390)
  await list.getByText('60 sent').last().waitFor()
  await list.getByLabel('Find a name').fill('number 41')
  await list.getByText('p41@example.com').waitFor()
  expect(await list.getByText('@example.com').count()).toBe(1)
  await list.getByLabel('Find a name').fill('zzz')
  await list.getByText('Nobody invited is called so.').waitFor()
  await close()
})

test('while people have not been reached, the one thing to do is to mend that, and it leads to them', async () => {
  const { page, list, close } = await open()
  const now = page.getByRole('region', { name: /took part/ })
  await now.getByRole('heading', { name: 'One person has not been reached' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.locator('.button.primary').count()).toBe(1)
  await now.getByRole('button', { name: 'Mend the invitations' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('invitations-title')
  await list.getByRole('button', { name: /Correct the address: Luis Ortega/ }).click()
  await page.getByLabel('The right address').fill('luis.ortega@example.com')
  await page.getByRole('button', { name: 'Send it there' }).click()
  await now.getByRole('heading', { name: 'Nothing needs you now' }).waitFor()
  await close()
})

test('what a person stopped themselves is nothing for the facilitator to mend', async () => {
  desk.world.deliveries.set(survey().id, [
    row('tom@example.com', { state: 'unsubscribed', reason: 'unsubscribed', words: 'Wants no mail.' }),
  ])
  const { page, close } = await open()
  await page.getByRole('heading', { name: 'Nothing needs you now' }).waitFor()
  await close()
})

import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { pulse2 } from '../../../functions/domain/instrument/pulse.ts'
import { resultOf } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { type PulseBallot, tallyBallots } from '../../../functions/domain/suppression/tally.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { linkTo, overflows, ownSite, pressSend, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { createWorld, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { pulseResults, receipt, troubles, youSaid } = words.en

/** 18 of 23 answered the first item, 14 of them favourably; 4 answered whether it is safe to take a risk. */
const published = (answers = 18) => {
  const ballots = Array.from(
    { length: answers },
    (_, index): PulseBallot => ({
      cohort: 'all',
      answers: { 'review-safety': index < 14 ? 4 : 2, ...(index < 4 ? { risk: 3 } : {}) },
    }),
  )
  const counts = { invited: 23, issued: answers, cast: answers, counted: answers }
  const cohorts = [{ id: 'all', label: 'all', invited: 23 }]
  const tally = tallyBallots(pulse2, ballots)
  return resultOf(
    publishPulse(counts, { quarter: '2026-Q4', instrument: pulse2, groupMinimum: 5, open: false, cohorts, tally }, []),
  )
}

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.', 'pulse-2')
  site.world = world
})

const answered = async (width = 390) => {
  const visited = await visit(browser, linkTo(site, 0, 'pulse-2'), width)
  const { page } = visited
  await page.waitForSelector('#forget button')
  await page.check('input[name=risk][value="5"]')
  await pressSend(page)
  await page.getByRole('heading', { name: receipt.title }).waitFor()
  return visited
}
/** With a pass one may change one’s answer for ten minutes more. */
const close = () => {
  world.now = Date.parse(world.closesAt) + 660_000
}
const publish = () => {
  world.serials = [...world.ballots.keys()]
  world.result = published()
}
/** Through the mail that everybody gets when the results are available. */
const byMail = (page: Page) => page.goto(`${site.url}/answer/pulse-2/?mail#${world.surveyId}`)
const results = (page: Page) => page.locator('section', { has: page.locator('#results') })

describe('after the close of a pulse', () => {
  test('before the harvest it says that the answers are being counted, and shows them on the next look', async () => {
    const { page } = await answered()
    close()
    await byMail(page)
    await results(page).getByText(pulseResults.notYet).waitFor()
    publish()
    await page.getByRole('button', { name: pulseResults.again }).click()
    await results(page).getByText(pulseResults.counted).waitFor()
  })

  test('somebody who answered here sees that their ballot was counted, and the figures of the whole organisation', async () => {
    const { page, complaints } = await answered()
    close()
    publish()
    await byMail(page)
    await results(page).getByText(pulseResults.counted).waitFor()
    const text = await results(page).textContent()
    expect(text).toContain(pulseResults.answered(18, 23))
    const row = page.getByRole('row', { name: /comfortable raising concerns/ })
    expect(await row.textContent()).toMatch(/18 answered/)
    expect(await row.textContent()).toMatch(/78%/)
    expect(
      await page
        .getByRole('row', { name: /take a risk/ })
        .getByText(pulseResults.hidden)
        .count(),
    ).toBe(2)
    expect(await page.getByRole('row', { name: /held against you/ }).textContent()).toContain(pulseResults.reversed)
    expect(complaints).toEqual([])
  })

  test('the quarter has the name that the organisation gives it, above what leadership answered too', async () => {
    close()
    const calendar = { zone: 'UTC', yearStartsIn: 2 }
    world.serials = []
    world.result = { ...published(), calendar }
    const reply = { heard: 'Nobody tells us.', heardIn: 'pulse', done: 'We do now.', state: 'done' } as const
    const signed = { ...reply, name: '', at: '2026-10-12T09:00:00.000Z', lesson: null }
    world.replies = [{ quarter: '2026-Q3', calendar, replies: [signed] }]
    const { page } = await visit(browser, `${site.url}/answer/pulse-2/#${world.surveyId}`)
    await results(page)
      .getByRole('heading', { name: pulseResults.title('Q4 FY2026') })
      .waitFor()
    await results(page).getByRole('heading', { name: 'Q3 FY2026', exact: true }).waitFor()
  })

  test('a receipt that is not in the list is an alarm', async () => {
    const { page } = await answered()
    close()
    publish()
    world.serials = ['0'.repeat(64)]
    await byMail(page)
    await page.getByRole('alert').getByText(pulseResults.missing).waitFor()
  })

  test('a browser that keeps nothing shows the figures, and says where to check a receipt', async () => {
    close()
    publish()
    const { page } = await visit(browser, `${site.url}/answer/pulse-2/#${world.surveyId}`)
    await results(page).getByText(pulseResults.elsewhere).waitFor()
    expect(await page.isVisible('#form')).toBe(false)
    const headings = page.locator('h1:visible, h2:visible, h3:visible, h4:visible')
    expect(await headings.evaluateAll(all => all.map(({ tagName }) => tagName))).toEqual(['H1', 'H2'])
    expect(world.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/receipts/${world.surveyId}`,
      'GET /api/you-said',
    ])
  })

  test('what leadership answered stands below the figures, and nothing where it has answered nothing', async () => {
    close()
    publish()
    const { page } = await visit(browser, `${site.url}/answer/pulse-2/#${world.surveyId}`)
    await results(page).getByText(pulseResults.elsewhere).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByText(youSaid.title).isVisible()).toBe(false)
    const said = { heard: 'Nobody tells us.', heardIn: 'pulse', done: 'We do now.', state: 'done' } as const
    const at = '2026-10-12T09:00:00.000Z'
    world.replies = [{ quarter: '2026-Q3', replies: [{ ...said, name: 'Dee Example', at, lesson: null }] }]
    await page.reload()
    await results(page).getByRole('heading', { name: youSaid.title }).waitFor()
    await results(page).getByText('Dee Example, leadership').waitFor()
    expect(await overflows(page)).toBe(false)
  })

  test('a pulse that opens after leadership has answered leads to that from its first page', async () => {
    const first = await visit(browser, linkTo(site, 0, 'pulse-2'))
    await first.page.waitForSelector('#forget button')
    expect(await first.page.isVisible('#said')).toBe(false)
    world.replied = '2026-Q3'
    const second = await visit(browser, linkTo(site, 1, 'pulse-2'))
    await second.page.locator('#said a').waitFor()
    expect(await second.page.locator('#said a').getAttribute('href')).toBe('/you-said/')
  })

  test('with too few answers it shows nothing, and says why', async () => {
    const { page } = await answered()
    close()
    publish()
    world.result = published(3)
    await byMail(page)
    await results(page).getByText(pulseResults.withheld.too_few_ballots(5)).waitFor()
    expect(await page.locator('table').count()).toBe(0)
  })

  test('a cancelled pulse has no result', async () => {
    const { page } = await answered()
    world.status = 'cancelled'
    await byMail(page)
    await page.getByRole('heading', { name: troubles.survey_cancelled[0] }).waitFor()
    expect(await page.locator('#results').count()).toBe(0)
  })

  test.each([390, 1280].flatMap(width => (['light', 'dark'] as const).map(scheme => [width, scheme] as const)))(
    'at %i pixels, %s, it has no violation and fits',
    async (width, colorScheme) => {
      const { page } = await answered(width)
      close()
      publish()
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await byMail(page)
      await results(page).getByText(pulseResults.counted).waitFor()
      expect(await problemsOf(page)).toEqual([])
      expect(await overflows(page)).toBe(false)
    },
  )
})

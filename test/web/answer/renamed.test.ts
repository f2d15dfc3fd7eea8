/** The page of an instrument with unknown ids, in a browser. */
import { beforeEach, expect, test, vi } from 'vitest'
import { resultOf } from '../../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../../functions/domain/suppression/publish.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { otherId, otherPreMeeting, otherPulse } from '../../domain/instrument/renamed.ts'
import { countsOf, materialOf } from '../../domain/suppression/organisation.ts'
import { linkTo, ownSite, pressSend, toEnd, visit, write } from './site.ts'
import { createWorld, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

vi.mock(import('../../../functions/domain/instrument/registry.ts'), async original => {
  const { withOthers } = await import('../../domain/instrument/renamed.ts')
  return withOthers(await original())
})
vi.mock(import('../../../functions/domain/instrument/words/languages.ts'), async original => {
  const { withOtherWords } = await import('../../domain/instrument/renamed.ts')
  const { wordingsIn } = await original()
  return { wordingsIn: language => withOtherWords(wordingsIn(language)) }
})

const { naming, pulse, pulseResults, review, receipt, hints, choices, verbatimApart } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const begin = async (instrument: string) => {
  world = await createWorld('Fictional terms.', instrument)
  site.world = world
}
const open = async (instrument: string) => {
  await begin(instrument)
  const visited = await visit(browser, linkTo(site, 0, instrument))
  await visited.page.waitForSelector('#forget button')
  return visited.page
}

test('before a meeting: hint, redaction, and the promise of the question that is kept apart', async () => {
  const page = await open(otherPreMeeting.id)
  const [saw, apart, folded] = [otherId('saw'), otherId('hesitate'), otherId('well')]
  await page.fill(`#${saw}`, 'It was careless of Robin Sample, it was their fault.')
  await page.press(`#${saw}`, 'Tab')
  await page.locator(`#${saw}-lens`, { hasText: hints.blame }).waitFor()
  await write(page, apart, 'I was worried.')
  await write(page, folded, 'The runbook.')
  await toEnd(page)

  const offered = (id: string) => page.locator(`[name=${id}-choice] option`).allTextContents()
  const [plain, counted, signed] = [choices.verbatim, choices['themes-only'], choices.signed]
  expect(await offered(folded)).toEqual([review.asAbove, plain, counted, signed])
  expect(await offered(apart)).toEqual([review.asAboveApart, verbatimApart, counted, signed])

  await page.getByRole('heading', { name: naming.title }).waitFor()
  await page.getByRole('button', { name: naming.replaceButton }).click()
  await page.getByText('It was careless of a colleague', { exact: false }).first().waitFor()
  await pressSend(page)
  await page.getByRole('heading', { name: receipt.title }).waitFor()
  expect(await page.locator('#after .answers .note').allTextContents()).toEqual([
    choices.verbatim,
    choices.verbatim,
    verbatimApart,
  ])
  const [ballot] = [...world.ballots.values()]
  expect(ballot && Object.keys((await world.open(ballot)).answers)).toEqual([saw, folded, apart])
})

test('after a pulse: a score by its name, without a share of favourable answers', async () => {
  await begin(otherPulse.id)
  const scales = otherPulse.items.filter(item => item.kind === 'scale')
  const ballots = Array.from({ length: 14 }, (_, person) =>
    Object.fromEntries(scales.map(({ id }, at) => [id, 1 + ((person + at) % 5)])),
  )
  const material = materialOf([{ invited: 23, ballots }], otherPulse, '2026-Q4')
  world.serials = []
  world.result = resultOf(publishPulse(countsOf(material), material, []))
  world.now = Date.parse(world.closesAt) + 1000
  const { page } = await visit(browser, `${site.url}/answer/${otherPulse.id}/?mail#${world.surveyId}`)
  await page.getByText(pulseResults.answered(14, 23)).waitFor()
  const row = page.getByRole('row', { name: pulse.scores['psychological-safety'] })
  expect(await row.locator('td').first().textContent()).toBe('–')
  expect(await page.getByRole('row').count()).toBe(1 + scales.length + 1)
})

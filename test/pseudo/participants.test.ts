/** The pages of participants in a language of nobody, on a phone: no word of English is left, and nothing is cut off. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { linkUrl } from '../../functions/domain/ballot/link.ts'
import { findInstrument } from '../../functions/domain/instrument/registry.ts'
import type { Language } from '../../functions/domain/language/language.ts'
import { pulse2 } from '../../functions/domain/instrument/pulse.ts'
import { resultOf } from '../../functions/domain/suppression/release.ts'
import { publishPulse } from '../../functions/domain/suppression/publish.ts'
import { type PulseBallot, tallyBallots } from '../../functions/domain/suppression/tally.ts'
import { termsText } from '../../functions/domain/terms/terms.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { sha256Base64url } from '../../functions/protocol/digest.ts'
import { ownBrowser } from '../own.ts'
import { ownSite, pressSend, toEnd, visit } from '../web/answer/site.ts'
import { createWorld, type World } from '../web/answer/world.ts'
import { cutOffOn, foreignOn } from './seen.ts'

vi.mock(import('../../functions/domain/language/spoken.ts'), async original => {
  const { withPseudo } = await import('./spoken.ts')
  return withPseudo(await original())
})
vi.mock(import('../built.ts'), async original => {
  const { builtInPseudo } = await import('./bundled.ts')
  return { ...(await original()), builtSite: builtInPseudo }
})

// Known while this test runs, and to no type.
const language = 'qps' as Language
const { review, receipt, links, signIn, troubles, unsubscribe } = words[language]

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

const retention = { ballot: 0, slot: 0, invitation: 30, mail: 30, survey: 400 }

const begin = async (instrumentId: string) => {
  world = await createWorld('Fictional terms.', instrumentId)
  const instrument = findInstrument(instrumentId)
  if (!instrument) throw new RangeError('no such instrument')
  const facts = { kind: instrument.kind, minimumBallots: 3, groupMinimum: 5, retention, promisedDays: 7, instrument }
  const text = termsText(facts, language)
  world.terms = { ...world.terms, [language]: { text, hash: sha256Base64url(text) } }
  site.world = world
}

const typed = ['The graph stood still, Robin Sample said.', 'The graph stood still, ', ' said.', 'Ann Sample']
const names = [
  'Robin Sample',
  'Kim Placeholder',
  'robin@example.org',
  'kim@example.org',
  'lee@example.org',
  'Dana Example',
  'Sam Fictional',
  'Checkout answered slowly for two hours',
  'Platform',
]
/** What stands for a name is put into what people wrote, by the synthesis, which has one language so far. */
const standIn = 'a colleague'
/** The product's name; a hash, an id, a pseudonym, JSON as it is stored; the hours of a zone. */
const known = [
  ...typed,
  ...names,
  standIn,
  'Murmur',

  /[0-9a-f]{64}/g,
  /[\w-]{43}/g,
  'pre-meeting-1',
  'pulse-2',
  'Q4',
  /\b(CET|CEST|UTC|GMT)\b/g,
]

const holds = async (page: Page, ...also: (string | RegExp)[]): Promise<void> => {
  expect(await foreignOn(page, [...also, ...known])).toEqual([])
  expect(await cutOffOn(page)).toEqual([])
}

const open = async (instrument: string): Promise<Page> => {
  await begin(instrument)
  const [link] = world.links
  if (!link) throw new RangeError('nobody is invited')
  const { page } = await visit(browser, linkUrl(site.url, { instrument, language }, link))
  await page.waitForSelector('#forget button')
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const stands = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

test('before a meeting, from the link to the receipt', async () => {
  const page = await open('pre-meeting-1')
  await page.evaluate(() => document.querySelectorAll('details').forEach(each => each.toggleAttribute('open', true)))
  const pseudonym = (await page.textContent('#pseudonym')) ?? ''
  await page.fill('#saw', typed[0] ?? '')
  await holds(page, pseudonym)
  for (let step = 0; step < 3; step += 1) {
    await page.click('#next')
    await holds(page, pseudonym)
  }
  await toEnd(page)
  for (const item of ['information', 'harder', 'comfortable']) {
    await page.click(`#more [data-to=${item}]`)
    await holds(page, pseudonym)
    await toEnd(page)
  }
  const stored = /\{"instrument".*\}/g
  await stands(page, review.mine)
  await page.check('input[name=use][value=signed]')
  await page.click('#go-send')
  await page.getByText(review.signatureMissing).waitFor()
  await holds(page, pseudonym, stored)
  await page.fill('#signature', 'Ann Sample')
  await pressSend(page)
  await stands(page, receipt.title)
  await page.click('.proof > summary')
  await holds(page, pseudonym, stored)
  await press(page, receipt.check)
  await page.getByText(receipt.notYet).waitFor()
  await press(page, receipt.forget)
  await holds(page, pseudonym, stored)
  await press(page, receipt.forgetConfirm)
  await stands(page, receipt.forgotten)
  await holds(page)
})

test('a survey that asks for a sign-in, and one that does not do', async () => {
  await begin('pre-meeting-1')
  world.owners = ['ada@example.org']
  const [link] = world.links
  if (!link) throw new RangeError('nobody is invited')
  const { page } = await visit(browser, linkUrl(site.url, { instrument: 'pre-meeting-1', language }, link))
  await stands(page, signIn.title)
  await press(page, signIn.press)
  await page.getByText(signIn.unreachable).waitFor()
  await holds(page)
  for (const [who, trouble] of [
    ['bo', troubles.not_its_owner],
    ['expired', troubles.sign_in_needed],
  ] as const) {
    await page.evaluate(name => {
      const signedIn = { idToken: `e30.${name}.AA`, email: 'ann@example.org', expiresAt: Date.now() + 3_600_000 }
      sessionStorage.setItem('murmur/signed-in', JSON.stringify(signedIn))
    }, who)
    await page.reload()
    await stands(page, trouble[0])
    await holds(page, 'ann@example.org')
  }
})

test('a pulse, and its results', async () => {
  const page = await open('pulse-2')
  await holds(page)
  await page.locator('.steps').first().locator('input').nth(3).check({ force: true })
  await toEnd(page)
  await stands(page, review.mine)
  await pressSend(page)
  await stands(page, receipt.title)
  await holds(page, /\{"instrument".*\}/g)
  const ballots = Array.from(
    { length: 18 },
    (_, at): PulseBallot => ({ cohort: 'all', answers: { 'review-safety': at < 14 ? 4 : 2 } }),
  )
  const counts = { invited: 23, issued: 18, cast: 18, counted: 18 }
  const cohorts = [{ id: 'all', label: 'all', invited: 23 }]
  const tally = tallyBallots(pulse2, ballots)
  world.result = resultOf(
    publishPulse(counts, { quarter: '2026-Q4', instrument: pulse2, groupMinimum: 5, open: false, cohorts, tally }, []),
  )
  world.serials = [...world.ballots.keys()]
  world.status = 'harvested'
  world.closesAt = new Date(world.now - 3_600_000).toISOString()
  await page.reload()
  await page.locator('.results table').waitFor()
  await holds(page, /\{"instrument".*\}/g)
})

test('a link that was cut off, the page on privacy, and the end of all mail', async () => {
  await begin('pre-meeting-1')
  const { page } = await visit(browser, `${site.url}/answer/pre-meeting-1/${language}/`)
  await stands(page, links.title)
  await page.fill('#link', 'not a link')
  await press(page, links.button)
  await page.getByText(links.wrong).waitFor()
  await holds(page)
  await page.goto(`${site.url}/privacy/${language}/`)
  await holds(page)
  await page.route('**/api/unsubscribe/**', route => route.fulfill({ status: 200, json: { stopped: 'unsubscribed' } }))
  await page.goto(`${site.url}/unsubscribe/${language}/#a1b2c3d4e5f6g7h8i9j0kk`)
  await holds(page)
  await press(page, unsubscribe.button)
  await page.getByText(unsubscribe.done).waitFor()
  await holds(page)
})

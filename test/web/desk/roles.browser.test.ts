import { beforeEach, expect, test } from 'vitest'
import { words } from '../../../web/desk/words/en.ts'
import { ownBrowser } from '../../own.ts'
import { problemsOf } from '../problems.ts'
import { sampleWorld } from './sample.ts'
import { ownDesk, robin, signIn, visit } from './site.ts'

const desk = ownDesk()
const browser = ownBrowser()

beforeEach(() => {
  desk.world = sampleWorld()
  desk.caller = robin
})

const openAs = async (groups: string[], hash: string) => {
  desk.caller = { ...robin, groups }
  const seen = await visit(browser, desk, { hash })
  await signIn(seen.page)
  return seen
}

test('a keeper alone is shown the roster and the pulse, and told so everywhere else, without a call that is refused', async () => {
  const { page, complaints, close } = await openAs(['keeper'], '#/')
  await page.getByRole('heading', { level: 1, name: 'Pulse' }).waitFor()
  expect(page.url()).toBe(`${desk.url}/desk/#/pulse`)
  // Shown once everything the pulse asks for has come, so that none of it is counted below.
  await page.getByRole('heading', { name: words.pulse.hand.title }).waitFor()
  desk.world.calls.length = 0
  await page.goto(`${desk.url}/desk/#/reviews`)
  await page.getByText(words.roles.notYours(['keeper'])).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(desk.world.calls).toEqual([])
  await page.getByRole('main').getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: words.roster.addTitle }).waitFor()
  expect(complaints).toEqual([])
  await close()
})

test('a facilitator alone reads the roster and the plan, and is told who changes them', async () => {
  const { page, complaints, close } = await openAs(['facilitator'], '#/roster')
  await page.getByText(words.roles.roster).waitFor()
  await page.getByRole('row').nth(3).waitFor()
  expect(await page.getByRole('button', { name: words.roster.addTitle }).count()).toBe(0)
  expect(await page.getByRole('heading', { name: words.roster.importTitle }).count()).toBe(0)
  expect(await page.locator('.roster button').count()).toBe(0)
  expect(await problemsOf(page)).toEqual([])
  await page.goto(`${desk.url}/desk/#/pulse`)
  await page.getByText(words.roles.pulse).waitFor()
  expect(await page.getByRole('heading', { name: words.pulse.hand.title }).count()).toBe(0)
  expect(await page.getByRole('button', { name: words.pulse.form.title }).count()).toBe(0)
  expect(await problemsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

import { beforeEach, expect, test } from 'vitest'
import { keeper } from '../../../caller.ts'
import { organise } from '../../../organise/setup.ts'
import { ownBrowser, ownDatabase } from '../../../own.ts'
import { problemsOf } from '../../problems.ts'
import { realApi } from '../real-api.ts'
import { ownDesk, robin, signIn, visit } from '../site.ts'

const desk = ownDesk()
const browser = ownBrowser()
const database = ownDatabase()

const named = (...names: string[]) => names.map(name => ({ email: `${name}@example.com`, name: `${name} Example` }))

beforeEach(async () => {
  const { call } = organise(database.client)
  const at = new Date().toISOString()
  await call('PUT /api/people', { body: named('ann', 'bob', 'cas'), as: keeper, at })
  await call('PUT /api/people?replace=true', { body: named('ann', 'dan'), as: keeper, at })
  desk.real = realApi(database.client)
})

test.each([1280, 390])('at %i pixels a keeper undoes with one press that the roster was replaced', async width => {
  desk.caller = { ...robin, groups: ['keeper'] }
  const { page, complaints, close } = await visit(browser, desk, { hash: '#/roster', width })
  await signIn(page)
  await page.getByText(`by ${keeper.email}: 1 added, 0 changed, 2 taken off.`).waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.getByText('dan@example.com').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Undo it' }).click()
  await page.getByText('It was undone: 2 people are back on the roster.').waitFor()
  await page.getByText('bob@example.com').first().waitFor()
  expect(await page.getByText('dan@example.com').count()).toBe(0)
  expect(await page.getByText('The roster was replaced').count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})

test('a facilitator alone sees nothing of it', async () => {
  desk.caller = { ...robin, groups: ['facilitator'] }
  const { page, complaints, close } = await visit(browser, desk, { hash: '#/roster' })
  await signIn(page)
  await page.getByText('dan@example.com').first().waitFor()
  expect(await page.getByText('The roster was replaced').count()).toBe(0)
  expect(complaints).toEqual([])
  await close()
})

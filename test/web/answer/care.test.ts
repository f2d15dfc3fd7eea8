/** Who writes what weighs on them is asked what shall become of it, and it becomes that. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, pressSend, toEnd, toQuestion, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { createWorld, type World } from './world.ts'

const { care, choices, hints } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
})

const heavy = 'I have not slept properly since. I keep hearing the alarm.'
const write = async (page: Page, item: string, text: string): Promise<void> => {
  await toQuestion(page, item)
  await page.fill(`#${item}`, text)
  await page.press(`#${item}`, 'Tab')
}
const open = async (): Promise<Page> => {
  const { page } = await visit(browser, linkTo(site, 0))
  await attached(page)
  return page
}
const sent = async (page: Page) => {
  await pressSend(page)
  await page.getByRole('heading', { name: words.en.receipt.title }).waitFor()
  const [content] = await Promise.all([...world.ballots.values()].map(world.open))
  return content
}

test('given to the facilitators alone, it is stored so, without a hint beside it', async () => {
  const page = await open()
  await write(page, 'saw', heavy)
  await page.getByText(care.ask).waitFor()
  await page.getByText(care.support).waitFor()
  expect(Object.values(hints)).not.toContain(await page.textContent('#saw-lens'))
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: care.alone }).press('Enter')
  await page.getByText(care.chosen).waitFor()
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('care')

  await page.reload()
  await attached(page)
  await toEnd(page)
  expect(await page.locator('[name=saw-choice] option:checked').textContent()).toBe(choices.facilitator)
  expect((await sent(page))?.answers['saw']).toEqual({ text: heavy, choice: 'facilitator' })
})

test('whoever goes on at once is asked at the end, and can still give it to the facilitators alone, or leave it out', async () => {
  const page = await open()
  await page.fill('#saw', heavy)
  await toEnd(page)
  await page.locator('#mine .care').getByText(care.ask).waitFor()
  await page.getByRole('button', { name: care.leaveOut }).click()
  expect(await page.isVisible('#saw')).toBe(true)
  await toEnd(page)
  await page.locator('#mine').getByRole('button', { name: care.alone }).click()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('saw-choice')
  expect(await page.locator('#mine .care').count()).toBe(0)
  expect((await sent(page))?.answers['saw']).toEqual({ text: heavy, choice: 'facilitator' })
})

test('left out, nothing of it is sent; put back, it is as it was', async () => {
  const page = await open()
  await write(page, 'saw', 'The graph stood still from 10:40 on.')
  await write(page, 'hesitate', heavy)
  await page.getByRole('button', { name: care.leaveOut }).click()
  await page.getByText(care.leftOut).waitFor()
  expect(await page.inputValue('#hesitate')).toBe('')
  await page.getByRole('button', { name: care.back }).click()
  expect(await page.inputValue('#hesitate')).toBe(heavy)
  await page.getByRole('button', { name: care.leaveOut }).click()
  expect(await page.inputValue('#hesitate')).toBe('')
  const content = await sent(page)
  expect(Object.keys(content?.answers ?? {})).toEqual(['saw'])
})

test('what tells of systems is asked about by nobody', async () => {
  const page = await open()
  await write(page, 'saw', 'The queue was afraid of nothing: it slept for two hours and woke at 10:40.')
  await write(page, 'hesitate', 'The replica had been broken since March.')
  await write(page, 'saw', 'Somebody should have checked the replica.')
  await page.waitForFunction(() => document.querySelector('#saw-lens')?.textContent !== '')
  expect(await page.locator('.care').count()).toBe(0)
})

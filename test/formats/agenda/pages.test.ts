import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { english, large, long } from '../../domain/agenda/large.ts'
import { ownBrowser } from '../../own.ts'
import { pagesNow } from './printed.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const browser = ownBrowser()
let page: Page
beforeAll(async () => {
  page = await browser.newPage()
})

test.each([
  ['a usual one', synthesis, { ...facts, durationMinutes: 60 }],
  ['a short one', synthesis, { ...facts, durationMinutes: 30 }],
  ['a very large one', large(english), { ...long, durationMinutes: 60 }],
] as const)('%s prints on four pages besides its statements, the first of them the brief', async (_, said, known) => {
  await page.setContent(agendaHtml(layOutAgenda(said, known)))
  await page.evaluate(() => document.querySelector('.appendix')?.remove())
  expect(await pagesNow(page)).toBeLessThanOrEqual(4)
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('.part')) part.remove()
  })
  expect(await pagesNow(page)).toBe(1)
})

test('on a screen every line stands in full', async () => {
  await page.emulateMedia({ media: 'screen' })
  await page.setContent(agendaHtml(layOutAgenda(large(english), long)))
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll('.lines li')].filter(one => one.clientHeight === 0),
  )
  expect(hidden).toEqual([])
})

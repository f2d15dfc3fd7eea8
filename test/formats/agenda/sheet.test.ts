import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { agendaSheet } from '../../../functions/formats/agenda/sheet.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { english, japanese, large, long } from '../../domain/agenda/large.ts'
import { agendaOf, samples } from '../../domain/agenda/nasty.ts'
import { ownBrowser } from '../../own.ts'
import { printedPages } from './printed.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const browser = ownBrowser()
let page: Page
beforeAll(async () => {
  page = await browser.newPage({ colorScheme: 'dark' })
})

const pagesOf = (agenda: Agenda): Promise<number> => printedPages(page, agendaSheet(agenda))

describe('two pages', () => {
  test.each([
    ['nothing written', null, { ...facts, withheld: { reason: 'too_few_ballots', count: 2 } as const }],
    ['a usual one', synthesis, facts],
    ['a quarter of an hour', synthesis, { ...facts, durationMinutes: 15 }],
    ['a very large one', large(english), { ...long, durationMinutes: 90 }],
    ['a very large one of a whole day', large(english), { ...long, durationMinutes: 480 }],
    ['a very large one in wide letters', large(japanese), long],
  ] as const)('%s', async (_, said, known) => {
    expect(await pagesOf(layOutAgenda(said, known))).toBe(2)
  })
})

test('every question of what has its minutes is there, however much was said', () => {
  const agenda = layOutAgenda(large(english), { ...long, durationMinutes: 480 })
  const html = agendaSheet(agenda)
  const asked = agenda.parts.flatMap(({ items }) => items).filter(({ minutes }) => minutes > 0)
  expect(asked.length).toBeGreaterThan(9)
  for (const { question } of asked) expect(html).toContain(question)
})

test('quotes stand where there is room for them, and go where there is none', () => {
  expect(agendaSheet(layOutAgenda(synthesis, facts)).match(/class="quote"/g)?.length).toBeGreaterThan(3)
  const crowded = layOutAgenda(large(english), { ...long, durationMinutes: 480 })
  const usual = layOutAgenda(
    large(number => `Short ${number} and plain enough to be read.`),
    facts,
  )
  const quotes = (agenda: Agenda): number => agendaSheet(agenda).match(/class="quote"/g)?.length ?? 0
  expect(quotes(crowded)).toBeLessThan(quotes(usual))
})

test('nothing that is for the facilitator alone is on it, nor a statement that judges somebody', () => {
  const agenda = layOutAgenda(synthesis, facts)
  const html = agendaSheet(agenda)
  const notes = agenda.parts.flatMap(({ items }) => items).flatMap(one => one.notes)
  expect(notes.length).toBeGreaterThan(20)
  for (const note of notes) expect(html).not.toContain(note)
  expect(html).not.toContain('If it is silent')
  expect(html).not.toContain('hardly slept')
  expect(html).not.toContain('3.6')
  expect(html).not.toContain('Somebody should have checked')
})

test('is light on a dark screen, and has no script and no address', async () => {
  await page.setContent(agendaSheet(layOutAgenda(synthesis, facts)))
  const colours = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body)
    return [backgroundColor, color]
  })
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(20, 24, 29)'])
  expect(await page.evaluate(() => document.querySelectorAll('script, link, img, a').length)).toBe(0)
})

test('what people wrote stays text', async () => {
  await page.setContent(agendaSheet(agendaOf(samples, 'A <b>title</b>')))
  const tags = await page.evaluate(() => [
    ...new Set([...document.body.querySelectorAll('*')].map(one => one.localName)),
  ])
  const known = ['main', 'section', 'div', 'p', 'h1', 'h2', 'h3', 'ul', 'ol', 'li', 'span', 'b']
  expect(tags.filter(tag => !known.includes(tag))).toEqual([])
})

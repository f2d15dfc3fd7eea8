import * as fc from 'fast-check'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { cssString } from '../../../functions/formats/html-style.ts'
import { oneLine, visible } from '../../../functions/domain/agenda/plain.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { agendaOf, nasty, prose, samples, simple } from '../../domain/agenda/nasty.ts'
import { ownBrowser } from '../../own.ts'

const browser = ownBrowser()
let page: Page
const asked: string[] = []

beforeAll(async () => {
  page = await browser.newPage()
  page.on('request', request => asked.push(request.url()))
})

type Read = {
  title: string
  heading: string
  said: string[]
  tags: string[]
  attributes: string[]
  outside: string
  errors: number
}

/** The documents as a browser parses them; nothing in them runs meanwhile. */
const read = (documents: readonly string[]): Promise<Read[]> =>
  page.evaluate(
    sources =>
      sources.map(source => {
        const parsed = new DOMParser().parseFromString(source, 'text/html')
        const all = [...parsed.querySelectorAll('*')]
        const saidElements = [...parsed.querySelectorAll('.said')]
        const said = saidElements.map(element => element.textContent)
        for (const element of saidElements) element.remove()
        return {
          title: parsed.title,
          heading: parsed.querySelector('h1')?.textContent ?? '',
          said,
          tags: [...new Set(all.map(element => element.localName))].sort(),
          attributes: [
            ...new Set(
              all.flatMap(element =>
                [...element.attributes].map(({ name, value }) => (name === 'href' ? value : name)),
              ),
            ),
          ].sort(),
          outside: parsed.body.textContent,
          errors: saidElements.filter(element => element.children.length > 0).length,
        }
      }),
    [...documents],
  )

const allowedTags = new Set(
  'html head meta title style body main header section article aside h1 h2 h3 h4 p small span time table caption thead tbody tr th td ul ol li i b a div figure figcaption blockquote'.split(
    ' ',
  ),
)
const allowedAttributes =
  /^(?:lang|charset|name|content|http-equiv|class|dir|id|scope|role|aria-label|tabindex|#statement-\d+)$/

const expectHarmless = (one: Read): void => {
  expect(one.tags.filter(tag => !allowedTags.has(tag))).toEqual([])
  expect(one.attributes.filter(name => !allowedAttributes.test(name))).toEqual([])
  expect(one.errors).toBe(0)
}

describe('input comes out complete, harmless, in one place', () => {
  test('the texts that people have tried elsewhere', async () => {
    const documents = samples.map(text => agendaHtml(agendaOf(['one thing', 'another', text], 'A plain title')))
    for (const [index, one] of (await read(documents)).entries()) {
      expectHarmless(one)
      expect(one.said).toEqual(['one thing', 'another', visible(samples[index] ?? '')])
    }
  })

  test('any text, any title', async () => {
    const drawn = fc.sample(fc.tuple(fc.array(fc.oneof(nasty, prose), { minLength: 3, maxLength: 4 }), nasty), 150)
    const read150 = await read(drawn.map(([texts, title]) => agendaHtml(agendaOf(texts, title))))
    for (const [index, one] of read150.entries()) {
      const [texts, title] = drawn[index] ?? [[], '']
      expectHarmless(one)
      expect(one.said).toEqual(texts.map(visible))
      expect(one.heading).toBe(oneLine(title))
      expect(one.title).toBe(`${oneLine(title)}: agenda`)
    }
  })

  test('a simple sentence is in the file as it was typed', () => {
    fc.assert(
      fc.property(simple, text => {
        expect(agendaHtml(agendaOf(['one thing', 'another', text], 'A plain title'))).toContain(text)
      }),
    )
  })

  test('a title cannot end the style sheet or its string', () => {
    fc.assert(
      fc.property(nasty, title => {
        expect(cssString(title)).toMatch(/^"(?:[\p{L}\p{N}]|\\[\da-f]+ )*"$/u)
      }),
    )
  })
})

describe('the document', () => {
  test('makes no request whatever it contains, and says so in its head', async () => {
    asked.length = 0
    await page.setContent(agendaHtml(agendaOf(samples, samples[16] ?? '')), { waitUntil: 'load' })
    expect(asked).toEqual([])
    expect(agendaHtml(layOutAgenda(synthesis, facts))).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'`,
    )
  })

  test('fits a phone of 390 pixels, including a log of 300 lines', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.setContent(agendaHtml(agendaOf(samples, 'x'.repeat(200))))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })

  test('names its language and has one first-level heading, with no level skipped', async () => {
    await page.setContent(agendaHtml(layOutAgenda(synthesis, facts)))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    const orders = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll(headings => headings.map(heading => Number(heading.localName.slice(1))))
    expect(orders.filter(order => order === 1)).toHaveLength(1)
    for (const [index, order] of orders.entries()) expect(order).toBeLessThanOrEqual((orders[index - 1] ?? 0) + 1)
  })

  test('has a target for every reference to a statement', async () => {
    await page.setContent(agendaHtml(layOutAgenda(synthesis, facts)))
    const [links, ids] = await page.evaluate(() => [
      [...document.querySelectorAll('a')].map(link => link.getAttribute('href')?.slice(1)),
      [...document.querySelectorAll('[id]')].map(element => element.id),
    ])
    expect(links?.filter(link => !ids?.includes(link ?? ''))).toEqual([])
    expect(links?.length).toBeGreaterThan(10)
    expect(new Set(ids).size).toBe(ids?.length)
  })

  test('begins the plan and the statements on a new page in print, each after the brief’s', async () => {
    await page.setContent(agendaHtml(layOutAgenda(synthesis, facts)))
    await page.emulateMedia({ media: 'print' })
    const breaks = await page
      .locator('.part')
      .evaluateAll(parts => parts.map(part => getComputedStyle(part).breakBefore))
    await page.emulateMedia({ media: null })
    expect(breaks).toEqual(['page', 'auto', 'auto', 'auto', 'auto', 'page'])
  })
})

test('the file of the small fixture is as agreed', async () => {
  await expect(agendaHtml(layOutAgenda(synthesis, facts))).toMatchFileSnapshot('../../vectors/agenda/sixty.html')
})

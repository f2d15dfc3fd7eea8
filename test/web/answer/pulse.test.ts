import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { pulse2, pulseInstruments } from '../../../functions/domain/instrument/pulse.ts'
import { scaleItems } from '../../../functions/domain/suppression/lines.ts'
import { termsText } from '../../../functions/domain/terms/terms.ts'
import { wordingsIn } from '../../../functions/domain/instrument/words/languages.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { linkTo, overflows, ownSite, pressSend as send, stands, toEnd, visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { createWorld, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { page: said, pulse, pulseFacts, review, receipt, troubles } = words.en
const retention = { ballot: 0, slot: 0, invitation: 400, mail: 30, survey: 1100 }
const facts = {
  kind: 'pulse',
  minimumBallots: 3,
  groupMinimum: 5,
  retention,
  promisedDays: 7,
  instrument: pulse2,
} as const

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld(termsText(facts, 'en'), 'pulse-2')
  site.world = world
  site.addresses.length = 0
})

const open = async (width = 390, instrument = 'pulse-2') => {
  const visited = await visit(browser, linkTo(site, 0, instrument), width)
  await visited.page.waitForSelector('#forget button')
  return visited
}
const look = async (page: Page): Promise<void> => {
  await toEnd(page)
  await stands(page, review.mine)
}
const stored = () => Promise.all([...world.ballots.values()].map(world.open))
const rate = (page: Page, item: string, value: number) => page.check(`input[name=${item}][value="${value}"]`)

describe('before the first question of a pulse', () => {
  test('come the quarter, how many are invited and in which group, the readers, the close, the minimum, the terms', async () => {
    const { page, complaints } = await open()
    expect(await page.textContent('h1')).toBe(pulseFacts.title('Q4 2026'))
    expect(await page.textContent('#invited')).toBe('23 people')
    expect(await page.textContent('#group')).toBe(pulseFacts.group('Platform', 14))
    expect(await page.textContent('header')).toContain(pulse.readers)
    expect(await page.textContent('#closes')).toMatch(/\d/)
    expect(await page.textContent('#minimum')).toContain('5')
    for (const sentence of pulse.storedList) expect(await page.textContent('#how')).toContain(sentence)
    expect(await page.textContent('#keeping')).toBe(said.stored)
    expect(await page.textContent('#hash')).toBe(world.terms['en']?.hash)
    const order = await page.evaluate(() => {
      const first = document.querySelector('input')
      const head = [...document.querySelectorAll('h1, #sealed, #keeping, header dd, #minimum')]
      return head.every(one => first && one.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)
    })
    expect(order).toBe(true)
    expect(complaints).toEqual([])
  })

  test('nothing asks for a pseudonym, a name, or how a comment may be used', async () => {
    const { page } = await open()
    expect(await page.$$('#pseudonym, #signature, select, input[name=use]')).toEqual([])
  })
})

describe('answering', () => {
  test('choices and texts are stored, without pseudonym and name; skipped questions leave no trace', async () => {
    const { page, complaints } = await open()
    await rate(page, 'review-safety', 4)
    await rate(page, 'mistakes', 1)
    await page.fill('#comment', 'More time after an incident.')
    await look(page)
    expect(await page.textContent('.answers')).toContain('1 / 5 · Strongly disagree')
    await send(page)
    await stands(page, receipt.title)
    expect(await stored()).toEqual([
      {
        instrument: 'pulse-2',
        language: 'en',
        pseudonym: '',
        signature: null,
        answers: {
          'review-safety': 4,
          mistakes: 1,
          comment: { text: 'More time after an incident.', choice: 'verbatim' },
        },
      },
    ])
    expect([...world.ballots.values()].map(({ cohort }) => cohort)).toEqual(['group-2'])
    expect(complaints).toEqual([])
  })

  test('a rating alone is enough, can be taken back, and is there again after a reload', async () => {
    const { page } = await open()
    await rate(page, 'risk', 5)
    await rate(page, 'help', 2)
    await page.check('input[name=risk][value=""]')
    await page.fill('#comment', 'kept')
    await page.reload()
    await page.waitForSelector('#forget button')
    expect(await page.isChecked('input[name=help][value="2"]')).toBe(true)
    expect(await page.inputValue('#comment')).toBe('kept')
    await page.fill('#comment', '')
    await send(page)
    await stands(page, receipt.title)
    expect((await stored())[0]?.answers).toEqual({ help: 2 })
  })

  test('an answer off its scale never gets into a ballot, wherever it comes from', async () => {
    const { page } = await open()
    await rate(page, 'help', 2)
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter(name => name.endsWith('/draft'))) {
        const draft = JSON.parse(localStorage.getItem(key) ?? '{}')
        const answers = { ...draft.answers, risk: 9, problems: 0, efforts: 2.5, comfortable: 3 }
        localStorage.setItem(key, JSON.stringify({ ...draft, answers }))
      }
    })
    await page.reload()
    await page.waitForSelector('#forget button')
    await send(page)
    await stands(page, receipt.title)
    expect((await stored())[0]?.answers).toEqual({ help: 2 })
  })

  test('on the page of another version nothing is sent', async () => {
    const { page } = await open(390, 'pulse-1')
    await rate(page, 'help', 2)
    await send(page)
    await stands(page, troubles.other_questions[0])
    expect(world.calls.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(await page.textContent('#after')).toContain(troubles.other_questions[1])
  })

  test('handles and addresses in a comment are offered for replacement, found by pattern only', async () => {
    const { page } = await open()
    await page.fill('#comment', 'Ask robin@example.org or @robin. Kim was kind.')
    await look(page)
    const offers = page.locator('.offer li')
    await offers.first().waitFor()
    expect(await offers.allTextContents()).toEqual([
      expect.stringContaining('robin@example.org'),
      expect.stringContaining('@robin'),
    ])
  })
})

describe('with the keyboard', () => {
  test('each question is one tab stop, arrow keys move between its steps, and every radio has a name', async () => {
    const { page } = await open()
    await page.focus('input[name=review-safety]:checked')
    await page.keyboard.press('ArrowLeft')
    expect(await page.isChecked('input[name=review-safety][value="5"]')).toBe(true)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('mistakes')
    const group = page.getByRole('group', { name: wordingsIn('en')['pulse-2']?.['mistakes']?.question ?? '' })
    await group.getByRole('radio', { name: '1, Strongly disagree' }).waitFor()
    expect(await group.getByRole('radio').count()).toBe(6)
  })
})

const looks = [390, 1280].flatMap(width => (['light', 'dark'] as const).map(scheme => [width, scheme] as const))

describe.each(looks)('%i pixels, %s', (width, colorScheme) => {
  test('form, review, receipt: no violation, and nothing overflows the window', async () => {
    const { page, complaints } = await open(width)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.click('#how summary')
    for (const { id } of scaleItems(pulse2)) await rate(page, id, 3)
    await page.fill('#comment', `Write to robin@example.org. ${'Donaudampfschifffahrt'.repeat(8)}`)
    expect(await problemsOf(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await look(page)
    expect(await problemsOf(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await send(page)
    await stands(page, receipt.title)
    expect(await problemsOf(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    expect(complaints).toEqual([])
  })
})

test('seven steps fit in one row at 390 pixels, each wide and high enough for a thumb', async () => {
  world = await createWorld('Fictional terms.', 'edmondson-1')
  site.world = world
  const { page } = await open(390, 'edmondson-1')
  const boxes = await page
    .locator('.steps')
    .first()
    .locator('label')
    .evaluateAll(labels =>
      labels.map(label => {
        const { top, width, height } = label.getBoundingClientRect()
        return { top, width, height }
      }),
    )
  expect(boxes.length).toBe(7)
  expect(new Set(boxes.map(({ top }) => top)).size).toBe(1)
  for (const { width, height } of boxes) {
    expect(width).toBeGreaterThanOrEqual(44)
    expect(height).toBeGreaterThanOrEqual(44)
  }
  expect(await overflows(page)).toBe(false)
})

test.each(pulseInstruments.map(({ id }) => id))('the page of %s has each question before any script runs', async id => {
  const document = await (await fetch(`${site.url}/answer/${id}/`)).text()
  for (const { question } of Object.values(wordingsIn('en')[id] ?? {})) expect(document).toContain(question)
})

import type { Locator, Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import { ownBrowser } from '../../own.ts'
import { sampleReviewId, sampleWorld } from './sample.ts'
import { ownDesk, signIn, visit } from './site.ts'
import { problemsOf } from '../problems.ts'

const desk = ownDesk()
const browser = ownBrowser()
const femi = { email: 'femi@example.com', name: 'Femi Example' }
const theme = {
  channel: 'it went to a channel nobody has open',
  client: 'our client waited for it',
  note: 'The release note said nothing about `max_connections`',
}

beforeEach(() => {
  desk.world = sampleWorld()
  desk.world.reviews[0]?.facilitators.push(femi)
})

const openDesk = async (width = 1280, dark = false) => {
  const there = await visit(browser, desk, { hash: `#/reviews/${sampleReviewId(0)}/arrange`, width, dark })
  await signIn(there.page)
  await there.page.getByRole('button', { name: 'Order and minutes' }).waitFor()
  return there
}

const card = (page: Page, title: string) => page.getByRole('region', { name: title })
const pile = (page: Page) => page.getByRole('region', { name: 'Statement by statement' })
const mover = (page: Page, words: string) => page.getByRole('button', { name: `Move or hide: ${words}` })
const said = (page: Page) => page.locator('[data-said]')
const edits = (): AgendaEdit[] => desk.world.edits.edits.map(({ edit }) => edit)
const theirs = (edit: AgendaEdit): void => {
  const { version, edits: before } = desk.world.edits
  desk.world.edits = {
    version: version + 1,
    edits: [...before, { id: `femi${version}aaaa`, by: femi.email, edit }],
  }
}
const whole = async (page: Page): Promise<void> => {
  const coverage = await page.getByRole('region', { name: 'Coverage' }).innerText()
  const [, sum, total] = /(\d+) of (\d+) stand somewhere/.exec(coverage) ?? []
  expect(sum).toBe(total)
  const parts = [...coverage.matchAll(/(\d+) (?:in \d|by themselves|for you|counted|hidden)/g)].map(([, one]) =>
    Number(one),
  )
  expect(parts.reduce((all, one) => all + one, 0)).toBe(Number(total))
}

test.each([
  [1280, true],
  [320, false],
] as const)('nothing is amiss at %i pixels, dark %s', async (width, dark) => {
  const { page, complaints, close } = await openDesk(width, dark)
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  await whole(page)
  expect(complaints).toEqual([])
  await close()
})

test.each([1280, 390])('nothing is amiss at %i pixels with a dialog open', async width => {
  const { page, complaints, close } = await openDesk(width)
  const shown = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await problemsOf(page)).toEqual([])
  expect(await shown()).toBeLessThanOrEqual(width)
  await whole(page)
  for (const [button, title] of [
    [mover(page, 'The first alert came'), 'Move to'],
    [page.getByRole('button', { name: 'Order and minutes' }), 'Order and minutes'],
    [page.getByRole('button', { name: `Split “${theme.channel}”` }), `Split “${theme.channel}”`],
    [page.getByRole('button', { name: `Join “${theme.channel}”` }), `Join “${theme.channel}” with`],
    [page.getByRole('button', { name: 'Add a theme' }), 'A new theme'],
  ] as const) {
    await button.click()
    await page.getByRole('dialog', { name: title }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await shown()).toBeLessThanOrEqual(width)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(complaints).toEqual([])
  await close()
})

/** The drag begins before the page scrolls on to the target: the browser looks for what is dragged where the hand is. */
const drag = async (page: Page, from: Locator, to: Locator): Promise<void> => {
  await from.hover()
  await page.mouse.down()
  const { x, y, height } = (await from.boundingBox()) ?? { x: 0, y: 0, height: 0 }
  await page.mouse.move(x + 20, y + height / 2 + 4, { steps: 4 })
  await to.hover({ position: { x: 40, y: 12 } })
  await page.mouse.up()
}

test('a statement is dragged to a theme, whose voices are counted anew, and back to what stands alone', async () => {
  const { page, close } = await openDesk()
  const statement = page.locator('.st', { hasText: 'If staging had the same number' })
  await drag(page, statement, card(page, theme.note))
  await card(page, theme.note).getByText('If staging had the same number').waitFor()
  expect(await pile(page).getByText('If staging').count()).toBe(0)
  await card(page, theme.note).getByText('2 of 7 voices').waitFor()
  await whole(page)
  await expect.poll(edits).toMatchObject([{ op: 'place', itemId: 'theme-3' }])
  await drag(page, page.locator('.st', { hasText: 'If staging had the same number' }), pile(page))
  await pile(page).getByText('If staging had the same number').waitFor()
  await expect.poll(edits).toMatchObject([{ itemId: 'theme-3' }, { itemId: 'raised-once' }])
  await close()
})

test('by keyboard alone a statement is moved, focus follows it, the move is said aloud, and Ctrl Z takes it back', async () => {
  const { page, close } = await openDesk()
  await mover(page, 'If staging had').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Move to' }).waitFor()
  for (let tabs = 0; tabs < 10; tabs += 1) {
    const name = await page.evaluate(() => document.activeElement?.textContent)
    if (name === theme.client) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await card(page, theme.client).getByText('If staging had').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('If staging'))
  expect(await page.evaluate(() => document.activeElement?.closest('.th') !== null)).toBe(true)
  await expect.poll(() => said(page).innerText()).toBe(`Moved to “${theme.client}”. All 15 still stand somewhere.`)
  await page.keyboard.press('Control+z')
  await pile(page).getByText('If staging had').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('If staging'))
  await expect.poll(() => said(page).innerText()).toContain('Taken back')
  await expect.poll(edits).toEqual([])
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
  await close()
})

test('a pile is sorted by figures: each goes to the theme of its number, and the next one comes into focus', async () => {
  const { page, close } = await openDesk()
  await mover(page, 'I did not feel sure').focus()
  await page.keyboard.press('3')
  await card(page, theme.note).getByText('I did not feel sure').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('The rollback script'))
  await page.keyboard.press('8')
  await page.keyboard.press('2')
  await card(page, theme.client).getByText('The rollback script').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('If staging'))
  await mover(page, 'The rollback script').focus()
  await page.keyboard.press('0')
  await pile(page).getByText('The rollback script').waitFor()
  await whole(page)
  await expect.poll(() => edits().map(({ op }) => op)).toEqual(['place', 'place', 'place'])
  await close()
})

test('themes fold to heads, which still take what is sent to them', async () => {
  const { page, close } = await openDesk()
  await page.getByRole('button', { name: 'Heads only' }).click()
  await card(page, theme.channel).getByText('3 statements').waitFor()
  expect(await card(page, theme.channel).locator('.st').count()).toBe(0)
  await mover(page, 'If staging had').click()
  await page.getByRole('dialog').getByRole('button', { name: theme.channel }).click()
  await card(page, theme.channel).getByText('4 statements').waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'theme-theme-2')
  await whole(page)
  await close()
})

test('what is dropped beside the themes becomes one, called by its own words', async () => {
  const { page, close } = await openDesk()
  await drag(page, page.locator('.st', { hasText: 'I did not feel sure' }), page.locator('.new-theme'))
  await expect.poll(edits).toMatchObject([{ op: 'add', observationIds: [expect.any(String)] }])
  const [made] = edits()
  expect(made?.op === 'add' && 'I did not feel sure that I may roll back during the sales week.').toContain(
    made?.op === 'add' ? made.title : '',
  )
  await whole(page)
  await close()
})

test('titles and questions become fields: Enter keeps, Escape leaves, and what people wrote is no field', async () => {
  const { page, close } = await openDesk()
  await page.getByRole('button', { name: `Change the title: ${theme.client}` }).click()
  await page.keyboard.type('Calls that wait')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Change the title'))
  expect(desk.world.edits.edits).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.type('Calls that wait')
  await page.keyboard.press('Enter')
  await card(page, 'Calls that wait')
    .getByRole('button', { name: /^Change the question/ })
    .click()
  await page.keyboard.type('What did each of us see of the wait?')
  await page.keyboard.press('Enter')
  await expect.poll(edits).toMatchObject([
    { op: 'rename', title: 'Calls that wait' },
    { op: 'ask', question: 'What did each of us see of the wait?' },
  ])
  await page.goto(`${desk.url}/desk/#/reviews/${sampleReviewId(0)}`)
  await page.getByRole('heading', { name: 'Calls that wait' }).first().waitFor()
  await page.getByText('What did each of us see of the wait?').first().waitFor()
  await close()
})

test('themes are joined, split, added, and taken off the plan; minutes go on adding up', async () => {
  const { page, close } = await openDesk()
  await page.getByRole('button', { name: `Join “${theme.note}”` }).click()
  await page.getByRole('dialog').getByRole('button', { name: theme.client }).click()
  await page.getByRole('button', { name: `Split “${theme.channel}”` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await dialog.getByText('Choose at least one statement').waitFor()
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByLabel('Title').fill('Who heard first')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await card(page, 'Who heard first').waitFor()
  await page.getByRole('button', { name: 'Add a theme' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('What we never asked')
  await page.keyboard.press('Enter')
  await card(page, 'What we never asked').getByText('5 min').waitFor()
  await page.getByRole('button', { name: 'Take “Who heard first” off the plan' }).click()
  await card(page, 'Who heard first').getByText('not in the plan').waitFor()
  await whole(page)
  await page.getByRole('button', { name: 'Order and minutes' }).click()
  await page.getByRole('dialog').getByText('60 of 60 minutes').waitFor()
  await page.getByLabel('Minutes for “What we never asked”').fill('9')
  await page.keyboard.press('Enter')
  await expect.poll(() => edits().at(-1)).toMatchObject({ op: 'retime', minutes: 9 })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('What we never asked')
  await page.getByRole('button', { name: 'Move “What we never asked” up' }).click()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.endsWith('never asked” up'))
  await page.getByRole('dialog').getByRole('button', { name: 'Change the title: Leverage points' }).click()
  await page.keyboard.type('What we could change')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: 'Change the title: Leverage points' }).press('Enter')
  await page.keyboard.type('What we could change')
  await page.keyboard.press('Enter')
  await expect.poll(() => edits().at(-1)).toMatchObject({ op: 'rename', itemId: 'counterfactuals' })
  const minutes = await page
    .getByRole('dialog')
    .getByRole('spinbutton')
    .evaluateAll(all => all.map(one => Number(one instanceof HTMLInputElement ? one.value : 0)))
  expect(minutes.reduce((all, one) => all + one, 0)).toBe(60)
  await close()
})

test('a statement is hidden with a reason: it still counts here, and its words are in no document', async () => {
  const { page, close } = await openDesk()
  await mover(page, 'Somebody should have').click()
  await page.getByRole('button', { name: 'Hide from the room…' }).click()
  await page.getByRole('button', { name: 'It points at one person' }).click()
  await page.getByText('Kept from the room: It points at one person').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.includes('Somebody should'))
  await expect.poll(() => page.getByRole('region', { name: 'Coverage' }).innerText()).toContain('1 hidden')
  await whole(page)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.goto(`${desk.url}/desk/#/reviews/${sampleReviewId(0)}`)
  await page.getByText('1 statement is kept back by the facilitators').waitFor()
  expect(await page.getByText('Somebody should have').count()).toBe(0)
  await close()
})

test('a suggestion is offered with its reason, never made by itself, and a refusal is remembered', async () => {
  const { page, close } = await openDesk()
  const offer = page.getByRole('region', { name: /^Suggestion 1 of/ })
  await offer.getByText('They share').waitFor()
  expect(desk.world.edits.edits).toEqual([])
  const before = await offer.innerText()
  await offer.getByRole('button', { name: 'No, keep apart' }).click()
  await expect.poll(edits).toMatchObject([{ op: 'decline' }])
  await page.reload()
  await page.getByRole('button', { name: 'Order and minutes' }).waitFor()
  const left = await page.getByRole('region', { name: /^Suggestion/ }).allInnerTexts()
  expect(left).not.toContain(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await offer.getByRole('button', { name: 'Put it there' }).click()
  await expect.poll(edits).toMatchObject([{ op: 'place' }])
  await close()
})

test('two facilitators at once: theirs are fetched, one’s own are on top, both are told and neither is lost', async () => {
  const { page, close } = await openDesk()
  theirs({ op: 'merge', itemId: 'theme-1', from: 'theme-3' })
  theirs({ op: 'rename', itemId: 'theme-2', title: 'Who was called' })
  await mover(page, 'If staging had').click()
  await page.getByRole('dialog').getByRole('button', { name: theme.note }).click()
  await page.getByText('Femi Example changed this agenda meanwhile').waitFor()
  await page.getByText('a title is now “Who was called”').waitFor()
  await card(page, 'Who was called').waitFor()
  // Theirs joined the theme that this one moved a statement to: it follows.
  await card(page, theme.client).getByText('If staging had').waitFor()
  expect(edits().map(({ op }) => op)).toEqual(['merge', 'rename', 'place'])
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => edits().map(({ op }) => op)).toEqual(['merge', 'rename'])
  expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
  await close()
})

test('a change that theirs left nothing to do for is kept and named with its reason', async () => {
  const { page, close } = await openDesk()
  theirs({ op: 'merge', itemId: 'theme-1', from: 'theme-3' })
  await page.getByRole('button', { name: `Change the title: ${theme.note}` }).click()
  await page.keyboard.type('Quiet changes')
  await page.keyboard.press('Enter')
  await page.getByText('One change does not fit any more').waitFor()
  await page.getByText('You: a title is now “Quiet changes”. That item is not there any more.').waitFor()
  expect(edits().map(({ op }) => op)).toEqual(['merge', 'rename'])
  await close()
})

test('a save that does not get through is told, made again, and there once', async () => {
  const { page, close } = await openDesk()
  desk.world.cuts = [{ method: 'POST', path: /edits$/, how: 'after' }]
  await page.getByRole('button', { name: `Take “${theme.note}” off the plan` }).click()
  await page.getByRole('alert').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(edits()).toMatchObject([{ op: 'unplan', itemId: 'theme-3' }])
  await close()
})

test('changes that the sign-in ran out under are saved after the next one', async () => {
  const { page, close } = await openDesk()
  desk.revoke()
  await page.getByRole('button', { name: `Take “${theme.note}” off the plan` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
  await card(page, theme.note).getByText('not in the plan').waitFor()
  await expect.poll(edits).toMatchObject([{ op: 'unplan', itemId: 'theme-3' }])
  await close()
})

test('on a phone what a card offers is within ten tabs of its heading', async () => {
  const { page, close } = await openDesk(390)
  await page.getByRole('button', { name: `Change the title: ${theme.channel}` }).focus()
  const names: (string | null | undefined)[] = []
  for (let tabs = 0; tabs < 10; tabs += 1) {
    await page.keyboard.press('Tab')
    names.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
  }
  for (const wanted of ['Change the question', 'Join', 'Split', 'Take', 'Your note', 'Move or hide: The first alert'])
    expect(names.some(name => name?.startsWith(wanted))).toBe(true)
  await close()
})

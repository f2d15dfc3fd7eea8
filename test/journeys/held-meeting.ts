/** Holds a meeting: the round, the live board, notes on the agenda's items, a reload in the middle, the end. */
import type { Page } from 'playwright-core'
import type { Building } from './meeting-room.ts'

/** What phones add; the facilitator hides the last one. */
export const remarks = [
  'The circuit breaker was switched off in spring.',
  'Two alerts came, both of another service.',
  'A name that should not stand here: Quentin.',
] as const

/** By the kind of item they are written on. */
export const notes = {
  theme: 'Every call waited, because nothing limited it.',
  factors: 'No time limit on calls to the provider',
  decisions: 'Keep selling on invoice',
  counterfactuals: 'The time limit first.',
  vendor: 'An hour of it we can live with.',
  proposals: 'Platform takes the time limit.',
} as const

/** By the title of the item on the wall. */
const noteFor: readonly (readonly [RegExp, string])[] = [
  [/^All workers were waiting/, notes.theme],
  [/^Contributing factors/, notes.factors],
  [/^Decisions and trade-offs/, notes.decisions],
  [/^Leverage points/, notes.counterfactuals],
  [/^When the failure lies outside/, notes.vendor],
  [/^What we change/, notes.proposals],
]

/** Types who is here and opens the channel; three phones join with its code. */
export const joinLive = async (building: Building, desk: Page, names: readonly string[]): Promise<Page[]> => {
  const remove = desk.getByRole('button', { name: / is not here$/ })
  while ((await remove.count()) > 0) await remove.first().click()
  await desk.getByLabel('Or type names').fill(names.join(', '))
  await desk.getByRole('button', { name: 'Add', exact: true }).click()
  await desk.getByRole('button', { name: 'Open the live channel' }).click()
  const key = await desk.locator('.way .key').innerText()
  const phones: Page[] = []
  for (const _name of names) {
    const { page } = await building.sit(390)
    await page.goto(`${building.story.url}/live/#${key}`)
    await page.getByRole('button', { name: 'Add to the board' }).waitFor()
    phones.push(page)
  }
  return phones
}

const writeNotes = async (desk: Page): Promise<void> => {
  const next = desk.getByRole('button', { name: /^Next/ })
  for (let reloaded = false; ; ) {
    const title = await desk.locator('h1').innerText()
    const [, note] = noteFor.find(([pattern]) => pattern.test(title)) ?? []
    if (note) {
      await desk.getByLabel('Note on this item').fill(note)
      await desk.getByRole('button', { name: 'Keep this note' }).click()
      await desk.getByRole('status').getByText('Saved', { exact: true }).waitFor()
      if (!reloaded) await desk.reload()
      reloaded = true
      await desk.getByRole('heading', { name: title }).waitFor()
      await desk.getByText(note).first().waitFor()
    }
    if ((await next.count()) === 0) return
    await next.click()
    await desk.locator('h1').filter({ hasNotText: title }).waitFor()
  }
}

export const holdMeeting = async (building: Building, desk: Page, phones: readonly Page[]): Promise<void> => {
  for (const [index, phone] of phones.entries()) {
    await phone.getByLabel('Your observation').fill(remarks[index] ?? '')
    await phone.getByRole('button', { name: 'Add to the board' }).click()
    await phone.getByText('Sent. It appears').waitFor()
  }
  await desk.getByRole('button', { name: /^Begin the meeting/ }).click()
  for (const name of ['Ada', 'Bela', 'Ada']) {
    await desk.getByRole('button', { name: `${name} spoke` }).click()
  }
  await desk.getByText('2 of 3 have spoken').waitFor()
  await writeNotes(desk)
  await desk.getByText('2 of 3 have spoken').waitFor()
  await building.passBatch()
  for (const page of [desk, ...phones]) {
    for (const text of remarks) await page.getByText(text).first().waitFor()
  }
  await desk.getByRole('button', { name: `Hide “${remarks[2]}”` }).click()
  await desk.getByText('1 observation hidden').waitFor()
  await desk.getByRole('button', { name: 'End the meeting' }).first().click()
  await desk.getByRole('dialog').getByRole('button', { name: 'End the meeting' }).click()
  await desk.getByText('2 observations in the agenda’s appendix, 1 hidden left out.').waitFor()
  for (const phone of phones) await phone.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
}

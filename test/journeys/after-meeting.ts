/** What a facilitator does on the record's pages after the meeting. */
import type { Locator, Page } from 'playwright-core'

/** The synthesis's wording of the conditions it found. */
export const condition = { limit: 'a time limit of two seconds', fallback: 'fallback to invoice' } as const

const dialogOf = async (page: Page, opener: Locator, fill: (dialog: Locator) => Promise<void>): Promise<void> => {
  await opener.click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
}

const named = (page: Page, verb: string, what: RegExp): Locator =>
  page.getByRole('button', { name: new RegExp(`^${verb}.*${what.source}`) })

/** Takes over one of the conditions found in what people wrote. */
export const takeCondition = async (page: Page, what: RegExp): Promise<void> => {
  await named(page, 'Take it', what).click()
  await named(page, 'Rate', what).waitFor()
}

export const rate = (
  page: Page,
  what: RegExp,
  { generalisability, cost }: Readonly<Record<'generalisability' | 'cost', string>>,
): Promise<void> =>
  dialogOf(page, named(page, 'Rate', what), async dialog => {
    await dialog.getByLabel('Generalisability').selectOption(generalisability)
    await dialog.getByLabel('Cost').selectOption(cost)
    await dialog.getByLabel('Can it be changed?').selectOption('yes')
    await dialog.getByLabel('Intervention').selectOption('architecture')
  })

interface Agreed {
  readonly text: string
  readonly owner: string
  readonly mail?: string
  /** The condition it is meant to bring about. */
  readonly on?: RegExp
  /** What the desk asks about wording that would change a person, before it saves it. */
  readonly question?: RegExp
}

const dueInDays = 20

/** Due a few weeks from the browser's today. */
export const agree = async (page: Page, { text, owner, mail, on, question }: Agreed): Promise<void> => {
  const opener = on ? named(page, 'Agree on an action', on) : page.getByRole('button', { name: 'New action' })
  await dialogOf(page, opener, async dialog => {
    await dialog.getByLabel('What is to change?').fill(text)
    if (question) await dialog.getByText(question).waitFor()
    await dialog.getByLabel('Owner').fill(owner)
    const due = new Date(Date.now() + dueInDays * 86_400_000).toISOString().slice(0, 10)
    await dialog.getByLabel('Due').fill(due)
    if (mail) await dialog.getByLabel('Address for reminders').fill(mail)
    if (!question) return
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByRole('button', { name: 'Save it all the same' }).waitFor()
  })
  await page.getByRole('link', { name: text }).waitFor()
}

export const fileVendorSection = async (
  page: Page,
  { desired, action }: { readonly desired: string; readonly action: RegExp },
): Promise<void> => {
  await page.getByLabel('What did users see').fill('A white page')
  await page.getByLabel('Did breakers and time limits').selectOption('no')
  await page.getByLabel('Did fallbacks do').selectOption('none')
  await page.getByLabel('Given that this will happen again').fill(desired)
  await page.getByLabel('What follows').selectOption('action')
  const options = await page.getByLabel('Which action?').locator('option').allInnerTexts()
  const label = options.find(option => action.test(option))
  if (!label) throw new Error('the vendor section does not offer the action')
  await page.getByLabel('Which action?').selectOption({ label })
  await page.getByLabel('This section is complete').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The next agenda').waitFor()
}

/** From the record, through the action's own page. */
export const settleAction = async (
  page: Page,
  text: string,
  status: 'completed' | 'deprioritised',
  reason?: string,
): Promise<void> => {
  await page.getByRole('link', { name: text }).click()
  await page.getByLabel('Status').selectOption(status)
  if (reason) await page.getByLabel('Why is it put aside?').fill(reason)
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('button', { name: 'Add note' }).waitFor()
}

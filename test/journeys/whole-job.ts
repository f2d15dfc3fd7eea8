/**
 * The whole job as people do it, in Chromium: from sign-in to invitations, from a mail to a receipt, to the downloads.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { pressSend, toEnd, write } from '../web/answer/site.ts'
import type { Story } from './story.ts'

export interface Participant {
  readonly email: string
  /** Item id to text. */
  readonly said: Readonly<Record<string, string>>
}

export type Look = (page: Page, name: string) => Promise<void>

const noLook: Look = async () => {}

/** Errors of the page and of its policy. Anything listed at the end is a finding. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

export const signIn = async (page: Page, url: string, persona: RegExp): Promise<void> => {
  await page.goto(`${url}/desk/`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: persona }).click()
  await page
    .getByRole('heading', { name: /^Good / })
    .first()
    .waitFor()
}

export interface Planned {
  readonly title: string
  /** In the format of a datetime-local field. */
  readonly startedAt: string
  readonly meetingAt: string
  readonly pasted: string
  /** What else is known about the incident. */
  readonly about?: {
    readonly detectedAt: string
    readonly resolvedAt: string
    readonly failureMode: string
    readonly service: string
    readonly vendor: string
  }
}

const fillAbout = async (page: Page, about: NonNullable<Planned['about']>): Promise<void> => {
  await page.getByText('More about the incident').click()
  await page.getByLabel('Detected').fill(about.detectedAt)
  await page.getByLabel('Resolved').fill(about.resolvedAt)
  for (const [label, name] of [
    ['Failure modes', about.failureMode],
    ['Services', about.service],
  ] as const) {
    await page.getByLabel(label).fill(name)
    await page.keyboard.press('Enter')
  }
  await page.getByLabel('Vendor').fill(about.vendor)
}

/** Returns the review's id, and the number of screens and milliseconds from sign-in to "queued". */
export const invite = async (page: Page, story: Story, planned: Planned, look = noLook) => {
  await signIn(page, story.url, /Robin/)
  const begun = Date.now()
  await look(page, 'desk-1-home')
  await page.getByRole('link', { name: 'Prepare a review' }).click()
  // Where there is no review yet the same form stands on the page that is left.
  await page.getByRole('heading', { level: 1, name: 'Prepare a review' }).waitFor()
  await page.getByLabel('What happened?').fill(planned.title)
  await page.getByLabel('Started').fill(planned.startedAt)
  if (planned.about) await fillAbout(page, planned.about)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Begins').fill(planned.meetingAt)
  await page.getByLabel('Paste addresses').fill(planned.pasted)
  await look(page, 'desk-2-meeting')
  await page.getByRole('button', { name: 'Check what is sent' }).click()
  await page.getByRole('button', { name: 'Send invitations' }).waitFor()
  await look(page, 'desk-3-check')
  await page.getByRole('button', { name: 'Send invitations' }).click()
  await page.getByRole('heading', { name: planned.title }).waitFor()
  await look(page, 'desk-4-queued')
  const reviewId = /reviews\/(rev_[a-z0-9]{16})/.exec(page.url())?.[1]
  if (!reviewId) throw new Error('the desk shows no review')
  return { reviewId, milliseconds: Date.now() - begun }
}

/** Opens the link as from the mail, answers and sends. Returns the receipt that the page shows. */
export const answer = async (context: BrowserContext, link: string, said: Participant['said'], look = noLook) => {
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(link)
  await page.waitForFunction(() => document.querySelector('#pseudonym')?.textContent)
  for (const [item, text] of Object.entries(said)) await write(page, item, text)
  await look(page, 'answer-1-filled')
  await toEnd(page)
  await page.getByRole('heading', { name: 'What you wrote', exact: true }).waitFor()
  await look(page, 'answer-2-review')
  await pressSend(page)
  await page.locator('.proof > summary').click()
  const receipt = page.getByText(/[0-9a-f]{64}/).first()
  await receipt.waitFor()
  await look(page, 'answer-3-receipt')
  const serial = /[0-9a-f]{64}/.exec(await receipt.innerText())?.[0]
  if (!serial) throw new Error('the page shows no receipt')
  return { page, serial, complaints }
}

const formats = ['md', 'html', 'docx', 'json', 'ics'] as const
export type Downloads = Readonly<Record<(typeof formats)[number], Buffer>>

const buttonOf: Readonly<Record<(typeof formats)[number], RegExp>> = {
  md: /Markdown/,
  html: /HTML/,
  docx: /Word|DOCX/,
  json: /JSON/,
  ics: /calendar/i,
}

/** Every format, with its button on the review's page. */
export const download = async (page: Page, url: string, reviewId: string, look = noLook): Promise<Downloads> => {
  await page.goto(`${url}/desk/#/reviews/${reviewId}`)
  await page.reload()
  await page.getByRole('button', { name: buttonOf.md }).first().waitFor()
  await look(page, 'desk-5-agenda')
  const files = new Map<string, Buffer>()
  for (const format of formats) {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: buttonOf[format] }).first().click()
    files.set(format, await readFile(await (await waiting).path()))
  }
  const file = (format: (typeof formats)[number]): Buffer => files.get(format) ?? Buffer.alloc(0)
  return { md: file('md'), html: file('html'), docx: file('docx'), json: file('json'), ics: file('ics') }
}

/** The text of a print-ready page as a browser renders it. */
export const textOfHtml = async (browser: Browser, html: Buffer): Promise<string> => {
  const page = await browser.newPage()
  await page.setContent(html.toString('utf8'))
  const text = await page.locator('body').innerText()
  await page.close()
  return text
}

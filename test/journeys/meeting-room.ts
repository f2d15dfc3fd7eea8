/**
 * A meeting room: a facilitator with the projector, people with their phones, and the findings of axe and the console.
 */
import path from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { plus } from '../../functions/domain/time/instants.ts'
import { builtSite } from '../built.ts'
import { launch } from '../chromium.ts'
import { answers, browserOf, incident, startStory, takePart } from './story.ts'
import { complaintsOf } from './whole-job.ts'
import { problemsOf } from '../web/problems.ts'
import { hurry } from '../hurry.ts'

const hour = 3_600_000

/** Written beforehand; each text stands on its own, so that it can be searched for. */
export const written = [
  'The alert for the queue went to a mailbox nobody reads.',
  'The alert about the queue landed in an unread mailbox.',
  'Nobody knew which team owns the retry setting.',
  'The runbook named a dashboard that was gone.',
]

const roster = [
  { email: 'ada@example.com', name: 'Ada Sample', group: 'Checkout', seniority: 'senior' },
  { email: 'bela@example.com', name: 'Bela Sample', group: 'Checkout', seniority: 'junior' },
  { email: 'cem@example.com', name: 'Cem Sample', group: 'Platform', seniority: 'lead' },
  { email: 'dora@example.com', name: 'Dora Sample', group: 'Platform', seniority: 'mid' },
]

export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
}

/** In the window's own size; the desk also on a phone, on a projector and in the dark. */
const pictures = async (page: Page, file: string): Promise<void> => {
  await page.screenshot({ path: `${file}.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${file}-dark.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })
  const window = page.viewportSize()
  if (!window || window.width < 600) return
  for (const [width, height] of [
    [390, 844],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: `${file}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize(window)
}

export type Building = Awaited<ReturnType<typeof enterBuilding>>

/** An empty world with its pages, and a browser for each person in the room. `look` inspects each state. */
export const enterBuilding = async () => {
  const story = await startStory({ site: await builtSite() })
  const browser = await launch()
  const seats: Seat[] = []
  const violations: string[] = []
  const sit = async (width: number, height = 844, dark = false): Promise<Seat> => {
    const context = await browser.newContext({
      viewport: { width, height },
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      colorScheme: dark ? 'dark' : 'light',
    })
    await hurry(context)
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const seat = { page, context, complaints: complaintsOf(page) }
    seats.push(seat)
    return seat
  }

  /** Runs axe on the page, light and dark, and takes a screenshot if EVIDENCE names a folder. */
  const look = async (page: Page, name: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      violations.push(...(await problemsOf(page)).map(problem => `${name}: ${problem}`))
    }
    const folder = process.env['EVIDENCE']
    if (folder) await pictures(page, path.join(folder, name))
  }

  const leave = async (): Promise<void> => {
    await browser.close()
    await story.stop()
  }

  /** Lets the current batch end. */
  const passBatch = async (): Promise<void> => {
    await story.passTime(plus(await story.passTime(), 17_000))
  }

  /** Complaints of all pages, except those that match `expected`. */
  const complaints = (expected: RegExp): string[] =>
    seats.flatMap(seat => seat.complaints).filter(complaint => !expected.test(complaint))

  return { story, sit, look, seats, violations, complaints, passBatch, leave }
}

export type Room = Awaited<ReturnType<typeof enterRoom>>

/** A world at the start of a review's meeting, with an agenda made of what four people wrote. */
export const enterRoom = async () => {
  const building = await enterBuilding()
  const { story } = building
  const now = await story.passTime()
  const start = new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString()
  await story.passTime(start)
  await story.call('PUT', '/api/people', roster)
  const incidentId = await story.create('/api/incidents', incident(plus(start, -48 * hour)))
  const meetingAt = plus(start, 52 * hour)
  const reviewId = await story.create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
  const participants = roster.map(({ email }) => email)
  await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants })
  await story.passTime()
  const mails = await story.inbox()
  for (const [index, email] of participants.entries()) {
    const link = await story.linkOf(email, mails)
    await takePart(browserOf(story.url, link), answers({ saw: written[index] ?? '' }))
  }
  await story.passTime(meetingAt)
  return { ...building, reviewId, meetingAt }
}

/**
 * Whole visits on the phone of `phone.ts`, each to the moment at which somebody can do what they came for: bytes, requests,
 * round trips, script that blocks, what moves. Beside the participant's stands a plain form of the same questions.
 */
import type { Browser } from 'playwright-core'
import { plus } from '../../functions/domain/time/instants.ts'
import { launch } from '../chromium.ts'
import { incident, type Persona } from '../journeys/story.ts'
import { startDesk } from '../web/desk/site.ts'
import { emptyWorld } from '../web/desk/stub-api.ts'
import { answerTrends, director, sampleReleases } from '../web/trends/sample.ts'
import { type Figure, median } from './figure.ts'
import { prepare } from './page.ts'
import { phone, tripsIn } from './phone.ts'

interface Visit {
  readonly kilobytes: number
  readonly requests: number
  readonly trips: number
  readonly scriptKilobytes: number
  readonly blockedMs: number
  readonly shift: number
  readonly seconds: number
  /** Y of the first box to write in; 0 where there is none. */
  readonly box: number
}

const watch = () => {
  const state = { shift: 0, blocked: 0 }
  Reflect.set(globalThis, 'visit', state)
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput') !== true) state.shift += Number(Reflect.get(entry, 'value'))
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) state.blocked += Math.max(0, entry.duration - 50)
  }).observe({ type: 'longtask', buffered: true })
}

interface Destination {
  readonly url: string
  /** There when somebody can do what they came for. */
  readonly ready: string
  /** What comes by itself afterwards counts as well. */
  readonly whole?: boolean
  /** As a tab keeps it of whoever signed in. */
  readonly session?: string
}

/** Counts whatever was asked for until it was ready, wherever it had got to by then. */
const visit = async (browser: Browser, { url, ready, whole = false, session = '' }: Destination): Promise<Visit> => {
  const { page, fetched, close } = await phone(browser)
  page.setDefaultTimeout(120_000)
  await page.addInitScript(watch)
  await page.addInitScript(kept => kept && sessionStorage.setItem('murmur.session', kept), session)
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator(ready).first().waitFor({ state: 'attached' })
  const seconds = (await page.evaluate(() => performance.now())) / 1000
  const asked = fetched().length
  await page.waitForLoadState('networkidle')
  const state: { shift: number; blocked: number } = await page.evaluate(() => Reflect.get(globalThis, 'visit'))
  const box = await page.evaluate(() => {
    const first = [...document.querySelectorAll('textarea')].find(each => each.offsetParent)
    return first ? first.getBoundingClientRect().top : 0
  })
  const until = whole ? fetched() : fetched().slice(0, asked)
  await close()
  const kilobytes = (each: typeof until) => each.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  return {
    kilobytes: kilobytes(until),
    scriptKilobytes: kilobytes(until.filter(one => one.url.endsWith('.js'))),
    requests: until.length,
    trips: tripsIn(until),
    blockedMs: state.blocked,
    shift: state.shift,
    seconds,
    box,
  }
}

type Bounds = Partial<Record<keyof Visit, number>>

const told: Readonly<Record<keyof Visit, string>> = {
  kilobytes: 'kB',
  scriptKilobytes: 'kB of script',
  requests: 'requests',
  trips: 'trips in a chain',
  blockedMs: 'ms of blocked time',
  shift: 'layout shift',
  seconds: 'seconds until it is ready',
  box: 'y of the first box, of 844',
}

const figuresOf = (name: string, visits: readonly Visit[], bounds: Bounds, beside = ''): Figure[] => {
  const of = (what: keyof Visit) => median(visits.map(each => each[what]))
  const all = (['kilobytes', 'scriptKilobytes', 'requests', 'trips', 'blockedMs', 'seconds'] as const)
    .map(what => `${Number(of(what).toFixed(1))} ${told[what]}`)
    .join(', ')
  return Object.entries(bounds).map(([what, bound], index) => ({
    name: `${name}: ${told[what as keyof Visit]}`,
    value: of(what as keyof Visit),
    bound,
    detail: index === 0 ? all + beside : 'the same visits',
  }))
}

const rounds = 5

const timesOf = async (browser: Browser, there: Destination): Promise<Visit[]> => {
  const visits: Visit[] = []
  for (let round = 0; round < rounds; round += 1) visits.push(await visit(browser, there))
  return visits
}

const everywhere: Bounds = { shift: 0.02 }

/** Whoever answers, and who asked: eight reviews, of which one is open. */
const benchReview = async (browser: Browser): Promise<Figure[]> => {
  const { story, link, day, reviewId } = await prepare()
  try {
    for (let week = 1; week < 8; week += 1) {
      const incidentId = await story.create('/api/incidents', incident(plus(day, -week * 7 * 86_400_000)))
      const meetingAt = plus(day, week * 86_400_000)
      await story.create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
    }
    const sessionOf = async (persona: Persona): Promise<string> => {
      const { token } = await (await fetch(`${story.url}/local/token?persona=${persona}`)).json()
      const session = { idToken: token, email: 'robin@example.com', name: 'Robin', expiresAt: Date.now() + 3_600_000 }
      return JSON.stringify(session)
    }
    const session = await sessionOf('facilitator')
    const floor = await timesOf(browser, { url: `${story.url}/plain/`, ready: 'textarea' })
    const ms = median(floor.map(({ blockedMs }) => blockedMs)).toFixed(0)
    const beside = `; a plain form ${median(floor.map(each => each.kilobytes)).toFixed(1)} kB, ${ms} ms of blocked time`
    const desk = (hash: string) => ({ url: `${story.url}/desk/${hash}`, session, whole: true })
    const answering = await timesOf(browser, { url: link, ready: 'body:has(#go-send):has(#hash:not(:empty))' })
    const home = await timesOf(browser, { ...desk('#/'), ready: '#content .card' })
    const review = await timesOf(browser, { ...desk(`#/reviews/${reviewId}`), ready: '#content .rail' })
    const castBounds = { kilobytes: 25, trips: 3, blockedMs: 150, box: 700, ...everywhere }
    return [
      ...figuresOf('participant, until one can cast', answering, castBounds, beside),
      ...figuresOf('facilitator, home', home, { scriptKilobytes: 45, seconds: 3, ...everywhere }),
      ...figuresOf('facilitator, a review', review, { kilobytes: 90, ...everywhere }),
    ]
  } finally {
    await story.stop()
  }
}

const benchLeadership = async (browser: Browser): Promise<Figure[]> => {
  const desk = await startDesk()
  try {
    desk.caller = director
    const session = await desk.sessionOf(director)
    const there = { url: `${desk.url}/trends/`, ready: '.charts svg.chart', session }
    const figures: Figure[] = []
    for (const quarters of [12, 40]) {
      desk.world = { ...emptyWorld(), trends: answerTrends({ releases: sampleReleases(quarters) }) }
      const visits = await timesOf(browser, there)
      figures.push(...figuresOf(`leadership, trends of ${quarters} quarters`, visits, { kilobytes: 30, ...everywhere }))
    }
    return figures
  } finally {
    await desk.stop()
  }
}

export const benchVisits = async (): Promise<Figure[]> => {
  const browser = await launch()
  try {
    return [...(await benchReview(browser)), ...(await benchLeadership(browser))]
  } finally {
    await browser.close()
  }
}

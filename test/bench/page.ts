/** The participant's page on a throttled phone against a plain HTML form of the same questions, from the same server. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { plus } from '../../functions/domain/time/instants.ts'
import { buildSite } from '../../web/build.ts'
import { launch } from '../chromium.ts'
import { incident, startStory } from '../journeys/story.ts'
import { type Figure, median } from './figure.ts'
import { plainForm } from './floor/form.ts'
import { phone } from './phone.ts'

const hour = 3_600_000

interface Visit {
  readonly usableMs: number
  readonly bytes: number
  readonly requests: number
  readonly shift: number
  readonly foreign: number
}

const watch = () => {
  const state = { usable: 0, shift: 0 }
  Reflect.set(globalThis, 'bench', state)
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) state.shift += Number(Reflect.get(entry, 'value'))
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    const box = document.querySelector('textarea')
    if (box && !box.disabled && box.getBoundingClientRect().height > 0) state.usable = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const visit = async (browser: Browser, url: string, origin: string): Promise<Visit> => {
  const { page, fetched, close } = await phone(browser)
  await page.addInitScript(watch)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForFunction(() => Reflect.get(globalThis, 'bench').usable > 0)
  const soFar = fetched().filter(({ to }) => to !== null)
  await page.waitForLoadState('networkidle')
  const state: { usable: number; shift: number } = await page.evaluate(() => Reflect.get(globalThis, 'bench'))
  const foreign = fetched().filter(each => !each.url.startsWith(origin)).length
  await close()
  return {
    usableMs: state.usable,
    bytes: soFar.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: soFar.length,
    shift: state.shift,
    foreign,
  }
}

/** The built site with the plain form beside it, a link to an open survey, and its review. */
export const prepare = async () => {
  const site = await mkdtemp(path.join(tmpdir(), 'murmur-site-'))
  await buildSite({ outDir: site })
  await mkdir(path.join(site, 'plain'))
  await writeFile(path.join(site, 'plain', 'index.html'), plainForm())
  const story = await startStory({ site })
  const now = await story.passTime()
  const day = new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString()
  await story.passTime(day)
  const incidentId = await story.create('/api/incidents', incident(plus(day, -hour)))
  const review = { incidentId, meetingAt: plus(day, 48 * hour), zone: 'UTC', durationMinutes: 60 }
  const reviewId = await story.create('/api/reviews', review)
  const participants = [
    'ada@example.com',
    'bela@example.com',
    'cem@example.com',
    'dora@example.com',
    'emre@example.com',
  ]
  await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants })
  await story.passTime()
  return { story, day, reviewId, link: await story.linkOf('ada@example.com') }
}

export const benchPage = async (rounds = 7): Promise<Figure[]> => {
  const { story, link } = await prepare()
  const browser = await launch()
  try {
    const floor: Visit[] = []
    const page: Visit[] = []
    for (let round = 0; round < rounds; round += 1) {
      floor.push(await visit(browser, `${story.url}/plain/`, story.url))
      page.push(await visit(browser, link, story.url))
    }
    const of = (visits: readonly Visit[], name: keyof Visit) => median(visits.map(each => each[name]))
    const bytes = of(page, 'bytes')
    return [
      {
        name: 'participant page: kB up to the first usable question',
        value: bytes / 1000,
        bound: 12,
        detail: `${of(page, 'requests')} requests; floor ${(of(floor, 'bytes') / 1000).toFixed(1)} kB`,
      },
      {
        name: 'participant page: first question usable / plain form',
        value: of(page, 'usableMs') / of(floor, 'usableMs'),
        bound: 1.25,
        detail: `${of(page, 'usableMs').toFixed(0)} ms / ${of(floor, 'usableMs').toFixed(0)} ms`,
      },
      {
        name: 'participant page: layout shift',
        value: Math.max(...page.map(({ shift }) => shift)),
        bound: 0.001,
        detail: 'the largest of all visits',
      },
      {
        name: 'participant page: requests to third parties',
        value: Math.max(...page.map(({ foreign }) => foreign)),
        bound: 0,
        detail: 'the most of all visits',
      },
    ]
  } finally {
    await browser.close()
    await story.stop()
  }
}

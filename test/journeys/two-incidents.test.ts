/**
 * Two incidents of one kind: what the first one's review left behind appears in the second one's, and in the quarter's.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMilliseconds, remarksInBatch } from '../../functions/domain/review/live.ts'
import { quarterBounds, quarterOf, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { nextQuarter, plus } from '../../functions/domain/time/instants.ts'
import { agree, condition, fileVendorSection, rate, settleAction, takeCondition } from './after-meeting.ts'
import { holdMeeting, joinLive, notes, remarks } from './held-meeting.ts'
import { enterBuilding, type Building } from './meeting-room.ts'
import type { LocalMail } from './story.ts'
import { answer, invite } from './whole-job.ts'

const hour = 3_600_000
const day = 24 * hour

const participants = [
  {
    email: 'ada@example.com',
    said: {
      saw: 'The payment provider answered after forty seconds and every worker waited for it.',
      differently: 'If our calls to the provider had a time limit of two seconds, the workers would have stayed free.',
    },
  },
  {
    email: 'bela@example.com',
    said: {
      saw: 'All workers were waiting for answers of the payment provider.',
      hesitate: 'The status page of the provider was green the whole time.',
    },
  },
  {
    email: 'cem@example.com',
    said: {
      saw: 'Customers saw a white page instead of a message that payment is down.',
      differently: 'A fallback to invoice would have kept the shop open.',
    },
  },
] as const

const title = 'Payments were refused for an hour'
const failureMode = 'Payment provider times out'
const limit = 'Limit every call to the provider to two seconds'
const drill = 'Test the fallback page each month'
const check = 'Ask the provider’s health ourselves each minute'
const reminder = 'Remind the team to look at the status page'
const setAside = 'The invoice project comes first'
const desired = 'The shop sells on invoice within two seconds of a failed call.'
const lesson = 'A call without a time limit stops everything behind it'
const cited = { title: 'ADR 12: time limits', changed: 'Every client has a time limit now' }

const nextMorning = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / day) * day + 9 * hour).toISOString()

let building: Building
let desk: Page
let reviewId = ''
let meetingAt = ''
let again = ''
let secondMeetingAt = ''
let quarter = ''

/** With this world's date; the browser's time of day does not matter. */
const openDesk = async (hash: string): Promise<void> => {
  await desk.goto(`${building.story.url}/desk/${hash}`)
}
const letters = async (subject: RegExp): Promise<LocalMail[]> =>
  (await building.story.inbox()).filter(mail => subject.test(mail.subject))

beforeAll(async () => {
  building = await enterBuilding()
  desk = (await building.sit(1280, 900)).page
  const wall = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString().slice(0, 16)
  meetingAt = `${wall(4 * day)}:00.000Z`
  const about = {
    detectedAt: wall(-29.5 * hour),
    resolvedAt: wall(-29 * hour),
    failureMode,
    service: 'checkout',
    vendor: 'Example Pay',
  }
  const planned = {
    title,
    startedAt: wall(-30 * hour),
    meetingAt: wall(4 * day),
    pasted: participants.map(({ email }) => email).join(', '),
    about,
  }
  reviewId = (await invite(desk, building.story, planned)).reviewId
}, 240_000)
afterAll(() => building.leave())

describe('the first incident', () => {
  test('has a survey: three answer through the links in their mail, and the agenda asks how our own side behaved', async () => {
    const { story } = building
    // By day in any time zone, because invitations wait for the morning.
    await story.passTime(nextMorning(await story.passTime()))
    const mails = await story.inbox()
    for (const { email, said } of participants) {
      const { context } = await building.sit(390)
      await answer(context, await story.linkOf(email, mails), said)
      await context.close()
    }
    await story.passTime(plus(meetingAt, -hour / 2))
    const { text } = await story.call('GET', `/api/reviews/${reviewId}/agenda.md`)
    expect(text).toContain('Given that this failure will happen again')
    expect(text).toContain('How long until we knew that it lay outside')
    expect(text).not.toContain('Written down after')
  })

  test('has a meeting: three add to the live board, a reload loses nothing, one is hidden, who spoke is counted', async () => {
    await building.story.passTime(meetingAt)
    await openDesk(`#/reviews/${reviewId}`)
    await desk.getByRole('link', { name: 'Lead the meeting' }).click()
    const phones = await joinLive(building, desk, ['Ada', 'Bela', 'Cem'])
    await holdMeeting(building, desk, phones)
    await building.look(desk, 'two-incidents-ended')
    const { json } = await building.story.call('GET', `/api/reviews/${reviewId}/meeting`)
    expect(json).toMatchObject({ attendees: 3, speakers: 2, turns: [2, 1] })
    const { text } = await building.story.call('GET', `/api/reviews/${reviewId}/agenda.md`)
    for (const kept of remarks.slice(0, 2)) expect(text.split(kept).length - 1).toBe(1)
    expect(text).not.toContain(remarks[2])
  })

  test('has a record that begins empty, with the notes of its meeting to be put to the room', async () => {
    await desk.getByRole('link', { name: 'Write the record' }).click()
    expect(await desk.getByLabel('What we understand now').inputValue()).toBe('')
    expect(await desk.locator('.entry').count()).toBe(0)
    for (const beside of [notes.counterfactuals, notes.vendor, notes.proposals]) await desk.getByText(beside).waitFor()
    await desk.getByRole('button', { name: new RegExp(`^Put it into the text: .*${notes.theme}`) }).click()
    expect(await desk.getByLabel('What we understand now').inputValue()).toContain(notes.theme)
    for (const one of [notes.factors, notes.decisions]) {
      await desk.getByRole('button', { name: `The room agrees: ${one}` }).click()
      await desk.locator('.entry.agreed', { hasText: one }).waitFor()
    }
    await desk.getByText('Saved', { exact: true }).waitFor()
  })

  test('leaves conditions that are rated, actions of which one gets its question, and a lesson', async () => {
    await takeCondition(desk, /time limit of two seconds/)
    await takeCondition(desk, /fallback to invoice/)
    await rate(desk, /time limit of two seconds/, { generalisability: '5', cost: '2' })
    await rate(desk, /fallback to invoice/, { generalisability: '4', cost: '3' })
    await agree(desk, { text: limit, owner: 'Platform', mail: 'platform@example.com', on: /time limit/ })
    await agree(desk, { text: drill, owner: 'Checkout' })
    await agree(desk, { text: check, owner: 'Observability' })
    await agree(desk, { text: reminder, owner: 'Checkout', question: /^What could tell whoever/ })
    await desk.getByLabel('Lesson').fill(lesson)
    await desk.getByRole('button', { name: 'Add lesson' }).click()
    await desk.getByRole('link', { name: lesson }).waitFor()
    await building.look(desk, 'two-incidents-record')
  })

  test('has a vendor section whose next time is covered by an action', async () => {
    await desk.getByRole('link', { name: 'Open the vendor section' }).click()
    await fileVendorSection(desk, { desired, action: new RegExp(`^${limit}`) })
    await building.look(desk, 'two-incidents-vendor')
    await openDesk(`#/reviews/${reviewId}/record`)
    await desk.getByRole('heading', { name: 'Vendor: Example Pay' }).waitFor()
  })

  test('has its record mailed to all who were invited, identical, by day', async () => {
    await desk.getByRole('button', { name: 'Preview the mail' }).click()
    const preview = desk.getByRole('dialog')
    const previewed = await preview.locator('pre').innerText()
    await preview.getByRole('button', { name: 'Mail it to 3 people' }).click()
    await desk.getByText(/^On its way to 3 people/).waitFor()
    await building.story.passTime(nextMorning(meetingAt))
    const mailed = await letters(/^Record of the review/)
    expect(mailed.map(({ to }) => to).toSorted()).toEqual(participants.map(({ email }) => email))
    for (const { text } of mailed) {
      for (const part of [notes.decisions, notes.factors, limit, drill, lesson]) {
        expect(text.replaceAll(/\s+/g, ' ')).toContain(part)
      }
      // Word by word what was read before, but for the greeting and the way to stop all mail.
      const body = (of: string): string => of.slice(of.indexOf('You were invited'), of.indexOf('-'.repeat(72)))
      expect(body(text)).toBe(body(previewed))
    }
  })

  test('continues: one action completed, one set aside with its reason, the lesson cited', async () => {
    await settleAction(desk, check, 'completed')
    await openDesk(`#/reviews/${reviewId}/record`)
    await settleAction(desk, drill, 'deprioritised', setAside)
    await openDesk(`#/reviews/${reviewId}/record`)
    await desk.getByRole('link', { name: lesson }).click()
    await desk.getByLabel('Address', { exact: true }).fill('https://git.example.com/adr/12')
    await desk.getByLabel('Title').fill(cited.title)
    await desk.getByLabel('What changed in the system').fill(cited.changed)
    await desk.getByRole('button', { name: 'Add citation' }).click()
    await desk.getByText('The citation is noted.').waitFor()
  })
})

describe('the second incident, of the same failure mode, a quarter later', () => {
  beforeAll(async () => {
    const { story } = building
    quarter = nextQuarter(quarterOf(meetingAt, usualCalendar))
    const now = await story.passTime(plus(quarterBounds(quarter, usualCalendar).from, 20 * day + 10 * hour))
    const incidentId = await story.create('/api/incidents', {
      title: 'Payments were refused again',
      severity: 'P2',
      services: ['checkout'],
      startedAt: plus(now, -2 * hour),
      failureModes: [failureMode],
      vendor: 'Example Pay',
    })
    secondMeetingAt = plus(now, day)
    const meeting = { incidentId, meetingAt: secondMeetingAt, zone: 'UTC', durationMinutes: 60 }
    again = await story.create('/api/reviews', meeting)
    await desk.goto(`${story.url}/desk/#/reviews/${again}`)
  }, 120_000)

  test('has on its agenda what is still open, what was set aside and came back, and nothing that is done', async () => {
    const { text } = await building.story.call('GET', `/api/reviews/${again}/agenda.md`)
    expect(text).toContain(`${limit}: Platform, open for`)
    expect(text).toContain(`${reminder}: Checkout, open for`)
    expect(text).toMatch(
      new RegExp(`${drill}: Checkout, deprioritised after .*${setAside}.*and since then this failure mode came back`),
    )
    expect(text).not.toContain(check)
  })

  test('has the known conditions, and what was written about the vendor, under its standing question', async () => {
    const { text } = await building.story.call('GET', `/api/reviews/${again}/agenda.md`)
    for (const met of [condition.limit, condition.fallback]) {
      expect(text).toMatch(new RegExp(`Named before: .*${met}.*in 1 review, a leverage point`))
    }
    expect(text).toContain('Given that this failure will happen again')
    expect(text).toContain(`Written down after "${title}": ${desired} · Agreed: ${limit} (Platform, open)`)
  })

  test('shows them on the desk too, marked on the incident’s own page', async () => {
    await desk.getByText(`Named before: `).first().waitFor()
    await building.look(desk, 'two-incidents-second-agenda')
    await desk.getByRole('link', { name: 'About the incident' }).click()
    await desk.getByText('This has happened before').waitFor()
    await desk.getByText(`Reason then: ${setAside}`).first().waitFor()
    await building.look(desk, 'two-incidents-second-incident')
  })

  test('has its owner reminded of what is open, never of what is done or set aside', async () => {
    const reminded = await letters(/^(Due|Overdue)/)
    expect(reminded.length).toBeGreaterThan(0)
    for (const { to, subject } of reminded)
      expect([to, subject.includes(limit)]).toEqual(['platform@example.com', true])
  })

  test('is in the quarter’s learning review: current actions, the portfolio, the vendor, what changed', async () => {
    const answer = await building.story.call('GET', `/api/learning-reviews/${quarter}.md`)
    // What it leads to is its own test's.
    const text = answer.text.replaceAll(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    const row = (...cells: string[]) => new RegExp(`\\| ${cells.join(' \\|.*')}`)
    expect(text).toMatch(row(drill, 'Checkout', setAside, failureMode, 'Payments were refused again'))
    expect(text).toMatch(row(limit, 'Platform', 'open'))
    expect(text).toMatch(row('completed', '1', '25%'))
    expect(text).toMatch(row('.*fallback to invoice.*', 'architecture', '1', '4', '3'))
    expect(text).not.toMatch(row(`.*${condition.limit}`, 'architecture'))
    expect(text).toMatch(row('Payments were refused again', 'Example Pay', '–', 'not said yet', 'nothing yet'))
    expect(text).toContain('1 failure from outside has neither an action nor a decision')
    expect(text).toContain(`${cited.changed} (${cited.title}`)
    await openDesk(`#/quarters/${quarter}`)
    await desk.getByText('Payments were refused again').first().waitFor()
    await building.look(desk, 'two-incidents-learning-review')
  })
})

describe('the live channel of the second incident’s meeting', () => {
  const path = () => `/api/reviews/${again}/live`
  let phone: Page
  let bearer = ''

  test('takes a limited number per batch, and asks those who come too late to wait for the next', async () => {
    const { story } = building
    await story.passTime(secondMeetingAt)
    const { json } = await story.call('POST', path(), {})
    const url = String(json['url'])
    bearer = `Bearer ${new URL(url).hash.slice(1)}`
    const flood = Array.from({ length: remarksInBatch + 1 }, (_, index) =>
      story.call('POST', '/api/live', { text: `remark ${index}` }, null, { authorization: bearer }),
    )
    const statuses = (await Promise.all(flood)).map(({ status }) => status)
    expect(statuses.filter(status => status === 201)).toHaveLength(remarksInBatch)
    expect(statuses.filter(status => status === 429)).toHaveLength(1)
    phone = (await building.sit(390)).page
    await phone.goto(url)
    await phone.getByLabel('Your observation').fill('The one that came too late.')
    await phone.getByRole('button', { name: 'Add to the board' }).click()
    await phone.getByText('Many are writing at this moment').waitFor()
    await building.passBatch()
    await phone.getByText('Sent. It appears').waitFor()
  })

  test('ends on its own four hours after the start, even without requests: filed once, with new ids, its rows deleted', async () => {
    const { story } = building
    await story.passTime(plus(secondMeetingAt, openMilliseconds))
    expect((await story.dump()).tables.live).toEqual([])
    await phone.getByRole('heading', { name: 'The meeting has ended' }).waitFor()
    const { json } = await story.call('GET', `/api/reviews/${again}/agenda.json`)
    const texts = (json['appendix'] as { text: string }[]).map(({ text }) => text)
    expect(texts).toHaveLength(remarksInBatch + 1)
    expect(texts).toContain('The one that came too late.')
    const late = await story.call('POST', '/api/live', { text: 'later still' }, null, { authorization: bearer })
    expect(late.status).toBe(410)
  })
})

test('no page complained and axe found nothing', () => {
  // Chromium itself reports the answers of a closed channel and of a full batch.
  expect(building.complaints(/status of 4(?:10|29)/)).toEqual([])
  expect(building.violations).toEqual([])
})

/**
 * `npm run week [-- SEED]`: a week of 300 people in the zones of twenty countries, a tenth of whose addresses are bad,
 * with twelve reviews and one pulse, through the local world hour by hour. Fails where at its end somebody who was asked
 * was neither reached nor shown as not reached with its reason, where a mail still waits, or a survey is stuck.
 */
import * as z from 'zod'
import { command } from '../../infra/command.ts'
import { deliverySchema } from '../../functions/domain/mail/delivery.ts'
import { quarterOf, usualCalendar } from '../../functions/domain/time/calendar.ts'
import { hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { answers, browserOf, incident, type Story, startStory, takePart } from '../journeys/story.ts'
import { reach, seedOf } from './life.ts'
import { randomFrom } from './organisation.ts'

const zones = [
  'Europe/Berlin',
  'Europe/Lisbon',
  'Europe/Warsaw',
  'Europe/Helsinki',
  'Europe/Istanbul',
  'Africa/Lagos',
  'Africa/Nairobi',
  'Africa/Johannesburg',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Asia/Shanghai',
  'Asia/Riyadh',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/St_Johns',
]
const people = 300
const reviews = 12
const hours = 7 * 24 + 12
const bad = ['bounce', 'reject', 'full', 'complain'] as const

interface Person {
  readonly email: string
  readonly name: string
  readonly group: string
  readonly zone: string
}

const peopleOf = (random: () => number): Person[] =>
  Array.from({ length: people }, (_, index) => ({
    email: `person-${index}@example.com`,
    name: `Person ${index}`,
    group: `Team ${Math.floor(random() * 12)}`,
    zone: zones[index % zones.length] ?? 'UTC',
  }))

const drawn = <Value>(values: readonly Value[], count: number, random: () => number): Value[] => {
  const left = [...values]
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat()
}

interface Asked {
  readonly surveyId: string
  readonly title: string
  readonly emails: readonly string[]
}

const invite = async (story: Story, title: string, invited: readonly Person[], at: string): Promise<Asked> => {
  const incidentId = await story.create('/api/incidents', { ...incident(plus(at, -5 * hourMilliseconds)), title })
  const meetingAt = plus(at, 50 * hourMilliseconds)
  const reviewId = await story.create('/api/reviews', {
    incidentId,
    meetingAt,
    durationMinutes: 60,
    zone: 'Europe/Berlin',
    facilitators: ['facilitator@example.com'],
  })
  const emails = invited.map(({ email }) => email)
  const surveyId = await story.create('/api/surveys', {
    kind: 'pre-meeting',
    reviewId,
    participants: emails.map(email => ({ email })),
  })
  return { surveyId, title, emails }
}

/** What is wrong with how one survey's mail has ended. */
const unreachedIn = async (story: Story, asked: Asked, spoilt: ReadonlySet<string>): Promise<string[]> => {
  const found: string[] = []
  const answered = await story.call('GET', `/api/surveys/${asked.surveyId}/delivery`)
  const delivery = deliverySchema.parse(answered.json)
  const rows = new Map(delivery.rows.map(row => [row.address, row]))
  const linked = new Set(
    (await story.inbox()).filter(({ links }) => links.some(link => link.includes(asked.surveyId))).map(({ to }) => to),
  )
  for (const email of asked.emails) {
    const row = rows.get(email)
    const state = row?.state ?? 'sent'
    if (state === 'queued' || state === 'held' || state === 'aside') found.push(`${email}: still ${state}`)
    else if (state === 'sent' && !linked.has(email)) found.push(`${email}: said to be sent, and no mail has a link`)
    else if (state === 'sent' && spoilt.has(email)) found.push(`${email}: never reached, and said to be sent`)
    else if (state !== 'sent' && !spoilt.has(email)) found.push(`${email}: ${state}, and nothing is wrong with it`)
    else if (state !== 'sent' && !row?.words) found.push(`${email}: ${state} without a word`)
  }
  const { json } = await story.call('GET', `/api/surveys/${asked.surveyId}`)
  if (json['status'] !== 'harvested') found.push(`it is ${String(json['status'])} at the end of the week`)
  return found.map(problem => `${asked.title}: ${problem}`)
}

await command(import.meta.filename, async ([given]) => {
  const seed = seedOf(given)
  const random = randomFrom(seed)
  const story = await startStory()
  console.log(`seed ${seed}`)
  try {
    const everybody = peopleOf(random)
    const spoilt = drawn(everybody, people / 10, random)
    const ses = Object.fromEntries(
      bad.map((kind, index) => [kind, spoilt.filter((_, at) => at % bad.length === index).map(({ email }) => email)]),
    )
    await fetch(`${story.url}/local/ses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ perSecond: 1_000, perDay: 1_000_000, ...ses }),
    })
    const put = await story.call('PUT', '/api/people?replace=true', everybody)
    if (put.status !== 200) throw new Error(`roster: ${put.status} ${put.text}`)

    const from = z.iso.datetime().parse(await story.passTime())
    const opensAt = plus(from, 20 * hourMilliseconds)
    const quarter = quarterOf(opensAt, usualCalendar)
    const closesAt = plus(opensAt, 5 * 24 * hourMilliseconds)
    const pulseId = await story.create('/api/surveys', {
      kind: 'pulse',
      quarter,
      instrument: 'pulse-2',
      opensAt,
      closesAt,
    })
    const all: Asked[] = [{ surveyId: pulseId, title: 'pulse', emails: everybody.map(({ email }) => email) }]
    const beginnings = Array.from({ length: reviews }, () => Math.floor(random() * 100)).toSorted((a, b) => a - b)
    let answeredCount = 0
    for (let hour = 0; hour <= hours; hour += 1) {
      const at = plus(from, hour * hourMilliseconds)
      await reach(story, at)
      for (const _ of beginnings.filter(beginning => beginning === hour))
        all.push(
          await invite(story, `Review ${all.length}`, drawn(everybody, 5 + Math.floor(random() * 20), random), at),
        )
      // Some of whoever was mailed answers in this hour.
      if (hour % 6 !== 5) continue
      for (const mail of (await story.inbox()).slice(0, 40)) {
        const link = mail.links.find(one => one.includes('/answer/pre-meeting'))
        if (!link || random() > 0.3) continue
        const wasTaken = await takePart(browserOf(story.url, link), answers({ saw: 'The queue was long.' })).catch(
          () => '',
        )
        if (wasTaken) answeredCount += 1
      }
    }
    const addresses = new Set(spoilt.map(({ email }) => email))
    const found: string[] = []
    for (const asked of all) found.push(...(await unreachedIn(story, asked, addresses)))
    const mails = (await story.inbox()).length
    console.log(
      `${all.length} surveys, ${mails} mails, ${answeredCount} answers, ${addresses.size} bad addresses: ${found.length} findings`,
    )
    for (const problem of found) console.log(`  ${problem}`)
    process.exitCode = found.length === 0 ? 0 : 1
  } finally {
    await story.stop()
  }
})

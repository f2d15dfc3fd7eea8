/**
 * A second facilitator takes over between the agenda and the meeting, leads it, mails its record and follows up. Every
 * byte that the API answers them is searched for what people wrote.
 */
import { expect, test } from 'vitest'
import * as z from 'zod'
import { agendaSchema } from '../../functions/domain/agenda/schema.ts'
import { roomAgendaSchema } from '../../functions/domain/agenda/room.ts'
import { reviewViewSchema } from '../../functions/domain/course/stage.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { answers, type Answered, browserOf, incident, ownStory, takePart } from './story.ts'

const hour = 3_600_000
const story = ownStory()
const successor = { email: 'facilitator2@example.com', name: 'Second Facilitator' }

/** Each ends in a word of its own. The first three are of one theme, of which the room sees two at most. */
const written = [
  'The alert for the queue went to a mailbox that nobody reads, kestrel-one',
  'The alert about the queue landed in a mailbox that nobody reads any more, kestrel-two',
  'The queue’s alert goes to an old mailbox nobody reads at night, kestrel-three',
  'The runbook named a dashboard that was gone, kestrel-four',
  'I have hardly slept since that evening, kestrel-five',
  'Nobody knew which team owns the retry setting, kestrel-six',
]
const people = written.map((_, index) => `person${index}@example.com`)
const markOf = (text: string): string => /kestrel-\w+/.exec(text)?.[0] ?? ''

const given: string[] = []
/** As the successor; what is answered is kept, byte for byte. */
const led = async (method: string, path: string, body?: unknown): Promise<Answered> => {
  const answered = await story.call(method, path, body, 'facilitator2')
  given.push(Buffer.from(answered.bytes).toString('latin1'), answered.text)
  return answered
}
const agreed = z.object({ letter: z.string() })

test('a second facilitator takes over in the middle, and never gets a statement beyond the room’s', async () => {
  const began = await story.passTime()
  const now = await story.passTime(
    new Date(Math.ceil(Date.parse(began) / (24 * hour)) * 24 * hour + 9 * hour).toISOString(),
  )
  const incidentId = await story.create('/api/incidents', incident(plus(now, -24 * hour)))
  const meetingAt = plus(now, 24 * hour)
  const reviewId = await story.create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
  const surveyId = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants: people })
  const path = `/api/reviews/${reviewId}`
  await story.passTime()
  for (const [index, text] of written.entries()) {
    const person = browserOf(story.url, await story.linkOf(people[index] ?? ''))
    await takePart(person, answers({ saw: text }))
  }
  await story.passTime(plus(meetingAt, -hour / 2))
  const sent = await story.call('GET', `${path}/agenda.json`)
  expect(sent.encoding).toBe('gzip')
  const agenda = agendaSchema.parse(sent.json)
  expect(agenda.appendix.length).toBeGreaterThan(3)
  expect((await led('GET', path)).json['code']).toBe('unknown_review')

  const handed = await story.call('POST', '/api/handovers', { reviewId, to: successor, version: 1 })
  expect(handed.status).toBe(200)
  await story.passTime(plus(meetingAt, -hour / 4))
  const told = (await story.inbox()).filter(({ subject }) => /lead(?:s)? the review now/.test(subject))
  expect(told.map(({ to }) => to).toSorted()).toEqual(
    ['facilitator@example.com', successor.email, ...people].toSorted(),
  )

  const review = reviewViewSchema.parse((await led('GET', path)).json)
  expect(review).toMatchObject({ reads: false, history: [{ to: successor }] })
  const room = roomAgendaSchema.parse((await led('GET', `${path}/agenda/room`)).json)
  const ofRoom = new Set(written.map(markOf).filter(mark => JSON.stringify(room).includes(mark)))
  expect(ofRoom.size).toBeLessThan(written.length - 1)
  for (const format of ['.md', '.html', '-sheet.html', '.docx', '.json', '.ics', '/raw', '/edits']) {
    expect([format, (await led('GET', `${path}/agenda${format}`)).json['code']]).toEqual([format, 'not_in_terms'])
  }
  expect((await led('GET', `${path}/care`)).json['code']).toBe('not_in_terms')

  // The meeting, with its channel.
  await story.passTime(meetingAt)
  expect((await led('POST', `${path}/live`)).status).toBe(201)
  expect((await led('GET', `${path}/live`)).status).toBe(200)
  const notes = { decisions: 'Alerts go to the team that owns the queue' }
  const meeting = { attendees: 5, speakers: 2, turns: [2, 1], notes, ended: true, version: 0 }
  expect((await led('POST', `${path}/meeting`, meeting)).status).toBe(200)
  expect((await led('GET', `${path}/counterfactuals`)).json['candidates']).toEqual([])

  // The record, confirmed and mailed.
  const record = {
    understanding: 'Its alert went nowhere.',
    factors: [{ text: 'Ownership', confirmed: true }],
    decisions: [{ text: notes.decisions, tradeOffs: '', confirmed: true }],
    version: 0,
  }
  expect((await led('PUT', `${path}/record`, record)).status).toBe(200)
  const action = { text: 'Route the alert to its team', owner: 'Platform', dueOn: plus(now, 720 * hour).slice(0, 10) }
  expect((await led('POST', `${path}/actions`, { ...action, category: 'monitoring' })).status).toBe(201)
  const letter = agreed.parse((await led('GET', `${path}/record/letter`)).json)
  expect((await led('POST', `${path}/record/letter`, letter)).status).toBe(201)
  expect((await led('POST', `/api/surveys/${surveyId}/record`, letter)).json['mailed']).toBe(people.length)

  // Followed up.
  expect((await led('GET', `${path}/course`)).json['stage']).toBe('followed-up')
  for (const other of [
    '/api/reviews',
    '/api/home',
    '/api/home/reviews',
    '/api/surveys',
    `/api/surveys/${surveyId}`,
    '/api/lessons/records',
  ]) {
    expect([other, (await led('GET', other)).status]).toEqual([other, 200])
  }
  for (const other of [`/api/surveys/${surveyId}/delivery`, `/api/incidents/${incidentId}/around`, '/api/actions']) {
    expect([other, (await led('GET', other)).status]).toEqual([other, 200])
  }
  const bytes = given.join('\n')
  expect(bytes).toContain('Its alert went nowhere.')
  const seen = written.map(markOf).filter(mark => bytes.includes(mark) && !ofRoom.has(mark))
  expect(seen).toEqual([])
  expect(bytes).not.toContain('kestrel-five')
  const ids = agenda.appendix.map(({ id }) => id).filter(id => bytes.includes(id))
  expect(ids).toEqual([])
  // Those in the terms still read everything.
  const whole = (await story.call('GET', `${path}/agenda.json`)).text
  expect(agenda.appendix.filter(({ text }) => !whole.includes(JSON.stringify(text)))).toEqual([])
}, 300_000)

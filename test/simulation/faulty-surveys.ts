/** One review and one pulse from the roster to the announcement, under faults until some minutes after the close. */
import { hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { quarterOf, usualCalendar } from '../../functions/domain/time/calendar.ts'
import type { FaultSettings } from '../../infra/local/hostile/faults.ts'
import { answers, incident, type Story } from '../journeys/story.ts'
import { faulty, type Lived } from './faulty.ts'

export interface Scale {
  /** On the roster, of whom a review asks some. */
  readonly people: number
  readonly asked: number
  /** Browsers that answer at the same time. */
  readonly atOnce: number
}

const sixDays = 6 * 24 * hourMilliseconds

/** Nine o'clock on a Monday at least a week after `now`: mail keeps to working hours. */
const mondayAfter = (now: string): string => {
  const week = 7 * 24 * hourMilliseconds
  // The epoch began on a Thursday.
  const monday = 4 * 24 * hourMilliseconds + 9 * hourMilliseconds
  return new Date(Math.ceil(Date.parse(now) / week) * week + monday).toISOString()
}

const rosterOf = (kind: string, people: number, groups: number) =>
  Array.from({ length: people }, (_, index) => ({
    email: `${kind}-${index}@example.com`,
    name: `Zqx Person ${index}`,
    group: `Team ${index % groups}`,
    zone: 'UTC',
  }))

export const liveReview = async (story: Story, faults: FaultSettings | null, scale: Scale): Promise<Lived> => {
  const told = faulty(story)
  const { findings, insist, create, minutes } = told
  const opensAt = mondayAfter(await minutes(1))
  const closesAt = plus(opensAt, 48 * hourMilliseconds)
  await minutes(1, plus(opensAt, -2 * hourMilliseconds))
  await told.set(faults)
  const roster = rosterOf('reviewer', scale.people, 3)
  await insist(() => story.call('PUT', '/api/people?replace=true', roster))
  const incidentId = await create('/api/incidents', incident(plus(opensAt, -30 * hourMilliseconds)))
  const meetingAt = plus(closesAt, hourMilliseconds)
  const reviewId = await create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
  const emails = roster.slice(0, scale.asked).map(({ email }) => email)
  const asked = { kind: 'pre-meeting', reviewId, participants: emails, opensAt, closesAt }
  const surveyId = await told.createSurvey(asked)

  const links = await told.untilInvited(emails, opensAt)
  const textOf = (email: string): string => `Mark${email.replace(/\D/g, '')}x the dashboard was late`
  const receipts = await told.answered(links, email => answers({ saw: textOf(email) }), scale.atOnce)
  await minutes(5, plus(opensAt, 25 * hourMilliseconds))
  await told.untilHarvested(surveyId, closesAt)

  await told.checkCounts(surveyId, receipts, emails.length)
  // Invitation, reminder, and the record's root.
  await told.checkMails(
    emails,
    roster.slice(scale.asked).map(({ email }) => email),
    3,
  )
  const agenda = await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)
  for (const email of receipts.keys()) {
    const times = new Set(agenda.text.match(new RegExp(`"[^"]*${textOf(email)}[^"]*"`, 'g'))).size
    if (times === 0) findings.push(`an answer of ${email} is not in the agenda: ${agenda.status}`)
  }
  const { tables } = await story.dump()
  const published = tables.learning.filter(({ pk }) => pk === `published#${surveyId}`)
  const runs = new Set(published.map(({ sk }) => String(sk).split('#')[0]))
  if (runs.size !== 1) findings.push(`${runs.size} runs of the harvest are filed`)
  const incidents = tables.learning.filter(({ sk }) => sk === 'incident').length
  if (incidents !== 1) findings.push(`${incidents} incidents of one`)
  return told.ended([...emails, ...receipts.values()])
}

export const livePulse = async (story: Story, faults: FaultSettings | null, scale: Scale): Promise<Lived> => {
  const told = faulty(story)
  const { findings, insist, minutes } = told
  const opensAt = mondayAfter(await minutes(1))
  const closesAt = plus(opensAt, sixDays)
  await minutes(1, plus(opensAt, -2 * hourMilliseconds))
  await told.set(faults)
  const roster = rosterOf('member', scale.people, 2)
  const emails = roster.map(({ email }) => email)
  await insist(() => story.call('PUT', '/api/people?replace=true', roster))
  const quarter = quarterOf(opensAt, usualCalendar)
  const asked = { kind: 'pulse', quarter, instrument: 'pulse-2', opensAt, closesAt }
  const surveyId = await told.createSurvey(asked)

  const links = await told.untilInvited(emails, opensAt)
  const receipts = await told.answered(links, () => ({ 'review-safety': 4, risk: 3 }), scale.atOnce)
  await minutes(5, plus(closesAt, -24 * hourMilliseconds))
  await told.untilHarvested(surveyId, closesAt)

  await told.checkCounts(surveyId, receipts, emails.length)
  // Invitation, reminder and results.
  await told.checkMails(emails, [], 3)
  const { json } = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
  if (!JSON.stringify(json['result'] ?? null).includes(`"answered":${receipts.size}`)) {
    findings.push(`no result of ${receipts.size} answers: ${JSON.stringify(json['result'])?.slice(0, 200)}`)
  }
  return told.ended([...emails, ...receipts.values()])
}

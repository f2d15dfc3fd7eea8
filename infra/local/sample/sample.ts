/**
 * A believable organisation for the first start: one review collecting answers, one with a finished agenda, and four
 * quarters of history. The two reviews are made the way real ones are: through the API, the mails in the inbox and the
 * participants' own client.
 */
import { randomBytes } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Temporal } from 'temporal-polyfill'
import type { Answer, BallotContent } from '../../../functions/domain/ballot/ballot.ts'
import { parseFragment } from '../../../functions/domain/ballot/link.ts'
import { type Calendar, quarterOf } from '../../../functions/domain/time/calendar.ts'
import { drawPseudonym } from '../../../functions/domain/ballot/pseudonyms.ts'
import {
  hourMilliseconds,
  minuteMilliseconds,
  plus,
  previousQuarter,
  quartersBetween,
} from '../../../functions/domain/time/instants.ts'
import { inTurn, readForm } from '../../../web/answer/form.ts'
import { submit } from '../../../web/answer/participant.ts'
import { keepSignedIn } from '../../../web/answer/signed-in.ts'
import { checkoutAnswers, everybody, searchAnswers } from './people.ts'
import { loadHistory } from './history.ts'
import { sampleChange, sampleDebts } from './data.ts'
import { roundSince } from './happened.ts'

const zone = 'Europe/Berlin'
const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

const people = everybody(zone)

interface Mail {
  readonly to: string
  readonly links: readonly string[]
}

interface Caller {
  (method: string, path: string, body?: unknown): Promise<unknown>
}

const callerOf = async (url: string): Promise<Caller> => {
  const { token } = await (await fetch(`${url}/local/token?persona=facilitator`)).json()
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`sample: ${method} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}

const idOf = (created: unknown): string => {
  if (typeof created === 'object' && created && 'id' in created && typeof created.id === 'string') return created.id
  throw new Error('sample: nothing was created')
}

/** Moves the world's clock to `now` (null leaves it) and lets everything due happen. */
const passTime = async (url: string, now: string | null = null): Promise<string> => {
  const body = JSON.stringify(now ? { now } : {})
  const response = await fetch(`${url}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  if (!response.ok) throw new Error(`sample: the clock would not move: ${await response.text()}`)
  return String((await response.json()).now)
}

/** Mails go out in working hours only, so the sample begins then: now (null), or at nine the next morning. */
const workingHour = (now: string): string | null => {
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  if (local.hour >= 8 && local.hour < 16) return null
  const day = local.hour < 8 ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).epochMilliseconds).toISOString()
}

const emptyKeep = () => {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

const signInAs = async (url: string, email: string) => {
  const { token } = await (await fetch(`${url}/local/token?persona=${encodeURIComponent(email)}`)).json()
  return { idToken: String(token), email, expiresAt: Date.now() + hourMilliseconds }
}

/** The link and the address that it was mailed to. */
type Asked = readonly [email: string, link: string]

const takePart = async (url: string, [email, link]: Asked, answers: Record<string, Answer>): Promise<void> => {
  const parsed = parseFragment(new URL(link).hash)
  if (!parsed) throw new Error('sample: a mail without a whole link')
  const tab = emptyKeep()
  const participant = {
    link: parsed,
    fetch,
    site: url,
    exclusively: inTurn(),
    storage: emptyKeep(),
    tab,
  }
  const form = await readForm(participant)
  if (form.signIn) keepSignedIn(tab, await signInAs(url, email))
  const content: BallotContent = {
    instrument: form.instrument,
    language: 'en',
    pseudonym: drawPseudonym(randomBytes(2)),
    signature: null,
    answers,
  }
  await submit(participant, form, content)
}

/** The survey links in the mails, one for each address. */
const linksTo = async (url: string, surveyId: string): Promise<Asked[]> => {
  const inbox: Mail[] = await (await fetch(`${url}/local/inbox`, { headers: { accept: 'application/json' } })).json()
  const links = inbox.flatMap(({ to, links: found }) =>
    found.filter(link => link.includes(`#${surveyId}.`)).map(link => [to, link] as const),
  )
  return [...new Map(links)]
}

interface Story {
  readonly incident: Record<string, unknown>
  readonly meetingAt: string
  readonly closesAt?: string
  readonly participants: readonly string[]
  readonly answers: readonly Record<string, Answer>[]
}

const tell = async (url: string, call: Caller, story: Story): Promise<void> => {
  const incidentId = idOf(await call('POST', '/api/incidents', story.incident))
  const review = { incidentId, meetingAt: story.meetingAt, zone, durationMinutes: 60 }
  const reviewId = idOf(await call('POST', '/api/reviews', review))
  const survey = { kind: 'pre-meeting', reviewId, participants: story.participants }
  const surveyId = idOf(
    await call('POST', '/api/surveys', { ...survey, ...(story.closesAt ? { closesAt: story.closesAt } : {}) }),
  )
  await passTime(url)
  const links = await linksTo(url, surveyId)
  for (const [index, answers] of story.answers.entries()) {
    const asked = links[index]
    if (asked) await takePart(url, asked, answers)
  }
}

/** What facilitators entered for past quarters, and the learning reviews they published. */
const enterQuarters = async (call: Caller, quarters: readonly string[], calendar: Calendar): Promise<void> => {
  const [, , third = '', last = ''] = quarters
  await call('POST', `/api/learning-reviews/${third}/format-changes`, {
    text: sampleChange,
    since: roundSince(quarters, calendar),
  })
  for (const debt of sampleDebts) await call('POST', `/api/learning-reviews/${last}/debts`, debt)
  const text = 'The pool again: ask the payments team what would have to give way for the alert to be built.'
  await call('PUT', `/api/learning-reviews/${last}/notes/patterns`, { text, version: 0 })
  for (const quarter of quarters.slice(0, -1)) await call('POST', `/api/learning-reviews/${quarter}/publish`, {})
}

export const loadSample = async (url: string, tables: string, calendar: Calendar): Promise<void> => {
  const call = await callerOf(url)
  await call('PUT', '/api/people', people)
  const today = await passTime(url)
  const quarters = quartersBetween(
    [1, 2, 3, 4].reduce(previousQuarter, quarterOf(today, calendar)),
    previousQuarter(quarterOf(today, calendar)),
  )
  const groups = new Map<string, number>()
  for (const { group } of people) groups.set(group, (groups.get(group) ?? 0) + 1)
  const client = new DynamoDBClient({ endpoint: tables, region: 'eu-central-1', credentials: localCredentials })
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  await loadHistory(documents, quarters, groups, today, calendar)
  client.destroy()
  await enterQuarters(call, quarters, calendar)
  const start = await passTime(url, workingHour(await passTime(url)))
  const day = 24 * hourMilliseconds

  await tell(url, call, {
    incident: {
      title: 'Checkout returned errors for 48 minutes',
      severity: 'P1',
      zone,
      services: ['checkout', 'payments'],
      domains: ['commerce'],
      startedAt: plus(start, -2 * day),
      detectedAt: plus(start, -2 * day + 14 * minuteMilliseconds),
      mitigatedAt: plus(start, -2 * day + 48 * minuteMilliseconds),
      resolvedAt: plus(start, -2 * day + 130 * minuteMilliseconds),
      failureModes: ['connection pool exhausted'],
      deploymentRelated: false,
      vendor: 'the payment provider',
      summary: 'A slow payment provider and immediate retries emptied the connection pool of the payment service.',
    },
    meetingAt: plus(start, 2 * hourMilliseconds),
    closesAt: plus(start, hourMilliseconds),
    participants: people.slice(0, 12).map(({ email }) => email),
    answers: checkoutAnswers,
  })
  const later = await passTime(url, plus(start, hourMilliseconds + 10 * minuteMilliseconds))

  await tell(url, call, {
    incident: {
      title: 'Search showed yesterday’s catalogue until noon',
      severity: 'P2',
      zone,
      services: ['search', 'catalogue'],
      domains: ['commerce'],
      startedAt: plus(later, -day),
      detectedAt: plus(later, -day + 5 * hourMilliseconds),
      resolvedAt: plus(later, -day + 6 * hourMilliseconds),
      failureModes: ['certificate expired'],
      deploymentRelated: false,
    },
    meetingAt: plus(later, 2 * day),
    participants: people.slice(4, 12).map(({ email }) => email),
    answers: searchAnswers,
  })
  // Participation is counted once an hour.
  await passTime(url, plus(await passTime(url), hourMilliseconds))
}

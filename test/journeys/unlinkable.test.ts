/**
 * Guarantees 1, 2 and 8, for somebody who has everything: each table, every earlier state of the tables that can be
 * restored, all parameters, all logs, and everybody's mail.
 */
import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { filedReviewSchema } from '../../functions/domain/suppression/filed.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { answers, browserOf, type Dump, incident, type LocalMail, ownStory, takePart } from './story.ts'

const hour = 3_600_000
const canary = () => `zq${randomBytes(9).toString('hex')}`
const people = Array.from({ length: 36 }, () => {
  const mark = canary()
  return { email: `${mark}@example.com`, name: `N${canary()} S${canary()}`, group: `G${canary()}`, zone: 'UTC', mark }
})
/** Who takes part is random, so that no order reveals it. */
const taking = people.toSorted(() => 0.5 - Math.random()).slice(0, 20)
const said = new Map(taking.map(({ email }) => [email, { text: canary(), hesitated: canary() }]))

const story = ownStory()
let surveyId = ''
let reviewId = ''
let mails: LocalMail[] = []
let opened: Dump
let answered: Dump
let closed: Dump
const receipts = new Map<string, string>()
/** Earlier states of the tables with point-in-time recovery. */
const restorable: string[] = []
const logs: string[] = []

const snapshot = async (): Promise<Dump> => {
  const dump = await story.dump()
  const { people: peopleTable, surveys, learning } = dump.tables
  restorable.push(JSON.stringify({ peopleTable, surveys, learning }))
  logs.push(...dump.logs)
  return dump
}

const invitationIdOf = (email: string): string => {
  const chunk = opened.tables.people.flatMap(item => (Array.isArray(item['people']) ? item['people'] : []))
  return String(chunk.find(person => person.email === email)?.invitationId)
}

/** Everything derived from one person anywhere in the protocol. */
const tracesOf = (email: string): string[] => {
  const link = mails
    .filter(({ to }) => to === email)
    .flatMap(({ links }) => links)
    .find(each => each.includes('#'))
  const parsed = link ? parseFragment(new URL(link).hash) : null
  if (!parsed) throw new Error('no link')
  const slot = createHash('sha256').update(`slot|${parsed.token}`).digest('base64url')
  const person = people.find(each => each.email === email)
  const hashes = ['hex', 'base64url', 'base64'] as const
  const derived = [parsed.token, slot, email, invitationIdOf(email)].flatMap(value =>
    hashes.map(encoding => createHash('sha256').update(value).digest(encoding)),
  )
  return [
    email,
    person?.mark ?? '',
    ...(person?.name ?? '').split(' '),
    parsed.token,
    slot,
    invitationIdOf(email),
    ...derived,
  ]
}

/** As stored, together with the decoded content of its base64. */
const readable = (value: unknown): string => {
  const text = JSON.stringify(value)
  const decoded = text.match(/[\w+/-]{24,}/g)?.map(part => Buffer.from(part, 'base64').toString('latin1')) ?? []
  return text + decoded.join(' ')
}

beforeAll(async () => {
  const now = await story.passTime()
  const start = new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString()
  await story.passTime(start)
  await story.call(
    'PUT',
    '/api/people',
    people.map(({ email, name, group, zone }) => ({ email, name, group, zone })),
  )
  const incidentId = await story.create('/api/incidents', incident(plus(start, -48 * hour)))
  const meetingAt = plus(start, 52 * hour)
  reviewId = await story.create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
  const participants = people.map(({ email }) => email)
  surveyId = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants })
  await story.passTime()
  mails = await story.inbox()
  opened = await snapshot()
  for (const { email } of taking) {
    const words = said.get(email)
    const participant = browserOf(story.url, await story.linkOf(email, mails))
    receipts.set(
      email,
      await takePart(participant, answers({ saw: words?.text ?? '', hesitate: words?.hesitated ?? '' })),
    )
    await snapshot()
  }
  await story.passTime(plus(start, hour))
  answered = await snapshot()
  await story.passTime(plus(start, 30 * hour))
  await snapshot()
  await story.passTime(plus(start, 52 * hour))
  closed = await snapshot()
  mails = await story.inbox()
}, 240_000)

const texts = () => [...said.values()].flatMap(({ text, hesitated }) => [text, hesitated])

describe('while the survey is open', () => {
  test('no answer can be read in any table, any parameter or any log line', () => {
    const everything = readable(answered)
    for (const text of texts()) expect(everything.includes(text)).toBe(false)
  })

  test('a ballot holds no person, no time, no address, no order', () => {
    expect(answered.tables.ballots.length).toBe(20)
    const fields = new Set(answered.tables.ballots.flatMap(item => Object.keys(item)))
    const checked = ['message', 'number', 'pass', 'proof']
    expect([...fields].toSorted()).toEqual(['cohort', 'digest', ...checked, 'sealed', 'serial', 'surveyId'])
    // What rises with each change begins anywhere, and so says nothing of how many there were.
    const numbers = answered.tables.ballots.map(item => Number(item['number']))
    expect(new Set(numbers).size).toBe(20)
    expect(Math.min(...numbers)).toBeGreaterThan(2 ** 24)
  })

  // When a mail was tried, and how often, depends on SES; the invitations went out before anybody answered.
  test('who took part shows only in the state of slots: everything else is the same for everybody', () => {
    const { slots: _s, ballots: _b, ...others } = answered.tables
    const shapeOf = (email: string): string => {
      const person = people.find(each => each.email === email)
      const marks = [email, invitationIdOf(email), ...(person?.name ?? '').split(' '), person?.group ?? '']
      const mine = Object.values(others)
        .flat()
        .map(item => ('people' in item ? (item['people'] as object[]) : [item]))
        .flat()
        .map(item => JSON.stringify(item))
        .filter(text => marks.some(mark => text.includes(mark)) && !text.includes('"emails"'))
      return mine
        .map(text => marks.reduce((masked, mark) => masked.replaceAll(mark, '*'), text))
        .map(text =>
          // The last writer of an item recognises it by a mark that is drawn anew each time; its presence stays the
          // same.
          text
            .replace(/"(made|wrote)":"[^"]+"/g, '"$1"')
            .replace(/"unsubscribeId":"[^"]+"|"sk":"[A-Za-z0-9_-]{16,}"|"dueAt":"[^"]+"|"attempts":\d+/g, ''),
        )
        .toSorted()
        .join('\n')
    }
    expect(new Set(people.map(({ email }) => shapeOf(email))).size).toBe(1)
    expect(answered.tables.slots.filter(slot => slot['issued']).length).toBe(20)
  })

  test('everybody gets the same mail: as many to those who took part as to those who did not', () => {
    const counts = new Set(people.map(({ email }) => mails.filter(({ to }) => to === email).length))
    expect([...counts]).toEqual([3])
  })

  test('no two classes of keys, and no single table, tie a slot to a ballot', () => {
    const slots = answered.tables.slots.flatMap(slot => [String(slot['slot']), String(slot['issued'])])
    const ballots = JSON.stringify(answered.tables.ballots)
    for (const value of slots) expect(ballots.includes(value)).toBe(false)
  })
})

describe('after the close', () => {
  test('every answer is published once', () => {
    const pieces = closed.tables.learning
      .filter(item => String(item['sk']).includes('#statements#'))
      .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
    const filed = filedReviewSchema.parse(JSON.parse(pieces.map(piece => String(piece['text'])).join('')))
    const published = filed.synthesis?.observations.map(({ text }) => text) ?? []
    expect(published.toSorted()).toEqual(texts().toSorted())
  })

  test('ballots, slots and all three keys are gone', () => {
    expect(closed.tables.ballots).toEqual([])
    expect(closed.tables.slots).toEqual([])
    expect(closed.parameters).toEqual([])
  })

  test('nothing derived from a person is in what was published', () => {
    const published = closed.tables.learning.filter(item => String(item['pk']).startsWith('published#'))
    const text = readable(published)
    for (const { email } of people) {
      for (const trace of tracesOf(email)) expect(text.includes(trace)).toBe(false)
    }
  })

  test('no item of any restorable state holds an answer beside a person, a receipt beside a person or an answer', () => {
    const items: string[] = []
    for (const state of restorable) {
      const tables: Record<string, object[]> = JSON.parse(state)
      for (const item of Object.values(tables).flat()) items.push(JSON.stringify(item))
    }
    const marks = people.flatMap(({ email }) => tracesOf(email))
    const serials = [...receipts.values()]
    for (const item of new Set(items)) {
      const answersIn = texts().filter(text => item.includes(text)).length
      const peopleIn = marks.filter(mark => item.includes(mark)).length
      const serialsIn = serials.filter(serial => item.includes(serial)).length
      expect([answersIn, peopleIn, serialsIn].filter(count => count > 0).length).toBeLessThanOrEqual(1)
    }
  })

  test('statements are in no order of casting, and the receipts are sorted', async () => {
    const { json } = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
    expect(json).toMatchObject({ invited: 36, issued: 20, cast: 20, counted: 20 })
    expect(json['serials']).toEqual([...receipts.values()].toSorted())
    const agenda = await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)
    const order = [...said.values()].map(({ text }) => agenda.text.indexOf(text))
    expect(order.every(at => at > 0)).toBe(true)
    expect(order).not.toEqual(order.toSorted((a, b) => a - b))
  })

  test('two statements of one writer share only what the writer allowed: the one kept apart has no pseudonym', async () => {
    const { json } = await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)
    const appendix = json['appendix'] as { text: string; pseudonym: string | null }[]
    for (const { text, hesitated } of said.values()) {
      expect(appendix.find(entry => entry.text.includes(text))?.pseudonym).toBeTruthy()
      expect(appendix.find(entry => entry.text.includes(hesitated))?.pseudonym).toBeNull()
    }
  })
})

describe('log lines', () => {
  test('never hold an address, name, token, slot, serial or answer', () => {
    const all = logs.join('\n')
    const marks = [...people.flatMap(({ email }) => tracesOf(email)), ...receipts.values(), ...texts()]
    for (const mark of marks) expect(all.includes(mark)).toBe(false)
    expect(logs.length).toBeGreaterThan(0)
  })
})

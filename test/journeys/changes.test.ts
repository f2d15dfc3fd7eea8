/** What happens after the invitations are queued: moves, cancellations, additions, bounces. Over HTTP. */
import { beforeEach, describe, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import { codeOf } from '../../web/answer/trouble.ts'
import { answers, browserOf, incident, type LocalMail, ownStory, takePart } from './story.ts'

const hour = 3_600_000
const story = ownStory()

/** Mail keeps to its readers' working hours, so each story begins in them. */
const morning = async (): Promise<void> => {
  const now = await story.passTime()
  await story.passTime(new Date(Math.ceil(Date.parse(now) / (24 * hour)) * 24 * hour + 9 * hour).toISOString())
}

beforeEach(morning)

/** A review in two days with an open survey; its addresses are used by no other review. */
const openReview = async (name: string, people = ['a', 'b', 'c', 'd']) => {
  const now = await story.passTime()
  const participants = people.map(person => `${person}.${name}@example.com`)
  const incidentId = await story.create('/api/incidents', { ...incident(plus(now, -hour)), title: `Incident ${name}` })
  const meetingAt = plus(now, 48 * hour)
  const reviewId = await story.create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
  const surveyId = await story.create('/api/surveys', { kind: 'pre-meeting', reviewId, participants })
  await story.passTime()
  return { name, reviewId, surveyId, meetingAt, participants }
}

const view = async (surveyId: string) => (await story.call('GET', `/api/surveys/${surveyId}`)).json
const mailsAbout = async (name: string): Promise<LocalMail[]> =>
  (await story.inbox()).filter(({ to }) => to.endsWith(`.${name}@example.com`))
const say = (text: string) => answers({ saw: text })
const refusal = (work: Promise<unknown>) => work.then(() => 'none', codeOf)

describe('a review that moves', () => {
  test('closes its survey later at once, tells everybody, and keeps every link valid', async () => {
    const { reviewId, surveyId, meetingAt, participants } = await openReview('moves')
    const link = await story.linkOf(participants[0] ?? '')
    const later = plus(meetingAt, 24 * hour)
    expect((await story.call('PATCH', `/api/reviews/${reviewId}`, { meetingAt: later })).status).toBe(200)
    expect(await view(surveyId)).toMatchObject({ meetingAt: later, closesAt: plus(later, -hour) })
    await story.passTime()
    const mails = await mailsAbout('moves')
    for (const to of participants) expect(mails.filter(mail => mail.to === to).length).toBe(2)
    expect(await takePart(browserOf(story.url, link), say('the dial had stopped'))).toMatch(/^[0-9a-f]{64}$/)
  })

  test('never closes it earlier', async () => {
    const { reviewId, surveyId, meetingAt } = await openReview('forward')
    const { closesAt } = await view(surveyId)
    await story.call('PATCH', `/api/reviews/${reviewId}`, { meetingAt: plus(meetingAt, -0.5 * hour) })
    await story.passTime()
    expect((await view(surveyId))['closesAt']).toBe(closesAt)
    const earlier = await story.call('PATCH', `/api/surveys/${surveyId}`, { closesAt: plus(String(closesAt), -hour) })
    expect([earlier.status, earlier.json['code']]).toEqual([409, 'closing_only_later'])
  })
})

describe('a review that is cancelled', () => {
  test('destroys keys at once and ballots unread, tells everybody, and still has an agenda of facts', async () => {
    const { reviewId, surveyId, participants } = await openReview('dropped')
    await takePart(browserOf(story.url, await story.linkOf(participants[0] ?? '')), say('nobody will read this'))
    await story.call('POST', `/api/reviews/${reviewId}/cancel`)
    const now = await story.passTime()
    const keys = (await story.dump()).tables.surveys.find(row => row['sk'] === surveyId)?.['keys']
    const names = (await story.dump()).parameters.map(({ name }) => name.split('/').at(-1))
    for (const id of Object.values(keys ?? {})) expect(names).not.toContain(id)
    await story.passTime(plus(now, 4 * 60_000))
    const { ballots, slots, learning } = (await story.dump()).tables
    expect([...ballots, ...slots].filter(item => item['surveyId'] === surveyId)).toEqual([])
    expect(learning.filter(item => item['pk'] === `published#${surveyId}`)).toEqual([])
    expect((await mailsAbout('dropped')).filter(({ subject }) => /cancel/i.test(subject)).length).toBe(4)
    const agenda = await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)
    expect(agenda.json['withheld']).toMatchObject({ reason: 'survey_cancelled' })
  })
})

describe('a participant who was left out at first', () => {
  test('is invited while the survey is open, and counts like the others', async () => {
    const { surveyId, participants } = await openReview('forgotten')
    const late = { email: 'late.forgotten@example.com', name: 'Ludmilla Latecomer' }
    const added = await story.call('POST', `/api/surveys/${surveyId}/participants`, { participants: [late] })
    expect(added.json).toEqual({ invited: 5, added: 1 })
    await story.passTime()
    for (const to of [...participants, late.email]) {
      const text = `Ludmilla saw the lamp of ${to.split('.')[0]}`
      await takePart(browserOf(story.url, await story.linkOf(to)), say(text))
    }
    const { closesAt } = await view(surveyId)
    await story.passTime(plus(String(closesAt), 15 * 60_000))
    const receipts = await story.call('GET', `/api/receipts/${surveyId}`, undefined, null)
    expect(receipts.json).toMatchObject({ invited: 5, issued: 5, cast: 5, counted: 5 })
    const { learning, surveys } = (await story.dump()).tables
    expect(JSON.stringify([learning, surveys])).not.toMatch(/ludmilla|latecomer/i)
  })
})

describe('a link', () => {
  test('used in one browser is refused in another, and accepted again in the first', async () => {
    const { participants } = await openReview('used')
    const link = await story.linkOf(participants[0] ?? '')
    const mine = browserOf(story.url, link)
    const receipt = await takePart(mine, say('first'))
    expect(await refusal(takePart(browserOf(story.url, link), say('second')))).toBe('pass_already_issued')
    expect(await takePart(mine, say('first, corrected'))).toBe(receipt)
    const ballots = (await story.dump()).tables.ballots.filter(item => item['serial'] === receipt)
    expect(ballots.length).toBe(1)
  })

  test('altered anywhere is refused before anything is sent', async () => {
    const { participants } = await openReview('altered')
    const link = await story.linkOf(participants[0] ?? '')
    const parts = link.split('.')
    const swapped = (at: number) =>
      parts
        .with(
          at,
          (parts[at] ?? '').replace(/^./, first => (first === 'A' ? 'B' : 'A')),
        )
        .join('.')
    const [token, keys] = [parts.length - 3, parts.length - 2]
    expect(await refusal(takePart(browserOf(story.url, swapped(token)), say('x')))).toBe('unknown_link')
    expect(await refusal(takePart(browserOf(story.url, swapped(keys)), say('x')))).toBe('keys_altered')
  })
})

describe('mail', () => {
  test('stops for an address that unsubscribed with one click; a GET of that address stops nothing', async () => {
    const { participants } = await openReview('stops')
    const to = participants[0] ?? ''
    const [mail] = (await mailsAbout('stops')).filter(each => each.to === to)
    const target = /List-Unsubscribe: <([^>]+)>/.exec(mail?.raw.replace(/\r\n\s+/g, ' ') ?? '')?.[1] ?? ''
    expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    await fetch(target, { redirect: 'manual' })
    expect((await story.dump()).tables.people.some(item => item['pk'] === 'stop' && item['sk'] === to)).toBe(false)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await fetch(target, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })).ok).toBe(true)
    await story.passTime(plus(await story.passTime(), 30 * hour))
    const mails = await mailsAbout('stops')
    expect(mails.filter(each => each.to === to).length).toBe(1)
    expect(mails.filter(each => each.to === participants[1]).length).toBe(2)
  })

  test('stops for an address that bounced', async () => {
    await story.call('POST', '/local/ses', { bounce: ['a.bounces@example.com'] }, null)
    await openReview('bounces')
    await story.passTime(plus(await story.passTime(), 30 * hour))
    expect((await mailsAbout('bounces')).filter(each => each.to === 'a.bounces@example.com').length).toBe(1)
    const roster = JSON.parse((await story.call('GET', '/api/people')).text)
    expect(roster.find((person: { email: string }) => person.email === 'a.bounces@example.com')).toMatchObject({
      stopped: 'bounced',
    })
  })

  test('waits while the account is in the sandbox, reports that by a code, and is sent afterwards', async () => {
    await story.call('POST', '/local/ses', { sandbox: true }, null)
    await openReview('sandbox')
    expect(await mailsAbout('sandbox')).toEqual([])
    expect((await story.dump()).logs.some(line => line.includes('ses_sandbox'))).toBe(true)
    await story.call('POST', '/local/ses', { sandbox: false }, null)
    await story.passTime(plus(await story.passTime(), 60_000))
    expect((await mailsAbout('sandbox')).length).toBe(4)
  })
})

/** What a release is pinned with: an organisation that has a survey open at every stage at once. */
import { plus } from '../../functions/domain/time/instants.ts'
import { pulseWindow } from '../../functions/domain/survey/pulse-calendar.ts'
import { pulsePlanInputSchema } from '../../functions/domain/survey/pulse-plan.ts'
import { answers, browserOf, type LocalMail, type Story, takePart } from '../journeys/story.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Ahead of every machine's clock, since the local clock only moves forward: a pin is as good in ten years. */
const pulseQuarter = '2041-Q1'
const planAt = '2041-01-08T09:00:00.000Z'

const plan = pulsePlanInputSchema.parse({
  zone: 'Europe/Berlin',
  opens: { month: 2, week: 1, weekday: 2, time: '09:00' },
  openDays: 10,
  leaders: ['lee@example.com'],
  version: 0,
})

export const people = Array.from({ length: 12 }, (_, index) => ({
  email: `person${index}@example.com`,
  name: `Fictional Person${index}`,
  group: index < 6 ? 'Platform' : 'Search',
  zone: 'UTC',
}))

/** Each stands on its own, and is looked for after an upgrade. */
export const written = [
  'The alert for the queue went to a mailbox nobody reads.',
  'Nobody knew which team owns the retry setting.',
  'The runbook named a dashboard that was gone.',
]

export const stages = ['recorded', 'held', 'harvested', 'closed', 'collecting'] as const
export type Stage = (typeof stages)[number]

/** By stage, when the meeting begins and when its survey closes, after everything was asked for. */
const times: Readonly<Record<Stage, readonly [meeting: number, close: number]>> = {
  recorded: [25 * hour, 24 * hour],
  held: [26 * hour, 25 * hour],
  harvested: [3 * day, 26 * hour],
  closed: [4 * day, 2 * day],
  collecting: [6 * day, 5 * day],
}

const table = `Id,Title,Severity,Started
4711,Search was slow,P2,2041-01-20T08:00:00Z
4712,Search was down,P1,2041-01-21T08:00:00Z
`

const must = async (story: Story, method: string, path: string, body?: unknown): Promise<void> => {
  const { status, text } = await story.call(method, path, body)
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`)
}

const answering = async (story: Story, surveyId: string, mails: readonly LocalMail[], many: number): Promise<void> => {
  for (const [index, text] of written.slice(0, many).entries()) {
    const to = people[index]?.email
    const link = mails
      .filter(mail => mail.to === to)
      .flatMap(({ links }) => links)
      .find(candidate => candidate.includes(`#${surveyId}.`))
    if (link) await takePart(browserOf(story.url, link), answers({ saw: text }))
  }
}

const holdMeeting = async (story: Story, review: string): Promise<void> => {
  await must(story, 'POST', `/api/reviews/${review}/live`)
  const notes = { decisions: 'Alerts go to the team that owns the queue' }
  const meeting = { attendees: 5, speakers: 2, turns: [2, 1], notes, ended: true, version: 0 }
  await must(story, 'POST', `/api/reviews/${review}/meeting`, meeting)
}

const record = async (story: Story, review: string, dueOn: string): Promise<void> => {
  await must(story, 'PUT', `/api/reviews/${review}/record`, {
    understanding: 'Its alert went nowhere.',
    factors: [{ text: 'Ownership', confirmed: true }],
    decisions: [{ text: 'Alerts go to the team that owns the queue', tradeOffs: '', confirmed: true }],
    version: 0,
  })
  const action = { text: 'Route the alert to its team', owner: 'Platform', dueOn, category: 'monitoring' }
  await must(story, 'POST', `/api/reviews/${review}/actions`, action)
}

export interface Told {
  /** The time at which the world was left. */
  readonly now: string
  readonly surveys: Readonly<Record<Stage | 'pulse', string>>
  readonly reviews: Readonly<Record<Stage, string>>
}

export const tellEveryStage = async (story: Story): Promise<Told> => {
  await story.passTime(planAt)
  await must(story, 'PUT', '/api/people', people)
  await must(story, 'PUT', '/api/pulse-plan', plan)
  const { opensAt } = pulseWindow(plan, pulseQuarter)
  await story.passTime(opensAt)
  const asked = await story.passTime(plus(opensAt, day))
  const reviews: Record<string, string> = {}
  const surveys: Record<string, string> = {}
  for (const stage of stages) {
    const [meeting, close] = times[stage]
    const incident = { title: `An incident that is ${stage}`, severity: 'P1', startedAt: plus(asked, -day) }
    const incidentId = await story.create('/api/incidents', { ...incident, failureModes: ['pool exhausted'] })
    const review = { incidentId, meetingAt: plus(asked, meeting), zone: 'UTC', durationMinutes: 60 }
    const reviewId = await story.create('/api/reviews', review)
    const participants = people.slice(0, 5).map(({ email }) => email)
    const survey = { kind: 'pre-meeting', reviewId, participants, closesAt: plus(asked, close) }
    Object.assign(reviews, { [stage]: reviewId })
    Object.assign(surveys, { [stage]: await story.create('/api/surveys', survey) })
  }
  await must(story, 'POST', '/api/incidents/import', table)
  await story.passTime(plus(asked, hour))
  const mails = await story.inbox()
  // A sealed ballot is large and does not compress: the last one is left to whoever upgrades.
  for (const stage of stages) await answering(story, String(surveys[stage]), mails, stage === 'collecting' ? 1 : 3)
  const pulse = /\/answer\/pulse[^#]*#([^.]+)\./.exec(mails.flatMap(({ links }) => links).join('\n'))?.[1]
  if (!pulse) throw new Error('nobody was asked in the pulse')
  for (const held of ['recorded', 'held'] as const) {
    await story.passTime(plus(asked, times[held][0]))
    await holdMeeting(story, String(reviews[held]))
  }
  await record(story, String(reviews['recorded']), plus(asked, 30 * day).slice(0, 10))
  const now = await story.passTime(plus(asked, times.closed[1] + minute))
  return { now, reviews, surveys: { ...surveys, pulse } } as Told
}

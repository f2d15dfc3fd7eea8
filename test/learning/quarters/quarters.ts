/**
 * Three quarters of records, generated deterministically: enough for every figure of a learning review to be nonempty.
 */
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { actionSchema } from '../../../functions/domain/action/action.ts'
import { counterfactualSchema } from '../../../functions/domain/condition/condition.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { citationSchema } from '../../../functions/domain/review/lesson.ts'
import { meetingSchema } from '../../../functions/domain/review/meeting.ts'
import { runId } from '../../../functions/domain/ids.ts'
import { reviewSchema } from '../../../functions/domain/review/review.ts'
import { factorSchema } from '../../../functions/domain/synthesis/schema.ts'
import { learningStores } from '../../../functions/learning/stores.ts'
import { testTables } from '../../dynamodb.ts'
import { plantSurvey } from '../setup.ts'
import { actionItem, counterfactualItem, pieceKey, publishedKey } from '../../keys.ts'

/** Numerical Recipes' linear congruential generator: the same draws in every run. */
const drawing = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pick = <Value>(values: readonly Value[], at: number): Value => {
  const value = values[at % values.length]
  if (value === undefined) throw new RangeError('nothing to pick from')
  return value
}

const id = (prefix: string, number: number): string =>
  `${prefix}_${String(number)
    .replace(/\d/g, digit => 'abcdefghij'.charAt(Number(digit)))
    .padStart(16, 'k')}`

const day = 86_400_000
const instant = (at: number): string => new Date(at).toISOString()

const modes = ['connection pool exhausted', 'certificate expired', 'runbook outdated', 'queue stuck', 'clock skew']
const services = ['checkout', 'search', 'login', 'mail', 'billing']
const texts = [
  'Alert on the time a request waits for a connection',
  'Remind the team to be more careful',
  'Renew certificates by a job',
  'Write down who owns the switch',
  'Train all engineers on the runbook',
]

export interface Planted {
  readonly incidents: ReturnType<typeof incidentSchema.parse>[]
  readonly actions: ReturnType<typeof actionSchema.parse>[]
  readonly reviews: ReturnType<typeof reviewSchema.parse>[]
  readonly meetings: ReturnType<typeof meetingSchema.parse>[]
  readonly citations: ReturnType<typeof citationSchema.parse>[]
  readonly conditions: ReturnType<typeof counterfactualSchema.parse>[]
  /** Ticks of contributing factors, by incident. */
  readonly ticks: ReadonlyMap<string, readonly { factor: string; count: number }[]>
}

/** From 2026-01-01 to 2026-09-30, written through the stores or in the shape they write. */
export const plantQuarters = async (client: DynamoDBDocumentClient, seed = 7): Promise<Planted> => {
  const draw = drawing(seed)
  const stores = learningStores({ ...testTables, documents: client })
  const put = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: 'learning', Item }))
  const from = Date.parse('2026-01-01T00:00:00Z')

  const incidents = Array.from({ length: 240 }, (_, number) =>
    incidentSchema.parse({
      id: id('inc', number),
      version: 1,
      title: `Incident ${number}`,
      severity: pick(['P1', 'P2', 'P3'], draw(3)),
      // Checkout has more than its share.
      services: draw(3) > 0 ? ['checkout', pick(services, draw(5))].slice(0, 1 + draw(2)) : [pick(services, draw(5))],
      domains: [pick(['commerce', 'identity'], draw(2))],
      zone: pick(['UTC', 'Europe/Berlin', 'America/New_York'], draw(3)),
      startedAt: instant(from + draw(273 * 24) * 3_600_000 + draw(60) * 60_000),
      failureModes: draw(5) > 0 ? [pick(modes, draw(5))] : [],
      deploymentRelated: draw(3) === 0,
      vendor: draw(9) === 0 ? 'Example Pay' : null,
      reviewedElsewhere: number % 7 === 0 ? `https://wiki.example.com/${number}` : null,
    }),
  )
  for (const incident of incidents) await stores.incidents.addIncident(incident)

  const actions = Array.from({ length: 120 }, (_, number) => {
    const openedAt = from + draw(270) * day + draw(24) * 3_600_000
    const status = pick(['open', 'in_progress', 'completed', 'completed', 'deprioritised'] as const, draw(5))
    const closes = Math.min(openedAt + draw(120) * day, Date.parse('2026-09-29T00:00:00Z'))
    const isClosed = status === 'completed' || status === 'deprioritised'
    return actionSchema.parse({
      id: id('act', number),
      version: 1,
      text: pick(texts, draw(5)),
      owner: 'Platform',
      ownerEmail: null,
      dueOn: '2026-12-01',
      category: pick(['automation', 'monitoring', 'ownership'], draw(3)),
      incidentId: draw(2) === 0 ? pick(incidents, draw(240)).id : null,
      reviewId: null,
      counterfactualId: draw(12) === 0 ? id('cfa', 1) : null,
      failureMode: draw(3) === 0 ? pick(['clock-skew', 'queue-stuck', 'certificate-expired'], draw(3)) : null,
      status,
      reason: status === 'deprioritised' ? 'no room this quarter' : null,
      openedAt: instant(openedAt),
      progressAt: instant(isClosed ? closes : openedAt + draw(Math.max(1, (closes - openedAt) / day)) * day),
      closedAt: isClosed ? instant(Math.max(openedAt, closes)) : null,
      notes: [],
    })
  })
  for (const action of actions) {
    if (action.counterfactualId)
      await put({ pk: `counterfactual#${action.counterfactualId}`, sk: `action#${action.id}` })
    await put(actionItem(action))
  }

  const reviews: Planted['reviews'] = []
  const meetings: Planted['meetings'] = []
  const ticks = new Map<string, readonly { factor: string; count: number }[]>()
  for (const [number, incident] of incidents.slice(0, 40).entries()) {
    const meetingAt = instant(Date.parse(incident.startedAt) + (2 + draw(9)) * day)
    const reviewId = id('rev', number)
    const review = reviewSchema.parse({
      id: reviewId,
      incidentId: incident.id,
      title: incident.title,
      startedAt: incident.startedAt,
      meetingAt,
      zone: 'UTC',
      durationMinutes: 60,
      facilitators: [{ email: 'fay@example.com', name: 'Fay Example' }],
      status: draw(10) === 0 ? 'cancelled' : 'planned',
      version: 1,
    })
    await stores.reviews.addReview(review)
    reviews.push(review)
    if (draw(4) > 0) {
      const speakers = 2 + draw(6)
      const meeting = meetingSchema.parse({
        reviewId,
        incidentId: incident.id,
        meetingAt,
        attendees: speakers + draw(5),
        speakers,
        turns: Array.from({ length: speakers }, () => 1 + draw(5)).toSorted((a, b) => b - a),
        notes: {},
        endedAt: draw(2) === 0 ? meetingAt : null,
        version: 1,
      })
      await stores.reviews.saveMeeting(meeting)
      meetings.push(meeting)
    }
    if (draw(3) === 0) {
      const run = runId(new Uint8Array(16).fill(number))
      const named = [
        { factor: 'communication' as const, count: 1 + draw(3) },
        { factor: pick(factorSchema.options, draw(13)), count: 1 },
      ]
      ticks.set(incident.id, named)
      const filed = { run, cast: 4, counted: 4, at: meetingAt }
      const survey = await plantSurvey(client, reviewId, { status: 'harvested', filed, issued: 4 })
      const text = JSON.stringify({ synthesis: null, withheld: null, rating: null, factorTicks: named })
      await put({ pk: publishedKey(survey.surveyId), sk: pieceKey(run, 'statements', 0), text })
    }
  }

  const conditions = Array.from({ length: 8 }, (_, number) =>
    counterfactualSchema.parse({
      id: id('cfa', number),
      version: 1,
      text: `Condition ${number}`,
      generalisability: 1 + draw(5),
      cost: 1 + draw(5),
      changeable: draw(4) > 0,
      intervention: 'monitoring',
      sightings: [
        { incidentId: pick(incidents, number).id, reviewId: id('rev', number), at: '2026-05-01T00:00:00.000Z' },
      ],
    }),
  )
  for (const condition of conditions) await put(counterfactualItem(condition))

  await put({
    pk: `lesson#${id('les', 0)}`,
    sk: 'lesson',
    kind: 'lesson',
    at: '2026-02-01',
    text: 'Pools need an alert',
  })
  const citations = Array.from({ length: 9 }, (_, number) =>
    citationSchema.parse({
      id: id('cit', number),
      version: 1,
      lessonId: id('les', 0),
      url: `https://example.com/pull/${number}`,
      kind: 'pull-request',
      title: `Change ${number}`,
      changed: draw(2) === 0 ? `What changed ${number}` : null,
      at: instant(from + draw(273) * day),
    }),
  )
  for (const citation of citations) {
    const Item = { pk: `lesson#${citation.lessonId}`, sk: `citation#${citation.id}`, version: 1, citation }
    await put({ ...Item, kind: `citation#${quarterOf(citation.at, usualCalendar)}`, at: citation.at })
  }
  await stores.figures.refreshFigures({ incidents, actions }, '2026-09-30T12:00:00.000Z')
  return { incidents, actions, reviews, meetings, citations, conditions, ticks }
}

/** Who stands in the terms reads what people wrote; who leads without that has what the room's screen shows. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { roomAgendaSchema } from '../../../functions/domain/agenda/room.ts'
import { candidateSchema } from '../../../functions/domain/condition/condition.ts'
import { courseSchema } from '../../../functions/domain/course/needs.ts'
import { type ReviewView, reviewViewSchema } from '../../../functions/domain/course/stage.ts'
import { learningOperations } from '../../../functions/learning/operations.ts'
import { termsReader } from '../../../functions/protocol/digest.ts'
import { facilitator, otherFacilitator } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { listReview, hours, plan, plantHarvest, plantSurvey } from '../setup.ts'
import { notBegun } from '../../../functions/domain/review/running.ts'

const database = ownDatabase()
const after = hours(47.5)
const successor = otherFacilitator

/** Each tells by itself whether it was given away; the first two share a theme, and are quoted. */
const canaries = [
  'The alert went to a mailbox that nobody reads, kestrel-one',
  'The alert for the certificate went to an old mailbox, kestrel-two',
  'We would have seen it if the renewal had been on a dashboard, kestrel-three',
  'The runbook names a team that no longer exists, kestrel-four',
  'The alert was sent to the mailbox of the old team, kestrel-five',
  'I have hardly slept since that evening, kestrel-six',
  'The pump was loud on the day before, kestrel-seven',
]
const canaryIn = (text: string): string[] =>
  canaries.flatMap(one => /kestrel-\w+/.exec(one) ?? []).filter(one => text.includes(one))

/** As `organise` writes it when the review is handed over. */
const handOver = async (review: ReviewView, to = successor): Promise<void> => {
  const { surveyId: _survey, stage: _stage, reads: _reads, ...row } = review
  const handed = { at: after, by: review.facilitators[0], as: 'leader', to: { email: to.email, name: to.name } }
  const Item = { ...row, status: 'planned', successors: [handed.to], history: [handed], version: row.version + 1 }
  const indexed = { pk: `review#${row.id}`, sk: 'review', kind: 'review', at: row.meetingAt }
  await database.client.send(new PutCommand({ TableName: 'learning', Item: { ...Item, ...indexed } }))
  await listReview(database.client, row.id)
}

const handedOver = async () => {
  const planned = await plan(database.client, { durationMinutes: 60 })
  const path = `/api/reviews/${planned.reviewId}`
  const survey = await plantHarvest(database.client, planned.reviewId, { statements: canaries })
  const read = async (as = facilitator) => reviewViewSchema.parse((await planned.call(`GET ${path}`, { as })).json)
  await handOver(await read())
  return { ...planned, path, survey, read }
}

type Expected = 'as in the terms' | 'refused' | 'reduced'

/** What a successor gets of each call that is about one review. A call that is not here is a new one: sort it. */
const sorted: Readonly<Record<string, Expected>> = {
  'GET /api/reviews/{id}': 'as in the terms',
  'PATCH /api/reviews/{id}': 'as in the terms',
  'POST /api/reviews/{id}/cancel': 'as in the terms',
  'GET /api/reviews/{id}/course': 'reduced',
  'GET /api/reviews/{id}/agenda/room': 'as in the terms',
  'GET /api/reviews/{id}/agenda.md': 'refused',
  'GET /api/reviews/{id}/agenda.html': 'refused',
  'GET /api/reviews/{id}/agenda-sheet.html': 'refused',
  'GET /api/reviews/{id}/agenda.docx': 'refused',
  'GET /api/reviews/{id}/agenda.json': 'refused',
  'GET /api/reviews/{id}/agenda.ics': 'refused',
  'GET /api/reviews/{id}/agenda/raw': 'refused',
  'GET /api/reviews/{id}/agenda/edits': 'refused',
  'POST /api/reviews/{id}/agenda/edits': 'refused',
  'GET /api/reviews/{id}/care': 'refused',
  'GET /api/reviews/{id}/meeting': 'as in the terms',
  'POST /api/reviews/{id}/meeting': 'as in the terms',
  'GET /api/reviews/{id}/live': 'as in the terms',
  'POST /api/reviews/{id}/live': 'as in the terms',
  'POST /api/reviews/{id}/live/renew': 'as in the terms',
  'GET /api/reviews/{id}/running': 'as in the terms',
  'PUT /api/reviews/{id}/running': 'as in the terms',
  'GET /api/reviews/{id}/room': 'as in the terms',
  'POST /api/reviews/{id}/live/hide': 'as in the terms',
  'POST /api/reviews/{id}/live/show': 'as in the terms',
  'POST /api/reviews/{id}/live/close': 'as in the terms',
  'GET /api/reviews/{id}/record': 'as in the terms',
  'PUT /api/reviews/{id}/record': 'as in the terms',
  'GET /api/reviews/{id}/record/letter': 'as in the terms',
  'POST /api/reviews/{id}/record/letter': 'as in the terms',
  'GET /api/reviews/{id}/lessons': 'as in the terms',
  'POST /api/reviews/{id}/lessons': 'as in the terms',
  'GET /api/reviews/{id}/actions': 'as in the terms',
  'POST /api/reviews/{id}/actions': 'as in the terms',
  'GET /api/reviews/{id}/counterfactuals': 'reduced',
  'POST /api/reviews/{id}/counterfactuals': 'as in the terms',
}

const bodies: Readonly<Record<string, unknown>> = {
  'PATCH /api/reviews/{id}': { durationMinutes: 60 },
  'POST /api/reviews/{id}/agenda/edits': { version: 0, add: [], undo: [] },
  'POST /api/reviews/{id}/meeting': { attendees: 0, speakers: 0, turns: [] },
  'PUT /api/reviews/{id}/running': notBegun,
  'POST /api/reviews/{id}/live/hide': { id: `obs_${'b'.repeat(16)}` },
  'POST /api/reviews/{id}/live/show': { id: `obs_${'b'.repeat(16)}` },
  'PUT /api/reviews/{id}/record': { understanding: 'Its alarm went nowhere.', version: 0 },
  'POST /api/reviews/{id}/record/letter': { letter: 'a'.repeat(32) },
  'POST /api/reviews/{id}/lessons': { text: 'What nobody owns expires' },
  'POST /api/reviews/{id}/actions': {
    text: 'Alert on certificates',
    owner: 'Platform',
    dueOn: '2026-12-31',
    category: 'monitoring',
  },
  'POST /api/reviews/{id}/counterfactuals': { text: 'Certificates renew themselves.' },
}

const ofOneReview = learningOperations
  .filter(({ path }) => path.startsWith('/api/reviews/{id}'))
  .map(({ method, path }) => `${method} ${path}`)

describe('each call that is about one review', () => {
  test('is sorted into what a successor gets of it', () => {
    expect(ofOneReview.toSorted()).toEqual(Object.keys(sorted).toSorted())
  })

  // Cancelling comes last: nothing else can be done with the review afterwards.
  const inOrder = ofOneReview.toSorted((a, b) => Number(a.endsWith('/cancel')) - Number(b.endsWith('/cancel')))

  test('gives a successor what it is sorted into, and never a statement beyond the room’s', async () => {
    const { call, reviewId, path } = await handedOver()
    const room = await call(`GET ${path}/agenda/room`, { as: successor, at: after })
    const ofRoom = new Set(canaryIn(room.text))
    expect(ofRoom.size).toBeLessThan(canaries.length)
    expect(ofRoom).not.toContain('kestrel-six')
    for (const name of inOrder) {
      const [method, own = ''] = name.split(' ')
      const body = bodies[name]
      const given = { as: successor, at: after, ...(body === undefined ? {} : { body }) }
      const answer = await call(`${method} ${own.replace('{id}', reviewId)}`, given)
      const seen = canaryIn(answer.text).filter(canary => !ofRoom.has(canary))
      expect([name, seen]).toEqual([name, []])
      const refused = answer.code === 'not_in_terms' || answer.code === 'unknown_review'
      expect([name, refused]).toEqual([name, sorted[name] === 'refused'])
    }
  })

  test('is unknown to whoever neither stands in the terms nor leads', async () => {
    const { call, reviewId, path, read } = await handedOver()
    await handOver(await read(), { ...otherFacilitator, email: 'third@example.com' })
    for (const name of ofOneReview) {
      const [method, own = ''] = name.split(' ')
      const body = bodies[name]
      const given = { as: otherFacilitator, at: after, ...(body === undefined ? {} : { body }) }
      const answer = await call(`${method} ${own.replace('{id}', reviewId)}`, given)
      expect([name, answer.code]).toEqual([name, 'unknown_review'])
    }
    expect((await call(`GET ${path}`, { at: after })).status).toBe(200)
  })
})

describe('a review that was handed over', () => {
  test('is among the successor’s reviews, and says that they do not read', async () => {
    const { call, reviewId, read } = await handedOver()
    const list = z.array(reviewViewSchema).parse((await call('GET /api/reviews', { as: successor })).json)
    expect(list.map(({ id }) => String(id))).toContain(reviewId)
    expect(await read(successor)).toMatchObject({ reads: false, successors: [{ email: successor.email }] })
    expect(await read()).toMatchObject({ reads: true, history: [{ as: 'leader', to: { email: successor.email } }] })
  })

  test('asks the successor for the meeting, and not to go through an agenda that they cannot read', async () => {
    const { call, path } = await handedOver()
    const needs = async (as: typeof facilitator, at: string) =>
      courseSchema.parse((await call(`GET ${path}/course`, { as, at })).json).needs.map(({ what }) => what)
    expect(await needs(facilitator, after)).toContain('go-through-agenda')
    expect(await needs(successor, after)).not.toContain('go-through-agenda')
    expect(await needs(successor, hours(48.2))).toContain('hold-meeting')
    const home = await call('GET /api/home', { as: successor, at: hours(48.2) })
    expect(home.text).toContain(path.split('/').at(-1))
  })

  test('offers the successor the room’s plan, and no conditions that people wrote', async () => {
    const { call, path } = await handedOver()
    const plan = roomAgendaSchema.parse((await call(`GET ${path}/agenda/room`, { as: successor, at: after })).json)
    expect(plan.items.reduce((total, { minutes }) => total + minutes, 0)).toBe(60)
    const offered = z.object({ candidates: z.array(candidateSchema) })
    const candidates = async (as: typeof facilitator) =>
      offered.parse((await call(`GET ${path}/counterfactuals`, { as, at: after })).json).candidates
    expect((await candidates(facilitator)).length).toBeGreaterThan(0)
    expect(await candidates(successor)).toEqual([])
  })
})

describe('who stands in the terms', () => {
  test('can change until the survey opens', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}`
    const both = { facilitators: [facilitator.email, successor.email] }
    const changed = await call(`PATCH ${path}`, { body: both })
    expect(reviewViewSchema.parse(changed.json).facilitators).toEqual([
      { email: facilitator.email, name: facilitator.name },
      { email: successor.email, name: '' },
    ])
    await plantSurvey(database.client, reviewId, { status: 'scheduled' })
    expect((await call(`PATCH ${path}`, { body: { facilitators: [] } })).code).toBe('invalid_body')
    expect((await call(`PATCH ${path}`, { body: { facilitators: [facilitator.email] } })).status).toBe(200)
    expect((await call(`GET ${path}`, { as: successor })).code).toBe('unknown_review')
  })

  test.each(['opening', 'open', 'closed', 'harvested'] as const)('cannot change once it is %s', async status => {
    const { call, reviewId } = await plan(database.client)
    const path = `/api/reviews/${reviewId}`
    await plantSurvey(database.client, reviewId, { status })
    const body = { facilitators: [facilitator.email, successor.email] }
    expect((await call(`PATCH ${path}`, { body })).code).toBe('terms_frozen')
    expect((await call(`PATCH ${path}`, { body: { facilitators: [facilitator.email] } })).status).toBe(200)
  })

  test('is whom the survey named when it opened, whatever its review says since', async () => {
    const { call, reviewId } = await plan(database.client, { facilitators: [successor.email] })
    const path = `/api/reviews/${reviewId}`
    const survey = await plantHarvest(database.client, reviewId, { statements: canaries })
    const termsReaders = [termsReader(survey.surveyId, facilitator.email)]
    const Item = { pk: 'survey', sk: survey.surveyId, ...survey, termsReaders }
    await database.client.send(new PutCommand({ TableName: 'surveys', Item }))
    expect((await call(`GET ${path}/agenda.json`, { at: after })).status).toBe(200)
    expect((await call(`GET ${path}/agenda.json`, { at: after, as: successor })).code).toBe('not_in_terms')
    expect((await call(`GET ${path}/agenda/room`, { at: after, as: successor })).status).toBe(200)
  })
})

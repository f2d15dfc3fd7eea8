import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { counterfactualSchema } from '../../../functions/domain/condition/condition.ts'
import { aroundSchema } from '../../../functions/domain/course/around.ts'
import { learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { otherFacilitator } from '../../caller.ts'
import { cutOff } from '../../dynamodb.ts'
import { idIn, learning, plan, plantHarvest } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const text = 'If the certificate had an owner'

describe('naming a condition', () => {
  test('adds it to the portfolio with one sighting, unrated', async () => {
    const { call, reviewId, incidentId } = await plan(database.client)
    const made = await call(`POST /api/reviews/${reviewId}/counterfactuals`, { body: { text } })
    expect(made.status).toBe(201)
    const { json } = await call(`GET /api/counterfactuals/${idIn(made.json)}`)
    expect(json).toMatchObject({ text, version: 1, generalisability: null, sightings: [{ incidentId, reviewId }] })
    expect((await call('GET /api/counterfactuals')).json).toContainEqual(json)
    expect((await call(`GET /api/reviews/${reviewId}/counterfactuals`)).json).toStrictEqual({
      counterfactuals: [json],
      candidates: [],
    })
  })

  test('seen before counts it again in the same place, once for each review, and only that review takes it back', async () => {
    const first = await plan(database.client)
    const path = (reviewId: string) => `POST /api/reviews/${reviewId}/counterfactuals`
    const id = idIn((await first.call(path(first.reviewId), { body: { text } })).json)
    const second = await plan(database.client)
    const body = { counterfactualId: id, text: 'Had somebody owned the certificate' }
    for (const again of [1, 2]) {
      const answer = await second.call(path(second.reviewId), { body })
      expect([again, answer.status, idIn(answer.json)]).toStrictEqual([again, 201, id])
    }
    const { json } = await second.call(`GET /api/counterfactuals/${id}`)
    expect(json).toMatchObject({ version: 2, sightings: [{ reviewId: first.reviewId }, { reviewId: second.reviewId }] })
    expect((await second.call(`GET /api/reviews/${second.reviewId}/counterfactuals`)).json).toMatchObject({
      counterfactuals: [{ id }],
    })

    const undo = { body: { reviewId: second.reviewId } }
    const theirs = await second.call(`POST /api/counterfactuals/${id}/undo`, { ...undo, as: otherFacilitator })
    expect(theirs.code).toBe('unknown_review')
    for (const again of [1, 2]) {
      const taken = await second.call(`POST /api/counterfactuals/${id}/undo`, undo)
      expect([again, taken.json]).toMatchObject([again, { version: 3, sightings: [{ reviewId: first.reviewId }] }])
    }
    await second.call(`POST /api/counterfactuals/${id}/undo`, { body: { reviewId: first.reviewId } })
    expect(JSON.stringify((await second.call('GET /api/counterfactuals')).json)).not.toContain(id)
  })

  test.each([{ status: 'retracted' }, { status: 'drill' }, { status: 'maintenance' }, 'duplicate'])(
    'in an incident that does not count (%o) is told nowhere, until it counts again',
    async how => {
      const first = await plan(database.client)
      const path = (reviewId: string) => `/api/reviews/${reviewId}/counterfactuals`
      const rated = { text: `${text} ${JSON.stringify(how)}`, generalisability: 5, cost: 1, changeable: true }
      const id = idIn((await first.call(`POST ${path(first.reviewId)}`, { body: rated })).json)
      const second = await plan(database.client)
      await second.call(`POST ${path(second.reviewId)}`, { body: { counterfactualId: id } })
      const of = (value: unknown) =>
        z
          .array(counterfactualSchema.pick({ id: true, sightings: true }))
          .parse(value)
          .find(one => one.id === id)
      const told = async () => {
        const [one, portfolio, named, around, next] = await Promise.all([
          second.call(`GET /api/counterfactuals/${id}`),
          second.call('GET /api/counterfactuals'),
          second.call(`GET ${path(second.reviewId)}`),
          first.call(`GET /api/incidents/${first.incidentId}/around`),
          second.call('GET /api/learning-reviews/2026-Q4', { at: '2027-01-05T12:00:00.000Z' }),
        ])
        const { conditions } = z.object({ conditions: aroundSchema.shape.conditions }).parse(around.json)
        const { investments } = learningReviewSchema.parse(next.json).sections.forward.figures
        return [
          of([one.json])?.sightings.length,
          of(portfolio.json)?.sightings.length,
          of(z.object({ counterfactuals: z.array(z.unknown()) }).parse(named.json).counterfactuals)?.sightings.length,
          conditions.find(condition => condition.id === id)?.incidents,
          investments.lines.find(line => line.text === rated.text)?.sightings,
        ]
      }
      expect(await told()).toStrictEqual([2, 2, 2, 2, 2])
      const body = how === 'duplicate' ? { duplicateOf: first.incidentId } : how
      expect((await second.call(`PATCH /api/incidents/${second.incidentId}`, { body })).status).toBe(200)
      expect(await told()).toStrictEqual([1, 1, 1, 1, 1])
      const back = { status: 'counted', duplicateOf: null }
      await second.call(`PATCH /api/incidents/${second.incidentId}`, { body: back })
      expect(await told()).toStrictEqual([2, 2, 2, 2, 2])
    },
  )

  test('cut off anywhere and sent again counts once', async () => {
    const first = await plan(database.client)
    const { call, reviewId } = await plan(database.client)
    const id = idIn((await first.call(`POST /api/reviews/${first.reviewId}/counterfactuals`, { body: { text } })).json)
    for (let calls = 0; ; calls += 1) {
      const { client, cut } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      const body = { counterfactualId: id }
      const answer = await learning(client).call(`POST /api/reviews/${reviewId}/counterfactuals`, { body })
      if (!cut()) {
        expect(answer.status).toBe(201)
        break
      }
    }
    expect((await call(`GET /api/counterfactuals/${id}`)).json).toMatchObject({
      version: 2,
      sightings: [{ reviewId: first.reviewId }, { reviewId }],
    })
  })

  test.each([
    [{}, 'invalid_body'],
    [{ text: ' ' }, 'invalid_body'],
    [{ text, generalisability: 6 }, 'invalid_body'],
    [{ text, cost: 0 }, 'invalid_body'],
    [{ text, intervention: 'people' }, 'invalid_body'],
    [{ counterfactualId: `cfa_${'z'.repeat(16)}` }, 'unknown_counterfactual'],
  ])('refuses %j', async (body, code) => {
    const { call, reviewId } = await plan(database.client)
    expect((await call(`POST /api/reviews/${reviewId}/counterfactuals`, { body })).code).toBe(code)
  })
})

describe('candidates of a review', () => {
  const statements = [
    'If the queue had a limit, the workers would have survived the night.',
    'An alert on expiring certificates would have told us a month before.',
    'The alert went to a mailbox nobody reads',
    'Nobody knew who owns the certificate',
  ]

  test('come from what people wrote, with similar ones of the portfolio, until they are taken over', async () => {
    const before = await plan(database.client)
    const known = { text: 'Had the length of the queue been limited' }
    const path = (reviewId: string) => `/api/reviews/${reviewId}/counterfactuals`
    const knownId = idIn((await before.call(`POST ${path(before.reviewId)}`, { body: known })).json)
    const { call, reviewId } = await plan(database.client)
    await plantHarvest(database.client, reviewId, { statements })
    const offered = (await call(`GET ${path(reviewId)}`)).json
    expect(offered).toMatchObject({ counterfactuals: [] })
    const { candidates } = offered as { candidates: { text: string; alike: { id: string }[] }[] }
    expect(candidates.length).toBeGreaterThan(0)
    const queue = candidates.find(candidate => candidate.text.includes('queue'))
    expect(queue?.alike.map(({ id }) => id)).toContain(knownId)
    await call(`POST ${path(reviewId)}`, { body: { counterfactualId: knownId, text: queue?.text } })
    const { json } = await call(`GET ${path(reviewId)}`)
    expect(JSON.stringify(json)).toContain(knownId)
    expect((json as { candidates: unknown[] }).candidates).toHaveLength(candidates.length - 1)
  })

  test('are empty if too few answered', async () => {
    const { call, reviewId } = await plan(database.client)
    await plantHarvest(database.client, reviewId, { statements, withheld: { reason: 'too_few_ballots', count: 2 } })
    expect((await call(`GET /api/reviews/${reviewId}/counterfactuals`)).json).toMatchObject({ candidates: [] })
  })
})

describe('rating a condition', () => {
  test('changes what is given; over somebody else’s change it is refused', async () => {
    const { call, reviewId } = await plan(database.client)
    const id = idIn((await call(`POST /api/reviews/${reviewId}/counterfactuals`, { body: { text } })).json)
    const body = { generalisability: 5, cost: 2, changeable: true, intervention: 'ownership', version: 1 }
    const rated = await call(`PATCH /api/counterfactuals/${id}`, { body })
    expect(rated.json).toMatchObject({ ...body, version: 2 })
    expect((await call(`PATCH /api/counterfactuals/${id}`, { body })).json).toStrictEqual(rated.json)
    const stale = await call(`PATCH /api/counterfactuals/${id}`, { body: { cost: 4, version: 1 } })
    expect([stale.status, stale.code]).toStrictEqual([409, 'changed_meanwhile'])
  })

  test('makes a leverage point appear on the next agenda about such an incident', async () => {
    const failureModes = ['Owner unknown']
    const world = learning(database.client)
    const { incidentBody, hours } = await import('../setup.ts')
    const incident = async (startedAt: string) => {
      const body = { ...incidentBody, failureModes, startedAt, detectedAt: null, resolvedAt: null }
      const incidentId = idIn((await world.call('POST /api/incidents', { body })).json)
      const meeting = { incidentId, meetingAt: hours(48), zone: 'UTC', durationMinutes: 60 }
      return { incidentId, reviewId: idIn((await world.call('POST /api/reviews', { body: meeting })).json) }
    }
    const first = await incident('2026-10-01T00:00:00Z')
    const next = await incident('2026-11-01T00:00:00Z')
    const rating = { generalisability: 4, cost: 3, changeable: true }
    await world.call(`POST /api/reviews/${first.reviewId}/counterfactuals`, { body: { text, ...rating } })
    const action = { text: 'Name an owner', owner: 'Platform', dueOn: '2027-01-31', category: 'ownership' }
    await world.call(`POST /api/reviews/${first.reviewId}/actions`, { body: action })
    const agenda = (await world.call(`GET /api/reviews/${next.reviewId}/agenda.md`)).text
    expect(agenda).toContain(`Named before: ${text} (in 1 review, a leverage point)`)
    expect(agenda).toContain('Name an owner: Platform')
  })
})

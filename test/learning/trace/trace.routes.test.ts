import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { surveyIdSchema } from '../../../functions/domain/ids.ts'
import { isIntention } from '../../../functions/domain/trace/trace.ts'
import { linesPerPage, surveyTraceSchema, tracedSchema } from '../../../functions/domain/trace/view.ts'
import { chainProblems } from '../../../infra/verify/trace.ts'
import { director, facilitator, keeper, noon, otherFacilitator } from '../../caller.ts'
import { hours, learning, plan, plantHarvest, plantSurvey } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()
const after = { at: hours(47.2) }
const later = { at: hours(49) }

const readBy = async () => {
  const { call, reviewId } = await plan(database.client)
  const { surveyId } = await plantHarvest(database.client, reviewId)
  await call(`GET /api/reviews/${reviewId}/agenda.md`, after)
  await call(`GET /api/reviews/${reviewId}/agenda.md`, { ...after, as: otherFacilitator })
  return { call, reviewId, surveyId }
}

describe('a survey’s trace', () => {
  test('is read by anybody who has its id, whole and in order', async () => {
    const { call, reviewId, surveyId } = await readBy()
    const { status, json, headers } = await call(`GET /api/trace/${surveyId}`, { as: null })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    const { lines, head, pages } = surveyTraceSchema.parse(json)
    expect(chainProblems(surveyIdSchema.parse(surveyId), lines, head.hash)).toStrictEqual([])
    expect([head.number, pages]).toStrictEqual([4, undefined])
    expect(lines).toMatchObject([
      { act: 'agenda-downloaded', by: facilitator.email, about: { review: reviewId } },
      { settles: 1, outcome: 'done' },
      { act: 'agenda-downloaded', by: otherFacilitator.email },
      { settles: 3, outcome: 'refused' },
    ])
  })

  test('has nothing of another survey’s, and is empty where nobody did anything', async () => {
    const { call } = await readBy()
    const { reviewId } = await plan(database.client)
    const { surveyId } = await plantSurvey(database.client, reviewId)
    const { lines, head } = surveyTraceSchema.parse((await call(`GET /api/trace/${surveyId}`, { as: null })).json)
    expect([lines, head.number]).toStrictEqual([[], 0])
  })

  test('of a survey that never was is unknown, and reading it leaves no line', async () => {
    const { call, surveyId } = await readBy()
    expect((await call(`GET /api/trace/srv_${'z'.repeat(16)}`, { as: null })).code).toBe('unknown_survey')
    expect((await call('GET /api/trace/rest', { as: null })).code).toBe('unknown_survey')
    await call(`GET /api/trace/${surveyId}`, { as: null })
    expect((await learning(database.client).stores.trace.linesOf(surveyIdSchema.parse(surveyId))).length).toBe(4)
  })

  test('comes in pages where it is long', async () => {
    const { reviewId, call } = await plan(database.client)
    const { surveyId } = await plantSurvey(database.client, reviewId)
    const { trace } = learning(database.client).stores
    const line = { at: noon, act: 'agenda-read', by: facilitator.email, roles: ['facilitator'], about: {} } as const
    // As many as a page holds would take minutes here; the page after the last is empty.
    await trace.intend(surveyIdSchema.parse(surveyId), line)
    const second = await call(`GET /api/trace/${surveyId}?page=2`, { as: null })
    expect(surveyTraceSchema.parse(second.json)).toMatchObject({ lines: [], head: { number: 1 } })
    expect(linesPerPage).toBeGreaterThan(1)
  })
})

describe('all of the trace', () => {
  const listed = z.array(tracedSchema)

  test('is read by leadership, the latest first and page by page, and by nobody else', async () => {
    const { call, surveyId } = await readBy()
    for (const as of [facilitator, keeper, otherFacilitator])
      expect((await call('GET /api/trace', { as })).code).toBe('not_allowed')
    const first = await call('GET /api/trace?limit=1', { as: director, ...later })
    const newest = listed.parse(first.json)
    // That leadership looked is the latest.
    expect(newest).toMatchObject([{ act: 'role-used', by: director.email, survey: null, outcome: 'done' }])
    const next = /<([^>]+)>/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    const then = listed.parse(
      (await call(`GET ${next.replace('limit=1', 'limit=50')}`, { as: director, ...later })).json,
    )
    expect(then.filter(({ survey }) => survey === surveyId).length).toBeGreaterThan(0)
    const all = listed.parse((await call('GET /api/trace', { as: director, ...later })).json)
    expect(all.filter(({ survey }) => survey === surveyId).map(({ by, outcome }) => [by, outcome])).toEqual(
      expect.arrayContaining([
        [facilitator.email, 'done'],
        [otherFacilitator.email, 'refused'],
      ]),
    )
    expect(all.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map(({ at }) => at)).toStrictEqual(all.map(({ at }) => at))
  })

  test('shows what was intended and never settled as that', async () => {
    const { call, surveyId } = await readBy()
    const { trace } = learning(database.client).stores
    await trace.intend(surveyIdSchema.parse(surveyId), {
      at: hours(50),
      act: 'survey-cancelled',
      by: facilitator.email,
      roles: ['facilitator'],
      about: {},
    })
    const all = listed.parse((await call('GET /api/trace', { as: director, ...later })).json)
    expect(all[0]).toMatchObject({ act: 'survey-cancelled', survey: surveyId, outcome: null, counts: {} })
    const { lines } = surveyTraceSchema.parse((await call(`GET /api/trace/${surveyId}`, { as: null })).json)
    expect(lines.filter(isIntention)).toHaveLength(3)
  })
})

import { describe, expect, test } from 'vitest'
import { homeSchema } from '../../../functions/domain/course/desk.ts'
import { courseSchema } from '../../../functions/domain/course/needs.ts'
import { reviewViewSchema } from '../../../functions/domain/course/stage.ts'
import { otherFacilitator } from '../../caller.ts'
import { makeLetter, markMailed } from '../mailed.ts'
import { actionBody, hours, learning, plan, plantHarvest, plantSurvey } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const setUp = async () => {
  const { call, reviewId, incidentId } = await plan(database.client)
  const at = (now: string) => ({
    stage: async () => reviewViewSchema.parse((await call(`GET /api/reviews/${reviewId}`, { at: now })).json),
    course: async () => courseSchema.parse((await call(`GET /api/reviews/${reviewId}/course`, { at: now })).json),
  })
  return { call, reviewId, incidentId, at }
}

describe('a review', () => {
  test('goes through its stages by what happens to it', async () => {
    const { call, reviewId, at } = await setUp()
    expect((await at(hours(1)).stage()).stage).toBe('invited')
    await plantSurvey(database.client, reviewId)
    expect((await at(hours(2)).stage()).stage).toBe('collecting')
    await plantHarvest(database.client, reviewId)
    expect((await at(hours(47.5)).stage()).stage).toBe('agenda')
    const ended = { attendees: 5, speakers: 2, turns: [2, 1], ended: true }
    await call(`POST /api/reviews/${reviewId}/meeting`, { body: ended, at: hours(48.8) })
    expect(await at(hours(48.9)).stage()).toMatchObject({ stage: 'record', status: 'held' })
    const record = { understanding: 'Its alarm went nowhere.', version: 0 }
    await call(`PUT /api/reviews/${reviewId}/record`, { body: record, at: hours(49) })
    expect((await at(hours(49)).course()).needs.map(({ what }) => what)).toContain('mail-record')
    const letter = await makeLetter(database.client, reviewId, hours(49))
    expect((await at(hours(49.5)).course()).needs.map(({ what }) => what)).toContain('mail-record')
    await markMailed(database.client, reviewId, letter, hours(50))
    const course = await at(hours(51)).course()
    expect(course.stage).toBe('followed-up')
    expect(course.stages.at(-1)).toEqual({ stage: 'followed-up', at: hours(50) })
  })

  test('counts the actions that it agreed on, and no others', async () => {
    const { call, reviewId, incidentId, at } = await setUp()
    await call(`POST /api/reviews/${reviewId}/actions`, { body: actionBody })
    await call('POST /api/actions', { body: { ...actionBody, incidentId } })
    expect((await at(hours(1)).course()).actions).toEqual({ open: 1, completed: 0, deprioritised: 0 })
  })

  test('is nobody else’s', async () => {
    const { call, reviewId } = await setUp()
    expect((await call(`GET /api/reviews/${reviewId}/course`, { as: otherFacilitator })).code).toBe('unknown_review')
  })
})

test('home has what the caller’s own reviews need, and nothing of others', async () => {
  const { call, reviewId } = await setUp()
  const { reviews } = homeSchema.parse((await call('GET /api/home', { at: hours(60) })).json)
  const own = reviews.find(({ id }) => id === reviewId)
  expect(own?.needs.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['end-meeting', 'write-record', 'vendor-section']),
  )
  const others = await learning(database.client).call('GET /api/home', { as: otherFacilitator })
  expect(others.json).toEqual({ reviews: [], others: false })
})

/**
 * What a learning review says about actions: their state at the end of its quarter, without reading unrelated actions.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { type LearningReview, learningReviewSchema } from '../../../functions/domain/learning-review/schema.ts'
import { idIn, incidentBody, learning } from '../setup.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

/** Each test has its own years. */
let year = 2030
beforeEach(() => {
  year += 5
})
const at = (rest: string): string => `${year}-${rest}T09:00:00.000Z`
const earlier = (years: number, rest: string): string => `${year - years}-${rest}T09:00:00.000Z`

const call = (path: string, when: string, body?: object, client: DynamoDBDocumentClient = database.client) =>
  learning(client).call(path, { at: when, ...(body ? { body } : {}) })

const incident = async (startedAt: string, mode: string): Promise<string> => {
  const body = { ...incidentBody, startedAt, detectedAt: null, resolvedAt: null, failureModes: [mode] }
  return idIn((await call('POST /api/incidents', startedAt, body)).json)
}
const action = async (openedAt: string, more: object = {}): Promise<string> => {
  const body = {
    text: 'Alert before it is full',
    owner: 'Platform',
    dueOn: `${year + 4}-12-31`,
    category: 'monitoring',
  }
  return idIn((await call('POST /api/actions', openedAt, { ...body, ...more })).json)
}
const change = async (id: string, when: string, body: object): Promise<void> => {
  expect((await call(`PATCH /api/actions/${id}`, when, body)).status).toBe(200)
}
const reviewOf = async (
  quarter: string,
  when: string,
  client: DynamoDBDocumentClient = database.client,
): Promise<LearningReview['sections']> =>
  learningReviewSchema.parse((await call(`GET /api/learning-reviews/${year}-${quarter}`, when, undefined, client)).json)
    .sections

const mode = (): string => `pool empty ${year}`

describe('as the quarter ended', () => {
  test('an action has its status of that time, whatever has become of it since', async () => {
    const opened = at('05-10')
    const [done, begun, left, dropped] = await Promise.all([1, 2, 3, 4].map(() => action(opened)))
    await change(done ?? '', at('08-01'), { status: 'completed' })
    await change(begun ?? '', at('08-02'), { status: 'in_progress' })
    await change(dropped ?? '', at('08-03'), { status: 'deprioritised', reason: 'no room' })
    const before = (await reviewOf('Q3', at('10-02'))).actions.figures
    expect(before.statuses).toStrictEqual({ open: 1, in_progress: 1, completed: 1, deprioritised: 1 })
    await change(begun ?? '', at('10-05'), { status: 'completed' })
    await change(left ?? '', at('10-05'), { status: 'deprioritised', reason: 'no room either' })
    await change(done ?? '', at('10-05'), { status: 'open' })
    await change(dropped ?? '', at('10-05'), { status: 'open' })
    const after = (await reviewOf('Q3', at('12-01'))).actions.figures
    expect(after.statuses).toStrictEqual(before.statuses)
    expect(after.unfinished).toStrictEqual(before.unfinished)
    expect(after.closure).toStrictEqual(before.closure)
    expect(after.ages).toStrictEqual(before.ages)
  })

  test('what moved in the quarter was not without progress at its end, even if it moved again since', async () => {
    const id = await action(at('01-10'))
    await change(id, at('08-20'), { status: 'in_progress' })
    const { ages } = (await reviewOf('Q3', at('10-01'))).actions.figures
    await change(id, at('11-20'), { status: 'open' })
    expect((await reviewOf('Q3', at('12-01'))).actions.figures.ages).toStrictEqual(ages)
  })

  test('an action set aside whose mode came back stays beside the incident if it is taken up again', async () => {
    const id = await action(earlier(2, '02-01'), { failureMode: mode() })
    await change(id, earlier(2, '03-01'), { status: 'deprioritised', reason: 'no room' })
    await incident(at('08-10'), mode())
    const told = async (when: string) =>
      (await reviewOf('Q3', when)).actions.figures.implicated.lines.map(line => line.id)
    expect(await told(at('10-02'))).toStrictEqual([id])
    await change(id, at('10-03'), { status: 'open' })
    expect(await told(at('10-04'))).toStrictEqual([id])
  })
})

describe('what works against a failure mode', () => {
  test('is found however old it is, under a merged name, and if it was opened after the quarter', async () => {
    const other = `no connections left ${year}`
    await incident(earlier(1, '02-01'), mode())
    await incident(at('08-10'), mode())
    await incident(earlier(1, '03-01'), other)
    const left = async () => {
      const { patterns, forward } = await reviewOf('Q3', at('12-01'))
      const lines = forward.figures.unaddressed.lines.filter(({ name }) => name === mode())
      return [lines.length, patterns.figures.modes.lines.find(({ name }) => name === mode())?.openActions]
    }
    await incident(at('08-11'), mode())
    expect(await left()).toStrictEqual([1, 0])
    const old = await action(earlier(3, '02-01'), { failureMode: mode() })
    expect(await left()).toStrictEqual([0, 1])
    await action(at('11-01'), { failureMode: other })
    expect(await left()).toStrictEqual([0, 1])
    const key = other.replaceAll(' ', '-')
    await call(`PATCH /api/failure-modes/${key}`, at('11-02'), { mergedInto: mode().replaceAll(' ', '-'), version: 1 })
    expect(await left()).toStrictEqual([0, 2])
    await change(old, at('11-03'), { status: 'completed' })
    expect(await left()).toStrictEqual([0, 1])
  })
})

describe('proposed investments', () => {
  test('are leverage points without an action that is under way or was completed in the last four quarters', async () => {
    const incidentId = await incident(at('05-01'), mode())
    const meeting = { incidentId, meetingAt: at('05-05'), zone: 'UTC', durationMinutes: 60 }
    const reviewId = idIn((await call('POST /api/reviews', at('05-01'), meeting)).json)
    const name = async (text: string): Promise<string> =>
      idIn((await call(`POST /api/reviews/${reviewId}/counterfactuals`, at('05-05'), { text })).json)
    const rate = (id: string, version: number, generalisability: number) =>
      call(`PATCH /api/counterfactuals/${id}`, at('05-06'), { generalisability, cost: 2, changeable: true, version })
    const [first, second] = [await name(`If it had shed load ${year}`), await name(`If it had an owner ${year}`)]
    const told = async (when = at('10-02')) =>
      (await reviewOf('Q3', when)).forward.figures.investments.lines.filter(({ text }) => text.endsWith(String(year)))
        .length
    expect(await told()).toBe(0)
    await rate(first, 1, 5)
    await rate(second, 1, 4)
    expect(await told()).toBe(2)
    await rate(second, 2, 3)
    expect(await told()).toBe(1)
    await rate(second, 3, 4)

    const taking = await action(at('06-01'), { counterfactualId: first })
    expect(await told()).toBe(1)
    await change(taking, at('06-02'), { counterfactualId: second })
    expect(await told()).toBe(1)
    await change(taking, at('06-03'), { status: 'deprioritised', reason: 'no room' })
    expect(await told()).toBe(2)
    await change(taking, at('06-04'), { status: 'completed' })
    expect(await told()).toBe(1)
    year += 2
    const later = (await reviewOf('Q3', at('10-02'))).forward.figures.investments.lines
    year -= 2
    expect(later.filter(({ text }) => text.endsWith(String(year)))).toHaveLength(2)
  })
})

test('nothing else is read: no action of other years and modes, no condition that is no leverage point', async () => {
  const others = await Promise.all([
    action(earlier(2, '02-01')),
    action(earlier(2, '02-02'), { failureMode: `gone ${year}` }),
    action(earlier(2, '02-03'), { failureMode: `gone ${year}` }),
    action(earlier(2, '02-04'), { failureMode: mode() }),
  ])
  // Those against no failure mode are in their own list of open actions, of which the latest are read.
  const [loose, open, dropped, done] = others
  await change(loose ?? '', earlier(2, '03-01'), { status: 'completed' })
  await change(dropped ?? '', earlier(2, '03-02'), { status: 'deprioritised', reason: 'no room' })
  await change(done ?? '', earlier(2, '03-03'), { status: 'completed' })
  const incidentId = await incident(at('08-10'), mode())
  const meeting = { incidentId, meetingAt: at('08-12'), zone: 'UTC', durationMinutes: 60 }
  const reviewId = idIn((await call('POST /api/reviews', at('08-11'), meeting)).json)
  const named = { text: 'If somebody had looked' }
  const condition = idIn((await call(`POST /api/reviews/${reviewId}/counterfactuals`, at('08-12'), named)).json)
  const own = await action(at('08-13'), { failureMode: mode() })

  const seen = new Set<string>()
  const watching = new Proxy(database.client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: object) => {
            const answer: unknown = await Reflect.apply(Reflect.get(target, 'send'), target, [command])
            for (const pk of JSON.stringify(answer).matchAll(/"id":"(\w+)"/g)) seen.add(pk[1] ?? '')
            return answer
          }
        : Reflect.get(target, name, target),
  })
  await reviewOf('Q3', at('10-02'), watching)
  expect([own, incidentId].every(id => seen.has(id))).toBe(true)
  for (const id of [loose, open, dropped, done, condition]) expect([id, seen.has(id ?? '')]).toStrictEqual([id, false])
})

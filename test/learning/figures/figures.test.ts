import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { quarterOf, usualCalendar } from '../../../functions/domain/time/calendar.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { figuresStore } from '../../../functions/learning/figures/figures.store.ts'
import { cutOff, CutOff, holdAt, testTables, withinGrants } from '../../dynamodb.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const now = '2026-08-20T12:00:00.000Z'
const storeOn = (client: DynamoDBDocumentClient) =>
  figuresStore({ ...testTables, documents: withinGrants(client, 'learning') })

const put = (Item: Record<string, unknown>) => database.client.send(new PutCommand({ TableName: 'learning', Item }))

// Each test has its own failure modes and, by using its own year, its own quarterly items.
let year = 2030
beforeEach(() => {
  year += 1
})
const at = (rest: string) => `${year}-${rest}`

let made = 0
const id = (prefix: string) => {
  made += 1
  return `${prefix}_${String(made).padStart(16, 'a')}`
}

const putIncident = async (startedAt: string, mode: string | null, more: Record<string, unknown> = {}) => {
  const incident = { id: id('inc'), startedAt }
  const facet = mode === null ? {} : { facet: `mode#${mode}`, facetAt: startedAt }
  await put({
    pk: `incident#${incident.id}`,
    sk: 'incident',
    kind: `incident#${quarterOf(startedAt, usualCalendar)}`,
    at: startedAt,
    ...facet,
    ...incident,
    title: 'An incident',
    severity: 'P2',
    services: ['checkout'],
    domains: [],
    failureModes: mode === null ? [] : [mode],
    deploymentRelated: false,
    version: 1,
    ...more,
  })
  return incident
}

const putAction = async (openedAt: string, status: string, closedAt: string | null, text = 'Automate it') => {
  const action = { id: id('act'), openedAt, closedAt }
  const facets: Record<string, object> = {
    open: { facet: 'actions-open', facetAt: at('12-31') },
    in_progress: { facet: 'actions-open', facetAt: at('12-31') },
    completed: { facet: `actions-completed#${quarterOf(closedAt ?? openedAt, usualCalendar)}`, facetAt: closedAt },
    deprioritised: { facet: 'actions-deprioritised', facetAt: closedAt },
  }
  await put({
    pk: `action#${action.id}`,
    sk: 'action',
    kind: `action#${quarterOf(openedAt, usualCalendar)}`,
    at: openedAt,
    ...facets[status],
    ...action,
    text,
    status,
    progressAt: closedAt ?? openedAt,
    notes: [],
    version: 1,
  })
  return action
}

const putMeeting = async (meetingAt: string, attendees: number, speakers: number, turns: readonly number[]) => {
  const reviewId = id('rev')
  const kind = `meeting#${quarterOf(meetingAt, usualCalendar)}`
  await put({ pk: `review#${reviewId}`, sk: 'meeting', kind, at: meetingAt, reviewId, attendees, speakers, turns })
  return { reviewId, meetingAt }
}

/** Whose indexes do not show these items yet. */
const withoutInIndex = (client: DynamoDBDocumentClient, lagging: ReadonlySet<string>): DynamoDBDocumentClient =>
  new Proxy(client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: object) => {
            const answer = await target.send(command as QueryCommand)
            const isIndex = command instanceof QueryCommand && command.input.IndexName !== undefined
            return isIndex
              ? { ...answer, Items: (answer.Items ?? []).filter(item => !lagging.has(String(item['pk']))) }
              : answer
          }
        : Reflect.get(target, name, target),
  })

describe('figures of a quarter', () => {
  test('are derived from its incidents, actions and meetings, and from the first time each failure mode was seen', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const mode = `pool-${year}`
    await putIncident(at('02-01T10:00:00.000Z'), mode)
    const second = await putIncident(at('07-05T10:00:00.000Z'), mode)
    await putIncident(at('07-06T10:00:00.000Z'), `other-${year}`)
    await putIncident(at('07-06T11:00:00.000Z'), null)
    await putAction(at('02-02T10:00:00.000Z'), 'completed', at('08-01T10:00:00.000Z'))
    await putAction(at('07-07T10:00:00.000Z'), 'open', null, 'Remind the team to be more careful')
    await putMeeting(at('07-08T10:00:00.000Z'), 8, 6, [1, 2, 1, 1, 3, 1])
    await refreshFigures({ incidents: [second] }, at('08-20T12:00:00.000Z'))
    expect(await readFigures(`${year}-Q3`)).toMatchObject({
      version: 1,
      incidents: { total: 3, services: { names: [{ name: 'checkout', count: 3 }] } },
      days: [
        { opened: 1, recurring: 1, classified: 1 },
        { opened: 2, recurring: 0, classified: 1 },
      ],
      actions: { opened: 1, systemic: 0, completed: 1, deprioritised: 0 },
      meetings: { counted: 1, attendees: 8, speakers: 6 },
    })
    expect(await readFigures(`${year}-Q2`)).toBeNull()
  })

  test('recomputed from the same records are the same', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const incident = await putIncident(at('07-05T10:00:00.000Z'), `mode-${year}`)
    await refreshFigures({ incidents: [incident] }, at('07-20T12:00:00.000Z'))
    const { version: first, ...before } = (await readFigures(`${year}-Q3`)) ?? {}
    await refreshFigures({ incidents: [incident] }, at('07-21T12:00:00.000Z'))
    const { version: second, ...after } = (await readFigures(`${year}-Q3`)) ?? {}
    expect(after).toStrictEqual(before)
    expect([first, second]).toStrictEqual([1, 2])
  })

  test('an incident that turns out to be the first of its mode makes a later quarter’s recur', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const mode = `mode-${year}`
    const later = await putIncident(at('07-05T10:00:00.000Z'), mode)
    await refreshFigures({ incidents: [later], modes: [mode] }, at('07-20T12:00:00.000Z'))
    expect((await readFigures(`${year}-Q3`))?.days).toMatchObject([{ recurring: 0 }])
    const earlier = await putIncident(at('01-05T10:00:00.000Z'), mode)
    await refreshFigures({ incidents: [earlier], modes: [mode] }, at('07-20T12:00:00.000Z'))
    expect((await readFigures(`${year}-Q3`))?.days).toMatchObject([{ recurring: 1 }])
    expect((await readFigures(`${year}-Q1`))?.days).toMatchObject([{ recurring: 0 }])
  })

  test('what lies between two that are too far apart makes the later one recur, and taken out again no longer does', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const mode = `apart-${year}`
    const when = `${year + 1}-07-20T12:00:00.000Z`
    const first = await putIncident(at('01-05T10:00:00.000Z'), mode)
    const later = await putIncident(`${year + 1}-03-05T10:00:00.000Z`, mode)
    const recurring = async () => (await readFigures(`${year + 1}-Q1`))?.days.map(day => day.recurring)
    await refreshFigures({ incidents: [first, later], modes: [mode] }, when)
    expect(await recurring()).toStrictEqual([0])
    const between = await putIncident(at('06-05T10:00:00.000Z'), mode)
    await refreshFigures({ incidents: [between], modes: [mode] }, when)
    expect(await recurring()).toStrictEqual([1])
    await put({ pk: `incident#${between.id}`, sk: 'incident', ...between, version: 2, removing: true })
    await refreshFigures({ incidents: [between], modes: [mode] }, when)
    expect(await recurring()).toStrictEqual([0])
  })

  test('merged modes are one, back to the first incident of either', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const [kept, merged] = [`kept-${year}`, `merged-${year}`]
    await putIncident(at('01-05T10:00:00.000Z'), merged)
    const later = await putIncident(at('07-05T10:00:00.000Z'), kept)
    await refreshFigures({ incidents: [later], modes: [kept] }, at('07-20T12:00:00.000Z'))
    expect((await readFigures(`${year}-Q3`))?.days).toMatchObject([{ recurring: 0 }])
    await put({
      pk: `failure-mode#${merged}`,
      sk: 'failure-mode',
      kind: 'failure-mode',
      at: merged,
      key: merged,
      name: merged,
      mergedInto: kept,
      version: 2,
    })
    await refreshFigures({ modes: [merged] }, at('07-20T12:00:00.000Z'))
    expect((await readFigures(`${year}-Q3`))?.days).toMatchObject([{ recurring: 1 }])
  })

  test('an action counts where it was opened, where it was closed, and among those open today', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    const action = await putAction(at('01-05T10:00:00.000Z'), 'completed', at('04-05T10:00:00.000Z'))
    const open = await putAction(at('01-06T10:00:00.000Z'), 'open', null)
    await refreshFigures({ actions: [action, open] }, at('07-20T12:00:00.000Z'))
    const [q1, q2, q3] = await Promise.all(['Q1', 'Q2', 'Q3'].map(quarter => readFigures(`${year}-${quarter}`)))
    // What other tests left open belongs to other years.
    const since = Date.parse(at('01-01')) / 86_400_000
    const openNow = (figures: typeof q1) =>
      figures?.open.opened.filter(([day]) => day >= since).map(([, count]) => count)
    expect(q1?.actions).toMatchObject({ opened: 2, completed: 0 })
    expect(q2?.actions).toMatchObject({ opened: 0, completed: 1 })
    expect([q1, q2, q3].map(openNow)).toStrictEqual([[1, 1], [1], [1]])
  })
})

describe('two at once', () => {
  test('the one that read less does not overwrite the one that read more', async () => {
    const isFiguresPut = (command: object) => command instanceof PutCommand && command.input.Item?.['sk'] === 'figures'
    const held = holdAt(database.client, isFiguresPut)
    const first = await putIncident(at('07-05T10:00:00.000Z'), `one-${year}`)
    const slow = storeOn(held.client).refreshFigures({ incidents: [first] }, now)
    await held.reached
    const second = await putIncident(at('07-06T10:00:00.000Z'), `two-${year}`)
    const { refreshFigures, readFigures } = storeOn(database.client)
    await refreshFigures({ incidents: [second] }, now)
    held.release()
    await slow
    expect((await readFigures(`${year}-Q3`))?.incidents.total).toBe(2)
  })

  test('twelve at once all succeed', async () => {
    const { refreshFigures, readFigures } = storeOn(database.client)
    await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const incident = await putIncident(at(`07-${10 + index}T10:00:00.000Z`), null)
        await refreshFigures({ incidents: [incident] }, now)
      }),
    )
    expect((await readFigures(`${year}-Q3`))?.incidents.total).toBe(12)
  })
})

describe('of many that their writer has in hand', () => {
  const quarter = () => `${year}-Q3`
  const write = async () => {
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        putIncident(at(`07-05T10:00:${String(index).padStart(2, '0')}.000Z`), null),
      ),
    )
    const rest = { severity: 'P2', services: ['checkout'], domains: [], failureModes: [], zone: 'UTC', version: 1 }
    const inHand = all.map(one => incidentSchema.parse({ ...rest, ...one, title: 'An incident' }))
    return { all, inHand }
  }
  const change = (one: { readonly id: string; readonly startedAt: string }) =>
    putIncident(one.startedAt, null, { pk: `incident#${one.id}`, id: one.id, severity: 'P1', version: 2 })
  const severe = async () => (await storeOn(database.client).readFigures(quarter()))?.incidents

  test('none is read once more', async () => {
    const { all, inHand } = await write()
    const { client, calls } = cutOff(database.client, Infinity, 'before')
    await storeOn(client).refreshFigures({ incidents: all, inHand }, now)
    expect(calls()).toBeLessThan(60)
    expect(await severe()).toMatchObject({ total: 60, severities: { P2: 60 } })
  })

  test('nor where parts of one import follow each other within the minute', async () => {
    const parts = [await write(), await write(), await write()]
    const { client, calls } = cutOff(database.client, Infinity, 'before')
    for (const { all, inHand } of parts) await storeOn(client).refreshFigures({ incidents: all, inHand }, now)
    // Of the parts before, as many as are kept are read once more.
    expect(calls()).toBeLessThan(2 * 60 + 3 * 20)
    expect(await severe()).toMatchObject({ total: 180 })
  })

  test('where others wrote more one by one than are kept, all of it is read', async () => {
    const { all, inHand } = await write()
    const { refreshFigures } = storeOn(database.client)
    const others = [...all.slice(0, 55)]
    await Promise.all(others.map(change))
    for (const one of others) await refreshFigures({ incidents: [one] }, now)
    const names = new Set(others.map(({ id }) => `incident#${id}`))
    await storeOn(withoutInIndex(database.client, names)).refreshFigures({ incidents: all, inHand }, now)
    expect(await severe()).toMatchObject({ total: 60, severities: { P1: 55, P2: 5 } })
  })

  test('what somebody has changed since counts as it is now: as the index has it, or as they said a moment ago', async () => {
    const { all, inHand } = await write()
    const [first, second] = all
    if (!first || !second) throw new Error('none')
    await change(first)
    await storeOn(database.client).refreshFigures({ incidents: all, inHand }, now)
    expect(await severe()).toMatchObject({ total: 60, severities: { P1: 1, P2: 59 } })

    year += 1
    const next = await write()
    const [one] = next.all
    if (!one) throw new Error('none')
    const { refreshFigures } = storeOn(database.client)
    await change(one)
    await refreshFigures({ incidents: [one] }, now)
    const lagging = withoutInIndex(database.client, new Set([`incident#${one.id}`]))
    await storeOn(lagging).refreshFigures({ incidents: next.all, inHand: next.inHand }, now)
    expect(await severe()).toMatchObject({ total: 60, severities: { P1: 1, P2: 59 } })
  })
})

test('what an index does not show yet is read from the table: one’s own write, and others’ of the last minute', async () => {
  const lagging = new Set<string>()
  const { refreshFigures, readFigures } = storeOn(withoutInIndex(database.client, lagging))
  const first = await putIncident(at('07-05T10:00:00.000Z'), `mode-${year}`)
  lagging.add(`incident#${first.id}`)
  await refreshFigures({ incidents: [first] }, at('07-20T12:00:00.000Z'))
  const second = await putIncident(at('07-06T10:00:00.000Z'), `mode-${year}`)
  lagging.add(`incident#${second.id}`)
  await refreshFigures({ incidents: [second] }, at('07-20T12:00:01.000Z'))
  expect((await readFigures(`${year}-Q3`))?.days).toMatchObject([{ recurring: 0 }, { recurring: 1 }])
})

test('cut off at any call, the figures are the old ones or the new ones, and a repeat makes them right', async () => {
  for (let calls = 0, cut = true; cut; calls += 1) {
    for (const when of ['before', 'after'] as const) {
      year += 1
      const incident = await putIncident(at('07-05T10:00:00.000Z'), `mode-${year}`)
      const cutting = cutOff(database.client, calls, when)
      await storeOn(cutting.client)
        .refreshFigures({ incidents: [incident], modes: [`mode-${year}`] }, now)
        .catch((error: unknown) => expect(error).toBeInstanceOf(CutOff))
      const { refreshFigures, readFigures } = storeOn(database.client)
      expect([undefined, 1]).toContain((await readFigures(`${year}-Q3`))?.incidents.total)
      await refreshFigures({ incidents: [incident] }, now)
      expect((await readFigures(`${year}-Q3`))?.incidents.total).toBe(1)
      cut = cutting.cut()
    }
  }
})

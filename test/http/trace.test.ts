import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { everyOperation } from '../../functions/calls/operations.ts'
import { Refusal } from '../../functions/domain/refusal.ts'
import { isIntention, restOfIt } from '../../functions/domain/trace/trace.ts'
import { operationsApp } from '../../functions/http/app.ts'
import { operation } from '../../functions/http/operation.ts'
import { words } from '../../web/trace/words/en.ts'
import { caller, director, facilitator, keeper, noon, otherFacilitator, tokenRules } from '../caller.ts'
import { keptInMemory } from './trace-in-memory.ts'

const shared = { tag: 'people', summary: 'For this test.', refuses: ['survey_closed'] } as const
const isQuick = z.enum(['true', 'false'])

/** What each call answers, or throws. */
type Does = () => { readonly n: number; readonly word: string }

const operations = [
  operation({
    ...shared,
    method: 'POST',
    path: '/api/things',
    who: 'organiser',
    query: { dryRun: isQuick },
    trace: { act: 'roster-changed', about: 'nothing', counts: ['n', 'word', 'absent'], unless: { dryRun: 'true' } },
    answers: { 200: z.object({ n: z.int(), word: z.string() }) },
  }).handledBy((does: { does: Does }) => () => ({ status: 200, json: does.does() })),
  operation({
    ...shared,
    method: 'GET',
    path: '/api/things',
    who: 'facilitator',
    trace: { act: 'agenda-read', about: 'review', daily: true },
    answers: { 200: z.object({ n: z.int(), word: z.string() }) },
  }).handledBy((does: { does: Does }) => () => ({ status: 200, json: does.does() })),
  operation({
    ...shared,
    method: 'GET',
    path: '/api/plain',
    who: 'leadership',
    answers: { 200: z.object({}) },
  }).handledBy(() => () => ({ status: 200, json: {} })),
] as const

const setUp = () => {
  const kept = keptInMemory()
  const reported: Error[] = []
  const handled = { does: (): ReturnType<Does> => ({ n: 2, word: 'two' }) }
  const app = operationsApp<{ does: Does }>(
    operations,
    { does: () => handled.does() },
    {
      ...tokenRules,
      trace: kept.keeper,
      report: error => reported.push(error),
    },
  )
  /** Without the lines that tell of a role alone. */
  const lines = () => {
    const all = kept.linesOf(restOfIt)
    const ofRoles = new Set(all.flatMap(line => (isIntention(line) && line.act === 'role-used' ? [line.number] : [])))
    return all.filter(line => !ofRoles.has(isIntention(line) ? line.number : line.settles))
  }
  return { call: caller(app, operations), handled, lines, kept, reported }
}

describe('whoever holds a role', () => {
  test('leaves a line before anything is done, and one of what became of it, with numbers alone', async () => {
    const { call, handled, lines } = setUp()
    let before = 0
    handled.does = () => {
      before = lines().length
      return { n: 2, word: 'ann@example.com' }
    }
    expect((await call('POST /api/things', { as: keeper })).status).toBe(200)
    expect(before).toBe(1)
    expect(lines()).toMatchObject([
      { act: 'roster-changed', by: keeper.email, roles: ['keeper'], at: noon, about: {} },
      { outcome: 'done', counts: { n: 2 } },
    ])
    expect(JSON.stringify(lines())).not.toContain('ann@example.com')
  })

  test('is told with each role that was enough, and no other', async () => {
    const { call, lines } = setUp()
    await call('POST /api/things', { as: facilitator })
    await call('POST /api/things', { as: { ...facilitator, groups: '[leadership keeper]' } })
    expect(
      lines()
        .filter(isIntention)
        .map(({ roles }) => roles),
    ).toStrictEqual([['facilitator', 'keeper'], ['keeper']])
  })

  test('is told to have been refused, and that nobody knows how far it came', async () => {
    const { call, handled, lines } = setUp()
    handled.does = () => {
      throw new Refusal('survey_closed')
    }
    await call('POST /api/things')
    handled.does = () => {
      throw new Refusal('try_again')
    }
    await call('POST /api/things')
    handled.does = () => {
      throw new TypeError('broken')
    }
    await call('POST /api/things')
    expect(lines().flatMap(line => (isIntention(line) ? [] : [line.outcome]))).toStrictEqual([
      'refused',
      'unknown',
      'unknown',
    ])
  })

  test('does nothing where no line can be left', async () => {
    const { call, handled, kept } = setUp()
    let done = 0
    handled.does = () => {
      done += 1
      return { n: 1, word: '' }
    }
    Object.assign(kept.keeper, { intend: () => Promise.reject(new Refusal('try_again')) })
    expect((await call('POST /api/things')).code).toBe('try_again')
    expect(done).toBe(0)
  })

  test('has done what was done, although that could not be settled', async () => {
    const { call, kept, lines } = setUp()
    Object.assign(kept.keeper, { settle: () => Promise.reject(new Refusal('try_again')) })
    expect((await call('POST /api/things')).status).toBe(200)
    expect(lines().map(isIntention)).toStrictEqual([true])
  })

  test('is answered what was done, and settled once, whatever becomes of settling it', async () => {
    const { call, kept, lines, reported } = setUp()
    const { settle } = kept.keeper
    Object.assign(kept.keeper, {
      settle: async (...settling: Parameters<typeof settle>) => {
        await settle(...settling)
        throw new TypeError('the reply was lost')
      },
    })
    const answer = await call('POST /api/things')
    expect([answer.status, answer.json]).toStrictEqual([200, { n: 2, word: 'two' }])
    expect(lines().flatMap(line => (isIntention(line) ? [] : [line.outcome]))).toStrictEqual(['done'])
    expect(reported.map(({ name }) => name)).toContain('TypeError')
  })

  test('leaves none for a look at what would be done', async () => {
    const { call, lines } = setUp()
    expect((await call('POST /api/things?dryRun=true')).status).toBe(200)
    expect(lines()).toStrictEqual([])
  })

  test('leaves one a day, each for themselves, for what a page reads again and again', async () => {
    const { call, lines } = setUp()
    for (const as of [facilitator, facilitator, otherFacilitator, facilitator]) await call('GET /api/things', { as })
    await call('GET /api/things', { at: '2026-11-25T00:00:00.000Z' })
    expect(
      lines()
        .filter(isIntention)
        .map(({ by, at }) => [by, at]),
    ).toStrictEqual([
      [facilitator.email, noon],
      [otherFacilitator.email, noon],
      [facilitator.email, '2026-11-25T00:00:00.000Z'],
    ])
  })

  test('who was refused all day leaves one line of that, and another before they are given anything', async () => {
    const { call, handled, lines } = setUp()
    const given = handled.does
    handled.does = () => {
      throw new Refusal('survey_closed')
    }
    for (let time = 0; time < 3; time += 1) expect((await call('GET /api/things')).code).toBe('survey_closed')
    handled.does = given
    for (let time = 0; time < 3; time += 1) expect((await call('GET /api/things')).status).toBe(200)
    expect(lines().flatMap(line => (isIntention(line) ? [] : [line.outcome]))).toStrictEqual(['refused', 'done'])
  })

  test('is seen to use a role once a week, in a line of its own', async () => {
    const { call, kept } = setUp()
    const week = (count: number) => new Date(Date.parse(noon) + count * 7 * 86_400_000).toISOString()
    for (const at of [noon, noon, week(1)]) await call('GET /api/plain', { as: director, at })
    await call('GET /api/plain', { as: facilitator })
    expect(
      kept
        .linesOf(restOfIt)
        .filter(isIntention)
        .map(({ act, by, roles }) => [act, by, roles]),
    ).toStrictEqual([
      ['role-used', director.email, ['leadership']],
      ['role-used', director.email, ['leadership']],
      ['role-used', facilitator.email, ['facilitator']],
    ])
  })
})

/** Every operation that leaves a line. A new one has to be put here. */
const leaves: Readonly<Record<string, string>> = {
  'DELETE /api/surveys/{id}/participants': 'people-withdrawn',
  'GET /api/reviews/{id}/agenda-sheet.html': 'agenda-downloaded',
  'GET /api/reviews/{id}/agenda.docx': 'agenda-downloaded',
  'GET /api/reviews/{id}/agenda.html': 'agenda-downloaded',
  'GET /api/reviews/{id}/agenda.ics': 'agenda-downloaded',
  'GET /api/reviews/{id}/agenda.json': 'agenda-read',
  'GET /api/reviews/{id}/agenda.md': 'agenda-downloaded',
  'GET /api/reviews/{id}/agenda/edits': 'agenda-read',
  'GET /api/reviews/{id}/agenda/raw': 'agenda-read',
  'GET /api/reviews/{id}/agenda/room': 'agenda-read',
  'GET /api/reviews/{id}/care': 'agenda-read',
  'GET /api/reviews/{id}/counterfactuals': 'agenda-read',
  'GET /api/reviews/{id}/room': 'agenda-read',
  'PATCH /api/reviews/{id}': 'meeting-moved',
  'PATCH /api/surveys/{id}': 'close-moved',
  'POST /api/handovers': 'meeting-handed-over',
  'POST /api/learning-reviews/{quarter}/editions': 'quarter-published',
  'POST /api/learning-reviews/{quarter}/editions/{number}/take-back': 'edition-taken-back',
  'POST /api/learning-reviews/{quarter}/publish': 'quarter-published',
  'PATCH /api/quarters/{quarter}/replies/{id}': 'leadership-answered',
  'POST /api/quarters/{quarter}/replies': 'leadership-answered',
  'POST /api/quarters/{quarter}/replies/{id}/take-back': 'answer-taken-back',
  'PUT /api/quarters/{quarter}/ask': 'leadership-asked',
  'POST /api/people/join': 'roster-changed',
  'POST /api/people/replaced/{id}/undo': 'roster-restored',
  'POST /api/reviews': 'meeting-planned',
  'POST /api/reviews/{id}/agenda/edits': 'agenda-edited',
  'POST /api/reviews/{id}/cancel': 'meeting-cancelled',
  'POST /api/surveys': 'survey-scheduled',
  'POST /api/surveys/{id}/cancel': 'survey-cancelled',
  'POST /api/surveys/{id}/keep': 'cancellation-stopped',
  'POST /api/surveys/{id}/delivery/again': 'stop-lifted',
  'POST /api/surveys/{id}/delivery/now': 'mail-tried-again',
  'POST /api/surveys/{id}/delivery/correct': 'address-corrected',
  'POST /api/surveys/{id}/participants': 'people-invited',
  'POST /api/surveys/{id}/record': 'record-mailed',
  'PUT /api/people': 'roster-changed',
  'PUT /api/pulse-plan': 'pulses-planned',
}

describe('every operation', () => {
  const isOpen = (who: string): boolean => ['participant', 'anybody', 'metrics'].includes(who)

  test('leaves the line that it is known to leave', () => {
    const found = everyOperation.flatMap(({ method, path, trace }): [string, string][] =>
      trace && 'act' in trace ? [[`${method} ${path}`, trace.act]] : [],
    )
    expect(Object.fromEntries(found.toSorted(([one], [other]) => (one < other ? -1 : 1)))).toStrictEqual(leaves)
  })

  test('has words for each number that its line keeps', () => {
    const kept = everyOperation.flatMap(({ trace }) => (trace && 'act' in trace ? (trace.counts ?? []) : []))
    expect(kept).toContain('dropped')
    expect(kept.filter(name => words.counts[name] === undefined)).toStrictEqual([])
  })

  test('that changes something says why it leaves none', () => {
    const silent = everyOperation.filter(({ who, method, trace }) => !isOpen(who) && method !== 'GET' && !trace)
    expect(silent).toStrictEqual([])
  })

  test('that gives out what people wrote leaves one', () => {
    const silent = everyOperation.filter(
      ({ refuses, trace }) => refuses.includes('not_in_terms') && !(trace && 'act' in trace),
    )
    expect(silent.map(({ method, path }) => `${method} ${path}`)).toStrictEqual([])
  })

  test('of a participant leaves none', () => {
    expect(everyOperation.filter(({ who, trace }) => isOpen(who) && trace !== undefined)).toStrictEqual([])
  })
})

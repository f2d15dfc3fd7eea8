/**
 * A keeper leaves a colleague alone: not by putting people of their own beside them, who would be seen to come, but by
 * moving everybody else away before the next pulse. There are many ways to do that to a roster. What comes of it is in the
 * lists of the two pulses, and whoever is asked is told.
 */
import { beforeEach, describe, expect, test } from 'vitest'
import { runClock } from '../../functions/clock/run.ts'
import { runId } from '../../functions/domain/ids.ts'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { keeper, noon } from '../caller.ts'
import { idIn, items, organise, row, setRow } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf } from '../survey.ts'
import { clockOnce } from './clock.ts'
import { linkOf, listSeen } from './list-seen.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
let parameters: Map<string, string>
const emptied = async (): Promise<void> => {
  await emptyTables(database.client, 'people', 'surveys')
  parameters = new Map()
}
beforeEach(emptied)

const days = (count: number): string => plus(noon, count * dayMilliseconds)
const call = (...given: Parameters<ReturnType<typeof organise>['call']>) => organise(database.client).call(...given)

const victim = 'victim@corp.example'
/** Seven real mailboxes of one person, on the roster for as long as anybody remembers. */
const own = Array.from({ length: 7 }, (_, index) => `own${index}@corp.example`)
const colleagues = Array.from({ length: 10 }, (_, index) => `colleague${index}@corp.example`)
const others = Array.from({ length: 8 }, (_, index) => `other${index}@corp.example`)
const inGroup = (group: string, emails: readonly string[]) => emails.map(email => ({ email, group }))
const usual = [...inGroup('Payments', [victim, ...own, ...colleagues]), ...inGroup('Ops', others)]

const put = (body: readonly object[], day: number, query = '') =>
  call(`PUT /api/people${query}`, { body, as: keeper, at: days(day) })

const ask = async (quarter: string, day: number, run = runClock): Promise<string> => {
  const body = { kind: 'pulse', quarter, closesAt: days(day + 3) }
  const made = idIn((await call('POST /api/surveys', { body, as: keeper, at: days(day) })).json)
  await clockOnce(database.client, days(day), parameters, { run })
  return made
}

/** What somebody's page says, opened with their link. */
const seenBy = async (email: string, surveyId: string) => {
  const { opensAt } = await row(database.client, surveyId)
  return listSeen(database.client, await linkOf(database.client, parameters, surveyId, email), opensAt)
}

/** The pulse was counted, as the harvest leaves its row. */
const count = (survey: string) =>
  setRow(database.client, survey, {
    status: 'harvested',
    issued: 0,
    announcedAt: days(4),
    destroyedAt: days(4),
    filed: { run: runId(Buffer.alloc(16)), cast: 0, counted: 0, at: days(4) },
  })

const undo = async () => {
  const [{ sk } = {}] = await items(database.client, 'people', 'replaced')
  expect((await call(`POST /api/people/replaced/${String(sk)}/undo`, { as: keeper, at: days(20) })).status).toBe(200)
}

interface Way {
  /** Before the first pulse, where it begins there. */
  readonly first?: () => Promise<unknown>
  readonly change: () => Promise<unknown>
}

const ways: Readonly<Record<string, Way>> = {
  'moved at once': { change: () => put(inGroup('Ops', colleagues), 10) },
  'taken off, and added anew elsewhere': {
    change: async () => {
      await put([...inGroup('Payments', [victim, ...own]), ...inGroup('Ops', others)], 10, '?replace=true')
      await put(inGroup('Ops', colleagues), 11)
    },
  },
  'put elsewhere by undoing that the roster was replaced': {
    first: async () => {
      await put(inGroup('Ops', colleagues), -300)
      await put(usual, -1, '?replace=true')
    },
    change: undo,
  },
  'left in a group whose name the others’ group had': {
    change: () => put(inGroup('Payments (core)', [victim, ...own]), 10),
  },
  'moved one by one, over days': {
    change: async () => {
      for (const [index, email] of colleagues.entries()) await put(inGroup('Ops', [email]), 10 + index)
    },
  },
  'put on the roster under other spellings of their mailboxes': {
    change: async () => {
      const spelt = colleagues.map(email => email.replace('@', '+home@'))
      await put([...inGroup('Payments', [victim, ...own]), ...inGroup('Ops', others)], 10, '?replace=true')
      await put(inGroup('Ops', spelt), 11)
    },
  },
  'taken off for good': {
    change: () => put([...inGroup('Payments', [victim, ...own]), ...inGroup('Ops', others)], 10, '?replace=true'),
  },
}

/** What the colleague is told once two pulses were asked and everybody else was moved away in between. */
const seenAfter = async ({ first, change }: Way, run = runClock) => {
  await put(usual, -400)
  await first?.()
  await count(await ask('2026-Q4', 0))
  await change()
  return seenBy(victim, await ask('2027-Q1', 50, run))
}
const nothing: Way = { change: async () => {} }

describe('a colleague who is left alone with mailboxes of one person', () => {
  test('was told what everybody is told, while nobody compared the two pulses', async () => {
    const { runClock: run } = await switchedOff<{ runClock: typeof runClock }>('functions/clock/run.ts', {
      file: 'functions/clock/cohort-lists.ts',
      text: 'isPulse ? await pulseBefore(store, survey) : null',
      instead: 'null',
    })
    const { total, batches, before } = await seenAfter(ways['moved at once'] ?? nothing, run)
    // Eight people, put there by one hand long ago, like any group.
    expect([total, batches.length, before]).toEqual([8, 1, null])
  })

  test.each(Object.entries(ways))('is told that ten are missing: %s', async (_, way) => {
    const { total, before } = await seenAfter(way)
    expect(total).toBe(8)
    const [payments, ...more] = before?.together ?? []
    expect(more).toEqual([])
    expect(payments).toMatchObject({ label: 'Payments', total: 18, here: 8 })
    expect((payments?.elsewhere ?? 0) + (payments?.gone ?? 0)).toBe(10)
    expect(before?.fresh).toBe(0)
  })

  test('is told by whom and when, and of many small steps that there were earlier ones', async () => {
    const day = (number: number): string => days(number).slice(0, 10)
    const once = await seenAfter(ways['moved at once'] ?? nothing)
    expect(once.before?.together[0]?.hands).toEqual([{ by: keeper.email, day: day(10), count: 10 }])
    await emptied()
    const steps = await seenAfter(ways['moved one by one, over days'] ?? nothing)
    expect(steps.before?.together[0]?.hands.map(hand => hand.day)).toEqual([19, 18, 17, 16, 15, 14, 13, 12].map(day))
    expect(steps.before?.together[0]?.earlier).toEqual({ count: 2, by: [keeper.email] })
  })

  test('is told nothing of the kind where nobody was moved, and by the first pulse that there is none to compare', async () => {
    expect((await seenAfter(nothing)).before).toEqual({ day: days(0).slice(0, 10), fresh: 0, together: [] })
    await emptied()
    await put(usual, -400)
    expect((await seenBy(victim, await ask('2026-Q4', 0))).before).toBeNull()
  })

  test('is told of the pulse that was counted, whatever was cancelled in between', async () => {
    await put(usual, -400)
    await count(await ask('2026-Q4', 0))
    await put(inGroup('Ops', colleagues), 10)
    const cancelled = await ask('2027-Q1', 50)
    await setRow(database.client, cancelled, { status: 'cancelled', cancelledAt: days(51), destroyedAt: days(51) })
    const { before } = await seenBy(victim, await ask('2027-Q1', 52))
    expect(before?.together).toMatchObject([{ label: 'Payments', total: 18, here: 8, elsewhere: 10 }])
  })

  test('is told with no name, and nothing of it stands in a table in plain text', async () => {
    const seen = await seenAfter(ways['moved at once'] ?? nothing)
    expect(JSON.stringify(seen.before)).not.toMatch(/colleague\d|other\d/)
    const lists = (await itemsOf(database.client, 'surveys')).filter(({ pk }) => String(pk).startsWith('list#'))
    expect(JSON.stringify(lists)).not.toMatch(/Payments|colleague|corp\.example/)
  })

  test('is asked all the same where the list of the pulse before is not whole any more', async () => {
    await put(usual, -400)
    const survey = await ask('2026-Q4', 0)
    await count(survey)
    const { roster } = await row(database.client, survey)
    await setRow(database.client, survey, { roster: roster && { ...roster, chunks: 7 } })
    expect((await seenBy(victim, await ask('2027-Q1', 50))).before).toBeNull()
  })
})

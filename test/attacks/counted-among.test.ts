/**
 * A facilitator isolates a person (privacy-2): a colleague is asked among people who are the facilitator. No rule can
 * tell who is somebody else; whoever is asked can, if they see whom they are counted among, and who put them there.
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { runClock } from '../../functions/clock/run.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { codeOf } from '../../web/answer/trouble.ts'
import { keeper, reviewer } from '../caller.ts'
import { cutOff } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { delivered } from '../organise/delivered.ts'
import { hours, idIn, organise, plantReview } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { content } from '../participation.ts'
import { itemsOf, personRow } from '../survey.ts'
import { clockOnce } from './clock.ts'
import { harvested } from './harvesting.ts'
import { linkOf, listSeen } from './list-seen.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example']
const seenBy = (address: string, at = hours(1)) => {
  const url = world.linkTo(address)
  const link = parseFragment(url.slice(url.indexOf('#')))
  if (!link) throw new Error(`no link in the mail to ${address}`)
  return listSeen(database.client, link, at)
}
const emails = (list: readonly { readonly email: string }[] | null) => list?.map(({ email }) => email).toSorted()
const add = (id: string, participants: readonly string[], as = reviewer, client = database.client) =>
  organise(client).call(`POST /api/surveys/${id}/participants`, { body: { participants }, at: hours(1), as })
const leaders = {
  facilitators: [
    { email: 'fay@example.com', name: 'Fay' },
    { email: reviewer.email, name: 'Rio' },
  ],
}

describe('a colleague who is asked among mailboxes of one person', () => {
  const [victim = '', ...colleagues] = people
  const own = ['me@c.example', 'mine@c.example', 'myself@c.example']

  const seenAmong = async (others: readonly string[], run = runClock) => {
    await world.reset()
    const parameters = new Map<string, string>()
    const review = await plantReview(database.client, leaders)
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: [victim, ...others] }
    const { json } = await world.call('POST /api/surveys', { body, as: reviewer })
    await clockOnce(database.client, hours(0), parameters, { run })
    return listSeen(database.client, await linkOf(database.client, parameters, idIn(json), victim), hours(1))
  }

  test('says to them alone what nobody else said, and was told the same as anybody while nobody was told of the others', async () => {
    const texts = ['The valve was never drawn in', 'Nobody was paged at night', 'It went as usual', 'The lead hid it']
    const filed = await harvested(
      database.client,
      4,
      texts.map(text => content(text)),
      { minimumBallots: 3 },
    )
    const left = (filed.synthesis?.observations ?? []).flatMap(({ text }) =>
      texts.slice(0, own.length).includes(text ?? '') ? [] : [text],
    )
    expect(left).toEqual(['The lead hid it'])
    const list = 'functions/domain/ballot/cohort-list.ts'
    const { runClock: run } = await switchedOff<{ runClock: typeof runClock }>(
      'functions/clock/run.ts',
      { file: list, text: 'if (people.length <= namedMaximum) return', instead: 'if (people.length === 0) return' },
      { file: list, text: 'const batches = batchesOf(people)', instead: 'const batches = batchesOf([])' },
    )
    expect(await seenAmong(own, run)).toEqual(await seenAmong(colleagues, run))
  })

  test('sees their addresses, and that all came by one hand', async () => {
    const seen = await seenAmong(own)
    expect(emails(seen.people)).toEqual([victim, ...own].toSorted())
    expect(seen.batches).toMatchObject([{ by: reviewer.email, count: 4 }])
    expect(seen).not.toEqual(await seenAmong(colleagues))
  })
})

describe('whoever is asked before a meeting', () => {
  test('sees everybody they are counted among, and who put them there', async () => {
    await world.open(people)
    const seen = await seenBy('ann@c.example')
    expect([seen.total, emails(seen.people), seen.isPartial]).toEqual([4, people, false])
    expect(seen.batches).toEqual([{ by: 'fay@example.com', day: hours(0).slice(0, 10), count: 4, first: people }])
  })

  test('sees who came later, and by whom; who was withdrawn is still counted, and marked', async () => {
    const id = await world.open(people, leaders)
    expect((await add(id, ['eve@c.example', 'fin@c.example'])).status).toBe(200)
    await world.call(`DELETE /api/surveys/${id}/participants`, {
      body: { participants: ['dee@c.example'] },
      at: hours(1),
    })
    const seen = await seenBy('ann@c.example')
    expect(seen.total).toBe(6)
    expect(seen.batches.find(({ by }) => by.includes(reviewer.email))).toMatchObject({
      count: 2,
      first: ['eve@c.example', 'fin@c.example'],
    })
    expect(emails(seen.people?.filter(({ isWithdrawn }) => isWithdrawn) ?? [])).toEqual(['dee@c.example'])
  })

  test('sees a corrected address in the place of the other, and somebody invited anew once', async () => {
    ses.set({ bounce: ['dee@c.example'] })
    const id = await world.open(people)
    const correct = (from: string, to: string) =>
      world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at: hours(1) })
    expect((await correct('dee@c.example', 'dora@c.example')).status).toBeLessThan(300)
    await world.call(`DELETE /api/surveys/${id}/participants`, {
      body: { participants: ['cas@c.example'] },
      at: hours(1),
    })
    expect((await add(id, ['cas@c.example'], { ...reviewer, email: 'fay@example.com' })).status).toBe(200)
    const seen = await seenBy('ann@c.example')
    expect(emails(seen.people)).toEqual(['ann@c.example', 'bob@c.example', 'cas@c.example', 'dora@c.example'])
    expect(seen.people?.some(({ isWithdrawn }) => isWithdrawn)).toBe(false)
    expect(emails(seen.people?.filter(({ isInstead }) => isInstead) ?? [])).toEqual(['cas@c.example', 'dora@c.example'])
  })

  test('reads as many as are invited, wherever an addition was cut off', async () => {
    const seen = new Set<number>()
    for (let calls = 0, done = false; !done; calls += 1) {
      await world.reset()
      const id = await world.open(people, leaders)
      const cutting = cutOff(database.client, calls, 'before')
      await add(id, ['eve@c.example'], reviewer, cutting.client).catch(() => {})
      done = !cutting.cut()
      const { total } = await seenBy('ann@c.example')
      expect(total).toBe((await world.survey(id)).invited)
      seen.add(total)
    }
    expect([...seen]).toEqual([4, 5])
  })

  test('is told by a link of the same survey alone, and by none after the close or a cancellation', async () => {
    const one = await world.open(people)
    const other = await world.open(['gil@c.example', 'hal@c.example', 'ida@c.example', 'jon@c.example'])
    const [mine, theirs] = [world.linkTo('ann@c.example'), world.linkTo('gil@c.example')].map(url =>
      parseFragment(url.slice(url.indexOf('#'))),
    )
    expect(mine?.namesKey).not.toBe(theirs?.namesKey)
    const lists = async () =>
      (await itemsOf(database.client, 'surveys')).filter(({ pk }) => String(pk).startsWith('list#')).map(({ pk }) => pk)
    expect(new Set(await lists())).toEqual(new Set([`list#${one}`, `list#${other}`]))
    await world.call(`POST /api/surveys/${other}/cancel`, { at: hours(2) })
    await world.clock(hours(2))
    expect(await lists()).toEqual([`list#${one}`])
    await world.clock(hours(48))
    expect(await lists()).toEqual([])
    const refused = await seenBy('ann@c.example', hours(48)).catch((error: unknown) => codeOf(error))
    expect(refused).toBe('survey_closed')
  })

  test('whatever somebody with all tables reads of it holds no name', async () => {
    await world.open([{ email: 'ann@c.example', name: 'Annabel Secret' }, ...people.slice(1)])
    const rows = (await itemsOf(database.client, 'surveys')).filter(({ pk }) => String(pk).startsWith('list#'))
    expect(rows.length).toBe(1)
    expect(JSON.stringify(rows)).not.toMatch(/Annabel|c\.example|fay/)
  })
})

describe('whoever is asked in a pulse', () => {
  const inPulse = async (address: string) => {
    const pulse = (await itemsOf(database.client, 'surveys')).find(({ pk }) => pk === 'survey')
    const link = await linkOf(database.client, world.keys(), String(pulse?.['sk']), address)
    return listSeen(database.client, link, hours(1))
  }

  test('sees who of their group was put there last, by whom, and that they are many', async () => {
    const call = organise(database.client).call
    const team = (group: string, count: number, from: number) =>
      Array.from({ length: count }, (_, index) => ({ email: `p${from + index}@c.example`, group, name: `P ${index}` }))
    const roster = [...team('Search', 9, 0), ...team('Payments', 70, 100)]
    await call('PUT /api/people', { body: roster, as: keeper, at: hours(-48) })
    // Nine of one's own beside one colleague: they are seen to have come yesterday, by one hand.
    await call('PUT /api/people', { body: [{ email: 'p100@c.example', group: 'Search' }], as: keeper, at: hours(-24) })
    const made = await call('POST /api/surveys', {
      body: { kind: 'pulse', quarter: '2026-Q4', closesAt: hours(72) },
      as: keeper,
      at: hours(0),
    })
    expect(made.status).toBe(201)
    await world.clock(hours(0))
    const seen = await inPulse('p0@c.example')
    expect([seen.total, seen.people?.length]).toEqual([10, 10])
    expect(seen.batches[0]).toMatchObject({ by: keeper.email, day: hours(-24).slice(0, 10), count: 1 })
    expect(seen.batches[0]?.first[0]).toContain('p100@c.example')
    const many = await inPulse('p101@c.example')
    expect([many.total, many.people]).toEqual([69, null])
    expect(many.batches).toMatchObject([{ by: keeper.email, day: hours(-48).slice(0, 10), count: 69 }])
  })

  test('with a roster from before it was kept, is told that nobody recorded it', async () => {
    for (let index = 0; index < 9; index += 1) {
      const person = { ...personRow(index), email: `p${index}@c.example` }
      const Item = { pk: 'person', sk: person.email, ...person }
      await database.client.send(new PutCommand({ TableName: 'people', Item }))
    }
    await organise(database.client).call('POST /api/surveys', {
      body: { kind: 'pulse', quarter: '2026-Q4', closesAt: hours(72) },
      as: keeper,
      at: hours(0),
    })
    await world.clock(hours(0))
    const seen = await inPulse('p0@c.example')
    expect([seen.total, seen.batches, seen.notRecorded]).toEqual([9, [], 9])
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { cutOff } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'
import { delivered } from './delivered.ts'
import { hours, idIn, organise, plantReview, row } from './setup.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example']
const gone = 'dee@c.example'
const withdraw = (id: string, participants: readonly string[], at = hours(1)) =>
  world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants }, at })
const correct = (id: string, from: string, to: string, at = hours(1)) =>
  world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at })
const add = (id: string, participants: readonly string[], at = hours(1)) =>
  world.call(`POST /api/surveys/${id}/participants`, { body: { participants }, at })

/** What is random or made anew in each world, and the times of the machine. */
const masked = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/(srv|rev|run|inv|key)_[a-z0-9]{16}/g, '$1_')
    .replaceAll(/"(wrote|made|unsubscribeId|sk|pk)":"[^"]*"/g, '"$1":""')

/** Everything that anybody but the participant can read, after `act`. The slots' own table is nobody's to read. */
const seen = async (id: string, act: () => Promise<unknown>): Promise<string[]> => {
  await act()
  for (const hour of [1.1, 2, 24]) await world.minute(hours(hour))
  const bodies = ses.received.map(({ to, mail }) => `${to} ${mail.subject}`).toSorted()
  return [
    (await world.delivery(id, hours(25))).text,
    (await world.survey(id, hours(25))).text,
    JSON.stringify((await itemsOf(database.client, 'people')).map(item => masked(item)).toSorted()),
    JSON.stringify(bodies),
    JSON.stringify(world.codes),
  ].map(text => text.replaceAll(/(srv|rev|run|inv|key)_[a-z0-9]{16}/g, '$1_'))
}

describe('an invitation that is withdrawn', () => {
  test('gets no further mail, and its link no pass; no count falls', async () => {
    const id = await world.open(people)
    const answer = await withdraw(id, [gone])
    expect([answer.status, answer.json]).toEqual([200, { invited: 4, withdrawn: 1 }])
    await world.minute(hours(1.1))
    expect(await world.follow(world.linkTo(gone))).toBe('unknown_link')
    expect(await world.follow(world.linkTo('ann@c.example'))).toBe('issued')
    await world.minute(hours(24))
    expect(people.map(world.mailsTo)).toEqual([2, 2, 2, 1])
    expect(await world.survey(id)).toMatchObject({ invited: 4, withdrawn: 1 })
    expect((await world.delivery(id)).rows.at(-1)).toMatchObject({
      address: gone,
      state: 'withdrawn',
      remedy: 'reinvite',
    })
    expect((await row(database.client, id)).minimumBallots).toBe(3)
  })

  test('whose pass was drawn before keeps it', async () => {
    const id = await world.open(people)
    expect(await world.follow(world.linkTo(gone))).toBe('issued')
    await withdraw(id, [gone])
    await world.minute(hours(1.1))
    expect(await world.follow(world.linkTo(gone))).toBe('issued')
    const slots = await itemsOf(database.client, 'slots')
    expect(slots.filter(slot => slot['issued'] !== undefined)).toHaveLength(1)
  })

  test.each([
    ['withdrawn', (id: string) => withdraw(id, [gone])],
    ['corrected', (id: string) => correct(id, gone, 'dee@right.example')],
    [
      'withdrawn and invited anew',
      async (id: string) => {
        await withdraw(id, [gone])
        await add(id, [gone], hours(1.05))
      },
    ],
  ])('looks the same whether or not its link was used: %s', async (title, act) => {
    const worlds: string[][] = []
    for (const used of [false, true]) {
      await world.reset()
      if (title === 'corrected') ses.set({ bounce: [gone] })
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      worlds.push(await seen(id, () => act(id)))
    }
    expect(worlds[1]).toEqual(worlds[0])
  })

  test('leaves at least three, however it is asked for', async () => {
    const id = await world.open(people)
    expect((await withdraw(id, people.slice(0, 2))).code).toBe('too_few_participants')
    await withdraw(id, [gone])
    expect((await withdraw(id, ['ann@c.example'])).code).toBe('too_few_participants')
    expect((await withdraw(id, [gone])).json).toEqual({ invited: 4, withdrawn: 1 })
    expect((await withdraw(id, ['nobody@c.example'])).json).toEqual({ invited: 4, withdrawn: 1 })
  })

  test('before the opening is simply not made', async () => {
    const review = await plantReview(database.client)
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: people, opensAt: hours(2) }
    const id = idIn((await world.call('POST /api/surveys', { body })).json)
    expect((await withdraw(id, [gone])).json).toEqual({ invited: 3, dropped: 1 })
    expect((await withdraw(id, ['ann@c.example'])).code).toBe('too_few_participants')
    await world.minute(hours(2))
    await world.minute(hours(2.1))
    expect(people.map(world.mailsTo)).toEqual([1, 1, 1, 0])
    expect(await world.survey(id, hours(3))).toMatchObject({ invited: 3, withdrawn: 0 })
  })

  test('can be invited anew: one pass in all', async () => {
    const id = await world.open(people)
    const first = world.linkTo(gone)
    await withdraw(id, [gone])
    await world.minute(hours(1.1))
    expect((await add(id, [gone], hours(1.2))).json).toEqual({ invited: 4, added: 1 })
    await world.minute(hours(1.3))
    const second = world.linkTo(gone)
    expect(second).not.toBe(first)
    expect([await world.follow(first), await world.follow(second)]).toEqual(['unknown_link', 'issued'])
    expect(await world.survey(id, hours(2))).toMatchObject({ invited: 4, withdrawn: 0 })
  })

  test('stays withdrawn when everything is cut off anywhere and asked for again', async () => {
    for (let calls = 0; calls < 12; calls += 1) {
      await world.reset()
      const id = await world.open(people)
      const { client } = cutOff(database.client, calls, calls % 2 === 0 ? 'before' : 'after')
      const { call } = organise(client)
      await call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
      expect((await withdraw(id, [gone])).json).toEqual({ invited: 4, withdrawn: 1 })
      await world.mailer(hours(1.1))
      expect(await world.follow(world.linkTo(gone))).toBe('unknown_link')
    }
  })

  test('is closed even where SES lets nothing out', async () => {
    const id = await world.open(people)
    await withdraw(id, [gone])
    ses.set({ sandbox: true })
    await world.minute(hours(1.1))
    expect(await world.follow(world.linkTo(gone))).toBe('unknown_link')
    const changes = (await itemsOf(database.client, 'people')).find(({ pk }) => pk === `changes#${id}`)
    expect(changes).toBeDefined()
    expect(changes).not.toHaveProperty('queue')
  })
})

describe('an address that is corrected', () => {
  test('gets its own link; the old one is closed, and the count stays', async () => {
    ses.set({ bounce: [gone] })
    const id = await world.open(people)
    const old = world.linkTo(gone)
    expect((await correct(id, gone, 'dee@right.example')).status).toBe(200)
    expect((await correct(id, gone, 'dee@right.example')).status).toBe(200)
    await world.minute(hours(1.1))
    expect(world.mailsTo('dee@right.example')).toBe(1)
    expect(await world.follow(old)).toBe('unknown_link')
    expect(await world.follow(world.linkTo('dee@right.example'))).toBe('issued')
    expect(await world.survey(id)).toMatchObject({ invited: 4, withdrawn: 0, notReached: { bounced: 0 } })
    const { rows } = await world.delivery(id)
    expect(rows.map(({ address }) => address).toSorted()).toEqual([...people.slice(0, 3), 'dee@right.example'])
    await world.minute(hours(24))
    expect([world.mailsTo(gone), world.mailsTo('dee@right.example')]).toEqual([1, 2])
  })

  test('gives no second pass where the first link had been used, whatever comes first', async () => {
    ses.set({ bounce: [gone, 'dee@one.example'] })
    const id = await world.open(people)
    await world.follow(world.linkTo(gone))
    await correct(id, gone, 'dee@one.example')
    await world.minute(hours(1.1))
    await correct(id, 'dee@one.example', 'dee@two.example', hours(2))
    await world.minute(hours(2.1))
    expect(await world.follow(world.linkTo('dee@one.example'))).toBe('unknown_link')
    expect(await world.follow(world.linkTo('dee@two.example'))).toBe('pass_already_issued')
    const slots = await itemsOf(database.client, 'slots')
    expect(slots.filter(slot => slot['issued'] !== undefined)).toHaveLength(1)
  })

  test('may be corrected again and again, and one link of them is open', async () => {
    ses.set({ bounce: [gone, 'dee@one.example', 'dee@two.example'] })
    const id = await world.open(people)
    for (const [index, to] of ['dee@one.example', 'dee@two.example', 'dee@three.example'].entries()) {
      await correct(id, [gone, 'dee@one.example', 'dee@two.example'][index] ?? '', to, hours(1 + index / 10))
      await world.minute(hours(1.05 + index / 10))
    }
    await world.minute(hours(2))
    expect(people.map(world.mailsTo)).toEqual([1, 1, 1, 1])
    expect(world.mailsTo('dee@three.example')).toBe(1)
    expect(await world.follow(world.linkTo('dee@three.example'))).toBe('issued')
    expect(await world.follow(world.linkTo(gone))).toBe('unknown_link')
    expect((await world.delivery(id, hours(3))).rows).toHaveLength(4)
  })

  test('asked for again it changes nothing, and an address that never stood there is refused all the same', async () => {
    ses.set({ bounce: [gone] })
    const id = await world.open(people)
    expect((await correct(id, gone, 'x@c.example')).status).toBe(200)
    expect((await correct(id, gone, 'x@c.example')).status).toBe(200)
    expect((await correct(id, 'nobody@c.example', 'x@c.example')).code).toBe('not_invited')
  })

  test('is refused for somebody else’s, for nobody’s, and after the close', async () => {
    const id = await world.open(people)
    expect((await correct(id, gone, 'ann@c.example')).code).toBe('already_invited')
    expect((await correct(id, gone, gone)).code).toBe('already_invited')
    expect((await correct(id, 'nobody@c.example', 'x@c.example')).code).toBe('not_invited')
    const { closesAt } = await row(database.client, id)
    expect((await correct(id, gone, 'x@c.example', closesAt)).code).toBe('survey_closed')
  })

  test('and somebody who is added in the same moment: neither is lost', async () => {
    ses.set({ bounce: [gone, 'cas@c.example'] })
    const id = await world.open(people)
    const answers = await Promise.all([
      correct(id, gone, 'dee@right.example'),
      add(id, ['eve@c.example']),
      correct(id, 'cas@c.example', 'cas@right.example'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { rows } = await world.delivery(id)
    expect(rows.map(({ address }) => address).toSorted()).toEqual([
      'ann@c.example',
      'bob@c.example',
      'cas@right.example',
      'dee@right.example',
      'eve@c.example',
    ])
    expect(await world.survey(id)).toMatchObject({ invited: 5 })
  })
})

describe('somebody who comes late', () => {
  const addresses = (count: number): string[] => Array.from({ length: count }, (_, index) => `late${index}@c.example`)

  const six = [...people, 'eve@c.example', 'fox@c.example']

  /** `taken` of six have answered and were counted; then some come, of whom some answer; a day goes by. */
  const viewOf = async (taken: number, coming: number, answering: number, how: 'add' | 'correct') => {
    await world.reset()
    ses.set({ bounce: addresses(coming).map(one => `old-${one}`) })
    const id = await world.open(how === 'add' ? six : [...six, ...addresses(coming).map(one => `old-${one}`)])
    for (const one of six.slice(0, taken)) await world.follow(world.linkTo(one))
    await world.minute(hours(1))
    if (how === 'add') await add(id, addresses(coming), hours(1.1))
    else for (const one of addresses(coming)) await correct(id, `old-${one}`, one, hours(1.1))
    await world.minute(hours(1.2))
    for (const one of addresses(coming).slice(0, answering)) await world.follow(world.linkTo(one))
    for (const hour of [2, 3, 24]) await world.minute(hours(hour))
    const { takenPart, invited, addedSinceCount, takenPartAt } = await world.survey(id, hours(25))
    return { takenPart, invited, addedSinceCount, takenPartAt }
  }

  test.each(['add', 'correct'] as const)(
    'changes no figure alone or as one of two, whatever they do: %s',
    async how => {
      // With two or five before, one more is a step.
      for (const taken of [2, 5]) {
        for (const coming of [1, 2]) {
          const views: unknown[] = []
          for (let answering = 0; answering <= coming; answering += 1)
            views.push(await viewOf(taken, coming, answering, how))
          for (const view of views) expect(view).toEqual(views[0])
          expect(views[0]).toMatchObject({ takenPart: taken === 2 ? 0 : 3, addedSinceCount: coming })
        }
      }
    },
    240_000,
  )

  test('is counted with two others', async () => {
    expect(await viewOf(3, 3, 3, 'add')).toMatchObject({ takenPart: 6, invited: 9, addedSinceCount: 0 })
  })

  test('is counted at the close', async () => {
    const id = await world.open(people.slice(0, 3))
    await world.minute(hours(1))
    await add(id, ['late0@c.example'], hours(1.1))
    await world.minute(hours(1.2))
    await world.follow(world.linkTo('late0@c.example'))
    const { closesAt } = await row(database.client, id)
    await world.clock(closesAt)
    await world.clock(new Date(Date.parse(closesAt) + 120_000).toISOString())
    expect(await world.survey(id, closesAt)).toMatchObject({ takenPart: 1, invited: 4 })
  })

  test('one at a time is counted no sooner than three together; one person, however often, is one', async () => {
    ses.set({ bounce: ['ann@c.example'] })
    const id = await world.open(six)
    await world.minute(hours(1))
    for (const hour of [2, 3, 4, 5]) {
      await world.call(`POST /api/surveys/${id}/delivery/again`, {
        body: { address: 'ann@c.example' },
        at: hours(hour - 0.5),
      })
      await world.minute(hours(hour))
      expect(await world.survey(id, hours(hour))).toMatchObject({ addedSinceCount: 1, takenPartAt: hours(1) })
    }
  })
})

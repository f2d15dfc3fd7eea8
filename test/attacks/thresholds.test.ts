/**
 * A reader among the few (thresholds-1 to -3): whoever is invited and reads the agenda takes their own words away, and
 * knows whose the others are.
 */
import { describe, expect, test } from 'vitest'
import { facilitator, noon, otherFacilitator } from '../caller.ts'
import { hours, idIn, organise, plantReview, row, saveReview, setRow, trio } from '../organise/setup.ts'
import { clockOnce } from './clock.ts'
import { cutOff } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { content } from '../participation.ts'
import { itemsOf } from '../survey.ts'
import { harvested } from './harvesting.ts'
import { minimumOfPeople } from '../../functions/domain/survey/minimum.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()

const rated = content('', { answers: { comfortable: 2 } })
const says = (text: string) => content(text)
const spoken = ['The valve was never drawn in', 'Nobody was paged at night', 'We were told not to write this down']

const quoted = ({ synthesis }: Awaited<ReturnType<typeof harvested>>): string[] =>
  (synthesis?.observations ?? []).map(({ text }) => text ?? '')

describe('the harvest', () => {
  test('of three ballots with one writer, and of three with two non-answers, files no text', async () => {
    for (const ballots of [
      [rated, rated, says(spoken[2] ?? '')],
      [says('n/a'), says('-'), says(spoken[2] ?? '')],
    ]) {
      // Switched off: one writer was enough.
      expect(quoted(await harvested(database.client, 3, ballots, { minimumBallots: 1 }))).toStrictEqual([spoken[2]])
      const filed = await harvested(database.client, 3, ballots, { minimumBallots: 3 })
      expect(filed).toMatchObject({ synthesis: null, withheld: { reason: 'too_few_writers' } })
    }
  })

  test('takes a reader who was invited to have written: of three writers it files nothing, of four all', async () => {
    const three = spoken.map(says)
    // Switched off: the reader knows their own words, and that each other is one of two people’s.
    expect(quoted(await harvested(database.client, 4, three, { minimumBallots: 3 })).toSorted()).toStrictEqual(
      spoken.toSorted(),
    )
    expect(await harvested(database.client, 4, three, { minimumBallots: 4 })).toMatchObject({ synthesis: null })
    expect(await harvested(database.client, 4, [...three, rated], { minimumBallots: 4 })).toMatchObject({
      synthesis: null,
      withheld: { reason: 'too_few_writers', count: 4 },
    })
    const four = [...three, says('The page for the boiler reached me late')]
    expect(quoted(await harvested(database.client, 4, four, { minimumBallots: 4 }))).toHaveLength(4)
  })

  test('in its plainest form counts no non-answer as a writer either', async () => {
    const ballots = [says('n/a'), says('nothing'), says(spoken[0] ?? '')]
    const tried = { harvestTried: { place: 'statements', count: 3 } }
    expect(await harvested(database.client, 3, ballots, { minimumBallots: 3, ...tried })).toMatchObject({
      withheld: { reason: 'too_few_writers' },
    })
  })

  test('shows no rating from which readers could take their own and leave one', async () => {
    const ballots = [1, 2, 3, 4, 5].map((comfortable, index) =>
      content(`${spoken[0]} ${index}`, {
        answers: { saw: { text: `${spoken[0]} ${index}`, choice: 'verbatim' }, comfortable },
      }),
    )
    expect((await harvested(database.client, 9, ballots, { minimumBallots: 3 })).rating).toEqual({ n: 5, mean: 3 })
    expect((await harvested(database.client, 9, ballots, { minimumBallots: 5 })).rating).toBeNull()
  })
})

const runClockOnce = (now: string) => clockOnce(database.client, now)

const readers = (...emails: string[]) => emails.map(email => ({ email, name: '' }))
const schedule = async (facilitators: string[], participants: string[]) => {
  const review = await plantReview(database.client, { facilitators: readers(...facilitators) })
  const { call } = organise(database.client)
  const made = await call('POST /api/surveys', { body: { kind: 'pre-meeting', reviewId: review.id, participants } })
  return { call, made, review }
}

describe('inviting', () => {
  const own = facilitator.email

  test.each([
    ['the facilitator among three', [own], [own, 'ann@example.com', 'bob@example.com'], 4, 1],
    ['under another spelling', [own], ['fay+x@example.com', 'ann@example.com', 'bob@example.com'], 4, 1],
    ['two readers among four', [own, 'ann@example.com'], [own, ...trio], 5, 2],
  ])('%s is refused, with the number that is needed', async (_title, facilitators, participants, needed, count) => {
    const { made } = await schedule(facilitators, participants)
    expect([made.status, made.code]).toStrictEqual([400, 'too_few_participants'])
    expect(made.json).toMatchObject({ needed, readers: count, detail: expect.stringContaining(`At least ${needed}`) })
  })

  test('with three others beside each reader it is enough, and the terms say from how many on', async () => {
    const { made } = await schedule([own, otherFacilitator.email], [own, ...trio])
    const survey = idIn(made.json)
    expect((await row(database.client, survey)).minimumBallots).toBe(4)
    await runClockOnce(noon)
    const opened = await row(database.client, survey)
    expect([opened.status, opened.minimumBallots]).toStrictEqual(['open', 4])
    expect(opened.terms['en']?.text).toContain('Unless at least 4 people wrote something')
    expect(opened.terms['en']?.text).toContain('three beside the one of those asked who can read it')
    await setRow(database.client, survey, { status: 'cancelled' })
  })

  /** One of the three who are asked is made a facilitator after they were. */
  const madeReader = async () => {
    const { call, made, review } = await schedule([own], trio)
    const both = { ...review, facilitators: readers(own, 'ann@example.com'), version: 2 }
    await saveReview(database.client, both)
    return { call, survey: idIn(made.json) }
  }

  test('a co-facilitator named before the opening counts, whenever the list was made', async () => {
    const { call, survey } = await madeReader()
    await call(`POST /api/surveys/${survey}/participants`, { body: { participants: ['dan@example.com'] } })
    await runClockOnce(noon)
    expect((await row(database.client, survey)).minimumBallots).toBe(4)
    await setRow(database.client, survey, { status: 'cancelled' })
  })

  test('nobody is asked while nothing of it could be shown; it opens once enough are', async () => {
    const { call, survey } = await madeReader()
    await runClockOnce(noon)
    const waiting = await row(database.client, survey)
    expect([waiting.status, waiting.shortBy, waiting.keys]).toStrictEqual(['scheduled', 1, null])
    await runClockOnce(hours(1))
    await call(`POST /api/surveys/${survey}/participants`, {
      body: { participants: ['dan@example.com'] },
      at: hours(1),
    })
    await runClockOnce(hours(1.1))
    expect(await row(database.client, survey)).toMatchObject({
      status: 'open',
      shortBy: null,
      minimumBallots: 4,
      // Its reminder is counted from here.
      opensAt: hours(1.1),
    })
    await setRow(database.client, survey, { status: 'cancelled' })
  })

  test('nor where a reader is added while it opens; its keys are gone', async () => {
    const { made, review } = await schedule([own], trio)
    const survey = idIn(made.json)
    const parameters = new Map<string, string>()
    for (let calls = 0; (await row(database.client, survey)).status === 'scheduled'; calls += 1)
      await clockOnce(cutOff(database.client, calls, 'before').client, noon, parameters).catch(() => {})
    expect((await row(database.client, survey)).status).toBe('opening')
    await saveReview(database.client, { ...review, facilitators: readers(own, 'ann@example.com'), version: 2 })
    await clockOnce(database.client, hours(0.1), parameters)
    const waiting = await row(database.client, survey)
    expect([waiting.status, waiting.shortBy, waiting.keys, parameters.size]).toStrictEqual(['scheduled', 1, null, 0])
    await setRow(database.client, survey, { status: 'cancelled' })
  })

  test('where they never are, it ends at its close, unasked, and its meeting stands', async () => {
    const { survey } = await madeReader()
    await runClockOnce(noon)
    const { closesAt } = await row(database.client, survey)
    await runClockOnce(closesAt)
    const ended = await row(database.client, survey)
    expect([ended.status, ended.meetingStands, ended.keys]).toStrictEqual(['cancelled', true, null])
    const mails = (await itemsOf(database.client, 'people')).filter(({ pk }) => pk === `mail#${survey}`)
    expect(mails).toStrictEqual([])
  })

  test('a reader added late raises the minimum, and is not withdrawn below it', async () => {
    const { call, made } = await schedule([own], [...trio, 'dan@example.com'])
    const survey = idIn(made.json)
    await runClockOnce(noon)
    expect((await row(database.client, survey)).minimumBallots).toBe(3)
    const path = `/api/surveys/${survey}/participants`
    await call(`POST ${path}`, { body: { participants: [own] } })
    expect((await row(database.client, survey)).minimumBallots).toBe(4)
    expect(
      (await call(`DELETE ${path}`, { body: { participants: ['dan@example.com', 'ann@example.com'] } })).code,
    ).toBe('too_few_participants')
    // Whoever was withdrawn may have answered before.
    await call(`DELETE ${path}`, { body: { participants: [own] } })
    expect((await row(database.client, survey)).minimumBallots).toBe(4)
    await setRow(database.client, survey, { status: 'cancelled' })
  })

  test('a reader at another address, or one person at two, was counted as one more of the others; at the close as what they are', async () => {
    const { minimumOfPeople: unprotected } = await switchedOff<{ minimumOfPeople: typeof minimumOfPeople }>(
      'functions/domain/survey/minimum.ts',
      { file: 'functions/domain/survey/minimum.ts', text: 'joined.get(email) ?? email', instead: 'email' },
    )
    const joined = new Map([['rey.old@example.com', 'rey@example.com']])
    const readers = { facilitators: [{ email: 'rey@example.com' }] }
    for (const [asked, needed] of [
      [[...trio, 'rey.old@example.com'], 4],
      [[...trio, 'rey@example.com', 'rey.old@example.com'], 5],
    ] as const) {
      expect(unprotected(3, asked, readers, joined)).toBeLessThan(needed)
      expect(minimumOfPeople(3, asked, readers, joined)).toBe(needed)
    }
  })

  test('nobody’s invitation is corrected to the address of a reader', async () => {
    const { call, made } = await schedule([own], trio)
    const survey = idIn(made.json)
    await runClockOnce(noon)
    const correct = (to: string) =>
      call(`POST /api/surveys/${survey}/delivery/correct`, { body: { from: 'ann@example.com', to } })
    expect((await correct(own)).code).toBe('corrected_to_reader')
    expect((await row(database.client, survey)).minimumBallots).toBe(3)
    await setRow(database.client, survey, { status: 'cancelled' })
  })
})

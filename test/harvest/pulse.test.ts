import { randomBytes } from 'node:crypto'
import { recordRoot } from '../../functions/protocol/record.ts'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, test } from 'vitest'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { checkpoints } from '../../functions/protocol/checkpoint.ts'
import { sealNames } from '../../functions/protocol/names.ts'
import { cutOff, holdAt, withinGrants } from '../dynamodb.ts'
import { itemsOf, putSurvey } from '../survey.ts'
import { aDayLater, type Cast, closedPulse, due, invited, known, rated, signPublicKey } from './pulse-world.ts'
import { serialOf } from '../../functions/protocol/pass.ts'
import { ownDatabase } from '../own.ts'

const world = ownDatabase()

const prepare = (casts: readonly Cast[] = known, changes: Parameters<typeof closedPulse>[2] = {}) =>
  closedPulse(world.client, casts, changes)
type Pulse = Awaited<ReturnType<typeof closedPulse>>

const safetyOf = async ({ release }: Pulse) => {
  const figure = (await release()).figures.find(({ id }) => id === 'review-safety')
  if (!figure) throw new Error('no figure')
  return figure
}

/** Filed and listed once; no sealed data, slot, key or uncommitted run is left. */
const expectHarvested = async (pulse: Pulse, counted: number) => {
  const survey = await pulse.row()
  expect(survey).toMatchObject({ status: 'harvested', harvestLeaseUntil: null, filed: { counted } })
  expect(pulse.parameters.size).toBe(0)
  expect(await itemsOf(world.client, 'ballots')).toEqual([])
  expect(await itemsOf(world.client, 'slots')).toEqual([])
  const { surveyId, quarter, instrument } = survey
  expect(await pulse.listed()).toEqual([{ surveyId, quarter, instrument, run: survey.filed?.run }])
  const runs = (await itemsOf(world.client, 'learning')).filter(item => item['pk'] === `published#${surveyId}`)
  expect([...new Set(runs.map(item => String(item['sk']).split('#')[0]))]).toEqual([survey.filed?.run])
  const { serials, digests = [], root, ...counts } = await pulse.receipts()
  const entries = serials.map((serial, at) => ({ serial, digest: digests[at] ?? '' }))
  expect([root, survey.filed?.root]).toEqual(Array(2).fill(recordRoot(surveyId, counts, entries)))
  expect(counts.counted).toBe(counted)
  expect(serials).toEqual([...new Set(serials)].toSorted())
  expect(serials.length).toBe(counted)
}

/** The figures of `known`, computed by hand. */
const expectKnown = async (pulse: Pulse) => {
  await expectHarvested(pulse, 19)
  const { organisation, cohorts } = await safetyOf(pulse)
  expect(organisation).toMatchObject({ n: 19, distribution: [3, 4, 3, 5, 4], favourable: { count: 9 } })
  expect(organisation.mean).toMatchObject({ value: 3.16 })
  expect(cohorts['group-1']).toMatchObject({ n: 5, mean: { value: 3 }, favourable: { count: 2 } })
  expect(cohorts['group-3']).toMatchObject({ n: 8, mean: { value: 3.25 }, favourable: { count: 4 } })
  const [comments] = await pulse.comments()
  expect(comments?.texts.length).toBe(19)
  expect(new Set(comments?.texts).size).toBe(19)
}

describe('a pulse', () => {
  test('is counted in steps and published once: figures, comments apart from them, receipts', async () => {
    const pulse = await prepare()
    expect(await pulse.run()).toBe('harvested')
    await expectKnown(pulse)
    expect(await pulse.release()).toMatchObject({ quarter: '2026-Q4', instrument: 'pulse-2', invited, answered: 19 })
    expect(await pulse.run(aDayLater)).toBe('not_due')
    const filed = JSON.stringify(await itemsOf(world.client, 'learning'))
    for (const { cohort } of known) expect(filed).not.toContain(`"${cohort}","answers"`)
  })

  test.each(['before', 'after'] as const)('killed %s any single call and started again publishes once', async when => {
    for (let calls = 0; ; calls += 1) {
      const pulse = await prepare()
      const cutting = cutOff(withinGrants(world.client, 'harvest'), calls, when)
      await pulse.run(due, { client: cutting.client, ballotsPerStep: 8 }).catch(() => {})
      if (!cutting.cut()) break
      await pulse.run(aDayLater, { ballotsPerStep: 8 })
      await expectKnown(pulse)
    }
  })

  test('with time for one step in each run ends the same, and opens no ballot twice', async () => {
    const pulse = await prepare()
    const results: string[] = []
    const kept: number[] = []
    for (let runs = 0; results.at(-1) !== 'harvested'; runs += 1) {
      let asked = 0
      const remaining = () => (asked++ === 0 ? 600_000 : 1_000)
      results.push(await pulse.run(plus(due, runs * 60_000), { remaining: runs < 8 ? remaining : () => 600_000 }))
      kept.push((await pulse.checkpoints()).length)
      expect((await pulse.row()).harvestLeaseUntil).toBeNull()
    }
    expect(kept.slice(0, 5)).toEqual([1, 2, 3, 4, 5])
    expect(results.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 'unfinished'))
    await expectKnown(pulse)
  })

  test('in two runs at once is committed by one', async () => {
    const pulse = await prepare()
    const results = await Promise.allSettled([pulse.run(), pulse.run(), pulse.run()])
    expect(results.filter(result => result.status === 'fulfilled' && result.value === 'harvested').length).toBe(1)
    await expectKnown(pulse)
  })

  test('whose deletions take longer than one run is destroyed by later runs', async () => {
    const pulse = await prepare()
    let asked = 0
    const filedOnly = () => (asked++ < 7 ? 600_000 : 1_000)
    expect(await pulse.run(due, { remaining: filedOnly })).toBe('unfinished')
    expect(await pulse.row()).toMatchObject({ status: 'closed', filed: { counted: 19 } })
    expect(pulse.parameters.size).toBe(0)
    expect(await pulse.run(aDayLater)).toBe('harvested')
    await expectKnown(pulse)
  })
})

describe('late changes', () => {
  /** Counted completely, with nothing published: the last run had no time for it. */
  const countedPulse = async (casts = known.slice(0, 18)) => {
    const pulse = await prepare(casts, { issued: 19 })
    let asked = 0
    await pulse.run(due, { remaining: () => (asked++ < 5 ? 100_000 : 1_000) })
    expect(await pulse.run(due, { remaining: () => 100_000 })).toBe('unfinished')
    return pulse
  }

  test.each(['0', '7', 'f'])('a ballot among those counted (%s...) is counted', async first => {
    const pulse = await countedPulse()
    const last = known[18]
    if (!last) throw new Error('no ballot')
    let pass = pulse.passOf(last.cohort)
    while (!serialOf(pass.message).startsWith(first)) pass = pulse.passOf(last.cohort)
    await pulse.castOne(last, {}, pass)
    expect(await pulse.run(aDayLater)).toBe('unfinished')
    expect((await pulse.row()).filed).toBeNull()
    expect(await pulse.run(aDayLater)).toBe('harvested')
    await expectKnown(pulse)
  })

  test('a ballot that was replaced is counted once, in its final state', async () => {
    const pulse = await prepare(known.slice(0, 18), { issued: 19 })
    const pass = await pulse.castOne({ cohort: 'group-3', answers: { 'review-safety': 5 } })
    await pulse.run(due, { remaining: () => 100_000 })
    const last = known[18]
    if (!last) throw new Error('no ballot')
    await pulse.castOne(last, {}, pass)
    while ((await pulse.run(aDayLater)) === 'unfinished') expect((await pulse.row()).filed).toBeNull()
    await expectKnown(pulse)
  })

  test('a ballot that is written during publication is waited for', async () => {
    const pulse = await prepare(known.slice(0, 18), { issued: 19 })
    const publishing = (command: object) => command instanceof PutCommand && command.input.TableName === 'learning'
    const slow = holdAt(world.client, publishing)
    const first = pulse.run(due, { client: slow.client })
    await slow.reached
    const last = known[18]
    if (!last) throw new Error('no ballot')
    await pulse.castOne(last)
    slow.release()
    expect(await first).toBe('unfinished')
    expect(await pulse.run(aDayLater)).toBe('harvested')
    await expectKnown(pulse)
  })
})

describe('a checkpoint', () => {
  const counted = async (casts: readonly Cast[] = known) => {
    const pulse = await prepare(casts)
    expect(await pulse.run(due, { remaining: () => 100_000 })).toBe('unfinished')
    return pulse
  }

  test('is sealed, and neither its position nor its length reveals what was answered or when', async () => {
    const pulse = await counted()
    const kept = await pulse.checkpoints()
    expect(kept.length).toBe(5)
    for (const item of kept) {
      expect(Object.keys(item).toSorted()).toEqual(['sealed', 'serial', 'surveyId', 'v'])
      expect(item['serial']).toMatch(/^harvest#([0-9a-f]{64}|g)$/)
      const sealed = Buffer.from(item['sealed'] instanceof Uint8Array ? item['sealed'] : [])
      expect(sealed.length).toBe(16_384 + 12 + 16)
      expect(sealed.toString('latin1')).not.toMatch(/words|review-safety|group-/)
    }
  })

  test.each(['made under another key', 'laid in another place', 'altered'])(
    'that was %s counts for nothing',
    async how => {
      const pulse = await counted()
      const [first, second] = await pulse.checkpoints()
      const { surveyId } = pulse.survey
      const sealed = first?.['sealed']
      if (!(sealed instanceof Uint8Array)) throw new Error('no checkpoint')
      const forged = {
        after: '',
        seen: 'x',
        cast: 4,
        serials: [],
        tally: { instrument: 'x', cohorts: {}, comments: {} },
      }
      const other = checkpoints(randomBytes(32).toString('base64url'), surveyId)
      const bytes: Readonly<Record<string, unknown>> = {
        'made under another key': other.seal(String(first?.['serial']), JSON.stringify(forged)),
        'laid in another place': second?.['sealed'],
        altered: Buffer.concat([Buffer.from(sealed.subarray(0, -1)), Buffer.from([(sealed.at(-1) ?? 0) ^ 1])]),
      }
      await world.client.send(new PutCommand({ TableName: 'ballots', Item: { ...first, sealed: bytes[how] } }))
      expect(await pulse.run(aDayLater)).toBe('harvested')
      await expectKnown(pulse)
    },
  )

  test('holds fewer ballots if much was written, and loses none of it', async () => {
    const long = Array.from({ length: 40 }, (_, index) => ({
      cohort: 'group-1',
      answers: {
        'review-safety': (index % 5) + 1,
        comment: { text: `${index} ${'word '.repeat(3_000)}`, choice: 'verbatim' as const },
      },
    }))
    const cohorts = [{ id: 'group-1', label: 'Core', invited: 100, publicKey: signPublicKey }]
    const pulse = await prepare(long, { invited: 100, cohorts })
    expect(await pulse.run(due, { ballotsPerStep: 500 })).toBe('harvested')
    const [comments] = await pulse.comments()
    expect(new Set(comments?.texts).size).toBe(40)
    expect((await pulse.receipts()).counted).toBe(40)
  })
})

describe('an answer', () => {
  const off: readonly [string, Cast['answers'], object][] = [
    ['off its scale', { 'review-safety': 6, mistakes: 0 }, {}],
    ['between the steps', { 'review-safety': 2.5 }, {}],
    ['of another version', { 'review-safety': 5 }, { instrument: 'pulse-1' }],
    ['to a question nobody asked', { invented: 5 }, {}],
    ['of another kind', { 'review-safety': { text: '5', choice: 'verbatim' } }, {}],
  ]
  test.each(off)('%s is dropped, and its ballot counts', async (_, answers, said) => {
    const pulse = await prepare(known, { issued: 20 })
    await pulse.castOne({ cohort: 'group-3', answers }, said)
    expect(await pulse.run()).toBe('harvested')
    expect(await pulse.receipts()).toMatchObject({ cast: 20, counted: 20 })
    expect((await pulse.release()).answered).toBe(20)
    expect((await safetyOf(pulse)).organisation).toMatchObject({ n: 19, distribution: [3, 4, 3, 5, 4] })
  })

  test('to the comment has names redacted, and is filed without a rating and in no casting order', async () => {
    const pulse = await prepare(known.slice(0, 18), { issued: 19 })
    const people = [{ name: 'Ottilie Brandauer', email: 'ottilie.brandauer@example.com' }]
    const sealed = await sealNames(pulse.sealKeys.publicKey, pulse.survey.surveyId, people)
    await putSurvey(world.client, { ...(await pulse.row()), sealedNames: [sealed] })
    const text = 'Ottilie never asks, write to brandauer or to someone.else@example.org'
    await pulse.castOne({ cohort: 'group-1', answers: { comment: { text, choice: 'verbatim' } } })
    await pulse.run()
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toMatch(/ottilie|brandauer|someone\.else/i)
    const [comments] = await pulse.comments()
    expect(Object.keys(comments ?? {}).toSorted()).toEqual(['item', 'texts'])
    expect(comments?.texts).toEqual(comments?.texts.toSorted())
  })

  test.each(['themes-only', 'facilitator'] as const)('given as %s leaves no word', async choice => {
    const aside = rated([1, 2, 4, 5, 3]).map(({ cohort }) => ({
      cohort,
      answers: { comment: { text: 'for nobody to read', choice } },
    }))
    const pulse = await prepare([...known, ...aside.slice(0, 4)])
    await pulse.run()
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toContain('for nobody to read')
  })

  const commented = known.map((cast, index) => ({
    ...cast,
    answers: {
      ...cast.answers,
      comment: { text: index === 0 ? 'S. '.repeat(200) : 'short', choice: 'verbatim' as const },
    },
  }))

  test('that takes more steps than it may is not quoted, and the others are', async () => {
    const pulse = await prepare(commented)
    expect(await pulse.run(due, { stepsPerStatement: 300 })).toBe('harvested')
    expect((await pulse.release()).comments).toEqual([expect.objectContaining({ quoted: 18 })])
  })

  test('whose redaction fails in three runs leaves the figures as they are and no text', async () => {
    const pulse = await prepare(commented)
    await putSurvey(world.client, { ...(await pulse.row()), sealedNames: ['bm90aGluZw'] })
    for (const day of [0, 1, 2]) await expect(pulse.run(plus(due, day * dayMilliseconds))).rejects.toThrow()
    expect(await pulse.run(plus(due, 3 * dayMilliseconds))).toBe('harvested')
    const { answered, comments } = await pulse.release()
    expect(answered).toBe(19)
    expect(comments[0]?.quoted).toBeNull()
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toContain('short')
  })
})

describe('publishing', () => {
  test('a second pulse appears beside what was published before', async () => {
    const first = await prepare(known, { quarter: '2026-Q3' })
    await first.run()
    const release = await first.release()
    const second = await closedPulse(world.client, known, { quarter: '2026-Q4' }, true)
    expect(await second.run()).toBe('harvested')
    expect((await second.listed()).map(({ quarter }) => quarter)).toEqual(['2026-Q3', '2026-Q4'])
    expect(await second.release()).toEqual({ ...release, quarter: '2026-Q4' })
  })

  test('a quarter that was published is not published again, for whatever reason it was asked twice', async () => {
    const first = await prepare()
    await first.run()
    const again = await closedPulse(world.client, rated([1, 2, 4, 5, 4], [5, 4, 4, 2, 1], [2, 2, 3, 4, 4]), {}, true)
    expect(await again.run()).toBe('harvested')
    expect(await again.release()).toMatchObject({ withheld: 'failed_audit', figures: [], answered: null })
    expect(again.reports).toEqual(['failed_audit'])
  })

  test.each([
    ['counts_do_not_add_up', known, { issued: 18 }, []],
    ['counts_do_not_add_up', known, { invited: 29 }, []],
    ['too_few_ballots', known.slice(0, 4), {}, [1, 2, 3, 4]],
  ] as const)('%s: no figure and no comment', async (reason, casts, changes, receipts) => {
    const pulse = await prepare(casts, changes)
    expect(await pulse.run()).toBe('harvested')
    expect(await pulse.release()).toMatchObject({ withheld: reason, figures: [], cohorts: [], answered: null })
    expect(await pulse.comments()).toEqual([])
    expect((await pulse.receipts()).serials.length).toBe(receipts.length)
    expect(pulse.reports).toEqual([reason])
  })

  test('without a single ballot reports that', async () => {
    const pulse = await prepare([])
    expect(await pulse.run()).toBe('harvested')
    expect(await pulse.release()).toMatchObject({ withheld: 'too_few_ballots' })
  })

  test('a cancelled pulse is deleted unread, including its checkpoints', async () => {
    const cancelledAt = plus(due, -600_000)
    const pulse = await prepare()
    await pulse.run(due, { remaining: () => 100_000 })
    await putSurvey(world.client, { ...(await pulse.row()), status: 'cancelled', issued: null, cancelledAt })
    expect(await pulse.run(due)).toBe('destroyed')
    for (const table of ['ballots', 'slots', 'learning']) expect(await itemsOf(world.client, table)).toEqual([])
    expect(pulse.parameters.size).toBe(0)
  })
})

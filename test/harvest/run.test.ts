import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { padContent } from '../../functions/domain/ballot/texts.ts'
import { filedReviewSchema, receiptsSchema } from '../../functions/domain/suppression/filed.ts'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import { sealNames } from '../../functions/protocol/names.ts'
import { cutOff, holdAt, testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import { content, type OpenSurvey, openSurveyWith } from '../participation.ts'
import { makeSealKey } from '../../functions/protocol/seal.ts'
import { passFor, signedRow } from '../signed.ts'
import { recordRoot, sortedRecord } from '../../functions/protocol/record.ts'
import { closesAt, emptyTables, itemsOf, putSurvey } from '../survey.ts'
import { ownDatabase } from '../own.ts'
import type { Choice } from '../../functions/domain/synthesis/schema.ts'

const due = plus(closesAt, harvestDelayMilliseconds)
const world = ownDatabase()
let open: OpenSurvey
let reports: string[]

beforeEach(async () => {
  reports = []
  await prepare(4, 4)
})

/** A closed survey with only its seal key left, and the given numbers of issued slots and cast ballots. */
const prepare = async (issued: number, cast: number, changes: Partial<Survey> = {}) => {
  await emptyTables(world.client, 'ballots', 'slots', 'learning')
  open = await openSurveyWith(world.client, 5, { status: 'closed', issued, ...changes })
  for (const name of open.parameters.keys()) if (!name.includes('/seal/')) open.parameters.delete(name)
  for (let index = 0; index < cast; index += 1) await castContent(content(`the pool of connections was full ${index}`))
}

const said = (text: string) => ({ text, choice: 'verbatim' as const })

const castContent = (said: BallotContent, changes: object = {}) =>
  castBytes(padContent(said, open.survey.sealedBytes), changes)

/** Sealed for a key that is not the survey's. */
const castForAnother = async () => {
  const { publicKey } = await makeSealKey()
  return castBytes(padContent(content('x'), open.survey.sealedBytes), {}, publicKey)
}

const castBytes = async (plain: Uint8Array, changes: object = {}, sealPublicKey = open.sealKeys.publicKey) => {
  const { surveyId } = open.survey
  const sealing = { surveyId, sealPublicKey }
  const row = await signedRow(passFor(open.signKey, surveyId), sealing, plain)
  const Item = { ...row, ...changes }
  await world.client.send(new PutCommand({ TableName: 'ballots', Item }))
  return row.serial
}

const run = (now = due, client = withinGrants(world.client, 'harvest'), before: () => void = () => {}) => {
  const { client: parameters, call } = testParameters(open.parameters, before)
  return runHarvest(
    {
      store: harvestStore({ ...testTables, documents: client }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: id => deleteKey(parameters, '/murmur', 'seal', id),
      report: code => reports.push(code),
      remaining: () => 600_000,
      ballotsPerStep: 2,
    },
    open.survey.surveyId,
    now,
  )
}

const row = async (): Promise<Survey> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: open.survey.surveyId } }),
  )
  return surveySchema.parse(Item)
}

const document = async (name: 'statements' | 'receipts'): Promise<unknown> => {
  const { filed } = await row()
  const pieces = (await itemsOf(world.client, 'learning'))
    .filter(item => String(item['sk']).startsWith(`${filed?.run}#${name}#`))
    .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
  return JSON.parse(pieces.map(piece => piece['text']).join(''))
}
const statements = async () => filedReviewSchema.parse(await document('statements'))
const receipts = async () => receiptsSchema.parse(await document('receipts'))

/** Filed once; no sealed data, slot, key or uncommitted run is left. */
const expectHarvested = async (counted: number) => {
  const survey = await row()
  expect(survey).toMatchObject({ status: 'harvested', filed: { counted } })
  expect(open.parameters.size).toBe(0)
  expect(await itemsOf(world.client, 'ballots')).toEqual([])
  expect(await itemsOf(world.client, 'slots')).toEqual([])
  const runs = new Set((await itemsOf(world.client, 'learning')).map(item => String(item['sk']).split('#')[0]))
  expect([...runs]).toEqual([survey.filed?.run])
}

describe('a harvest', () => {
  test('files every statement once, then destroys ballots, slots and the seal key', async () => {
    expect(await run()).toBe('harvested')
    await expectHarvested(4)
    const { synthesis, withheld } = await statements()
    expect(withheld).toBeNull()
    const placed = [
      ...(synthesis?.themes ?? []).flatMap(theme => theme.observationIds),
      ...(synthesis?.raisedOnce ?? []),
    ]
    expect(placed.toSorted()).toEqual(synthesis?.observations.map(({ id }) => id).toSorted())
    expect(placed.length).toBe(4)
  })

  test('does nothing before its time, nor twice, nor while another run holds the lease', async () => {
    expect(await run(plus(due, -1))).toBe('not_due')
    await putSurvey(world.client, { ...(await row()), harvestLeaseUntil: plus(due, 60_000) })
    expect(await run()).toBe('leased')
    expect(await run(plus(due, 60_000))).toBe('harvested')
    expect(await run(plus(due, 120_000))).toBe('not_due')
  })

  test('reads nothing while it may still be stopped that the survey ends unread', async () => {
    const cancelling = { at: plus(due, -60_000), until: plus(due, 3_600_000) }
    await putSurvey(world.client, { ...(await row()), cancelling })
    expect(await run()).toBe('not_due')
    await putSurvey(world.client, { ...(await row()), cancelling: null })
    expect(await run()).toBe('harvested')
  })

  test.each(['before', 'after'] as const)('killed %s any single call and started again publishes once', async when => {
    for (let calls = 0; ; calls += 1) {
      await prepare(4, 4)
      const cutting = cutOff(world.client, calls, when)
      await run(due, cutting.client).catch(() => {})
      if (!cutting.cut()) break
      await run(plus(due, 12 * minuteMilliseconds))
      await expectHarvested(4)
      expect((await statements()).synthesis?.observations.length).toBe(4)
    }
  })

  test('killed before or after its key is deleted, ends the same', async () => {
    for (const cutAt of [1, 2]) {
      await prepare(4, 4)
      let calls = 0
      const cut = () => {
        calls += 1
        if (calls === cutAt) throw new Error('cut')
      }
      await run(due, world.client, cut).catch(() => {})
      await run(plus(due, 12 * minuteMilliseconds))
      await expectHarvested(4)
    }
  })

  test('a ballot written while it reads is counted by the next run', async () => {
    await prepare(5, 4)
    const slow = holdAt(world.client, command => command instanceof PutCommand)
    const first = run(due, slow.client)
    await slow.reached
    await castContent(content('written in the last second'))
    slow.release()
    await expect(first).rejects.toThrow()
    expect(await run(plus(due, minuteMilliseconds))).toBe('harvested')
    await expectHarvested(5)
  })

  test('in two runs at once is committed by one', async () => {
    const results = await Promise.allSettled([run(), run(), run()])
    expect(results.filter(result => result.status === 'fulfilled' && result.value === 'harvested').length).toBe(1)
    await expectHarvested(4)
  })

  test('files no serial, no ballot order and no row of one writer', async () => {
    const said = content('the alarm came late', { answers: answersOf(['saw', 'well']) })
    const serial = await castContent(said)
    await putSurvey(world.client, { ...open.survey, issued: 5 })
    await run()
    const { synthesis } = await statements()
    expect(JSON.stringify(synthesis)).not.toContain(serial)
    expect(Object.keys(synthesis?.observations[0] ?? {})).not.toContain('voice')
  })
})

const answersOf = (items: string[], choice: Choice = 'verbatim') =>
  Object.fromEntries(items.map(item => [item, { text: `unlike any other words about ${item}`, choice }]))

describe('counts', () => {
  test('of those invited, given a pass, cast and counted are filed with the sorted serials', async () => {
    const stored = await itemsOf(world.client, 'ballots')
    const { serials, digests = [], root, ...counts } = await run().then(receipts)
    expect(counts).toEqual({ invited: 5, issued: 4, cast: 4, counted: 4 })
    expect(serials).toEqual(serials.toSorted())
    const entries = serials.map((serial, at) => ({ serial, digest: digests[at] ?? '' }))
    const sent = stored.map(({ serial, digest }) => ({ serial: String(serial), digest: String(digest) }))
    expect(entries).toEqual(sortedRecord(sent))
    const { surveyId, filed } = await row()
    expect([root, filed?.root]).toEqual(Array(2).fill(recordRoot(surveyId, counts, entries)))
  })

  test('of links that were tried again or contested are filed, and the root is over them', async () => {
    await prepare(5, 5, { tried: 2, contested: 1 })
    const { serials, digests = [], root, ...counts } = await run().then(receipts)
    expect(counts).toEqual({ invited: 5, issued: 5, cast: 5, counted: 5, tried: 2, contested: 1 })
    const entries = serials.map((serial, at) => ({ serial, digest: digests[at] ?? '' }))
    expect(root).toBe(recordRoot(open.survey.surveyId, counts, entries))
  })

  test.each([
    [1, null],
    [2, 'too_few_ballots'],
  ])('of contested links, %i of them, ask for as many writers more', async (contested, reason) => {
    await prepare(4, 4, { tried: 2, contested })
    await run()
    expect((await statements()).withheld?.reason ?? null).toBe(reason)
  })

  test('that are inconsistent publish nothing at all', async () => {
    await prepare(3, 4)
    await run()
    expect(await statements()).toMatchObject({ synthesis: null, withheld: { reason: 'counts_do_not_add_up' } })
    expect((await receipts()).serials).toEqual([])
    expect(reports).toEqual(['counts_do_not_add_up'])
  })

  test.each([0, 1, 2])('of %i ballots file no text, and say why', async cast => {
    await prepare(cast, cast)
    await run()
    expect(await statements()).toEqual({
      synthesis: null,
      withheld: { reason: 'too_few_ballots', count: cast },
      rating: null,
      factorTicks: [],
    })
    expect((await receipts()).counted).toBe(cast)
    const text = JSON.stringify(await itemsOf(world.client, 'learning'))
    expect(text).not.toContain('pool of connections')
  })
})

describe('who wrote', () => {
  const alone = 'Our lead told us not to write this down.'
  test.each([
    ['two only rated', [{ comfortable: 4 }, { comfortable: 2 }]],
    ['two wrote nothing that says anything', [{ saw: said('n/a'), sense: said('-') }, { saw: said('なし') }]],
    [
      'one wrote as well, and three only rated',
      [{ saw: said('Disk full.') }, ...Array.from({ length: 3 }, () => ({ comfortable: 3 }))],
    ],
  ])('of enough ballots: %s, so no text is filed, and how many wrote is not told', async (_, others) => {
    const cast = others.length + 1
    await prepare(5, 0)
    await castContent(content('x', { answers: { hesitate: said(alone), saw: said('ok') } }))
    for (const answers of others) await castContent(content('x', { answers }))
    await run()
    expect(await statements()).toEqual({
      synthesis: null,
      withheld: { reason: 'too_few_writers', count: cast },
      rating: null,
      factorTicks: [],
    })
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toContain(alone)
  })

  test('three who each wrote, one of them under another question alone, are enough', async () => {
    await prepare(5, 2)
    await castContent(content('x', { answers: { hesitate: said(alone), saw: said('n/a') } }))
    await run()
    expect(await statements()).toMatchObject({ withheld: null })
  })
})

describe('a ballot that', () => {
  const changed = (changes: object) => () => castContent(content('x'), changes)
  test.each([
    ['does not open', 'sealed', () => castForAnother()],
    ['was altered', 'digest', changed({ digest: 'another' })],
    ['is of no cohort', 'cohort', changed({ cohort: 'ops' })],
    ['is no JSON', 'content', () => castBytes(new Uint8Array(16_384).fill(0x7b))],
    ['is no text', 'content', () => castBytes(new Uint8Array(16_384).fill(0xff))],
    ['stands under another serial', 'serial', changed({ serial: 'e'.repeat(64) })],
    ['shows no pass', 'unsigned', changed({ pass: undefined })],
    ['shows something else than a pass', 'unsigned', changed({ pass: 'a pass' })],
    ['has no signature of its own', 'unsigned', changed({ proof: undefined, number: undefined })],
    ['has a number that is none', 'unsigned', changed({ number: '1' })],
    ['has another number than was signed', 'proof', changed({ number: 2 })],
    ['holds nothing that is sealed', 'digest', changed({ sealed: undefined })],
    ['holds a text in place of bytes', 'digest', changed({ sealed: 'text' })],
    ['has no digest', 'digest', changed({ digest: undefined })],
    ['has no cohort', 'cohort', changed({ cohort: undefined })],
  ])('%s is cast and not counted, for the reason %s, and holds nothing up', async (_, reason, cast) => {
    await prepare(5, 3)
    await cast()
    expect(await run()).toBe('harvested')
    expect(await receipts()).toMatchObject({ cast: 4, counted: 3, setAside: { [reason]: 1 } })
    expect((await receipts()).setAside).toEqual({ [reason]: 1 })
    expect(reports).toEqual(['set_aside'])
  })

  test('of a cohort whose key cannot be read is set aside, and the harvest ends', async () => {
    await prepare(5, 3)
    await putSurvey(world.client, { ...(await row()), cohorts: [{ id: 'all', publicKey: 'no key' }] })
    expect(await run()).toBe('harvested')
    expect(await receipts()).toMatchObject({ cast: 3, counted: 0, setAside: { pass: 3 } })
  })

  test('of an older protocol that carries no signature is counted where its survey opened under that', async () => {
    await prepare(5, 0, { protocol: undefined })
    for (let index = 0; index < 3; index += 1) {
      await castContent(content(`full ${index}`), {
        message: undefined,
        pass: undefined,
        number: undefined,
        proof: undefined,
      })
    }
    await run()
    expect(await receipts()).toMatchObject({ cast: 3, counted: 3 })
  })

  test('has an answer that does not fit its question loses only that answer', async () => {
    await prepare(4, 3)
    const odd = {
      saw: 7,
      comfortable: 9,
      harder: ['monitoring', 'nonsense'],
      invented: { text: 'x', choice: 'verbatim' as const },
    }
    await castContent(
      content('x', { answers: { ...odd, well: { text: 'the rollback was quick', choice: 'verbatim' } } }),
    )
    await run()
    expect((await receipts()).counted).toBe(4)
    const texts = (await statements()).synthesis?.observations.map(({ text }) => text) ?? []
    expect(texts).toContain('the rollback was quick')
    expect(texts.length).toBe(4)
  })
})

describe('names and choices', () => {
  test('a name in a statement is removed from everything filed', async () => {
    const people = [{ name: 'Ottilie Brandauer', email: 'ottilie.brandauer@example.com' }]
    await prepare(4, 3, { sealedNames: [] })
    const sealed = await sealNames(open.sealKeys.publicKey, open.survey.surveyId, people)
    await putSurvey(world.client, { ...open.survey, issued: 4, sealedNames: [sealed] })
    await castContent(content('Ottilie restarted the pods while brandauer was on the phone'))
    await run()
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toMatch(/ottilie|brandauer/i)
  })

  test('for themes only leaves a count and no text; signed has the name and no pseudonym', async () => {
    await prepare(5, 3)
    await castContent(content('', { answers: answersOf(['saw'], 'themes-only') }))
    await castContent(
      content('', { pseudonym: 'Calm Otter', signature: 'Ada Example', answers: answersOf(['well'], 'signed') }),
    )
    await run()
    const { synthesis } = await statements()
    expect(JSON.stringify(synthesis)).not.toContain('about saw')
    expect(synthesis?.furtherThemesOnly).toBe(1)
    const signed = synthesis?.observations.find(({ signedBy }) => signedBy !== null)
    expect(signed).toMatchObject({ signedBy: 'Ada Example', pseudonym: null })
    expect(JSON.stringify(synthesis)).not.toContain('Calm Otter')
  })

  test('for the facilitators alone is set apart with nothing beside it, however few wrote', async () => {
    await prepare(4, 3)
    await castContent(content('', { pseudonym: 'Calm Otter', answers: answersOf(['saw'], 'facilitator') }))
    await run()
    const { care, ...rest } = (await statements()).synthesis ?? {}
    expect(care).toEqual({ texts: ['unlike any other words about saw'], count: 1 })
    expect(JSON.stringify(rest)).not.toMatch(/about saw|Calm Otter/)
  })

  test('what one would hesitate to say appears without its writer’s pseudonym', async () => {
    await prepare(4, 3)
    await castContent(content('', { pseudonym: 'Calm Otter', answers: answersOf(['saw', 'hesitate']) }))
    await run()
    const { synthesis } = await statements()
    const byItem = (item: string) => synthesis?.observations.find(observation => observation.text.endsWith(item))
    expect(byItem('saw')?.pseudonym).toBe('Calm Otter')
    expect(byItem('hesitate')?.pseudonym).toBeNull()
  })

  test('one of two writers with the same pseudonym is given another', async () => {
    await run()
    const names = (await statements()).synthesis?.observations.map(({ pseudonym }) => pseudonym) ?? []
    expect(new Set(names).size).toBe(4)
  })
})

test.each(['before', 'after'] as const)(
  'names to take out, and those shown to participants, are gone with the commit; cut off %s any call',
  async when => {
    for (let calls = 0; ; calls += 1) {
      await prepare(4, 4)
      const sealedNames = [await sealNames(open.sealKeys.publicKey, open.survey.surveyId, [])]
      await putSurvey(world.client, { ...open.survey, issued: 4, pageNames: 'shown', sealedNames })
      const cutting = cutOff(withinGrants(world.client, 'harvest'), calls, when)
      await run(due, cutting.client).catch(() => {})
      const { filed, pageNames, sealedNames: left } = await row()
      expect([pageNames, left]).toEqual(filed === null ? ['shown', sealedNames] : [null, []])
      if (!cutting.cut()) break
    }
  },
)

describe('a cancelled survey', () => {
  test('is deleted unread three minutes later: no ballot, no slot, no key, nothing filed', async () => {
    const cancelledAt = plus(closesAt, -60_000)
    await prepare(0, 3, { status: 'cancelled', issued: null, cancelledAt })
    expect(await run(plus(cancelledAt, 60_000))).toBe('not_due')
    expect(await run(plus(cancelledAt, 3 * minuteMilliseconds))).toBe('destroyed')
    expect(await row()).toMatchObject({ status: 'cancelled', filed: null })
    expect((await row()).destroyedAt).not.toBeNull()
    for (const table of ['ballots', 'slots', 'learning']) expect(await itemsOf(world.client, table)).toEqual([])
    expect(open.parameters.size).toBe(0)
  })
})

import { randomBytes } from 'node:crypto'
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import { padContent } from '../../functions/domain/ballot/texts.ts'
import { filedReviewSchema } from '../../functions/domain/suppression/filed.ts'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import { sealNames } from '../../functions/protocol/names.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { content, type OpenSurvey, openSurveyWith } from '../participation.ts'
import { type Pass, passFor, signedRow } from '../signed.ts'
import { closesAt, emptyTables, itemsOf, putSurvey } from '../survey.ts'

const due = plus(closesAt, harvestDelayMilliseconds)
const world = ownDatabase()
let open: OpenSurvey

beforeEach(async () => {
  await emptyTables(world.client, 'ballots', 'slots', 'learning')
  open = await openSurveyWith(world.client, 6, { status: 'closed', issued: 6 })
  for (const name of open.parameters.keys()) if (!name.includes('/seal/')) open.parameters.delete(name)
})

const castBytes = async (plain: Uint8Array, pass = passFor(open.signKey, open.survey.surveyId)) => {
  const sealing = { surveyId: open.survey.surveyId, sealPublicKey: open.sealKeys.publicKey }
  const Item = await signedRow(pass, sealing, plain)
  await world.client.send(new PutCommand({ TableName: 'ballots', Item }))
}
const cast = (text: string, comfortable = 4, pass?: Pass) =>
  castBytes(
    padContent(content('', { answers: { saw: { text, choice: 'verbatim' }, comfortable } }), open.survey.sealedBytes),
    pass,
  )

/** Names that no key opens: whatever text there is cannot be redacted, in this run and in the next. */
const spoilNames = async () =>
  putSurvey(world.client, { ...(await row()), sealedNames: [Buffer.from('nothing').toString('base64url')] })

const run = (now: string, changes: { client?: typeof world.client; stepsPerStatement?: number } = {}) => {
  const { client: parameters, call } = testParameters(open.parameters)
  const { client = withinGrants(world.client, 'harvest'), ...others } = changes
  return runHarvest(
    {
      store: harvestStore({ ...testTables, documents: client }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: id => deleteKey(parameters, '/murmur', 'seal', id),
      report: () => {},
      remaining: () => 600_000,
      ...others,
    },
    open.survey.surveyId,
    now,
  )
}
const at = (minute: number): string => plus(due, minute * 12 * minuteMilliseconds)

const row = async (): Promise<Survey> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: open.survey.surveyId } }),
  )
  return surveySchema.parse(Item)
}
const statements = async () => {
  const pieces = (await itemsOf(world.client, 'learning')).filter(item => String(item['sk']).includes('#statements#'))
  return filedReviewSchema.parse(JSON.parse(pieces.map(piece => piece['text']).join('')))
}

describe('one that cannot be read costs no other', () => {
  test('a statement that takes more steps than it may is counted, and the rest is filed', async () => {
    for (const text of ['disk full', 'pool full', 'page late']) await cast(text)
    await cast('S. '.repeat(3_000))
    expect(await run(due, { stepsPerStatement: 2_000 })).toBe('harvested')
    const { synthesis, withheld } = await statements()
    expect(withheld).toBeNull()
    expect(synthesis?.observations.map(({ text }) => text).toSorted()).toEqual(['disk full', 'page late', 'pool full'])
    expect(synthesis?.unread).toBe(1)
  })

  test('a person who cannot be read is passed over, and the others are still taken out', async () => {
    const people = [{ name: 7 }, { name: 'Ottilie Brandauer', email: 'ottilie@example.com' }]
    const sealed = await sealNames(open.sealKeys.publicKey, open.survey.surveyId, people as never)
    await putSurvey(world.client, { ...(await row()), sealedNames: [sealed] })
    for (const text of ['Brandauer knew', 'pool full', 'page late']) await cast(text)
    expect(await run(due)).toBe('harvested')
    expect(JSON.stringify(await statements())).not.toContain('Brandauer')
  })

  test('a ballot of bytes that mean nothing is not counted, and the others are', async () => {
    for (const text of ['disk full', 'pool full', 'page late']) await cast(text)
    await castBytes(randomBytes(open.survey.sealedBytes))
    expect(await run(due)).toBe('harvested')
    expect((await row()).filed).toMatchObject({ cast: 4, counted: 3 })
  })
})

describe('the names of the roster', () => {
  test('come from their chunks, and go when the harvest is done', async () => {
    const { surveyId, keys } = open.survey
    const names = [{ name: 'Gita Rao', email: 'gita.rao@example.com' }]
    const Item = {
      pk: `names#${surveyId}`,
      sk: `${keys?.seal}#0000`,
      sealed: await sealNames(open.sealKeys.publicKey, surveyId, names),
    }
    await world.client.send(new PutCommand({ TableName: 'surveys', Item }))
    await putSurvey(world.client, { ...(await row()), rosterChunks: 1 })
    for (const text of ['Gita Rao skipped the check', 'pool full', 'page late']) await cast(text)
    expect(await run(due)).toBe('harvested')
    expect(JSON.stringify(await statements())).not.toMatch(/Gita|Rao/)
    const left = (await itemsOf(world.client, 'surveys')).filter(item => String(item['pk']).startsWith('names#'))
    expect(left).toEqual([])
  })

  test('that are not there yet leave everything as it is, and count as no try', async () => {
    await putSurvey(world.client, { ...(await row()), rosterChunks: 2 })
    await expect(run(due)).rejects.toThrow()
    expect((await row()).harvestTried ?? null).toBeNull()
  })
})

test('names that are gone for good cost the texts, and no figure and no receipt', async () => {
  for (const [index, text] of ['disk full', 'pool full', 'page late', 'nobody knew', 'fifth'].entries())
    await cast(text, 1 + index)
  await putSurvey(world.client, { ...(await row()), rosterChunks: 2 })
  const late = plus(due, 24 * 60 * minuteMilliseconds)
  const minutes = [0, 1, 2].map(minute => plus(late, minute * 12 * minuteMilliseconds))
  for (const minute of minutes) await expect(run(minute)).rejects.toThrow()
  expect(await run(plus(late, 36 * minuteMilliseconds))).toBe('harvested')
  expect(await statements()).toMatchObject({
    synthesis: null,
    withheld: { reason: 'could_not_be_read', count: 5 },
    rating: { n: 5 },
  })
})

describe('after three runs that failed at the same place on what was written', () => {
  const failThreeTimes = async () => {
    await spoilNames()
    for (const minute of [0, 1, 2]) await expect(run(at(minute))).rejects.toThrow()
    expect((await row()).harvestTried).toEqual({ place: 'statements', count: 3 })
  }

  test('figures are filed and every text is withheld and counted', async () => {
    for (const [index, text] of ['disk full', 'pool full', 'page late', 'nobody knew', 'fifth'].entries())
      await cast(text, 1 + index)
    await failThreeTimes()
    expect(await run(at(3))).toBe('harvested')
    const { synthesis, withheld, rating } = await statements()
    expect(synthesis).toBeNull()
    expect(withheld).toEqual({ reason: 'could_not_be_read', count: 5 })
    expect(rating).toEqual({ n: 5, mean: 3 })
    expect(JSON.stringify(await itemsOf(world.client, 'learning'))).not.toContain('disk full')
    expect(open.parameters.size).toBe(0)
    expect(await itemsOf(world.client, 'ballots')).toEqual([])
  })

  test('of too few writers not even their number is told', async () => {
    await cast('disk full')
    for (let index = 0; index < 4; index += 1)
      await castBytes(padContent(content('', { answers: { comfortable: 3 } }), open.survey.sealedBytes))
    await failThreeTimes()
    await run(at(3))
    expect((await statements()).withheld).toEqual({ reason: 'too_few_writers', count: 5 })
  })
})

describe('no try is', () => {
  beforeEach(async () => {
    for (const text of ['disk full', 'pool full', 'page late']) await cast(text)
  })

  test.each([
    ['ballots', 'QueryCommand'],
    ['learning', 'PutCommand'],
  ])('a table that is away, however often: %s', async (table, call) => {
    const away = new Proxy(world.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: { input: { TableName?: string } }) => {
              if (command.input.TableName === table && command.constructor.name === call) throw new Error('throttled')
              return target.send(command as never)
            }
          : Reflect.get(target, name),
    })
    for (const minute of [0, 1, 2, 3]) await expect(run(at(minute), { client: away })).rejects.toThrow()
    expect(await run(at(4))).toBe('harvested')
    expect((await statements()).withheld).toBeNull()
  })

  test('a late ballot', async () => {
    const slow = new Proxy(world.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: object) => {
              if (command instanceof PutCommand) await cast('late')
              return target.send(command as never)
            }
          : Reflect.get(target, name),
    })
    await expect(run(due, { client: slow })).rejects.toThrow()
    expect((await row()).harvestTried ?? null).toBeNull()
  })

  test('a ballot that is changed while a run reads: the next one counts it as it is then', async () => {
    const mine = passFor(open.signKey, open.survey.surveyId)
    for (const text of ['disk full', 'pool full']) await cast(text)
    await cast('page late', 4, mine)
    let changed = false
    const slow = new Proxy(world.client, {
      get: (target, name) =>
        name === 'send'
          ? async (command: object) => {
              if (command instanceof PutCommand && !changed) {
                changed = true
                await cast('the disk was full of logs', 4, mine)
              }
              return target.send(command as never)
            }
          : Reflect.get(target, name),
    })
    await expect(run(due, { client: slow })).rejects.toThrow()
    expect(await run(at(1))).toBe('harvested')
    expect(JSON.stringify(await statements())).toContain('full of logs')
  })

  test('reading that was ended well: the mark is taken back', async () => {
    await spoilNames()
    await expect(run(at(0))).rejects.toThrow()
    await putSurvey(world.client, { ...(await row()), sealedNames: [] })
    expect(await run(at(1))).toBe('harvested')
    expect((await row()).harvestTried).toBeNull()
  })
})

test('a survey whose promised time is over is swept and never opened', async () => {
  await cast('disk full')
  await putSurvey(world.client, { ...(await row()), unreadAt: due })
  open.parameters.clear()
  expect(await run(at(0))).toBe('destroyed')
  expect(await itemsOf(world.client, 'ballots')).toEqual([])
  expect(await row()).toMatchObject({ filed: null, status: 'harvested' })
})

test('what is ended while a run is filing is not committed', async () => {
  for (const text of ['disk full', 'pool full', 'page late']) await cast(text)
  const ending = new Proxy(world.client, {
    get: (target, name) =>
      name === 'send'
        ? async (command: object) => {
            if (command instanceof UpdateCommand && JSON.stringify(command.input).includes('counted'))
              await putSurvey(world.client, { ...(await row()), unreadAt: due })
            return target.send(command as never)
          }
        : Reflect.get(target, name),
  })
  expect(await run(due, { client: ending })).toBe('leased')
  expect((await row()).filed).toBeNull()
})

import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import type { NamedReader } from '../../functions/domain/ballot/bulletin.ts'
import { padContent } from '../../functions/domain/ballot/texts.ts'
import type { ReaderRequest } from '../../functions/domain/reader/request.ts'
import { filedReviewSchema } from '../../functions/domain/suppression/filed.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import type { Limits, ReaderCalls } from '../../functions/harvest/reading.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import { checkpointSerial } from '../../functions/records/ballots.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { content, type OpenSurvey, openSurveyWith } from '../participation.ts'
import { passFor, signedRow } from '../signed.ts'
import { closesAt, emptyTables, itemsOf } from '../survey.ts'

const due = plus(closesAt, harvestDelayMilliseconds)
const later = plus(due, 12 * minuteMilliseconds)
const world = ownDatabase()
const reader: NamedReader = {
  model: 'eu.example.model-v1:0',
  region: 'eu-central-1',
  regions: ['eu-central-1', 'eu-north-1'],
  tokens: 50_000,
}

let open: OpenSurvey
let calls: { reader: NamedReader; request: ReaderRequest; limits: Limits }[]
let asked: string[]
let reports: string[]

const texts = [
  'The page for the boiler reached me forty minutes late',
  'Nobody was woken although the pressure was down',
  'My phone stayed silent all night',
  'The manual names a valve that was taken out',
]

const prepare = async (changes: object = {}, said: Pick<BallotContent, 'mayBeRead'> = { mayBeRead: true }) => {
  await emptyTables(world.client, 'ballots', 'slots', 'learning')
  open = await openSurveyWith(world.client, 6, { status: 'closed', issued: 5, reader, ...changes })
  for (const text of texts) await cast({ ...content(text), ...said })
  calls = []
  asked = []
  reports = []
}
beforeEach(() => prepare())

const cast = async (said: BallotContent) => {
  const { surveyId, sealedBytes } = open.survey
  const sealing = { surveyId, sealPublicKey: open.sealKeys.publicKey }
  const Item = await signedRow(passFor(open.signKey, surveyId), sealing, padContent(said, sealedBytes))
  await world.client.send(new PutCommand({ TableName: 'ballots', Item }))
}

/** Joins all but the manual, in words that pass. */
const propose = ({ statements }: ReaderRequest): unknown => ({
  themes: [
    {
      title: 'The page reached nobody',
      criterion: '',
      question: 'What does a page pass through between the boiler and a phone?',
      members: statements
        .filter(({ text }) => !/manual/.test(text))
        .map(one => ({ statement: one.number, quote: one.text })),
    },
  ],
})

const readerCalls = (changes: Partial<ReaderCalls> = {}): ReaderCalls => ({
  isLogged: async region => {
    asked.push(region)
    return false
  },
  read: async (named, request, limits) => {
    calls.push({ reader: named, request, limits })
    return propose(request)
  },
  report: code => reports.push(code),
  ...changes,
})

const run = (
  of: ReaderCalls | undefined = readerCalls(),
  now = due,
  client = withinGrants(world.client, 'harvest'),
) => {
  const { client: parameters, call } = testParameters(open.parameters)
  return runHarvest(
    {
      store: harvestStore({ ...testTables, documents: client }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: id => deleteKey(parameters, '/murmur', 'seal', id),
      report: code => reports.push(code),
      remaining: () => 600_000,
      ...(of ? { readerCalls: of } : {}),
    },
    open.survey.surveyId,
    now,
  )
}

const filed = async () => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: open.survey.surveyId } }),
  )
  const run = surveySchema.parse(Item).filed?.run
  const pieces = (await itemsOf(world.client, 'learning'))
    .filter(item => String(item['sk']).startsWith(`${run}#statements#`))
    .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
  const { synthesis } = filedReviewSchema.parse(JSON.parse(pieces.map(piece => piece['text']).join('')))
  if (!synthesis) throw new Error('nothing was filed')
  return synthesis
}
const expectDefault = async () => {
  const synthesis = await filed()
  expect(synthesis.observations).toHaveLength(texts.length)
  expect(synthesis.themes).toEqual([])
  expect(synthesis).not.toHaveProperty('reader')
}

test('the model that the terms name reads, after every one of its regions was asked for a log', async () => {
  expect(await run()).toBe('harvested')
  expect(asked.toSorted()).toEqual(reader.regions)
  expect(calls.map(call => call.reader)).toEqual([reader])
  expect(calls[0]?.limits.mostTokens).toBeLessThan(reader.tokens)
  const { themes, reader: read } = await filed()
  expect(read).toEqual({ model: reader.model })
  expect(themes).toMatchObject([{ title: 'The page reached nobody', titleBy: 'reader', voices: 3 }])
  expect(await itemsOf(world.client, 'ballots')).toEqual([])
})

test('nobody is asked where the terms name no model, whatever the harvest could reach', async () => {
  await prepare({ reader: undefined })
  expect(await run()).toBe('harvested')
  expect([calls, asked]).toEqual([[], []])
  await expectDefault()
})

test.each([{ mayBeRead: false }, {}])('what its writer did not allow (%o) is not sent', async said => {
  await prepare({}, said)
  await run()
  expect(calls).toEqual([])
  await expectDefault()
})

test('only what its writer allowed is sent, and the rest stays where the default has it', async () => {
  await cast({ ...content('The page for the pump was silent too'), mayBeRead: false })
  await run()
  expect(calls[0]?.request.statements.map(({ text }) => text).toSorted()).toEqual(texts.toSorted())
  expect((await filed()).observations).toHaveLength(texts.length + 1)
})

test('with fewer ballots than the minimum nothing is sent', async () => {
  await prepare({ minimumBallots: 6 })
  await run()
  expect([calls, asked]).toEqual([[], []])
})

test.each([
  ['one of its regions keeps a log', { isLogged: async (region: string) => region === 'eu-north-1' }, 'logged', 0],
  ['nobody knows of a log', { isLogged: () => Promise.reject(new Error('denied')) }, 'failed', 0],
  ['the model refuses', { read: () => Promise.reject(new Error('denied')) }, 'failed', 1],
])('where %s the default stands, and the survey is harvested', async (_, changes, code, attempts) => {
  expect(await run(readerCalls(changes))).toBe('harvested')
  expect(reports).toEqual([code])
  if (attempts === 0) expect(calls).toEqual([])
  await expectDefault()
})

test.each([
  ['nonsense', 'I am sorry'],
  ['nothing', undefined],
  ['a cut-off list', '{"themes":[{"title":"The page"'],
  ['invented quotes', { themes: [{ title: 'The page', members: [{ statement: 1, quote: 'never said so' }] }] }],
])('a model that answers %s leaves every statement where the default has it', async (_, answer) => {
  expect(await run(readerCalls({ read: async () => answer }))).toBe('harvested')
  const { themes, observations } = await filed()
  expect([themes, observations.length]).toEqual([[], texts.length])
})

test('more than the tokens of the terms is not spent', async () => {
  await prepare({ reader: { ...reader, tokens: 1_200 } })
  expect(await run()).toBe('harvested')
  expect([calls, reports]).toEqual([[], ['over_budget']])
  await expectDefault()
})

test('cut off at any call and started again, it files the same; two attempts are paid for at most', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let cut = 0; ; cut += 1) {
      await prepare()
      const cutting = cutOff(world.client, cut, when)
      await run(readerCalls(), due, cutting.client).catch(() => {})
      if (!cutting.cut()) break
      expect(await run(readerCalls(), later)).toMatch(/harvested|not_due/)
      expect(calls.length).toBeLessThanOrEqual(2)
      expect(new Set(calls.map(({ request }) => JSON.stringify(request))).size).toBe(calls.length === 0 ? 0 : 1)
      const { themes } = await filed()
      // A run that met its end between call and checkpoint, twice, would file the default; one cut does not.
      if (cut > 0) expect(themes.map(({ voices }) => voices)).toEqual([3])
    }
  }
})

test('what was accepted is kept sealed until the survey is destroyed, and a run after it does not ask again', async () => {
  for (let cut = 0; ; cut += 1) {
    await prepare()
    const cutting = cutOff(world.client, cut, 'before')
    await run(readerCalls(), due, cutting.client).catch(() => {})
    const kept = (await itemsOf(world.client, 'ballots')).filter(item => String(item['serial']).includes('reader'))
    // The next write after the second checkpoint is the first of what is filed.
    if (calls.length === 0 || (await itemsOf(world.client, 'learning')).length === 0) continue
    expect(kept).toHaveLength(1)
    const { sealed } = kept[0] ?? {}
    expect(sealed instanceof Uint8Array && Buffer.from(sealed).includes('boiler')).toBe(false)
    await run(readerCalls({ read: () => Promise.reject(new Error('asked again')) }), later)
    expect((await filed()).themes.map(({ voices }) => voices)).toEqual([3])
    expect(reports).toEqual([])
    return
  }
})

test('runs in which the table of what was kept was away withhold nothing', async () => {
  const away = new Proxy(withinGrants(world.client, 'harvest'), {
    get: (target, name) =>
      name === 'send'
        ? async (command: object) => {
            const text = JSON.stringify(command)
            if (command.constructor.name === 'QueryCommand' && text.includes(`"${checkpointSerial('')}`))
              throw new Error('away')
            return target.send(command as never)
          }
        : Reflect.get(target, name),
  })
  for (const minutes of [0, 12, 24])
    await expect(run(readerCalls(), plus(due, minutes * minuteMilliseconds), away)).rejects.toThrow()
  expect(await run(readerCalls(), plus(due, 36 * minuteMilliseconds))).toBe('harvested')
  expect((await filed()).themes).toHaveLength(1)
})

/** A closed pulse with three groups and ballots with known answers, and the harvest with its granted permissions. */
import { generateKeyPairSync } from 'node:crypto'
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import type { Answer, BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { currentProtocol, padContent } from '../../functions/domain/ballot/texts.ts'
import { filedPulseSchema, type PublishedDocument, receiptsSchema } from '../../functions/domain/suppression/filed.ts'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { pulseCommentsSchema, pulseReleaseSchema } from '../../functions/domain/suppression/release.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import { makeSealKey } from '../../functions/protocol/seal.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import { content } from '../participation.ts'
import { type Pass, passFor, signedRow } from '../signed.ts'
import { closesAt, emptyTables, itemsOf, putSurvey, surveyRow } from '../survey.ts'

export const due = plus(closesAt, harvestDelayMilliseconds)
export const aDayLater = plus(due, 24 * 60 * minuteMilliseconds)

export const groups = [
  { id: 'group-1', label: 'Core', invited: 9 },
  { id: 'group-2', label: 'Edge', invited: 9 },
  { id: 'group-3', label: 'Web', invited: 12 },
] as const
export const invited = 30
const sealKeyId = 'key_bbbbbbbbbbbbbbbb'

/** Destroyed at the close; here it makes the passes that were drawn before. */
const sign = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const signPublicKey = sign.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')

export interface Cast {
  readonly cohort: string
  readonly answers: Readonly<Record<string, Answer>>
}

/** Ratings of the review-safety item for each group, with one comment each. */
export const rated = (...ratings: readonly (readonly number[])[]): Cast[] =>
  ratings.flatMap((values, index) =>
    values.map((value, at) => ({
      cohort: `group-${index + 1}`,
      answers: {
        'review-safety': value,
        comment: { text: `words ${index + 1}-${at}`, choice: 'verbatim' as const },
      },
    })),
  )

/** 5, 6 and 8 ballots, for which n, mean and share are easily computed by hand. */
export const known = rated([1, 2, 4, 5, 3], [5, 4, 4, 2, 1, 3], [2, 2, 3, 4, 4, 5, 5, 1])

export interface RunOptions {
  readonly stepsPerStatement?: number
  readonly client?: DynamoDBDocumentClient
  readonly remaining?: () => number
  readonly ballotsPerStep?: number
}

/** `keepLearning`: keeps what earlier pulses published. */
export const closedPulse = async (
  client: DynamoDBDocumentClient,
  casts: readonly Cast[],
  changes: Partial<Survey> = {},
  keepLearning = false,
) => {
  await emptyTables(client, 'ballots', 'slots', ...(keepLearning ? [] : (['learning'] as const)))
  const sealKeys = await makeSealKey()
  const survey = surveyRow({
    kind: 'pulse',
    status: 'closed',
    instrument: 'pulse-2',
    reviewId: null,
    meetingAt: null,
    quarter: '2026-Q4',
    invited,
    issued: casts.length,
    keys: { link: 'key_aaaaaaaaaaaaaaaa', seal: sealKeyId, sign: {} },
    cohorts: groups.map(group => ({ ...group, publicKey: signPublicKey })),
    protocol: currentProtocol,
    sealKey: sealKeys.publicKey,
    ...changes,
  })
  await putSurvey(client, survey)
  const parameters = new Map([[`/murmur/seal/${sealKeyId}`, sealKeys.privateKey]])
  const { surveyId, sealedBytes } = survey
  const reports: string[] = []

  const passOf = (cohort: string): Pass => passFor(sign.privateKey, surveyId, cohort)
  const castOne = async ({ cohort, answers }: Cast, said: Partial<BallotContent> = {}, pass = passOf(cohort)) => {
    const plain = padContent(content('', { instrument: 'pulse-2', answers, ...said }), sealedBytes)
    const Item = await signedRow(pass, { surveyId, cohort, sealPublicKey: sealKeys.publicKey }, plain)
    await client.send(new PutCommand({ TableName: 'ballots', Item }))
    return pass
  }
  await Promise.all(casts.map(cast => castOne(cast)))

  const run = (now = due, options: RunOptions = {}) => {
    const { client: keys, call } = testParameters(parameters)
    const dependencies = {
      store: harvestStore({ ...testTables, documents: options.client ?? withinGrants(client, 'harvest') }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: (id: string) => deleteKey(keys, '/murmur', 'seal', id),
      report: (code: string) => reports.push(code),
      remaining: options.remaining ?? (() => 600_000),
      ballotsPerStep: options.ballotsPerStep ?? 4,
      ...(options.stepsPerStatement === undefined ? {} : { stepsPerStatement: options.stepsPerStatement }),
    }
    return runHarvest(dependencies, surveyId, now)
  }

  const row = async (): Promise<Survey> => {
    const { Item } = await client.send(new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId } }))
    return surveySchema.parse(Item)
  }

  const document = async (name: PublishedDocument): Promise<unknown> => {
    const { filed } = await row()
    const pieces = (await itemsOf(client, 'learning'))
      .filter(item => item['pk'] === `published#${surveyId}` && String(item['sk']).startsWith(`${filed?.run}#${name}#`))
      .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
    return JSON.parse(pieces.map(piece => piece['text']).join(''))
  }

  return {
    survey,
    sealKeys,
    parameters,
    run,
    row,
    castOne,
    passOf,
    reports,
    release: async () => pulseReleaseSchema.parse(await document('pulse')),
    comments: async () => pulseCommentsSchema.parse(await document('comments')),
    receipts: async () => receiptsSchema.parse(await document('receipts')),
    listed: async () =>
      (await itemsOf(client, 'learning'))
        .filter(item => item['pk'] === 'published#pulses')
        .map(item => filedPulseSchema.parse(item)),
    checkpoints: async () =>
      (await itemsOf(client, 'ballots')).filter(item => String(item['serial']).startsWith('harvest#')),
  }
}

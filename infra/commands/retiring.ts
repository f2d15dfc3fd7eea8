/**
 * The steps of `npm run retire`. What is open ends the way it always ends: the row says so, and the functions that are
 * still running tell people, count, file, and destroy keys, ballots and slots. Only what they left is swept from here.
 * Each step can be repeated.
 */
import { DeleteParameterCommand, ParameterNotFound } from '@aws-sdk/client-ssm'
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { cancellingFrom, waitsToBeCancelled } from '../../functions/domain/survey/cancelling.ts'
import { isLive, withoutNames } from '../../functions/domain/survey/life.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { operator } from '../../functions/domain/trace/trace.ts'
import { lambdaNames } from '../../functions/manifest.ts'
import { absent, anyOf } from '../../functions/records/expressions.ts'
import { waitingMail } from '../../functions/records/mail.ts'
import { pulsePlan } from '../../functions/records/plans.ts'
import { review as reviewKind } from '../../functions/records/review.ts'
import { survey as surveyKind } from '../../functions/records/survey.ts'
import { traceOf } from '../../functions/records/trace.ts'
import { held } from '../../functions/records/writing.ts'
import { type TableName, tables as everyTable } from '../../functions/tables.ts'
import { everyItem, type Installed, type Item, keyNames, recordsIn } from './installed.ts'

/** Tables that hold nothing once every survey and meeting is over. */
export const emptied = ['slots', 'ballots', 'live'] as const satisfies readonly TableName[]

/** Of rows in `surveys` that end with their survey: sealed names and lists. */
export const sealedRow = /^(?:names|list)#/

const surveysOf = (parts: Installed): Promise<Survey[]> => recordsIn(parts).list(surveyKind, {})

/** An open pulse waits for its day, in which a keeper or leadership can stop that, whoever asks. */
const endSurvey = async (parts: Installed, survey: Survey, now: string): Promise<void> => {
  const records = recordsIn(parts)
  const { surveyId, status, closesAt, reviewId } = survey
  if (!isLive(status) || Date.parse(closesAt) <= Date.parse(now) || survey.cancelling) return
  const trace = traceOf(records)
  const about = reviewId === null ? {} : { review: reviewId }
  const intention = await trace.intend(surveyId, { at: now, act: 'survey-cancelled', by: operator, roles: [], about })
  const ended = (changes: Partial<Survey>): Promise<boolean> =>
    held(
      records.change(surveyKind, { survey: surveyId }, changes, { status, closesAt, cancelling: anyOf(absent, null) }),
    )
  const review = reviewId === null ? null : await records.get(reviewKind, { review: reviewId })
  const stands = review !== null && review.status !== 'cancelled'
  const done = waitsToBeCancelled(survey)
    ? await ended({ cancelling: cancellingFrom(now, operator) })
    : await ended({
        status: 'cancelled',
        cancelledAt: now,
        ...withoutNames,
        ...(stands ? { meetingStands: true } : {}),
      })
  await trace.settle(surveyId, intention, done ? 'done' : 'refused', {}, now)
}

/** The plan, which would ask for the next pulse; null where there is none any more. */
export const takePlan = async (parts: Installed, keep: (plan: Item) => void): Promise<void> => {
  const records = recordsIn(parts)
  const plan = await records.get(pulsePlan, {})
  if (!plan) return
  keep(plan)
  await held(records.remove(pulsePlan, {}))
}

export const endWhatIsOpen = async (parts: Installed, now: string): Promise<void> => {
  for (const survey of await surveysOf(parts)) await endSurvey(parts, survey, now)
}

const dueSchema = z.object({ pk: z.string(), dueAt: z.string() })

/** Mail about surveys; other mail is of no use once the pages are gone. */
const mailsWaiting = async ({ documents, tables }: Installed): Promise<string[]> => {
  const due: string[] = []
  let from: Item | undefined
  do {
    const { Items = [], LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: tables.people,
        IndexName: 'queue',
        KeyConditionExpression: '#queue = :mail',
        ExpressionAttributeNames: { '#queue': 'queue' },
        ExpressionAttributeValues: { ':mail': waitingMail },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    )
    const mails = Items.flatMap(item => dueSchema.safeParse(item).data ?? [])
    due.push(...mails.filter(({ pk }) => pk.startsWith('mail#srv_')).map(({ dueAt }) => dueAt))
    from = LastEvaluatedKey
  } while (from)
  return due.toSorted()
}

const waitOf = (survey: Survey): string[] => {
  const { surveyId, status, cancelling, closesAt, destroyedAt, announcedAt } = survey
  if (isLive(status) && cancelling) return [`${surveyId} is open until ${cancelling.until}, unless somebody stops that`]
  if (isLive(status)) return [`${surveyId} is ${status}, and closes at ${closesAt}`]
  if (status === 'closed') return [`${surveyId} closed at ${closesAt}, and is not filed yet`]
  if (status === 'cancelled') return destroyedAt ? [] : [`${surveyId} is cancelled, and not swept yet`]
  return announcedAt ? [] : [`${surveyId} is filed, and nobody was told yet`]
}

/** What has to pass before the rest can be swept, in sentences; empty if nothing. */
export const waitsFor = async (parts: Installed): Promise<string[]> => {
  const surveys = (await surveysOf(parts)).flatMap(waitOf)
  const mails = await mailsWaiting(parts)
  return [...surveys, ...(mails.length > 0 ? [`${mails.length} mails are on their way, the first at ${mails[0]}`] : [])]
}

/** Nobody can ask for a survey any more, or stop that one ends. */
export const closeTheDesk = (parts: Installed): Promise<void> => parts.halt('organise')

export const haltEverything = async (parts: Installed): Promise<void> => {
  for (const name of lambdaNames) await parts.halt(name)
}

const removeKey = async (parts: Installed, name: string): Promise<void> => {
  try {
    await parts.parameters.send(new DeleteParameterCommand({ Name: name }))
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error
  }
}

const removeItem = async ({ documents, tables }: Installed, table: TableName, item: Item): Promise<void> => {
  const { partitionKey, sortKey } = everyTable[table]
  const Key = { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] }
  await documents.send(new DeleteCommand({ TableName: tables[table], Key }))
}

/** Keys first: what is left of ballots after that nobody can open. */
export const sweep = async (parts: Installed): Promise<void> => {
  for (const name of await keyNames(parts)) await removeKey(parts, name)
  for (const table of emptied) for await (const item of everyItem(parts, table)) await removeItem(parts, table, item)
  for await (const item of everyItem(parts, 'surveys'))
    if (sealedRow.test(String(item['pk']))) await removeItem(parts, 'surveys', item)
}

export interface Proof {
  readonly keys: number
  readonly slots: number
  readonly ballots: number
  readonly live: number
  readonly sealedRows: number
  /** Surveys that could still be answered, or whose answers could still be read. */
  readonly unended: number
}

/** Read back, however it came about. */
export const proofOf = async (parts: Installed): Promise<Proof> => {
  const counted = async (table: TableName, counts: (item: Item) => boolean = () => true): Promise<number> => {
    let count = 0
    for await (const item of everyItem(parts, table)) if (counts(item)) count += 1
    return count
  }
  return {
    keys: (await keyNames(parts)).length,
    slots: await counted('slots'),
    ballots: await counted('ballots'),
    live: await counted('live'),
    sealedRows: await counted('surveys', ({ pk }) => sealedRow.test(String(pk))),
    unended: await counted(
      'surveys',
      ({ pk, status }) => pk === 'survey' && status !== 'harvested' && status !== 'cancelled',
    ),
  }
}

/**
 * What a restored table must not bring back. Keys, ballots, slots and the trace are never restored, and neither is mail:
 * so surveys, their lists and their mail go on from where they stand now, whoever was erased since is erased once more,
 * and a survey without its keys ends. Each step can be repeated.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { deleteAll, putAll } from '../../functions/aws/documents.ts'
import { withoutNames } from '../../functions/domain/survey/life.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import type { Deployment } from '../deployment.ts'
import { type TableName, tables as everyTable } from '../../functions/tables.ts'
import { erasedAs } from './erasures.ts'
import { everyItem, type Item } from './installed.ts'
import { erasePerson, found } from './person-records.ts'
import { sealedRow } from './retiring.ts'

export const restorable = ['people', 'surveys', 'learning'] as const satisfies readonly TableName[]
export type Restorable = (typeof restorable)[number]

export interface Restoring {
  readonly documents: DynamoDBDocumentClient
  /** As they stand: what was written since. */
  readonly tables: Deployment['tables']
  /** The tables as they were, under names of their own. */
  readonly restored: Readonly<Partial<Record<Restorable, string>>>
  readonly keyNames: ReadonlySet<string>
  readonly erased: ReadonlySet<string>
  readonly now: string
}

/** In `people`: of a survey, of mail, or of what stops it. The roster, its earlier versions and the plan are restored. */
const staysInPeople = /^(?:mail|letter|participants|invitation|changes)#|^(?:stop|returned|unsubscribe|reminders)$/
/** Of them what the state of today alone has: a mail that waited then has been sent, and what was lifted stays lifted. */
const onlyOfToday = /^mail#/
/** In `learning`: how the desk lists reviews, made of them and of their surveys. `clock` makes it anew where it is missing. */
const madeAnew = /^desk(?:#|-due$|-built$)/
/** In `learning`: what was filed, which no ballot is left to file again. */
const staysInLearning = /^published#/

const keyOf = (table: TableName, item: Item): Item => {
  const { partitionKey, sortKey } = everyTable[table]
  return { [partitionKey]: item[partitionKey], [sortKey]: item[sortKey] }
}
const nameOf = (item: Item): string => JSON.stringify([item['pk'], item['sk']])

const itemsOf = async (
  documents: DynamoDBDocumentClient,
  table: TableName,
  name: string,
  wanted: (item: Item) => boolean,
): Promise<Map<string, Item>> => {
  const all = new Map<string, Item>()
  const tables = { [table]: name } as Deployment['tables']
  for await (const item of everyItem({ documents, tables }, table)) if (wanted(item)) all.set(nameOf(item), item)
  return all
}

const isIn = (pattern: RegExp) => (item: Item) => pattern.test(String(item['pk']))

/** What stands today is put over what stood then; returns how many items. */
const carryOver = async (
  { documents, tables }: Restoring,
  table: Restorable,
  to: string,
  pattern: RegExp,
): Promise<number> => {
  const today = await itemsOf(documents, table, tables[table], isIn(pattern))
  await putAll(documents, to, [...today.values()])
  return today.size
}

const drop = async ({ documents }: Restoring, table: Restorable, to: string, pattern: RegExp): Promise<void> => {
  const items = await itemsOf(documents, table, to, isIn(pattern))
  await deleteAll(
    documents,
    to,
    [...items.values()].map(item => keyOf(table, item)),
  )
}

const dropWhatIsGone = async ({ documents, tables }: Restoring, to: string): Promise<number> => {
  const today = await itemsOf(documents, 'people', tables.people, isIn(onlyOfToday))
  const then = await itemsOf(documents, 'people', to, isIn(onlyOfToday))
  const gone = [...then].filter(([name]) => !today.has(name)).map(([, item]) => keyOf('people', item))
  await deleteAll(documents, to, gone)
  return gone.length
}

const keyedSchema = z.looseObject({ pk: z.string(), sk: z.string() })

/** Every address that an item of `people` is about. */
const addressesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.includes('@') ? [value.toLowerCase()] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(addressesIn)
}

/** Whoever was erased since then is erased from what was restored. Returns how many people were found there. */
const eraseAgain = async ({ documents, erased }: Restoring, to: string): Promise<number> => {
  if (erased.size === 0) return 0
  const all = [...(await itemsOf(documents, 'people', to, () => true)).values()]
  const addresses = new Set(all.flatMap(addressesIn).filter(email => erased.has(erasedAs(email))))
  for (const email of addresses) {
    const says = all.map(item => found(keyedSchema.parse(item), email, [])).filter(says => says !== null)
    await erasePerson(documents, to, says, email)
  }
  return addresses.size
}

const order: readonly Survey['status'][] = ['scheduled', 'opening', 'open', 'closed', 'harvested', 'cancelled']

/** The row that is further on; today's, if it can be read and neither is. */
const furtherOn = (then: Item | undefined, today: Item | undefined): Item | undefined => {
  const [older, newer] = [then, today].map(item => surveySchema.safeParse(item).data)
  if (!newer) return older ? then : (today ?? then)
  return older && order.indexOf(older.status) > order.indexOf(newer.status) ? then : today
}

/** Keys that a survey in this state needs to go on. Those of links and passes end at the close. */
const needs = ({ status, keys, filed, unreadAt }: Survey): string[] => {
  if (!keys || filed || unreadAt) return []
  const seal = `seal/${keys.seal}`
  if (status === 'open') return [seal, `link/${keys.link}`, ...Object.values(keys.sign).map(id => `sign/${id}`)]
  return status === 'closed' ? [seal] : []
}

/** Everybody invited is told, as of a survey that was cancelled by itself: its meeting takes place all the same. */
const ended = (item: Item, now: string): Item => {
  const stands = item['reviewId'] ? { meetingStands: true } : {}
  return { ...item, status: 'cancelled', cancelledAt: now, ...withoutNames, ...stands }
}

interface Surveys {
  /** How many rows are those of today. */
  readonly goOn: number
  /** Those whose keys are gone: everybody invited is told, and what is left is destroyed unread. */
  readonly ended: readonly string[]
}

const restoreSurveys = async (restoring: Restoring, to: string): Promise<Surveys> => {
  const { documents, tables, keyNames, now } = restoring
  const then = await itemsOf(documents, 'surveys', to, () => true)
  const today = await itemsOf(documents, 'surveys', tables.surveys, () => true)
  const there = new Set([...keyNames].map(name => name.split('/').slice(-2).join('/')))
  const endedIds: string[] = []
  const rows: Item[] = []
  const comeBack = new Set<string>()
  for (const name of new Set([...then.keys(), ...today.keys()])) {
    if (sealedRow.test(String(then.get(name)?.['pk'])) && !today.has(name)) continue
    const row = today.get(name)?.['pk'] === 'survey' || then.get(name)?.['pk'] === 'survey'
    const item = row ? furtherOn(then.get(name), today.get(name)) : (today.get(name) ?? then.get(name))
    if (!item) continue
    const survey = row ? surveySchema.safeParse(item).data : undefined
    const lacksKeys = survey !== undefined && !needs(survey).every(key => there.has(key))
    if (lacksKeys) endedIds.push(survey.surveyId)
    if (row && !lacksKeys && !today.has(name)) comeBack.add(String(item['sk']))
    rows.push(lacksKeys ? ended(item, now) : item)
  }
  await putAll(documents, to, rows)
  // Sealed rows are destroyed before their survey is over: where it goes on or has ended, what is missing today stays so.
  const gone = [...then].filter(
    ([name, { pk }]) =>
      sealedRow.test(String(pk)) && !today.has(name) && !comeBack.has(String(pk).replace(sealedRow, '')),
  )
  await deleteAll(
    documents,
    to,
    gone.map(([, item]) => keyOf('surveys', item)),
  )
  return { goOn: today.size, ended: endedIds }
}

export interface Reconciled {
  readonly surveys: Surveys | null
  /** Items of today that were put over those of then, and mails of then that are gone today. */
  readonly carriedOver: number
  readonly droppedMails: number
  readonly erasedAgain: number
}

/** Makes the restored tables fit to be used. The functions must not run meanwhile. */
export const reconcile = async (restoring: Restoring): Promise<Reconciled> => {
  const { people, surveys, learning } = restoring.restored
  let carriedOver = 0
  let droppedMails = 0
  let erasedAgain = 0
  if (people !== undefined) {
    carriedOver += await carryOver(restoring, 'people', people, staysInPeople)
    droppedMails = await dropWhatIsGone(restoring, people)
    erasedAgain = await eraseAgain(restoring, people)
  }
  if (learning !== undefined) {
    carriedOver += await carryOver(restoring, 'learning', learning, staysInLearning)
    await drop(restoring, 'learning', learning, madeAnew)
  }
  return {
    surveys: surveys === undefined ? null : await restoreSurveys(restoring, surveys),
    carriedOver,
    droppedMails,
    erasedAgain,
  }
}

/** Everything the tables hold about one person. Looks at every item, so that no kind of item is forgotten. */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  paginateScan,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { termsReader } from '../../functions/protocol/digest.ts'
import { type TableName, tables as everyTable } from '../../functions/tables.ts'

const itemSchema = z.looseObject({ pk: z.string(), sk: z.string() })
export type Item = z.infer<typeof itemSchema>

/**
 * Every table but those in which nothing can be told to be somebody's: hashes, serials and sealed bytes. A test holds
 * the declarations of stored items to that.
 */
export const searchedTables = ['people', 'surveys', 'learning', 'live', 'trace'] as const satisfies readonly TableName[]
type SearchedTable = (typeof searchedTables)[number]

/** The beginnings of the partition keys of items that hold entries of many people. */
const lists = [
  { partition: 'participants#', attribute: 'emails' },
  { partition: 'invitation#', attribute: 'people' },
  { partition: 'pulse-plan', attribute: 'leaders' },
  { partition: 'replaced#', attribute: 'people' },
  { partition: 'owners', attribute: 'owners' },
] as const

export type Found =
  /** The item is about this person only. */
  | { readonly kind: 'own'; readonly item: Item }
  /** One entry of a list. */
  | { readonly kind: 'entry'; readonly item: Item; readonly attribute: string; readonly entries: readonly unknown[] }
  /** The address or name appears in an item that is about something else. */
  | { readonly kind: 'mention'; readonly item: Item }

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  // Keys too: a count by name is about somebody.
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(texts)]
}

const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')

/** A whole address or name: "ana@example.com" stands in neither "diana@example.com" nor "ana@example.community". */
const whole = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}.+_-])${escaped(word)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'iu')

const mentions = (value: unknown, wanted: readonly string[]): boolean => {
  const words = wanted.map(whole)
  return texts(value).some(text => words.some(word => word.test(text)))
}

/** The terms of a survey name its readers by digests of their addresses. */
const isReader = (item: Item, email: string): boolean =>
  item.pk === 'survey' && texts(item['termsReaders']).includes(termsReader(item.sk, email))

const is = (value: unknown, email: string): boolean => typeof value === 'string' && value.toLowerCase() === email

const isOwn = (item: Item, email: string): boolean => {
  if (item.pk === 'person' || item.pk === 'stop' || item.pk === 'returned') return is(item.sk, email)
  if (item.pk === 'unsubscribe') return is(item['email'], email)
  return item.pk.startsWith('mail#') && is(item['to'], email)
}

const entryIs = (entry: unknown, email: string): boolean =>
  is(entry, email) || is(z.looseObject({ email: z.string() }).safeParse(entry).data?.email, email)

/** What an item says about a person; null if nothing. `names` are searched for beside the address, in lower case. */
export const found = (item: Item, email: string, names: readonly string[]): Found | null => {
  if (isOwn(item, email)) return { kind: 'own', item }
  const list = lists.find(({ partition }) => item.pk.startsWith(partition))
  if (list) {
    const all = z.array(z.unknown()).safeParse(item[list.attribute]).data ?? []
    const entries = all.filter(entry => entryIs(entry, email))
    if (entries.length > 0) return { kind: 'entry', item, attribute: list.attribute, entries }
  }
  return mentions(item, [email, ...names]) || isReader(item, email) ? { kind: 'mention', item } : null
}

export type PersonTables = Readonly<Record<SearchedTable, string>>

/** A first name alone would match everybody of that name. */
const isFullName = (name: string): boolean => /\S\s+\S/.test(name)

export const findPerson = async (
  documents: DynamoDBDocumentClient,
  tables: PersonTables,
  email: string,
): Promise<Readonly<Record<SearchedTable, Found[]>>> => {
  const person = await documents.send(
    new GetCommand({ TableName: tables.people, Key: { pk: 'person', sk: email }, ConsistentRead: true }),
  )
  const name = z.looseObject({ name: z.string() }).safeParse(person.Item).data?.name.trim().toLowerCase() ?? ''
  const names = isFullName(name) ? [name] : []
  const scan = async (table: SearchedTable, known: readonly string[]): Promise<Found[]> => {
    const { partitionKey, sortKey } = everyTable[table]
    const all: Found[] = []
    const asked = { TableName: tables[table], ConsistentRead: true }
    for await (const page of paginateScan({ client: documents }, asked)) {
      for (const item of page.Items ?? []) {
        const keyed = { ...item, pk: item[partitionKey], sk: item[sortKey] }
        const says = found(itemSchema.parse(keyed), email, known)
        if (says) all.push(says)
      }
    }
    return all
  }
  return {
    people: await scan('people', []),
    surveys: await scan('surveys', names),
    learning: await scan('learning', names),
    live: await scan('live', names),
    trace: await scan('trace', names),
  }
}

const key = ({ pk, sk }: Item) => ({ pk, sk })

/** What the person is shown: their own items in full, only their entries of a list, and the keys of other items. */
export const report = (all: readonly Found[]): readonly Record<string, unknown>[] =>
  all.map(says => {
    if (says.kind === 'own') return says.item
    if (says.kind === 'entry') return { ...key(says.item), [says.attribute]: says.entries }
    return { ...key(says.item), mentioned: true }
  })

/** More than one person has entries in a list, and enough when others change it at the same time. */
const attempts = 20

/** Removes the person's entries from a list, one at a time. False if entries remain after `attempts`. */
const removeEntry = async (
  documents: DynamoDBDocumentClient,
  table: string,
  says: Extract<Found, { kind: 'entry' }>,
  email: string,
): Promise<boolean> => {
  const { attribute } = says
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: key(says.item), ConsistentRead: true }),
    )
    const entries = z.array(z.unknown()).safeParse(Item?.[attribute]).data ?? []
    const index = entries.findIndex(entry => entryIs(entry, email))
    if (index === -1) return true
    const place = `#list[${index}]${typeof entries[index] === 'string' ? '' : '.email'}`
    try {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: key(says.item),
          UpdateExpression: `REMOVE #list[${index}]`,
          ConditionExpression: `${place} = :email`,
          ExpressionAttributeNames: { '#list': attribute },
          ExpressionAttributeValues: { ':email': email },
        }),
      )
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error
    }
  }
  return false
}

/** The roster row goes last: after an interruption, the next run still finds the name to search for there. */
const rosterLast = (says: Found): number => (says.item.pk === 'person' ? 1 : 0)

/** Removes the person's own items and entries, and returns how many it changed. An interrupted run is repeatable. */
export const erasePerson = async (
  documents: DynamoDBDocumentClient,
  table: string,
  all: readonly Found[],
  email: string,
): Promise<number> => {
  let changed = 0
  for (const says of all.toSorted((one, other) => rosterLast(one) - rosterLast(other))) {
    if (says.kind === 'own') {
      await documents.send(new DeleteCommand({ TableName: table, Key: key(says.item) }))
      changed += 1
    }
    if (says.kind === 'entry') {
      if (!(await removeEntry(documents, table, says, email))) {
        throw new Error(`${says.item.pk} ${says.item.sk} keeps changing: run the command again`)
      }
      changed += 1
    }
  }
  return changed
}

/**
 * Names that an older release left on surveys that are over: whoever has one of their mails could still open them.
 * Returns how many rows held some.
 */
export const dropOldNames = async (documents: DynamoDBDocumentClient, table: string): Promise<number> => {
  let dropped = 0
  for await (const page of paginateScan({ client: documents }, { TableName: table, ConsistentRead: true })) {
    for (const item of page.Items ?? []) {
      const { pk, sk, status, pageNames } = z.looseObject({ pk: z.string(), sk: z.string() }).parse(item)
      const isOver = status === 'harvested' || status === 'cancelled'
      if (pk !== 'survey' || !isOver || typeof pageNames !== 'string') continue
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression: 'SET pageNames = :none, sealedNames = :empty',
          ConditionExpression: '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':none': null, ':empty': [], ':status': status },
        }),
      )
      dropped += 1
    }
  }
  return dropped
}

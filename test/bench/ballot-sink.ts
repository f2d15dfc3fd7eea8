/**
 * DynamoDB and SSM for one harvest, as fast as possible: the given number of sealed ballots of a pulse in a file,
 * everything else in memory. Conditions always hold; pages end at 1 MB, as DynamoDB's do. Argument: ballots. Prints
 * `port`, and when its standard input ends, the requests it received.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { currentProtocol, padContent } from '../../functions/domain/ballot/texts.ts'
import { serialOf } from '../../functions/protocol/pass.ts'
import { makeSealKey } from '../../functions/protocol/seal.ts'
import { passFor, signedRow } from '../signed.ts'
import { closesAt, surveyRow } from '../survey.ts'
import { attributes, type Attributes } from './wire.ts'

const ballots = Number(process.argv[2] ?? 100)
const groups = 50
const keys = await makeSealKey()
const signing = generateKeyPairSync('rsa', { modulusLength: 2048 })
const survey = surveyRow({
  kind: 'pulse',
  status: 'closed',
  instrument: 'pulse-2',
  protocol: currentProtocol,
  reviewId: null,
  meetingAt: null,
  quarter: '2026-Q4',
  closesAt,
  invited: ballots * 2,
  issued: ballots,
  keys: { link: 'key_aaaaaaaaaaaaaaaa', seal: 'key_bbbbbbbbbbbbbbbb', sign: {} },
  sealKey: keys.publicKey,
  cohorts: Array.from({ length: groups }, (_, index) => ({
    id: `group-${index}`,
    label: `Group ${index}`,
    invited: (ballots * 2) / groups,
    publicKey: signing.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
  })),
})

// 1. The ballots by serial, each at its position in the file.
const folder = mkdtempSync(path.join(tmpdir(), 'murmur-ballots-'))
const file = openSync(path.join(folder, 'ballots'), 'w+')
const cast = Array.from({ length: ballots }, (_, index) => {
  const cohort = `group-${index % groups}`
  const pass = passFor(signing.privateKey, survey.surveyId, cohort)
  return { cohort, pass, serial: serialOf(pass.message) }
}).toSorted((a, b) => (a.serial < b.serial ? -1 : 1))
const serials = cast.map(({ serial }) => serial)
const rows: Attributes[] = []
/** One of a few sentences, so that every third ballot has a comment of about 200 characters. */
const words = 'we talk about what happened and not about who did it most of the time'.split(' ')
const sentence = (): string => Array.from(randomBytes(40), byte => words[byte % words.length]).join(' ')
const items = ['review-safety', 'mistakes', 'problems', 'different', 'risk', 'help', 'efforts', 'skills']
let sealedBytes = 0
const write = async (index: number): Promise<void> => {
  const random = randomBytes(items.length + 1)
  const ratings = Object.fromEntries(items.map((item, at) => [item, 1 + ((random[at] ?? 0) % 5)]))
  const commented = (random.at(-1) ?? 0) % 3 === 0
  const comment = commented ? { comment: { text: sentence(), choice: 'verbatim' as const } } : {}
  const said = { instrument: survey.instrument, language: 'en', pseudonym: '', signature: null }
  const plain = padContent({ ...said, answers: { ...ratings, ...comment } }, survey.sealedBytes)
  const one = cast[index]
  if (!one) return
  const sealing = { surveyId: survey.surveyId, cohort: one.cohort, sealPublicKey: keys.publicKey }
  const { sealed, ...row } = await signedRow(one.pass, sealing, plain)
  sealedBytes = sealed.length
  rows[index] = attributes(row)
  writeSync(file, sealed, 0, sealed.length, index * sealed.length)
}
await write(0)
for (let from = 1; from < ballots; from += 8) {
  await Promise.all(Array.from({ length: Math.min(8, ballots - from) }, (_, at) => write(from + at)))
}

// 2. The tables.
let row: Attributes = attributes({ pk: 'survey', sk: survey.surveyId, ...survey })
const stored = new Map<string, Attributes>()
const asked = new Map<string, number>()
const pageBytes = 1_000_000

const ballotAt = (index: number, whole: boolean): Attributes => {
  const key = { surveyId: { S: survey.surveyId }, serial: { S: serials[index] ?? '' } }
  const row = rows[index] ?? {}
  if (!whole) return { ...key, digest: row['digest'] ?? {} }
  const sealed = Buffer.alloc(sealedBytes)
  readSync(file, sealed, 0, sealedBytes, index * sealedBytes)
  return { ...row, sealed: { B: sealed.toString('base64') } }
}
const firstFrom = (serial: string): number => {
  let [low, high] = [0, serials.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((serials[middle] ?? '') < serial) low = middle + 1
    else high = middle
  }
  return low
}

interface Input {
  readonly TableName: string
  readonly Limit?: number
  readonly KeyConditionExpression?: string
  readonly ProjectionExpression?: string
  readonly ExclusiveStartKey?: Attributes
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>
  readonly ExpressionAttributeValues?: Readonly<Record<string, { S?: string }>>
  readonly Item?: Attributes
  readonly Key?: Attributes
  readonly UpdateExpression?: string
  readonly RequestItems?: Readonly<Record<string, readonly unknown[]>>
}

const text = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'S' in value ? String(value.S) : ''
const itemsAnswer = (found: readonly Attributes[], last?: Attributes): string =>
  JSON.stringify({ Items: found, Count: found.length, ...(last ? { LastEvaluatedKey: last } : {}) })

const perPage = Math.max(1, Math.floor(pageBytes / (sealedBytes + 700)))
const queryBallots = (input: Input): string => {
  const asked = input.KeyConditionExpression ?? ''
  if (asked.includes('begins_with'))
    return itemsAnswer([...stored.values()].filter(item => text(item['serial']).startsWith('harvest#')))
  // In the order of the expression: the partition, and where there are bounds, both of them.
  const [, first = '0', last = 'g'] = Object.values(input.ExpressionAttributeValues ?? {}).map(({ S }) => S)
  const from = firstFrom(input.ExclusiveStartKey ? `${text(input.ExclusiveStartKey['serial'])}0` : first)
  const end = Math.min(from + perPage, firstFrom(`${last}0`))
  const found = Array.from({ length: Math.max(0, end - from) }, (_, at) =>
    ballotAt(from + at, input.ProjectionExpression === undefined),
  )
  const more = end - from === perPage && found.length > 0
  return itemsAnswer(found, more ? ballotAt(end - 1, false) : undefined)
}
const slotsPerPage = 10_000
/** Deletions happen in order: everything below this slot is gone. */
let firstSlot = 0
const goneSlots = new Set<number>()
const deleteSlot = (slot: number): void => {
  goneSlots.add(slot)
  while (goneSlots.delete(firstSlot)) firstSlot += 1
}
const querySlots = (input: Input): string => {
  const from = Math.max(firstSlot, input.ExclusiveStartKey ? Number(text(input.ExclusiveStartKey['slot'])) + 1 : 0)
  const limit = Math.min(slotsPerPage, input.Limit ?? slotsPerPage)
  const size = Math.max(0, Math.min(limit, ballots * 2 - from))
  const slots = Array.from({ length: size }, (_, at) => ({
    surveyId: { S: survey.surveyId },
    slot: { S: String(from + at).padStart(43, '0') },
  }))
  return itemsAnswer(slots, size === limit ? slots.at(-1) : undefined)
}
const queryLearning = (input: Input): string => {
  const values = Object.values(input.ExpressionAttributeValues ?? {}).map(({ S }) => S ?? '')
  return itemsAnswer([...stored.values()].filter(item => text(item['pk']) === values[0]))
}

const update = (input: Input): void => {
  for (const part of (input.UpdateExpression ?? '')
    .replace(/^SET /, '')
    .replace(/ REMOVE .*$/, '')
    .split(', ')) {
    const [name = '', value = ''] = part.split(' = ')
    row = {
      ...row,
      [input.ExpressionAttributeNames?.[name] ?? name]: input.ExpressionAttributeValues?.[value] ?? { NULL: true },
    }
  }
}

const answer = (operation: string, body: string): string => {
  if (operation === 'GetParameter') return JSON.stringify({ Parameter: { Value: keys.privateKey } })
  if (operation === 'GetParameters') {
    const { Names = [] }: { Names?: string[] } = JSON.parse(body)
    return JSON.stringify({ Parameters: Names.map(Name => ({ Name, Value: keys.privateKey })) })
  }
  if (operation === 'DeleteParameter') return '{}'
  const input: Input = JSON.parse(body)
  const isMany = operation === 'BatchWriteItem'
  const table = isMany ? Object.keys(input.RequestItems ?? {}).join() : input.TableName
  const name = `${operation} ${table}`
  const count = isMany ? (input.RequestItems?.[table]?.length ?? 0) : 1
  asked.set(name, (asked.get(name) ?? 0) + count)
  if (operation === 'GetItem') return JSON.stringify({ Item: row })
  if (operation === 'PutItem' && input.Item) {
    const { pk, sk, surveyId, serial } = input.Item
    stored.set(`${table} ${text(pk ?? surveyId)} ${text(sk ?? serial)}`, input.Item)
  }
  if (operation === 'UpdateItem') update(input)
  if (operation === 'DeleteItem' && table === 'slots') deleteSlot(Number(text(input.Key?.['slot'])))
  if (operation !== 'Query') return '{}'
  if (table === 'ballots') return queryBallots(input)
  return table === 'slots' ? querySlots(input) : queryLearning(input)
}

const server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
    const body = answer(operation, Buffer.concat(pieces).toString())
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(body)
  })
})
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
process.stdin
  .on('end', () => {
    const documents = [...stored].map(([key, item]) => [key, text(item['text']).slice(0, 400)])
    console.log(JSON.stringify({ asked: Object.fromEntries(asked), documents, status: text(row['status']) }))
    closeSync(file)
    rmSync(folder, { recursive: true })
    process.exit(0)
  })
  .resume()

/** Today's functions on the data of earlier releases, each with a survey open at every stage. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import type { Backfill } from '../../functions/records/backfill.ts'
import { everyKind } from '../../functions/records/every.ts'
import { idsIn, indexAttributes, type Item, type Kind, versionOf } from '../../functions/records/kind.ts'
import { readItem, storedVersion } from '../../functions/records/reading.ts'
import { type TableName, tableNames, tables } from '../../functions/tables.ts'
import { backfillIndexes } from '../../infra/commands/backfill.ts'
import { answers, browserOf, startStory, type Story, takePart } from '../journeys/story.ts'
import { people, written } from './every-stage.ts'
import { putItems, seen, withTables } from './pin.ts'
import { pinned, type PinnedData, type RawItem } from './pinned.ts'

const day = 24 * 3_600_000

const kindsOf = (table: TableName, item: Item): Kind[] => everyKind[table].filter(kind => idsIn(kind, item))
const plain = (item: RawItem): Item => unmarshall(item)

/** What today's records make of an item: what is wrong with it, or null. */
const unreadable = (table: TableName, item: Item): string | null => {
  const { partitionKey, sortKey } = tables[table]
  const kinds = kindsOf(table, item)
  const name = `${table}: ${String(item[partitionKey])} ${String(item[sortKey])}`
  if (kinds.length === 0) return `${name} is of no kind`
  if (kinds.every(kind => storedVersion(item) > versionOf(kind))) return `${name} is newer than its kind`
  return kinds.some(kind => readItem(kind, item)) ? null : `${name} is set aside`
}

const notEntered = (item: Item): boolean =>
  kindsOf('learning', item).some(kind => {
    const value = readItem(kind, item)
    const entries = value ? indexAttributes(kind, value) : {}
    return Object.keys(entries).some(name => item[name] === undefined)
  })

/** As if it had been written before there was any index but those of the keys. */
const beforeIndexes = (table: TableName, item: RawItem): RawItem => {
  const known = kindsOf(table, plain(item)).flatMap(kind => {
    const value = readItem(kind, plain(item))
    return value ? Object.keys(indexAttributes(kind, value)).filter(name => !(name in value)) : []
  })
  return Object.fromEntries(Object.entries(item).filter(([name]) => table !== 'learning' || !known.includes(name)))
}

const releases = pinned().flatMap(({ version, data }) => (data ? [{ version, data }] : []))

test('there is a release whose data are tried', () => {
  expect(releases).not.toEqual([])
})

describe.each(releases)('from $version', ({ data }) => {
  const all: Readonly<Partial<PinnedData['tables']>> = data.tables
  const itemsOf = (table: TableName): RawItem[] => all[table] ?? []
  let folder: string
  let story: Story
  let filling: Backfill
  /** The status of each survey. */
  const statuses = async (): Promise<Record<string, string>> => {
    const { surveys } = (await story.dump()).tables
    const rows = surveys.filter(({ pk }) => pk === 'survey')
    return Object.fromEntries(rows.map(({ sk, status }) => [String(sk), String(status)]))
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'murmur-drill-'))
    writeFileSync(path.join(folder, 'data-version'), data.dataVersion)
    writeFileSync(path.join(folder, 'parameters.json'), data.parameters)
    await withTables(folder, async client => {
      for (const name of tableNames) {
        await putItems(
          client,
          name,
          itemsOf(name).map(item => beforeIndexes(name, item)),
        )
      }
      const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
      filling = await backfillIndexes(documents, { table: 'learning', release: 'today', now: data.now })
    })
    story = await startStory({ data: folder })
    await story.passTime(data.now)
  })
  afterAll(async () => {
    await story?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every item is read, or lifted', () => {
    const wrong = tableNames.flatMap(name => itemsOf(name).flatMap(item => unreadable(name, plain(item)) ?? []))
    expect(wrong).toEqual([])
  })

  test('what was written before an index is entered into it', async () => {
    expect(filling).toMatchObject({ done: true, left: 0 })
    expect(filling.filled).toBeGreaterThan(itemsOf('learning').length / 4)
    expect((await story.dump()).tables.learning.filter(notEntered)).toEqual([])
    const listed = await story.call('GET', '/api/incidents')
    for (const title of ['An incident that is recorded', 'Search was down']) expect(listed.text).toContain(title)
  })

  test('open surveys keep their keys and their terms, word for word', async () => {
    const { forms } = await seen(story, data)
    for (const [stage, form] of Object.entries(data.forms)) {
      expect(forms[stage]).toMatchObject(form)
      expect(forms[stage]?.['terms']).toEqual(form['terms'])
      expect(forms[stage]?.['termsByLanguage']).toEqual(form['termsByLanguage'])
    }
  })

  test('an agenda that was filed then is shown now', async () => {
    const { shown } = await seen(story, data)
    expect(shown).toEqual(data.shown)
    expect(Object.values(data.shown).every(texts => texts.length > 0)).toBe(true)
  })

  test('the links that were mailed then open a form now, and what is sent by them counts', async () => {
    const of = (survey: string | undefined) => data.links.filter(([, link]) => link.includes(`#${String(survey)}.`))
    // Mails come in no order; the first of those asked has answered already.
    const unanswered = of(data.surveys['collecting']).filter(([to]) => to !== people[0]?.email)
    for (const [index, [, link]] of unanswered.slice(0, 2).entries()) {
      await takePart(browserOf(story.url, link), answers({ saw: written[index + 1] ?? '' }))
    }
    const [asked] = of(data.surveys['pulse'])
    await takePart(browserOf(story.url, asked?.[1] ?? ''), { 'review-safety': 4 }, { pseudonym: '' })
    expect((await story.dump()).tables.ballots.length).toBe(itemsOf('ballots').length + 3)
  })

  test('the clock brings every survey to its end, and leaves no key, slot or ballot', async () => {
    expect(Object.values(await statuses()).toSorted()).toEqual([
      'closed',
      'harvested',
      'harvested',
      'harvested',
      'open',
      'open',
    ])
    for (const days of [1, 4, 9, 10]) await story.passTime(plus(data.now, days * day))
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(['harvested']))
    const { tables: left, parameters, logs } = await story.dump()
    expect([left.slots, left.ballots, parameters]).toEqual([[], [], []])
    expect(logs.filter(line => line.includes('record_set_aside'))).toEqual([])
    for (const stage of ['closed', 'collecting']) {
      const { text } = await story.call('GET', `/api/reviews/${String(data.reviews[stage])}/agenda.json`)
      expect([stage, written.filter(each => text.includes(each))]).toEqual([stage, written])
    }
  })
})

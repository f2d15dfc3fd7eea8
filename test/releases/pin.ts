/** Makes what a release is pinned with: its template, its description of the API, and the data of a story. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { everyOperation } from '../../functions/calls/operations.ts'
import { openApiDocument } from '../../functions/http/openapi.ts'
import { type TableName, tableNames } from '../../functions/tables.ts'
import { startTables } from '../../infra/local/emulators/dynamodb.ts'
import { synthesized } from '../../infra/local/hostile/template.ts'
import { type Story, startStory } from '../journeys/story.ts'
import { tellEveryStage, written } from './every-stage.ts'
import { type PinnedData, putRelease, type RawItem, requireUnpinned } from './pinned.ts'

/** The tables of a local world that does not run. */
export const withTables = async <T>(data: string, work: (client: DynamoDBClient) => Promise<T>): Promise<T> => {
  const tables = await startTables(path.join(data, 'tables'))
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new DynamoDBClient({ endpoint: tables.endpoint, region: 'eu-central-1', credentials })
  try {
    return await work(client)
  } finally {
    client.destroy()
    await tables.stop()
  }
}

const scan = async (client: DynamoDBClient, TableName: TableName): Promise<RawItem[]> => {
  const items: RawItem[] = []
  for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []))
  return items
}

const batch = 25

export const putItems = async (client: DynamoDBClient, TableName: TableName, items: readonly RawItem[]) => {
  for (let from = 0; from < items.length; from += batch) {
    const requests = items.slice(from, from + batch).map(Item => ({ PutRequest: { Item } }))
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }))
  }
}

/** What the release shows of itself; whoever comes later has to show the same. */
export const seen = async (story: Story, { reviews, surveys }: Pick<PinnedData, 'reviews' | 'surveys'>) => {
  const forms: Record<string, Record<string, unknown>> = {}
  for (const stage of ['collecting', 'pulse'] as const) {
    forms[stage] = (await story.call('GET', `/api/surveys/${String(surveys[stage])}/form`, undefined, null)).json
  }
  const shown: Record<string, string[]> = {}
  for (const stage of ['recorded', 'held', 'harvested'] as const) {
    const { text } = await story.call('GET', `/api/reviews/${String(reviews[stage])}/agenda.json`)
    shown[stage] = written.filter(each => text.includes(each))
  }
  return { forms, shown }
}

const dataOf = async (): Promise<PinnedData> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-pin-'))
  const file = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
  try {
    const story = await startStory({ data: folder })
    const told = await tellEveryStage(story).catch(async error => {
      await story.stop()
      throw error
    })
    const { forms, shown } = await seen(story, told)
    const mails = await story.inbox()
    await story.stop()
    const open = [told.surveys.collecting, told.surveys.pulse]
    const links = mails.flatMap(({ to, links: all }) => all.map((link): [string, string] => [to, link]))
    const tables = await withTables(folder, async client =>
      Object.fromEntries(await Promise.all(tableNames.map(async name => [name, await scan(client, name)] as const))),
    )
    return {
      ...told,
      dataVersion: file('data-version'),
      links: links.filter(([, link]) => open.some(survey => link.includes(`/answer/`) && link.includes(`#${survey}.`))),
      forms,
      shown,
      parameters: file('parameters.json'),
      tables: tables as PinnedData['tables'],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The folder that it is pinned in. */
export const pin = async (version: string): Promise<string> => {
  requireUnpinned(version)
  const openApi = openApiDocument(everyOperation)
  return putRelease({ version, template: synthesized({}), openApi, data: await dataOf() })
}

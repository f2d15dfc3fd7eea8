/** What is kept of a release, so that every later one can be tried on it: a folder for each, found by its name. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'
import { tableNames } from '../../functions/tables.ts'
import { keptTypes, parseTemplate, type StackTemplate, tableType } from '../../infra/upgrade.ts'

export type RawItem = Record<string, AttributeValue>

const texts = z.record(z.string(), z.string())
const dataSchema = z.object({
  /** Of the local world's folder. */
  dataVersion: z.string(),
  now: z.string(),
  /** The ids of surveys and reviews, by the stage that they are at. */
  surveys: texts,
  reviews: texts,
  /** The links to surveys that are open, by whom they were mailed to. */
  links: z.array(z.tuple([z.string(), z.string()])),
  /** What the release answered: the forms of open surveys, and which texts stand in the agenda of a stage. */
  forms: z.record(z.string(), z.record(z.string(), z.unknown())),
  shown: z.record(z.string(), z.array(z.string())),
  /** The file of the local world's parameter store. */
  parameters: z.string(),
  /** As DynamoDB has them. */
  tables: z.record(z.enum(tableNames), z.array(z.custom<RawItem>(value => typeof value === 'object'))),
})
export type PinnedData = z.infer<typeof dataSchema>

const folder = import.meta.dirname
const files = { template: 'template.json', openApi: 'openapi.json.gz', data: 'data.json.gz' } as const

const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}
const asBytes = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value

const packed = (value: unknown): Buffer => gzipSync(JSON.stringify(plain(value)), { level: 9 })

/** Of the resources that an update must not replace, what decides about it: nothing of code. */
export const keptOf = ({ Resources }: StackTemplate): StackTemplate => ({
  Resources: Object.fromEntries(
    Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
      const deciding = keptTypes[Type]
      if (!deciding) return []
      const names = Type === tableType ? [...deciding, 'AttributeDefinitions', 'GlobalSecondaryIndexes'] : deciding
      const kept = Object.entries(Properties).filter(([name]) => names.includes(name))
      return [[id, { Type, Properties: Object.fromEntries(kept) }] as const]
    }),
  ),
})

export interface Release {
  readonly version: string
  readonly template: StackTemplate
  /** Null for what was released before data were pinned. */
  readonly openApi: unknown
  readonly data: PinnedData | null
}

export const pinned = (): Release[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name: version }) => {
      const file = (name: string): string => path.join(folder, version, name)
      const unpacked = (name: string, reviver?: typeof asBytes): unknown =>
        existsSync(file(name)) ? JSON.parse(gunzipSync(readFileSync(file(name))).toString(), reviver) : null
      return {
        version,
        template: parseTemplate(readFileSync(file(files.template), 'utf8')),
        openApi: unpacked(files.openApi),
        data: dataSchema.nullable().parse(unpacked(files.data, asBytes)),
      }
    })

/** A release that went out keeps what it is pinned with: refuses one that is there. */
export const requireUnpinned = (version: string): void => {
  if (existsSync(path.join(folder, version)))
    throw new Error(`${version} is pinned already: what went out does not change`)
}

/** The folder that it is in from now on. */
export const putRelease = ({ version, template, openApi, data }: Release): string => {
  requireUnpinned(version)
  const inside = path.join(folder, version)
  mkdirSync(inside)
  writeFileSync(path.join(inside, files.template), `${JSON.stringify(keptOf(template), null, 2)}\n`)
  if (openApi !== null) writeFileSync(path.join(inside, files.openApi), packed(openApi))
  if (data !== null) writeFileSync(path.join(inside, files.data), packed(data))
  return inside
}

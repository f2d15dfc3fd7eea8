/**
 * What an update of the stack may not do to what is kept, and in how many updates it is done. CloudFormation creates or
 * deletes one index of a table in one update, and replaces a resource of which certain properties change: what was in
 * the old one is then left behind.
 */
import * as z from 'zod'

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
})
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) })
export type StackTemplate = z.infer<typeof templateSchema>
type Resource = z.infer<typeof resourceSchema>

export const parseTemplate = (text: string): StackTemplate => templateSchema.parse(JSON.parse(text))

export const tableType = 'AWS::DynamoDB::Table'

/** Types of resources that hold what nobody can make again, or whose name others know, and what replaces them. */
export const keptTypes: Readonly<Record<string, readonly string[]>> = {
  [tableType]: ['KeySchema', 'TableName', 'LocalSecondaryIndexes'],
  'AWS::Cognito::UserPool': ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'Schema'],
  'AWS::Cognito::UserPoolDomain': ['Domain', 'UserPoolId'],
  'AWS::SSM::Parameter': ['Name', 'Type'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion'],
  'AWS::SES::EmailIdentity': ['EmailIdentity'],
  'AWS::ApiGatewayV2::Api': ['ProtocolType'],
  'AWS::CloudFront::Distribution': [],
}

const indexSchema = z.looseObject({
  IndexName: z.string(),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
})
const tableSchema = z.looseObject({
  KeySchema: indexSchema.shape.KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z.array(indexSchema).default([]),
})
type Index = z.infer<typeof indexSchema>
type Attributes = z.infer<typeof tableSchema>['AttributeDefinitions']

const tableOf = (resource: Resource | undefined) =>
  resource?.Type === tableType ? tableSchema.parse(resource.Properties) : null

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const problemsOfTable = (id: string, before: Resource, after: Resource): string[] => {
  const [was, is] = [tableOf(before), tableOf(after)]
  if (!was || !is) return []
  const otherTypes = was.AttributeDefinitions.filter(({ AttributeName, AttributeType }) =>
    is.AttributeDefinitions.some(
      other => other.AttributeName === AttributeName && other.AttributeType !== AttributeType,
    ),
  )
  const otherIndexes = was.GlobalSecondaryIndexes.filter(index =>
    is.GlobalSecondaryIndexes.some(other => other.IndexName === index.IndexName && !same(other, index)),
  )
  return [
    ...otherTypes.map(({ AttributeName }) => `${id}: the attribute ${AttributeName} has another type`),
    ...otherIndexes.map(({ IndexName }) => `${id}: the index ${IndexName} is another: give the new one its own name`),
  ]
}

/** One sentence for each kept resource that the update would replace or leave behind; `type` looks at that one alone. */
export const losses = (before: StackTemplate, after: StackTemplate, type?: string): string[] =>
  Object.entries(before.Resources).flatMap(([id, was]) => {
    const deciding = keptTypes[was.Type]
    if (!deciding || (type !== undefined && was.Type !== type)) return []
    const is = after.Resources[id]
    if (!is || is.Type !== was.Type) return [`${id}: there is no ${was.Type} of that name any more`]
    const replaced = deciding.filter(name => !same(was.Properties[name], is.Properties[name]))
    return [...replaced.map(name => `${id}: another ${name} replaces it`), ...problemsOfTable(id, was, is)]
  })

interface Change {
  readonly index: Index
  readonly isCreated: boolean
}

/** What is created comes first: what runs until the last update may still read what is deleted. */
const changesOf = (before: Resource, after: Resource | undefined): Change[] => {
  const [was, is] = [tableOf(before), tableOf(after)]
  if (!was || !is) return []
  const without = (all: readonly Index[], others: readonly Index[]): Index[] =>
    all.filter(({ IndexName }) => others.every(other => other.IndexName !== IndexName))
  return [
    ...without(is.GlobalSecondaryIndexes, was.GlobalSecondaryIndexes).map(index => ({ index, isCreated: true })),
    ...without(was.GlobalSecondaryIndexes, is.GlobalSecondaryIndexes).map(index => ({ index, isCreated: false })),
  ]
}

const changed = (table: Resource, changes: readonly Change[], known: Attributes): Resource => {
  const was = tableSchema.parse(table.Properties)
  const gone = new Set(changes.filter(({ isCreated }) => !isCreated).map(({ index }) => index.IndexName))
  const indexes = [
    ...was.GlobalSecondaryIndexes.filter(({ IndexName }) => !gone.has(IndexName)),
    ...changes.filter(({ isCreated }) => isCreated).map(({ index }) => index),
  ]
  // DynamoDB refuses an attribute that no key has.
  const keys = [was, ...indexes].flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName))
  const AttributeDefinitions = known.filter(({ AttributeName }) => keys.includes(AttributeName))
  return { ...table, Properties: { ...table.Properties, AttributeDefinitions, GlobalSecondaryIndexes: indexes } }
}

/**
 * The templates to deploy before `after`, each with one index of a table more or less than the one before it, and
 * otherwise what is deployed already: functions that run do not miss an index that they do not know.
 */
export const stepsBetween = (before: StackTemplate, after: StackTemplate): StackTemplate[] => {
  const tables = Object.entries(before.Resources).flatMap(([id, table]) => {
    const changes = changesOf(table, after.Resources[id])
    return changes.length > 0 ? [{ id, table, changes }] : []
  })
  const updates = Math.max(1, ...tables.map(({ changes }) => changes.length))
  return Array.from({ length: updates - 1 }, (_, step) => {
    const resources = tables.map(({ id, table, changes }) => {
      const attributes = [table, after.Resources[id]].flatMap(each => tableOf(each)?.AttributeDefinitions ?? [])
      const known = [...new Map(attributes.map(attribute => [attribute.AttributeName, attribute])).values()]
      return [id, changed(table, changes.slice(0, step + 1), known)] as const
    })
    return { ...before, Resources: { ...before.Resources, ...Object.fromEntries(resources) } }
  })
}

/** IAM statements for a row of the manifest, and no more: no scan, transaction, PartiQL or unnamed index. */
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type KeyClass, type KeyGrant, type Lambda, type TableGrant } from '../functions/manifest.ts'
import type { TableName } from '../functions/tables.ts'

export const keyClasses: readonly KeyClass[] = ['link', 'sign', 'seal']

type Conditions = Record<string, Record<string, string | string[]>>

const writeActions = { put: 'dynamodb:PutItem', update: 'dynamodb:UpdateItem', delete: 'dynamodb:DeleteItem' } as const

const leadingKeys = (partitions: readonly string[] | undefined): Conditions => {
  if (!partitions) return {}
  const operator = partitions.some(partition => partition.includes('*')) ? 'StringLike' : 'StringEquals'
  return { [`ForAllValues:${operator}`]: { 'dynamodb:LeadingKeys': [...partitions] } }
}

const selected = (reads: TableGrant['reads']): Conditions => {
  if (reads === undefined) return {}
  if (reads === 'count') return { StringEquals: { 'dynamodb:Select': 'COUNT' } }
  return {
    StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...reads] },
  }
}

/** A write can return the item that it replaces, which is denied to a role that may not read it. */
const blindWrite: Conditions = { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } }

const merged = (...parts: readonly Conditions[]): Conditions => {
  const result: Conditions = {}
  for (const part of parts) {
    for (const [operator, keys] of Object.entries(part)) result[operator] = { ...result[operator], ...keys }
  }
  return result
}

const allow = (actions: string[], resources: string[], conditions: Conditions = {}): PolicyStatement =>
  new PolicyStatement({
    actions,
    resources,
    ...(Object.keys(conditions).length > 0 ? { conditions } : {}),
  })

const readsWholeItems = (grants: readonly TableGrant[], table: TableName): boolean =>
  grants.some(
    grant =>
      grant.table === table &&
      (grant.actions.includes('get') || (grant.actions.includes('query') && grant.reads === undefined)),
  )

/** A batch is a set of single puts and deletes: a role that may do both with any item may also batch them. */
const batches = ({ actions, partitions }: TableGrant): boolean =>
  !partitions && actions.includes('put') && actions.includes('delete')

const tableStatements = (row: Lambda, grant: TableGrant, tableArn: string): PolicyStatement[] => {
  const leading = leadingKeys(grant.partitions)
  const statements: PolicyStatement[] = []
  if (grant.actions.includes('get')) statements.push(allow(['dynamodb:GetItem'], [tableArn], leading))
  const writes = grant.actions.filter(action => action !== 'get' && action !== 'query')
  if (writes.length > 0) {
    const conditions = readsWholeItems(row.tables, grant.table) ? leading : merged(leading, blindWrite)
    const calls: string[] = writes.map(action => writeActions[action])
    if (batches(grant)) calls.push('dynamodb:BatchWriteItem')
    statements.push(allow(calls, [tableArn], conditions))
  }
  if (grant.actions.includes('query')) {
    const indexes = (grant.indexes ?? []).map(index => `${tableArn}/index/${index}`)
    statements.push(allow(['dynamodb:Query'], [tableArn, ...indexes], merged(leading, selected(grant.reads))))
  }
  return statements
}

const keyStatements: Readonly<Record<KeyGrant, (arn: string) => PolicyStatement>> = {
  read: arn => allow(['ssm:GetParameter'], [arn]),
  'read-many': arn => allow(['ssm:GetParameters'], [arn]),
  make: arn => allow(['ssm:PutParameter'], [arn], { StringEqualsIfExists: { 'ssm:Overwrite': 'false' } }),
  delete: arn => allow(['ssm:DeleteParameter'], [arn]),
  // It has no resource of its own. Of several classes the stack keeps one statement.
  see: () => allow(['ssm:DescribeParameters'], ['*']),
}

export interface GrantTargets {
  readonly tableArn: (table: TableName) => string
  /** The ARN of the SSM parameter with this name, which starts with `/`. */
  readonly parameterArn: (name: string) => string
  /** Keys are parameters below it. */
  readonly keyPrefix: string
}

const everyKeyOf = (keyClass: KeyClass, targets: GrantTargets): string =>
  targets.parameterArn(`${targets.keyPrefix}/${keyClass}/*`)

/**
 * The shape of a key's id (`keyId` in domain/ids.ts), with `?` for any one character: it never matches a longer path.
 */
export const keyIdPattern = `key_${'?'.repeat(16)}`

const keysOf = (keyClass: KeyClass, targets: GrantTargets): string =>
  targets.parameterArn(`${targets.keyPrefix}/${keyClass}/${keyIdPattern}`)

export const allowed = (row: Lambda, targets: GrantTargets): PolicyStatement[] => [
  ...row.tables.flatMap(grant => tableStatements(row, grant, targets.tableArn(grant.table))),
  ...keyClasses.flatMap(keyClass =>
    (row.keys[keyClass] ?? []).map(grant => keyStatements[grant](keysOf(keyClass, targets))),
  ),
]

/** Denied to every role, whatever else is attached: other classes of keys, keys by path, a key's history. */
export const denied = (row: Lambda, targets: GrantTargets): PolicyStatement[] => {
  const readable = keyClasses.filter(keyClass => row.keys[keyClass]?.includes('read'))
  if (readable.length > 1) throw new Error(`${row.entry}: a role reads one class of keys at most`)
  const everyKey = keyClasses.map(keyClass => everyKeyOf(keyClass, targets))
  const unreadable = keyClasses
    .filter(keyClass => !readable.includes(keyClass))
    .map(keyClass => everyKeyOf(keyClass, targets))
  return [
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['ssm:GetParametersByPath', 'ssm:GetParameterHistory'],
      resources: [targets.parameterArn(targets.keyPrefix), ...everyKey],
    }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['ssm:PutParameter'],
      resources: everyKey,
      conditions: { StringEquals: { 'ssm:Overwrite': 'true' } },
    }),
    // A line of the trace that is there stays. That a put could lie over it is what the chain of hashes shows.
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
      resources: [targets.tableArn('trace')],
    }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['ssm:GetParameter', 'ssm:GetParameters'],
      resources: unreadable,
    }),
  ]
}
